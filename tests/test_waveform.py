from __future__ import annotations

import numpy as np
import pytest

from podcast.waveform import PER_SECOND, RATE, peaks


def drawn(*blocks: np.ndarray) -> np.ndarray:
    return np.concatenate([np.empty((0, 2), np.int8), *peaks(blocks)])


def sound(*samples: int) -> np.ndarray:
    return np.array(samples, np.int16).reshape(-1, 1)


def test_a_second_has_twenty_peaks_each_with_its_least_and_greatest_sample():
    second = np.zeros((RATE, 1), np.int16)
    second[399], second[400] = -32768, 32767
    shown = drawn(second)
    assert shown.shape == (PER_SECOND, 2)
    assert shown[0].tolist() == [-128, 0]
    assert shown[1].tolist() == [0, 127]
    assert not shown[2:].any()


@pytest.mark.parametrize("length", [1, 7, 399, 400, 401, 5000])
def test_how_the_sound_is_cut_into_blocks_does_not_matter(length: int):
    whole = np.random.default_rng(1).integers(-32768, 32767, (10_001, 1), np.int16)
    parts = [whole[at : at + length] for at in range(0, len(whole), length)]
    assert np.array_equal(drawn(*parts), drawn(whole))


def test_sound_at_the_end_has_a_peak_however_short_it_is():
    assert drawn(sound(256)).tolist() == [[1, 1]]
    assert drawn().shape == (0, 2)
