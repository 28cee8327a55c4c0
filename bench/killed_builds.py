"""Real builds killed at random moments, and what they leave.

    python -m bench.killed_builds
    python -m bench.killed_builds --times 100 --seed 7 --short

A show is built by the real command with the real model. The whole process group is killed (SIGKILL)
at a random moment, again and again on the same show; after each kill every file is looked at, and
after the build that comes to its end every byte is compared with a build that nobody disturbed.
Shows are new, with nothing heard yet, and changed ones by turns. Every other moment is drawn from
the whole build, every other from the short time in which the pages and the feed are written.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import random
import re
import signal
import subprocess
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from os import killpg
from pathlib import Path
from typing import TYPE_CHECKING

from bench.killed_faults import Versions
from bench.killed_show import (
    LONG,
    SHORT,
    Sounds,
    build,
    change_show,
    contents,
    copied,
    make_show,
)
from bench.machine import describe

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# What is written in feed/ before the pages: pictures, sound, and the list of what is begun.
_NOT_PAGES = {".jpg", ".mp3", ".bare", ".json"}
_AT_MOST = 5  # kills on one show
_LOOK_EVERY = 0.01  # seconds


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """A build that nobody disturbed.

    Attributes:
        show: as it was before, to be copied.
        versions: all files before and after.
        seconds: it took in all.
        starting: seconds of these before its first word.
        writing: seconds of these from the first page to the end.
    """

    show: Path
    versions: Versions
    seconds: float
    starting: float
    writing: float


@dataclass(frozen=True, slots=True)
class Moment:
    """When a build is killed: so many seconds after its beginning, or after its first page."""

    seconds: float
    of_pages: bool

    def come(self, process: subprocess.Popen[bytes], feed: Path) -> bool:
        """Wait for it; tell whether the build was still under way then."""
        if self.of_pages:
            _first_page(process, feed)
        try:
            process.wait(self.seconds)
        except subprocess.TimeoutExpired:
            return True
        return False


@dataclass(frozen=True, slots=True)
class Kill:
    """A build that was killed.

    Attributes:
        moment: when.
        doing: the pages, or what it had said last.
        blocks: how many finished blocks of words it left.
        faults: what is wrong with what it left.
    """

    moment: Moment
    doing: str
    blocks: int
    faults: list[str]


def undisturbed(folder: Path, sounds: Sounds) -> tuple[Undisturbed, Undisturbed]:
    """Build a new show, then change it and build it again; return both builds."""
    new = make_show(folder / "new", sounds)
    show = copied(new, folder / "show")
    first = _whole(show, new)
    changed = copied(change_show(show, sounds), folder / "changed")
    return first, _whole(show, changed)


def kills(
    builds: Sequence[Undisturbed], times: int, draw: random.Random, folder: Path
) -> Iterator[Kill]:
    """Kill so many builds in all, of the shows given by turns, a few on each.

    Raises:
        AssertionError: when a show ends otherwise than if nobody had disturbed its build.
    """
    for number, known in enumerate(itertools.cycle(builds)):
        for kill in _kills_of_one(known, folder / f"{number}", min(times, _AT_MOST), draw):
            times -= 1
            yield kill
        if not times:
            return


def main() -> None:
    """Kill, compare and count."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--times", type=int, default=30, help="kills in all")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))  # noqa: S311
    parser.add_argument("--short", action="store_true", help="of seconds of sound, as in the tests")
    asked = parser.parse_args()
    print(describe("faster-whisper", "onnxruntime", "av"))
    print(f"seed: {asked.seed}")
    with tempfile.TemporaryDirectory() as folder:
        both = undisturbed(Path(folder), SHORT if asked.short else LONG)
        for name, known in zip(("new", "changed"), both, strict=True):
            print(f"{name} show: {known.seconds:.0f} s, of these pages {known.writing:.1f} s")
        found = list(_told(kills(both, asked.times, random.Random(asked.seed), Path(folder))))  # noqa: S311
    _tell(found)


