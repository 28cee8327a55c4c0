from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.document import Document, Paragraph, Quote
from podcast.quotations import Find, find
from podcast.quoting import quoted
from tests.editions import TALK, demo_edition, timed

STRETCHES = [text.split() for _, _, _, text in TALK]


def quotes(*blocks):
    document = Document("T", blocks)
    times = [timed(said, 10.0 * at, 10.0 * at + 9) for at, said in enumerate(document.talk)]
    return quoted(document, times)


def test_a_quote_has_who_said_it_and_when():
    said = Paragraph("Ett två tre fyra fem.", "Per Lind", opens=True)
    (found,) = quotes(Paragraph("Noll.", "Karin Ek", opens=True), said, Quote("Tre fyra"))
    assert (found.words, found.speaker) == ("Tre fyra", "Per Lind")
    assert found.span.start == pytest.approx(10 + 9 * 2 / 5)
    assert found.span.end == pytest.approx(10 + 9 * 4 / 5)


def test_a_quote_may_reach_over_two_paragraphs_of_one_person():
    talk = [Paragraph("Så är det", "Per Lind", opens=True), Paragraph("i dag också.", "Per Lind")]
    (found,) = quotes(*talk, Quote("Så är det i dag också"))
    assert found.speaker == "Per Lind"


def test_nobody_is_quoted_with_what_two_people_say_together():
    talk = [
        Paragraph("Vi började med två", "Per Lind", opens=True),
        Paragraph("personer i en liten grupp.", "Karin Ek", opens=True),
    ]
    assert quotes(*talk, Quote("Vi började med två personer i en liten grupp")) == ()


def test_a_quote_may_be_trimmed_and_marked():
    talk = Paragraph("Ja, alltså, det tar lång tid att bygga upp tillit.", "Per Lind", opens=True)
    (found,) = quotes(talk, Quote("”Det tar lång tid … att bygga tillit”, säger Per Lind."))
    assert found.words == "Det tar lång tid … att bygga tillit"


def test_what_nobody_says_is_not_found():
    assert find("Vi vill ha fler blanketter på kvällar och helger", STRETCHES) is None
    assert find("…", STRETCHES) is None
    assert find("", STRETCHES) is None


def test_the_first_of_two_places_as_good_is_taken():
    assert find("samma ord", [["Samma", "ord."], ["samma", "ord"]]) == Find(0, 0, 1)


@given(st.data())
def test_any_words_said_in_a_row_are_found_where_they_stand(data):
    number = data.draw(st.integers(0, len(STRETCHES) - 1))
    words = STRETCHES[number]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    found = find(" ".join(words[first : last + 1]).upper(), STRETCHES)
    assert found
    assert found.last - found.first == last - first
    there = STRETCHES[found.stretch][found.first : found.last + 1]
    bare = [word.strip(".,?").casefold() for word in words[first : last + 1]]
    assert [word.strip(".,?").casefold() for word in there] == bare


def test_quotes_of_the_demo_are_by_the_four():
    edition = demo_edition()
    words = [paragraph.text for paragraph in edition.document.talk]
    document = Document("T", (*edition.document.blocks, *(Quote(text) for text in words)))
    found = quoted(document, edition.paragraphs)
    assert [quote.speaker for quote in found] == [said.speaker for said in edition.document.talk]
    assert [quote.span for quote in found] == [timed_.span for timed_ in edition.paragraphs]


@pytest.mark.parametrize(
    ("text", "words", "attribution"),
    [
        ("Vi lyssnar.", "Vi lyssnar.", ""),
        ("”Vi lyssnar.”", "Vi lyssnar.", ""),
        ('"Vi lyssnar", säger Per Lind.', "Vi lyssnar", "säger Per Lind."),
        ("Vi lyssnar.\n– Per Lind", "Vi lyssnar.", "Per Lind"),
        ("”Var det ”farligt”?” – Per Lind", "Var det ”farligt”?", "Per Lind"),
        ("Han sa ”farligt”, faktiskt", "Han sa ”farligt”, faktiskt", ""),
        ("”Ett” och ”två”", "Ett” och ”två", ""),
    ],
)
def test_a_quote_is_told_from_who_said_it(text, words, attribution):
    assert (Quote(text).words, Quote(text).attribution) == (words, attribution)
