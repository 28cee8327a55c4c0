from __future__ import annotations

import pytest

from podcast.known_words import is_known


@pytest.mark.parametrize(
    "word",
    [
        "tillit",
        "Tillit,",
        "(medarbetarna)",
        "bredbandsutbyggnad",
        "vård-skola",
        "2026",
        "–",
        "12.30",
    ],
)
def test_words_of_the_language_compounds_and_figures_are_known(word: str):
    assert is_known(word, "sv")


@pytest.mark.parametrize("word", ["baktaler", "Tillitsdelegatonen", "ungdomarnna"])
def test_what_the_model_makes_up_is_not(word: str):
    assert not is_known(word, "sv")


def test_each_language_has_its_own_words():
    assert is_known("although", "en")
    assert not is_known("although", "sv")
