"""The picture by which other sites show an episode."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageColor

from podcast.card import SIZE, card, is_card_of
from podcast.lettering import INKS, Inks
from podcast.templates import assets

if TYPE_CHECKING:
    from pathlib import Path

LETTERS = assets()["assets/source-serif-4.woff2"]
PINK = Inks("#b4006e", "#ffffff", "#ecd0e0")
LONG = "Kommunikationsstrategiutvecklingsarbetet i socialförvaltningen: " + "om tillit, " * 40


@pytest.mark.parametrize("title", ["Tillit i socialtjänsten", LONG, "", "信頼", "</script>"])
def test_it_is_of_the_size_that_sites_ask_for_small_and_always_the_same(title: str) -> None:
    made = card(title, "Panelpodden", LETTERS)
    with Image.open(io.BytesIO(made)) as picture:
        assert picture.size == SIZE
        assert picture.format == "PNG"
    assert len(made) < 60_000
    assert card(title, "Panelpodden", LETTERS) == made


def test_the_title_is_on_it_and_leaves_the_margin_free() -> None:
    with Image.open(io.BytesIO(card(LONG, "Panelpodden", LETTERS))) as picture:
        pixels = picture.convert("RGB")
    ground = pixels.getpixel((0, 0))
    drawn = Image.eval(pixels.convert("L"), lambda light: 255 * (light > 90)).getbbox()
    assert ground == (10, 89, 96)
    assert drawn
    left, top, right, bottom = drawn
    assert left >= 70
    assert top >= 50
    assert right <= SIZE[0] - 70
    assert bottom <= SIZE[1] - 60


def test_title_and_show_have_the_colours_of_the_pages() -> None:
    with Image.open(io.BytesIO(card("Tillit", "Panelpodden", LETTERS))) as picture:
        pixels = picture.convert("RGB")
    colours = {colour for _, colour in pixels.getcolors() or ()}
    assert {ImageColor.getrgb(colour) for colour in (INKS.ground, INKS.title, INKS.rest)} <= colours


def test_it_has_the_colours_that_a_show_chose() -> None:
    with Image.open(io.BytesIO(card("Tillit", "Panelpodden", LETTERS, PINK))) as picture:
        pixels = picture.convert("RGB")
    colours = {colour for _, colour in pixels.getcolors() or ()}
    assert {ImageColor.getrgb(colour) for colour in (PINK.ground, PINK.title)} <= colours
    assert pixels.getpixel((0, 0)) == (180, 0, 110)


def test_it_is_made_again_only_where_its_words_changed(tmp_path: Path) -> None:
    file = tmp_path / "card.png"
    assert not is_card_of(file, "Tillit", "Panelpodden", LETTERS)
    file.write_bytes(card("Tillit", "Panelpodden", LETTERS))
    assert is_card_of(file, "Tillit", "Panelpodden", LETTERS)
    assert not is_card_of(file, "Tillit!", "Panelpodden", LETTERS)
    assert not is_card_of(file, "Tillit", "Panelpodden", LETTERS, PINK)
    file.write_bytes(b"half a picture")
    assert not is_card_of(file, "Tillit", "Panelpodden", LETTERS)
