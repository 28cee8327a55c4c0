"""Ways to give words to voices: those of other programs, and ours with one thing left out."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from podcast.align import OPTIONS, AlignOptions, align

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from podcast.conversation import Voices
    from podcast.span import Span
    from podcast.transcript import Transcript

    Alignment = Callable[[Transcript, Voices], list[int]]


def ours(options: AlignOptions = OPTIONS) -> Alignment:
    """Return the way of the product."""
    return lambda transcript, voices: [
        voice for _, voice in align(transcript, voices, options=options).words
    ]


def most_overlap(transcript: Transcript, voices: Voices) -> list[int]:
    """WhisperX's rule: each word to the voice with the most overlap, else to the nearest."""
    return [_fittest(word.span, voices) for word in transcript.words]


def sentence_majority(transcript: Transcript, voices: Voices) -> list[int]:
    """whisper-diarization's rule: then each sentence to whom half of its words have, if anybody."""
    words = transcript.words
    sentence = [0]
    for word in words[:-1]:
        sentence.append(sentence[-1] + word.ends_sentence)
    said = zip(sentence, most_overlap(transcript, voices), strict=True)
    sentences = ([voice for _, voice in run] for _, run in groupby(said, key=lambda pair: pair[0]))
    return [voice for run in sentences for voice in _majority(run)]


ABLATIONS: dict[str, Alignment] = {
    "without voice prints": ours(replace(OPTIONS, likeness=0)),
    "only voice prints": ours(replace(OPTIONS, second=0)),
    "as cheap to change inside a sentence as after it": ours(replace(OPTIONS, inside=0, opening=0)),
    "nobody is interrupted": ours(replace(OPTIONS, opening=OPTIONS.inside)),
    "words stay within sentences": ours(replace(OPTIONS, inside=1e3, opening=1e3)),
    "voice prints count half": ours(replace(OPTIONS, likeness=OPTIONS.likeness / 2)),
    "voice prints count double": ours(replace(OPTIONS, likeness=OPTIONS.likeness * 2)),
    "seconds count half": ours(replace(OPTIONS, second=OPTIONS.second / 2)),
    "seconds count double": ours(replace(OPTIONS, second=OPTIONS.second * 2)),
    "changes inside cost half": ours(
        replace(OPTIONS, inside=OPTIONS.inside / 2, opening=OPTIONS.opening / 2)
    ),
    "changes inside cost double": ours(
        replace(OPTIONS, inside=OPTIONS.inside * 2, opening=OPTIONS.opening * 2)
    ),
}
"""Ours with one thing left out or counting otherwise."""


def _fittest(span: Span, voices: Voices) -> int:
    def fit(voice: int) -> tuple[float, float, int]:
        spans = [heard.span for heard in voices.spans if heard.voice == voice]
        overlap = sum(own.overlap(span) for own in spans)
        return overlap, -min(own.gap(span) for own in spans), -voice

    return max(voices.numbers, key=fit)


def _majority(voices: Sequence[int]) -> Sequence[int]:
    most = max(dict.fromkeys(voices), key=voices.count)
    return [most] * len(voices) if voices.count(most) * 2 >= len(voices) else voices
