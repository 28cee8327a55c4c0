"""Captions and transcripts read back from their files, each cue with its line.

As strictly as the strictest player reads them, for `podcast check`; what others wrote is read by
`transcript_readers`, which takes all that has a moment and words.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.finding import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_TIME = r"(?:(\d{2,6}):)?([0-5]\d):([0-5]\d)MARK(\d{3})"
_VTT_TIMES = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?".replace("MARK", "[.]"))
_SRT_TIMES = re.compile(rf"{_TIME} --> {_TIME}\s*".replace("MARK", "[.,]"))
_TAG = re.compile(r"<[^<>]*>")
_FRAGMENT = re.compile(
    r"<cite>(?P<name>[^<]*):</cite>\s*<time>(?P<time>[^<]*)</time>\s*<p>(?P<text>[^<]*)</p>\s*"
)
_CLOCK = re.compile(r"(\d{1,6}):([0-5]\d):([0-5]\d)")
_BLOCKS_WITHOUT_CUE = ("NOTE", "STYLE", "REGION")


class UnreadableCaptions(Unreadable):
    """Captions that a player cannot read."""


@dataclass(frozen=True, slots=True)
class ReadCue:
    """What stands on the screen at once.

    Attributes:
        line: of its times; 0 where the form has no lines.
        start: in seconds.
        end: in seconds; the same as the start where the form has none.
        text: its words; in SRT with the name before them.
    """

    line: int
    start: float
    end: float
    text: str


def read_captions(suffix: str, content: bytes) -> tuple[ReadCue, ...]:
    """Read the cues of a file.

    Args:
        suffix: of its name: `.vtt`, `.srt`, `.json` or `.html`.
        content: as it lies there.

    Raises:
        UnreadableCaptions: when a player could not read it.
    """
    try:
        return tuple(_READERS[suffix](content.decode().removeprefix("\ufeff")))
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        raise UnreadableCaptions("it is not UTF-8", line) from None


def _vtt(text: str) -> Iterator[ReadCue]:
    blocks = _blocks(text)
    first = next(blocks, (1, [""]))[1][0]
    if first != "WEBVTT" and not first.startswith(("WEBVTT ", "WEBVTT\t")):
        raise UnreadableCaptions("the first line is not WEBVTT", 1)
    for line, block in blocks:
        if not block[0].startswith(_BLOCKS_WITHOUT_CUE):
            yield _cue(line, block, _VTT_TIMES, _without_tags)


def _srt(text: str) -> Iterator[ReadCue]:
    for number, (line, block) in enumerate(_blocks(text), start=1):
        if block[0].strip() != str(number) or len(block) < 2:
            raise UnreadableCaptions(f"there is no cue with the number {number}", line)
        yield _cue(line, block, _SRT_TIMES, str)


def _cue(
    line: int, block: list[str], pattern: re.Pattern[str], plain: Callable[[str], str]
) -> ReadCue:
    """Read a block whose first or second line has the times."""
    for place, written in enumerate(block[:2]):
        if found := pattern.fullmatch(written):
            parts = found.groups()
            words = plain(" ".join(block[place + 1 :]))
            return ReadCue(line + place, _seconds(*parts[:4]), _seconds(*parts[4:]), words)
    raise UnreadableCaptions("a cue has no times that can be read", line)


def _json(text: str) -> Iterator[ReadCue]:
    try:
        said = json.loads(text)
    except (ValueError, RecursionError) as fault:
        line = fault.lineno if isinstance(fault, json.JSONDecodeError) else 0
        raise UnreadableCaptions("it is no JSON", line) from None
    segments = said.get("segments") if isinstance(said, dict) else None
    if not isinstance(segments, list):
        raise UnreadableCaptions("it has no list of segments")
    for segment in segments:
        try:
            start, end = float(segment["startTime"]), float(segment["endTime"])
            yield ReadCue(0, start, end, str(segment["body"]))
        except (KeyError, TypeError, ValueError, OverflowError):
            raise UnreadableCaptions("a segment has no startTime, endTime or body") from None


def _fragment(text: str) -> Iterator[ReadCue]:
    place = 0
    while place < len(text):
        found = _FRAGMENT.match(text, place)
        clock = found and _CLOCK.fullmatch(found["time"])
        if not found or not clock:
            line = text.count("\n", 0, place) + 1
            raise UnreadableCaptions("it is not <cite>, <time> and <p> in turn", line)
        hours, minutes, seconds = map(int, clock.groups())
        start = 3600.0 * hours + 60 * minutes + seconds
        yield ReadCue(0, start, start, html.unescape(found["text"]))
        place = found.end()


_READERS: Mapping[str, Callable[[str], Iterator[ReadCue]]] = {
    ".vtt": _vtt,
    ".srt": _srt,
    ".json": _json,
    ".html": _fragment,
}


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield what stands between empty lines, with the line in which it begins."""
    block: list[str] = []
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate([*lines, ""], start=1):
        if line:
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _without_tags(text: str) -> str:
    return html.unescape(_TAG.sub("", text))


def _seconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    return 3600.0 * int(hours or 0) + 60 * int(minutes) + int(seconds) + int(thousandths) / 1000
