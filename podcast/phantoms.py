"""What Whisper writes that nobody said: credits over music and silence, and loops.

Whisper was trained on subtitled films, so over music it writes the subtitler's credits or notes,
over applause a “Tack.” for each wave of it, and where it loses its way the same words again and
again. What is removed has no voice beneath it, by one measure or another; what is short and said
once stays, since a voice may be too soft to be told from noise.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING

from podcast.transcript import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from podcast.span import Span
    from podcast.transcript import Segment, Word

# Whole sentences, folded; `.*` stands for the names and addresses that vary.
_CREDITS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(www )?svensktextning( ?nu)?",
        r"undertexter från amara org( gemenskapen)?",
        r"undertexter? av .*",
        r"undertextning(en)? av .*",
        r"textning .*",
        r"text(at|ad) av .*",
        r"översättning .*",
        r"tack till elever och personal vid .*",
        r"tack för att (ni|du) (har )?(tittade|tittat|tittar)( på .*)?",
        r"prenumerera på (kanalen|min kanal|vår kanal)",
        r"glöm inte att prenumerera.*",
        r"(www )?btistudios com",
        r"www .*",
        r"subtitles by .*",
        r"(transcription|translated|subtitled) by .*",
        r"thank(s| you) for watching( the video)?",
        r"(please )?subscribe to (my|the|our) channel",
    )
)
# Credits over a voice are talk: they are phantoms where the voice would not last for half of them.
_LETTERS_PER_SECOND = 15.0
_VOICED_SHARE = 0.5
_LONGEST_CREDIT = 15
_MUSIC = re.compile(r"[♩♪♫♬♭♮♯]")
# Whisper's own threshold for a stretch in which nobody speaks; a voice so short is a click.
_NOBODY = 0.6
_CLICK = 0.2
# The same sentence so often in a row, none with voice enough, is one that nobody says.
_IN_A_ROW = 3

COMPRESSION = 2.4
"""Whisper's own threshold for text that compresses too well."""
_REPEATS = 4
_LONGEST_LOOP = 10


def without_phantoms(
    segments: Sequence[Segment], voiced: Callable[[Span], float]
) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """Part what was never spoken from the talk.

    Args:
        segments: as heard, in order.
        voiced: for how many seconds of a span a voice sounds.

    Returns:
        What remains, and what was removed; a segment may be split between them.
    """
    kept: list[Segment] = []
    removed: list[Segment] = []
    sentences = [_sentences(segment) for segment in segments]
    repeated = _repeated(list(chain.from_iterable(sentences)), voiced)
    for segment, parts in zip(segments, sentences, strict=True):
        nobody = segment.no_speech > _NOBODY and voiced(segment.span) < _CLICK
        made_up = [part for part in parts if nobody or part in repeated or _made_up(part, voiced)]
        removed.extend(made_up)
        talk = tuple(word for part in parts if part not in made_up for word in part.words)
        if talk:
            kept.append(replace(segment, words=talk))
    return tuple(kept), tuple(removed)


def loops(segment: Segment) -> bool:
    """Tell whether the same words come four times in a row, or the text compresses too well."""
    return segment.compression > COMPRESSION or next(_loop_ends(segment.words), None) is not None


def without_loops(segment: Segment) -> Segment:
    """Keep of words that come again and again only the first time.

    Only where the text compresses so well that it cannot be talk: people do say no four times.
    """
    if segment.compression <= COMPRESSION:
        return segment
    words = segment.words
    while loop := next(_loop_ends(words), None):
        first, end = loop
        words = (*words[:first], *words[end:])
    return replace(segment, words=words)


def _loop_ends(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield where repeats of some words begin, after the first time, and end."""
    said = [_folded(word.text) for word in words]
    for length in range(1, _LONGEST_LOOP + 1):
        start = 0
        while start + length * _REPEATS <= len(said):
            phrase = said[start : start + length]
            end = start + length
            while said[end : end + length] == phrase:
                end += length
            if end - start >= length * _REPEATS:
                yield start + length, end
            start += 1


def _sentences(segment: Segment) -> list[Segment]:
    ends = [place for place, word in enumerate(segment.words, 1) if ends_sentence(word.text)]
    bounds = pairwise(dict.fromkeys((0, *ends, len(segment.words))))
    return [replace(segment, words=segment.words[start:end]) for start, end in bounds]


def _repeated(sentences: Sequence[Segment], voiced: Callable[[Span], float]) -> list[Segment]:
    """Return sentences that come several times in a row, always with too little voice."""
    runs = (list(run) for _, run in groupby(sentences, lambda part: _folded(part.text)))
    return [
        part
        for run in runs
        if len(run) >= _IN_A_ROW
        and all(voiced(part.span) < _least_voice(part.text) for part in run)
        for part in run
    ]


def _made_up(part: Segment, voiced: Callable[[Span], float]) -> bool:
    """Tell whether a sentence is notes of music, or a credit without a voice to say it."""
    if not _folded(part.text):
        return _MUSIC.search(part.text) is not None
    return _is_credit(part.text) and voiced(part.span) < _least_voice(part.text)


def _is_credit(text: str) -> bool:
    folded = _folded(text)
    return len(folded.split()) <= _LONGEST_CREDIT and any(
        credit.fullmatch(folded) for credit in _CREDITS
    )


def _least_voice(text: str) -> float:
    return _VOICED_SHARE * len(text) / _LETTERS_PER_SECOND


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
