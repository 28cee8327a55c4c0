from __future__ import annotations

import time
from collections import Counter
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.anchor import anchor
from podcast.captions import SRT_LINE, VTT_LINE
from podcast.cues import BLINK, LATE, LINES, LONGEST, READABLE, READING_SPEED, SHORTEST, compose
from podcast.document import Paragraph, TimedParagraph, TimedWord
from podcast.span import Span
from podcast.transcript import ends_sentence
from tests.edited_talk import talk
from tests.editions import demo_edition
from tests.timed_talks import ANY_TALK, crosstalks, said, talks, words_of

MILLISECOND = 0.001
forms = pytest.mark.parametrize(
    ("line", "with_names"), [(VTT_LINE, False), (SRT_LINE, True)], ids=["vtt", "srt"]
)


def words_in(cue):
    """What is said in a cue, without the name before it."""
    text = cue.text
    return (text.removeprefix(f"{cue.speaker}:") if cue.named else text).split()


def texts(paragraph, line=SRT_LINE):
    return [cue.shown for cue in compose([paragraph], line)]


def followed(cues):
    """Each cue with the seconds until the next one begins."""
    starts = [*(cue.span.start for cue in cues), inf]
    return [
        (cue, after - start) for cue, (start, after) in zip(cues, pairwise(starts), strict=True)
    ]


@forms
@given(paragraphs=ANY_TALK)
def test_each_word_stands_in_one_cue_of_its_speaker(line, with_names, paragraphs):
    cues = compose(paragraphs, line, with_names=with_names)
    assert Counter((cue.speaker, word) for cue in cues for word in words_in(cue)) == Counter(
        words_of(paragraphs)
    )


@forms
@given(paragraphs=talks(shortest=0.01))
def test_words_come_in_order_of_time(line, with_names, paragraphs):
    cues = compose(paragraphs, line, with_names=with_names)
    assert [(cue.speaker, word) for cue in cues for word in words_in(cue)] == words_of(paragraphs)


@forms
@given(paragraphs=ANY_TALK)
def test_cues_never_overlap_and_last_whole_milliseconds(line, with_names, paragraphs):
    cues = compose(paragraphs, line, with_names=with_names)
    assert all(one.span.end <= other.span.start for one, other in pairwise(cues))
    assert all(cue.span.duration >= SHORTEST - MILLISECOND for cue in cues)
    moments = [moment for cue in cues for moment in (cue.span.start, cue.span.end)]
    assert moments == [round(moment, 3) for moment in moments]


@forms
@given(paragraphs=ANY_TALK)
def test_lines_fit_unless_a_word_does_not(line, with_names, paragraphs):
    for cue in compose(paragraphs, line, with_names=with_names):
        assert 1 <= len(cue.lines) <= LINES
        least = f"{cue.speaker}: {words_in(cue)[0]}"
        cramped = cue.named and len(words_in(cue)) == 1 and len(least) > line
        assert cramped or all(len(text) <= line or " " not in text for text in cue.lines)


@forms
@given(paragraphs=ANY_TALK)
def test_a_cue_stays_until_it_is_read_or_the_next_one_begins(line, with_names, paragraphs):
    for cue, until_next in followed(compose(paragraphs, line, with_names=with_names)):
        needed = max(READABLE, len(cue.text) / READING_SPEED)
        assert cue.span.duration >= min(needed, until_next) - MILLISECOND


@forms
@given(paragraphs=ANY_TALK)
def test_cues_follow_at_once_or_after_a_gap_that_is_seen(line, with_names, paragraphs):
    for cue, until_next in followed(compose(paragraphs, line, with_names=with_names)):
        gap = until_next - cue.span.duration
        assert abs(gap) < MILLISECOND / 2 or gap >= BLINK - MILLISECOND


@forms
@given(paragraphs=talks(shortest=SHORTEST))
def test_a_cue_begins_with_its_first_word_or_shortly_after(line, with_names, paragraphs):
    words = iter([word for timed in paragraphs for word in timed.words])
    for cue in compose(paragraphs, line, with_names=with_names):
        first, *_ = [next(words) for _ in words_in(cue)]
        assert -MILLISECOND < cue.span.start - first.span.start < LATE + MILLISECOND


@given(ANY_TALK, st.sampled_from([VTT_LINE, SRT_LINE]))
def test_a_name_stands_where_the_speaker_changes_and_nowhere_else(paragraphs, line):
    said_before = ""
    for cue in compose(paragraphs, line, with_names=True):
        assert cue.named == (cue.speaker != said_before)
        assert not cue.named or cue.text.startswith(f"{cue.speaker}: ")
        said_before = cue.speaker


@given(crosstalks())
def test_the_form_does_not_change_who_speaks_in_which_order(paragraphs):
    wide, narrow = (
        [
            (cue.speaker, word)
            for cue in compose(paragraphs, line, with_names=with_names)
            for word in words_in(cue)
        ]
        for line, with_names in [(VTT_LINE, False), (SRT_LINE, True)]
    )
    assert wide == narrow


