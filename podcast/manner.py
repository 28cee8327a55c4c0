"""How each kind of talk shows who speaks: by name, or as questions and answers."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcast.document import Paragraph
    from podcast.episode import Person
    from podcast.show import Kind


class Manner(Enum):
    """How a paragraph of talk is shown."""

    NAMED = "with the name before it"
    QUESTION = "as what is asked, without a name"
    ANSWER = "as what is answered, without a name"


def manners(talk: Sequence[Paragraph], people: Sequence[Person], kind: Kind) -> tuple[Manner, ...]:
    """Return how each paragraph of a talk is shown.

    In an interview those who lead it ask. Answers have no name as long as it can be nobody
    else's: where several people answer, the name stands whenever another one of them does.
    """
    asking = {person.name for person in people if person.leads}
    speakers = {paragraph.speaker for paragraph in talk}
    if kind != "interview" or not asking & speakers or speakers <= asking:
        return (Manner.NAMED,) * len(talk)
    answering = speakers - asking
    answered = next(iter(answering)) if len(answering) == 1 else ""
    shown, manner = [], Manner.ANSWER
    for paragraph in talk:
        if paragraph.speaker in asking:
            shown.append(Manner.QUESTION)
            continue
        if paragraph.speaker != answered:
            manner = Manner.NAMED
        elif paragraph.opens:
            manner = Manner.ANSWER
        answered = paragraph.speaker
        shown.append(manner)
    return tuple(shown)
