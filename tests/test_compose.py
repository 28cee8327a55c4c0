from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from podcast.compose import PARAGRAPH_MOST, compose, paragraphs
from podcast.conversation import Conversation, Turn
from podcast.document import Paragraph
from podcast.edits import Edit
from tests.fakes import words


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
        "Rubrik", "Ingress.", Conversation((Turn(1, said),)), (), lambda voice: f"Röst {voice}"
    )
    assert document.title == "Rubrik"
    assert document.blocks == (
        Paragraph("Ingress."),
        Paragraph(sentence, "Röst 1", opens=True),
        Paragraph(sentence, "Röst 1"),
    )


def test_two_voices_of_one_person_make_one_turn():
    conversation = Conversation((Turn(1, words("Hej.")), Turn(2, words("Igen.", 2))))
    document = compose("", "", conversation, (), lambda _: "Karin Ek")
    assert document.talk == (Paragraph("Hej. Igen.", "Karin Ek", opens=True),)


def test_a_turn_that_is_left_out_does_not_split_anothers():
    turns = (Turn(1, words("Jag tror.")), Turn(2, words("Eh.", 2)), Turn(1, words("Eller hur.", 3)))
    edit = Edit((2,), "hesitations", "hesitation")
    document = compose("", "", Conversation(turns), (edit,), lambda voice: f"Röst {voice}")
    assert document.talk == (Paragraph("Jag tror. Eller hur.", "Röst 1", opens=True),)


def test_a_backchannel_stands_as_a_turn_until_an_edit_leaves_it_out():
    said = words("Vi måste lyssna. Det är svårt.")
    turn = Turn(1, (*said[:3], *words("Det är svårt.", 2)))
    conversation = Conversation((turn,), (Turn(2, words("Mm.", 1.2)),))
    edit = Edit(conversation.aside_places[0], "backchannels", "backchannel")
    as_heard, edited = (
        [(part.speaker, part.text) for part in compose("", "", conversation, edits, str).talk]
        for edits in ((), (edit,))
    )
    assert as_heard == [("1", "Vi måste lyssna."), ("2", "Mm."), ("1", "Det är svårt.")]
    assert edited == [("1", "Vi måste lyssna. Det är svårt.")]
