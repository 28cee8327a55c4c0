"""Talk as a speech model hears it: without its pauses, in windows of 30 s at most, cut in pauses.

Talk before and after a long pause, music or applause is heard apart. Joined in one window, as
faster-whisper's batches have it, the model takes them for one sentence, writes words over the join,
or stops there and loses all that follows.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil
from typing import TYPE_CHECKING

from podcast.span import Span, union

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What Whisper hears at a time, in seconds.
_LONGEST = 30.0
# So many windows are heard together: on one thread more of them are no sooner heard.
_BATCH = 4
# A pause as long as this ends a stretch of talk, in seconds; a voice fades in and out for a margin.
_LONG_PAUSE = 3.0
_MARGIN = 0.4
# A shorter one is the closure of a consonant.
_SHORTEST_PAUSE = 0.16


@dataclass(frozen=True, slots=True)
class Montage:
    """Parts of a recording that are heard one right after another.

    Attributes:
        parts: in order, none touching the next.
        windows: what is heard in one go, in seconds of the montage.
    """

    parts: tuple[Span, ...]
    windows: tuple[Span, ...]

    def original(self, span: Span) -> Span:
        """Return when a word of the montage is said; over a join, where its middle is."""
        begins = list(accumulate((part.duration for part in self.parts), initial=0.0))[:-1]
        number = max(0, bisect_right(begins, span.middle) - 1)
        part, later = self.parts[number], self.parts[number].start - begins[number]
        start = min(max(span.start + later, part.start), part.end)
        return Span(start, max(start, min(span.end + later, part.end)))


def montage(voices: Sequence[Span], whole: Span) -> Montage:
    """Leave out what nobody says, and cut the rest into windows, as few as can be.

    Args:
        voices: where there is a voice, in order.
        whole: what the parts must lie in.
    """
    parts: list[Span] = []
    windows: list[Span] = []
    begin = 0.0
    for talk in stretches(voices, whole):
        pieces = _around(voices, talk, 2 * _MARGIN)
        end = begin + sum(piece.duration for piece in pieces)
        windows += _cut(Span(begin, end), list(_pauses(voices, pieces, begin)))
        parts += pieces
        begin = end
    return Montage(tuple(parts), tuple(windows))


def batches(windows: Sequence[Span], multiple: int) -> tuple[tuple[Span, ...], ...]:
    """Put windows that follow each other together, in batches of about the same size.

    Args:
        windows: in order.
        multiple: there are as many batches for each of so many that are heard at a time.
    """
    number = min(len(windows), multiple * ceil(len(windows) / (multiple * _BATCH)))
    edges = [round(count * len(windows) / number) for count in range(number + 1)]
    return tuple(tuple(windows[start:end]) for start, end in pairwise(edges))


def stretches(voices: Sequence[Span], whole: Span) -> tuple[Span, ...]:
    """Return the stretches of talk between long pauses, with what sounds right around each."""
    return _around(voices, whole, _LONG_PAUSE)


def _around(voices: Sequence[Span], whole: Span, pause: float) -> tuple[Span, ...]:
    inside = [part for voice in voices if (part := voice & whole)]
    return tuple(
        Span(talk.start - _MARGIN, talk.end + _MARGIN) & whole
        for talk in union(inside, bridging=pause)
    )


def _pauses(voices: Sequence[Span], pieces: Sequence[Span], begin: float) -> Iterator[float]:
    """Yield the middles of the pauses in pieces that are joined, in seconds of the montage."""
    for piece in pieces:
        inside = [part for voice in voices if (part := voice & piece)]
        for before, after in pairwise(union(inside, bridging=_SHORTEST_PAUSE)):
            yield begin + Span(before.end, after.start).middle - piece.start
        begin += piece.duration
        yield begin


def _cut(talk: Span, pauses: Sequence[float]) -> Iterator[Span]:
    start = talk.start
    while talk.end - start > _LONGEST:
        most = start + _LONGEST
        end = max((pause for pause in pauses if start < pause <= most), default=most)
        yield Span(start, end)
        start = end
    yield Span(start, talk.end)
