"""Chapters that a sound file has in itself: ID3 CHAP and what other containers have for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import av

from podcast.document import Chapter
from podcast.foreign_values import line

if TYPE_CHECKING:
    from pathlib import Path


def sound_chapters(file: Path) -> tuple[Chapter, ...]:
    """Return the chapters that have a title, in order of time; none where it cannot be read."""
    try:
        with av.open(str(file), metadata_errors="replace") as container:
            found = [
                Chapter(
                    round(float(chapter["start"] * chapter["time_base"]), 3),
                    line(chapter["metadata"].get("title", "")),
                )
                for chapter in container.chapters()
                if chapter["time_base"] is not None
            ]
    except (av.FFmpegError, OSError):
        return ()
    return tuple(sorted((one for one in found if one.title), key=lambda one: one.start))
