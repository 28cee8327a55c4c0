from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.anchor import anchor
from podcast.matching import matches
from tests.edited_talk import EditedTalk, talk

KEPT = 0.2  # seconds
# Where the same word is said twice so near, and one is gone, nobody can tell which is left.
NEAR = 12

few_words = st.lists(st.sampled_from("ja nej tillit vi och Och ny.".split()), max_size=30)


def test_the_same_text_is_matched_word_by_word():
    text = "hej hej och välkomna hej".split()
    assert matches(text, text) == (0, 1, 2, 3, 4)


def test_case_and_marks_do_not_matter_but_the_very_word_goes_first():
    assert matches(["Ja."], ["ja"]) == (0,)
    assert matches(["Ja."], ["ja", "Ja."]) == (1,)


def test_a_near_word_is_found_and_not_the_first_in_its_place():
    assert matches(["medarbetarna"], ["nya", "medarbetar"]) == (1,)


def test_a_moved_paragraph_is_found_although_some_of_it_was_changed():
    asked = "Vad betyder tillit för dig som chef?".split()
    answered = "Att man vågar släppa kontrollen och lyssnar.".split()
    mended = "Att man vågar släppa all kontroll och lyssnar.".split()
    found = matches([*mended, *asked], [*asked, *answered], moves=True)
    assert found == (7, 8, 9, 10, None, 11, 12, 13, 0, 1, 2, 3, 4, 5, 6)


def test_without_moves_the_order_is_kept():
    asked, answered = "ett två tre fyra fem".split(), "sex sju åtta nio tio".split()
    found = [number for number in matches([*answered, *asked], [*asked, *answered]) if number]
    assert found == sorted(found)


@given(few_words, few_words, st.booleans())
def test_each_word_is_given_once_and_in_order_unless_moved(written, heard, moves):
    found = [number for number in matches(written, heard, moves=moves) if number is not None]
    assert len(set(found)) == len(found)
    assert all(0 <= number < len(heard) for number in found)
    assert moves or found == sorted(found)


@given(few_words, st.data())
def test_what_is_left_of_a_text_is_found_whole(heard, data):
    left = [word for word in heard if data.draw(st.booleans())]
    found = matches(left, heard)
    assert None not in found
    assert [heard[number].strip(".").casefold() for number in found if number is not None] == [
        word.strip(".").casefold() for word in left
    ]


def lost(text: EditedTalk) -> list[str]:
    """The words that are left of the talk but not at their moment, though it could be told."""
    timed = [
        word for paragraph in anchor(text.document, text.conversation) for word in paragraph.words
    ]
    pieces = text.pieces
    gone = set(range(len(text.heard))) - {piece.heard for piece in pieces}
    return [
        piece.text
        for place, (piece, word) in enumerate(zip(pieces, timed, strict=True))
        if piece.heard is not None
        and max(
            abs(word.span.start - text.heard[piece.heard].span.start),
            abs(word.span.end - text.heard[piece.heard].span.end),
        )
        > KEPT
        and not in_doubt(text, place, gone)
    ]


def in_doubt(text: EditedTalk, place: int, gone: set[int]) -> bool:
    pieces = text.pieces
    number = pieces[place].heard
    assert number is not None
    said = {
        bare(text.heard[other].text)
        for other in range(max(0, number - NEAR), min(len(text.heard), number + NEAR))
        if other in gone
    }
    added = {
        bare(piece.text)
        for piece in pieces[max(0, place - NEAR) : place + NEAR]
        if piece.heard is None
    }
    return bool({bare(text.heard[number].text), bare(pieces[place].text)} & (said | added))


def bare(text: str) -> str:
    return text.strip(".").casefold()


@pytest.mark.parametrize("seed", range(4))
def test_a_thousand_edits_leave_every_word_at_its_moment(seed):
    text = talk(seed, 5000)
    for _ in range(250):
        text.edit()
    assert lost(text) == []


def test_without_moves_the_moments_never_go_backwards():
    text = talk(7, 3000)
    text.moves = False
    for _ in range(300):
        text.edit()
    words = [
        word for paragraph in anchor(text.document, text.conversation) for word in paragraph.words
    ]
    assert all(a.span.end <= b.span.start + 1e-9 for a, b in pairwise(words))
    assert lost(text) == []


def test_two_halves_that_changed_places_both_keep_their_moments():
    text = talk(11, 2000)
    half = len(text.paragraphs) // 2
    text.paragraphs = text.paragraphs[half:] + text.paragraphs[:half]
    assert lost(text) == []


def test_a_text_of_its_own_beside_long_talk_still_gets_moments():
    text = talk(3, 6000)
    other = talk(4, 300)
    timed = anchor(other.document, text.conversation)
    assert sum(len(paragraph.words) for paragraph in timed) == len(other.pieces)
