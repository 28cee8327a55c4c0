"""How closely published sound is looked at, and what is found."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from typing import TYPE_CHECKING

from podcast.digest import sha256
from podcast.errors import RecordingError
from podcast.sound_facts import SoundFacts

if TYPE_CHECKING:
    from pathlib import Path

    from podcast.edition import PublishedSound
    from podcast.loudness import Level


class Look(Enum):
    """How closely.

    Attributes:
        KEPT: what was written down when it was published; no file is opened.
        HEAD: what each file says at its beginning.
        WHOLE: each file is read, decoded and measured.
    """

    KEPT = 1
    HEAD = 2
    WHOLE = 3


def look_at(file: Path, published: PublishedSound | None, look: Look) -> SoundFacts:
    """Return what is known of a sound file that lies there.

    Args:
        file: the sound.
        published: what was written down when it was published, if anything was.
        look: how closely.
    """
    kept = SoundFacts(published.duration, published.after) if published else SoundFacts(None)
    if look is Look.KEPT:
        return kept
    from podcast.sound_head import UnreadableSound, read_head  # noqa: PLC0415 - loads the decoder

    try:
        head = read_head(file)
        facts = replace(kept, duration=head.duration, head=head)
        if look is Look.HEAD:
            return facts
        return replace(facts, level=_measured(file, head.channels), digest=sha256(file))
    except UnreadableSound as fault:
        return replace(kept, fault=str(fault))
    except RecordingError as fault:
        return replace(kept, fault=str(fault))


def _measured(file: Path, channels: int) -> Level:
    from podcast.decode import stream  # noqa: PLC0415 - loads decoder and meter only when used
    from podcast.encode import SAMPLE_RATE, Source, measure  # noqa: PLC0415

    count = 2 if channels == 2 else 1
    return measure(Source(file, lambda: stream(file, SAMPLE_RATE, count), count, 0.0))
