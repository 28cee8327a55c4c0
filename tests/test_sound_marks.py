from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from podcast.conversation import Conversation, Turn
from podcast.editing import find_edits
from podcast.edits import accepted, apply, suggestions
from podcast.job import read_rules
from tests.fakes import words
from tests.said import written

if TYPE_CHECKING:
    from podcast.show import Level


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("Det är så. (skratt)", "Det är så. [skratt]"),
        ("Det är så. [Skratt] Ja.", "Det är så. [skratt] Ja."),
        ("Det är så *skrattar* ibland.", "Det är så [skratt] ibland."),
        ("(Skratt från publiken). Tack.", "[skratt]. Tack."),
        ("[MUSIK] Hej.", "[musik] Hej."),
        ("* skratt * Hej.", "[skratt] Hej."),
        ("(Applause) Hej.", "[applåder] Hej."),
        ("Det är [ohörbart] så.", "Det är [ohörbart 0:00:00] så."),
        ("Det är så. [skratt] Eh, vi går.", "Det är så. [skratt] Vi går."),
        ("Det är [skratt] [skratt] så.", "Det är [skratt] [skratt] så."),
    ],
)
def test_what_is_heard_besides_words_has_one_mark(spoken, expected):
    assert written(spoken) == expected


@pytest.mark.parametrize(
    "spoken",
    [
        "Ett skratt och applåder.",
        "Det är (som jag sa) svårt.",
        "Det är (skratt och mycket annat som hör till en dag) så.",
        "Hon (skratt",
    ],
)
def test_words_outside_brackets_and_other_words_inside_them_stay(spoken):
    assert written(spoken) == spoken


def test_the_mark_of_what_cannot_be_heard_has_its_moment():
    conversation = Conversation((Turn(1, words("Det är [inaudible].", 3751)),))
    edits = find_edits(conversation, read_rules("sv"))
    assert [said.word.text for said in apply(conversation, edits)] == [
        "Det",
        "är",
        "[ohörbart 1:02:31].",
    ]


def test_english_marks_are_english():
    assert written("So (laughs) we [INAUDIBLE] go.", language="en") == (
        "So [laughter] we [inaudible 0:00:01] go."
    )


def unsure(text, certainty, start=0.0):
    return tuple(replace(word, certainty=certainty) for word in words(text, start))


def test_a_sentence_hardly_heard_is_pointed_out_and_no_level_takes_it_away():
    said = (*words("Vi börjar nu."), *unsure("Tar inte bullen.", 0.2, 2.0), *words("Tack.", 4.0))
    conversation = Conversation((Turn(1, said),))
    edits = find_edits(conversation, read_rules("sv"))
    levels: tuple[Level, ...] = ("clean", "documentation")
    for level in levels:
        assert accepted(edits, level) == ()
        (edit,) = suggestions(edits, level)
        assert (edit.rule, edit.text) == ("inaudible", "[ohörbart 0:00:02]")
        taken = [one.word.text for one in apply(conversation, [edit])]
        assert taken == ["Vi", "börjar", "nu.", "[ohörbart 0:00:02]", "Tack."]
    assert suggestions(edits, "verbatim") == ()


def test_short_answers_and_sentences_heard_well_enough_are_not_pointed_out():
    for said in (unsure("Ja precis.", 0.1), unsure("Vi börjar nu här.", 0.5)):
        assert find_edits(Conversation((Turn(1, said),)), read_rules("sv")) == ()
