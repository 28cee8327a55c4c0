"""What speaks for each voice beneath each word: where voices sound, and what voice prints say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from podcast.conversation import Opinion, Voices, VoiceSpan
    from podcast.span import Span

    Numbers = NDArray[np.float64]


def seconds_beneath(words: Sequence[Span], voices: Voices) -> Numbers:
    """Return (words, voices) for how long each voice sounds beneath each word.

    A voice that sounds behind another counts as much: which of the two was written down, only the
    words around tell. Where nobody sounds, the voice with the nearest edge does, all the while.
    """
    times, numbers = _times(words), voices.numbers
    seconds = np.stack([_covered(times, number, voices) for number in numbers], axis=1)
    sounds = _times([heard.span for heard in voices.spans])
    for silent in np.flatnonzero(~seconds.any(axis=1)):
        start, end = times[silent]
        gaps = np.maximum(sounds[:, 0] - end, start - sounds[:, 1])
        nearest = voices.spans[int(gaps.argmin())]
        seconds[silent, numbers.index(nearest.voice)] = end - start
    return seconds


def likeness_beneath(words: Sequence[Span], opinions: Sequence[Opinion], voices: int) -> Numbers:
    """Return (words, voices) how much the voice prints beneath each word are like each voice.

    The likeness of a piece is spread evenly over it, so that a word that covers all of it has all
    of it; where pieces overlap, each moment has their mean.
    """
    if not opinions:
        return np.zeros((len(words), voices))
    pieces = _times([opinion.span for opinion in opinions])
    rates = np.array([opinion.likeness for opinion in opinions]) / np.diff(pieces, axis=1)
    edges = np.unique(pieces)
    changes = np.zeros((len(edges), voices + 1))
    counted = np.column_stack((rates, np.ones(len(rates))))
    np.add.at(changes, np.searchsorted(edges, pieces[:, 0]), counted)
    np.subtract.at(changes, np.searchsorted(edges, pieces[:, 1]), counted)
    sums = changes.cumsum(axis=0)[:-1]
    means = sums[:, :-1] / sums[:, -1:].round().clip(1)
    until = np.vstack((np.zeros(voices), (means * np.diff(edges)[:, np.newaxis]).cumsum(axis=0)))
    times = _times(words)
    return np.stack(
        [
            np.interp(times[:, 1], edges, column) - np.interp(times[:, 0], edges, column)
            for column in until.T
        ],
        axis=1,
    )


def overlaps(voices: Voices) -> tuple[Span, ...]:
    """Return where one voice begins while another still sounds, in order of time."""
    found: list[Span] = []
    longest: VoiceSpan | None = None
    for heard in voices.spans:
        if longest and longest.span.overlap(heard.span):
            found.append(longest.span & heard.span)
        if not longest or heard.span.end > longest.span.end:
            longest = heard
    return tuple(found)


def _times(spans: Sequence[Span]) -> Numbers:
    return np.array([(span.start, span.end) for span in spans]).reshape(-1, 2)


def _covered(times: Numbers, voice: int, voices: Voices) -> Numbers:
    """Return (words,) the seconds of each that one voice covers."""
    own = _times([heard.span for heard in voices.spans if heard.voice == voice])
    until = np.concatenate(([0.0], np.diff(own, axis=1).ravel().cumsum()))
    edges = own.ravel()
    covered = np.repeat(until, 2)[1:-1]
    seconds: Numbers = np.interp(times[:, 1], edges, covered) - np.interp(
        times[:, 0], edges, covered
    )
    return seconds
