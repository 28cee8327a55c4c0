from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from podcast.document import Paragraph
from podcast.episode import Person
from podcast.manner import Manner, manners

if TYPE_CHECKING:
    from podcast.show import Kind

PEOPLE = (
    Person(name="Karin Ek", role="intervjuare"),
    Person(name="Lena Holm", role="chef"),
    Person(name="Per Lind"),
)
SHORT = {Manner.NAMED: "N", Manner.QUESTION: "?", Manner.ANSWER: "–"}


def shown(talk: str, kind: Kind = "interview", people=PEOPLE) -> str:
    """Each word of the talk is a turn; `+` goes on with it."""
    names = {"K": "Karin Ek", "L": "Lena Holm", "P": "Per Lind", "R": "Röst 4"}
    paragraphs, speaker = [], ""
    for letter in talk:
        speaker = names.get(letter, speaker)
        paragraphs.append(Paragraph("Så.", speaker, opens=letter != "+"))
    return "".join(SHORT[manner] for manner in manners(paragraphs, people, kind))


def test_who_leads_an_interview_asks_and_the_other_answers():
    assert shown("KLK+L+") == "?–??––"


@pytest.mark.parametrize("kind", ["panel", "podcast"])
def test_everybody_has_a_name_in_the_other_kinds(kind):
    assert shown("KLKL", kind) == "NNNN"


def test_names_stand_where_another_of_several_answers():
    assert shown("KLKLKP+LK+L") == "?N?–?NNN??–"


def test_a_voice_without_a_name_is_somebody_else():
    assert shown("KLKRL") == "?N?NN"


@pytest.mark.parametrize("talk", ["LPL", "KKK", ""])
def test_without_both_who_asks_and_who_answers_everybody_has_a_name(talk):
    assert shown(talk) == "N" * len(talk)


def test_several_may_ask():
    people = (*PEOPLE[:2], Person(name="Per Lind", role="programledare"))
    assert shown("KPLKL", people=people) == "??–?–"
