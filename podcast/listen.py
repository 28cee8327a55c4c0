"""Sound to a hearing: what the two voice models make of a recording.

Segmentation hears windows of ten seconds that overlap by half, and one more between two that do
not tell of one calm voice. Where one voice sounds alone, pieces of 1.5 s are embedded as voice
prints. Each batch runs on one thread, so the result is the same on any number of threads, and the
numeric library's own threads do not take the cores from the others. What is finished is kept in
parts of some minutes, the same batches each time, so that a killed run goes on to the same result.
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
from podcast.engines import HearingJournal
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
# So many batches are kept at a time: about twenty minutes of windows that overlap by half.
_PART = 64
# How far each step goes on the way, from and to.
_SHARES = {"coarse": (0.0, 0.35), "restless": (0.35, 0.5), "prints": (0.5, 1.0)}
_FULL_SCALE = np.float32(32768)


def listen(
    samples: Samples, progress: Progress, threads: int = 2, journal: HearingJournal | None = None
) -> Hearing:
    """Hear a recording.

    Args:
        samples: 16 kHz mono, of any length; may be a memory map, of which little is read at once.
        progress: told the share done, 0 to 1.
        threads: batches that are heard at a time; more than there are cores makes it slower.
        journal: parts found in it are not heard again.

    Raises:
        ModelError: when a model file of the package is missing or damaged.
    """
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(threads) as pool:
        listener = _Listener(samples, voice_models.load(), pool, progress, journal)
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
    journal: HearingJournal | None

    def segmented(self) -> tuple[Indices, Local]:
        """Hear every other window first, then those between two that are not calm."""
        firsts = window_firsts(len(self.samples))
        local = np.zeros((len(firsts), WINDOW_FRAMES), np.uint8)
        coarse = np.union1d(np.arange(0, len(firsts), 2), len(firsts) - 1)
        self._segment("coarse", firsts, coarse, local)
        between = np.setdiff1d(np.arange(len(firsts)), coarse)
        calm = [
            is_calm(local[[one - 1, one + 1]], int(firsts[one + 1] - firsts[one - 1]))
            for one in between
        ]
        restless = between[~np.array(calm, np.bool_)]
        self._segment("restless", firsts, restless, local)
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
        self._each("prints", embed, batches, prints)
        return prints

    def _segment(self, step: str, firsts: Indices, which: Indices, local: Local) -> None:
        def segment(batch: Indices) -> None:
            heard = [self._cut(first * FRAME_STEP, WINDOW) for first in firsts[batch]]
            local[batch] = self.models.local_voices(np.stack(heard))

        self._each(step, segment, _batches(which), local)

    def _each(
        self,
        step: str,
        work: Callable[[Indices], None],
        batches: list[Indices],
        into: NDArray[np.generic],
    ) -> None:
        """Do the work for each batch, which puts what it hears into rows, or take what is kept."""
        begun, done = _SHARES[step]
        for first in range(0, len(batches), _PART):
            part = batches[first : first + _PART]
            rows = np.concatenate(part)
            name = f"{step}-{first}-{len(rows)}"
            kept = self.journal.get(name) if self.journal else None
            if kept is not None:
                into[rows] = kept
                continue
            for count, _ in enumerate(self.pool.map(work, part), start=first + 1):
                self.progress(begun + (done - begun) * count / len(batches))
            if self.journal:
                self.journal.put(name, into[rows])

    def _cut(self, start: int, length: int) -> NDArray[np.float32]:
        """Samples from -1 to 1, with silence beyond the end."""
        cut = np.zeros(length, np.float32)
        heard = self.samples[start : start + length]
        cut[: len(heard)] = heard / _FULL_SCALE
        return cut


def _batches(indices: Indices) -> list[Indices]:
    return [indices[first : first + _BATCH] for first in range(0, len(indices), _BATCH)]
