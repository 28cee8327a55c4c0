"""What the voice models heard in a recording, before anybody decides who is who.

Hearing is the long work and depends on the sound alone. Telling the people apart from it takes a
moment, so it is done again whenever somebody says how many speak, or who speaks when.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

FRAME_STEP = 270
"""Samples from one frame of what is heard to the next: 16.875 ms."""
FRAME_CENTRE = 495.5
"""Samples from the beginning of a recording to the middle of its first frame, which hears 991."""


def no_levels() -> NDArray[np.int8]:
    """Return the levels of a recording whose channels were not measured."""
    return np.empty((0, 0), np.int8)


@dataclass(frozen=True, slots=True, eq=False)
class Hearing:
    """Local voices and voice prints, and how loud it is.

    A voice print can tell a person from others, so a hearing is kept with the recording and is
    never published.

    Attributes:
        samples: how long the recording is, at SAMPLE_RATE.
        firsts: (windows,) the frame of the recording at which each window of segmentation begins.
        local: (windows, WINDOW_FRAMES) which local voices sound: rows of POWERSET.
        starts: (prints,) first sample of each piece of one voice, in order of time.
        lengths: (prints,) its samples.
        prints: (prints, 192) points on the unit sphere, alike for the same person; to three
            decimals, which is finer than what two people differ by and halves the file.
        loudness: (frames,) how loud all channels together are, in whole decibels of full scale;
            the last frames may be missing.
        levels: (frames, channels) how loud each channel is, in whole decibels of full scale; none
            where there is one channel, or more than anybody has microphones.
    """

    samples: int
    firsts: NDArray[np.int64]
    local: NDArray[np.uint8]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    prints: NDArray[np.float16]
    loudness: NDArray[np.int8]
    levels: NDArray[np.int8] = field(default_factory=no_levels)
