"""Whether the chapters of an episode are in order, fit the sound, and are the same in each form."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from podcast.feed_values import number, seconds
from podcast.finding import Kind, Unreadable, extract
from podcast.span import clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcast.check_items import Item
    from podcast.feed_folder import FeedFolder
    from podcast.finding import Finding

_BUILD = "run `podcast build`"
UNREADABLE = Kind(
    "H001", "error", "The file of chapters cannot be read.",
    '`{"chapters": [` and nothing more', _BUILD,
)  # fmt: skip
OTHER_VERSION = Kind(
    "H002", "error", "The version of the file of chapters is missing or none that apps know.",
    '`"version": "2"`', _BUILD,
)  # fmt: skip
OUT_OF_ORDER = Kind(
    "H003", "error", "Chapters do not follow each other in time.",
    "a chapter at 60 s, then one at 30 s",
    f"put them in order in episode.toml or text.md and {_BUILD}",
)  # fmt: skip
BEYOND = Kind(
    "H004", "error", "A chapter begins after the end of the sound.",
    '`"startTime": 3600` in two minutes of sound', f"mend its moment in episode.toml and {_BUILD}",
)  # fmt: skip
NO_TITLE = Kind(
    "H005", "error", "A chapter has no title.",
    '`{"startTime": 30}`', f"give it one in episode.toml and {_BUILD}",
)  # fmt: skip
NOT_THE_SAME = Kind(
    "H006", "error", "The chapters in the feed are others than those in the file.",
    "`<psc:chapter>` at 30 s, and 31 s in the file", _BUILD,
)  # fmt: skip
BAD_MOMENT = Kind(
    "H007", "error", "The moment of a chapter cannot be read.",
    '`<psc:chapter start="two minutes">`', _BUILD,
)  # fmt: skip
KINDS = (UNREADABLE, OTHER_VERSION, OUT_OF_ORDER, BEYOND, NO_TITLE, NOT_THE_SAME, BAD_MOMENT)

_VERSIONS = ("1.0", "1.1", "1.2")
# Forms round a moment each in its own way.
_SLACK = 0.002


@dataclass(frozen=True, slots=True)
class ReadChapter:
    """A chapter read back; the moment is None where it cannot be read."""

    start: float | None
    title: str


def check_chapters(item: Item, folder: FeedFolder) -> Iterator[Finding]:
    """Check the chapters of an episode: the file that the feed names, and those in the feed.

    Args:
        item: the episode.
        folder: in which the file lies; one that is missing is not told again.
    """
    linked = item.part.one("podcast:chapters")
    place = folder.place(linked.get("url")) if linked else None
    if place and folder.has(place):
        file = folder.shown(place)
        try:
            said = _parsed(folder.read(place))
            chapters = _chapters(said)
        except Unreadable as fault:
            yield UNREADABLE.at(file, f"the chapters cannot be read: {fault}", fault.line)
            return
        yield from _version(said.get("version"), file)
        yield from _each(chapters, file, item.length)
        if not any(chapter.start is None for chapter in chapters):
            yield from _inside(item, chapters)
    elif not linked:
        yield from _inside(item, ())


def told_chapters(item: Item) -> tuple[tuple[float, str], ...]:
    """Return the chapters that the feed has itself, as far as their moments can be read."""
    inside = item.part.one("psc:chapters")
    read = [
        (seconds(chapter.get("start")), chapter.get("title"))
        for chapter in (inside.all("psc:chapter") if inside else ())
    ]
    return tuple((start, title) for start, title in read if start is not None)


def _parsed(content: bytes) -> dict[str, Any]:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError) as fault:
        line = fault.lineno if isinstance(fault, json.JSONDecodeError) else 0
        raise Unreadable("it is no JSON", line) from None
    if not isinstance(said, dict):
        raise Unreadable("it is no JSON object")
    return said


def _chapters(said: dict[str, Any]) -> tuple[ReadChapter, ...]:
    chapters = said.get("chapters")
    if not isinstance(chapters, list) or not all(isinstance(one, dict) for one in chapters):
        raise Unreadable("it has no list of chapters")
    return tuple(
        ReadChapter(number(str(one.get("startTime"))), str(one.get("title") or "").strip())
        for one in chapters
    )


def _version(version: object, file: str) -> Iterator[Finding]:
    if not isinstance(version, str) or not version.startswith(_VERSIONS):
        yield OTHER_VERSION.at(file, f"the version of the chapters is {extract(str(version))}")


def _each(chapters: Sequence[ReadChapter], file: str, length: float | None) -> Iterator[Finding]:
    before = -1.0
    for chapter in chapters:
        if not chapter.title:
            yield NO_TITLE.at(file, "a chapter has no title")
        if chapter.start is None:
            wrong = f"the chapter {extract(chapter.title)} has no moment that can be read"
            yield BAD_MOMENT.at(file, wrong)
            continue
        if length is not None and chapter.start >= length:
            wrong = (
                f"the chapter {extract(chapter.title)} begins at {clock(chapter.start)} "
                f"and the sound ends at {clock(length)}"
            )
            yield BEYOND.at(file, wrong)
        elif chapter.start <= before:
            wrong = f"the chapter {extract(chapter.title)} begins before the one in front of it"
            yield OUT_OF_ORDER.at(file, wrong)
        before = max(before, chapter.start)


def _inside(item: Item, chapters: Sequence[ReadChapter]) -> Iterator[Finding]:
    """Hold the chapters in the feed against those of the file."""
    inside = item.part.one("psc:chapters")
    if not inside:
        return
    told = inside.all("psc:chapter")
    for chapter in told:
        if seconds(chapter.get("start")) is None:
            yield chapter.fault(BAD_MOMENT, f"a chapter begins at {extract(chapter.get('start'))}")
            return
    wanted = [(chapter.start or 0.0, chapter.title) for chapter in chapters]
    if not same_chapters(wanted, told_chapters(item)):
        yield inside.fault(NOT_THE_SAME, "the chapters in the feed are others than in the file")


def same_chapters(some: Sequence[tuple[float, str]], others: Sequence[tuple[float, str]]) -> bool:
    """Tell whether chapters have the same titles at the same moments, but for rounding."""
    return len(some) == len(others) and all(
        abs(one[0] - other[0]) <= _SLACK and one[1].split() == other[1].split()
        for one, other in zip(some, others, strict=True)
    )
