from __future__ import annotations

import pytest
from hypothesis import given as example_of
from hypothesis import settings
from hypothesis import strategies as st

from podcast.review import changes
from podcast.review.passages import Script

CAST = ("Karin Ek", "Lena Holm", "Per Lind")
TEXT = """\ufeff# Tillit\r
\r
En ingress.\r
\r
\r
Karin Ek: Hej och välkomna. Vad betyder tillit?\r
\r
Jag frågar igen.\r
\r
## Att lyssna\r
\r
Lena Holm:\r
Att man lyssnar. Det är svårt.\r
   \r
\\Per Lind: sa något.\r
\r
> Det är svårt.\r
\r
![Panelen](bild.jpg "© Per Lind")\r
\r
- en lista\r
\r
Per Lind: Ja.\r
\r
"""
TITLE, LEAD, KARIN, AGAIN, HEADING, LENA, GUARDED, QUOTE, PHOTO, LIST, PER = range(11)
SCRIPT = Script.of(TEXT, CAST)


def said(script):
    """Who says what, of all that is talk."""
    return [(one.speaker, one.words) for one in script.passages if one.is_talk]


def parts(script):
    return [part.raw for part in script.parts.parts]


def test_a_text_is_read_as_what_its_parts_are_and_stays_to_the_letter():
    kinds = [one.kind for one in SCRIPT.passages]
    assert kinds == [
        *("title", "paragraph", "paragraph", "paragraph", "heading"),
        *("paragraph", "paragraph", "quote", "photo", "paragraph", "paragraph"),
    ]
    assert SCRIPT.passages[GUARDED].words == "Per Lind: sa något."
    assert SCRIPT.text == TEXT


def test_only_the_words_of_a_passage_change_not_how_its_name_is_written():
    new = changes.reworded(SCRIPT, LENA, "Att man hör.\n\n Det är svårt. ")
    assert new.text == TEXT.replace("Att man lyssnar. Det", "Att man hör.\r\n Det")


def test_words_that_would_read_as_a_turn_stay_words():
    new = changes.reworded(SCRIPT, AGAIN, "Lena Holm: så sa hon.")
    assert new.passages[AGAIN].words == "Lena Holm: så sa hon."
    assert new.passages[AGAIN].speaker == "Karin Ek"


def test_a_passage_without_words_goes_and_its_turn_keeps_its_speaker():
    new = changes.reworded(SCRIPT, KARIN, " ")
    assert new.text == TEXT.replace(
        "Karin Ek: Hej och välkomna. Vad betyder tillit?\r\n\r\n", ""
    ).replace("Jag frågar", "Karin Ek: Jag frågar")


def test_a_paragraph_is_parted_and_joined_again():
    place = SCRIPT.passages[KARIN].words.index("Vad")
    new = changes.parted(SCRIPT, KARIN, place)
    assert new.text == TEXT.replace("välkomna. Vad", "välkomna.\r\n\r\nVad")
    assert changes.joined(new, KARIN + 1).text == TEXT


def test_what_is_joined_to_another_speaker_does_not_take_the_rest_of_its_turn_along():
    new = changes.joined(changes.removed(SCRIPT, HEADING), LENA - 1)
    assert said(new)[1:3] == [
        ("Karin Ek", "Jag frågar igen. Att man lyssnar. Det är svårt."),
        ("Lena Holm", "Per Lind: sa något."),
    ]


def test_a_whole_turn_is_given_to_another():
    new = changes.given_turn(SCRIPT, AGAIN, "Per Lind")
    assert new.text == TEXT.replace("Karin Ek: Hej", "Per Lind: Hej")
    assert said(new)[1] == ("Per Lind", "Jag frågar igen.")


def test_the_rest_of_a_turn_is_given_to_another():
    place = SCRIPT.passages[LENA].words.index("Det")
    new = changes.given_rest(SCRIPT, LENA, place, "Karin Ek")
    assert new.text == TEXT.replace("lyssnar. Det", "lyssnar.\r\n\r\nKarin Ek: Det")
    assert said(new)[-2] == ("Karin Ek", "- en lista")


def test_a_marked_sentence_is_given_to_another():
    words = SCRIPT.passages[KARIN].words
    new = changes.given(SCRIPT, KARIN, 0, words.index(" Vad"), "Lena Holm")
    assert said(new)[:3] == [
        ("Lena Holm", "Hej och välkomna."),
        ("Karin Ek", "Vad betyder tillit?"),
        ("Karin Ek", "Jag frågar igen."),
    ]


def test_the_end_of_a_paragraph_is_given_away_and_the_next_keeps_its_speaker():
    words = SCRIPT.passages[KARIN].words
    new = changes.given(SCRIPT, KARIN, words.index("Vad"), len(words), "Lena Holm")
    assert said(new)[1:3] == [
        ("Lena Holm", "Vad betyder tillit?"),
        ("Karin Ek", "Jag frågar igen."),
    ]
    assert [part for part in parts(SCRIPT) if part not in parts(new)] == [
        "Karin Ek: Hej och välkomna. Vad betyder tillit?",
        "Jag frågar igen.",
    ]


