from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from podcast.align import align
from podcast.conversation import Voices, VoiceSpan
from podcast.span import Span
from podcast.transcript import Segment, Transcript, Word
from tests.fakes import transcript, voices


def said(conversation):
    return [(turn.voice, turn.text) for turn in conversation.turns]


def test_each_sentence_goes_to_the_voice_beneath_it():
    heard = transcript((0, "Hej och välkomna."), (1.2, "Tack så mycket."))
    assert said(align(heard, voices((1, 0, 1.2), (2, 1.2, 2.4)))) == [
        (1, "Hej och välkomna."),
        (2, "Tack så mycket."),
    ]


def test_a_voice_edge_inside_a_sentence_moves_to_the_sentence_end():
    heard = transcript((0, "Vad betyder tillit för dig?"), (2.0, "Att man lyssnar på folk."))
    late = voices((1, 0, 2.6), (2, 2.6, 4.0))
    assert said(align(heard, late)) == [
        (1, "Vad betyder tillit för dig?"),
        (2, "Att man lyssnar på folk."),
    ]


def test_a_change_inside_a_sentence_needs_more_than_a_second_of_the_other_voice():
    heard = transcript((0, "jag tror att vi alla här inne vet det"))
    short, long = voices((1, 0, 2.8), (2, 2.8, 3.6)), voices((1, 0, 1.6), (2, 1.6, 3.6))
    assert [turn.voice for turn in align(heard, short).turns] == [1]
    assert [turn.voice for turn in align(heard, long).turns] == [1, 2]


def test_a_backchannel_inside_anothers_turn_does_not_break_it():
    heard = transcript((0, "Vi måste lyssna."), (1.2, "Mm."), (1.6, "Det är svårt."))
    conversation = align(heard, voices((1, 0, 1.2), (2, 1.2, 1.6), (1, 1.6, 3)))
    assert said(conversation) == [(1, "Vi måste lyssna. Det är svårt.")]
    assert [(aside.voice, aside.text) for aside in conversation.asides] == [(2, "Mm.")]


def test_a_short_answer_to_a_question_is_a_turn():
    heard = transcript((0, "Håller du med?"), (1.2, "Ja."), (1.6, "Då går vi vidare."))
    conversation = align(heard, voices((1, 0, 1.2), (2, 1.2, 1.6), (1, 1.6, 3.2)))
    assert [turn.voice for turn in conversation.turns] == [1, 2, 1]


def test_words_over_silence_go_to_the_voice_with_the_nearest_edge():
    heard = transcript((0, "Först ett."), (5, "Sedan två."), (9, "Till sist."))
    conversation = align(heard, voices((1, 0, 0.8), (2, 6, 7), (1, 9, 9.8)))
    assert said(conversation)[1] == (2, "Sedan två.")


def test_without_any_voice_all_words_are_one_turn_of_voice_zero():
    assert said(align(transcript((0, "Hej på er.")), Voices((), ()))) == [(0, "Hej på er.")]


def test_silence_is_a_conversation_without_turns():
    assert align(Transcript("sv", ()), voices((1, 0, 1))).turns == ()


@st.composite
def recordings(draw):
    texts = st.sampled_from(["ja", "mm.", "tillit", "vad?", "precis,", "slut."])
    lengths, gaps = st.floats(0.01, 2), st.floats(0, 2)
    moment, heard = 0.0, []
    for text, length, gap in draw(st.lists(st.tuples(texts, lengths, gaps), max_size=25)):
        heard.append(Word(text, Span(moment + gap, moment + gap + length), 0.5))
        moment += gap + length
    stretches, moment = [], 0.0
    for voice, length, gap in draw(
        st.lists(st.tuples(st.integers(1, 4), lengths, gaps), max_size=10)
    ):
        stretches.append(VoiceSpan(Span(moment + gap, moment + gap + length), voice))
        moment += gap + length
    segments = (Segment(tuple(heard), -0.1, 0.0, 1.0),) if heard else ()
    return Transcript("sv", segments), Voices(tuple(stretches), tuple(stretches))


@given(recordings())
def test_every_word_is_said_once_and_in_order_and_neighbours_differ(recording):
    heard, who = recording
    conversation = align(heard, who)
    assert tuple(word for word, _ in conversation.words) == heard.words
    assert all(a.voice != b.voice for a, b in itertools.pairwise(conversation.turns))


def test_a_word_between_two_equally_near_voices_goes_to_the_same_one_every_time():
    heard = transcript((0, "Ja visst."), (3, "Hm."), (6, "Nej då."))
    who = voices((1, 0, 2.8), (2, 3.6, 8))
    assert {align(heard, who).turns[0].text for _ in range(5)} == {"Ja visst. Hm."}
