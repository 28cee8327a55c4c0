from __future__ import annotations

import pytest

from podcast.document import Heading, Paragraph, Photo, Quote
from podcast.manner import Manner
from podcast.reading import Passage, Quotation, read
from tests.editions import demo_edition, demo_episode, edition_of
from tests.kinds import KINDS, edition, folder, page_of


def said(text, speaker="Karin Ek", *, opens=True):
    return Paragraph(text, speaker, opens)


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_each_kind_reads_as_is_its_custom(kind):
    assert page_of(kind) == (folder(kind) / "expected.html").read_text("utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_every_word_of_the_text_is_somewhere_on_the_page(kind):
    shown = page_of(kind)
    for block in edition(kind).document.blocks:
        text = block.caption if isinstance(block, Photo) else block.text
        assert (block.words if isinstance(block, Quote) else text) in shown


def test_paragraphs_before_the_talk_are_the_lead():
    reading = read(edition_of((Paragraph("Ett."), Paragraph("Två."), said("Hej."))))
    assert reading.lead == ("Ett.", "Två.")
    assert reading.article == ()


def test_an_opening_with_quotes_is_an_article_with_one_lead():
    blocks = (Photo("a.jpg", "Bild."), Paragraph("Ett."), Paragraph("Två."), Quote("Hej."))
    reading = read(edition_of((*blocks, Heading("Samtalet"), said("Hej."))))
    assert reading.lead == ("Ett.",)
    assert [type(part).__name__ for part in reading.article] == ["Photo", "Paragraph", "Quotation"]
    assert isinstance(reading.parts[0], Heading)


def test_a_heading_above_the_first_turn_belongs_to_the_talk():
    reading = read(edition_of((Paragraph("Ett."), Heading("Först"), said("Hej."))))
    assert reading.lead == ("Ett.",)
    assert [part for part in reading.parts if isinstance(part, Heading)] == [Heading("Först")]


def test_the_description_is_the_lead_where_the_text_has_none():
    reading = read(demo_edition())
    assert reading.lead == (demo_episode().description,)


def test_a_quotation_knows_its_moment_and_who_speaks_with_role():
    blocks = (said("Ett."), Quote("Två tre"), said("Ett två tre fyra.", "Lena Holm"))
    (passage, quotation, _) = read(edition_of(blocks)).parts
    assert isinstance(passage, Passage)
    assert quotation == Quotation(
        "Två tre", "", "Lena Holm, verksamhetschef socialpsykiatrin", start=12.25
    )


def test_a_quotation_that_nobody_says_has_no_moment():
    blocks = (said("Ett."), Quote("”Helt andra ord”, säger någon."))
    *_, quotation = read(edition_of(blocks)).parts
    assert quotation == Quotation("Helt andra ord", "säger någon.")


def test_in_an_interview_passages_are_questions_and_answers():
    passages = [
        part for part in read(edition("interview"), "interview").parts if isinstance(part, Passage)
    ]
    assert [passage.manner for passage in passages] == [Manner.QUESTION, Manner.ANSWER] * 3
    assert passages[0].asks
    assert not passages[0].is_named
