"""How a sound comes to be as loud as podcasts are: one gain, and a limiter for what stands out.

What comes out is measured, and a miss is made up for by what the tries before it gave.
"""

from __future__ import annotations

from dataclasses import dataclass

from podcast.loudness import HIGHEST_PEAK, Level, goal

# LAME turns its input down to 95 % at these rates.
_LAME_LOSS = 0.45
# Peaks are held so much below what is promised, because MP3 adds to them: mostly less than 1 dB,
# 2.8 dB at the worst place in three hours of synthetic speech.
_CEILING = HIGHEST_PEAK - 2.0
# Where the MP3 misses all the same, the ceiling goes down by what it was over and this.
_MORE_ROOM = 1.0
# By how many LU a decibel of gain is taken to change the sound at most; its inverse at least.
_STEEPEST = 2.0


@dataclass(frozen=True, slots=True)
class Way:
    """How the sound is treated.

    Attributes:
        gain: in dB, for all of it.
        ceiling: in dB, over which no sample goes; None leaves peaks alone.
    """

    gain: float
    ceiling: float | None

    def filters(self, sample_rate: int) -> str:
        """As ffmpeg has it; the limiter gets twice the samples, for the peaks between them."""
        steps = [f"volume={self.gain + _LAME_LOSS:.2f}dB:precision=float"]
        if self.ceiling is not None:
            limit = 10 ** ((self.ceiling + _LAME_LOSS) / 20)
            steps += [
                f"aresample={2 * sample_rate}",
                f"alimiter=limit={limit:.6f}:attack=5:release=50:level=0:latency=1",
                f"aresample={sample_rate}",
            ]
        return ",".join(steps)


AS_IT_IS = Way(0.0, None)
"""Neither louder nor limited."""


def first_way(level: Level, channels: int) -> Way:
    """Gain up or down to the goal, peaks held where they would stand out; silence stays.

    Args:
        level: of the recording.
        channels: of the recording, even if they are the same and become one: they are as much
            louder together as their goal is.
    """
    if level.is_silent:
        return AS_IT_IS
    gain = goal(channels) - level.loudness
    return Way(gain, _CEILING if level.peak + gain > _CEILING else None)


def better_way(tries: list[tuple[Way, Level]], channels: int) -> Way:
    """Make up for what the limiter took and for what MP3 added, by what the last tries gave."""
    (before, was), (way, after) = tries[-2:] if len(tries) > 1 else tries * 2
    ceiling = _CEILING if way.ceiling is None else way.ceiling
    if after.peak > HIGHEST_PEAK:
        ceiling -= after.peak - HIGHEST_PEAK + _MORE_ROOM
    louder, more = after.loudness - was.loudness, way.gain - before.gain
    slope = min(_STEEPEST, max(1 / _STEEPEST, louder / more)) if more else 1.0
    return Way(way.gain + (goal(channels) - after.loudness) / slope, ceiling)
