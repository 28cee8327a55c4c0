"""What a person is told about a text that is read, and that none of it is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.document import Paragraph
from podcast.text import compose, parse
from tests.shared import DATA

CAST = ("Karin Ek", "Lena Holm", "Per Lind")
BEGINNING = "# Tillit\n\nKarin Ek: Vi lyssnar på ungdomarna.\n\n"

# What people may write that means nothing here, and what they are told.
SLIPS = [
    ("### Om pengar", "5:1: a heading is “## ” and words"),
    ("##Om pengar", "5:1: a heading is “## ” and words"),
    ("## Om pengar\nPer Lind: Hej.", "5:1: a heading is “## ” and words"),
    ("Så är det.\n## Om pengar", "6:1: a heading is “## ” and words"),
    ("Om pengar\n=========", "6:1: a heading is “## ” and words"),
    ("# En titel till", "5:1: there is a title already"),
    ("---", "5:1: a line across"),
    ("![Från vänster: Karin Ek](panel.jpg", "5:1: this is no picture"),
    ("![Från vänster: Karin Ek] (panel.jpg)", "5:1: this is no picture"),
    ("![Karin Ek](panel.jpg ”© Namn”)", "5:1: this is no picture"),
    ("Se ![Karin Ek](panel.jpg) här.", "5:4: this is no picture"),
    ("![](panel.jpg)", "5:1: this picture has no caption"),
    (">Vi lyssnar.", "5:1: this is no quotation"),
    ("Så är det.\n> Vi lyssnar.", "6:1: this is no quotation"),
    ("> Vi vill ha fler blanketter.", "5:1: nobody says these words in the talk"),
    ("Det är <b>viktigt</b>.", "5:8: HTML is shown"),
    ("Så.<!-- kolla -->", "5:4: HTML is shown"),
    ("| a | b |\n|---|---|\n| 1 | 2 |", "5:1: a table is shown"),
    ("a | b\n--- | ---\n1 | 2", "5:1: a table is shown"),
    ("- en sak\n- en till", "5:1: a list is shown"),
    ("* en sak\n* en till", "5:1: a list is shown"),
    ("1. en sak\n2. en till", "5:1: a list is shown"),
    ("```\nkod\n```", "5:1: code is shown"),
    ("Det är **viktigt** nu.", "5:8: words in asterisks"),
    ("Det är *viktigt* nu.", "5:8: words in asterisks"),
    ("Läs [mer](https://kommun.example/).", "5:5: a link is shown"),
    ("Karin Ek:", "5:1: no words stand after “Karin Ek:”"),
    ("Röst 2: ", "5:1: no words stand after “Röst 2:”"),
    ("Karin Ek:Hej.", "5:1: this begins no turn; write “Karin Ek: ”"),
    ("Karin Ek : Hej.", "5:1: this begins no turn; write “Karin Ek: ”"),
    ("**Karin Ek:** Hej.", "5:1: this begins no turn; write “Karin Ek: ”"),
    ("Lena: Hej.", "5:1: “Lena:” begins no turn; did you mean “Lena Holm:”?"),
    ("lena holm: Hej.", "5:1: “lena holm:” begins no turn; did you mean “Lena Holm:”?"),
    ("Per Lund: Hej.", "5:1: “Per Lund” is not in the cast; did you mean “Per Lind”?"),
    ("Någon Annan: Hej.", "5:1: “Någon Annan” is not in the cast; add the person"),
    ("Tack.\nPer Lind: Hej.", "6:1: “Per Lind:” begins no turn inside a paragraph"),
]


def told(text: str, cast=CAST) -> list[str]:
    return [str(remark) for remark in parse(text, cast).remarks]


@pytest.mark.parametrize(("slip", "remark"), SLIPS)
def test_a_slip_is_pointed_out_with_its_place(slip, remark):
    assert any(said.startswith(remark) for said in told(f"{BEGINNING}{slip}\n"))


@pytest.mark.parametrize("slip", [slip for slip, _ in SLIPS])
def test_a_slip_stays_as_it_was_written(slip):
    text = f"{BEGINNING}{slip}\n"
    assert compose(parse(text, CAST).document, CAST) == text


@given(st.lists(st.sampled_from([slip.strip() for slip, _ in SLIPS]), max_size=8))
def test_whatever_is_not_understood_stays_to_the_letter(slips):
    text = BEGINNING + "\n\n".join([*slips, "Per Lind: Tack."]) + "\n"
    document = parse(text, CAST).document
    assert compose(document, CAST) == text
    assert parse(compose(document, CAST), CAST).document == document


@pytest.mark.parametrize(
    "words",
    [
        "Så här är det: vi måste.",
        "Klockan 12:30 började det.",
        "2023. Då var det annorlunda.",
        "– Ja, det anser jag.",
        "5 < 6 och 7 > 6, a*b och snake_case_ord.",
        "#metoo förändrade allt.",
        "[skratt] Ja (nej).",
        "Hon sa: Karin, lyssna.",
        "Frågan är: varför?",
    ],
)
def test_ordinary_talk_is_left_in_peace(words):
    assert told(f"{BEGINNING}{words}\n") == []


@pytest.mark.parametrize("words", ["Någon Annan: så heter boken.", "Per Lind: så sa han."])
def test_a_backslash_says_that_it_is_no_name(words):
    parsed = parse(f"{BEGINNING}\\{words}\n", CAST)
    assert parsed.remarks == ()
    assert parsed.document.talk[-1] == Paragraph(words, "Karin Ek")


def test_no_text_of_our_own_is_remarked_on():
    for file in DATA.rglob("*.md"):
        text = file.read_text("utf-8")
        if text.startswith("# "):
            assert told(text, ()) == [], file


def test_the_same_is_said_once_with_how_often():
    (remark,) = told(f"{BEGINNING}**a** b\n\n**c** d\n\n**e** f\n")
    assert remark.startswith("5:1: ")
    assert remark.endswith("(and in 2 more places)")


def test_without_a_cast_nobody_is_unknown():
    assert told("# T\n\nNågon Annan: Hej.\n\nPer Lund: Nej.\n", ()) == []


def test_places_are_those_of_the_file_whatever_its_line_ends():
    text = "\ufeff\n\n# T\n\n\nKarin Ek: Hej.\n \nSå är <b>det</b>.\n"
    for ends in ("\n", "\r\n", "\r"):
        (remark,) = told(text.replace("\n", ends))
        assert remark.startswith("8:7: HTML")


@given(st.text(alphabet="#>![]()|-*_\\<> \n:aK12.`", max_size=60))
def test_any_signs_can_be_read_and_keep_their_letters(text):
    document = parse(text, CAST).document
    written = compose(document, CAST)
    assert parse(written, CAST).document == document
    places = [(remark.line, remark.column) for remark in parse(text, CAST).remarks]
    assert places == sorted(places)
    assert all(1 <= line <= text.count("\n") + 1 and column >= 1 for line, column in places)


@pytest.mark.parametrize("signs", ["\\", "|", "*a", "**a", "1. a\n", "<a ", "[a](", "> ", "a|\n"])
def test_many_signs_take_no_time(signs):
    began = time.process_time()
    parse(signs * 2000, CAST)
    assert time.process_time() - began < 2
