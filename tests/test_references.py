from __future__ import annotations

import pytest

from bench.diarization_scoring import Spoken
from bench.references import cases, rttm

LINES = (
    "SPKR-INFO a 1 <NA> <NA> <NA> unknown Karin_Ek <NA>\n"
    "SPEAKER a 1 0.500 2.000 <NA> <NA> Karin_Ek <NA> <NA>\n"
    "\n"
    "SPEAKER a 1 2.0 1.25 <NA> <NA> Per_Lind <NA>\n"
)


def lay(folder, name, text=""):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_rttm_is_read_by_its_speaker_lines(tmp_path):
    lay(tmp_path, "a.rttm", LINES)
    assert rttm(tmp_path / "a.rttm") == (
        Spoken(0.5, 2.5, "Karin_Ek"),
        Spoken(2.0, 3.25, "Per_Lind"),
    )


@pytest.mark.parametrize("line", ["SPEAKER a 1 0.5", "SPEAKER a 1 now 2.0 <NA> <NA> Per <NA>"])
def test_a_line_that_is_not_rttm_is_named_with_its_file(tmp_path, line):
    lay(tmp_path, "a.rttm", LINES + line)
    with pytest.raises(ValueError, match=f"a.rttm has a line that is not RTTM: {line}"):
        rttm(tmp_path / "a.rttm")


def test_each_folder_with_references_is_a_group(tmp_path):
    for name in ("a.wav", "meetings/b.flac", "meetings/far/c.MP3", "meetings/d.wav"):
        lay(tmp_path, name)
        lay(tmp_path, name.rpartition(".")[0] + ".rttm", LINES)
    found = [(case.group, case.sound.name, case.people) for case in cases(tmp_path)]
    assert found == [
        (tmp_path.name, "a.wav", 2),
        ("meetings", "b.flac", 2),
        ("meetings", "d.wav", 2),
        ("meetings/far", "c.MP3", 2),
    ]


def test_a_script_tells_only_how_many_speak(tmp_path):
    lay(tmp_path, "a.mp3")
    lay(tmp_path, "a.txt", "Karin: Hej!\nPer: Hej, Karin.\noch välkommen\nKarin: Tack.\n")
    (case,) = cases(tmp_path)
    assert case.reference is None
    assert case.people == 2


def test_sound_without_a_reference_and_a_text_without_names_are_passed_over(tmp_path):
    lay(tmp_path, "a.mp3")
    lay(tmp_path, "b.mp3")
    lay(tmp_path, "b.txt", "Hej och välkommen.\n")
    lay(tmp_path, "c.rttm", LINES)
    assert cases(tmp_path) == ()
