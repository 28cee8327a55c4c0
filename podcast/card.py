"""The picture by which other sites show an episode: its title and its show's, on one colour."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

from PIL import Image, ImageColor, ImageDraw
from PIL.PngImagePlugin import PngInfo

from podcast.lettering import INKS, Inks, Lettering

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SIZE = (1200, 630)
"""Pixels; what sites that show previews ask for."""

_MARGIN = 80
_SIZES = range(104, 43, -4)
_LARGEST_PARTED = 72
_TITLE_HEIGHT = 350
_SHOW_SIZE = 40
# It is drawn as light on dark, in steps of which a pixel takes half a byte, and then coloured.
# So the file is small, and a card takes a sixth of the time of looking for its colours.
_STEPS = 15
_SOFT_STEP = 11
_STEP_LIGHT = 255 // _STEPS
_SOFT_LIGHT, _LIGHT = _SOFT_STEP * _STEP_LIGHT, _STEPS * _STEP_LIGHT
_MADE_OF = "Made of"
# A new number where the same words are to look different.
_VERSION = 1


def card(title: str, show: str, letters: bytes, inks: Inks = INKS) -> bytes:
    """Return the picture as PNG, with a note of what it was made of.

    Args:
        title: of the episode, set as large as it fits.
        show: the title of the show, below.
        letters: a variable font file with a weight axis, in any form that FreeType reads.
        inks: the colours.
    """
    picture = Image.new("L", SIZE)
    draw = ImageDraw.Draw(picture)
    width, foot = SIZE[0] - 2 * _MARGIN, SIZE[1] - _MARGIN
    lettering = Lettering(letters)
    block = lettering.fitted(title, _SIZES, (width, _TITLE_HEIGHT), _LARGEST_PARTED)
    block.draw(draw, (_MARGIN, _MARGIN - 14), _LIGHT)
    draw.rectangle((_MARGIN, foot - 78, _MARGIN + 110, foot - 74), fill=_SOFT_LIGHT)
    said, small = lettering.one_line(show, _SHOW_SIZE, width)
    draw.text((_MARGIN, foot), said, font=small, fill=_SOFT_LIGHT, anchor="ls")
    note = PngInfo()
    note.add_text(_MADE_OF, made_of(title, show, letters, inks))
    out = io.BytesIO()
    _coloured(picture, inks).save(out, "PNG", pnginfo=note)
    return out.getvalue()


def is_card_of(file: Path, title: str, show: str, letters: bytes, inks: Inks = INKS) -> bool:
    """Tell whether a file is the picture that `card` would make."""
    try:
        with Image.open(file, formats=("PNG",)) as picture:
            return bool(picture.info.get(_MADE_OF) == made_of(title, show, letters, inks))
    except (OSError, SyntaxError, ValueError):
        return False


def made_of(title: str, show: str, letters: bytes, inks: Inks = INKS) -> str:
    """Return a digest of all that decides how the picture looks."""
    font = hashlib.sha256(letters).hexdigest()
    words = (str(_VERSION), title, show, font, inks.ground, inks.title, inks.rest)
    return hashlib.sha256("\0".join(words).encode()).hexdigest()


def _coloured(picture: Image.Image, inks: Inks) -> Image.Image:
    """Colour what is drawn as light: from the ground over the rest to the title."""
    steps = picture.point([round(light / _STEP_LIGHT) for light in range(256)])
    shades = (
        *_shades(inks.ground, inks.rest, _SOFT_STEP),
        *_shades(inks.rest, inks.title, _STEPS - _SOFT_STEP),
        ImageColor.getrgb(inks.title),
    )
    steps.putpalette([part for shade in shades for part in shade])
    return steps


def _shades(first: str, last: str, count: int) -> Iterator[tuple[int, ...]]:
    """Go from one colour as far as just before the other."""
    ends = list(zip(ImageColor.getrgb(first), ImageColor.getrgb(last), strict=True))
    for step in range(count):
        yield tuple(round(one + (other - one) * step / count) for one, other in ends)
