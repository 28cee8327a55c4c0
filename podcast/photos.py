"""Photos made fit to publish: turned upright, of a size for pages, and with nothing hidden in them.

A photo from a telephone says where and when it was taken; writing its pixels anew leaves that out.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image, ImageOps, UnidentifiedImageError

from podcast.errors import PodcastError

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_SIDE = 2000
"""Pixels; twice as many as the widest column shows."""

_QUALITY = 85
_FORMATS = ("JPEG", "PNG", "WEBP")


def fit(file: Path) -> bytes:
    """Return the photo as it is published, in the format that it has.

    Raises:
        PodcastError: when it is not a JPEG, PNG or WebP.
    """
    try:
        with Image.open(file, formats=_FORMATS) as photo:
            kind = photo.format
            upright = ImageOps.exif_transpose(photo)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            plain = Image.new(upright.mode, upright.size)
            plain.paste(upright)
            out = io.BytesIO()
            plain.save(out, kind, quality=_QUALITY)
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as fault:
        raise PodcastError(
            f"{file}: the photo cannot be read; save it as JPEG, PNG or WebP."
        ) from fault
    return out.getvalue()
