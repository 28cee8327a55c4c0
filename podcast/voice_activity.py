"""When somebody speaks, how many at once, and where the voice may change: from local voices.

Segmentation hears overlapping windows of ten seconds. In each it numbers up to three local voices
afresh, so only what does not depend on the numbers can be averaged over windows: whether anybody
sounds, how many sound, and at which frames the set of voices changes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from podcast.engines import SAMPLE_RATE
from podcast.hearing import FRAME_CENTRE, FRAME_STEP
from podcast.voice_models import POWERSET, WINDOW, WINDOW_FRAMES

HOP_FRAMES = 148
"""Frames between windows: 2.5 s to the nearest frame, so that windows share one grid."""

# Two windows seldom agree on the very frame of a change; this many frames to each side count as
# the same moment (50 ms).
_CHANGE_SLACK = 3
# A change of voice may be there when a quarter of the windows that hear its moment hear it. That is
# often too much, and does no harm: who is who on either side is told by voice prints.
_CHANGE_SHARE = 0.25
# Two windows tell of one calm voice when they count differently in this many frames at most
# (0.25 s: where a pause begins).
_CALM_SLACK = 15
# Voices of a window are different people when each sounds in so many frames of it (1 s), and when
# two windows say so: a single one may be mistaken.
_SOUNDS = 60
_WITNESSES = 2
# Frames at the ends of a window have heard little on one side and count less, as in pyannote.audio.
_WEIGHT = np.hamming(WINDOW_FRAMES)


@dataclass(frozen=True, slots=True)
class Activity:
    """What segmentation heard.

    Attributes:
        firsts: (windows,) the frame of the recording at which each window begins.
        local: (windows, WINDOW_FRAMES) rows of POWERSET.
        speakers: (frames,) how many voices sound, at most two.
        changes: (frames,) whether the voice may change just before the frame.
    """

    firsts: NDArray[np.int64]
    local: NDArray[np.uint8]
    speakers: NDArray[np.int64]
    changes: NDArray[np.bool_]


def window_firsts(samples: int) -> NDArray[np.int64]:
    """Return the first frame of each window that it takes to hear so many samples."""
    beyond = max(0, samples - WINDOW)
    last = -(-beyond // FRAME_STEP)
    return np.unique(np.append(np.arange(0, last, HOP_FRAMES), last)).astype(np.int64)


def combine(firsts: NDArray[np.int64], local: NDArray[np.uint8]) -> Activity:
    """Average over windows what does not depend on how a window numbers its voices."""
    counts = POWERSET.sum(axis=1)[local]
    speakers = overlap_average(firsts, counts)
    changed = np.zeros(local.shape, np.bool_)
    changed[:, 1:] = local[:, 1:] != local[:, :-1]
    votes = overlap_average(firsts, _widened(changed, _CHANGE_SLACK))
    return Activity(firsts, local, np.rint(speakers).astype(np.int64), _peaks(votes))


def is_calm(local: NDArray[np.uint8], apart: int) -> bool:
    """Tell whether two windows hear the same one voice, or nobody, where they overlap.

    Args:
        local: (2, WINDOW_FRAMES) rows of POWERSET.
        apart: frames from the beginning of one to that of the other.
    """
    both = np.stack((local[0, apart:], local[1, : WINDOW_FRAMES - apart]))
    counts = POWERSET.sum(axis=1)[both]
    heard = [np.unique(row[count > 0]) for row, count in zip(both, counts, strict=True)]
    one_each = counts.max() < 2 and all(len(voices) <= 1 for voices in heard)
    return bool(one_each and (counts[0] != counts[1]).sum() <= _CALM_SLACK)


def different_people(local: NDArray[np.uint8]) -> int:
    """Return how many people there are at least: so many a window keeps apart for long enough."""
    seconds = POWERSET[local].sum(axis=1)
    kept_apart = np.sort((seconds >= _SOUNDS).sum(axis=1))[::-1]
    return max(1, int(kept_apart[min(_WITNESSES, len(kept_apart)) - 1]))


def single_voice(activity: Activity) -> NDArray[np.int64]:
    """Return (stretches, 2) frames between which exactly one voice sounds, without a change."""
    found = runs(activity.speakers, activity.changes)
    single: NDArray[np.int64] = found[activity.speakers[found[:, 0]] == 1]
    return single


def overlap_average(
    firsts: NDArray[np.int64], values: NDArray[np.bool_ | np.int64 | np.float64]
) -> NDArray[np.float64]:
    """Average values (windows, WINDOW_FRAMES) where windows overlap, their middles counting most.

    Returns:
        (frames,) up to the end of the last window.
    """
    total = np.zeros(int(firsts[-1]) + WINDOW_FRAMES)
    weight = np.zeros_like(total)
    for first, row in zip(firsts, values, strict=True):
        total[first : first + WINDOW_FRAMES] += row * _WEIGHT
        weight[first : first + WINDOW_FRAMES] += _WEIGHT
    return total / weight


def moment(frames: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return when frames begin, in seconds: halfway between the middles of two frames."""
    return (frames * FRAME_STEP + FRAME_CENTRE - FRAME_STEP / 2) / SAMPLE_RATE


def frames_within(samples: int) -> int:
    """Return how many frames have their middle within so many samples."""
    return max(0, int(np.ceil((samples - FRAME_CENTRE) / FRAME_STEP)))


def runs(values: NDArray[np.int64], breaks: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return (runs, 2): first frame and frame after the last of each run of one value.

    A run ends where the value changes and before each frame that `breaks` marks.
    """
    if not len(values):
        return np.empty((0, 2), np.int64)
    starts = np.flatnonzero(np.diff(values) | breaks[1:]) + 1
    edges = np.concatenate(([0], starts, [len(values)]))
    return np.column_stack((edges[:-1], edges[1:]))


def _widened(marks: NDArray[np.bool_], by: int) -> NDArray[np.bool_]:
    wide = marks.copy()
    for shift in range(1, by + 1):
        wide[:, shift:] |= marks[:, :-shift]
        wide[:, :-shift] |= marks[:, shift:]
    return wide


def _peaks(votes: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Mark the middle of each run of frames that enough windows call a change."""
    padded = np.concatenate(([False], votes >= _CHANGE_SHARE, [False]))
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    marks = np.zeros(len(votes), np.bool_)
    marks[(edges[::2] + edges[1::2]) // 2] = True
    return marks
