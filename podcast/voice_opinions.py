"""A second opinion on who speaks: what single voice prints say, moment by moment.

Telling people apart gives each stretch one voice as a whole. Where segmentation missed a change a
stretch holds two people, and the shortest stretches are told badly; the prints of the pieces in
them say so. Each piece is compared with the voices as the rest of the recording has them, so that
it never speaks for itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from podcast.conversation import Opinion
from podcast.engines import SAMPLE_RATE
from podcast.span import Span
from podcast.voice_activity import combine, moment, single_voice

if TYPE_CHECKING:
    from podcast.conversation import Voices
    from podcast.hearing import Hearing
    from podcast.voice_stretches import Labels, Numbers

# A piece speaks for the voice that has it to more than half.
_MOST = 0.5


def with_opinions(voices: Voices, hearing: Hearing) -> Voices:
    """Add what each voice print says of the voices.

    Args:
        voices: told from this hearing.
        hearing: of the whole recording.

    Returns:
        The voices with an opinion for each piece that can be compared with all of them; a voice of
        one stretch cannot be compared with that stretch, which then has no opinion.
    """
    if len(voices.numbers) < 2 or not len(hearing.prints):
        return voices
    spans = np.column_stack((hearing.starts, hearing.starts + hearing.lengths)) / SAMPLE_RATE
    likeness = _likeness(hearing, spans, voices)
    opinions = (
        Opinion(Span(float(start), float(end)), tuple(map(float, row.round(3))))
        for (start, end), row in zip(spans.round(3), likeness, strict=True)
        if not np.isnan(row).any()
    )
    return replace(voices, opinions=tuple(opinions))


def _likeness(hearing: Hearing, spans: Numbers, voices: Voices) -> Numbers:
    """Return (pieces, voices) cosines of each print with the voices without its own stretch."""
    prints = hearing.prints.astype(np.float64)
    prints /= np.linalg.norm(prints, axis=1, keepdims=True).clip(1e-9)
    stretch = _stretches(hearing, spans)
    member = _members(spans, voices)
    sums = member.T @ prints
    likeness = np.empty(member.shape)
    for one in range(int(stretch.max()) + 1):
        own = stretch == one
        others = sums - member[own].T @ prints[own]
        lengths = np.linalg.norm(others, axis=1)
        heard = (member[~own] > 0).any(axis=0)
        with np.errstate(divide="ignore", invalid="ignore"):
            likeness[own] = np.where(heard, prints[own] @ others.T / lengths, np.nan)
    return likeness


def _stretches(hearing: Hearing, spans: Numbers) -> Labels:
    """Return (pieces,) the number of the stretch in which each piece lies."""
    begins = moment(single_voice(combine(hearing.firsts, hearing.local))[:, 0])
    lies_in = np.searchsorted(begins, spans.mean(axis=1), side="right")
    numbers: Labels = np.unique(lies_in, return_inverse=True)[1].astype(np.int64)
    return numbers


def _members(spans: Numbers, voices: Voices) -> Numbers:
    """Return (pieces, voices): the seconds of a piece for the voice that has most of it alone."""
    seconds = np.zeros((len(spans), len(voices.numbers)))
    for heard in voices.exclusive:
        inside = np.minimum(spans[:, 1], heard.span.end) - np.maximum(spans[:, 0], heard.span.start)
        seconds[:, voices.numbers.index(heard.voice)] += inside.clip(0)
    lengths = np.diff(spans, axis=1)
    members: Numbers = np.where(seconds > _MOST * lengths, lengths, 0.0)
    return members
