"""Word times, mended: those that Whisper gives are stretched over pauses and may overlap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from podcast.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcast.transcript import Word

# Nobody needs longer for a word, save for very long ones.
_LONGEST = 1.2
_LONGEST_PER_LETTER = 0.12
_LONGEST_BASE = 0.3
_SHORTEST = 0.02
# A pause that a speaker makes, not the closure of a consonant.
_PAUSE = 0.5


def mended(words: Sequence[Word], activity: Sequence[Span]) -> tuple[Word, ...]:
    """Return the words with times that can be: in order, not overlapping, none too long.

    Args:
        words: in the order in which they are said.
        activity: where there is a voice, in order; a word is clipped to what of it is voiced.
    """
    clipped = [replace(word, span=_clipped(word.span, activity)) for word in _in_order(words)]
    return tuple(
        replace(word, span=_capped(word, clipped[:i][-1:], clipped[i + 1 :][:1]))
        for i, word in enumerate(clipped)
    )


def uncovered(
    words: Sequence[Word], activity: Sequence[Span], whole: Span, least: float
) -> tuple[Span, ...]:
    """Return the gaps between words in which a voice sounds for longer than `least` seconds.

    Args:
        words: mended.
        activity: where there is a voice, in order.
        whole: what was heard; gaps before the first and after the last word count too.
        least: in seconds.
    """
    starts = [whole.start, *(word.span.end for word in words)]
    ends = [*(word.span.start for word in words), whole.end]
    gaps = [Span(start, end) for start, end in zip(starts, ends, strict=True) if end > start]
    return tuple(gap for gap in gaps if gap.duration > least and voiced(gap, activity) > least)


def joined(gaps: Sequence[Span]) -> tuple[Span, ...]:
    """Join gaps that lie nearer to each other than the longer of the two is long.

    A model that loses the thread writes a few words between two losses; they are in doubt too.
    """
    stretches: list[Span] = []
    for gap in gaps:
        if stretches and stretches[-1].gap(gap) <= max(stretches[-1].duration, gap.duration):
            stretches[-1] |= gap
        else:
            stretches.append(gap)
    return tuple(stretches)


def voiced(span: Span, activity: Sequence[Span]) -> float:
    """Return for how many seconds of the span a voice sounds."""
    return sum(span.overlap(stretch) for stretch in _near(span, activity))


def _in_order(words: Sequence[Word]) -> list[Word]:
    """Let no word start before the one before it ends: that one ends earlier, if it can."""
    placed: list[Word] = []
    for word in words:
        earliest = placed[-1].span.start + _SHORTEST if placed else 0.0
        start = max(earliest, word.span.start)
        if placed and placed[-1].span.end > start:
            placed[-1] = replace(placed[-1], span=Span(placed[-1].span.start, start))
        placed.append(replace(word, span=Span(start, max(start + _SHORTEST, word.span.end))))
    return placed


def _clipped(span: Span, activity: Sequence[Span]) -> Span:
    parts = [part for stretch in _near(span, activity) if (part := span & stretch)]
    if not parts:
        return span
    start, end = parts[0].start, parts[-1].end
    return Span(start, end) if end - start >= _SHORTEST else span


def _near(span: Span, activity: Sequence[Span]) -> Sequence[Span]:
    """Return the stretches that can overlap the span."""
    first = bisect_right(activity, span.start, key=lambda stretch: stretch.end)
    last = bisect_left(activity, span.end, key=lambda stretch: stretch.start)
    return activity[first:last]


def _capped(word: Word, before: Sequence[Word], after: Sequence[Word]) -> Span:
    """Cut a word that is too long on the side of the pause, else at its end."""
    span = word.span
    letters = len(word.text)
    longest = max(_LONGEST, _LONGEST_BASE + _LONGEST_PER_LETTER * letters)
    if span.duration <= longest:
        return span
    opens = not before or span.start - before[0].span.end >= _PAUSE
    closes = not after or after[0].span.start - span.end >= _PAUSE
    if opens and not closes:
        return Span(span.end - longest, span.end)
    return Span(span.start, span.start + longest)
