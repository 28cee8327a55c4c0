"""The chapters that a sound file brings with it, as an episode can have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import av

from podcast.chapters_inside import chapters_inside
from podcast.document import Chapter
from podcast.foreign_values import line

if TYPE_CHECKING:
    from pathlib import Path


def sound_chapters(file: Path) -> tuple[Chapter, ...]:
    """Return the chapters that have a title, in order of time; none where it cannot be read."""
    try:
        with av.open(str(file), metadata_errors="replace") as container:
            inside = chapters_inside(container)
            found = [Chapter(round(start, 3), line(title)) for start, title in inside]
    except (av.FFmpegError, OSError):
        return ()
    return tuple(sorted((one for one in found if one.title), key=lambda one: one.start))
