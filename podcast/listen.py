"""Sound to a hearing: what the two voice models make of a recording.

Segmentation hears windows of ten seconds that overlap by half, and one more between two that do
not tell of one calm voice. Where one voice sounds alone, pieces of 1.5 s are embedded as voice
prints. Each batch runs on one thread, so the result is the same on any number of threads, and the
numeric library's own threads do not take the cores from the others.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # has no stubs

from podcast import voice_features, voice_models
from podcast.channel_levels import loudness
from podcast.hearing import FRAME_STEP, Hearing
from podcast.voice_activity import combine, is_calm, moment, single_voice, window_firsts
from podcast.voice_models import PRINT_VALUES, WINDOW, WINDOW_FRAMES, VoiceModels

if TYPE_CHECKING:
    from collections.abc import Callable

    Progress = Callable[[float], None]

Samples = NDArray[np.int16]
Indices = NDArray[np.int64]
Local = NDArray[np.uint8]

# Pieces that are embedded, their hop and the shortest, in hundredths of a second: longer pieces
# mix people, shorter ones tell them badly. A stretch has at most four, spread evenly: more tell
# nothing new of who it is.
_PIECE = 150
_PIECE_HOP = 75
_SHORTEST = 40
_MOST_PIECES = 4
_HUNDREDTH = voice_features.STEP
# Small batches keep what a layer works on within the processor's cache.
_BATCH = 4
# How far the windows that overlap by half, and then those between, are on the way.
_COARSE = 0.35
_SEGMENTED = 0.5
_FULL_SCALE = np.float32(32768)


def listen(samples: Samples, progress: Progress, threads: int = 2) -> Hearing:
    """Hear a recording.

    Args:
        samples: 16 kHz mono, of any length; may be a memory map, of which little is read at once.
        progress: told the share done, 0 to 1.
        threads: batches that are heard at a time; more than there are cores makes it slower.

    Raises:
        ModelError: when a model file of the package is missing or damaged.
    """
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(threads) as pool:
        listener = _Listener(samples, voice_models.load(), pool, progress)
        firsts, local = listener.segmented()
        starts, lengths = pieces(single_voice(combine(firsts, local)), len(samples))
        prints = listener.embedded(starts, lengths)
    progress(1.0)
    return Hearing(len(samples), firsts, local, starts, lengths, prints, loudness(samples))


def pieces(stretches: Indices, samples: int) -> tuple[Indices, Indices]:
    """Lay pieces to embed over stretches; a stretch shorter than a piece is one piece.

    Args:
        stretches: (stretches, 2) frames between which one voice sounds alone.
        samples: how long the recording is.

    Returns:
        First sample and samples of each piece, in order of time.
    """
    starts: list[int] = []
    lengths: list[int] = []
    hundredths = (moment(stretches) * 100).round().astype(np.int64)
    for first, last in np.minimum(hundredths, samples // _HUNDREDTH):
        beyond = last - first - _PIECE
        if beyond >= 0:
            count = min(_MOST_PIECES, 1 + -(-beyond // _PIECE_HOP))
            starts += list(first + np.linspace(0, beyond, count).round().astype(np.int64))
            lengths += [_PIECE] * count
        elif last - first >= _SHORTEST:
            # to a tenth of a second, so that equally long ones can be embedded together
            starts.append(first)
            lengths.append((last - first) // 10 * 10)
    return np.array(starts, np.int64) * _HUNDREDTH, np.array(lengths, np.int64) * _HUNDREDTH


@dataclass(frozen=True, slots=True)
class _Listener:
    """The sound, and what hears it."""

    samples: Samples
    models: VoiceModels
    pool: ThreadPoolExecutor
    progress: Progress

    def segmented(self) -> tuple[Indices, Local]:
        """Hear every other window first, then those between two that are not calm."""
        firsts = window_firsts(len(self.samples))
        local = np.zeros((len(firsts), WINDOW_FRAMES), np.uint8)
        coarse = np.union1d(np.arange(0, len(firsts), 2), len(firsts) - 1)
        self._segment(firsts, coarse, local, 0.0, _COARSE)
        between = np.setdiff1d(np.arange(len(firsts)), coarse)
        calm = [
            is_calm(local[[one - 1, one + 1]], int(firsts[one + 1] - firsts[one - 1]))
            for one in between
        ]
        restless = between[~np.array(calm, np.bool_)]
        self._segment(firsts, restless, local, _COARSE, _SEGMENTED)
        heard = np.union1d(coarse, restless)
        return firsts[heard], local[heard]

    def embedded(self, starts: Indices, lengths: Indices) -> NDArray[np.float16]:
        """Embed the pieces, those of equal length together."""
        prints = np.empty((len(starts), PRINT_VALUES), np.float16)

        def embed(batch: Indices) -> None:
            heard = [self._cut(starts[piece], lengths[piece]) for piece in batch]
            prints[batch] = self.models.embed(np.stack(heard))

        alike = (np.flatnonzero(lengths == length) for length in np.unique(lengths))
        batches = [batch for group in alike for batch in _batches(group)]
        self._each(embed, batches, _SEGMENTED, 1.0)
        return prints

    def _segment(
        self, firsts: Indices, which: Indices, local: Local, begun: float, done: float
    ) -> None:
        def segment(batch: Indices) -> None:
            heard = [self._cut(first * FRAME_STEP, WINDOW) for first in firsts[batch]]
            local[batch] = self.models.local_voices(np.stack(heard))

        self._each(segment, _batches(which), begun, done)

    def _each(
        self, work: Callable[[Indices], None], batches: list[Indices], begun: float, done: float
    ) -> None:
        """Do the work for each batch; progress goes from one share to the other."""
        for count, _ in enumerate(self.pool.map(work, batches), start=1):
            self.progress(begun + (done - begun) * count / len(batches))

    def _cut(self, start: int, length: int) -> NDArray[np.float32]:
        """Samples from -1 to 1, with silence beyond the end."""
        cut = np.zeros(length, np.float32)
        heard = self.samples[start : start + length]
        cut[: len(heard)] = heard / _FULL_SCALE
        return cut


def _batches(indices: Indices) -> list[Indices]:
    return [indices[first : first + _BATCH] for first in range(0, len(indices), _BATCH)]