def test_a_cue_ends_with_its_sentence():
    text = (
        "Då måste vi som chefer våga släppa på kontrollen. Det är inte alltid lätt, men det är "
        "nödvändigt."
    )
    assert texts(said("Lena Holm", text)) == [
        "Då måste vi som chefer\nvåga släppa på kontrollen.",
        "Det är inte alltid lätt,\nmen det är nödvändigt.",
    ]


def test_a_first_name_is_not_parted_from_its_surname():
    text = (
        "Med mig har jag enhetschefen för barn och unga Johan Strand, och i dag även ordföranden "
        "Per Lind."
    )
    shown = "\n".join(texts(said("Karin Ek", text)))
    assert "Johan Strand" in shown
    assert "Per Lind" in shown


def test_a_number_is_not_parted_from_what_it_counts():
    text = "Vi räknade med att kostnaden skulle minska med 12,5 procent under de första åren."
    assert "12,5 procent" in "\n".join(texts(said("Karin Ek", text)))


def test_short_sentences_share_a_cue():
    assert texts(said("Karin Ek", "Ja, precis. Jag håller med.")) == ["Ja, precis. Jag håller med."]


def test_no_short_word_is_left_alone():
    text = "Att vänta kostar enligt de här beräkningarna både pengar och människoliv här."
    assert all(len(shown.split()) > 2 for shown in texts(said("Per Lind", text)))


def test_slow_talk_is_cut_before_it_has_been_read_twice():
    text = "Det tar lång tid, ja mycket lång tid, att bygga upp tillit mellan människor"
    cues = compose([said("Per Lind", text, pace=1.2)], VTT_LINE)
    assert [cue.text.split()[-1] for cue in cues] == ["tid,", "tid,", "människor"]
    assert all(cue.span.duration < LONGEST + 1 for cue in cues)


def test_a_word_that_is_said_to_last_for_a_minute_does_not_stay():
    word = TimedWord("Ja.", Span(5, 65), heard=True)
    (cue,) = compose([TimedParagraph(Paragraph("Ja.", "Karin Ek"), (word,))], SRT_LINE)
    assert cue.span == Span(5, 5 + LONGEST)


def test_nothing_stands_through_a_long_silence():
    before, after = said("Karin Ek", "Vi tar en paus."), said("Karin Ek", "Vi är tillbaka.", 900)
    first, second = compose([before, after], SRT_LINE)
    assert first.span.end < 5
    assert second.span.start == 900


def test_a_short_answer_is_read_before_the_next_cue():
    cues = compose(
        [said("Per Lind", "Ja."), said("Karin Ek", "Vad gör ni konkret i kommunen?", 0.4)], SRT_LINE
    )
    assert cues[0].span == Span(0, 0.4 + LATE)
    assert cues[1].span.start == cues[0].span.end


def test_a_paragraph_that_was_added_does_not_push_the_talk_away():
    before, after = said("Karin Ek", "Först detta. " * 8), said("Karin Ek", "Sedan det. " * 8, 6.4)
    moment = before.words[-1].span.end
    added = TimedParagraph(
        Paragraph("", "Karin Ek"),
        tuple(TimedWord(text, Span(moment, moment), heard=False) for text in ["Tillägg."] * 100),
    )
    cues = compose([before, added, after], VTT_LINE)
    begun = next(cue.span.start for cue in cues if cue.text.startswith("Sedan"))
    assert begun - moment < 3


def test_a_name_too_long_for_a_line_takes_two():
    name = "Anna-Karin Elisabeth af Klercker Wachtmeister"
    (cue,) = compose([said(name, "Tack så mycket.")], SRT_LINE, with_names=True)
    assert cue.text == f"{name}: Tack så mycket."
    assert all(len(text) <= SRT_LINE for text in cue.lines)


@pytest.mark.parametrize("line", [VTT_LINE, SRT_LINE])
def test_the_demo_is_cut_at_sentences_and_clauses(line):
    """What a subtitler asks of it, counted: nearly all cues end where a reader may rest."""
    cues = compose(demo_edition().paragraphs, line, with_names=line == SRT_LINE)
    assert all(cue.text.endswith((".", "?", ",")) for cue in cues)
    assert sum(ends_sentence(cue.text) for cue in cues) / len(cues) > 0.85
    assert all(cue.span.duration >= READABLE for cue in cues)


def test_an_hour_of_talk_is_composed_in_under_a_second():
    """Time of the processor, the best of several tries, so that a busy machine does not fail it."""
    hour = talk(1, 10_000)
    paragraphs = anchor(hour.document, hour.conversation)
    times = []
    for _ in range(3):
        began = time.process_time()
        compose(paragraphs, VTT_LINE)
        times.append(time.process_time() - began)
    assert min(times) < 1
