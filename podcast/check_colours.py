"""Whether readers can make out what is written, in the colours that were published."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from podcast.contrast import contrast, legible
from podcast.finding import Kind
from podcast.palette import PAIRS, read_palettes
from podcast.templates import STYLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcast.feed_folder import FeedFolder
    from podcast.finding import Finding
    from podcast.palette import Pair, Palette

ILLEGIBLE = Kind(
    "D001", "error", "Colours are too much alike for many to read, and for the law: WCAG 1.4.3 and "
    "1.4.11, by the formula of WCAG for the contrast of two colours.",
    '`accent = "#ffcc00"` on a white page has 1.47:1, and text needs 4.5:1',
    "choose another in [colors] of show.toml, or in a style sheet of your own, and run "
    "`podcast build`",
)  # fmt: skip
KINDS = (ILLEGIBLE,)


def check_colours(folder: FeedFolder, settings: str) -> Iterator[Finding]:
    """Check the colours of the style sheet, in light and in dark.

    Args:
        folder: what is published.
        settings: those of the show, by their place in the workspace.
    """
    if not folder.has(STYLE):
        return
    palettes = read_palettes(folder.read(STYLE).decode("utf-8", errors="replace"))
    for mode, palette in (("light", palettes.light), ("dark", palettes.dark)):
        yield from (ILLEGIBLE.at(settings, _wrong(pair, palette, mode)) for pair in _worst(palette))


def _worst(palette: Palette) -> Iterator[Pair]:
    """The pairs that are too much alike, the worst one for each colour in front.

    Where the text itself cannot be read, that is the fault, and all others come of it.
    """
    known = [pair for pair in PAIRS if pair.front in palette and pair.ground in palette]
    faint = [pair for pair in known if _contrast(pair, palette) < pair.least]
    best_first = sorted(faint, key=lambda pair: _contrast(pair, palette), reverse=True)
    by_front = {pair.front: pair for pair in best_first}
    yield from [by_front["ink"]] if "ink" in by_front else by_front.values()


def _contrast(pair: Pair, palette: Palette) -> float:
    return contrast(palette[pair.front], palette[pair.ground])


def _wrong(pair: Pair, palette: Palette, mode: str) -> str:
    front, ground = palette[pair.front], palette[pair.ground]
    shown = math.floor(100 * _contrast(pair, palette)) / 100
    return (
        f"{pair.what}: {pair.front} {front} on {pair.ground} {ground} has a contrast of "
        f"{shown:.2f}:1 on {mode} pages and needs {pair.least:g}:1, as {_better(pair, palette)} has"
    )


def _better(pair: Pair, palette: Palette) -> str:
    """The nearest colour that would do; people choose the accent, not what stands on it."""
    if pair.ground == "accent":
        return f"accent {legible(palette['accent'], (palette[pair.front],))}"
    grounds = [palette[one.ground] for one in PAIRS if one.front == pair.front]
    return legible(palette[pair.front], grounds, least=pair.least)
