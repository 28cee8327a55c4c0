from __future__ import annotations

import pytest

from podcast.background import Background
from podcast.conversation import Conversation, Turn
from podcast.document import Chapter, Document, Heading, Paragraph, TimedParagraph, TimedWord
from podcast.edits import apply
from podcast.episode import ChapterMark
from podcast.job import read_rules
from podcast.sections import chapters, proposed_headings
from podcast.span import Span
from podcast.talk import Talk
from podcast.transcript import Word


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


SWEDISH = read_rules("sv")
NAMES = ("Karin Ek", "Lena Holm", "Johan Strand")


def panel(*questions, answer=320, step=1.0):
    """A moderator's questions, each answered in so many words."""
    said = []
    moment = 0.0
    for question in questions:
        for voice, text in ((1, question), (2, "ja " * answer + "så.")):
            spoken = [
                Word(part, Span(moment + index * step, moment + (index + 1) * step), 0.9)
                for index, part in enumerate(text.split())
            ]
            said.append(Turn(voice, tuple(spoken)))
            moment = spoken[-1].span.end
    return Talk.of(apply(Conversation(tuple(said)), ()), SWEDISH)


def titles(talk, rules=SWEDISH):
    background = Background(frozenset({1}), NAMES)
    return [chapter.title for chapter in proposed_headings(talk, rules.headings, background)]


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Johan, vad gör ni konkret?", "Vad gör ni konkret?"),
        ("Tack, Lena. Och Johan, vad gör ni konkret?", "Vad gör ni konkret?"),
        ("Ja, men hur mäter ni tillit då, Lena Holm?", "Hur mäter ni tillit då?"),
        ("Johan vad gör ni konkret?", "Vad gör ni konkret?"),
        ("Hur ser Lena på pengarna?", "Hur ser Lena på pengarna?"),
    ],
)
def test_a_moderators_question_is_a_heading_without_whom_it_is_put_to(question, title):
    assert titles(panel("Vad betyder tillit?", question)) == ["Vad betyder tillit?", title]


@pytest.mark.parametrize(
    "question",
    [
        "Johan, hur ser du på det?",
        "Får jag ställa en sista fråga till er alla?",
        "Vad gör ni konkret.",
        f"Vad {'betyder ' * 12}det?",
    ],
)
def test_what_says_nothing_or_too_much_is_no_heading(question):
    three = panel("Vad betyder tillit?", question, "Varför räcker inte pengarna?")
    assert titles(three) == ["Vad betyder tillit?", "Varför räcker inte pengarna?"]


def test_sections_have_substance():
    questions = [f"Vad betyder tillit nummer {number}?" for number in range(12)]
    talk = panel(*questions, answer=150)
    places = [int(title.split()[-1][:-1]) for title in titles(talk)]
    assert places[:3] == [0, 2, 4]
    assert all(12 - place >= 2 for place in places)


def test_a_short_talk_has_no_headings_nor_one_with_a_single_question():
    assert titles(panel("Vad betyder tillit?", "Vad gör ni konkret?", step=0.3)) == []
    assert titles(panel("Vad betyder tillit?", answer=1600)) == []
    assert titles(Talk.of((), SWEDISH)) == []


def test_questions_of_others_head_nothing():
    background = Background(frozenset({2}), NAMES)
    talk = panel("Vad betyder tillit?", "Vad gör ni konkret?")
    assert proposed_headings(talk, SWEDISH.headings, background) == ()


def test_english_questions_head_english_talk():
    english = read_rules("en")
    talk = panel("Well, Johan, what does trusting mean?", "And why is it expensive, Lena?")
    assert titles(talk, english) == ["What does trusting mean?", "Why is it expensive?"]
