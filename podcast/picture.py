"""A picture as its pixels alone: upright, in the colours that every screen shows, nothing hidden.

A telephone's picture says where and when it was taken, and may have colours (Display P3) that look
pale where nobody reads its profile.
"""

from __future__ import annotations

import io
import struct
import warnings
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from podcast.errors import PodcastError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


MOST_PIXELS = 64_000_000
"""Unpacked as a whole, and copied on the way: with more, a small file takes gigabytes."""

# What Pillow raises for pictures that are damaged, or made to do harm.
_DAMAGED = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, struct.error)


@contextmanager
def opened(file: Path, formats: tuple[str, ...], what: str, side: int = 0) -> Iterator[Image.Image]:
    """Open a picture of one of the formats, as Pillow names them.

    Args:
        file: whatever its extension.
        formats: such as `JPEG`.
        what: what it is for, in the sentence when it cannot be read.
        side: pixels of the longer side that are enough; a JPEG that has many more is read as a
            smaller one. 0 means all.

    Raises:
        PodcastError: when it cannot be read, even if only the block finds out.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is odd in it and does no harm
            with Image.open(file, formats=formats) as picture:
                if side:
                    picture.draft(picture.mode, (side, side))
                if picture.width * picture.height > MOST_PIXELS:
                    raise _too_large(file, what)
                yield picture
    except Image.DecompressionBombError as fault:
        raise _too_large(file, what) from fault
    except _DAMAGED as fault:
        names = " or ".join(formats)
        raise PodcastError(f"{file}: the {what} cannot be read; save it as {names}.") from fault


def _too_large(file: Path, what: str) -> PodcastError:
    most = f"{MOST_PIXELS // 1_000_000} million pixels"
    return PodcastError(f"{file}: the {what} has more than {most}; make it smaller.")


def plain(picture: Image.Image) -> Image.Image:
    """Return the same picture upright, in sRGB, with nothing but its pixels."""
    upright = _in_srgb(ImageOps.exif_transpose(picture))
    if upright.mode == "P":  # its colours and what is transparent are not in the pixels
        upright = upright.convert("RGBA" if "transparency" in upright.info else "RGB")
    bare = Image.new(upright.mode, upright.size)
    bare.paste(upright)
    return bare


def jpeg(picture: Image.Image, quality: int) -> bytes:
    """Return a picture in RGB as JPEG, its colours as sharp as its light."""
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, subsampling=0, optimize=True)
    return out.getvalue()


def _in_srgb(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if not profile:
        return picture.convert("RGB") if picture.mode == "CMYK" else picture
    mode = "RGBA" if picture.mode in {"RGBA", "LA", "PA"} else "RGB"
    source = picture.convert(mode) if picture.mode in {"P", "PA", "LA"} else picture
    try:
        converted = ImageCms.profileToProfile(
            source, io.BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except ImageCms.PyCMSError:  # damaged, or not of these colours: the numbers are what there is
        return source.convert(mode)
    return converted or source
