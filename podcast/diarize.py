"""Who speaks when: from a hearing to voices that have no names.

The way: segmentation tells when somebody speaks, how many at once and where the voice may change;
between changes lie stretches of one voice. The voice prints inside them are clustered into people;
each stretch goes to the person it is most like. Where two speak at once, or too shortly to be told
by sound, the local voices of the segmentation stand for the people whose stretches they share.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import (  # type: ignore[import-untyped]  # has no stubs
    linear_sum_assignment,
)

from podcast.engines import SAMPLE_RATE
from podcast.voice_activity import Activity, combine, frames_within, moment, single_voice
from podcast.voice_clusters import Points, centres, nearest
from podcast.voice_models import POWERSET, WINDOW_FRAMES
from podcast.voice_spans import as_voices, smoothed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from podcast.conversation import Voices
    from podcast.engines import DiarizeOptions
    from podcast.hearing import Hearing

# Weighs more than all the windows that hear a frame.
_CERTAIN = 1000.0
# Weighs less than one window.
_GUESSED = 0.001


def diarize(hearing: Hearing, options: DiarizeOptions) -> Voices:
    """Tell who speaks when.

    Args:
        hearing: of the whole recording.
        options: how many voices there can be.

    Returns:
        Voices numbered from 1 in order of their first sound; none where nobody speaks.
    """
    activity = combine(hearing.firsts, hearing.local)
    stretches = single_voice(activity)
    prints = hearing.prints.astype(np.float32)
    people = centres(prints, options.fewest, options.most)
    owner = _owners(stretches, hearing, prints, people, len(activity.speakers))
    scores = _scores(activity, owner, max(1, len(people)))
    sounding = _sounding(scores, activity.speakers, frames_within(hearing.samples))
    return as_voices(sounding, scores, hearing.samples / SAMPLE_RATE)


def _owners(
    stretches: NDArray[np.int64], hearing: Hearing, prints: Points, people: Points, frames: int
) -> NDArray[np.int64]:
    """Return (frames,) whose stretch each frame lies in, by sound alone; -1 where none."""
    owner = np.full(frames, -1, np.int64)
    middles = (hearing.starts + hearing.lengths / 2) / SAMPLE_RATE
    lies_in = np.searchsorted(moment(stretches[:, 0]), middles, side="right") - 1
    for stretch in np.unique(lies_in):
        whole = prints[lies_in == stretch].mean(axis=0, keepdims=True)
        first, last = stretches[stretch]
        owner[first:last] = nearest(whole, people)[0]
    return owner


def _scores(activity: Activity, owner: NDArray[np.int64], people: int) -> NDArray[np.float32]:
    """Return (frames, people) how strongly each is heard.

    In each window the local voices stand for different people, so that the time they share with
    the people's stretches is the most; a stretch told by its sound outweighs all windows, and
    where nothing tells, the person of the nearest stretch is guessed.
    """
    scores = np.zeros((len(owner), people), np.float32)
    for first, local in zip(activity.firsts, activity.local, strict=True):
        heard = slice(first, first + WINDOW_FRAMES)
        sounds = POWERSET[local].astype(np.float32)
        alone = sounds * (sounds.sum(axis=1, keepdims=True) == 1)
        shared = alone.T @ (owner[heard, np.newaxis] == np.arange(people))
        voices, persons = linear_sum_assignment(-shared)
        known = shared[voices, persons] > 0
        scores[heard, persons[known]] += sounds[:, voices[known]]
    told = np.flatnonzero(owner >= 0)
    scores[told, owner[told]] += _CERTAIN
    if len(told):
        everywhere = np.arange(len(owner))
        scores[everywhere, owner[_nearest_of(told, everywhere)]] += _GUESSED
    return scores


def _nearest_of(marks: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each place the nearest of the marks, which are sorted; the earlier of two."""
    after = np.searchsorted(marks, places).clip(0, len(marks) - 1)
    before = (after - 1).clip(0)
    nearer_before = np.abs(places - marks[before]) <= np.abs(marks[after] - places)
    nearest_marks: NDArray[np.int64] = np.where(nearer_before, marks[before], marks[after])
    return nearest_marks


def _sounding(
    scores: NDArray[np.float32], speakers: NDArray[np.int64], frames: int
) -> NDArray[np.bool_]:
    """Return (frames, people) who sounds: as many as segmentation hears, the strongest first."""
    speakers = speakers.copy()
    speakers[frames:] = 0
    rank = (-scores).argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    sounding = (rank < speakers[:, np.newaxis]) & ((scores > 0) | (rank == 0))
    return smoothed(sounding)
