from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from podcast.background import Background
from podcast.editing import find_edits
from podcast.edits import accepted, apply
from podcast.glossary import terms
from podcast.job import read_rules
from tests.said import conversation_of

if TYPE_CHECKING:
    from podcast.show import Level


def spelled(spoken, *glossary, level: Level = "clean", cast: tuple[str, ...] = ()):
    """What becomes of the words with a glossary and a cast, and by which rules."""
    conversation = conversation_of(spoken)
    background = Background(glossary=terms(glossary), cast=cast)
    found = find_edits(conversation, read_rules("sv"), background)
    edits = accepted(found, level)
    text = " ".join(said.word.text for said in apply(conversation, edits))
    return text, {edit.rule for edit in edits}


@pytest.mark.parametrize(
    ("spoken", "entry", "expected"),
    [
        ("Vi frågar es ko är, som vet.", "es ko är => SKR", "Vi frågar SKR, som vet."),
        ("Tillits delegation finns.", "tillits delegation => tillit", "Tillit finns."),
        ("Han sa ”lexelius” bara.", "lexelius => Lexelius", "Han sa ”Lexelius” bara."),
    ],
)
def test_a_respelling_that_people_wrote_is_made(spoken, entry, expected):
    assert spelled(spoken, entry) == (expected, {"glossary"})
    assert spelled(spoken, entry, level="verbatim") == (spoken, set())


@pytest.mark.parametrize(
    ("spoken", "term", "expected"),
    [
        (
            "Vi har Tillitsdelegatonen här.",
            "Tillitsdelegationen",
            "Vi har Tillitsdelegationen här.",
        ),
        ("Vi har tillits delegationen.", "Tillitsdelegationen", "Vi har Tillitsdelegationen."),
        ("Det sa Anna Lekselius, då.", "Anna Lexelius", "Det sa Anna Lexelius, då."),
        ("Det var Lexelus som sa.", "Lexelius", "Det var Lexelius som sa."),
    ],
)
def test_what_is_probably_a_term_is_a_suggestion(spoken, term, expected):
    assert spelled(spoken, term) == (spoken, set())
    text, rules = spelled(spoken, term, level="documentation")
    assert "glossary" in rules
    assert text.startswith(expected.split(",")[0])


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("Vad säger du, Pär?", "Vad säger du, Per?"),
        ("Pär, vad säger du?", "Per, vad säger du?"),
        ("Det sa Pär Lindh också.", "Det sa Per Lind också."),
        ("Det sa Annmarie.", "Det sa Ann-Marie."),
    ],
)
def test_a_name_of_the_cast_is_spelt_as_theirs_where_it_sounds_so(spoken, expected):
    cast = ("Per Lind", "Ann-Marie af Ek")
    assert spelled(spoken, cast=cast) == (spoken, set())
    assert spelled(spoken, cast=cast, level="documentation") == (expected, {"glossary"})


@pytest.mark.parametrize(
    "spoken",
    [
        "Han sa det. Han, som vet.",
        "Pär sa det. Och Per.",
        "Det sa ”Pär”. Ja.",
        "Det var Tor. Tor, kom nu.",
        "Det är AV också.",
        "Det säger LO, ja.",
    ],
)
def test_a_word_that_only_sounds_like_a_name_of_the_cast_stays(spoken):
    cast = ("Per Lind", "Anna Hahn", "Tor Ek", "Thor Dahl", "Loo Ek")
    assert spelled(spoken, cast=cast, level="documentation") == (spoken, set())


@pytest.mark.parametrize(
    ("spoken", "term"),
    [
        ("Vi har tillitsdelegationens mål.", "Tillitsdelegationen"),
        ("Det var en stand där.", "Strand"),
        ("Kommuner och kommunen.", "Kommuner"),
        ("Vi såg Lena Holms hus.", "Lena Holm"),
        ("Vi har Tillitsdelegationen här.", "Tillitsdelegationen"),
        ("Han sa ”Tillitsdelegatonen” här.", "Tillitsdelegationen"),
        ("Vi gick. Stand är det.", "Strand"),
        ("Inredningen är klar.", "utredningen"),
    ],
)
def test_another_form_and_another_word_are_left_alone(spoken, term):
    assert spelled(spoken, term, level="documentation") == (spoken, set())


def test_a_word_is_spelled_anew_but_once():
    assert spelled("Det var ett då.", "ett => två", "två => tre")[0] == "Det var två då."
