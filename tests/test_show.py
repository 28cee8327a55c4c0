from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from podcast.categories import CATEGORIES
from podcast.settings import parse
from podcast.show import PREVIEW_ADDRESS, Show

DEMO = Path(__file__).parents[1] / "episodes" / "show.toml"


def test_a_show_needs_no_more_than_a_title() -> None:
    show = Show(title="Panelpodden")
    assert (show.language, show.kind, show.level) == ("sv", "panel", "clean")
    assert show.address == PREVIEW_ADDRESS
    assert show.zone.key == "Europe/Stockholm"


def test_the_show_of_the_demo_is_valid() -> None:
    assert parse(DEMO.read_bytes(), Show, DEMO).title == "Panelpodden"


def test_an_address_gets_its_last_stroke() -> None:
    assert Show(title="x", address="https://podd.example").address == "https://podd.example/"


@pytest.mark.parametrize(
    "address", ["podd.example", "ftp://podd.example", "https://", "https://a b/", "https://a/?b"]
)
def test_what_is_no_address_of_a_folder_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        Show(title="x", address=address)


@pytest.mark.parametrize("category", CATEGORIES)
def test_every_category_of_apple_is_accepted_with_its_own_subcategories(category: str) -> None:
    assert Show(title="x", category=category).category == category
    for subcategory in CATEGORIES[category]:
        show = Show(title="x", category=category, subcategory=subcategory)
        assert show.subcategory == subcategory


def test_a_subcategory_of_another_category_is_refused() -> None:
    with pytest.raises(ValidationError):
        Show(title="x", category="News", subcategory="Documentary")


def test_no_subcategory_stands_under_two_categories() -> None:
    names = [name for inner in CATEGORIES.values() for name in inner]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("title", ["", "  ", "a\nb", "a\x07"])
def test_a_title_is_one_line_that_is_not_empty(title: str) -> None:
    with pytest.raises(ValidationError):
        Show(title=title)


@pytest.mark.parametrize("name", ["../show.jpg", "/etc/x.png", "a\\b.png", ".jpg", "omslag.svg"])
def test_artwork_is_the_name_of_a_picture_in_episodes(name: str) -> None:
    with pytest.raises(ValidationError, match="JPEG or PNG"):
        Show(title="Podden", artwork=name)
    assert Show(title="Podden", artwork="omslag.jpg").artwork == "omslag.jpg"
