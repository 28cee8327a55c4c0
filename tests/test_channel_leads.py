"""Whether a recording looks like one person on each channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from podcast.channel_leads import leads, one_speaker_each
from podcast.channel_levels import LevelMeter
from podcast.hearing import no_levels
from tests.channels import Room, in_turn

if TYPE_CHECKING:
    from numpy.typing import NDArray


def levels(channels: list[NDArray[np.int16]]) -> NDArray[np.int8]:
    meter = LevelMeter()
    meter.hear(np.stack(channels, axis=1))
    return meter.levels()


@pytest.mark.parametrize(
    "room",
    [
        Room([0, 0], bleed=-90),
        Room([0, 0], bleed=-20),
        Room([0, 0], bleed=-10),
        Room([0, -15], bleed=-12),
        Room([0, -8, 4, 0], bleed=-12),
        Room([0, 0], bleed=-12, voices=[-20, -30]),
    ],
)
def test_people_with_a_microphone_each_look_like_it(room: Room) -> None:
    turns = in_turn(len(room.gains), rounds=8)
    assert one_speaker_each(levels(room.record(turns)))


@pytest.mark.parametrize("gain", [0, -6])
def test_the_same_sound_twice_does_not(gain: float) -> None:
    assert not one_speaker_each(levels(Room([0, gain], bleed=0).record(in_turn(2, rounds=8))))


def test_people_to_the_left_and_right_of_an_ordinary_stereo_microphone_do_not() -> None:
    assert not one_speaker_each(levels(Room([0, 0], bleed=-5).record(in_turn(2, rounds=8))))


@pytest.mark.parametrize("noise", [-120, -75, -45])
def test_one_who_speaks_beside_a_microphone_that_nobody_uses_does_not(noise: float) -> None:
    alone = [(0, start, start + 2) for start in np.arange(0, 40, 2.5)]
    for bleed in (-90, -15):
        assert not one_speaker_each(levels(Room([0, 0], bleed, noise=noise).record(alone)))


def test_music_whose_instruments_stand_apart_does_not() -> None:
    dice = np.random.default_rng(3)
    beats = dice.normal(-20, 5, (4000, 2)) + dice.normal(0, 6, (4000, 1))
    together = beats.clip(-90, 0).astype(np.int8)
    assert not one_speaker_each(together)


@pytest.mark.parametrize("rounds", [1, 4])
def test_a_recording_of_seconds_is_too_short_to_tell(rounds: int) -> None:
    assert not one_speaker_each(levels(Room([0, 0], bleed=-30).record(in_turn(2, rounds))))


def test_a_recording_of_one_channel_or_of_nothing_does_not() -> None:
    assert not one_speaker_each(no_levels())
    assert not one_speaker_each(np.empty((0, 2), np.int8))
    assert not one_speaker_each(np.full((3000, 2), -127, np.int8))


def test_how_microphones_are_turned_up_is_found_halfway_between_two_heights() -> None:
    found = leads(levels(Room([0, -15], bleed=-12).record(in_turn(2, rounds=8))))
    assert found.balance[0, 1] == pytest.approx(15, abs=2)
    assert found.balance[1, 0] == -found.balance[0, 1]
    assert found.apart[0, 1] == pytest.approx(24, abs=3)
