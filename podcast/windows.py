"""Stretches of talk that a speech model hears in one go: 30 s at most, cut in pauses.

Talk before and after a long pause, music or applause is heard apart. Joined in one window, as
faster-whisper's batches have it, the model takes them for one sentence, writes words over the join,
or stops there and loses all that follows.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from podcast.span import Span, union

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What Whisper hears at a time, in seconds.
_LONGEST = 30.0
# A pause as long as this ends a stretch of talk, in seconds; its voice fades in and out around it.
_LONG_PAUSE = 3.0
_MARGIN = 0.4
# A shorter one is the closure of a consonant.
_SHORTEST_PAUSE = 0.16


def windows(voices: Sequence[Span], whole: Span) -> tuple[Span, ...]:
    """Cut talk into windows, as few as can be, none longer than a model can hear.

    Args:
        voices: where there is a voice, in order.
        whole: what the windows must lie in.
    """
    pauses = [
        Span(before.end, after.start).middle
        for before, after in pairwise(union(voices, bridging=_SHORTEST_PAUSE))
    ]
    return tuple(window for talk in stretches(voices, whole) for window in _cut(talk, pauses))


def stretches(voices: Sequence[Span], whole: Span) -> tuple[Span, ...]:
    """Return the stretches of talk between long pauses, with what sounds right around each."""
    inside = [part for voice in voices if (part := voice & whole)]
    return tuple(
        Span(talk.start - _MARGIN, talk.end + _MARGIN) & whole
        for talk in union(inside, bridging=_LONG_PAUSE)
    )


def _cut(talk: Span, pauses: Sequence[float]) -> Iterator[Span]:
    start = talk.start
    while talk.end - start > _LONGEST:
        most = Span(start, start + _LONGEST)
        end = max((pause for pause in pauses if start < pause < most.end), default=most.end)
        yield Span(start, end)
        start = end
    yield Span(start, talk.end)
