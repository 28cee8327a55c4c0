"""Who speaks when: from a hearing to voices that have no names.

Segmentation tells when somebody speaks, how many at once and where the voice may change; between
changes lie stretches of one voice, whose voice prints tell how many people there are and which
stretch is whose. What people know, such as that the same person speaks at two moments, is never
contradicted. Where two speak at once, or too shortly to be told by sound, the local voices of the
segmentation stand for the people whose stretches they share.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import (  # type: ignore[import-untyped]  # has no stubs
    linear_sum_assignment,
)
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # has no stubs

from podcast.conversation import REACH
from podcast.engines import SAMPLE_RATE
from podcast.hearing import FRAME_CENTRE, FRAME_STEP
from podcast.voice_activity import (
    Activity,
    combine,
    different_people,
    frames_within,
    moment,
    single_voice,
)
from podcast.voice_clusters import tell_apart
from podcast.voice_models import POWERSET, WINDOW_FRAMES
from podcast.voice_spans import as_voices, smoothed, without_silence
from podcast.voice_stretches import NOBODY, Stretches, noise_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from podcast.conversation import Voices
    from podcast.engines import DiarizeOptions
    from podcast.hearing import Hearing

    Frames = NDArray[np.int64]
    Clustering = Callable[[Stretches, int, int, int], Frames]

# Weighs more than all the windows that hear a frame.
_CERTAIN = 1000.0
# Weighs less than one window.
_GUESSED = 0.001


def diarize(
    hearing: Hearing, options: DiarizeOptions, clustering: Clustering = tell_apart
) -> Voices:
    """Tell who speaks when.

    Args:
        hearing: of the whole recording.
        options: how many voices there can be, and what people know of them.
        clustering: tells which stretch is whose, as `tell_apart` does; benches compare others.

    Returns:
        Voices numbered from 1 in order of their first sound; none where nobody speaks.
    """
    with threadpool_limits(1, "blas"):  # sums in one order give the same voices on any machine
        return _diarized(hearing, options, clustering)


def _diarized(hearing: Hearing, options: DiarizeOptions, clustering: Clustering) -> Voices:
    activity = combine(hearing.firsts, hearing.local)
    told = _told(options.known, len(activity.speakers))
    stretches = single_voice(_split(activity, told, hearing))
    owner = _owners(hearing, activity, stretches, told, options, clustering)
    scores = _scores(activity, owner, max(1, int(owner.max(initial=0)) + 1))
    sounding = _sounding(scores, activity.speakers, frames_within(hearing.samples))
    audible = without_silence(sounding, hearing.loudness)
    return as_voices(audible, scores, hearing.samples / SAMPLE_RATE)


@dataclass(frozen=True, slots=True, order=True)
class _Told:
    """A frame in which people say that a person speaks; persons are told apart by number."""

    frame: int
    person: int


def _told(known: tuple[tuple[float, ...], ...], frames: int) -> tuple[_Told, ...]:
    """Return what people know, in order of time; moments beyond the end tell nothing."""
    told = (
        _Told(round((at * SAMPLE_RATE - FRAME_CENTRE) / FRAME_STEP), person)
        for person, moments in enumerate(known)
        for at in moments
    )
    return tuple(sorted(one for one in told if 0 <= one.frame < frames))


def _split(activity: Activity, told: tuple[_Told, ...], hearing: Hearing) -> Activity:
    """Let the voice change between two moments of different people, where it is quietest."""
    changes = activity.changes.copy()
    for one, other in pairwise(told):
        if one.person != other.person:
            between = hearing.loudness[one.frame + 1 : other.frame + 1]
            changes[one.frame + 1 + (int(between.argmin()) if len(between) else 0)] = True
    return replace(activity, changes=changes)


def _owners(
    hearing: Hearing,
    activity: Activity,
    stretches: Frames,
    told: tuple[_Told, ...],
    options: DiarizeOptions,
    clustering: Clustering,
) -> Frames:
    """Return (frames,) whose stretch each frame lies in, by its voice print; -1 where none."""
    owner = np.full(len(activity.speakers), -1, np.int64)
    middles = (hearing.starts + hearing.lengths / 2) / SAMPLE_RATE
    lies_in = np.searchsorted(moment(stretches[:, 0]), middles, side="right") - 1
    printed, which = np.unique(lies_in, return_inverse=True)
    persons = _persons(stretches[printed], activity, told)
    heard = _heard(hearing, which, persons)
    apart = different_people(activity.local)
    labels = clustering(heard, options.fewest, options.most, apart)
    for (first, last), label in zip(stretches[printed], labels, strict=True):
        owner[first:last] = label
    return owner


def _heard(hearing: Hearing, which: Frames, persons: Frames) -> Stretches:
    """Describe stretches by the pieces in them; `which` tells the stretch of each piece."""
    prints = hearing.prints.astype(np.float64)
    sums = np.zeros((len(persons), prints.shape[1]))
    np.add.at(sums, which, prints)
    counts = np.bincount(which)  # at least one piece each
    first, last = np.full(len(persons), np.iinfo(np.int64).max), np.zeros(len(persons), np.int64)
    np.minimum.at(first, which, hearing.starts)
    np.maximum.at(last, which, hearing.starts + hearing.lengths)
    return Stretches(
        prints=sums / counts[:, np.newaxis],
        seconds=(last - first) / SAMPLE_RATE,
        noise=noise_of(prints, which),
        persons=persons,
    )


def _persons(stretches: Frames, activity: Activity, told: tuple[_Told, ...]) -> Frames:
    """Return (stretches,) whose each is, as people say; a moment in a pause means the nearest."""
    persons = np.full(len(stretches), NOBODY, np.int64)
    reach = REACH * SAMPLE_RATE / FRAME_STEP
    for one in told:
        if not len(stretches) or activity.speakers[one.frame] > 1:
            continue
        away = np.maximum(stretches[:, 0] - one.frame, one.frame - (stretches[:, 1] - 1)).clip(0)
        nearest = int(away.argmin())
        in_pause = activity.speakers[one.frame] == 0 and away[nearest] <= reach
        if persons[nearest] == NOBODY and (away[nearest] == 0 or in_pause):
            persons[nearest] = one.person
    return persons


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
