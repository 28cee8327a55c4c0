"""Captions and transcripts read back by programs of others, as a player would see them."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import srt  # type: ignore[import-untyped]  # it has no types
from lxml import html as lxml_html  # type: ignore[import-untyped]  # it has no types
from webvtt import WebVTT

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Read:
    """What a reader found at one moment; times in whole milliseconds."""

    start: int
    end: int
    speaker: str
    lines: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        return " ".join(self.lines).split()


def read_vtt(text: str) -> list[Read]:
    """By webvtt-py, which refuses what the specification refuses; it leaves escapes to us."""
    return [
        Read(
            caption.start_time.in_milliseconds(),
            caption.end_time.in_milliseconds(),
            html.unescape(caption.voice or ""),
            tuple(map(html.unescape, caption.text.split("\n"))),
        )
        for caption in WebVTT.from_string(text, strict=True).captions
    ]


def read_srt(text: str, speakers: Iterable[str]) -> list[Read]:
    """By srt; who speaks is whose name stood last."""
    name = re.compile(rf"({'|'.join(map(re.escape, speakers))}):\s")
    speaker, found = "", []
    for number, subtitle in enumerate(srt.parse(text), start=1):
        assert subtitle.index == number
        if named := name.match(subtitle.content.replace("\n", " ")):
            speaker = named[1]
        lines = tuple(subtitle.content.split("\n"))
        found.append(
            Read(_milliseconds(subtitle.start), _milliseconds(subtitle.end), speaker, lines)
        )
    return found


def read_json(text: str) -> list[Read]:
    return [
        Read(
            round(segment["startTime"] * 1000),
            round(segment["endTime"] * 1000),
            segment["speaker"],
            (segment["body"],),
        )
        for segment in json.loads(text)["segments"]
    ]


def read_fragment(text: str) -> list[Read]:
    """By lxml; a paragraph has no end of its own."""
    found = []
    parts = lxml_html.fragments_fromstring(text, no_leading_text=True) if text else []
    for cite, moment, paragraph in zip(*[iter(parts)] * 3, strict=True):
        assert [part.tag for part in (cite, moment, paragraph)] == ["cite", "time", "p"]
        assert not any(len(part) or part.attrib for part in (cite, moment, paragraph))
        hours, minutes, seconds = map(int, moment.text.split(":"))
        start = (hours * 3600 + minutes * 60 + seconds) * 1000
        found.append(Read(start, start, cite.text.removesuffix(":"), (paragraph.text,)))
    return found


def _milliseconds(time: timedelta) -> int:
    return time // timedelta(milliseconds=1)
