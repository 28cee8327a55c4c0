"""Small conversations for tests: words at a steady pace, voices where the test puts them."""

from __future__ import annotations

from podcast.conversation import Voices, VoiceSpan
from podcast.span import Span
from podcast.transcript import Segment, Transcript, Word

WORD_SECONDS = 0.4


def words(text: str, start: float = 0.0) -> tuple[Word, ...]:
    """Words that follow each other without pause from a moment on."""
    return tuple(
        Word(part, Span(start + index * WORD_SECONDS, start + (index + 1) * WORD_SECONDS), 0.9)
        for index, part in enumerate(text.split())
    )


def transcript(*runs: tuple[float, str]) -> Transcript:
    """A transcript of runs of words, each with the moment at which it begins."""
    return Transcript(
        "sv", tuple(Segment(words(text, start), -0.2, 0.01, 1.2) for start, text in runs)
    )


def voices(*stretches: tuple[int, float, float]) -> Voices:
    """Voices from triples of voice, start and end, nowhere overlapping."""
    spans = tuple(sorted(VoiceSpan(Span(start, end), voice) for voice, start, end in stretches))
    return Voices(spans, spans)
