from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from podcast.document import Paragraph, TimedParagraph, TimedWord
from podcast.span import Span
from podcast.utterances import PAUSE, utterances
from tests.timed_talks import ANY_TALK, said, talks, words_of


def spoken(paragraphs):
    return [
        (one.speaker, " ".join(word.text for word in one.words)) for one in utterances(paragraphs)
    ]


def test_a_pause_parts_what_is_said():
    before = said("Karin Ek", "Hej på er.")
    late = said("Karin Ek", "Nu börjar vi.", 1.2 + PAUSE)
    joined = TimedParagraph(before.paragraph, (*before.words, *late.words))
    assert spoken([joined]) == [("Karin Ek", "Hej på er."), ("Karin Ek", "Nu börjar vi.")]


def test_moved_words_come_when_they_are_said():
    first = said("Karin Ek", "Hej på er.")
    second = said("Lena Holm", "Tack så mycket.", 2)
    third = said("Karin Ek", "Nu börjar vi.", 4)
    joined = TimedParagraph(third.paragraph, (*third.words, *first.words))
    assert spoken([joined, second]) == [
        ("Karin Ek", "Hej på er."),
        ("Lena Holm", "Tack så mycket."),
        ("Karin Ek", "Nu börjar vi."),
    ]


def test_a_word_thrown_in_stands_where_it_is_heard():
    long = said("Karin Ek", "Vi har en grupp som arbetar på kvällar och helger.")
    short = said("Per Lind", "Mm.", 1.5)
    assert spoken([long, short]) == [
        ("Karin Ek", "Vi har en grupp"),
        ("Per Lind", "Mm."),
        ("Karin Ek", "som arbetar på kvällar och helger."),
    ]


def test_sentences_alternate_where_people_talk_at_once():
    one = said("Karin Ek", "Vi börjar nu. Vi måste det.")
    other = said("Per Lind", "Får jag säga. Bara en sak.", 0.1)
    assert spoken([one, other]) == [
        ("Karin Ek", "Vi"),
        ("Per Lind", "Får jag säga."),
        ("Karin Ek", "börjar nu. Vi måste det."),
        ("Per Lind", "Bara en sak."),
    ]


def test_words_in_which_nothing_is_seen_are_left_out():
    assert spoken([said("Karin Ek", "\u200b Hej \ufeff där \x00")]) == [("Karin Ek", "Hej där")]
    assert spoken([said("Karin Ek", "\u200b")]) == []


def test_a_name_in_which_nothing_is_seen_is_still_somebody():
    assert spoken([said("\u202e", "Hej")]) == [("…", "Hej")]


def test_words_without_time_stay_in_their_sentence():
    words = tuple(
        TimedWord(text, Span(3, 3), heard=False) for text in "Det här lade jag till.".split()
    )
    added = TimedParagraph(Paragraph("", "Karin Ek"), words)
    assert spoken([added]) == [("Karin Ek", "Det här lade jag till.")]


@given(ANY_TALK)
def test_every_word_is_said_once_by_its_speaker(paragraphs):
    said_once = [(one.speaker, word.text) for one in utterances(paragraphs) for word in one.words]
    assert Counter(said_once) == Counter(words_of(paragraphs))


@given(ANY_TALK)
def test_words_of_an_utterance_never_go_backwards(paragraphs):
    for one in utterances(paragraphs):
        starts = [word.span.start for word in one.words]
        assert starts == sorted(starts)


@given(ANY_TALK)
def test_utterances_begin_in_order_of_time(paragraphs):
    starts = [one.start for one in utterances(paragraphs)]
    assert starts == sorted(starts)


@given(talks(shortest=0.01), st.randoms(use_true_random=False))
def test_talk_is_the_same_wherever_its_paragraphs_were_moved(paragraphs, chance):
    moved = list(paragraphs)
    chance.shuffle(moved)
    assert utterances(moved) == utterances(paragraphs)
    words = [(word.text, word.span) for one in utterances(paragraphs) for word in one.words]
    assert words == [(word.text, word.span) for timed in paragraphs for word in timed.words]
