from __future__ import annotations

import re
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.slug import LONGEST, PATTERN, RESERVED, numbered, slug


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Tillit i vården", "tillit-i-varden"),
        ("Åsa möter Émile", "asa-moter-emile"),
        ("Ærø, Łódź & Großmutter", "aero-lodz-grossmutter"),
        ("Привет, мир", "privet-mir"),
        ("A\u030asa", "asa"),
        ("  --Så, nu!--  ", "sa-nu"),
        ("Avsnitt 12: LSS/SoL", "avsnitt-12-lss-sol"),
        ("../../etc/passwd", "etc-passwd"),
        ("Karin's val", "karins-val"),
        ("信任", "xinren"),
        ("الثقة في الرعاية", "lthqh-fy-lr-yh"),
        ("🎙️", "microphone2"),
    ],
)
def test_any_script_becomes_ascii_words_with_hyphens(text: str, address: str) -> None:
    assert slug(text) == address


@pytest.mark.parametrize("text", ["", "...", "!?", "\n\t", "\ud800"])
def test_where_nothing_is_left_the_fallback_stands(text: str) -> None:
    assert slug(text) == "avsnitt"
    assert slug(text, "episode") == "episode"


@pytest.mark.parametrize("text", ["CON", "lpt1", "assets", "Nul", "Aux", "404", "feed", "Index"])
def test_a_name_that_cannot_be_a_folder_everywhere_gets_a_word_before_it(text: str) -> None:
    assert slug(text) == f"avsnitt-{text.lower()}"


def test_a_long_text_is_cut_between_words() -> None:
    assert slug("ordet " * 20) == "-".join(["ordet"] * 10)
    assert slug("a" * 200) == "a" * LONGEST


@given(st.text())
def test_every_text_has_an_address_that_stays_itself(text: str) -> None:
    address = slug(text)
    assert re.fullmatch(PATTERN, address)
    assert len(address) <= LONGEST
    assert address not in RESERVED
    assert slug(address) == address
    assert address.isascii()
    assert address == address.lower(), "so that folders do not meet where case does not count"


def test_a_slug_that_is_taken_is_numbered_from_two() -> None:
    assert list(islice(numbered("tillit"), 3)) == ["tillit", "tillit-2", "tillit-3"]
