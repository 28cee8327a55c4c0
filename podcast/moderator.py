"""Who leads the talk: whose role in the cast says so, else who clearly does what a moderator does.

What is done with a moderator's words, such as folding “Tack, Lena.” or making a heading of a
question, would be wrong for anybody else's. So behaviour counts only where it is unmistakable:
most questions come from one voice, and it also presents, calls people by name, opens or closes.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.name_cues import cues

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from podcast.conversation import Conversation
    from podcast.episode import Person
    from podcast.name_cues import Cues

QUESTIONS = 3
"""So few questions tell of anybody that she leads; two may be anybody's."""
MOST_QUESTIONS = 0.6
"""Of all questions; two who ask half each are in conversation."""
SIGNS = 3
"""Of the five signs; the questions are one, and nobody else may have more than one."""


@dataclass(frozen=True, slots=True)
class Led:
    """How a talk is led.

    Attributes:
        voices: who leads it; none where it is not clear.
        names: of the people who take part or are presented, by which they may be spoken to.
    """

    voices: frozenset[int]
    names: tuple[str, ...]


def led(
    conversation: Conversation, cast: Sequence[Person], named: Mapping[int, str], language: str
) -> Led:
    """Tell who leads the talk.

    Args:
        conversation: with voices by number; 0 is nobody.
        cast: people who take part, with their roles.
        named: voices that have a name.
        language: of the talk.
    """
    names = tuple(dict.fromkeys([*(person.name for person in cast), *named.values()]))
    leading = {person.name for person in cast if person.leads}
    voices = frozenset(voice for voice, name in named.items() if name in leading)
    if voices:
        return Led(voices, names)
    heard = cues(conversation, names, language)
    guests = {voice for voice, name in named.items() if leading and name not in leading}
    voice = _unmistakable(Counter(_signs(conversation, heard)))
    clear = frozenset({voice} if voice and voice not in guests else ())
    return Led(clear, (*names, *heard.strangers))


def _unmistakable(signs: Counter[tuple[int, str]]) -> int:
    """The voice that shows so many signs, questions among them, and no other more than one."""
    counted = Counter(voice for voice, _ in signs)
    (first, most), *others = counted.most_common() or [(0, 0)]
    alone = all(number <= 1 for _, number in others)
    return first if most >= SIGNS and alone and (first, "asks") in signs else 0


def _signs(conversation: Conversation, heard: Cues) -> Iterator[tuple[int, str]]:
    """Each sign of leading that a voice shows, with its name."""
    turns = [turn for turn in conversation.turns if turn.voice]
    if not turns:
        return
    asked = Counter(turn.voice for turn in turns for word in turn.words if word.text.endswith("?"))
    if asked and (number := max(asked.values())) >= max(QUESTIONS, MOST_QUESTIONS * asked.total()):
        yield from ((voice, "asks") for voice in asked if asked[voice] == number)
    presents = {lead.voice for lead in heard.leads}
    if len(presents) == 1:
        yield presents.pop(), "presents"
    called = Counter(voice for voice, _ in heard.not_self if voice)
    if called and list(called.values()).count(most := max(called.values())) == 1:
        yield from ((voice, "calls by name") for voice in called if called[voice] == most)
    yield turns[0].voice, "opens"
    yield turns[-1].voice, "closes"
