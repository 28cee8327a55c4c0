"""The XML namespaces of feeds, with the prefixes by which everybody writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
CHAPTERS = "http://podlove.org/simple-chapters"

NAMESPACES: Mapping[str, str] = {
    "atom": ATOM,
    "content": CONTENT,
    "itunes": ITUNES,
    "podcast": PODCAST,
    "psc": CHAPTERS,
}
"""Their addresses by prefix."""
