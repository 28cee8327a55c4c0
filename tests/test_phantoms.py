from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from podcast.phantoms import loops, without_loops, without_phantoms
from podcast.transcript import Segment
from tests.fakes import words

if TYPE_CHECKING:
    from podcast.span import Span


def segment(text: str, start: float = 0.0) -> Segment:
    compression = len(text.encode()) / len(zlib.compress(text.encode()))
    return Segment(words(text, start), -0.3, 0.1, compression)


def silent(_: Span) -> float:
    return 0.0


def voiced(_: Span) -> float:
    return 5.0


CREDITS = [
    "Svensktextning.nu",
    "Undertexter från Amara.org-gemenskapen",
    "Textning Stina Hedin",
    "Tack till elever och personal vid skolan i byn.",
    "Tack för att ni tittade!",
    "Undertexter av BTI Studios",
    "Prenumerera på kanalen",
    "Textning: Karin Ek www.btistudios.com",
]


@pytest.mark.parametrize("credit", CREDITS)
def test_credits_over_silence_are_removed_and_listed(credit: str) -> None:
    kept, removed = without_phantoms([segment("Hej och välkomna."), segment(credit, 9)], silent)
    assert [part.text for part in kept] == ["Hej och välkomna."]
    assert [part.text for part in removed] == [credit]


@pytest.mark.parametrize("credit", CREDITS)
def test_credits_that_somebody_says_stay(credit: str) -> None:
    kept, removed = without_phantoms([segment(credit)], voiced)
    assert [part.text for part in kept] == [credit]
    assert not removed


@pytest.mark.parametrize(
    "talk",
    ["Tack.", "Tack så mycket.", "Tack, Lena.", "Vi textade av programmet.", "Mm."],
)
def test_talk_stays_even_where_no_voice_was_found(talk: str) -> None:
    kept, removed = without_phantoms([segment(talk)], silent)
    assert [part.text for part in kept] == [talk]
    assert not removed


def test_a_credit_inside_a_sentence_is_talk() -> None:
    said = "Hon arbetade med undertexter av BTI Studios i många år."
    assert without_phantoms([segment(said)], silent)[1] == ()


def test_only_the_credit_is_taken_out_of_a_longer_segment() -> None:
    whole = segment("Det var allt. Undertexter av BTI Studios. Nu fortsätter vi.")
    kept, removed = without_phantoms([whole], silent)
    assert kept[0].text == "Det var allt. Nu fortsätter vi."
    assert removed[0].text == "Undertexter av BTI Studios."


def test_the_same_words_four_times_are_a_loop() -> None:
    assert loops(segment("och sedan var det och sedan var det och sedan var det och sedan var det"))
    assert not loops(segment("Först kom han. Sedan kom hon. Till sist kom alla andra också."))


def test_a_loop_is_kept_once() -> None:
    phrase = "vi måste göra något åt det"
    looped = segment(" ".join(["Jag tror att", *[phrase] * 20, "i morgon."]))
    assert without_loops(looped).text == f"Jag tror att {phrase} i morgon."


def test_a_no_said_four_times_is_kept() -> None:
    said = segment("Nej, nej, nej, nej, så kan vi inte göra när det gäller barnens bästa.")
    assert without_loops(said) == said


def test_notes_of_music_are_removed_even_where_a_voice_sings():
    kept, removed = without_phantoms([segment("♪ ♪♪"), segment("Hej och välkomna.", 9)], voiced)
    assert [part.text for part in kept] == ["Hej och välkomna."]
    assert [part.text for part in removed] == ["♪ ♪♪"]


def test_a_mark_of_what_is_heard_is_no_phantom():
    assert without_phantoms([segment("[musik]")], silent)[1] == ()


def test_a_thanks_for_each_wave_of_applause_is_removed():
    applause = [segment("Tack."), segment("Tack. Tack.", 4), segment("Det var allt.", 9)]
    kept, removed = without_phantoms(applause, silent)
    assert [part.text for part in kept] == ["Det var allt."]
    assert [part.text for part in removed] == ["Tack.", "Tack.", "Tack."]


def test_thanks_that_several_people_say_stay():
    assert without_phantoms([segment("Tack. Tack. Tack. Tack.")], voiced)[1] == ()


def test_where_the_model_hears_nobody_and_no_voice_sounds_nothing_was_said():
    made_up = replace(segment("Vi ses nästa vecka."), no_speech=0.9)
    assert without_phantoms([made_up], silent) == ((), (made_up,))
    assert without_phantoms([made_up], voiced) == ((made_up,), ())
