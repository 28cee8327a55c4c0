from __future__ import annotations

import re

from podcast.fragment import fragment
from tests.timed_talks import said


def test_each_paragraph_has_its_speaker_and_its_moment():
    talk = [
        said("Karin Ek", "Hej och välkomna."),
        said("Lena Holm", "Tack.", 754.9),
        said("Lena Holm", "Det är roligt.", 3723, opens=False),
    ]
    assert fragment(talk) == (
        "<cite>Karin Ek:</cite>\n<time>00:00:00</time>\n<p>Hej och välkomna.</p>\n"
        "<cite>Lena Holm:</cite>\n<time>00:12:34</time>\n<p>Tack.</p>\n"
        "<cite>Lena Holm:</cite>\n<time>01:02:03</time>\n<p>Det är roligt.</p>\n"
    )


def test_paragraphs_stand_in_the_order_of_the_text():
    text = fragment([said("Karin Ek", "Sist.", 20), said("Per Lind", "Först.")])
    assert text.index("Sist.") < text.index("Först.")


def test_markup_in_talk_is_text():
    text = fragment([said("<b>Ek", "<script>alert(1)</script> & så")])
    assert set(re.findall(r"<(\w+)", text)) == {"cite", "time", "p"}
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; så</p>" in text


def test_a_paragraph_in_which_nothing_is_seen_is_left_out():
    assert fragment([said("Karin Ek", "\u200b")]) == ""


def test_no_talk_is_an_empty_fragment():
    assert fragment([]) == ""
