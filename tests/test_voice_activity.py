"""When somebody speaks and where the voice may change, from windows made by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.engines import SAMPLE_RATE
from podcast.hearing import FRAME_STEP
from podcast.voice_activity import (
    HOP_FRAMES,
    combine,
    different_people,
    frames_within,
    is_calm,
    moment,
    overlap_average,
    runs,
    window_firsts,
)
from podcast.voice_models import WINDOW, WINDOW_FRAMES

NOBODY, A, B, AB = 0, 1, 2, 4


@given(st.integers(0, 40 * SAMPLE_RATE))
def test_windows_cover_every_sample_and_reach_less_than_a_frame_beyond(samples: int) -> None:
    starts = window_firsts(samples) * FRAME_STEP
    assert starts[0] == 0
    assert starts[-1] + WINDOW >= samples
    assert starts[-1] + WINDOW < max(samples, WINDOW) + FRAME_STEP
    assert (np.diff(starts) > 0).all()
    assert (np.diff(starts) <= HOP_FRAMES * FRAME_STEP).all()


@given(st.integers(0, 40 * SAMPLE_RATE), st.floats(-5, 5))
def test_windows_that_agree_average_to_what_they_agree_on(samples: int, value: float) -> None:
    firsts = window_firsts(samples)
    average = overlap_average(firsts, np.full((len(firsts), WINDOW_FRAMES), value))
    assert len(average) == firsts[-1] + WINDOW_FRAMES
    assert np.allclose(average, value)


def test_the_middle_of_a_window_outweighs_the_edge_of_another() -> None:
    values = np.zeros((2, WINDOW_FRAMES))
    values[1] = 1
    average = overlap_average(np.array([0, 300]), values)
    assert average[310] < 0.5 < average[580]


def test_windows_that_number_the_same_voices_differently_agree_on_how_many() -> None:
    local = np.full((2, WINDOW_FRAMES), A, np.uint8)
    local[1] = B
    activity = combine(np.array([0, HOP_FRAMES]), local)
    assert (activity.speakers == 1).all()
    assert not activity.changes.any()


def test_two_voices_at_once_are_counted() -> None:
    local = np.full((1, WINDOW_FRAMES), A, np.uint8)
    local[0, 100:200] = AB
    local[0, 300:] = NOBODY
    speakers = combine(np.array([0]), local).speakers
    assert (speakers[:100] == 1).all()
    assert (speakers[100:200] == 2).all()
    assert (speakers[300:] == 0).all()


def test_a_change_that_windows_hear_some_frames_apart_is_one_change_between_them() -> None:
    local = np.full((2, WINDOW_FRAMES), A, np.uint8)
    local[0, 300:] = B
    local[1, 304 - HOP_FRAMES :] = B
    changes = np.flatnonzero(combine(np.array([0, HOP_FRAMES]), local).changes)
    assert len(changes) == 1
    assert 299 <= changes[0] <= 305


def test_a_change_that_only_the_edge_of_one_window_hears_is_none() -> None:
    local = np.full((3, WINDOW_FRAMES), A, np.uint8)
    local[0, 570:] = B
    assert not combine(np.arange(3) * HOP_FRAMES, local).changes.any()


def test_runs_end_where_the_value_changes_and_before_breaks() -> None:
    values = np.array([0, 0, 1, 1, 1, 0])
    breaks = np.array([True, False, False, False, True, False])
    assert runs(values, breaks).tolist() == [[0, 2], [2, 4], [4, 5], [5, 6]]


@given(st.lists(st.tuples(st.integers(0, 2), st.booleans()), min_size=1, max_size=60))
def test_runs_tile_the_frames_with_one_value_each(frames: list[tuple[int, bool]]) -> None:
    values = np.array([value for value, _break in frames])
    found = runs(values, np.array([broken for _value, broken in frames]))
    assert found[0, 0] == 0
    assert found[-1, 1] == len(values)
    assert (found[1:, 0] == found[:-1, 1]).all()
    assert all(len(set(values[first:last].tolist())) == 1 for first, last in found)


def test_frames_are_as_far_apart_as_the_model_says() -> None:
    assert moment(np.array([1]))[0] - moment(np.array([0]))[0] == pytest.approx(0.016875)


@given(st.integers(0, 40 * SAMPLE_RATE))
def test_frames_within_a_recording_have_their_middle_in_it(samples: int) -> None:
    middle = (moment(np.arange(3000)) + FRAME_STEP / 2 / SAMPLE_RATE) * SAMPLE_RATE
    assert frames_within(samples) == (middle < samples - 1e-6).sum()


def test_two_windows_that_hear_one_voice_and_the_same_pauses_are_calm() -> None:
    local = np.full((2, WINDOW_FRAMES), A, np.uint8)
    local[1] = B
    assert is_calm(local, apart=296), "each window numbers its voices afresh"
    local[1, :40] = NOBODY
    assert not is_calm(local, apart=296), "one of them hears a pause that the other does not"
    local[0, 296:336] = NOBODY
    assert is_calm(local, apart=296)


@pytest.mark.parametrize("restless", [B, AB])
def test_another_voice_in_either_window_is_not_calm(restless: int) -> None:
    for window, frames in ((0, slice(580, 589)), (1, slice(0, 9))):
        local = np.full((2, WINDOW_FRAMES), A, np.uint8)
        local[window, frames] = restless
        assert not is_calm(local, apart=296)


def test_voices_are_different_people_when_two_windows_keep_them_apart() -> None:
    local = np.full((3, WINDOW_FRAMES), A, np.uint8)
    assert different_people(local) == 1
    local[0, :100] = B
    assert different_people(local) == 1, "a single window may be mistaken"
    local[1, :100] = AB
    assert different_people(local) == 2
    local[2, :30] = B
    assert different_people(np.full((1, WINDOW_FRAMES), NOBODY, np.uint8)) == 1


def test_no_frames_are_no_runs() -> None:
    assert runs(np.empty(0, np.int64), np.empty(0, np.bool_)).shape == (0, 2)
