from __future__ import annotations

import itertools
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from podcast.align import align
from podcast.conversation import Opinion, Voices, VoiceSpan
from podcast.span import Span
from podcast.transcript import Segment, Transcript, Word
from tests.fakes import transcript, voices


def said(conversation):
    return [(turn.voice, turn.text) for turn in conversation.turns]


PHRASES = (("mm",), ("ja",), ("precis",), ("just", "det"))


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


def test_who_is_interrupted_keeps_the_words_before():
    heard = transcript((0, "så jag tror det stämmer inte alls"))
    one_at_a_time = (VoiceSpan(Span(0, 0.8), 1), VoiceSpan(Span(0.8, 2.8), 2))
    both_at_once = (VoiceSpan(Span(0, 0.9), 1), VoiceSpan(Span(0.7, 2.8), 2))
    clear, torn = Voices(one_at_a_time, one_at_a_time), Voices(both_at_once, one_at_a_time)
    assert said(align(heard, clear)) == [(2, "så jag tror det stämmer inte alls")]
    assert said(align(heard, torn)) == [(1, "så jag"), (2, "tror det stämmer inte alls")]


def test_voice_prints_find_a_sentence_in_the_middle_of_anothers_stretch():
    heard = transcript((0, "Så är det."), (1.2, "Precis så."), (2.0, "Och då måste vi."))
    all_one = voices((1, 0, 3.6), (2, 4, 6))
    prints = (
        Opinion(Span(0, 1.2), (0.8, 0.5)),
        Opinion(Span(1.2, 2.0), (0.5, 0.7)),
        Opinion(Span(2.0, 3.5), (0.8, 0.5)),
    )
    heard_better = replace(all_one, opinions=prints)
    assert [turn.voice for turn in align(heard, all_one).turns] == [1]
    assert said(align(heard, heard_better))[1] == (2, "Precis så.")


def test_a_print_that_is_like_two_voices_changes_nothing():
    heard = transcript((0, "Så är det."), (1.2, "Precis så."), (2.0, "Och då måste vi."))
    undecided = (Opinion(Span(0, 3.6), (0.6, 0.6)),)
    who = replace(voices((1, 0, 3.6), (2, 4, 6)), opinions=undecided)
    assert [turn.voice for turn in align(heard, who).turns] == [1]


def test_the_word_that_sounds_when_people_say_who_speaks_is_always_that_voices():
    heard = transcript((0, "Vi måste lyssna på alla."))
    conversation = align(heard, voices((1, 0, 2.0), (2, 5, 6)), told=((0.9, 2),))
    assert (heard.words[2], 2) in conversation.words


def test_a_backchannel_of_two_words_is_one():
    heard = transcript((0, "Vi måste lyssna."), (1.2, "Just det."), (2.0, "Det är svårt."))
    who = voices((1, 0, 1.2), (2, 1.2, 2.0), (1, 2.0, 3.2))
    asides = align(heard, who, backchannels=PHRASES).asides
    assert [aside.text for aside in asides] == ["Just det."]


def test_half_a_phrase_is_no_backchannel():
    heard = transcript((0, "Vi måste lyssna."), (1.2, "Det."), (1.6, "Det är svårt."))
    who = voices((1, 0, 1.2), (2, 1.2, 1.6), (1, 1.6, 2.8))
    assert align(heard, who, backchannels=PHRASES).asides == ()


def test_a_backchannel_inside_anothers_turn_does_not_break_it():
    heard = transcript((0, "Vi måste lyssna."), (1.2, "Mm."), (1.6, "Det är svårt."))
    who = voices((1, 0, 1.2), (2, 1.2, 1.6), (1, 1.6, 3))
    conversation = align(heard, who, backchannels=PHRASES)
    assert said(conversation) == [(1, "Vi måste lyssna. Det är svårt.")]
    assert [(aside.voice, aside.text) for aside in conversation.asides] == [(2, "Mm.")]


def test_a_short_answer_to_a_question_is_a_turn():
    heard = transcript((0, "Håller du med?"), (1.2, "Ja."), (1.6, "Då går vi vidare."))
    who = voices((1, 0, 1.2), (2, 1.2, 1.6), (1, 1.6, 3.2))
    conversation = align(heard, who, backchannels=PHRASES)
    assert [turn.voice for turn in conversation.turns] == [1, 2, 1]


