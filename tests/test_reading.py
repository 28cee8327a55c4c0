from __future__ import annotations

from dataclasses import replace

import pytest

from podcast.document import Chapter, Heading, Paragraph, Photo, Quote
from podcast.manner import Manner
from podcast.reading import Passage, Quotation, read
from podcast.span import Span
from tests.editions import TALK, demo_edition, demo_episode, edition_of
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
    assert reading.lead == (Paragraph("Ett."), Paragraph("Två."))
    assert reading.article == ()


def test_an_opening_with_quotes_is_an_article_with_one_lead():
    blocks = (Photo("a.jpg", "Bild."), Paragraph("Ett."), Paragraph("Två."), Quote("Hej."))
    reading = read(edition_of((*blocks, Heading("Samtalet"), said("Hej."))))
    assert reading.lead == (Paragraph("Ett."),)
    assert [type(part).__name__ for part in reading.article] == ["Photo", "Paragraph", "Quotation"]
    assert isinstance(reading.parts[0], Heading)


def test_a_heading_above_the_first_turn_belongs_to_the_talk():
    reading = read(edition_of((Paragraph("Ett."), Heading("Först"), said("Hej."))))
    assert reading.lead == (Paragraph("Ett."),)
    assert [part for part in reading.parts if isinstance(part, Heading)] == [Heading("Först")]


def test_the_description_is_the_lead_where_the_text_has_none():
    reading = read(demo_edition())
    assert reading.lead == (Paragraph(demo_episode().description),)


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


def shares(edition):
    return {person.name: person.share for person in read(edition).cast}


def test_the_shares_of_the_talking_time_are_those_of_the_clock():
    found = shares(demo_edition())
    whole = sum(end - start for start, end, _, _ in TALK)
    for name, share in found.items():
        said_by = sum(end - start for start, end, speaker, _ in TALK if speaker == name)
        assert share == pytest.approx(said_by / whole)


def test_who_says_nothing_has_no_share_and_who_is_not_in_the_cast_takes_theirs():
    found = shares(edition_of((said("Ett två."), said("Tre fyra.", "Röst 2"))))
    assert found["Karin Ek"] == pytest.approx(0.5)
    assert found["Lena Holm"] == 0


def test_a_silence_inside_a_turn_is_nobodys_talk():
    edition = edition_of((said("Ett två."), said("Tre fyra.", "Lena Holm")))
    moved = replace(edition.paragraphs[0].words[1], span=Span(60, 64.5))
    parted = replace(edition.paragraphs[0], words=(edition.paragraphs[0].words[0], moved))
    edition = replace(edition, paragraphs=(parted, edition.paragraphs[1]))
    assert shares(edition)["Karin Ek"] == pytest.approx(0.5)


def topics(edition, *starts):
    chapters = tuple(Chapter(start, f"Från {start}") for start in starts)
    return [topic.number for topic in read(replace(edition, chapters=chapters)).topics]


def test_a_chapter_leads_to_the_turn_that_begins_about_there():
    assert topics(demo_edition(), 0, 20, 57.481, 73) == [1, 2, 5, 6]


def test_a_chapter_inside_a_long_turn_leads_to_that_turn():
    long_turn = edition_of(
        (said("Ett."), *(said("Två.", "Lena Holm", opens=n == 0) for n in range(6)))
    )
    assert topics(long_turn, 35) == [2]


def test_chapters_of_a_text_without_talk_lead_nowhere():
    assert topics(edition_of((Paragraph("Ett."),)), 0) == []
