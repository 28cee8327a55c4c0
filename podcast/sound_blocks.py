"""A long recording in blocks that are heard by themselves, several at a time.

Memory does not grow with length, a killed run goes on from the blocks that were finished, and the
cores are kept busy: two blocks on a thread each are through sooner than two threads on one, since
much of the work cannot be shared out.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from threading import Event, Lock
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from podcast.engines import SAMPLE_RATE
from podcast.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcast.engines import Progress, Samples

T = TypeVar("T")

AT_A_TIME = 2
"""Blocks that are heard at once, where there are cores for it: each needs memory of its own."""

# Recordings of less than two of the shortest are not cut; no block is meant to be longer than the
# longest, in seconds. Longer ones need more memory. A cut makes more windows that are half empty,
# and begin inside what somebody says: two minutes had a tenth more wrong words in two blocks.
_SHORTEST = 150
_LONGEST = 300
# A cut may lie this share of a block away from where it would part the recording evenly.
_SLACK = 0.2


def blocks(samples: Samples) -> tuple[Span, ...]:
    """Cut a recording into stretches of about the same length, each cut in the quietest second.

    There are as many for each of those that are heard at a time, whatever the machine, so that
    none waits for another at the end and the words are the same everywhere.
    """
    seconds = len(samples) / SAMPLE_RATE
    if seconds < AT_A_TIME * _SHORTEST:
        return (Span(0, seconds),) if seconds else ()
    count = AT_A_TIME * int(np.ceil(seconds / (AT_A_TIME * _LONGEST)))
    length, slack = len(samples) / count, int(len(samples) / count * _SLACK)
    even = [round(number * length) for number in range(1, count)]
    cuts = [place - slack + _quietest(samples[place - slack : place + slack]) for place in even]
    edges = [moment / SAMPLE_RATE for moment in (0, *cuts, len(samples))]
    return tuple(Span(start, end) for start, end in pairwise(edges))


def heard_in_blocks(
    parts: Sequence[Span],
    hear: Callable[[Span, Progress], T],
    progress: Progress,
    at_a_time: int,
) -> list[T]:
    """Hear the blocks, several at a time; return what was heard of each, in their order.

    Args:
        parts: the blocks.
        hear: hears a block; tells how many seconds of it are heard, which may end it when another
            block has failed.
        progress: told the share of all blocks that is heard, 0 to 1; it never falls.
        at_a_time: so many are heard at once.
    """
    tally = _Tally(sum(part.duration for part in parts), progress)

    def one(part: Span) -> T:
        heard = hear(part, lambda seconds: tally.add(part, seconds))
        tally.add(part, part.duration)
        return heard

    pool = ThreadPoolExecutor(at_a_time)
    try:
        return list(pool.map(one, parts))
    finally:
        tally.ended.set()
        pool.shutdown(cancel_futures=True)


class _EndedError(Exception):
    """What is heard is not wanted any more."""


@dataclass(frozen=True, slots=True)
class _Tally:
    """How far several blocks are together."""

    total: float
    progress: Callable[[float], None]
    ended: Event = field(default_factory=Event)
    _seconds: dict[Span, float] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def add(self, part: Span, seconds: float) -> None:
        """So much of a block is heard by now."""
        if self.ended.is_set():
            raise _EndedError
        with self._lock:
            before = self._seconds.get(part, 0.0)
            self._seconds[part] = max(before, min(seconds, part.duration))
            self.progress(min(1.0, sum(self._seconds.values()) / self.total))


def _quietest(samples: Samples) -> int:
    """Return the middle of the quietest second, looked for in steps of a tenth."""
    step = SAMPLE_RATE // 10
    tenths = len(samples) // step
    energy = np.array(
        [
            np.square(samples[i * step : (i + 1) * step].astype(np.float32)).sum()
            for i in range(tenths)
        ]
    )
    seconds = np.convolve(energy, np.ones(10), mode="valid")
    return int(seconds.argmin()) * step + SAMPLE_RATE // 2
