from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.harmless import harmless


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("tillit", "tillit"),
        ("  två\tord\n\n", "två ord"),
        ("rad\u2028skifte\u2029här\x85nu", "rad skifte här nu"),
        ("\ufeffmärke", "märke"),
        ("rött\x1b[31m", "rött[31m"),
        ("noll\x00a", "nolla"),
        ("om\u202evänd\u202c", "omvänd"),
        ("av\xadstavat noll\u200bbrett", "avstavat nollbrett"),
        ("halv\ud800a", "halva"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u200b", ""),
        ("\u200d\ufe0f \u200c", ""),
        ("<b>&amp;", "<b>&amp;"),
    ],
)
def test_text_keeps_what_is_seen(text, seen):
    assert harmless(text) == seen


@given(st.text(st.characters()))
def test_harmless_text_is_one_line_that_can_be_written_anywhere(text):
    once = harmless(text)
    assert harmless(once) == once
    assert once.splitlines() in ([once], [])
    assert not {unicodedata.category(sign) for sign in once} & {"Cc", "Cs", "Zl", "Zp"}
    assert {unicodedata.bidirectional(sign) for sign in once}.isdisjoint(
        {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    )
    once.encode()
