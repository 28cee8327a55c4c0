"""What is said, as text on its way through the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast.conversation import Conversation, Turn
from podcast.editing import find_edits
from podcast.edits import accepted, apply, turns
from podcast.job import read_rules
from tests.fakes import words

if TYPE_CHECKING:
    from podcast.show import Language, Level


def conversation_of(spoken: str) -> Conversation:
    """One voice's words; a bar lets another voice take over."""
    said = []
    start = 0.0
    for voice, part in enumerate(spoken.split(" | ")):
        said.append(Turn(1 + voice % 2, words(part, start)))
        start = said[-1].span.end
    return Conversation(tuple(said))


def written(spoken: str, level: Level = "clean", language: Language = "sv") -> str:
    """What becomes of the words at a level."""
    conversation = conversation_of(spoken)
    edits = accepted(find_edits(conversation, read_rules(language)), level)
    parts = turns(apply(conversation, edits))
    return " | ".join(" ".join(said.word.text for said in part) for part in parts)
