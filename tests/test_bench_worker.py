from __future__ import annotations

import os
import sys

import pytest

from bench.diarization_scoring import Spoken
from bench.systems import UnmeasurableError, running

SYSTEM = """
from bench.worker import serve
def hear(wav, fewest, most):
    print("libraries are talkative")
    if most == 3:
        raise MemoryError("three are too many")
    return [(0.0, float(most), wav)]
serve(hear)
"""


def start(program, tmp_path):
    return running("one", [sys.executable, "-c", program], os.environ, tmp_path)


def test_a_system_answers_from_a_process_of_its_own(tmp_path):
    with start(SYSTEM, tmp_path) as system:
        heard = system.hear(tmp_path / "a.wav", 1, 2)
    assert heard.turns == (Spoken(0.0, 2.0, str(tmp_path / "a.wav")),)
    assert 0 <= heard.spent < system.ready


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a peak may not be told")
def test_its_peak_memory_is_its_own(tmp_path):
    ballast = bytearray(os.urandom(1 << 20) * 200)
    with start(SYSTEM, tmp_path) as system:
        assert 0 < system.peak < len(ballast)


def test_a_recording_that_a_system_fails_in_is_answered_with_the_reason(tmp_path):
    with start(SYSTEM, tmp_path) as system:
        heard = system.hear(tmp_path, 1, 3)
        assert heard.turns == ()
        assert heard.failure == "MemoryError: three are too many"
        assert system.hear(tmp_path, 1, 2).turns


def test_a_system_that_dies_says_why_in_a_sentence(tmp_path):
    with pytest.raises(UnmeasurableError, match="one stopped: no sound card"):
        start("raise SystemExit('no sound card')", tmp_path).__enter__()


def test_a_system_that_fails_from_the_first_is_not_measured(tmp_path):
    program = "from bench.worker import serve\nserve(lambda *_: 1 / 0)"
    with pytest.raises(UnmeasurableError, match="one cannot hear: ZeroDivisionError"):
        start(program, tmp_path).__enter__()
