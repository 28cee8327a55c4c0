"""How well one colour can be read on another, as WCAG 2 measures it; colours are `#rrggbb`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT, SHAPES = 4.5, 3.0
"""The least contrast of text, and of what only has to be seen: WCAG 2.2, 1.4.3 and 1.4.11 (AA)."""

BLACK, WHITE = "#000000", "#ffffff"

# Steps from a colour to another, in which one that can be read is looked for.
_STEPS = 100


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, 1 to 21.

    WCAG 2.2, “contrast ratio”: (L1 + 0.05) / (L2 + 0.05), the lighter one first.
    """
    darker, lighter = sorted((_luminance(first), _luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def mixed(first: str, second: str, share: float) -> str:
    """Return a colour between two, with a share of the first from 0 to 1."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in pairs)


def legible(
    colour: str, others: Sequence[str], towards: Sequence[str] = (BLACK, WHITE), least: float = TEXT
) -> str:
    """Return the colour nearest to one that has enough contrast to each of some others.

    Args:
        colour: returned as it is where it can be read.
        others: what it stands on, or what stands on it.
        towards: between the colour and these it is looked for.
        least: how much contrast is enough.

    Returns:
        The end with the most contrast where nothing on the way has enough.
    """
    for step in range(_STEPS + 1):
        for end in towards:
            nearer = mixed(end, colour, step / _STEPS)
            if worst(nearer, others) >= least:
                return nearer
    return max(towards, key=lambda end: worst(end, others))


def worst(colour: str, others: Sequence[str]) -> float:
    """Return the least contrast that a colour has to any of some others."""
    return min(contrast(colour, other) for other in others)


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it for sRGB, 0 for black to 1 for white."""
    shares = [channel / 255 for channel in _channels(colour)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
