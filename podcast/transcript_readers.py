"""Other people's transcripts: WebVTT, SubRip, the JSON and the HTML of Podcasting 2.0.

The forms: https://github.com/Podcastindex-org/podcast-namespace, transcripts. Files in the wild
are seldom quite valid; what has a moment and words is taken. Our own are read back by
`caption_facts`, to which the same slips are faults.
"""

from __future__ import annotations

import html
import json
import math
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from podcast.errors import FeedError
from podcast.foreign_values import LONGEST, line, seconds
from podcast.html_text import is_html, parse_html
from podcast.timed_text import TimedText

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LONGEST_NAME = 100
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,6}))?"
_TIMING = re.compile(rf"^[ \t]{{0,20}}{_TIME}[ \t]{{0,20}}-->[ \t]{{0,20}}{_TIME}", re.MULTILINE)
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,200})?[ \t]+([^<>]{0,300})>")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")
_NAMED = re.compile(
    r"(?:>>\s*|[-–]\s+)?([^\n:,;.?!]{1,60}(?:\.[^\n:,;.?!]{1,30})?):\s+(\S.*)", re.DOTALL
)
_CAPITAL = re.compile(r"[A-ZÅÄÖÉÜØÆ0-9]")
_PARTICLES = frozenset("af al av bin da de del den der di du el van von y zu".split())
_SEVERAL = 3
"""A single word before a colon is a name where it stands so often: “Obs:” does not."""


def read_transcript(content: bytes, file: str) -> tuple[TimedText, ...]:
    """Read a transcript in whichever of the forms it is; what it calls itself is often wrong.

    Args:
        content: as it came.
        file: its name or address, for messages.

    Returns:
        What is said, in order of time; empty where nothing has a moment.

    Raises:
        FeedError: when it is none of the forms.
    """
    text = content.decode("utf-8-sig", errors="replace").lstrip()
    if text.startswith(("{", "[")):
        found = _json(text, file)
    elif _TIMING.search(text):
        found = _cues(text)
    elif is_html(text):
        found = _html(text)
    else:
        raise FeedError(
            f"{file}: it is no transcript with times (VTT, SRT, JSON or HTML); it is left out."
        )
    fit = (
        replace(said, speaker=said.speaker[:_LONGEST_NAME])
        for said in found
        if said.text and 0 <= said.start < LONGEST
    )
    return tuple(sorted(fit, key=lambda said: said.start))


def _cues(text: str) -> Iterator[TimedText]:
    """Read WebVTT or SubRip: a line with two times, and the words below it to a blank line."""
    blocks = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    timed = [(found, block[found.end() :]) for block in blocks if (found := _TIMING.search(block))]
    payloads = [payload.partition("\n")[2] for _, payload in timed]
    names = _names(payloads)
    speaker = ""
    for (found, _), payload in zip(timed, payloads, strict=True):
        start, end = _seconds(found.groups()[:4]), _seconds(found.groups()[4:])
        parts = list(_voices(payload, speaker, names))
        speaker = parts[-1][0] if parts else speaker
        yield from _shared(start, max(start, end), parts)


def _voices(payload: str, before: str, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Who says what in a cue: by voice tags, else by a name before a colon, else as before."""
    pieces = _VOICE.split(payload)
    if len(pieces) == 1:
        words = _plain(payload)
        found = _NAMED.fullmatch(words)
        yield (
            (found[1].strip(), found[2]) if found and found[1].strip() in names else (before, words)
        )
        return
    if _plain(pieces[0]):
        yield before, _plain(pieces[0])
    for name, words in zip(pieces[1::2], pieces[2::2], strict=True):
        yield line(html.unescape(name)), _plain(words)


def _names(payloads: Iterable[str]) -> frozenset[str]:
    """What stands before a colon and is somebody's name, by its form and how often it stands."""
    found = (_NAMED.fullmatch(_plain(payload)) for payload in payloads if "<v" not in payload)
    counted = Counter(match[1].strip() for match in found if match)
    return frozenset(
        name
        for name, times in counted.items()
        if _is_name(name) and (" " in name or times >= _SEVERAL)
    )


def _is_name(text: str) -> bool:
    words = text.split()
    return 0 < len(words) <= 5 and all(_CAPITAL.match(word) or word in _PARTICLES for word in words)


def _plain(payload: str) -> str:
    return line(html.unescape(_TAG.sub("", payload)))


def _shared(start: float, end: float, parts: list[tuple[str, str]]) -> Iterator[TimedText]:
    """Share a cue among those who speak in it, by the length of what they say."""
    letters = sum(len(words) for _, words in parts) or 1
    at = start
    for speaker, words in parts:
        until = min(end, at + (end - start) * len(words) / letters)
        yield TimedText(at, until, speaker, words)
        at = until


def _json(text: str, file: str) -> Iterator[TimedText]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        raise FeedError(f"{file}: it is no well-formed JSON; it is left out.") from None
    segments = read.get("segments") if isinstance(read, dict) else read
    speaker = ""
    for segment in segments if isinstance(segments, list) else ():
        if not isinstance(segment, dict):
            continue
        start, end = _number(segment.get("startTime")), _number(segment.get("endTime"))
        body = segment.get("body")
        if start is None or not isinstance(body, str):
            continue
        named = segment.get("speaker")
        speaker = (line(named) if isinstance(named, str) else "") or speaker
        words = line(html.unescape(_TAG.sub("", body)))
        yield TimedText(start, end if end is not None and end >= start else None, speaker, words)


def _html(text: str) -> Iterator[TimedText]:
    """Read `<cite>`, `<time>` and `<p>` in their order."""
    root = parse_html(text)
    speaker, start = "", None
    for element in () if root is None else root.iter("cite", "time", "p"):
        words = line("".join(element.itertext()))
        if element.tag == "cite":
            speaker = words.rstrip(": ")
        elif element.tag == "time":
            start = seconds(words.strip("[]() "))
        elif start is not None and words:
            yield TimedText(start, None, speaker, words)


def _seconds(groups: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, part = groups
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + float(f"0.{part or 0}")


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None
