"""The colours of the pages: read from the style sheet, changed by a show, and which meet which.

The style sheet is their home: custom properties of `:root`, once for light and once for dark. A
show names few of them; the others follow so that text can still be read on them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.contrast import BLACK, SHAPES, TEXT, WHITE, contrast, legible, mixed, worst

if TYPE_CHECKING:
    from collections.abc import Mapping

    from podcast.show_parts import Colors

Palette = dict[str, str]
"""Each custom property that is a colour, without its hyphens, and the colour as `#rrggbb`."""

VOICES = tuple(f"voice-{number}" for number in range(1, 7))


@dataclass(frozen=True, slots=True)
class Palettes:
    """The colours of a style sheet.

    Attributes:
        light: those of a light page.
        dark: those where the reader asks for a dark one.
    """

    light: Palette
    dark: Palette


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours that meet on a page.

    Attributes:
        front: the property of the one in front.
        ground: that of the one behind it.
        what: where they meet.
        least: how much contrast they need.
    """

    front: str
    ground: str
    what: str
    least: float = TEXT


PAIRS = (
    Pair("ink", "paper", "text"),
    Pair("ink", "tint", "text of the turn that is heard and of the player"),
    Pair("ink", "mark", "what a search found"),
    Pair("on-heard", "heard", "the word that is heard"),
    Pair("soft", "paper", "dates, roles and captions; edges of fields"),
    Pair("soft", "tint", "what stands beside the turn that is heard"),
    Pair("accent", "paper", "links, visited or not; the focus"),
    Pair("accent", "tint", "links in the turn that is heard; the focus"),
    Pair("on-accent", "accent", "buttons"),
    Pair("caution", "paper", "that a text is not reviewed"),
    Pair("good", "paper", "that a text is reviewed"),
    *(Pair("on-voice", voice, "initials in the cast") for voice in VOICES),
    *(Pair(voice, "paper", "the dot at a name", SHAPES) for voice in VOICES),
    *(Pair(voice, "tint", "the dot at a name that is heard", SHAPES) for voice in VOICES),
)
"""All that meet; tests/test_colours_in_browser.py finds no others on the pages."""

# What WCAG 2.2 asks of text in 1.4.6 (AAA), and the text of ours has more than.
_COMFORTABLE = 7.0
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# All that stands before what parts it, so that no sign is looked at twice: fonts may be inside.
_PIECE = re.compile(r"([^{};]*)([{};]|\Z)")
_COLOUR = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_ELSEWHERE = re.compile(r"var\(--([\w-]+)\)")
# What may stand around `:root`; other media (print, forced colours) have colours of their own.
_LIGHT, _DARK = "screen", "(prefers-color-scheme: dark)"


def read_palettes(css: str) -> Palettes:
    """Read the colours of a style sheet; what is no plain colour is left out."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    within: list[str] = []
    for piece in _PIECE.finditer(_COMMENT.sub("", css)):
        text, end = piece.groups()
        if end == "{":
            within.append(" ".join(text.split()))
            continue
        name, _, value = (part.strip() for part in text.partition(":"))
        if within and within[-1] == ":root" and name.startswith("--"):
            media = {part for rule in within[:-1] for part in _media(rule)}
            if media <= {_LIGHT}:
                light[name[2:]] = value
            if media <= {_LIGHT, _DARK}:
                dark[name[2:]] = value
        if end == "}":
            within = within[:-1]
    return Palettes(_resolved(light), _resolved(dark))


def colour_css(colors: Colors, ours: Palettes) -> str:
    """Return what changes the colours of a style sheet, to stand at its end; nothing for nothing.

    It holds for screens alone, so that what is printed stays black on white.
    """
    chosen = chosen_palettes(colors, ours)
    light = _changed(chosen.light, ours.light)
    dark = _changed(chosen.dark, ours.dark)
    # A dark page has the light one's colours where it has none of its own.
    dark |= {name: chosen.dark[name] for name in light if name in chosen.dark}
    return _rule(_LIGHT, light) + _rule(f"{_LIGHT} and {_DARK}", dark)


def chosen_palettes(colors: Colors, ours: Palettes) -> Palettes:
    """Return the colours of a show: those that it chose, and what follows from them.

    Colours that people chose are never changed. In the dark, the accent is the light page's, made
    lighter until it can be read, unless the show chose one.
    """
    light = _on(ours.light, colors.background, colors.text)
    dark = _on(ours.dark, colors.background_dark, colors.text_dark)
    return Palettes(
        _with(light, colors.accent, colors.accent or ours.light["accent"]),
        _with(dark, colors.accent_dark, colors.accent or ours.dark["accent"]),
    )


def _on(ours: Palette, background: str, text: str) -> Palette:
    """Put a palette on another background or with another text, where one was chosen."""
    if not (background or text):
        return ours
    paper = background or ours["paper"]
    ink = text or legible(ours["ink"], (paper,), least=_COMFORTABLE)
    made = {**ours, "paper": paper, "ink": ink, "on-heard": ink}
    made |= {"tint": mixed(ink, paper, 0.06), "line": mixed(ink, paper, 0.16)}
    made["soft"] = mixed(ink, paper, 0.75)
    for name in ("soft", "caution", "good", *VOICES):
        made[name] = legible(made[name], (paper, made["tint"]), (ink,))
    made["mark"] = legible(made["mark"], (ink,), (paper,))
    made["on-voice"] = max(
        (ours["on-voice"], paper, ink), key=lambda one: worst(one, [made[name] for name in VOICES])
    )
    return made


def _with(palette: Palette, chosen: str, like: str) -> Palette:
    """Give a palette an accent: the one chosen, else one like another that can be read."""
    paper, ink = palette["paper"], palette["ink"]
    accent = chosen or legible(like, (paper, palette["tint"]), (ink, WHITE))
    if accent == palette["accent"]:
        return palette | {"heard": legible(palette["heard"], (ink,), (paper,))}
    heard = legible(mixed(accent, paper, 0.25), (ink,), (paper,))
    on_accent = _first_legible(accent, palette["on-accent"], paper, ink, BLACK, WHITE)
    return palette | {"accent": accent, "on-accent": on_accent, "heard": heard}


def _first_legible(ground: str, *colours: str) -> str:
    """The first colour that can be read on a ground; black or white always can."""
    return next(one for one in colours if contrast(one, ground) >= TEXT)


def _changed(chosen: Palette, ours: Palette) -> dict[str, str]:
    return {name: colour for name, colour in chosen.items() if colour != ours.get(name)}


def _rule(media: str, colours: Palette) -> str:
    if not colours:
        return ""
    lines = "".join(f"    --{name}: {colour};\n" for name, colour in sorted(colours.items()))
    return f"\n@media {media} {{\n  :root {{\n{lines}  }}\n}}\n"


def _media(rule: str) -> list[str]:
    return rule.removeprefix("@media").strip().split(" and ")


def _resolved(written: Mapping[str, str]) -> Palette:
    """The plain colours, `#abc` in full; one that is another's is followed once."""
    found = {}
    for name, value in written.items():
        elsewhere = _ELSEWHERE.fullmatch(value)
        colour = written.get(elsewhere[1], "") if elsewhere else value
        if _COLOUR.fullmatch(colour):
            digits = colour[1:].lower()
            found[name] = f"#{digits if len(digits) == 6 else ''.join(2 * one for one in digits)}"
    return found
