from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.xml_text import ascii_address, one_line, within, writable

any_text = st.text(st.characters(codec=None))


def test_what_xml_and_html_cannot_hold_is_left_out_and_letters_of_all_scripts_stay() -> None:
    assert writable("a\x00b\x0b\ud800å\u202e בטחון 🎙️\ufffe\ufdd0") == "abå בטחון 🎙️"


def test_a_title_has_single_spaces_and_keeps_those_that_do_not_break() -> None:
    assert one_line(" Tillit \n\t i\x07 10\u00a0000 steg ") == "Tillit i 10\u00a0000 steg"


@pytest.mark.parametrize(
    ("text", "most", "cut"),
    [
        ("kort", 4, "kort"),
        ("ett två tre", 12, "ett två tre"),
        ("ett två tre", 11, "ett …"),
        ("åååååå", 9, "åå …"),
        ("ett\ntvå tre fyra", 14, "ett\ntvå …"),
        (" " * 5000, 4000, ""),
    ],
)
def test_a_long_text_is_cut_between_words(text: str, most: int, cut: str) -> None:
    assert within(text, most) == cut


@given(any_text.map(writable), st.integers(8, 60))
def test_a_cut_text_is_never_too_long_and_begins_as_it_did(text: str, most: int) -> None:
    cut = within(text, most)
    assert len(cut.encode()) <= most
    assert text.strip().startswith(cut.removesuffix(" …"))


@pytest.mark.parametrize(
    ("address", "ascii_"),
    [
        ("https://podd.example/a-b/", "https://podd.example/a-b/"),
        ("https://växjö.example/omslag å.png", "https://xn--vxj-qla6g.example/omslag%20%C3%A5.png"),
        ("https://a.example:8000/?q=ä&b=%20#ö", "https://a.example:8000/?q=%C3%A4&b=%20#%C3%B6"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://[fel/å", "https://[fel/%C3%A5"),
        ("bild å.png", "bild%20%C3%A5.png"),
    ],
)
def test_an_address_is_written_in_ascii(address: str, ascii_: str) -> None:
    assert ascii_address(address) == ascii_


@given(any_text)
def test_any_address_becomes_ascii_and_stays_as_it_then_is(text: str) -> None:
    address = ascii_address(f"https://{text}")
    assert address.isascii()
    assert not set(' <>"\n\x00') & set(address)
    assert ascii_address(address) == address
