"""Features of sound as the embedding model wants them, against Kaldi's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import kaldi_native_fbank as knf  # type: ignore[import-untyped]  # its stubs are not marked
import numpy as np
import pytest

from podcast.engines import SAMPLE_RATE
from podcast.voice_features import BANDS, LENGTH, STEP, features

if TYPE_CHECKING:
    from numpy.typing import NDArray


def _noise(samples: int) -> NDArray[np.float32]:
    return (np.random.default_rng(0).standard_normal((1, samples)) * 0.05).astype(np.float32)


def _tone(pitch: float) -> NDArray[np.float32]:
    moments = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    return np.sin(2 * np.pi * pitch * moments).astype(np.float32)[np.newaxis]


def _by_kaldi(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    options = knf.FbankOptions()
    options.frame_opts.samp_freq = SAMPLE_RATE
    options.frame_opts.dither = 0.0
    options.mel_opts.num_bins = BANDS
    bank = knf.OnlineFbank(options)
    bank.accept_waveform(SAMPLE_RATE, samples)
    bank.input_finished()
    return np.stack([bank.get_frame(frame) for frame in range(bank.num_frames_ready)])


@pytest.mark.parametrize("samples", [_noise(24000), _tone(440.0), _tone(50.0) + _noise(16000)])
def test_features_are_those_of_kaldi(samples: NDArray[np.float32]) -> None:
    level = np.sqrt(np.mean(np.square(samples)))
    expected = _by_kaldi(samples[0] * np.float32(0.05 / level))
    assert features(samples)[0] == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("samples", [LENGTH, LENGTH + 159, 6400, 24000])
def test_features_have_the_promised_shape(samples: int) -> None:
    frames = 1 + (samples - LENGTH) // STEP
    assert features(_noise(samples)).shape == (1, frames, BANDS)


def test_a_quiet_recording_has_the_same_features_as_a_loud_one() -> None:
    loud = _noise(SAMPLE_RATE)
    assert np.allclose(features(loud), features(loud * np.float32(0.001)), atol=1e-3)


def test_pieces_do_not_change_each_other() -> None:
    both = features(np.concatenate((_tone(200), _noise(SAMPLE_RATE))))
    assert np.array_equal(both[:1], features(_tone(200)))


def test_features_of_silence_are_finite() -> None:
    assert np.isfinite(features(np.zeros((1, SAMPLE_RATE), np.float32))).all()


def test_a_tone_is_heard_in_the_band_of_its_pitch() -> None:
    low, high = (features(_tone(pitch))[0].mean(axis=0) for pitch in (200, 3000))
    assert low.argmax() < high.argmax()
