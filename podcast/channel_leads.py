"""Whose microphone leads: from the levels of channels to the people before them.

Everybody is heard in all channels: loudly in their own, as bleed in the others. Microphones may be
turned up differently, so loudness alone tells nothing; but how much louder one channel is than
another has two heights, one while each of the two people speaks. Halfway between the two lies what
the first must exceed to lead, however either microphone is turned up and however softly either
person speaks.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations, permutations

import numpy as np
from numpy.typing import NDArray

from podcast.engines import SAMPLE_RATE
from podcast.hearing import FRAME_STEP

Decibels = NDArray[np.float32]
Marks = NDArray[np.bool_]

FRAMES_A_SECOND = SAMPLE_RATE / FRAME_STEP

# Syllables are short; levels are averaged over about one to tell who leads, over several to tell
# how the microphones are turned up. In frames, odd.
_SYLLABLE = 9
_PHRASE = 31
# The quietest frames of a channel are its noise; what lies this far below its loudest is no better.
_NOISE_SHARE = 0.05
_RANGE = 40.0
# Decibels above its noise at which a channel hears something.
_AUDIBLE = 6.0
# A height counts that is reached for so many seconds in all, or in short recordings so often.
_REACHED_SECONDS = 2.0
_REACHED_SHARE = 0.05
# Two heights are two when they lie this many decibels apart and so many times their own spread
# (Ashman's D, 1994: above 2 is a clean separation). One height cut in two halves has 2.7 if it is
# normal and 3.5 if it is flat.
_LEAST_APART = 6.0
_LEAST_ASHMAN = 4.0
# A second person is heard whose channel is this many decibels louder than the first one's bleed,
# and at least this share of the way towards speaking alone.
_OVER_BLEED = 6.0
_SHARE_OVER_BLEED = 0.25
# Decibels by which a channel leads clearly.
_CLEAR = 3.0
# A recording looks like one person each in channels so far apart (a person between the two
# microphones of an ordinary stereo recording is at most 6 dB louder in one of them), each leading
# for so many seconds and so much of what is heard, when so many seconds are heard in all.
_SEPARATE = 14.0
_LEAST_LED = 5.0
_LEAST_SHARE = 0.05
_LEAST_HEARD = 20.0


@dataclass(frozen=True, slots=True, eq=False)
class Leads:
    """How the channels of a recording stand to each other.

    Attributes:
        levels: (frames, channels) decibels, averaged over a syllable.
        audible: (frames, channels) whether a channel stands out of its noise.
        margin: (frames, channels) decibels by which a channel exceeds what it needs to lead all
            others; below 0 for those that do not lead.
        balance: (channels, channels) how many decibels the first must be louder than the second.
        apart: (channels, channels) decibels between the two heights of a pair; 0 where there is
            but one, because one of them hears nobody of their own.
    """

    levels: Decibels
    audible: Marks
    margin: Decibels
    balance: Decibels
    apart: Decibels

    @property
    def clear(self) -> Marks:
        """(frames, channels) which one leads by so much that it cannot be bleed; one or none."""
        return self.audible & (self.margin >= _CLEAR)

    def leader(self, people: Marks) -> NDArray[np.int64]:
        """Return (frames,) which channel of people leads; in a pause, who led before it."""
        rank = np.where(self.audible & people, self.margin, -np.inf)
        audible = np.isfinite(rank).any(axis=1)
        last = np.maximum.accumulate(np.where(audible, np.arange(len(rank)), 0))
        leader: NDArray[np.int64] = rank.argmax(axis=1)[last]
        return leader

    def beside(self, leader: NDArray[np.int64], people: Marks) -> Marks:
        """Return (frames, channels) who speaks: is louder than the bleed of all others would be.

        Args:
            leader: (frames,) who leads, or -1 where nobody speaks.
            people: (channels,) which channels are somebody's.
        """
        heard = self.audible & people
        for one, other in permutations(np.flatnonzero(people).tolist(), 2):
            louder = self.levels[:, other] - self.levels[:, one]
            heard[:, other] &= louder > self._needed(other, one, louder[leader == one])
        return heard

    def _needed(self, other: int, one: int, bleed: Decibels) -> float:
        """How much louder a channel must be than the leading one, given how loud bleed is."""
        apart, to_lead = float(self.apart[other, one]), float(self.balance[other, one])
        if not apart or not len(bleed):
            return to_lead
        over = max(_OVER_BLEED, _SHARE_OVER_BLEED * apart)
        return min(to_lead, float(np.median(bleed)) + over)


def leads(levels: NDArray[np.int8], speech: Marks | None = None) -> Leads:
    """Weigh the channels of a recording against each other.

    Args:
        levels: (frames, channels) decibels, two channels or more.
        speech: (frames,) where somebody speaks; without it, where a channel is audible.
    """
    loudness = averaged(levels, _SYLLABLE)
    floor = _floor(loudness)
    audible = loudness > floor + _AUDIBLE
    spoken = np.any(audible, axis=1) if speech is None else speech
    loudness = np.maximum(loudness, floor)
    phrases = np.maximum(averaged(levels, _PHRASE), floor)
    balance, apart = _balance(phrases[spoken])
    return Leads(loudness, audible, _margin(loudness, balance), balance, apart)


def one_speaker_each(levels: NDArray[np.int8]) -> bool:
    """Tell whether each channel seems to hear a person of its own.

    Not so for ordinary stereo and for music, whose channels hear the same at much the same time;
    for a second channel that is silent; and for a recording too short to tell.

    Args:
        levels: (frames, channels) decibels of full scale; (0, 0) where there is one channel.
    """
    if not len(levels):
        return False
    stand = leads(levels)
    heard = stand.audible.any(axis=1).sum()
    enough = max(_LEAST_LED * FRAMES_A_SECOND, _LEAST_SHARE * heard)
    people = np.flatnonzero(stand.clear.sum(axis=0) >= enough)
    apart = [stand.apart[one, other] for one, other in combinations(people, 2)]
    is_long = heard >= _LEAST_HEARD * FRAMES_A_SECOND
    return bool(is_long and apart and min(apart) >= _SEPARATE)


def averaged(levels: NDArray[np.int8], frames: int) -> Decibels:
    """Average each channel over so many frames around each; less at the ends."""
    half = frames // 2
    total = np.zeros((len(levels) + 1, levels.shape[1]), np.int64)
    np.cumsum(levels, axis=0, out=total[1:])
    places = np.arange(len(levels))
    first, last = np.maximum(places - half, 0), np.minimum(places + half + 1, len(levels))
    mean: Decibels = ((total[last] - total[first]) / (last - first)[:, np.newaxis]).astype(
        np.float32
    )
    return mean


def _floor(loudness: Decibels) -> Decibels:
    """Return (channels,) the level below which a channel hears nothing."""
    if not len(loudness):
        return np.zeros(loudness.shape[1], np.float32)
    noise = np.quantile(loudness, _NOISE_SHARE, axis=0)
    floor: Decibels = np.maximum(noise, _reached(loudness)[1] - _RANGE).astype(np.float32)
    return floor


def _balance(phrases: Decibels) -> tuple[Decibels, Decibels]:
    """Return `balance` and `apart` of every pair, from frames in which somebody speaks."""
    channels = phrases.shape[1]
    balance, apart = np.zeros((2, channels, channels), np.float32)
    if not len(phrases):
        return balance, apart
    nearest_top = (phrases - _reached(phrases)[1]).argmax(axis=1)
    for one in range(channels):
        for other in range(one):
            theirs = (nearest_top == one) | (nearest_top == other)
            middle, between = _heights(phrases[theirs, one] - phrases[theirs, other])
            balance[one, other], balance[other, one] = middle, -middle
            apart[one, other] = apart[other, one] = between
    return balance, apart


def _heights(louder: Decibels) -> tuple[float, float]:
    """Return the middle between two heights and their distance; 0 and 0 where there are not two."""
    if not len(louder):
        return 0.0, 0.0
    low, high = _reached(louder)
    is_high = louder > (low + high) / 2
    if not 0 < is_high.sum() < len(louder):
        return 0.0, 0.0
    below, above = louder[~is_high], louder[is_high]
    low, high = np.median(below), np.median(above)
    spread = np.hypot(below.std(), above.std()) / np.sqrt(2)
    if high - low < max(_LEAST_APART, _LEAST_ASHMAN * spread):
        return 0.0, 0.0
    return float(low + high) / 2, float(high - low)


def _reached(values: Decibels) -> Decibels:
    """Return what values go down to and up to often enough to count; (2, …) over the first axis."""
    often = min(round(_REACHED_SECONDS * FRAMES_A_SECOND), int(_REACHED_SHARE * len(values)))
    ordered = np.partition(values, (often, len(values) - 1 - often), axis=0)
    return ordered[[often, len(values) - 1 - often]]


def _margin(loudness: Decibels, balance: Decibels) -> Decibels:
    margin = np.full_like(loudness, np.inf)
    for one in range(loudness.shape[1]):
        for other in range(loudness.shape[1]):
            if other != one:
                ahead = loudness[:, one] - loudness[:, other] - balance[one, other]
                np.minimum(margin[:, one], ahead, out=margin[:, one])
    return margin
