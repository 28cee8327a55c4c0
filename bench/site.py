"""How long a large site takes to write, and how large its files are: `python -m bench.site 100`.

Episodes are an hour each, of words drawn from the demo; processor seconds, so that a busy machine
tells the same.
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

_TURNS = 280  # an hour
_HOSTED = ("index.html", "sok/index.html", "person/karin-ek/index.html", "sok/index.json")


def main() -> None:
    """Write a site twice and say what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("episodes", type=int, nargs="?", default=50)
    count = parser.parse_args().episodes
    editions = [_episode(number) for number in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        workspace.episodes.mkdir()
        for what in ("all of it", "again, nothing changed"):
            print(f"{what}: {_seconds(workspace, editions):.2f} s per episode of an hour")
        _tell_sizes(workspace)


def _episode(number: int) -> Edition:
    made = long_edition(_TURNS, f"e{number}")
    return replace(made, published=made.published + timedelta(weeks=number))


def _seconds(workspace: Workspace, editions: list[Edition]) -> float:
    began = time.process_time()
    publish(workspace, demo_show(), editions, Ledger(PODCAST_GUID))
    return (time.process_time() - began) / len(editions)


def _tell_sizes(workspace: Workspace) -> None:
    for name in _HOSTED:
        packed = len(gzip.compress((workspace.feed / name).read_bytes()))
        print(f"{name}: {packed / 1000:.1f} kB compressed")
    shards = [file.read_bytes() for file in (workspace.feed / "sok").glob("words-*.json")]
    largest = max(len(gzip.compress(shard)) for shard in shards)
    print(
        f"words: {len(shards)} files, {sum(map(len, shards)) / 1e6:.1f} MB in all, "
        f"the largest {largest / 1000:.1f} kB compressed"
    )


if __name__ == "__main__":
    main()
