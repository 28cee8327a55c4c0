"""What of a recording nobody gets to hear, and when the rest of it is heard instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.span import Span, outside, union

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Cuts:
    """Stretches of a recording that are not published.

    Everything that people write, and everything that was heard, has moments of the recording. What
    listeners and readers get has moments of the published sound, which is shorter by what was cut.

    Attributes:
        spans: in order of time, none touching the next.
    """

    spans: tuple[Span, ...] = ()

    @classmethod
    def of(cls, stretches: Iterable[Span]) -> Cuts:
        """Return the cuts that take out all the stretches; they may overlap."""
        return cls(union(stretches))

    def __bool__(self) -> bool:
        """Tell whether anything is cut."""
        return bool(self.spans)

    def __contains__(self, moment: float) -> bool:
        """Tell whether a moment of the recording is cut."""
        return any(moment in span for span in self.spans)

    def heard_at(self, moment: float) -> float:
        """Return when listeners hear a moment of the recording; of a cut, the moment of its joint.

        Args:
            moment: seconds from the beginning of the recording.

        Returns:
            Seconds from the beginning of the published sound, to the millisecond where any are cut.
        """
        before = [span for span in self.spans if span.start < moment]
        if not before:
            return moment
        return round(moment - sum(min(span.end, moment) - span.start for span in before), 3)

    def heard_in(self, span: Span) -> Span:
        """Return the stretch of the published sound in which listeners hear one of the recording.

        It is shorter by what is cut inside it, and empty where all of it is cut.
        """
        return Span(self.heard_at(span.start), self.heard_at(span.end))

    def left_of(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """Return what is left of stretches of the recording, in moments of the recording."""
        return tuple(outside(spans, self.spans))
