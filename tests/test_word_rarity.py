from __future__ import annotations

import pytest

from podcast.word_rarity import COMMON, rarity, rarity_among


@pytest.mark.parametrize(
    "word", ["handlar", "Handlar,", "(medarbetare)", "vård-skola", "2026", "–", "12.30", "som's"]
)
def test_what_everybody_writes_and_figures_are_not_rare(word: str):
    assert rarity(word, "sv") == 0


@pytest.mark.parametrize("word", ["baktaler", "Tillitsdelegatonen", "ungdomarnna"])
def test_what_nobody_writes_is_as_rare_as_can_be(word: str):
    assert rarity(word, "sv") == COMMON


def test_between_them_a_word_is_the_rarer_the_less_it_is_written():
    often, seldom = rarity("tillit", "sv"), rarity("socialpsykiatrin", "sv")
    assert 0 <= often < seldom < COMMON
    assert rarity("tillit-socialpsykiatrin", "sv") == seldom


def test_each_language_has_its_own_words():
    assert rarity("although", "en") == 0
    assert rarity("although", "sv") > 0


def test_names_and_terms_of_the_show_are_not_rare_nor_are_their_parts():
    among = rarity_among(("Tillitsdelegationen", "Åsa Bergqvistsson"), "sv")
    assert among("Bergqvistsson,") == among("tillitsdelegationen.") == 0
    assert among("baktaler") == COMMON