def test_words_over_silence_go_to_the_voice_with_the_nearest_edge():
    heard = transcript((0, "Först ett."), (5, "Sedan två."), (9, "Till sist."))
    conversation = align(heard, voices((1, 0, 0.8), (2, 6, 7), (1, 9, 9.8)))
    assert said(conversation)[1] == (2, "Sedan två.")


def test_without_any_voice_all_words_are_one_turn_of_voice_zero():
    assert said(align(transcript((0, "Hej på er.")), Voices((), ()))) == [(0, "Hej på er.")]


def test_silence_is_a_conversation_without_turns():
    assert align(Transcript("sv", ()), voices((1, 0, 1))).turns == ()


LENGTHS, GAPS = st.floats(0.01, 2), st.floats(0, 2)


@st.composite
def recordings(draw):
    texts = st.sampled_from(["ja", "mm.", "tillit", "vad?", "precis,", "slut."])
    moment, heard = 0.0, []
    for text, length, gap in draw(st.lists(st.tuples(texts, LENGTHS, GAPS), max_size=25)):
        heard.append(Word(text, Span(moment + gap, moment + gap + length), 0.5))
        moment += gap + length
    segments = (Segment(tuple(heard), -0.1, 0.0, 1.0),) if heard else ()
    return Transcript("sv", segments), draw(talks())


@st.composite
def talks(draw):
    """Up to four voices, each with pauses of its own, so that several may sound at once."""
    spans = []
    for voice in range(1, draw(st.integers(0, 4)) + 1):
        moment = 0.0
        for length, gap in draw(st.lists(st.tuples(LENGTHS, GAPS), min_size=1, max_size=5)):
            spans.append(VoiceSpan(Span(moment + gap, moment + gap + length), voice))
            moment += 0.2 + gap + length
    numbers = {heard.voice for heard in spans}
    likeness = st.tuples(*[st.floats(-1, 1)] * len(numbers))
    prints = draw(st.lists(st.tuples(LENGTHS, GAPS, likeness), max_size=5)) if numbers else []
    opinions = [Opinion(Span(gap, gap + length), alike) for length, gap, alike in prints]
    return Voices(tuple(sorted(spans)), tuple(sorted(spans)), tuple(opinions))


@given(recordings())
def test_every_word_is_said_once_and_in_order_and_neighbours_differ(recording):
    heard, who = recording
    conversation = align(heard, who, backchannels=PHRASES)
    assert tuple(word for word, _ in conversation.words) == heard.words
    assert all(a.voice != b.voice for a, b in itertools.pairwise(conversation.turns))


@given(recordings())
def test_every_voice_that_says_something_sounds_somewhere(recording):
    heard, who = recording
    said_by = {voice for _, voice in align(heard, who).words}
    assert said_by <= (set(who.numbers) or {0})


@given(recordings(), st.data())
def test_what_people_say_of_a_word_always_holds(recording, data):
    heard, who = recording
    assume(heard.words and who.numbers)
    marked = data.draw(st.lists(st.sampled_from(heard.words), unique=True, max_size=4))
    told = {word: data.draw(st.sampled_from(who.numbers)) for word in marked}
    moments = [(word.span.start, voice) for word, voice in told.items()]
    given_to = dict(align(heard, who, moments, PHRASES).words)
    assert all(given_to[word] == voice for word, voice in told.items())


@given(recordings(), st.randoms(use_true_random=False))
def test_the_order_of_what_people_say_does_not_matter(recording, random):
    heard, who = recording
    told = [(word.span.start, who.numbers[0]) for word in heard.words[::3] if who.numbers]
    shuffled = random.sample(told, len(told))
    assert align(heard, who, told) == align(heard, who, shuffled)


def test_a_word_between_two_equally_near_voices_goes_to_the_same_one_every_time():
    heard = transcript((0, "Ja visst."), (3, "Hm."), (6, "Nej då."))
    who = voices((1, 0, 2.8), (2, 3.6, 8))
    assert {align(heard, who).turns[0].text for _ in range(5)} == {"Ja visst. Hm."}
