from __future__ import annotations

from bench.diarization_scoring import Errors, Score
from bench.voices_report import ratios, total, verdict, worse


def group(wrong: float, lenient: float, spent: float, found: int = 2) -> Score:
    """A group of 100 s of speech by two people."""
    return Score(
        strict=Errors(speech=100, confused=wrong),
        lenient=Errors(speech=80, confused=lenient),
        voices=((found, 2),),
        boundaries=(0.1,),
        seconds=120,
        spent=spent,
    )


OURS = {"tv": group(5, 2, 2), "phone": group(11, 0, 2), "counted": Score(voices=((2, 2),))}
THEIRS = {"tv": group(20, 8, 6), "phone": group(10, 0, 6, found=5), "counted": Score()}


def test_a_group_in_which_we_err_more_is_named_with_the_measure():
    assert worse(OURS, THEIRS) == ["phone (strict)"]


def test_the_verdict_is_of_all_groups_together():
    assert verdict(OURS, THEIRS) == (
        "in total 47% less error (strict), 75% less error (lenient), "
        "voices wrong by 0 against 3, 3.00 × the speed; worse in phone (strict)"
    )


def test_ratios_are_of_errors_and_of_speed():
    lines = [line.split() for line in ratios(OURS, THEIRS)]
    assert lines[1:] == [
        ["tv", "0.25", "0.25", "1.00", "3.00"],
        ["phone", "1.10", "–", "1.00", "3.00"],
        ["counted", "–", "–", "–", "–"],
        ["total", "0.53", "0.25", "1.00", "3.00"],
    ]


def test_the_total_adds_up_the_groups():
    assert total(OURS).strict == Errors(speech=200, confused=16)
