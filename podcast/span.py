"""Time in a recording: a stretch as a small immutable value, and the clock people read.

Seconds are floats from the beginning of the recording everywhere; they are rounded only on
the way out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_CLOCK = re.compile(r"(?:(?:(\d+):)?([0-5]?\d):)?([0-5]?\d(?:[.,]\d+)?)")
_PLAIN_SECONDS = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of the recording, in seconds; empty when it ends where it starts.

    Attributes:
        start: from the beginning of the recording.
        end: likewise; not before the start.
    """

    start: float
    end: float

    def __post_init__(self) -> None:
        """Refuse a stretch that ends before it starts."""
        if self.end < self.start:
            raise ValueError(f"a span must not end before it starts: {self.start} > {self.end}")

    @property
    def duration(self) -> float:
        """Seconds from start to end."""
        return self.end - self.start

    @property
    def middle(self) -> float:
        """The moment halfway."""
        return (self.start + self.end) / 2

    def __bool__(self) -> bool:
        """Tell whether any time lies in the span."""
        return self.end > self.start

    def __contains__(self, moment: float) -> bool:
        """Tell whether the moment lies in the span; the end is outside."""
        return self.start <= moment < self.end

    def __and__(self, other: Span) -> Span:
        """Return what both have in common; empty where they do not meet."""
        start = max(self.start, other.start)
        return Span(start, max(start, min(self.end, other.end)))

    def __or__(self, other: Span) -> Span:
        """Return the shortest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def overlap(self, other: Span) -> float:
        """Seconds that both cover."""
        return max(0.0, min(self.end, other.end) - max(self.start, other.start))

    def gap(self, other: Span) -> float:
        """Seconds between the nearest edges; 0 where they touch or overlap."""
        return max(0.0, other.start - self.end, self.start - other.end)

    def distance(self, moment: float) -> float:
        """Seconds from the moment to the nearest edge; 0 inside."""
        return max(0.0, self.start - moment, moment - self.end)

    def shifted(self, seconds: float) -> Span:
        """Return the same stretch, later by so many seconds."""
        return Span(self.start + seconds, self.end + seconds)


def union(spans: Iterable[Span], bridging: float = 0.0) -> tuple[Span, ...]:
    """Return the stretches that any of the spans covers, in order, none touching the next.

    Gaps of up to `bridging` seconds between them are covered, too.
    """
    joined: list[Span] = []
    for span in sorted(span for span in spans if span):
        if joined and span.start - joined[-1].end <= bridging:
            joined[-1] |= span
        else:
            joined.append(span)
    return tuple(joined)


def outside(spans: Iterable[Span], covered: Sequence[Span]) -> Iterator[Span]:
    """Yield what of the spans lies outside those covered, which are a union."""
    for span in spans:
        start = span.start
        for taken in covered[bisect_right(covered, start, key=_end) :]:
            if taken.start >= span.end:
                break
            if taken.start > start:
                yield Span(start, taken.start)
            start = taken.end
        if start < span.end:
            yield Span(start, span.end)


def _end(span: Span) -> float:
    return span.end


def clock(seconds: float) -> str:
    """Write a moment as people do: `0:05`, `12:31`, `1:02:03`; part seconds are cut off."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def parse_clock(text: str) -> float:
    """Read a moment written as `1:02:03`, `12:31`, `0:05,5` or plain seconds.

    Raises:
        ValueError: when it is none of these.
    """
    text = text.strip()
    if _PLAIN_SECONDS.fullmatch(text):
        return float(text.replace(",", "."))
    if not (match := _CLOCK.fullmatch(text)):
        raise ValueError(f"“{text}” is not a time; write it as 12:31 or 1:02:03")
    hours, minutes, seconds = match.groups()
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(seconds.replace(",", "."))
