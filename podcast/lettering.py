"""Titles drawn on pictures: set as large as they fit, in the letters and colours of the pages."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import ImageFont

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL import ImageDraw

# Large enough for signs to differ.
_LOOKING_SIZE = 48
_LEADING = 1.16
_TITLE_WEIGHT, _SMALL_WEIGHT = 600, 400


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of a picture with letters, as `#rrggbb`.

    Attributes:
        ground: behind them.
        title: of the title.
        rest: of what else is said.
    """

    ground: str
    title: str
    rest: str


INKS = Inks("#0a5960", "#fdfcf9", "#bcd6d3")
"""The accent of our pages, and paper; their contrast is 7.6 to 1."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text in letters of one size."""

    font: ImageFont.FreeTypeFont
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """In pixels, from line to line."""
        return len(self.lines) * self.font.size * _LEADING

    def draw(self, draw: ImageDraw.ImageDraw, place: tuple[float, float], ink: str | int) -> None:
        """Draw it with its upper left corner at a place, in a colour or, on grey, as light."""
        left, top = place
        for number, line in enumerate(self.lines):
            at = (left, top + number * self.font.size * _LEADING)
            draw.text(at, line, font=self.font, fill=ink)


class Lettering:
    """Sets text in a variable font with a weight axis."""

    def __init__(self, letters: bytes) -> None:
        """Take the font file, in any form that FreeType reads."""
        self._letters = letters

    def fitted(
        self, text: str, sizes: Sequence[int], room: tuple[int, int], largest_parted: int
    ) -> Block:
        """Return text in the largest letters in which it fits; the smallest may cut it short.

        Args:
            text: signs that the letters lack are left out.
            sizes: of letters in pixels, the largest first.
            room: width and height in pixels.
            largest_parted: long words are parted only in letters of this size and less.
        """
        width, height = room
        words = self._drawable(text).replace(" –", "\u00a0–")  # no line begins with a dash
        for size in sizes:
            font = _font(self._letters, size, _TITLE_WEIGHT)
            block = Block(font, tuple(_lines(words, font, width, is_parted=size <= largest_parted)))
            if block.height <= height and all(font.getlength(ln) <= width for ln in block.lines):
                return block
        return Block(block.font, block.lines[: int(height / (size * _LEADING))])

    def one_line(self, text: str, size: int, width: int) -> tuple[str, ImageFont.FreeTypeFont]:
        """Return text cut to a line, and the letters for it."""
        font = _font(self._letters, size, _SMALL_WEIGHT)
        return _shortened(self._drawable(text), font, width), font

    def _drawable(self, text: str) -> str:
        """The text without signs that would come out as an empty box."""
        font = _font(self._letters, _LOOKING_SIZE, _SMALL_WEIGHT)
        empty = _shape("\uffff", font)
        drawable = {sign for sign in set(text) if _shape(sign, font) != empty}
        kept = (sign for sign in text if sign.isspace() or sign in drawable)
        return " ".join("".join(kept).split())


def _lines(
    text: str, font: ImageFont.FreeTypeFont, width: int, *, is_parted: bool
) -> Iterator[str]:
    """Fill line after line; a word too long for one is parted if it may be."""
    line = ""
    for whole in text.split(" "):
        word = whole
        if line and font.getlength(f"{line} {word}") > width:
            yield line
            line = ""
        while is_parted and font.getlength(word) > width:
            fits = (n for n in range(len(word), 0, -1) if font.getlength(f"{word[:n]}-") <= width)
            end = next(fits)
            yield f"{word[:end]}-"
            word = word[end:]
        line = f"{line} {word}".strip(" ")
    if line:
        yield line


def _shortened(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """Cut what is too long for a line."""
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _shape(sign: str, font: ImageFont.FreeTypeFont) -> tuple[float, bytes]:
    return font.getlength(sign), bytes(font.getmask(sign))


@lru_cache
def _font(letters: bytes, size: int, weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(io.BytesIO(letters), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font