def _kills_of_one(
    known: Undisturbed, show: Path, times: int, draw: random.Random
) -> Iterator[Kill]:
    """Kill builds of a show up to so many times, then let one come to its end."""
    copied(known.show, show)
    blocks: dict[Path, int] = {}
    left = known.seconds
    for _ in range(times):
        moment, begun = _drawn(known, left, draw), time.monotonic()
        process = build(show, output := show.parent / "output.txt")
        if not moment.come(process, show / "feed"):
            break
        killpg(process.pid, signal.SIGKILL)
        process.wait()
        left -= max(0, time.monotonic() - begun - known.starting)
        before, blocks = blocks, _blocks(show)
        again = [f"{block} was heard again" for block in before if _is_newer(block, before, blocks)]
        doing = "writing the pages" if moment.of_pages else _said(output)
        yield Kill(moment, doing, len(blocks), [*again, *known.versions.faults(show)])
    else:
        process = build(show, output)
    _refuse_failure(process, show)
    faults = known.versions.faults_at_the_end(show)
    assert not faults, "\n".join(faults)  # noqa: S101 - the finding of this bench


def _told(found: Iterator[Kill]) -> Iterator[Kill]:
    for kill in found:
        since = "after the first page" if kill.moment.of_pages else "after the beginning"
        print(f"{kill.moment.seconds:6.2f} s {since}: {kill.doing}", *kill.faults, sep="\n  ")
        yield kill


def _tell(found: Sequence[Kill]) -> None:
    for doing, count in Counter(kill.doing for kill in found).most_common():
        print(f"{count:3} killed at: {doing}")
    print(f"{sum(kill.blocks > 0 for kill in found)} left finished blocks of unfinished words")
    faults = sum(bool(kill.faults) for kill in found)
    print(f"{len(found)} kills, {faults} with faults; every show ended as the undisturbed one")


def _whole(show: Path, before: Path) -> Undisturbed:
    """Build a show to its end, and time it."""
    known, begun = contents(before), time.monotonic()
    process = build(show, output := show.parent / "output.txt")
    while process.poll() is None and not output.stat().st_size:
        time.sleep(_LOOK_EVERY)
    spoken = time.monotonic()
    _first_page(process, show / "feed")
    first = time.monotonic()
    _refuse_failure(process, show)
    ended = time.monotonic()
    versions = Versions(known, contents(show))
    return Undisturbed(before, versions, ended - begun, spoken - begun, ended - first)


def _drawn(known: Undisturbed, left: float, draw: random.Random) -> Moment:
    """A moment among the pages, or in what is left of the whole build, which is not all pages."""
    of_pages = draw.random() < 1 / 2
    whole = max(left, known.seconds / 3)
    return Moment(draw.uniform(0, known.writing if of_pages else whole), of_pages)


def _first_page(process: subprocess.Popen[bytes], feed: Path) -> None:
    """Wait until the first file in feed/ changes that is written with the pages."""
    before = _pages(feed)
    while process.poll() is None and _pages(feed) == before:
        time.sleep(_LOOK_EVERY)


def _pages(feed: Path) -> set[tuple[Path, int]]:
    pages: set[tuple[Path, int]] = set()
    with contextlib.suppress(FileNotFoundError):  # one has just got its name, which is a change
        for file in feed.rglob("*.*"):
            if file.suffix not in _NOT_PAGES:
                pages.add((file, file.stat().st_mtime_ns))
    return pages


def _blocks(show: Path) -> dict[Path, int]:
    """The finished blocks of words, each with the moment at which it was written."""
    return {file: file.stat().st_mtime_ns for file in show.rglob(".work/words-*/*.json")}


def _is_newer(file: Path, before: Mapping[Path, int], now: Mapping[Path, int]) -> bool:
    return now.get(file, 0) > before[file]


def _refuse_failure(process: subprocess.Popen[bytes], show: Path) -> None:
    if process.wait():
        raise SystemExit((show.parent / "output.txt").read_text("utf-8"))


def _said(output: Path) -> str:
    """The last step that a build told of; after it, if that was done."""
    lines = output.read_text("utf-8").splitlines()
    steps = [line for line in lines if re.match(r"\S+: [^:]+ \(", line)]
    if not steps:
        return "before the first step"
    doing = steps[-1].partition(": ")[2].partition(" (")[0]
    return f"after {doing}" if lines[-1] != steps[-1] else doing


if __name__ == "__main__":
    main()
