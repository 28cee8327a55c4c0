"""How loud a recording and each of its channels are, frame by frame.

Levels of channels tell who speaks into which; the loudness of all together tells true silence.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from podcast.hearing import FRAME_CENTRE, FRAME_STEP, no_levels

QUIETEST = -127
"""The level of digital silence, in whole decibels of full scale."""
MOST_MICROPHONES = 16
"""With more channels than this, they are not measured."""

_LEAST = 10.0 ** (QUIETEST / 10)
_FULL_SCALE = np.float32(32768)
# Frames begin halfway between the middles of two.
_FIRST_SAMPLE = int(FRAME_CENTRE - FRAME_STEP / 2)
# Samples that are measured at once.
_BLOCK = 1 << 20


def loudness(samples: NDArray[np.int16]) -> NDArray[np.int8]:
    """Return (frames,) decibels of full scale; a rest too short for a frame is left.

    Args:
        samples: one channel at SAMPLE_RATE; may be a memory map, of which little is read at once.
    """
    meter = LevelMeter()
    for first in range(0, len(samples), _BLOCK):
        meter.hear(samples[first : first + _BLOCK, np.newaxis])
    return meter.measured().reshape(-1)


@dataclass(slots=True)
class LevelMeter:
    """Measures channels block after block; keeps a byte a frame and channel."""

    _rest: NDArray[np.int16] | None = None
    _measured: list[NDArray[np.int8]] = field(default_factory=list)
    _skip: int = _FIRST_SAMPLE
    _changed: bool = False

    def hear(self, block: NDArray[np.int16]) -> None:
        """Take the next samples; (samples, channels) at SAMPLE_RATE."""
        skipped, block = block[: self._skip], block[self._skip :]
        self._skip -= len(skipped)
        if self._rest is not None and block.shape[1] != self._rest.shape[1]:
            self._changed = True
        if self._changed:
            return
        waiting = block if self._rest is None else np.concatenate((self._rest, block))
        frames = len(waiting) // FRAME_STEP
        whole, self._rest = np.split(waiting, [frames * FRAME_STEP])
        self._measured.append(_decibels(whole.reshape(frames, FRAME_STEP, block.shape[1])))

    def measured(self) -> NDArray[np.int8]:
        """Return (frames, channels) decibels of full scale; a rest too short for a frame is left.

        There are none when channels come and go on the way.
        """
        if self._changed or not self._measured:
            return no_levels()
        return np.concatenate(self._measured)

    def levels(self) -> NDArray[np.int8]:
        """Return what was measured of channels that may be microphones.

        A single channel is nobody's own, and more than MOST_MICROPHONES are something else.
        """
        levels = self.measured()
        return levels if 2 <= levels.shape[1] <= MOST_MICROPHONES else no_levels()


def _decibels(samples: NDArray[np.int16]) -> NDArray[np.int8]:
    """Return how far (frames, FRAME_STEP, channels) swing around their mean, in decibels.

    Around the mean, because some sound cards add a constant, which nobody hears.
    """
    swing = np.ascontiguousarray(samples.transpose(0, 2, 1), np.float32) / _FULL_SCALE
    swing -= swing.mean(axis=2, keepdims=True)
    power = np.einsum("fcs,fcs->fc", swing, swing) / FRAME_STEP
    decibels: NDArray[np.int8] = np.rint(10 * np.log10(np.maximum(power, _LEAST))).astype(np.int8)
    return decibels
