from __future__ import annotations

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.captions import SRT_LINE, VTT_LINE, compose, srt, transcript_json, vtt
from podcast.document import Paragraph, TimedParagraph, TimedWord
from podcast.span import Span


def said(speaker: str, text: str, start: float = 0.0, pace: float = 0.4, *, opens: bool = True):
    timed = tuple(
        TimedWord(word, Span(start + index * pace, start + (index + 1) * pace), heard=True)
        for index, word in enumerate(text.split())
    )
    return TimedParagraph(Paragraph(text, speaker, opens=opens), timed)


PANEL = (
    said(
        "Karin Ek",
        "Hej och välkomna till det här panelsamtalet. Vad betyder tillit för dig som chef?",
    ),
    said("Lena Holm", "Tack. För mig handlar tillit om att lyssna.", 8),
)


def test_webvtt_names_the_speaker_of_each_cue():
    assert vtt(PANEL) == (
        "WEBVTT\n\n"
        "00:00:00.000 --> 00:00:05.600\n"
        "<v Karin Ek>Hej och välkomna till det här panelsamtalet.\n"
        "Vad betyder tillit för dig som chef?\n\n"
        "00:00:08.000 --> 00:00:11.200\n"
        "<v Lena Holm>Tack. För mig handlar tillit om att lyssna.\n\n"
    )


def test_srt_says_who_speaks_where_the_speaker_changes():
    text = srt(PANEL)
    assert text.startswith("1\n00:00:00,000 --> ")
    assert "\nKarin Ek: Hej" in text
    assert text.count("Karin Ek:") == 1
    assert text.count("Lena Holm:") == 1


def test_the_json_transcript_has_what_the_namespace_wants():
    transcript = json.loads(transcript_json(PANEL))
    assert transcript["version"] == "1.0.0"
    assert transcript["segments"][-1] == {
        "speaker": "Lena Holm",
        "startTime": 8.0,
        "endTime": pytest.approx(11.2),
        "body": "Tack. För mig handlar tillit om att lyssna.",
    }


def test_no_talk_makes_empty_captions():
    assert vtt(()) == "WEBVTT\n\n"
    assert srt(()) == ""


def test_hostile_words_come_out_harmless():
    evil = (said("<b>Ek\n", "<script>alert(1)</script> --> & \u202eevil\x00\x1b"),)
    assert "<script>" not in vtt(evil)
    assert vtt(evil).count("-->") == 1
    assert srt(evil).count("-->") == 1
    assert not {"\u202e", "\x00", "\x1b"} & set(vtt(evil) + srt(evil))


def test_a_long_pause_ends_a_cue():
    paragraph = TimedParagraph(
        Paragraph("Ja visst", "Karin Ek", opens=True),
        (TimedWord("Ja", Span(0, 1), heard=True), TimedWord("visst", Span(9, 10), heard=True)),
    )
    assert len(compose([paragraph], VTT_LINE)) == 2


words_ = st.text(st.characters(whitelist_categories=["L", "P"]), min_size=1, max_size=14)


@st.composite
def talks(draw):
    moment, paragraphs = 0.0, []
    for speaker in draw(st.lists(st.sampled_from(["Karin Ek", "Per Lind"]), max_size=4)):
        timed = []
        for text, gap, length in draw(
            st.lists(st.tuples(words_, st.floats(0, 3), st.floats(0, 1)), min_size=1, max_size=30)
        ):
            moment += gap
            timed.append(TimedWord(text, Span(moment, moment + length), heard=True))
            moment += length
        text = " ".join(word.text for word in timed)
        opens = draw(st.booleans())
        paragraphs.append(TimedParagraph(Paragraph(text, speaker, opens=opens), tuple(timed)))
    return paragraphs


@given(talks(), st.sampled_from([VTT_LINE, SRT_LINE]))
def test_cues_hold_every_word_once_and_never_overlap(paragraphs, line):
    cues = compose(paragraphs, line)
    assert " ".join(cue.text for cue in cues).split() == [
        word.text for paragraph in paragraphs for word in paragraph.words
    ]
    assert all(cue.span for cue in cues)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(cues))
    assert all(len(cue.lines) <= 2 and all(len(text) <= line for text in cue.lines) for cue in cues)


def test_a_paragraph_that_was_moved_is_shown_when_it_is_said():
    moved = (PANEL[1], PANEL[0])
    assert vtt(moved) == vtt(PANEL)
    assert srt(moved) == srt(PANEL)


def test_a_sentence_moved_to_another_paragraph_names_its_speaker_where_it_is_said():
    first = said("Karin Ek", "Hej och välkomna.")
    second = said("Lena Holm", "Tack så mycket.", 2)
    third = said("Karin Ek", "Nu börjar vi.", 4, opens=False)
    joined = TimedParagraph(first.paragraph, (*first.words, *third.words))
    assert [
        (cue.speaker, cue.text) for cue in compose([joined, second], SRT_LINE, with_names=True)
    ] == [
        ("Karin Ek", "Karin Ek: Hej och välkomna."),
        ("Lena Holm", "Lena Holm: Tack så mycket."),
        ("Karin Ek", "Karin Ek: Nu börjar vi."),
    ]


@given(talks(), st.randoms(use_true_random=False), st.sampled_from([VTT_LINE, SRT_LINE]))
def test_cues_of_moved_paragraphs_hold_every_word_once_and_never_overlap(paragraphs, chance, line):
    chance.shuffle(paragraphs)
    cues = compose(paragraphs, line)
    assert sorted(" ".join(cue.text for cue in cues).split()) == sorted(
        word.text for paragraph in paragraphs for word in paragraph.words
    )
    assert all(cue.span for cue in cues)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(cues))