def test_a_boundary_moves_word_by_word_and_back():
    script = changes.removed(SCRIPT, HEADING)
    later = changes.boundary_moved(script, LENA - 1, 2)
    assert said(later)[1:3] == [
        ("Karin Ek", "Jag frågar igen. Att man"),
        ("Lena Holm", "lyssnar. Det är svårt."),
    ]
    assert changes.boundary_moved(later, LENA - 1, -2).text == script.text


def test_a_boundary_leaves_a_word_on_either_side():
    script = changes.removed(SCRIPT, HEADING)
    assert said(changes.boundary_moved(script, LENA - 1, 99))[2][1] == "svårt."
    assert said(changes.boundary_moved(script, LENA - 1, -99))[1][1] == "Jag"


def test_headings_and_quotations_are_set_and_taken_away():
    words = SCRIPT.passages[LENA].words
    new = changes.headed(SCRIPT, KARIN, " Först ")
    new = changes.quoted(new, LENA + 1, 0, words.index(" Det"))
    assert new.text == TEXT.replace(
        "\r\n\r\n\r\nKarin", "\r\n\r\n\r\n## Först\r\n\r\nKarin"
    ).replace("svårt.\r\n   \r\n\\", "svårt.\r\n   \r\n> Att man lyssnar.\r\n\r\n\\")
    assert changes.removed(changes.removed(new, LENA + 2), KARIN).text == TEXT.replace(
        "svårt.\r\n   \r\n\\", "svårt.\r\n   \r\n\\"
    )


def test_what_cannot_be_done_leaves_the_script_as_it_was():
    assert changes.joined(SCRIPT, TITLE) is SCRIPT
    assert changes.joined(SCRIPT, LENA) is SCRIPT  # a heading stands between
    assert changes.parted(SCRIPT, PER, 0) is SCRIPT
    assert changes.given_turn(SCRIPT, LEAD, "Per Lind") is SCRIPT
    assert changes.given_turn(SCRIPT, PER, "Per Lind") is SCRIPT
    assert changes.reworded(SCRIPT, PHOTO, "Annat") is SCRIPT
    assert changes.boundary_moved(SCRIPT, LENA, 1) is SCRIPT


PLACE = st.integers(0, 60)
SPEAKER = st.sampled_from(CAST)
WORDS = st.text("ab: #>\\.\n", max_size=12)
CHANGE = st.one_of(
    st.tuples(st.just("reworded"), st.integers(0, 10), WORDS),
    st.tuples(st.just("parted"), st.integers(0, 10), PLACE),
    st.tuples(st.just("joined"), st.integers(0, 10)),
    st.tuples(st.just("given_turn"), st.integers(0, 10), SPEAKER),
    st.tuples(st.just("given_rest"), st.integers(0, 10), PLACE, SPEAKER),
    st.tuples(st.just("given"), st.integers(0, 10), PLACE, PLACE, SPEAKER),
    st.tuples(st.just("boundary_moved"), st.integers(0, 10), st.integers(-3, 3)),
    st.tuples(st.just("headed"), st.integers(0, 10), WORDS),
    st.tuples(st.just("quoted"), st.integers(0, 10), PLACE, PLACE),
    st.tuples(st.just("removed"), st.integers(0, 10)),
)


def done(script, change):
    name, at, *rest = change
    return getattr(changes, name)(script, min(at, len(script.passages) - 1), *rest)


def away(script, change):
    """The passages that a change is not about: from the first, and counted from the last."""
    name, at, *_ = change
    at = min(at, len(script.passages) - 1)
    turn = script.turn(at) if name in {"given_turn", "given_rest"} else range(at, at + 1)
    return min(turn.start, at) - 1, len(script.passages) - max(turn.stop, at + 1)


@settings(max_examples=150, deadline=None)
@example_of(st.lists(CHANGE, max_size=4), CHANGE)
def test_all_other_paragraphs_stay_to_the_letter_with_whoever_says_them(before, change):
    script = SCRIPT
    for one in before:
        script = done(script, one)
    new = done(script, change)
    above, below = away(script, change)
    assert new.passages[: max(above, 0)] == script.passages[: max(above, 0)]
    assert parts(new)[: max(above, 0)] == parts(script)[: max(above, 0)]
    tail, new_tail = (
        parts(script)[len(parts(script)) - below :],
        parts(new)[len(parts(new)) - below :],
    )
    named = [one for one in zip(tail, new_tail, strict=True) if one[0] != one[1]]
    assert len(named) <= 1  # the first to go on may have got its name
    same = [
        (one.kind, one.words, one.speaker) for one in script.passages[len(parts(script)) - below :]
    ]
    assert [
        (one.kind, one.words, one.speaker) for one in new.passages[len(parts(new)) - below :]
    ] == same


@settings(max_examples=50, deadline=None)
@example_of(st.lists(CHANGE, max_size=6))
def test_what_a_change_makes_reads_as_it_was_meant(listed):
    script = SCRIPT
    for change in listed:
        script = done(script, change)
        assert Script.of(script.text, CAST).passages == script.passages
        assert "\n" not in script.text.replace("\r\n", "")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_are_those_of_the_file(end):
    script = Script.of(TEXT.replace("\r\n", end), CAST)
    assert changes.headed(script, KARIN, "Ny").text.count(end + end + "## Ny" + end + end) == 1
