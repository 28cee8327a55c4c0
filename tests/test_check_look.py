"""A show's own colours and templates, as `podcast check` sees them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from podcast.check_colours import check_colours
from podcast.check_templates import check_templates
from podcast.feed_folder import FeedFolder
from podcast.palette import colour_css, read_palettes
from podcast.show_parts import Colors
from podcast.templates import STYLE, assets, shipped_templates
from tests.shared import ROOT

if TYPE_CHECKING:
    from pathlib import Path

OURS = assets()[STYLE].decode()


def colour_faults(tmp_path: Path, css: str) -> list[str]:
    (tmp_path / "assets").mkdir(exist_ok=True)
    (tmp_path / STYLE).write_text(css, encoding="utf-8")
    folder = FeedFolder.at(tmp_path, "https://panelpodden.example/")
    return [found.sentence for found in check_colours(folder, "episodes/show.toml")]


def chosen(**colours: str) -> str:
    return OURS + colour_css(Colors(**colours), read_palettes(OURS))


@pytest.mark.parametrize(
    "colours",
    [
        {},
        {"accent": "#b4006e"},
        {"accent": "#003399", "background": "#eef4ff", "text": "#001133"},
        {"background": "#222222"},
        {"background_dark": "#000000", "text_dark": "#ffffff", "accent_dark": "#ffcc00"},
    ],
)
def test_colours_that_can_be_read_are_no_finding(tmp_path: Path, colours: dict[str, str]) -> None:
    assert colour_faults(tmp_path, chosen(**colours)) == []


def test_an_accent_that_cannot_be_read_is_told_with_its_contrast_and_what_would_do(
    tmp_path: Path,
) -> None:
    (told,) = colour_faults(tmp_path, chosen(accent="#ffcc00"))
    assert told.startswith(
        "links in the turn that is heard; the focus: accent #ffcc00 on tint #eef2ef has a contrast "
        "of 1.33:1 on light pages and needs 4.5:1, as #"
    )
    assert told.endswith("run `podcast build`.")
    better = told.split(", as ")[1][:7]
    assert colour_faults(tmp_path, chosen(accent=better)) == []


def test_a_dark_accent_is_measured_on_dark_pages(tmp_path: Path) -> None:
    (told,) = colour_faults(tmp_path, chosen(accent_dark="#0a5960"))
    assert "on dark pages" in told


def test_text_that_cannot_be_read_is_one_finding_and_not_one_for_each_colour(
    tmp_path: Path,
) -> None:
    (told,) = colour_faults(tmp_path, chosen(text="#999999", background="#ffffff"))
    assert "ink #999999" in told


def test_what_stands_on_the_accent_is_mended_by_another_accent(tmp_path: Path) -> None:
    css = ":root { --accent: #767676; --on-accent: #777; --paper: #fff }"
    told, in_the_dark = colour_faults(tmp_path, css)
    assert "on dark pages" in in_the_dark
    assert "buttons: on-accent #777777 on accent #767676 has a contrast of 1.01:1" in told
    assert ", as accent #" in told


def test_a_style_sheet_of_other_names_is_nothing_to_measure(tmp_path: Path) -> None:
    assert colour_faults(tmp_path, "body { color: #ccc; background: #ddd }") == []


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "templates"
    for name in ("assets", "translations"):
        (folder / name).mkdir(parents=True)
    return folder


def faults(own: Path) -> list[tuple[str, str, str]]:
    return [(found.kind.code, found.place, found.wrong) for found in check_templates(own)]


def test_templates_that_are_used_are_no_finding(own: Path) -> None:
    for name, text in {
        "front.html": '{% extends "panelpodd/front.html" %}{% block logo %}{% include "us.html" %}'
        "{% endblock %}",
        "us.html": '<img src="assets/logo.svg" alt="">',
        "assets/logo.svg": "<svg/>",
        "assets/.DS_Store": "",
        "translations/sv.po": 'msgid "Sök"\nmsgstr "Leta"\n',
        "README.md": "Vår form",
    }.items():
        (own / name).write_text(text, encoding="utf-8")
    assert faults(own) == []
    assert list(check_templates(own.parent / "none")) == []


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("fornt.html", "nothing uses “fornt.html” (did you mean “front.html”?)"),
        ("translations/se.po", "nothing uses “se.po” (did you mean “translations/sv.po”?)"),
        ("assets/styles.css", "no page leads to it (did you mean “assets/style.css”?)"),
        ("assets/img/logo.svg", "it is not published, only what lies in assets/ itself is"),
    ],
)
def test_a_file_that_nothing_uses_is_told_with_what_was_meant(
    own: Path, name: str, wrong: str
) -> None:
    (own / name).parent.mkdir(exist_ok=True)
    (own / name).write_text("", encoding="utf-8")
    assert faults(own) == [("D003", f"templates/{name}", wrong)]


def test_a_clone_of_ours_beside_the_installed_program_is_no_mistake(own: Path) -> None:
    shutil.copytree(ROOT / "templates", own, dirs_exist_ok=True)
    assert faults(own) == []
    (own / "review" / "text.html").write_text("{# mine #}", encoding="utf-8")
    assert [place for _, place, _ in faults(own)] == ["templates/review/text.html"]


def test_a_template_that_cannot_be_read_is_told_with_its_line(own: Path) -> None:
    (own / "front.html").write_text("\n{% if page %}", encoding="utf-8")
    (own / "base.html").write_bytes("<p>Språk".encode("latin-1"))
    (own / "translations" / "sv.po").write_text("Sök = Leta", encoding="utf-8")
    found = faults(own)
    assert [code for code, _, _ in found] == ["D002"] * 3
    assert found[0] == ("D002", "templates/base.html", "it is not written in UTF-8")
    assert found[1][1] == "templates/front.html:2"
    assert found[2][1:] == ("templates/translations/sv.po", "it is no catalogue of words")


def test_our_own_templates_are_nothing_to_warn_of_in_a_checkout() -> None:
    assert list(check_templates(shipped_templates(ROOT / "podcast"))) == []
