"""A long recording in blocks that are heard one after another.

Memory does not grow with length, and a killed run goes on from the blocks that were finished.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from podcast.engines import SAMPLE_RATE
from podcast.span import Span

if TYPE_CHECKING:
    from podcast.engines import Samples

# Longer ones need more memory, in seconds; but each cut begins a window inside what somebody says,
# and leaves one half empty: two minutes had a tenth more wrong words in two blocks.
_LONGEST = 600
# A cut may lie this share of a block away from where it would part the recording evenly.
_SLACK = 0.2


def blocks(samples: Samples) -> tuple[Span, ...]:
    """Cut a recording into stretches of about the same length, each cut in the quietest second."""
    seconds = len(samples) / SAMPLE_RATE
    if not seconds:
        return ()
    count = ceil(seconds / _LONGEST)
    length, slack = len(samples) / count, int(len(samples) / count * _SLACK)
    even = [round(number * length) for number in range(1, count)]
    cuts = [place - slack + _quietest(samples[place - slack : place + slack]) for place in even]
    edges = [moment / SAMPLE_RATE for moment in (0, *cuts, len(samples))]
    return tuple(Span(start, end) for start, end in pairwise(edges))


def _quietest(samples: Samples) -> int:
    """Return the middle of the quietest second, looked for in steps of a tenth."""
    step = SAMPLE_RATE // 10
    tenths = len(samples) // step
    energy = np.array(
        [
            np.square(samples[i * step : (i + 1) * step].astype(np.float32)).sum()
            for i in range(tenths)
        ]
    )
    seconds = np.convolve(energy, np.ones(10), mode="valid")
    return int(seconds.argmin()) * step + SAMPLE_RATE // 2
