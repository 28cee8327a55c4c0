"""What Whisper writes that nobody said: credits over music and silence, and loops.

Whisper was trained on subtitled films, so over music it writes the subtitler's credits, and where
it loses its way it writes the same words again and again.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

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

# Whisper's own threshold for text that compresses too well.
_COMPRESSION = 2.4
_REPEATS = 4
_LONGEST_LOOP = 10


def without_phantoms(
    segments: Sequence[Segment], voiced: Callable[[Span], float]
) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """Part the credits that were never spoken from the talk.

    Args:
        segments: as heard, in order.
        voiced: for how many seconds of a span a voice sounds.

    Returns:
        What remains, and what was removed; a segment may be split between them.
    """
    kept: list[Segment] = []
    removed: list[Segment] = []
    for segment in segments:
        talk: list[Word] = []
        for sentence in _sentences(segment.words):
            part = replace(segment, words=sentence)
            if _is_credit(part.text) and voiced(part.span) < _least_voice(part.text):
                removed.append(part)
            else:
                talk.extend(sentence)
        if talk:
            kept.append(replace(segment, words=tuple(talk)))
    return tuple(kept), tuple(removed)


def loops(segment: Segment) -> bool:
    """Tell whether the same words come four times in a row, or the text compresses too well."""
    return segment.compression > _COMPRESSION or next(_loop_ends(segment.words), None) is not None


def without_loops(segment: Segment) -> Segment:
    """Keep of words that come again and again only the first time.

    Only where the text compresses so well that it cannot be talk: people do say no four times.
    """
    if segment.compression <= _COMPRESSION:
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


def _sentences(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    sentence: list[Word] = []
    for word in words:
        sentence.append(word)
        if word.text.endswith((".", "!", "?", "…")):
            yield tuple(sentence)
            sentence = []
    if sentence:
        yield tuple(sentence)


def _is_credit(text: str) -> bool:
    folded = _folded(text)
    return len(folded.split()) <= _LONGEST_CREDIT and any(
        credit.fullmatch(folded) for credit in _CREDITS
    )


def _least_voice(text: str) -> float:
    return _VOICED_SHARE * len(text) / _LETTERS_PER_SECOND


def _folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
