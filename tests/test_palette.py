"""A publisher's own colours: what follows from them, and what WCAG says of it."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from podcast.artworks import publish_show_artwork
from podcast.contrast import BLACK, TEXT, WHITE, contrast, legible, mixed, worst
from podcast.errors import SettingsError
from podcast.palette import PAIRS, chosen_palettes, colour_css, read_palettes
from podcast.settings import parse
from podcast.show import Show
from podcast.show_parts import Colors
from podcast.site_files import site_files
from podcast.templates import STYLE, assets
from podcast.workspace import Workspace
from tests.editions import demo_show
from tests.shared import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CSS = assets()[STYLE].decode()
OURS = read_palettes(CSS)
colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        # As published for these pairs by those who teach the formula.
        (BLACK, WHITE, 21.0),
        ("#767676", WHITE, 4.54),
        ("#777777", WHITE, 4.48),
        ("#ff0000", WHITE, 4.0),
        ("#ffff00", BLACK, 19.56),
        ("#123456", "#123456", 1.0),
    ],
)
def test_contrast_is_that_of_wcag_and_the_same_both_ways(
    one: str, other: str, ratio: float
) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@given(colours, colours)
def test_on_any_ground_a_colour_can_be_found_that_can_be_read(colour: str, ground: str) -> None:
    found = legible(colour, (ground,))
    assert worst(found, (ground,)) >= TEXT
    assert found == colour or worst(colour, (ground,)) < TEXT


def test_a_mixture_lies_between_its_ends() -> None:
    assert mixed(WHITE, BLACK, 0.5) == "#808080"
    assert mixed("#b4006e", BLACK, 1) == "#b4006e"


def test_the_style_sheet_has_all_colours_that_meet_and_they_can_be_read() -> None:
    for palette in (OURS.light, OURS.dark):
        for pair in PAIRS:
            assert contrast(palette[pair.front], palette[pair.ground]) >= pair.least, pair


def test_every_colour_that_the_style_sheets_use_is_in_a_pair() -> None:
    named = {name for pair in PAIRS for name in (pair.front, pair.ground)}
    # Lines only part what is parted anyway; a voice is one of those with a number.
    for file in (ROOT / "templates" / "assets").glob("*.css"):
        used = re.findall(r"(?:color|background|outline|border[\w-]*):[^;]*var\(--([\w-]+)\)",
                          file.read_text("utf-8"))  # fmt: skip
        assert set(used) - {"line", "voice"} <= named, file.name


def test_other_media_than_screens_keep_their_own_colours() -> None:
    css = """
      :root { --paper: #FFF; --ink: var(--text); --text: #000 /* so */; --gap: 1rem }
      @media (prefers-color-scheme: dark) { :root { --paper: #111 } }
      @media print { :root { --paper: #eee } }
      @media (forced-colors: active) { :root { --ink: CanvasText } }
      .voice { --paper: #222 }
    """
    read = read_palettes(css)
    assert read.light == {"paper": "#ffffff", "ink": "#000000", "text": "#000000"}
    assert read.dark == {"paper": "#111111", "ink": "#000000", "text": "#000000"}


def test_a_style_sheet_with_letters_inside_is_read_at_once() -> None:
    letters = "@font-face { src: url(data:font/woff2;base64," + "A" * 1_000_000 + ") }"
    began = time.process_time()
    assert read_palettes(f"{letters} :root {{ --ink: #000 }} " + "B" * 1_000_000).light == {
        "ink": "#000000"
    }
    assert time.process_time() - began < 2


def test_a_show_without_colours_of_its_own_gets_our_style_to_the_byte() -> None:
    assert colour_css(Colors(), OURS) == ""
    files = dict(site_files(demo_show(), []))
    assert files[STYLE] == assets()[STYLE]


def test_chosen_colours_stand_in_the_style_for_screens_alone() -> None:
    show = demo_show(colors={"accent": "#B4006E"})
    style = dict(site_files(show, []))[STYLE].decode()
    assert style.startswith(CSS)
    added = style.removeprefix(CSS)
    assert added.startswith("\n@media screen {\n  :root {\n    --accent: #b4006e;\n")
    assert added == colour_css(Colors(accent="#b4006e"), OURS)
    assert read_palettes(style).light["accent"] == "#b4006e"
    assert read_palettes(style).dark == chosen_palettes(show.colors, OURS).dark


@settings(max_examples=30)  # each makes two palettes
@given(accent=colours, background=st.just("") | colours, dark=st.just("") | colours)
def test_what_people_chose_is_kept_and_what_follows_can_be_read(
    accent: str, background: str, dark: str
) -> None:
    chosen = Colors(accent=accent, background=background, background_dark=dark)
    made = chosen_palettes(chosen, OURS)
    assert made.light["accent"] == accent
    assert made.light["paper"] == background or not background
    assert made == read_palettes(CSS + colour_css(chosen, OURS))
    for palette in (made.light, made.dark):
        assert contrast(palette["ink"], palette["paper"]) >= TEXT
        assert contrast(palette["on-heard"], palette["heard"]) >= TEXT
        assert contrast(palette["on-accent"], palette["accent"]) >= TEXT


def test_a_dark_accent_is_made_of_the_light_one_until_it_can_be_read() -> None:
    made = chosen_palettes(Colors(accent="#003399"), OURS)
    assert contrast(made.dark["accent"], OURS.dark["paper"]) >= TEXT
    assert chosen_palettes(Colors(accent_dark="#ffcc00"), OURS).dark["accent"] == "#ffcc00"
    assert chosen_palettes(Colors(accent_dark="#ffcc00"), OURS).light == OURS.light


def test_a_colour_that_is_none_is_told_with_how_to_write_it(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="write a colour as # and six digits"):
        parse('title = "x"\n[colors]\naccent = "red"\n', Show, tmp_path / "show.toml")


def test_the_cover_has_the_accent_of_the_show(tmp_path: Path) -> None:
    show = demo_show(colors={"accent": "#ffcc00"})
    with Image.open(publish_show_artwork(Workspace(tmp_path), show)) as cover:
        ground = cover.convert("RGB").getpixel((0, 0))
        darkest, _ = cover.convert("L").resize((300, 300)).getextrema()
    assert isinstance(ground, tuple)
    assert max(abs(one - other) for one, other in zip(ground, (255, 204, 0), strict=True)) < 6
    assert isinstance(darkest, (int, float))
    assert darkest < 80
