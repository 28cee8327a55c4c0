from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from podcast.anchor import anchor
from podcast.conversation import Conversation, Turn
from podcast.document import Document, Paragraph
from podcast.matching import matches
from podcast.span import Span
from podcast.transcript import Word
from tests.fakes import words


def heard(*texts: str) -> Conversation:
    start, turns = 0.0, []
    for voice, text in enumerate(texts, start=1):
        said = words(text, start)
        turns.append(Turn(voice, said))
        start = said[-1].span.end
    return Conversation(tuple(turns))


def document(*texts: str) -> Document:
    return Document("", tuple(Paragraph(text, "Karin Ek", opens=True) for text in texts))


def test_an_unedited_word_keeps_its_moment():
    (paragraph,) = anchor(document("Hej och välkomna."), heard("Hej och välkomna."))
    assert [word.span for word in paragraph.words] == [
        word.span for word in words("Hej och välkomna.")
    ]


def test_a_corrected_word_takes_the_moment_of_the_one_it_replaces():
    (paragraph,) = anchor(document("om tillit här"), heard("om till lit här"))
    assert paragraph.words[0].span == Span(0, 0.4)
    assert paragraph.words[2].span.end == words("a b c d")[3].span.end


def test_added_words_share_the_time_between_their_neighbours():
    conversation = Conversation((Turn(1, (*words("hej"), *words("vänner", 2.4))),))
    (paragraph,) = anchor(document("hej alla goda vänner"), conversation)
    assert [word.heard for word in paragraph.words] == [True, False, False, True]
    assert [round(word.span.start, 6) for word in paragraph.words] == [0, 0.4, 1.4, 2.4]


def test_a_cut_sentence_leaves_the_rest_where_it_was():
    conversation = heard("Först detta. Sedan detta. Till sist detta.")
    (paragraph,) = anchor(document("Först detta. Till sist detta."), conversation)
    assert paragraph.words[2].span == conversation.turns[0].words[4].span


def test_a_text_with_nothing_heard_still_has_moments():
    (paragraph,) = anchor(document("helt ny text"), Conversation(()))
    assert [word.span for word in paragraph.words] == [Span(0, 0)] * 3


@given(
    st.lists(st.sampled_from("ja nej tillit vi och".split()), max_size=30),
    st.lists(st.sampled_from("ja nej tillit vi och ny".split()), min_size=1, max_size=30),
)
def test_moments_go_backwards_only_where_words_moved_and_every_word_is_there(spoken, written):
    conversation = Conversation((Turn(1, words(" ".join(spoken))),)) if spoken else Conversation(())
    (paragraph,) = anchor(document(" ".join(written)), conversation)
    assert [word.text for word in paragraph.words] == written
    found = [number for number in matches(written, spoken, moves=True) if number is not None]
    if found == sorted(found):
        spans = [word.span for word in paragraph.words]
        assert all(a.end <= b.start + 1e-9 for a, b in itertools.pairwise(spans))


def test_words_without_duration_have_moments_too():
    said = (Word("ett", Span(1, 1), 0.5), Word("två", Span(1, 1), 0.5))
    (paragraph,) = anchor(document("ett och två"), Conversation((Turn(1, said),)))
    assert [word.span for word in paragraph.words] == [Span(1, 1)] * 3


def test_a_moved_paragraph_keeps_its_moments_and_takes_added_words_along():
    first, second = "Vad betyder tillit för dig som chef?", "Att man lyssnar på medarbetarna."
    conversation = heard(first, second)
    later, earlier = anchor(document(f"{second} Ständigt.", f"Nåväl: {first}"), conversation)
    assert [word.span for word in later.words[:-1]] == [
        word.span for word in conversation.turns[1].words
    ]
    assert [word.span for word in earlier.words[1:]] == [
        word.span for word in conversation.turns[0].words
    ]
    end = conversation.turns[1].span.end
    assert later.words[-1].span == Span(end, end)
    assert earlier.words[0].span == Span(0, 0)


def test_a_passage_begins_where_its_first_word_is_said():
    asked, answered = "Vad betyder tillit för dig som chef?", "Att man lyssnar på medarbetarna."
    conversation = heard(asked, answered)
    (joined,) = anchor(document(f"{answered} {asked}"), conversation)
    assert joined.words[0].span == conversation.turns[1].words[0].span
    assert joined.span == Span(0, conversation.turns[1].span.end)
