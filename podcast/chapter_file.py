"""The chapters of an episode as a file: JSON chapters 1.2 of the podcast namespace.

The format: https://github.com/Podcastindex-org/podcast-namespace/blob/main/chapters/jsonChapters.md
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from podcast.xml_text import ascii_address, writable

if TYPE_CHECKING:
    from podcast.document import Chapter
    from podcast.edition import Edition
    from podcast.show import Show

_VERSION = "1.2.0"


def chapter_file(show: Show, edition: Edition) -> str:
    """Write the chapters of an episode, in order of time."""
    content = {
        "version": _VERSION,
        "title": writable(edition.episode.title),
        "podcastName": writable(show.title),
        "fileName": edition.sound.file,
        "chapters": [_chapter(chapter) for chapter in edition.chapters],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _chapter(chapter: Chapter) -> dict[str, Any]:
    link = {"url": ascii_address(chapter.link)} if chapter.link else {}
    return {"startTime": round(chapter.start, 3), "title": writable(chapter.title), **link}
