from __future__ import annotations

import pytest

from podcast import text
from podcast.compose import compose
from podcast.conversation import Conversation, Turn
from podcast.editing import find_edits
from podcast.edits import accepted
from podcast.job import read_rules
from podcast.review.passages import Script
from podcast.review.taking_back import Spot, Traces
from tests.fakes import words

NAMES = {1: "Karin Ek", 2: "Lena Holm"}


def conversation(*said: tuple[int, str]) -> Conversation:
    turns, start = [], 0.0
    for voice, spoken in said:
        turns.append(Turn(voice, words(spoken, start)))
        start = turns[-1].span.end + 0.1
    return Conversation(tuple(turns))


def drafted(talk: Conversation, level="documentation") -> tuple[Traces, str]:
    made = accepted(find_edits(talk, read_rules("sv")), level)
    written = text.compose(compose("", "", talk, made, NAMES.__getitem__), NAMES.values())
    return Traces(Script.of(written, NAMES.values()), talk, made), written


def edited(traces: Traces, old: str, new: str) -> Traces:
    """The traces after a person has changed the text."""
    assert old in traces.script.text
    return Traces(
        Script.of(traces.script.text.replace(old, new), NAMES.values()),
        traces.conversation,
        traces.made,
    )


def back(traces: Traces) -> str:
    """The text with its only edit taken back."""
    (edit,) = traces.made
    return traces.taken_back(edit, NAMES.__getitem__).text


TALK = conversation((1, "Vad betyder tillit?"), (2, "De vet eh vad som behövs. Det är så."))


def test_what_was_left_out_stands_again_where_it_was_said():
    traces, written = drafted(TALK)
    (edit,) = traces.made
    assert " eh " not in written
    assert traces.spot(edit) == Spot(1, 2)
    assert back(traces) == written.replace("De vet vad", "De vet eh vad")


def test_capitals_and_commas_mended_for_it_are_as_heard_again():
    traces, written = drafted(conversation((2, "Eh, jag tror det.")))
    assert written == "Lena Holm: Jag tror det.\n"
    assert back(traces) == "Lena Holm: Eh, jag tror det.\n"


def test_words_that_people_corrected_beside_it_stay_theirs():
    traces = edited(drafted(TALK)[0], "De vet vad", "Ni känner till vad")
    assert "Ni känner till eh vad som behövs." in back(traces)


def test_it_is_found_again_where_people_moved_its_paragraph_to():
    traces = edited(
        drafted(TALK)[0], "?\n\nLena Holm: De", "?\n\nKarin Ek: Ja.\n\n\n\nKarin Ek: De"
    )
    (edit,) = traces.made
    assert traces.spot(edit) == Spot(2, 2)
    assert "Karin Ek: De vet eh vad" in back(traces)


def test_what_people_have_written_again_is_no_edit_any_longer():
    traces = edited(drafted(TALK)[0], "De vet vad", "De vet eh vad")
    assert traces.spot(traces.made[0]) is None


def test_where_nothing_is_left_of_the_text_there_is_no_place():
    traces, _ = drafted(TALK)
    empty = Traces(Script.of("# Titel\n", NAMES.values()), traces.conversation, traces.made)
    assert empty.spot(traces.made[0]) is None
    assert empty.taken_back(traces.made[0], NAMES.__getitem__) is empty.script


def test_a_respelling_is_spelled_as_heard_again():
    traces, written = drafted(conversation((2, "Det var sån tur med 1500 personer.")))
    for edit in traces.made:
        assert traces.spot(edit) is not None
        text_now = traces.taken_back(edit, NAMES.__getitem__).text
        heard = " ".join(traces.conversation.words[place][0].text for place in edit.at)
        assert text_now == written.replace(edit.text, heard)


def test_a_respelling_that_people_changed_is_no_edit_any_longer():
    traces, _ = drafted(conversation((2, "Det kom 1500 personer.")))
    assert edited(traces, "1\xa0500", "tusen").spot(traces.made[0]) is None


def test_an_aside_of_another_becomes_a_turn_of_its_own():
    talk = Conversation(
        (Turn(2, (*words("Det tar tid", 0), *words("att bygga.", 2))),),
        (Turn(1, words("Mm.", 1.5)),),
    )
    traces, written = drafted(talk)
    assert written == "Lena Holm: Det tar tid att bygga.\n"
    assert back(traces) == "Lena Holm: Det tar tid\n\nKarin Ek: Mm.\n\nLena Holm: att bygga.\n"


def test_words_at_the_beginning_of_a_turn_stay_with_whoever_said_them():
    traces, written = drafted(conversation((1, "Vad tror du?"), (2, "Eh, jag tror det.")))
    (edit,) = traces.made
    changed = edited(traces, "Jag tror det.", "Vi tror det.")
    assert changed.spot(edit) == Spot(1, 0)
    assert back(changed) == written.replace("Jag", "Eh, Vi")


@pytest.mark.parametrize("level", ["clean", "documentation"])
def test_all_taken_back_one_by_one_is_what_was_heard(level):
    talk = conversation(
        (1, "Eh, hej och, eh, välkomna. Vad, alltså, betyder tillit?"),
        (2, "Ja, liksom, det det är vi, vi är åtta. Öh. Det är liksom 1500 personer."),
    )
    traces, _ = drafted(talk, level)
    assert len(traces.made) >= 3
    while traces.made:
        edit = traces.made[0]
        script = traces.taken_back(edit, NAMES.__getitem__)
        traces = Traces(script, talk, tuple(one for one in traces.made if one != edit))
    verbatim = text.compose(compose("", "", talk, (), NAMES.__getitem__), NAMES.values())
    assert traces.script.text == verbatim
