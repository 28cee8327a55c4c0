"""From the frames in which people sound to their voices as spans.

Whatever told who sounds in a frame, the voices are numbered by their first sound, and pauses and
sounds too short to be any are smoothed away.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from podcast.conversation import Voices, VoiceSpan
from podcast.engines import SAMPLE_RATE
from podcast.hearing import FRAME_STEP
from podcast.span import Span
from podcast.voice_activity import moment, runs

if TYPE_CHECKING:
    from numpy.typing import NDArray

# Pauses inside one voice shorter than this are not heard as pauses; sounds shorter than this are
# not heard as speech. In seconds.
_PAUSE = 0.2
_SOUND = 0.1
# Sound so many decibels below a voice is silence. It is cut out of the voice where it lasts so
# long, and at its beginning and end but for a margin, because consonants are quiet; in a room or on
# the telephone it is never so quiet, and nothing is cut. In seconds.
_SILENT = 40
_SILENCE = 0.4
_MARGIN = 0.1
# A voice is as loud as its loudest tenth.
_LOUD = 90


def smoothed(sounding: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Fill the shortest pauses and then drop the shortest sounds; (frames, people)."""
    return _without_short(~_without_short(~sounding, _PAUSE), _SOUND)


def without_silence(sounding: NDArray[np.bool_], loudness: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Cut true silence out of voices.

    Args:
        sounding: (frames, people) who sounds.
        loudness: (frames,) decibels; the last frames may be missing.
    """
    audible = sounding.copy()
    for person in range(sounding.shape[1]):
        for first, last in _runs_of(sounding[:, person]):
            loud = loudness[first:last]
            if len(loud):
                silent = loud < np.percentile(loud, _LOUD) - _SILENT
                audible[first : first + len(loud), person] &= ~_long_silence(silent)
    return _without_short(audible, _SOUND)


def _long_silence(silent: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Keep of (frames,) silence what is to be cut from a voice that sounds all the while."""
    cut = np.zeros(len(silent), np.bool_)
    margin, long = (round(seconds * SAMPLE_RATE / FRAME_STEP) for seconds in (_MARGIN, _SILENCE))
    for first, last in _runs_of(silent):
        if first == 0:
            cut[: max(0, last - margin)] = True
        elif last == len(silent):
            cut[first + margin :] = True
        elif last - first >= long:
            cut[first:last] = True
    return cut


def as_voices(sounding: NDArray[np.bool_], scores: NDArray[np.float32], duration: float) -> Voices:
    """Number the people by their first sound and give their frames as spans.

    Args:
        sounding: (frames, people) who sounds.
        scores: (frames, people) how strongly; who is strongest has the frame to themselves in the
            exclusive view.
        duration: of the recording in seconds; no span reaches beyond.
    """
    strongest = np.where(sounding, scores, -np.inf).argmax(axis=1)
    alone = sounding & (strongest[:, np.newaxis] == np.arange(sounding.shape[1]))
    heard = np.flatnonzero(sounding.any(axis=0))
    order = heard[np.argsort(sounding[:, heard].argmax(axis=0), kind="stable")]
    return Voices(_spans(sounding[:, order], duration), _spans(alone[:, order], duration))


def _without_short(marks: NDArray[np.bool_], seconds: float) -> NDArray[np.bool_]:
    """Clear runs of marks that are shorter than so many seconds; (frames, people)."""
    fewest = seconds * SAMPLE_RATE / FRAME_STEP
    cleared = marks.copy()
    for person in range(marks.shape[1]):
        for first, last in _runs_of(marks[:, person]):
            cleared[first:last, person] = last - first >= fewest
    return cleared


def _spans(sounding: NDArray[np.bool_], duration: float) -> tuple[VoiceSpan, ...]:
    last = np.floor(duration * 1000) / 1000
    spans = (
        VoiceSpan(Span(float(start), float(end)), person + 1)
        for person in range(sounding.shape[1])
        for start, end in np.minimum(moment(_runs_of(sounding[:, person])).round(3), last)
    )
    return tuple(sorted(span for span in spans if span.span))


def _runs_of(marks: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return (runs, 2): first frame and frame after the last of each run of marks."""
    found = runs(marks.astype(np.int64), np.zeros(len(marks), np.bool_))
    return found[marks[found[:, 0]]]
