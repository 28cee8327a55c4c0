"""What is known of a talk besides the words heard: who leads it, who takes part, which terms."""

from __future__ import annotations

from dataclasses import dataclass

from podcast.glossary import Term


@dataclass(frozen=True, slots=True)
class Background:
    """What the rules may go by.

    Attributes:
        leading: the voices that lead the talk.
        names: of people who take part or are presented.
        named: pairs of voice and name, for voices that have one.
        glossary: names and terms as people want them written.
        cast: names of those who take part, as people write them.
    """

    leading: frozenset[int] = frozenset()
    names: tuple[str, ...] = ()
    named: tuple[tuple[int, str], ...] = ()
    glossary: tuple[Term, ...] = ()
    cast: tuple[str, ...] = ()
