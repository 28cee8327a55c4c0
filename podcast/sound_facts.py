"""What is known of a published sound file without listening to it, or after it."""

from __future__ import annotations

from dataclasses import dataclass

from podcast.loudness import Level


@dataclass(frozen=True, slots=True)
class SoundHead:
    """What a sound file says about itself.

    Attributes:
        duration: in seconds.
        channels: 1 or 2.
        title: of its tags; empty where they have none.
        is_constant: whether all of its first frames have the same rate.
        chapters: moments in seconds with their titles.
    """

    duration: float
    channels: int
    title: str
    is_constant: bool
    chapters: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SoundFacts:
    """What is known of the sound of one episode.

    Attributes:
        duration: in seconds; None where it is not known.
        level: how loud it is; None where it was never measured.
        head: what the file says; None where it was not opened.
        digest: SHA-256 of the file as it lies there; empty where it was not read whole.
        fault: why it cannot be played; empty where it can, as far as it is known.
    """

    duration: float | None
    level: Level | None = None
    head: SoundHead | None = None
    digest: str = ""
    fault: str = ""
