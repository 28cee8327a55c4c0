"""Stretches of one voice each, and how much each tells of its person.

The voice print of a stretch is the point of its person plus noise. One part of the noise stays for
as long as the stretch lasts (how somebody speaks just then, and where), the other fades with its
length.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.int64]
Numbers = NDArray[np.float64]

NOBODY = -1
"""The person of a stretch of which people have not said whose it is."""

# Noise is measured in that of one piece of 1.5 s, which `listen` embeds. A stretch of t seconds
# tells as much of its person as 1 / (1 + 5 / t) independent pieces: 0.1 for half a second, 0.5 for
# five seconds, never more than 1. Found on all groups of `bench/voices.py`, on excerpts of them
# and on copies made faster, slower, noisy and narrow; see `bench/voice_ablations.py`.
_LASTING_NOISE = 1.0
_FADING_NOISE = 5.0
# Noise of a piece, where a recording has too few pieces to measure it (mean of `bench/voices.py`).
_TYPICAL_NOISE = 0.33
_FEWEST_MEASURED = 5


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Stretches of one voice each, in order of time.

    Attributes:
        prints: (stretches, values) the mean of the pieces of each.
        seconds: (stretches,) how long.
        noise: mean square distance of a piece from its stretch.
        persons: (stretches,) equal for stretches that people gave to the same person, different
            for different persons; NOBODY where they have not said.
    """

    prints: Numbers
    seconds: Numbers
    noise: float
    persons: Labels

    @property
    def weight(self) -> Numbers:
        """(stretches,) as how many independent pieces each counts."""
        weight: Numbers = 1 / (_LASTING_NOISE + _FADING_NOISE / self.seconds)
        return weight

    def middles(self, labels: Labels, count: int) -> Numbers:
        """Return (count, values): the middle of each voice's prints, on the unit sphere."""
        member = np.eye(count)[labels] * self.weight[:, np.newaxis]
        sums = member.T @ self.prints
        middles: Numbers = sums / np.linalg.norm(sums, axis=1, keepdims=True).clip(1e-9)
        return middles

    def part(self, which: NDArray[np.bool_]) -> Stretches:
        """Return some of them."""
        return Stretches(self.prints[which], self.seconds[which], self.noise, self.persons[which])


def noise_of(pieces: NDArray[np.floating], stretch: Labels) -> float:
    """Measure how far pieces lie from the mean of their stretch.

    Args:
        pieces: (pieces, values) voice prints.
        stretch: (pieces,) which stretch each lies in, sorted.
    """
    _, which, counts = np.unique(stretch, return_inverse=True, return_counts=True)
    sums = np.zeros((len(counts), pieces.shape[1]))
    np.add.at(sums, which, pieces)
    measured = counts[which] > 2  # two overlap by half and tell little
    apart = np.square(pieces - (sums / counts[:, np.newaxis])[which]).sum(axis=1)
    free = int((counts[counts > 2] - 1).sum())
    return float(apart[measured].sum() / free) if free > _FEWEST_MEASURED else _TYPICAL_NOISE


def renumbered(labels: Labels) -> Labels:
    """Number labels 0..n-1, in their order."""
    numbers: Labels = np.unique(labels, return_inverse=True)[1].astype(np.int64)
    return numbers
