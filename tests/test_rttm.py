from __future__ import annotations

from podcast.rttm import rttm
from tests.fakes import voices


def test_each_stretch_is_a_speaker_line_with_start_and_duration():
    text = rttm(
        voices((1, 0.35, 4.17), (2, 5, 6.5)), "tillit", {1: "Karin Ek", 2: "Röst 2"}.__getitem__
    )
    assert text == (
        "SPEAKER tillit 1 0.350 3.820 <NA> <NA> Karin_Ek <NA> <NA>\n"
        "SPEAKER tillit 1 5.000 1.500 <NA> <NA> Röst_2 <NA> <NA>\n"
    )
