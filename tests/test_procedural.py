from __future__ import annotations

import pytest

from podcast.background import Background
from podcast.conversation import Conversation, Turn
from podcast.editing import find_edits
from podcast.edits import accepted, apply, suggestions, turns
from podcast.job import read_rules
from tests.fakes import words

NAMES = ("Karin Ek", "Lena Holm", "Johan Strand", "Per Lind")
NAMED = tuple(enumerate(NAMES, start=1))
RULES = read_rules("sv")


def conversation_of(*said):
    start = 0.0
    made = []
    for voice, text in said:
        made.append(Turn(voice, words(text, start)))
        start = made[-1].span.end
    return Conversation(tuple(made))


def folded(*said, named=NAMED, language="sv"):
    """The turns at the level documentation, the first voice leading."""
    conversation = conversation_of(*said)
    background = Background(frozenset({1}), NAMES, named)
    edits = accepted(find_edits(conversation, read_rules(language), background), "documentation")
    parts = turns(apply(conversation, edits))
    return [(part[0].voice, " ".join(one.word.text for one in part)) for part in parts]


END = (1, "Tack för i dag.")


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("Tack, Lena. Johan, vad gör ni?", "Johan, vad gör ni?"),
        ("Tack så mycket, Lena Holm. Vad gör ni?", "Vad gör ni?"),
        ("Eh, stort tack Lena. Vad gör ni?", "Vad gör ni?"),
        ("Då går vi vidare. Vad gör ni?", "Vad gör ni?"),
        ("Johan, vi börjar med dig. Vad gör ni?", "Vad gör ni?"),
        ("Ordet går till Johan. Vad gör ni?", "Vad gör ni?"),
        ("Vi tar en fråga till. Vad gör ni?", "Vad gör ni?"),
        ("Vi går vidare till pengarna. Vad gör ni?", "Vi går vidare till pengarna. Vad gör ni?"),
        ("Tack, Lena? Vad gör ni?", "Tack, Lena? Vad gör ni?"),
        ("Tack, Lena, det var inte lätt.", "Tack, Lena, det var inte lätt."),
        ("Han sa: ”Tack, Lena.” Vad gör ni?", "Han sa: ”Tack, Lena.” Vad gör ni?"),
    ],
)
def test_what_only_leads_the_talk_is_folded_and_the_question_stays(line, left):
    assert folded((2, "Det är tid."), (1, line), (3, "Vi lyssnar."), END) == [
        (2, "Det är tid."),
        (1, left),
        (3, "Vi lyssnar."),
        END,
    ]


def test_a_turn_that_only_leads_the_talk_goes_and_does_not_part_another():
    said = ((2, "Det är tid."), (1, "Varsågod, Lena."), (2, "Och pengar."), END)
    assert folded(*said) == [(2, "Det är tid. Och pengar."), END]


def test_others_thanks_are_theirs():
    said = ((1, "Vad är det?"), (2, "Tack, Karin. Det är tid."), END)
    assert folded(*said) == list(said)


def test_thanks_in_answer_to_a_question_stay():
    said = ((2, "Vill du ha ett förslag?"), (1, "Tack, Lena. Vad gör ni?"), (3, "Vi hör."), END)
    assert folded(*said) == list(said)


def test_who_is_called_and_does_not_answer_stays_in_the_text():
    said = ((2, "Det är tid."), (1, "Per, vi börjar med dig."), (3, "Får jag först?"), END)
    assert folded(*said) == list(said)
    assert (1, "Per, vi börjar med dig.") not in folded(*said, named=())


def test_the_last_turn_is_left_alone():
    said = ((2, "Det är tid."), (1, "Tack, Lena. Vi går vidare."))
    assert folded(*said) == list(said)


def test_folding_is_a_suggestion_in_the_clean_text():
    conversation = conversation_of((2, "Det är tid."), (1, "Tack, Lena. Vad gör ni?"), (3, "Vi."))
    edits = find_edits(conversation, RULES, Background(frozenset({1}), NAMES, NAMED))
    assert accepted(edits, "clean") == ()
    assert [(edit.rule, edit.kind) for edit in suggestions(edits, "clean")] == [
        ("thanks", "procedural")
    ]


def test_without_a_moderator_nothing_is_folded():
    conversation = conversation_of((2, "Det är tid."), (1, "Tack, Lena."), (3, "Vi."))
    assert find_edits(conversation, RULES, Background(names=NAMES)) == ()


def test_english_moderators_lead_in_english():
    said = (
        (2, "Time."),
        (1, "Thank you very much, Lena. Let's move on. What do you do?"),
        (3, "Listen."),
        (1, "Thanks everybody."),
    )
    assert folded(*said, language="en")[1] == (1, "What do you do?")
