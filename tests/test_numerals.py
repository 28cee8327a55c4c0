from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.editing import find_edits
from podcast.edits import accepted, apply
from podcast.job import read_rules
from podcast.transcript import Word
from tests.said import conversation_of, written

SPACE = "\u00a0"


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("Det är 12.5 procent.", "Det är 12,5 procent."),
        ("Det är 12,5%.", "Det är 12,5 procent."),
        ("Det är 12.5 % av dem.", "Det är 12,5 procent av dem."),
        ("5% räcker.", "5 procent räcker."),
        ("Det kostar 3.5 miljoner.", "Det kostar 3,5 miljoner."),
        ("Vi mötte 1500 personer.", f"Vi mötte 1{SPACE}500 personer."),
        ("Det bor 10 000 här.", f"Det bor 10{SPACE}000 här."),
        ("Det kostar 1 250 000 kronor.", f"Det kostar 1{SPACE}250{SPACE}000 kronor."),
        ("Det var 25000, minst.", f"Det var 25{SPACE}000, minst."),
        ("Vi är 3 personer.", "Vi är tre personer."),
        ("12 kommuner är med.", "Tolv kommuner är med."),
        ("Efter 5 år kom det.", "Efter fem år kom det."),
    ],
)
def test_numbers_are_written_as_swedish_has_them(spoken, expected):
    assert written(spoken) == expected
    assert written(spoken, "verbatim") == spoken


@pytest.mark.parametrize(
    "spoken",
    [
        "Det var år 1848 och sedan 2024.",
        "Lagen kom 1982 och 2001 kom nästa.",
        "Möte klockan 12.30 i sal 2.1 på plan 3.",
        "Ring 08 123 456 i dag.",
        "Ring nummer 46708 nu.",
        "Avsnitt 3 handlar om tillit.",
        "Läs kapitel 4 noga och sidan 8 också.",
        "Enligt 4 kap 1 § gäller det.",
        "Den 3 maj sågs vi.",
        "Vi ses klockan 8 på måndag.",
        "Det kostar 5 kronor och väger 3 kilo.",
        "Det är 2 av 10 som svarar.",
        "Mellan 5 och 8 personer.",
        "Vi är 3.",
        "Jag har 1 fråga.",
        "Vi har Agenda 5 mål.",
        "Hon sa ”3 personer” och 10.000 till.",
        "Det är 13 kommuner.",
        "Det är 5 Röda korset.",
        "Artikel 03 gäller.",
    ],
)
def test_what_may_be_a_year_a_time_a_name_or_a_measure_stays_as_it_was_heard(spoken):
    assert written(spoken) == spoken


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("It is 12.5% of them.", "It is 12.5 percent of them."),
        ("We met 1500 people.", "We met 1,500 people."),
        ("We met 10,000 people in 2015.", "We met 10,000 people in 2015."),
        ("3 people came.", "Three people came."),
        ("It takes 10 people and 5 miles.", "It takes 10 people and 5 miles."),
    ],
)
def test_numbers_are_written_as_english_has_them(spoken, expected):
    assert written(spoken, language="en") == expected


def test_a_number_in_several_words_sounds_from_the_first_to_the_last():
    conversation = conversation_of("Det bor 10 000 här.")
    (edit,) = find_edits(conversation, read_rules("sv"))
    heard = [word for word, _ in conversation.words]
    joined = apply(conversation, [edit])[2]
    assert (edit.at, joined.at) == ((2, 3), 2)
    assert joined.word == Word(f"10{SPACE}000", heard[2].span | heard[3].span, 0.9)
    assert [said.word.text for said in apply(conversation, [edit])][-1] == "här."


@given(
    st.lists(
        st.sampled_from(
            "3 12 1500 10 000 08 2015 12.5 12,5% % procent personer kr och . av".split()
        ),
        max_size=12,
    )
)
def test_no_digit_is_lost_or_made_up(said):
    conversation = conversation_of(" ".join(["Det", *said]))
    rules = read_rules("sv")
    text = "".join(
        one.word.text
        for one in apply(conversation, accepted(find_edits(conversation, rules), "clean"))
    )
    for number, word in rules.figures.in_words.items():
        text = text.lower().replace(word, str(number))
    digits = "".join(sign for part in said for sign in part if sign.isdigit())
    assert "".join(sign for sign in text if sign.isdigit()) == digits
