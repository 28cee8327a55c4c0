"""Photos made fit to publish: turned upright, of a size for pages, and with nothing hidden in them.

A photo from a telephone says where and when it was taken; writing its pixels anew leaves that out.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image

from podcast.picture import jpeg, opened, plain

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_SIDE = 2000
"""Pixels; twice as many as the widest column shows."""

PAPER_SIDE = 1200
"""Pixels of the longest side in a file to print: 200 an inch across its column."""

_QUALITY = 85
_FORMATS = ("JPEG", "PNG", "WEBP")


def fit(file: Path) -> bytes:
    """Return the photo as it is published, in the format that it has.

    Raises:
        PodcastError: when it is not a JPEG, PNG or WebP.
    """
    with opened(file, _FORMATS, "photo", 2 * LONGEST_SIDE) as photo:
        smaller = plain(photo)
        smaller.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        out = io.BytesIO()
        smaller.save(out, photo.format, quality=_QUALITY)
    return out.getvalue()


def for_paper(file: Path) -> bytes:
    """Return a photo as files to print have it: a JPEG on white.

    Raises:
        PodcastError: when it is not a JPEG, PNG or WebP.
    """
    with opened(file, _FORMATS, "photo", 2 * PAPER_SIDE) as photo:
        smaller = plain(photo).convert("RGBA")
    smaller.thumbnail((PAPER_SIDE, PAPER_SIDE))
    white = Image.new("RGB", smaller.size, "white")
    white.paste(smaller, mask=smaller.getchannel("A"))
    return jpeg(white, _QUALITY)
