"""People before microphones of their own, made of tones without any of our code."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE = 16_000
# Who speaks, from when until when, in seconds.
Turn = tuple[int, float, float]


@dataclass
class Room:
    """Microphones, all hearing everybody.

    Attributes:
        gains: of the microphones, in decibels; one for each channel.
        bleed: how much softer everybody is in others' microphones, in decibels.
        voices: how loud people speak, in decibels.
        noise: of each channel, in decibels of full scale.
    """

    gains: list[float]
    bleed: float = -10.0
    voices: list[float] = field(default_factory=lambda: [-20.0] * 8)
    noise: float = -75.0

    def record(self, turns: list[Turn]) -> list[NDArray[np.int16]]:
        """What each microphone hears."""
        end = max(turn[2] for turn in turns) + 0.5
        dice = np.random.default_rng(0)
        channels = [dice.normal(0, _times(self.noise), round(end * RATE)) for _ in self.gains]
        for person, start, stop in turns:
            first, last = round(start * RATE), round(stop * RATE)
            voice = _talk(person, last - first) * _times(self.voices[person])
            for microphone, channel in enumerate(channels):
                softer = 0.0 if microphone == person else self.bleed
                channel[first:last] += voice * _times(softer)
        return [
            (channel * _times(gain) * 32767).clip(-32768, 32767).astype(np.int16)
            for channel, gain in zip(channels, self.gains, strict=True)
        ]


def in_turn(people: int, rounds: int = 4, seconds: float = 2.0, pause: float = 0.3) -> list[Turn]:
    """Everybody speaks, one after the other, again and again."""
    step = seconds + pause
    return [
        (number % people, number * step, number * step + seconds)
        for number in range(rounds * people)
    ]


def _talk(person: int, samples: int) -> NDArray[np.float64]:
    """A tone of the person's own pitch, four syllables a second."""
    moments = np.arange(samples) / RATE
    syllables = 0.25 + np.abs(np.sin(2 * np.pi * 2 * moments + person))
    talk: NDArray[np.float64] = syllables * np.sin(2 * np.pi * (150 + 40 * person) * moments)
    return talk


def _times(decibels: float) -> float:
    return float(10 ** (decibels / 20))
