from __future__ import annotations

from dataclasses import replace

from podcast.span import Span
from podcast.suspicion import better, suspicions
from podcast.transcript import Segment
from tests.fakes import words

ALL_VOICE = (Span(0, 1000),)


def segment(text: str, log_probability: float = -0.3, compression: float = 1.4) -> Segment:
    return Segment(words(text), log_probability, 0.1, compression)


TALK = segment("Vi har en grupp som arbetar på kvällar och helger.")
LOOP = segment("och så vidare " * 8)


def test_talk_is_not_suspicious():
    assert suspicions(TALK, ALL_VOICE) == ()


def test_words_that_come_four_times_in_a_row_are():
    assert suspicions(LOOP, ALL_VOICE) == ("loops",)


def test_text_that_compresses_too_well_is():
    assert suspicions(replace(TALK, compression=2.5), ALL_VOICE) == ("loops",)


def test_more_letters_than_a_voice_can_say_are():
    """Fifty letters, and a voice of a second and a half beneath them."""
    assert suspicions(TALK, (Span(1, 2.5),)) == ("rushes",)
    assert suspicions(TALK, (Span(1, 3.5),)) == ()


def test_a_short_word_at_the_edge_of_a_voice_is_not():
    assert suspicions(segment("Absolut."), (Span(0.3, 0.4),)) == ()


def test_words_that_the_model_itself_took_for_unlikely_are():
    assert suspicions(segment("Men ris huliv.", -1.1), ALL_VOICE) == ("unsure",)


def test_the_reading_that_does_not_repeat_itself_is_better_however_unlikely():
    reading = segment("Och så vidare, tror jag.", -0.9)
    assert better(LOOP, reading, ALL_VOICE) == reading
    assert better(reading, LOOP, ALL_VOICE) == reading


def test_of_two_without_a_sign_the_more_likely_is_better():
    likely, unlikely = segment("Att vänta kostar.", -0.4), segment("Adventa kostar.", -1.2)
    assert better(unlikely, likely, ALL_VOICE) == likely
    assert better(likely, unlikely, ALL_VOICE) == likely


def test_a_reading_without_words_is_never_better():
    nothing = Segment((), 0.0, 0.0, 0.0)
    assert better(LOOP, nothing, ALL_VOICE) == LOOP
