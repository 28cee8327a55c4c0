"""The waveform of a recording, as little as drawing it needs: least and greatest over time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

PER_SECOND = 20
"""Peaks for each second of sound: a pixel or two of a minute on a screen."""
RATE = 8_000
"""Samples per second that are enough to see how loud it is, in Hz."""

_GRAIN = RATE // PER_SECOND
_BITS = 8  # of the 16 of a sample that are left out


def peaks(blocks: Iterable[NDArray[np.int16]]) -> Iterator[NDArray[np.int8]]:
    """Yield the least and the greatest sample of each twentieth of a second.

    Args:
        blocks: of shape (samples, 1) at `RATE`, as `decode.stream` gives them.

    Yields:
        Arrays of shape (peaks, 2), -128 to 127; the last peak may be of less sound.
    """
    left = np.empty(0, np.int16)
    for block in blocks:
        sound = np.concatenate((left, block[:, 0]))
        whole = len(sound) - len(sound) % _GRAIN
        if whole:
            yield _bounds(sound[:whole].reshape(-1, _GRAIN))
        left = sound[whole:]
    if len(left):
        yield _bounds(left.reshape(1, -1))


def _bounds(parts: NDArray[np.int16]) -> NDArray[np.int8]:
    bounds = np.column_stack((parts.min(axis=1), parts.max(axis=1)))
    return (bounds >> _BITS).astype(np.int8)
