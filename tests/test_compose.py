from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.compose import (
    HESITATIONS,
    PARAGRAPH_MOST,
    compose,
    paragraphs,
    without_hesitations,
)
from podcast.conversation import Conversation, Turn
from podcast.document import Paragraph
from tests.fakes import words


def clean(text: str, *, is_answer: bool = False) -> str:
    return " ".join(word.text for word in without_hesitations(words(text), is_answer=is_answer))


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("Tack. Eh, för mig handlar det om", "Tack. För mig handlar det om"),
        ("mätt för mycket och, eh, lyssnat för lite.", "mätt för mycket och lyssnat för lite."),
        ("Ja, öh, det är så.", "Ja, det är så."),
        ("Det var fint, eh.", "Det var fint."),
        ("Eh, öh, ehm, vi börjar.", "Vi börjar."),
        ("Ni bor på en ö eller hur?", "Ni bor på en ö eller hur?"),
        ("Han sa ”eh, nej” och gick.", "Han sa ”eh, nej” och gick."),
        ("Banan är 5 hm lång.", "Banan är 5 hm lång."),
    ],
)
def test_hesitations_go_and_what_they_leave_is_mended(spoken, written):
    assert clean(spoken) == written


def test_an_answer_that_is_only_a_hesitation_stays():
    assert clean("Hmm.", is_answer=True) == "Hmm."
    assert clean("Hmm.") == ""


@given(
    st.lists(
        st.sampled_from("inte aldrig kanske nog väl ju tror eh öh och, det.".split()), max_size=40
    )
)
def test_nothing_but_hesitations_is_ever_dropped(spoken):
    kept = [word.strip(".,").casefold() for word in clean(" ".join(spoken)).split()]
    assert kept == [
        word.strip(".,").casefold() for word in spoken if word.strip(".,") not in HESITATIONS
    ]


@given(st.lists(st.integers(1, 200), max_size=12))
def test_paragraphs_hold_every_word_and_are_never_too_long(sentences):
    said = words(" ".join(" ".join(["ord"] * (length - 1) + ["slut."]) for length in sentences))
    parts = list(paragraphs(said))
    assert tuple(word for part in parts for word in part) == said
    assert all(len(part) <= PARAGRAPH_MOST for part in parts)


def test_a_turn_begins_with_its_speaker_and_its_other_paragraphs_go_on():
    sentence = " ".join(["ord"] * 69 + ["slut."])
    said = (*words(sentence), *words(sentence, start=30))
    document = compose(
        "Rubrik", "Ingress.", Conversation((Turn(1, said),)), "clean", lambda voice: f"Röst {voice}"
    )
    assert document.title == "Rubrik"
    assert document.blocks == (
        Paragraph("Ingress."),
        Paragraph(sentence, "Röst 1", opens=True),
        Paragraph(sentence, "Röst 1"),
    )


def test_two_voices_of_one_person_make_one_turn():
    conversation = Conversation((Turn(1, words("Hej.")), Turn(2, words("Igen.", 2))))
    document = compose("", "", conversation, "clean", lambda _: "Karin Ek")
    assert document.talk == (Paragraph("Hej. Igen.", "Karin Ek", opens=True),)


def test_a_turn_of_nothing_but_hesitation_does_not_split_anothers():
    turns = (Turn(1, words("Jag tror.")), Turn(2, words("Eh.", 2)), Turn(1, words("Eller hur.", 3)))
    document = compose("", "", Conversation(turns), "clean", lambda voice: f"Röst {voice}")
    assert document.talk == (Paragraph("Jag tror. Eller hur.", "Röst 1", opens=True),)


def test_a_backchannel_stands_in_the_verbatim_text_and_not_in_the_clean_one():
    said = words("Vi måste lyssna. Det är svårt.")
    aside = Turn(2, words("Mm.", 1.0))
    conversation = Conversation((Turn(1, (*said[:3], *words("Det är svårt.", 2))),), (aside,))
    written = {
        level: [
            (paragraph.speaker, paragraph.text)
            for paragraph in compose("", "", conversation, level, str).talk
        ]
        for level in ("clean", "verbatim")
    }
    assert written["clean"] == [("1", "Vi måste lyssna. Det är svårt.")]
    assert written["verbatim"] == [("1", "Vi måste lyssna."), ("2", "Mm."), ("1", "Det är svårt.")]


def test_verbatim_keeps_everything():
    conversation = Conversation((Turn(1, words("Eh, vi börjar.")),))
    document = compose("", "", conversation, "verbatim", lambda _: "Röst 1")
    assert document.talk[0].text == "Eh, vi börjar."
