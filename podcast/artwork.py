"""The picture by which apps show a podcast: square, 1400 to 3000 pixels, JPEG in sRGB.

People's own is made so where nothing is lost by it; a show without one gets a plain cover.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from podcast.errors import PodcastError
from podcast.picture import jpeg, opened, plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SMALLEST, LARGEST = 1400, 3000
"""Pixels of a side that Apple Podcasts takes."""

_QUALITY = 92
_FORMATS = ("JPEG", "PNG")
# What a JPEG may hold besides its pixels without saying where it was made, or being turned.
_HARMLESS = frozenset({"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi"})
_ENCODING = frozenset({"progressive", "progression"})

# The accent of the pages, and paper; their contrast is 7.6 to 1.
_GROUND, _PAPER, _SOFT = "#0a5960", "#fdfcf9", "#bcd6d3"
_MARGIN = 300
_TITLE_HEIGHT = 1900
_SIZES = range(460, 139, -20)
_AUTHOR_SIZE = 96
# Long words are parted only in letters of this size and less.
_LARGEST_PARTED = 240
# Large enough for signs to differ.
_LOOKING_SIZE = 48
_LEADING = 1.16
_TITLE_WEIGHT, _AUTHOR_WEIGHT = 600, 400


def fit_artwork(file: Path) -> bytes:
    """Return a picture as apps want it: nothing cut away, edges filled in their own colour.

    Args:
        file: JPEG or PNG; its longer side has at least `SMALLEST` pixels.

    Raises:
        PodcastError: when it cannot be read or is too small: enlarged it would only look so.
    """
    with opened(file, _FORMATS, "artwork") as picture:
        if _is_fit(picture):
            return file.read_bytes()
        side = max(picture.size)
        if side < SMALLEST:
            raise PodcastError(
                f"{file}: the artwork has {picture.width} × {picture.height} pixels, and podcast "
                f"apps want {SMALLEST} × {SMALLEST} to {LARGEST} × {LARGEST}; export it larger, "
                "or leave artwork out for a cover made from the title."
            )
        square = _squared(_opaque(plain(picture)))
        if side > LARGEST:
            square = square.resize((LARGEST, LARGEST), Image.Resampling.LANCZOS)
        return jpeg(square, _QUALITY)


@lru_cache(maxsize=1)
def cover(title: str, author: str, letters: bytes) -> bytes:
    """Return a plain cover with the title of a show.

    Args:
        title: set as large as it fits; signs that the letters lack are left out.
        author: below it; may be empty or the title itself, then it is not said twice.
        letters: a variable font file with a weight axis, in any form that FreeType reads.
    """
    picture = Image.new("RGB", (LARGEST, LARGEST), _GROUND)
    draw = ImageDraw.Draw(picture)
    small = _font(letters, _AUTHOR_SIZE, _AUTHOR_WEIGHT)
    large, lines = _set(title, letters)
    for number, line in enumerate(lines):
        place = (_MARGIN, _MARGIN + number * large.size * _LEADING)
        draw.text(place, line, font=large, fill=_PAPER)
    foot = LARGEST - _MARGIN
    draw.rectangle((_MARGIN, foot - 260, _MARGIN + 400, foot - 248), fill=_SOFT)
    if author != title:
        said = _shortened(_drawable(author, letters), small)
        draw.text((_MARGIN, foot), said, font=small, fill=_SOFT, anchor="ls")
    return jpeg(picture, _QUALITY)


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


def _set(title: str, letters: bytes) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The largest letters in which the title fits, and its lines; the smallest may cut it short."""
    words = _drawable(title, letters).replace(" –", "\u00a0–")  # no line begins with a dash
    for size in _SIZES:
        font = _font(letters, size, _TITLE_WEIGHT)
        lines = list(_lines(words, font, is_parted=size <= _LARGEST_PARTED))
        is_low = len(lines) * size * _LEADING <= _TITLE_HEIGHT
        if is_low and all(_is_narrow(line, font) for line in lines):
            return font, lines
    return font, lines[: int(_TITLE_HEIGHT / (size * _LEADING))]


def _lines(text: str, font: ImageFont.FreeTypeFont, *, is_parted: bool) -> Iterator[str]:
    """Fill line after line; a word too long for one is parted if it may be."""
    line = ""
    for whole in text.split(" "):
        word = whole
        if line and not _is_narrow(f"{line} {word}", font):
            yield line
            line = ""
        while is_parted and not _is_narrow(word, font):
            fits = next(n for n in range(len(word), 0, -1) if _is_narrow(f"{word[:n]}-", font))
            yield f"{word[:fits]}-"
            word = word[fits:]
        line = f"{line} {word}".strip(" ")
    if line:
        yield line


def _shortened(text: str, font: ImageFont.FreeTypeFont) -> str:
    """Cut what is too long for a line."""
    if _is_narrow(text, font):
        return text
    while text and not _is_narrow(f"{text}…", font):
        text = text[:-1]
    return f"{text.rstrip()}…"


def _is_narrow(text: str, font: ImageFont.FreeTypeFont) -> bool:
    return font.getlength(text) <= LARGEST - 2 * _MARGIN


def _drawable(text: str, letters: bytes) -> str:
    """The text without signs that would come out as an empty box."""
    font = _font(letters, _LOOKING_SIZE, _AUTHOR_WEIGHT)
    drawable = {sign for sign in set(text) if _shape(sign, font) != _shape("\uffff", font)}
    return " ".join("".join(sign for sign in text if sign.isspace() or sign in drawable).split())


def _shape(sign: str, font: ImageFont.FreeTypeFont) -> tuple[float, bytes]:
    return font.getlength(sign), bytes(font.getmask(sign))


def _font(letters: bytes, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(io.BytesIO(letters), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])  # type: ignore[no-untyped-call]  # Pillow's is untyped
    return font
