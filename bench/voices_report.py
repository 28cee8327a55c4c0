"""What `bench.voices` prints of scores: rows, groups, the peer's ratios and the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.diarization_scoring import Score

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bench.diarization_scoring import Errors

    Groups = Mapping[str, Score]

_NAME, _SYSTEM = 28, 12
_NOTHING = "–"

HEADING = (
    f"{'':{_NAME}}{'':{_SYSTEM}}{'strict':>8}{'lenient':>8}{'missed':>9}{'false':>8}"
    f"{'confused':>9}{'voices':>8}{'boundary':>10}{'speed':>9}"
)


def row(name: str, system: str, score: Score) -> str:
    """Return a line of one recording, with the voices found/true."""
    ((found, true),) = score.voices
    return _row(name, system, score, f"{found}/{true}")


def group_row(name: str, system: str, score: Score) -> str:
    """Return a line of several recordings, with how many voices too many or too few."""
    return _row(name, system, score, f"±{score.miscounted}" if score.miscounted else "right")


def total(groups: Groups) -> Score:
    """Return the score of all groups, weighted by the speech of the reference."""
    return sum(groups.values(), Score())


def ratios(ours: Groups, theirs: Groups) -> Iterator[str]:
    """Yield the lines of our errors and speed, divided by the peer's."""
    yield f"{'':{_NAME}}{'strict':>8}{'lenient':>8}{'boundary':>10}{'speed':>8}"
    for name in (*ours, "total"):
        mine, other = (total(one) if name == "total" else one[name] for one in (ours, theirs))
        yield (
            f"{name:{_NAME}}{_ratio(mine.strict.rate, other.strict.rate):>8}"
            f"{_ratio(mine.lenient.rate, other.lenient.rate):>8}"
            f"{_ratio(mine.boundary, other.boundary):>10}{_ratio(mine.speed, other.speed):>8}"
        )


def verdict(ours: Groups, theirs: Groups) -> str:
    """Say in a sentence how we compare in total, and in which groups we are worse."""
    mine, other = total(ours), total(theirs)
    return (
        f"in total {_less(mine.strict, other.strict)} (strict), "
        f"{_less(mine.lenient, other.lenient)} (lenient), "
        f"voices wrong by {mine.miscounted} against {other.miscounted}, "
        f"{_ratio(mine.speed, other.speed)} × the speed; "
        f"worse in {', '.join(worse(ours, theirs)) or 'no group'}"
    )


def worse(ours: Groups, theirs: Groups) -> Sequence[str]:
    """Return the groups in which we err more than the peer, and by which measure."""
    return [
        f"{name} ({measure})"
        for name, mine in ours.items()
        for measure, error, peers in (
            ("strict", mine.strict.rate, theirs[name].strict.rate),
            ("lenient", mine.lenient.rate, theirs[name].lenient.rate),
        )
        if error is not None and peers is not None and error > peers
    ]


def _row(name: str, system: str, score: Score, voices: str) -> str:
    errors = score.strict
    parts = (errors.missed, errors.false_alarm, errors.confused)
    missed, false, confused = (f"{part:.1f} s" if errors.speech else _NOTHING for part in parts)
    return (
        f"{name:{_NAME}}{system:{_SYSTEM}}{_percent(score.strict):>8}{_percent(score.lenient):>8}"
        f"{missed:>9}{false:>8}{confused:>9}{voices:>8}"
        f"{_told(score.boundary, '.3f', ' s'):>10}{_told(score.speed, '.1f', ' ×'):>9}"
    )


def _percent(errors: Errors) -> str:
    return _told(errors.rate, ".1%", "")


def _told(value: float | None, form: str, unit: str) -> str:
    return _NOTHING if value is None else f"{value:{form}}{unit}"


def _ratio(mine: float | None, other: float | None) -> str:
    return _NOTHING if mine is None or not other else f"{mine / other:.2f}"


def _less(mine: Errors, other: Errors) -> str:
    if mine.rate is None or not other.rate:
        return "no error to compare"
    change = mine.rate / other.rate - 1
    return f"{abs(change):.0%} {'more' if change > 0 else 'less'} error"
