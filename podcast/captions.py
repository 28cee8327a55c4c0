"""Captions and transcripts for players: WebVTT, SRT and the JSON of Podcasting 2.0.

All are made from the same timed paragraphs as the page, so that all agree. Each word stands in
exactly one cue, cues never overlap, and each belongs to one speaker.
"""

from __future__ import annotations

import html
import itertools
import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcast.document import TimedWord
from podcast.span import Span
from podcast.transcript import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from podcast.document import TimedParagraph

LINES = 2
VTT_LINE = 65  # characters; what a player in a browser shows without wrapping
SRT_LINE = 42  # characters; the usual limit of subtitles

PAUSE = 1.0  # seconds of silence that end a cue
READING_SPEED = 17  # characters a second; a cue stays longer where there is time
READABLE = 1.0  # seconds; a cue stays at least so long where there is time
SHORTEST = 0.2  # seconds; a cue that has no time of its own is still there

_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
_DIRECTION_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Cue:
    """What stands on the screen at once.

    Attributes:
        span: when.
        speaker: who says it.
        lines: one or two.
    """

    span: Span
    speaker: str
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """The lines as one."""
        return " ".join(self.lines)


def vtt(paragraphs: Sequence[TimedParagraph]) -> str:
    """Write WebVTT; a voice tag names the speaker of each cue."""
    cues = "".join(
        f"{_time(cue.span.start, '.')} --> {_time(cue.span.end, '.')}\n"
        f"<v {_vtt_name(cue.speaker)}>{_vtt_text(cue.lines)}\n\n"
        for cue in compose(paragraphs, VTT_LINE)
    )
    return f"WEBVTT\n\n{cues}"


def srt(paragraphs: Sequence[TimedParagraph]) -> str:
    """Write SubRip; the name stands before the words where the speaker changes."""
    cues = compose(paragraphs, SRT_LINE, with_names=True)
    return "".join(
        f"{number}\n{_time(cue.span.start, ',')} --> {_time(cue.span.end, ',')}\n"
        + "\n".join(line.replace("-->", "→") for line in cue.lines)
        + "\n\n"
        for number, cue in enumerate(cues, start=1)
    )


def transcript_json(paragraphs: Sequence[TimedParagraph]) -> str:
    """Write the JSON transcript of the podcast namespace, version 1.0.0."""
    segments = [
        {
            "speaker": cue.speaker,
            "startTime": round(cue.span.start, 3),
            "endTime": round(cue.span.end, 3),
            "body": cue.text,
        }
        for cue in compose(paragraphs, VTT_LINE)
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False, indent=1)


def compose(
    paragraphs: Sequence[TimedParagraph], line_length: int, *, with_names: bool = False
) -> tuple[Cue, ...]:
    """Cut the talk into cues of at most two lines of so many characters.

    A single word longer than a line keeps a line of its own.
    """
    cues: list[Cue] = []
    said = ""
    for stretch in _by_time(paragraphs):
        speaker = _clean(stretch.speaker)
        name = f"{speaker}: " if with_names and (stretch.opens or speaker != said) else ""
        for words in _groups(stretch.words, line_length, len(name)):
            texts = [_clean(word.text) for word in words]
            texts[0] = name + texts[0]
            span = Span(words[0].span.start, max(word.span.end for word in words))
            cues.append(Cue(span, speaker, _lines(texts, line_length)))
            name = ""
        said = speaker
    return tuple(_without_overlap(sorted(cues, key=lambda cue: cue.span.start)))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words of one speaker without a pause."""

    speaker: str
    opens: bool
    words: tuple[TimedWord, ...]


def _by_time(paragraphs: Iterable[TimedParagraph]) -> list[_Stretch]:
    """The talk in the order in which it was said, wherever people have moved it in the text."""
    stretches = []
    for timed in paragraphs:
        opens = timed.paragraph.opens
        for words in _without_pause(timed.words):
            stretches.append(_Stretch(timed.paragraph.speaker, opens, words))
            opens = False
    return sorted(stretches, key=lambda stretch: stretch.words[0].span.start)


def _without_pause(words: Sequence[TimedWord]) -> Iterator[tuple[TimedWord, ...]]:
    """The words, parted where a pause is or where they go backwards."""
    start = 0
    for place, (before, after) in enumerate(itertools.pairwise(words), start=1):
        if not before.span.start <= after.span.start < before.span.end + PAUSE:
            yield tuple(words[start:place])
            start = place
    yield tuple(words[start:])


def _groups(
    words: Iterable[TimedWord], line_length: int, indent: int
) -> Iterator[tuple[TimedWord, ...]]:
    """Words that share a cue: as many as fit, ended by a sentence when half full."""
    group: list[TimedWord] = []
    texts: list[str] = []
    for word in words:
        text = "x" * indent * (not group) + _clean(word.text)
        if group and (
            len(_filled([*texts, text], line_length)) > LINES
            or (ends_sentence(group[-1].text) and sum(map(len, texts)) >= line_length)
        ):
            yield tuple(group)
            group, texts, text = [], [], _clean(word.text)
            indent = 0
        group.append(word)
        texts.append(text)
    if group:
        yield tuple(group)


def _lines(texts: Sequence[str], length: int) -> tuple[str, ...]:
    """Fill lines with words; two lines are made about as long as each other."""
    lines = _filled(texts, length)
    if len(lines) != LINES:
        return lines
    whole = " ".join(texts)
    breaks = [
        place
        for place in itertools.accumulate(len(text) + 1 for text in texts[:-1])
        if place - 1 <= length and len(whole) - place <= length
    ]
    if not breaks:
        return lines
    best = min(breaks, key=lambda place: (abs(2 * place - len(whole)), place))
    return whole[: best - 1], whole[best:]


def _filled(texts: Iterable[str], length: int) -> tuple[str, ...]:
    lines: list[str] = []
    for text in texts:
        if lines and len(lines[-1]) + 1 + len(text) <= length:
            lines[-1] += f" {text}"
        else:
            lines.append(text)
    return tuple(lines)


def _without_overlap(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Let each cue stay as long as it takes to read, but no longer than until the next."""
    starts = list(
        itertools.accumulate(
            (cue.span.start for cue in cues), lambda before, own: max(own, before + SHORTEST)
        )
    )
    for cue, start, following in itertools.zip_longest(cues, starts, starts[1:]):
        wanted = max(cue.span.end, start + READABLE, start + len(cue.text) / READING_SPEED)
        limit = max(cue.span.end, start + READABLE) if following is None else following
        yield replace(cue, span=Span(start, min(wanted, limit)))


def _clean(text: str) -> str:
    """Take out what could break a cue or turn the direction of the text around it."""
    return _DIRECTION_MARKS.sub("", _CONTROLS.sub(" ", text)).strip() or "…"


def _vtt_text(lines: Iterable[str]) -> str:
    return "\n".join(html.escape(line, quote=False) for line in lines)


def _vtt_name(name: str) -> str:
    return html.escape(name, quote=False)


def _time(seconds: float, mark: str) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}{mark}{rest % 1000:03}"
