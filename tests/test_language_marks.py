"""Marks of other languages: read, written again, and never made of what people only said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.document import InLanguage, Paragraph, Run
from podcast.language_marks import read_marks, write_marks
from podcast.text import compose, parse

TEXT = """\
# Tillit

En ingress med [trust]{lang=en}.

Karin Ek: Som de säger: [trust but verify]{lang=en}, eller [luottamus]{lang=fi}.
"""


def test_a_mark_is_the_language_of_its_words_and_is_not_among_them() -> None:
    lead, said = parse(TEXT).document.blocks
    assert isinstance(lead, Paragraph)
    assert isinstance(said, Paragraph)
    assert lead.text == "En ingress med trust."
    assert said.runs == (
        Run("Som de säger: "),
        Run("trust but verify", "en"),
        Run(", eller "),
        Run("luottamus", "fi"),
        Run("."),
    )


def test_marks_are_written_to_the_letter() -> None:
    assert compose(parse(TEXT).document) == TEXT


def test_a_text_without_marks_is_one_run() -> None:
    assert Paragraph("Ett.").runs == (Run("Ett."),)


@pytest.mark.parametrize(
    "text",
    ["[skratt]", "[ohörbart 0:12:31]", "[x]{lang=}", "[]{lang=en}", "[x] {lang=en}", "{lang=en}"],
)
def test_other_brackets_are_words(text: str) -> None:
    assert read_marks(text) == (text, ())


def test_a_backslash_keeps_words_from_being_a_mark() -> None:
    assert read_marks(r"\[x]{lang=en}") == ("[x]{lang=en}", ())
    assert read_marks(r"\\[x]{lang=en}") == ("\\x", (InLanguage(1, 2, "en"),))


@given(st.text(st.sampled_from("\\[]{}lang=en x"), max_size=30))
def test_whatever_is_said_is_read_again(text: str) -> None:
    assert read_marks(write_marks(text)) == (text, ())


@given(
    st.text(st.sampled_from("\\[]{}x "), max_size=8),
    st.text(st.sampled_from("xy \\"), min_size=1, max_size=8),
    st.text(st.sampled_from("\\[]{}x "), max_size=8),
)
def test_whatever_stands_around_a_passage_it_is_found_again(
    before: str, words: str, after: str
) -> None:
    passage = InLanguage(len(before), len(before) + len(words), "en-GB")
    plain = before + words + after
    assert read_marks(write_marks(plain, (passage,))) == (plain, (passage,))
