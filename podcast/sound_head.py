"""What a published sound file says about itself, read from its beginning."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import av

from podcast.chapters_inside import chapters_inside
from podcast.sound_facts import SoundHead

if TYPE_CHECKING:
    from pathlib import Path

# Frames of an MP3: five seconds, in which a variable rate has varied, even in silence.
_FRAMES = 200


class UnreadableSound(Exception):  # noqa: N818 - becomes a finding, never the user's error
    """A file that is no sound."""


def read_head(file: Path) -> SoundHead:
    """Read the tags, the length and the chapters of a sound file, and see whether its rate varies.

    Nothing is decoded.

    Raises:
        UnreadableSound: when it cannot be played.
    """
    try:
        with av.open(str(file), metadata_errors="replace") as container:
            stream = container.streams.audio[0]
            packets = islice(container.demux(stream), _FRAMES)
            sizes = [packet.size for packet in packets if packet.size]
            if not sizes or not container.duration:
                raise UnreadableSound("there is no sound in it")
            return SoundHead(
                duration=container.duration / av.time_base,
                channels=stream.codec_context.layout.nb_channels,
                title=container.metadata.get("title", ""),
                is_constant=_is_constant(sizes),
                chapters=tuple(chapters_inside(container)),
            )
    except (av.FFmpegError, IndexError, OSError) as fault:
        raise UnreadableSound(str(fault)) from fault


def _is_constant(sizes: list[int]) -> bool:
    """Tell whether frames are as long as each other, but for the byte that fills up some."""
    return max(sizes) - min(sizes) <= 1
