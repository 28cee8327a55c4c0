"""Which voice of an episode sounds like somebody who is remembered from others.

It is a question put to people, never an answer: similar voices exist, and a name under another
person's words is worse than none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from podcast.engines import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from podcast.conversation import Voices
    from podcast.hearing import Hearing
    from podcast.profile import Profiles

ENOUGH = 10.0
"""Seconds of speech for a print to be kept or compared. In `bench/returning_voices.py` excerpts of
one voice agree with it by 0.82 at least when they last 4 s, by 0.91 with 10 s, 0.93 with 20 s."""
SCORE = 0.84
"""The least cosine of a proposal: above the most alike different people in
`bench/returning_voices.py` (0.79), below one voice in ten seconds of another recording (0.91)."""
MARGIN = 0.10
"""By how much the next remembered person must be less alike, at least."""
# A piece may stick out of its stretch by the rounding of frames, in seconds.
_ROUNDING = 0.05


@dataclass(frozen=True, slots=True)
class VoicePrint:
    """How a voice sounds in one recording.

    Attributes:
        values: (192,) on the unit sphere.
        seconds: of speech that it was made of, none counted twice.
    """

    values: NDArray[np.float64]
    seconds: float


@dataclass(frozen=True, slots=True)
class Proposal:
    """A voice without a name and whom it sounds like.

    Attributes:
        voice: its number.
        name: of somebody remembered.
        score: cosine of both.
        second: the same for the next of those remembered; None where there is no other.
    """

    voice: int
    name: str
    score: float
    second: float | None


def voice_print(
    hearing: Hearing, voices: Voices, numbers: Collection[int], enough: float = ENOUGH
) -> VoicePrint | None:
    """Return the mean of the pieces in which only these voices sound, weighted by their length.

    Returns:
        None where there are fewer seconds than enough.
    """
    starts, lengths = hearing.starts / SAMPLE_RATE, hearing.lengths / SAMPLE_RATE
    inside = np.zeros(len(starts), np.bool_)
    for heard in voices.exclusive:
        if heard.voice in numbers:
            begins = starts >= heard.span.start - _ROUNDING
            inside |= begins & (starts + lengths <= heard.span.end + _ROUNDING)
    starts, lengths = starts[inside], lengths[inside]
    seconds = float(np.minimum(lengths, np.diff(starts, append=np.inf)).sum())
    if not len(starts) or seconds < enough:
        return None
    mean = lengths @ hearing.prints[inside].astype(np.float64)
    return VoicePrint(mean / np.linalg.norm(mean), seconds)


def propose(
    prints: Mapping[int, VoicePrint], remembered: Profiles, tied: Collection[str]
) -> tuple[Proposal, ...]:
    """Tell which voices sound enough like somebody remembered, and not like another of them.

    Args:
        prints: of the voices without a name, by number.
        remembered: from other recordings.
        tied: people who have a voice in this one; nobody else is taken for them, nor they for
            another.

    Returns:
        Proposals by voice; each name once, for the voice that is most like it.
    """
    found: dict[str, Proposal] = {}
    for voice, heard in sorted(prints.items()):
        proposal = _nearest(voice, heard, remembered)
        if proposal and proposal.name not in tied:
            rival = found.get(proposal.name)
            if rival is None or rival.score < proposal.score:
                found[proposal.name] = proposal
    return tuple(sorted(found.values(), key=lambda proposal: proposal.voice))


def _nearest(voice: int, heard: VoicePrint, remembered: Profiles) -> Proposal | None:
    scores = sorted(
        ((float(profile.mean @ heard.values), profile.name) for profile in remembered.people),
        reverse=True,
    )
    if not scores:
        return None
    (score, name), *others = scores
    second = others[0][0] if others else None
    is_clear = score >= SCORE and (second is None or score - second >= MARGIN)
    return Proposal(voice, name, score, second) if is_clear else None
