from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast import decode
from podcast.channel_levels import MOST_MICROPHONES, QUIETEST, LevelMeter
from podcast.engines import SAMPLE_RATE
from podcast.hearing import FRAME_STEP
from podcast.voice_activity import frames_within, moment
from tests.sounds import silence, tone, write_wav

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def measured(*channels: NDArray[np.int16]) -> NDArray[np.int8]:
    meter = LevelMeter()
    meter.hear(np.stack(channels, axis=1))
    return meter.levels()


@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000])
def test_a_recording_is_measured_channel_by_channel_whatever_its_rate(
    tmp_path: Path, rate: int
) -> None:
    tracks = tone(2, rate, level=0.5), silence(2, rate), tone(2, rate, level=0.005)
    decode.decode(write_wav(tmp_path / "a.wav", rate, *tracks), tmp_path / "a.pcm")
    levels = decode.levels(tmp_path / "a.pcm")
    assert np.median(levels, axis=0).tolist() == [-9, QUIETEST, -49]
    samples = len(decode.samples(tmp_path / "a.pcm"))
    assert len(levels) == pytest.approx(frames_within(samples), abs=1)


def test_a_frame_is_measured_at_the_moment_at_which_segmentation_hears_it() -> None:
    late = np.concatenate((silence(1, SAMPLE_RATE), tone(1, SAMPLE_RATE)))
    first = int((measured(late, late)[:, 0] > QUIETEST).argmax())
    begins, ends = moment(np.array([first, first + 1]))
    assert begins <= 1 <= ends


def test_a_constant_that_the_sound_card_adds_is_no_sound() -> None:
    quiet = tone(1, SAMPLE_RATE, level=0.001)
    shifted = (quiet + 8000).astype(np.int16)
    assert np.array_equal(measured(quiet, quiet), measured(shifted, shifted))


@given(cuts=st.lists(st.integers(0, 5000), max_size=8))
def test_it_does_not_matter_in_which_blocks_the_sound_comes(cuts: list[int]) -> None:
    sound = np.random.default_rng(1).integers(-9000, 9000, (5000, 3)).astype(np.int16)
    meter = LevelMeter()
    for block in np.split(sound, sorted(cuts)):
        meter.hear(block)
    assert np.array_equal(meter.levels(), measured(*sound.T))
    assert len(meter.levels()) == (5000 - 360) // FRAME_STEP


@pytest.mark.parametrize("channels", [0, 1, MOST_MICROPHONES + 1])
def test_a_channel_alone_or_more_than_there_are_microphones_are_not_measured(channels: int) -> None:
    meter = LevelMeter()
    meter.hear(np.ones((4000, channels), np.int16))
    assert meter.levels().size == 0


def test_channels_that_come_and_go_are_not_measured() -> None:
    meter = LevelMeter()
    meter.hear(np.ones((4000, 2), np.int16))
    meter.hear(np.ones((4000, 0), np.int16))
    assert meter.levels().size == 0
