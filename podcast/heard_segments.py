"""Segments of words: as the speech model gives them, moved, put in time and put into others."""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean
from typing import TYPE_CHECKING

from podcast.span import Span
from podcast.transcript import Segment, Word
from podcast.word_times import mended

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from faster_whisper.transcribe import Segment as Heard  # type: ignore[import-untyped]

# The times of a word differ by this much from one hearing to the next, in seconds.
_JITTER = 0.1
_DASHES = "-–—"


def segment_of(heard: Heard) -> Segment:
    """Return a segment of the model's with its whole words.

    It has learnt from subtitles, in which a dash shows that another one speaks (“–Ja. – Nej.”);
    such dashes are left out, for nobody says them and voices tell it better.
    """
    return Segment(
        words=tuple(_without_speaker_dashes(_words(heard))),
        log_probability=heard.avg_logprob,
        no_speech=heard.no_speech_prob,
        compression=heard.compression_ratio,
    )


def one(segments: Sequence[Segment]) -> Segment:
    """Return segments that follow each other as one, with the mean figures of their words."""
    counts = [len(segment.words) for segment in segments]
    if not any(counts):
        return Segment((), 0.0, 0.0, 0.0)
    return Segment(
        words=tuple(word for segment in segments for word in segment.words),
        log_probability=fmean((segment.log_probability for segment in segments), counts),
        no_speech=fmean((segment.no_speech for segment in segments), counts),
        compression=max(segment.compression for segment in segments),
    )


def moved(segment: Segment, to: Callable[[Span], Span]) -> Segment:
    """Return the segment with each word at the time that is told for it."""
    words = tuple(replace(word, span=to(word.span)) for word in segment.words)
    return replace(segment, words=words)


def shifted(segment: Segment, seconds: float) -> Segment:
    """Return the segment so many seconds later, in whole milliseconds."""
    words = tuple(
        replace(
            word,
            span=Span(round(word.span.start + seconds, 3), round(word.span.end + seconds, 3)),
            certainty=round(word.certainty, 3),
        )
        for word in segment.words
    )
    return replace(segment, words=words)


def in_time(segments: Sequence[Segment], voices: Sequence[Span]) -> list[Segment]:
    """Return the segments with the times of their words mended by where voices sound."""
    words = iter(mended([word for segment in segments for word in segment.words], voices))
    return [
        replace(segment, words=tuple(next(words) for _ in segment.words)) for segment in segments
    ]


def wholly_inside(segment: Segment, lost: Span) -> Segment:
    """Leave out words on the edge of what was lost: those are there already."""
    first, last = lost.start - _JITTER, lost.end + _JITTER
    words = (word for word in segment.words if first <= word.span.start and word.span.end <= last)
    return replace(segment, words=tuple(words))


def replaced(segments: list[Segment], found: list[Segment], lost: Span) -> list[Segment]:
    """Put what was found in the place of what stood there, unless that was more."""
    before = [_inside(segment, Span(0, lost.start)) for segment in segments]
    there = [_inside(segment, lost) for segment in segments]
    after = [_inside(segment, Span(lost.end, float("inf"))) for segment in segments]
    if sum(len(part.words) for part in found) <= sum(len(part.words) for part in there):
        return segments
    return [part for part in (*before, *found, *after) if part.words]


def _words(heard: Heard) -> Iterator[Word]:
    """Yield whole words: pieces without a space before them belong to the word before."""
    whole: Word | None = None
    for piece in heard.words or ():
        start, end = float(piece.start), float(piece.end)
        span = Span(start, max(start, end))
        text = piece.word.strip()
        if whole and not piece.word.startswith(" "):
            certainty = min(whole.certainty, float(piece.probability))
            whole = Word(whole.text + text, whole.span | span, certainty)
        elif text:
            if whole:
                yield whole
            whole = Word(text, span, float(piece.probability))
    if whole:
        yield whole


def _without_speaker_dashes(words: Iterable[Word]) -> Iterator[Word]:
    opens = True
    for word in words:
        bare = word.text.lstrip(_DASHES)
        if bare or not opens:
            yield replace(word, text=bare) if _is_speech_behind_a_dash(word.text, bare) else word
            opens = word.ends_sentence


def _is_speech_behind_a_dash(text: str, bare: str) -> bool:
    """Tell it from a number below nothing (“–18”) and from half a word (“och -neurologi”)."""
    is_half = text.startswith("-") and not bare[:1].isupper()
    return bare != text and bool(bare) and not bare[0].isdigit() and not is_half


def _inside(segment: Segment, gap: Span) -> Segment:
    return replace(segment, words=tuple(word for word in segment.words if word.span.middle in gap))
