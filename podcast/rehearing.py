"""What looks wrong in a first hearing is heard again, and the better reading is kept.

First the segments that speak against themselves (`suspicion`), then every voice that is left
without words: it is what batches lose without a word, and how talk right after music is lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from podcast.heard_segments import in_time, one, replaced, wholly_inside
from podcast.phantoms import loops, without_loops
from podcast.span import Span
from podcast.suspicion import better, suspicions
from podcast.word_times import joined, uncovered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from podcast.transcript import Segment


class Again(Protocol):
    """A second hearing."""

    def __call__(self, spans: Sequence[Span], *, lots: bool) -> Iterable[list[Segment]]:
        """Hear stretches once more, each by itself; the times of words are those of the whole.

        Args:
            spans: the stretches.
            lots: whether words may be drawn by lot where the likeliest do not do.
        """


@dataclass(frozen=True, slots=True)
class _Round:
    """How voices without words are heard again.

    Attributes:
        context: seconds on both sides that are heard with them.
        lots: whether words may be drawn by lot.
    """

    context: float
    lots: bool


# A voice for longer than this without words is heard again.
_WORDLESS = 1.0
# First with what surrounds it, for out of nowhere a word is a guess; then without, for at times it
# is what stands before that the model goes on from and stops. What is unlikely even then is mostly
# a breath or laughter, in which lots find an “um” at most, for three times the work.
_ROUNDS = (_Round(2.0, lots=True), _Round(0.0, lots=False))


def reheard(
    segments: Sequence[Segment], voices: Sequence[Span], whole: Span, again: Again
) -> list[Segment]:
    """Return the segments with what looks wrong heard again, where that mends it.

    Args:
        segments: as first heard, their words in time.
        voices: where there is a voice, in order.
        whole: what was heard.
        again: hears stretches once more.
    """
    heard = _settled(segments, voices, again)
    for one_round in _ROUNDS:
        heard = in_time(_with_missed(heard, voices, whole, one_round, again), voices)
    return heard


def _settled(segments: Sequence[Segment], voices: Sequence[Span], again: Again) -> list[Segment]:
    """Return the better reading of each segment that looks wrong; a loop only once through."""
    heard = list(segments)
    wrong = [
        place
        for place, segment in enumerate(heard)
        if segment.words and suspicions(segment, voices)
    ]
    second = again([heard[place].span for place in wrong], lots=True)
    for place, found in zip(wrong, second, strict=True):
        (reading,) = in_time([one(found)], voices)
        kept = better(heard[place], reading, voices)
        heard[place] = without_loops(kept) if loops(kept) else kept
    return heard


def _with_missed(
    segments: Sequence[Segment],
    voices: Sequence[Span],
    whole: Span,
    how: _Round,
    again: Again,
) -> list[Segment]:
    """Put in what is said where a voice sounds and no words are written."""
    heard = list(segments)
    words = [word for segment in segments for word in segment.words]
    missed = joined(uncovered(words, voices, whole, _WORDLESS))
    wider = [Span(lost.start - how.context, lost.end + how.context) & whole for lost in missed]
    for lost, second in zip(missed, again(wider, lots=how.lots), strict=True):
        found = [
            part
            for segment in second
            if not suspicions(segment, voices) and (part := wholly_inside(segment, lost)).words
        ]
        heard = replaced(heard, found, lost)
    return heard
