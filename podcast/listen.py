"""Sound to a hearing: what the two voice models make of a recording.

Segmentation hears windows of ten seconds that overlap. Where one voice sounds alone, pieces of
1.5 s are embedded as voice prints. Each batch runs on one thread, so the result is the same on any
number of threads.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from podcast import voice_features, voice_models
from podcast.hearing import FRAME_STEP, Hearing
from podcast.voice_activity import combine, moment, single_voice, window_firsts
from podcast.voice_models import PRINT_VALUES, WINDOW, WINDOW_FRAMES

if TYPE_CHECKING:
    from collections.abc import Callable

Samples = NDArray[np.int16]
Indices = NDArray[np.int64]

# Pieces that are embedded, their hop and the shortest, in hundredths of a second: longer pieces
# mix people, shorter ones tell them badly.
_PIECE = 150
_PIECE_HOP = 75
_SHORTEST = 40
_HUNDREDTH = voice_features.STEP
# Small batches keep what a layer works on within the processor's cache.
_BATCH = 4
# Segmentation's share of the work, for honest progress.
_SEGMENTATION = 0.5
_FULL_SCALE = np.float32(32768)


def listen(samples: Samples, progress: Callable[[float], None], threads: int = 2) -> Hearing:
    """Hear a recording.

    Args:
        samples: 16 kHz mono, of any length; may be a memory map, of which little is read at once.
        progress: told the share done, 0 to 1.
        threads: batches that are heard at a time; more than there are cores makes it slower.

    Raises:
        ModelError: when a model file of the package is missing or damaged.
    """
    models = voice_models.load()
    firsts = window_firsts(len(samples))
    local = np.empty((len(firsts), WINDOW_FRAMES), np.uint8)

    def segment(batch: Indices) -> None:
        heard = np.stack([_cut(samples, first * FRAME_STEP, WINDOW) for first in firsts[batch]])
        local[batch] = models.local_voices(heard)

    def embed(batch: Indices) -> None:
        heard = [_cut(samples, starts[piece], lengths[piece]) for piece in batch]
        prints[batch] = models.embed(np.stack(heard))

    with ThreadPoolExecutor(threads) as pool:
        windows = _batches(np.zeros(len(firsts), np.int64))
        for done, _ in enumerate(pool.map(segment, windows), start=1):
            progress(_SEGMENTATION * done / len(windows))
        starts, lengths = pieces(single_voice(combine(firsts, local)), len(samples))
        prints = np.empty((len(starts), PRINT_VALUES), np.float16)
        batches = _batches(lengths)
        for done, _ in enumerate(pool.map(embed, batches), start=1):
            progress(_SEGMENTATION + (1 - _SEGMENTATION) * done / len(batches))
    return Hearing(len(samples), firsts, local, starts, lengths, prints)


def pieces(stretches: Indices, samples: int) -> tuple[Indices, Indices]:
    """Lay pieces to embed over stretches: a short one is one piece, a long one ends with a whole.

    Args:
        stretches: (stretches, 2) frames between which one voice sounds alone.
        samples: how long the recording is.

    Returns:
        First sample and samples of each piece, in order of time.
    """
    starts, lengths = [], []
    hundredths = (moment(stretches) * 100).round().astype(np.int64)
    for first, last in np.minimum(hundredths, samples // _HUNDREDTH):
        length = last - first
        if length >= _PIECE:
            steps = np.append(np.arange(0, length - _PIECE, _PIECE_HOP), length - _PIECE)
            starts += list(first + steps)
            lengths += [_PIECE] * len(steps)
        elif length >= _SHORTEST:
            # to a tenth of a second, so that equally long ones can be embedded together
            starts.append(first)
            lengths.append(length // 10 * 10)
    return (
        np.array(starts, np.int64) * _HUNDREDTH,
        np.array(lengths, np.int64) * _HUNDREDTH,
    )


def _batches(kinds: Indices) -> list[Indices]:
    """Indices of equal kind together, a few at a time."""
    alike = (np.flatnonzero(kinds == kind) for kind in np.unique(kinds))
    return [
        group[first : first + _BATCH] for group in alike for first in range(0, len(group), _BATCH)
    ]


def _cut(samples: Samples, start: int, length: int) -> NDArray[np.float32]:
    """Samples from -1 to 1, with silence beyond the end."""
    cut = np.zeros(length, np.float32)
    heard = samples[start : start + length]
    cut[: len(heard)] = heard / _FULL_SCALE
    return cut
