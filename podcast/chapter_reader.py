"""Other people's chapter files: JSON chapters of the podcast namespace.

The format: https://github.com/Podcastindex-org/podcast-namespace/blob/main/chapters/jsonChapters.md
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from podcast.document import Chapter
from podcast.errors import FeedError
from podcast.foreign_values import LONGEST, line

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_chapters(content: bytes, file: str) -> tuple[Chapter, ...]:
    """Read the chapters that a table of contents would list, in order of time.

    Raises:
        FeedError: when it is no JSON.
    """
    try:
        read = json.loads(content.decode("utf-8-sig", errors="replace"))
    except (ValueError, RecursionError):
        raise FeedError(f"{file}: it is no well-formed JSON; its chapters are left out.") from None
    return tuple(sorted(_chapters(read), key=lambda chapter: chapter.start))


def _chapters(read: object) -> Iterator[Chapter]:
    listed = read.get("chapters") if isinstance(read, dict) else None
    for entry in listed if isinstance(listed, list) else ():
        if not isinstance(entry, dict) or entry.get("toc") is False:
            continue
        start, title, link = entry.get("startTime"), entry.get("title"), entry.get("url")
        if not isinstance(start, int | float) or not 0 <= start < LONGEST:
            continue
        if isinstance(title, str) and line(title):
            yield Chapter(float(start), line(title), link if isinstance(link, str) else "")
