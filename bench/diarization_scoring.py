"""Who speaks when, scored against a reference.

Diarization error rate (DER): (missed + false alarm + confused) / speech of the reference, in
seconds of speaker time, voices paired with people in the way that gives the least error
(pyannote.metrics). The whole recording is scored, for every system alike. *Strict*: collar 0,
overlap scored. *Lenient*: 0.25 s on each side of every reference boundary and all overlap left out.

Boundary error: how far from a true change of speaker the nearest change heard is. Somebody's turn
is a change of speaker when, of all turns begun before, the one that lasts longest is another
person's; so an answer thrown in is a change, and the same person going on after it is none, unless
the answer outlasted them. The moment is the start of the turn. A change with none heard within 2 s
counts as 2 s; changes heard where there are none cost nothing here (they do in DER).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from pyannote.core import (  # type: ignore[import-untyped]  # has no stubs
    Annotation,
    Segment,
    Timeline,
)
from pyannote.metrics.diarization import DiarizationErrorRate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# pyannote.metrics takes the whole width of the collar: 0.25 s on each side.
_COLLAR = 0.5
_MISSED_CHANGE = 2.0


@dataclass(frozen=True, slots=True, order=True)
class Spoken:
    """A stretch in which somebody speaks, in seconds."""

    start: float
    end: float
    who: str


@dataclass(frozen=True, slots=True)
class Errors:
    """Seconds of speaker time, so that errors of several recordings can be added."""

    speech: float = 0.0
    missed: float = 0.0
    false_alarm: float = 0.0
    confused: float = 0.0

    def __add__(self, other: Errors) -> Errors:
        """Return the seconds of both."""
        return Errors(
            self.speech + other.speech,
            self.missed + other.missed,
            self.false_alarm + other.false_alarm,
            self.confused + other.confused,
        )

    @property
    def rate(self) -> float | None:
        """The share of the reference's speech that is wrong; None where there is no reference."""
        wrong = self.missed + self.false_alarm + self.confused
        return wrong / self.speech if self.speech else None


@dataclass(frozen=True, slots=True)
class Score:
    """What a system has come to in some recordings; scores can be added.

    Attributes:
        strict: with collar 0, overlap scored.
        lenient: with a collar of 0.25 s on each side, without overlap.
        voices: (found, true) for each recording.
        boundaries: the error at each true change of speaker, in seconds, at most 2.
        seconds: of sound.
        spent: seconds of work.
    """

    strict: Errors = Errors()
    lenient: Errors = Errors()
    voices: tuple[tuple[int, int], ...] = ()
    boundaries: tuple[float, ...] = ()
    seconds: float = 0.0
    spent: float = 0.0

    def __add__(self, other: Score) -> Score:
        """Return the score of the recordings of both."""
        return Score(
            self.strict + other.strict,
            self.lenient + other.lenient,
            self.voices + other.voices,
            self.boundaries + other.boundaries,
            self.seconds + other.seconds,
            self.spent + other.spent,
        )

    @property
    def miscounted(self) -> int:
        """How many voices were found too many or too few, over all recordings."""
        return sum(abs(found - true) for found, true in self.voices)

    @property
    def boundary(self) -> float | None:
        """The median error at a change of speaker, in seconds; None where nobody takes over."""
        return median(self.boundaries) if self.boundaries else None

    @property
    def speed(self) -> float | None:
        """Seconds of sound for each second of work; None before any work."""
        return self.seconds / self.spent if self.spent else None


def score(
    reference: Sequence[Spoken] | None,
    heard: Sequence[Spoken],
    people: int,
    seconds: float,
    spent: float,
) -> Score:
    """Compare who was heard when with the reference.

    Args:
        reference: who speaks when; None where only the number of people is known.
        heard: the same as a system says.
        people: how many there are.
        seconds: the recording lasts.
        spent: seconds it took the system.
    """
    voices = ((len({spoken.who for spoken in heard}), people),)
    if reference is None:
        return Score(voices=voices, seconds=seconds, spent=spent)
    compared = _annotation(reference), _annotation(heard), Timeline([Segment(0, seconds)])
    return Score(
        strict=_errors(DiarizationErrorRate(collar=0.0, skip_overlap=False), *compared),
        lenient=_errors(DiarizationErrorRate(collar=_COLLAR, skip_overlap=True), *compared),
        voices=voices,
        boundaries=boundary_errors(reference, heard),
        seconds=seconds,
        spent=spent,
    )


def boundary_errors(reference: Iterable[Spoken], heard: Iterable[Spoken]) -> tuple[float, ...]:
    """Return for each true change of speaker the seconds to the nearest one heard, at most 2."""
    found = changes(heard)
    return tuple(_distance(moment, found) for moment in changes(reference))


def changes(turns: Iterable[Spoken]) -> tuple[float, ...]:
    """Return the moments at which somebody else begins to speak, in order of time."""
    moments: list[float] = []
    longest: Spoken | None = None
    for turn in sorted(turns):
        if longest and turn.who != longest.who:
            moments.append(turn.start)
        if not longest or turn.end >= longest.end:
            longest = turn
    return tuple(moments)


def _distance(moment: float, moments: Sequence[float]) -> float:
    """Seconds to the nearest of the moments, which are sorted."""
    after = bisect_left(moments, moment)
    near = [abs(moment - other) for other in moments[max(0, after - 1) : after + 1]]
    return min([_MISSED_CHANGE, *near])


def _annotation(turns: Iterable[Spoken]) -> Annotation:
    annotation = Annotation()
    for track, turn in enumerate(turns):
        annotation[Segment(turn.start, turn.end), track] = turn.who
    return annotation


def _errors(
    metric: DiarizationErrorRate, reference: Annotation, heard: Annotation, whole: Timeline
) -> Errors:
    parts = metric(reference, heard, uem=whole, detailed=True)
    return Errors(
        parts["total"], parts["missed detection"], parts["false alarm"], parts["confusion"]
    )
