"""Log-mel features of Kaldi, as the embedding model was trained on, for many pieces at once.

25 ms every 10 ms, 80 bands from 20 Hz to 8 kHz, no dither: each frame without its mean, with
pre-emphasis 0.97, Povey's window, the power of a Fourier transform of 512, triangles that are even
on the mel scale, and the natural logarithm. Computed for whole batches, because a Kaldi library
called frame by frame takes as long as the model itself. After `compute-fbank-feats` of Kaldi.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from podcast.engines import SAMPLE_RATE

if TYPE_CHECKING:
    from numpy.typing import NDArray

BANDS = 80
STEP = SAMPLE_RATE // 100
"""Samples from one frame of features to the next."""
LENGTH = SAMPLE_RATE * 25 // 1000
"""Samples that a frame of features is made from."""

_TRANSFORM = 512
_PRE_EMPHASIS = np.float32(0.97)
_LOWEST = 20.0
# The smallest difference from 1 in 32 bits, below which Kaldi cuts before the logarithm.
_FLOOR = np.finfo(np.float32).eps
# The model was trained on speech of ordinary level as floats from -1 to 1; far below that the
# logarithms run into their floor. Pieces are brought to this level (root mean square).
_LEVEL = 0.05
_SILENCE = 1e-6


def features(pieces: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return features of pieces, each brought to the level of ordinary speech.

    Args:
        pieces: (pieces, samples) from -1 to 1 at 16 kHz, at least LENGTH samples each.

    Returns:
        (pieces, frames, BANDS), frames = 1 + (samples - LENGTH) // STEP.
    """
    level = np.sqrt(np.mean(np.square(pieces, dtype=np.float64), axis=1, keepdims=True))
    levelled = pieces * (_LEVEL / np.maximum(level, _SILENCE)).astype(np.float32)
    frames = np.lib.stride_tricks.sliding_window_view(levelled, LENGTH, axis=1)[:, ::STEP]
    frames = frames - frames.mean(axis=2, keepdims=True)
    before = np.concatenate((frames[:, :, :1], frames[:, :, :-1]), axis=2)
    windowed = (frames - _PRE_EMPHASIS * before) * _window()
    spectrum = np.fft.rfft(windowed, _TRANSFORM, axis=2)
    power = np.square(spectrum.real) + np.square(spectrum.imag)
    logarithms: NDArray[np.float32] = np.log(np.maximum(power @ _bands(), _FLOOR))
    return logarithms


@cache
def _window() -> NDArray[np.float32]:
    """Return Povey's window: Hann's to the power of 0.85."""
    window: NDArray[np.float32] = (np.hanning(LENGTH) ** 0.85).astype(np.float32)
    return window


@cache
def _bands() -> NDArray[np.float32]:
    """Return (frequencies, BANDS): how much of each frequency's power each band takes."""
    edges = np.linspace(_mel(_LOWEST), _mel(SAMPLE_RATE / 2), BANDS + 2)
    frequencies = _mel(np.arange(_TRANSFORM // 2 + 1) * SAMPLE_RATE / _TRANSFORM)[:, np.newaxis]
    rising = (frequencies - edges[:-2]) / (edges[1:-1] - edges[:-2])
    falling = (edges[2:] - frequencies) / (edges[2:] - edges[1:-1])
    bands: NDArray[np.float32] = np.minimum(rising, falling).clip(0).astype(np.float32)
    return bands


def _mel(hertz: float | NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1127.0 * np.log1p(np.asarray(hertz) / 700.0))
