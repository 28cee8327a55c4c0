"""The picture by which apps show a podcast: square, 1400 to 3000 pixels, JPEG in sRGB.

People's own is made so where nothing is lost by it; a show without one gets a plain cover.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from podcast.errors import PodcastError
from podcast.lettering import INKS, Inks, Lettering
from podcast.picture import jpeg, opened, plain

if TYPE_CHECKING:
    from pathlib import Path

SMALLEST, LARGEST = 1400, 3000
"""Pixels of a side that Apple Podcasts takes."""

_QUALITY = 92
_FORMATS = ("JPEG", "PNG")
# What a JPEG may hold besides its pixels without saying where it was made, or being turned.
_HARMLESS = frozenset({"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"})
_END = b"\xff\xd9"  # of a JPEG; cameras write more behind it, such as where it was taken
_ENCODING = frozenset({"progressive", "progression"})

SMALL = 480
"""Pixels of a side on the front page; screens of two pixels for one show it half as large."""

_SMALL_QUALITY = 85
_MARGIN = 300
_TITLE_HEIGHT = 1900
_SIZES = range(460, 139, -20)
_AUTHOR_SIZE = 96
# Long words are parted only in letters of this size and less.
_LARGEST_PARTED = 240


def fit_artwork(file: Path) -> bytes:
    """Return a picture as apps want it: nothing cut away, edges filled in their own colour.

    Args:
        file: JPEG or PNG; its longer side has at least `SMALLEST` pixels.

    Raises:
        PodcastError: when it cannot be read or is too small: enlarged it would only look so.
    """
    with opened(file, _FORMATS, "artwork", 2 * LARGEST) as picture:
        if _is_fit(picture) and (content := file.read_bytes()).endswith(_END):
            return content
        if max(picture.size) < SMALLEST:
            raise PodcastError(
                f"{file}: the artwork has {picture.width} × {picture.height} pixels, and podcast "
                f"apps want {SMALLEST} × {SMALLEST} to {LARGEST} × {LARGEST}; export it larger, "
                "or leave artwork out for a cover made from the title."
            )
        whole = plain(picture)
        whole.thumbnail((LARGEST, LARGEST), Image.Resampling.LANCZOS)
        return jpeg(_squared(_opaque(whole)), _QUALITY)


@lru_cache(maxsize=1)
def cover(title: str, author: str, letters: bytes, inks: Inks = INKS) -> bytes:
    """Return a plain cover with the title of a show.

    Args:
        title: set as large as it fits; signs that the letters lack are left out.
        author: below it; may be empty or the title itself, then it is not said twice.
        letters: a variable font file with a weight axis, in any form that FreeType reads.
        inks: the colours.
    """
    picture = Image.new("RGB", (LARGEST, LARGEST), inks.ground)
    draw = ImageDraw.Draw(picture)
    width = LARGEST - 2 * _MARGIN
    lettering = Lettering(letters)
    block = lettering.fitted(title, _SIZES, (width, _TITLE_HEIGHT), _LARGEST_PARTED)
    block.draw(draw, (_MARGIN, _MARGIN), inks.title)
    foot = LARGEST - _MARGIN
    draw.rectangle((_MARGIN, foot - 260, _MARGIN + 400, foot - 248), fill=inks.rest)
    if author != title:
        said, small = lettering.one_line(author, _AUTHOR_SIZE, width)
        draw.text((_MARGIN, foot), said, font=small, fill=inks.rest, anchor="ls")
    return jpeg(picture, _QUALITY)


@lru_cache(maxsize=1)
def smaller(artwork: bytes) -> bytes:
    """Return artwork small enough for a page: `SMALL` pixels wide."""
    with Image.open(io.BytesIO(artwork)) as picture:
        picture.draft("RGB", (2 * SMALL, 2 * SMALL))
        small = picture.convert("RGB").resize((SMALL, SMALL), Image.Resampling.LANCZOS)
    return jpeg(small, _SMALL_QUALITY)


def _is_fit(picture: Image.Image) -> bool:
    """Tell whether a file can be published to the byte."""
    tells = set(picture.info) - _HARMLESS - _ENCODING
    parts = {name for name, _ in getattr(picture, "applist", ())}
    return (
        picture.format == "JPEG"
        and picture.mode == "RGB"
        and picture.width == picture.height
        and SMALLEST <= picture.width <= LARGEST
        and not tells
        and parts <= {"APP0"}
    )


def _opaque(picture: Image.Image) -> Image.Image:
    """What is transparent becomes white, as most apps show it."""
    if picture.mode in {"RGBA", "LA"}:
        whole = picture.convert("RGBA")
        ground = Image.new("RGBA", whole.size, "white")
        return Image.alpha_composite(ground, whole).convert("RGB")
    if picture.mode.startswith("I"):  # 16 bits of grey
        return picture.point(lambda light: light / 256).convert("L").convert("RGB")
    return picture.convert("RGB")


def _squared(picture: Image.Image) -> Image.Image:
    """Add to the shorter side on both ends, in the mean colour of each edge."""
    width, height = picture.size
    if width == height:
        return picture
    side, half, is_wide = max(picture.size), max(picture.size) // 2, width > height
    first = (0, 0, width, 1) if is_wide else (0, 0, 1, height)
    last = (0, height - 1, width, height) if is_wide else (width - 1, 0, width, height)
    square = _mean(picture, first).resize((side, side))
    square.paste(_mean(picture, last).resize((side, side)), (0, half) if is_wide else (half, 0))
    square.paste(picture, ((side - width) // 2, (side - height) // 2))
    return square


def _mean(picture: Image.Image, edge: tuple[int, int, int, int]) -> Image.Image:
    """One pixel in the mean colour of an edge."""
    return picture.crop(edge).resize((1, 1), Image.Resampling.BOX)
