"""Who speaks when, told by the channels: each is the microphone of one person.

Segmentation tells when somebody speaks; the levels of the channels tell who. No voice print is
needed, so people who sound alike are told apart, and those who speak at once both are heard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from podcast.channel_leads import FRAMES_A_SECOND, leads
from podcast.channel_levels import QUIETEST
from podcast.conversation import Voices
from podcast.engines import SAMPLE_RATE
from podcast.voice_activity import combine, frames_within
from podcast.voice_spans import as_voices, smoothed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from podcast.hearing import Hearing

    Marks = NDArray[np.bool_]

# A channel is somebody's that leads clearly for so many seconds in all: a knock on the table is
# shorter than the shortest answers, which last 0.3 s.
_LEAST_SECONDS = 0.3


def voices_by_channel(hearing: Hearing) -> Voices:
    """Tell who speaks when.

    Args:
        hearing: of the whole recording, with the levels of two channels or more.

    Returns:
        Voices numbered from 1 in order of their first sound, one for each channel in which
        somebody speaks.
    """
    speech = combine(hearing.firsts, hearing.local).speakers > 0
    speech = speech[: frames_within(hearing.samples)]
    return told_apart(_fitted(hearing.levels, len(speech)), speech, hearing.samples / SAMPLE_RATE)


def told_apart(levels: NDArray[np.int8], speech: Marks, duration: float) -> Voices:
    """Give each frame of speech to the people whose channels lead.

    Args:
        levels: (frames, channels) decibels of full scale.
        speech: (frames,) where somebody speaks.
        duration: of the recording in seconds.
    """
    if not speech.any():
        return Voices((), ())
    stand = leads(levels, speech)
    clear = smoothed(stand.clear & speech[:, np.newaxis])
    people = clear.sum(axis=0) >= _LEAST_SECONDS * FRAMES_A_SECOND
    if not people.any():  # all hear the same
        people[0] = True
    leader = np.where(speech, stand.leader(people), -1)
    led = leader[:, np.newaxis] == np.arange(len(people))
    beside = stand.beside(leader, people) & speech[:, np.newaxis]
    return as_voices(smoothed(smoothed(led) | beside), stand.margin, duration)


def _fitted(levels: NDArray[np.int8], frames: int) -> NDArray[np.int8]:
    """As many frames as segmentation has; the last may be too short to have been measured."""
    missing = max(0, frames - len(levels))
    return np.pad(levels, ((0, missing), (0, 0)), constant_values=QUIETEST)[:frames]
