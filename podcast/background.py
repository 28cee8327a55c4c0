"""What is known of a talk besides the words heard: who leads it and who takes part."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Background:
    """What the rules may go by.

    Attributes:
        leading: the voices that lead the talk.
        names: of people who take part or are presented.
        named: pairs of voice and name, for voices that have one.
    """

    leading: frozenset[int] = frozenset()
    names: tuple[str, ...] = ()
    named: tuple[tuple[int, str], ...] = ()
