"""The facts of a sound file, as far as anything else needs them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recording:
    """What a dropped file is, read once and kept.

    Attributes:
        duration: seconds of sound that can be decoded (not what the header promises).
        channels: channels of the first sound stream.
        sample_rate: in Hz.
        codec: ffmpeg's name for it, such as `mp3` or `aac`.
        bit_rate: of the sound in bits per second, 0 where it is not known.
        size: of the file in bytes.
        digest: SHA-256 of the file, in hexadecimal.
        speaker_per_channel: whether each channel seems to hear a person of its own.
        warnings: what was odd but survived, a sentence each.
    """

    duration: float
    channels: int
    sample_rate: int
    codec: str
    bit_rate: int
    size: int
    digest: str
    speaker_per_channel: bool = False
    warnings: tuple[str, ...] = ()
