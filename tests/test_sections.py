from __future__ import annotations

from podcast.document import Chapter, Document, Heading, Paragraph, TimedParagraph, TimedWord
from podcast.episode import ChapterMark
from podcast.sections import chapters
from podcast.span import Span


def timed(paragraph: Paragraph, start: float) -> TimedParagraph:
    return TimedParagraph(
        paragraph, (TimedWord(paragraph.text, Span(start, start + 1), heard=True),)
    )


FIRST = Paragraph("Välkomna.", "Karin Ek", opens=True)
SECOND = Paragraph("Tack.", "Lena Holm", opens=True)
TIMES = (timed(FIRST, 1.5), timed(SECOND, 62.0))


def test_headings_are_chapters_from_the_first_word_after_them():
    document = Document("T", (Heading("Början"), FIRST, Heading("Tilliten"), SECOND))
    assert chapters((), document, TIMES) == (Chapter(1.5, "Början"), Chapter(62.0, "Tilliten"))


def test_chapters_that_people_set_win_over_headings():
    document = Document("T", (Heading("Början"), FIRST, SECOND))
    late, early = ChapterMark(at="1:00", title="Sen"), ChapterMark(at="0:00", title="Tidig")
    assert chapters((late, early), document, TIMES) == (Chapter(0, "Tidig"), Chapter(60, "Sen"))


def test_of_headings_in_a_row_the_last_one_is_the_chapter():
    document = Document("T", (Paragraph("Ingress."), Heading("A"), Heading("B"), FIRST, SECOND))
    assert chapters((), document, TIMES) == (Chapter(1.5, "B"),)


def test_a_heading_after_the_last_word_is_no_chapter():
    document = Document("T", (FIRST, SECOND, Heading("Slut")))
    assert chapters((), document, TIMES) == ()
