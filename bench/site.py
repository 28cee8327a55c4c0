"""How long a large site takes to write, and how large its files are: `python -m bench.site 100`.

Episodes are an hour each, or as long as told, of words drawn from the demo; processor seconds, so
that a busy machine tells the same.
"""

from __future__ import annotations

import argparse
import gzip
import tempfile
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.ledger import Ledger
from podcast.site import publish
from podcast.workspace import Workspace
from tests.editions import PODCAST_GUID, demo_show, long_edition

if TYPE_CHECKING:
    from podcast.edition import Edition

_TURNS_A_MINUTE = 280 / 60
_HOSTED = ("index.html", "sok/index.html", "person/karin-ek/index.html", "sok/index.json")


def main() -> None:
    """Write a site twice and say what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("episodes", type=int, nargs="?", default=50)
    parser.add_argument("--minutes", type=int, default=60, help="of each episode")
    asked = parser.parse_args()
    turns = round(asked.minutes * _TURNS_A_MINUTE)
    editions = [_episode(number, turns) for number in range(asked.episodes)]
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        workspace.episodes.mkdir()
        for what in ("all of it", "again, nothing changed"):
            seconds = _seconds(workspace, editions)
            print(f"{what}: {seconds:.2f} s per episode of {asked.minutes} minutes")
        _tell_sizes(workspace)


def _episode(number: int, turns: int) -> Edition:
    made = long_edition(turns, f"e{number}")
    return replace(made, published=made.published + timedelta(weeks=number))


def _seconds(workspace: Workspace, editions: list[Edition]) -> float:
    began = time.process_time()
    publish(workspace, demo_show(), editions, Ledger(PODCAST_GUID))
    return (time.process_time() - began) / len(editions)


def _tell_sizes(workspace: Workspace) -> None:
    for name in _HOSTED:
        print(f"{name}: {_packed(workspace.feed / name):.1f} kB compressed")
    pages = {file: _packed(file) for file in workspace.feed.rglob("*.html")}
    heaviest = max(pages, key=lambda file: pages[file])
    print(
        f"the heaviest of {len(pages)} pages, without style and script: "
        f"{heaviest.relative_to(workspace.feed)}, {pages[heaviest]:.1f} kB compressed"
    )
    shards = [file.read_bytes() for file in (workspace.feed / "sok").glob("words-*.json")]
    largest = max(len(gzip.compress(shard)) for shard in shards)
    print(
        f"words: {len(shards)} files, {sum(map(len, shards)) / 1e6:.1f} MB in all, "
        f"the largest {largest / 1000:.1f} kB compressed"
    )


def _packed(file: Path) -> float:
    return len(gzip.compress(file.read_bytes())) / 1000


if __name__ == "__main__":
    main()
