from __future__ import annotations

from podcast.conversation import Conversation, Turn
from podcast.episode import Person
from podcast.moderator import led
from tests.fakes import words

CAST = (Person(name="Karin Ek", role="moderator"), Person(name="Lena Holm", role="chef"))


def talk(*said):
    """Turns of pairs of voice and words."""
    start = 0.0
    turns = []
    for voice, text in said:
        turns.append(Turn(voice, words(text, start)))
        start = turns[-1].span.end
    return Conversation(tuple(turns))


PANEL = talk(
    (1, "Hej och välkomna till samtalet. Lena, vad tänker du?"),
    (2, "Jag tänker på tid."),
    (1, "Per, hur ser du på det?"),
    (3, "Det kostar. Eller hur?"),
    (1, "Lena, räcker pengarna?"),
    (2, "Nej."),
    (1, "Tack till er."),
)


def test_who_has_the_role_and_a_voice_leads():
    conversation = talk((1, "Nej."), (2, "Jo."))
    assert led(conversation, CAST, {2: "Karin Ek", 1: "Lena Holm"}, "sv").voices == {2}


def test_both_voices_of_a_moderator_lead():
    named = {1: "Karin Ek", 3: "Karin Ek"}
    assert led(PANEL, CAST, named, "sv").voices == {1, 3}


def test_who_asks_presents_and_opens_leads_a_talk_without_a_cast():
    assert led(PANEL, (), {}, "sv").voices == {1}


def test_a_guest_leads_nothing_even_if_she_asks_most():
    assert led(PANEL, CAST, {1: "Lena Holm"}, "sv").voices == frozenset()


def test_two_who_ask_each_other_leave_it_open():
    said = [(1 + n % 2, "Vad tror du? Och varför?") for n in range(6)]
    assert led(talk(*said), (), {}, "sv").voices == frozenset()


def test_two_questions_are_too_few():
    conversation = talk((1, "Vad tänker du?"), (2, "Inget."), (1, "Varför? Jaså."))
    assert led(conversation, (), {}, "sv").voices == frozenset()


def test_nobody_leads_a_silent_recording_or_one_of_unknown_voices():
    assert led(Conversation(()), (), {}, "sv").voices == frozenset()
    assert led(talk((0, "Vad? Hur? När? Hej.")), (), {}, "sv").voices == frozenset()


def test_people_may_be_spoken_to_by_the_names_of_cast_and_voices():
    assert led(PANEL, CAST, {3: "Per Lind"}, "sv").names[:3] == (
        "Karin Ek",
        "Lena Holm",
        "Per Lind",
    )
