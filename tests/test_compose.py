from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from podcast.compose import (
    PARAGRAPH_ENOUGH,
    PARAGRAPH_LEFT,
    PARAGRAPH_MOST,
    PARAGRAPH_PAUSE,
    PARAGRAPH_WORDS,
    compose,
    paragraphs,
)
from podcast.conversation import Conversation, Turn
from podcast.document import Chapter, Heading, Paragraph
from podcast.edits import Edit
from tests.fakes import words

if TYPE_CHECKING:
    from podcast.transcript import Word


@given(st.lists(st.integers(1, 200), max_size=12))
def test_paragraphs_hold_every_word_and_are_never_too_long(sentences):
    said = words(" ".join(" ".join(["ord"] * (length - 1) + ["slut."]) for length in sentences))
    parts = list(paragraphs(said))
    assert tuple(word for part in parts for word in part) == said
    assert all(len(part) <= PARAGRAPH_MOST for part in parts)


SENTENCES = st.lists(
    st.tuples(st.integers(1, 60), st.sampled_from((0.0, 0.2, 0.5, 2.0))), max_size=14
)


def spoken(sentences):
    """Sentences of so many words, each with the pause after it."""
    said: list[Word] = []
    moment = 0.0
    for length, pause in sentences:
        said += words("ord " * (length - 1) + "slut.", moment)
        moment = said[-1].span.end + pause
    return tuple(said)


@given(SENTENCES)
def test_paragraphs_end_at_sentences_with_a_pause_when_they_are_long_enough(sentences):
    parts = list(paragraphs(spoken(sentences)))
    for part, following in itertools.pairwise(parts):
        assert part[-1].text == "slut."
        assert PARAGRAPH_WORDS <= len(part) <= PARAGRAPH_MOST
        pause = following[0].span.start - part[-1].span.end
        next_sentence = next(n for n, word in enumerate(following, 1) if word.ends_sentence)
        is_full = len(part) + next_sentence > PARAGRAPH_MOST
        assert pause >= PARAGRAPH_PAUSE or len(part) >= PARAGRAPH_ENOUGH or is_full


@given(SENTENCES)
def test_no_afterthought_stands_alone_where_it_fits(sentences):
    parts = list(paragraphs(spoken(sentences)))
    if len(parts) > 1 and len(parts[-1]) < PARAGRAPH_LEFT:
        assert len(parts[-2]) + len(parts[-1]) > PARAGRAPH_MOST


def test_a_pause_alone_is_no_paragraph():
    assert len(list(paragraphs(spoken([(5, 9.0)] * 11)))) == 1


def test_a_paragraph_is_counted_as_it_is_written():
    said = tuple(replace(word, text="12,5 procent") for word in words("ord " * 90))
    assert [len(part) for part in paragraphs(said)] == [75, 15]


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


def parted(turns, *chapters):
    """What stands in the text: headings, and the paragraphs of talk with whoever says them."""
    document = compose("", "", Conversation(tuple(turns)), (), str, chapters)
    return [
        f"## {block.text}" if isinstance(block, Heading) else f"{block.speaker}: {block.text}"
        for block in document.blocks
        if isinstance(block, Heading | Paragraph)
    ]


ASKED = Turn(1, words("Tack. Vad kostar det?"))
ANSWERED = Turn(2, (*words("Mycket.", 20), *words("Men det lönar sig.", 60)))


def test_a_chapter_begins_with_the_turn_that_begins_near_it():
    assert parted([ASKED, ANSWERED], Chapter(14.0, "Svaret")) == [
        "1: Tack. Vad kostar det?",
        "## Svaret",
        "2: Mycket. Men det lönar sig.",
    ]


def test_a_chapter_inside_a_turn_begins_at_the_nearest_sentence_with_the_name_again():
    assert parted([ASKED, ANSWERED], Chapter(55.0, "Nyttan")) == [
        "1: Tack. Vad kostar det?",
        "2: Mycket.",
        "## Nyttan",
        "2: Men det lönar sig.",
    ]


def test_chapters_keep_their_order_and_a_place_each():
    near = (Chapter(1.0, "B"), Chapter(0.0, "A"), Chapter(500.0, "Efter allt"))
    assert parted([ASKED, ANSWERED], *near) == [
        "## A",
        "1: Tack.",
        "## B",
        "1: Vad kostar det?",
        "2: Mycket. Men det lönar sig.",
    ]


@given(
    st.lists(st.integers(1, 12), min_size=1, max_size=8),
    st.lists(st.floats(0, 60), max_size=6),
)
def test_headings_take_no_word_away(sentences, moments):
    turns, moment = [], 0.0
    for number, length in enumerate(sentences):
        turns.append(Turn(1 + number % 2, words("ord " * length + "slut.", moment)))
        moment = turns[-1].span.end + 0.5
    chapters = [Chapter(moment, f"Kapitel {moment}") for moment in moments]
    conversation = Conversation(tuple(turns))
    document = compose("", "", conversation, (), str, chapters)
    heard = " ".join(word.text for word, _ in conversation.words)
    assert " ".join(paragraph.text for paragraph in document.talk) == heard
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert (
        headings
        == [chapter.title for chapter in sorted(chapters, key=lambda c: c.start)][: len(headings)]
    )
