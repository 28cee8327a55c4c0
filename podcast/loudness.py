"""How loud a sound is, and how loud podcasts are."""

from __future__ import annotations

from dataclasses import dataclass

SILENCE = -70.0
"""What a meter says of silence, in LUFS and in dB (the absolute gate of ITU-R BS.1770)."""

HIGHEST_PEAK = -1.0
"""True peak in dB that apps and their converters bear without clipping (EBU R 128)."""

TOLERANCE = 0.5
"""By how many LU what we publish may miss the goal."""


@dataclass(frozen=True, slots=True)
class Level:
    """How loud a sound is.

    Attributes:
        loudness: integrated, in LUFS; -70 for silence.
        peak: true peak in dB; -70 for silence.
    """

    loudness: float
    peak: float

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to be made louder."""
        return self.loudness <= SILENCE

    def fits(self, channels: int, tolerance: float = TOLERANCE) -> bool:
        """Tell whether listeners need not touch their volume, and nothing clips."""
        miss = abs(self.loudness - goal(channels))
        return self.is_silent or (miss <= tolerance and self.peak <= HIGHEST_PEAK)


def goal(channels: int) -> float:
    """Return the LUFS of podcasts: -16 in stereo, -19 in mono, where one channel is as loud."""
    return -19.0 if channels == 1 else -16.0
