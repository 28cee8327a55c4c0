"""A show's own templates: one by one in the place of ours, and told in a sentence when broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from podcast.errors import PodcastError
from podcast.page import Pages
from podcast.templates import assets, shipped_names, shipped_templates
from tests.editions import demo_edition, demo_show

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of a show's own templates."""
    folder = tmp_path / "templates"
    (folder / "assets").mkdir(parents=True)
    (folder / "translations").mkdir()
    return folder


def write(own: Path, name: str, content: str) -> None:
    (own / name).write_text(content, encoding="utf-8")


def front(own: Path, **show: object) -> str:
    return Pages(demo_show(**show), own).front([demo_edition()])["index.html"]


def test_a_show_may_replace_one_template_and_keep_the_others(own: Path) -> None:
    write(own, "404.html", "<p>Egen sida för {{ site.show.title }}</p>\n")
    pages = Pages(demo_show(), own)
    assert pages.missing() == "<p>Egen sida för Panelpodden</p>\n"
    assert "Samtalet i text" in pages.episode(demo_edition())


def test_a_show_may_replace_one_block_and_keep_the_rest_of_the_page(own: Path) -> None:
    write(
        own,
        "front.html",
        '{% extends "panelpodd/front.html" %}\n'
        "{% block subscribe %}https://kommun.example/{% endblock %}\n",
    )
    page = front(own)
    assert 'class="subscribe" href="https://kommun.example/#subscribe"' in page
    assert "Tillit i socialtjänsten" in page


def test_what_all_pages_share_is_replaced_once_for_all_of_them(own: Path) -> None:
    write(
        own,
        "base.html",
        '{% extends "panelpodd/base.html" %}\n'
        '{% block masthead %}<a href="https://kommun.example/">Kommunen</a>\n{% endblock %}\n',
    )
    pages = Pages(demo_show(), own)
    for page in (pages.episode(demo_edition()), pages.missing()):
        assert '<a href="https://kommun.example/">Kommunen</a>' in page


def test_a_show_may_say_a_word_of_its_own_and_keep_ours(own: Path) -> None:
    said = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    write(own, "translations/sv.po", f'{said}msgid "Prenumerera"\nmsgstr "Följ podden"\n')
    assert ">Följ podden</h2>" in front(own)
    write(own, "translations/en.po", f'{said}msgid "Prenumerera"\nmsgstr "Follow us"\n')
    english = front(own, language="en")
    assert ">Follow us</h2>" in english
    assert ">Episodes</h2>" in english


def test_a_show_may_replace_the_style_and_add_a_file(own: Path) -> None:
    write(own, "assets/style.css", "body {}")
    write(own, "assets/logo.svg", "<svg/>")
    write(own, "assets/.DS_Store", "what a Mac leaves in every folder")
    files = assets(own)
    assert files["assets/style.css"] == b"body {}"
    assert files["assets/logo.svg"] == b"<svg/>"
    assert files["assets/player.js"] == assets()["assets/player.js"]
    assert "assets/.DS_Store" not in files


def test_templates_are_found_inside_an_installed_package_and_beside_a_checkout(
    tmp_path: Path,
) -> None:
    package = tmp_path / "podcast"
    (tmp_path / "templates").mkdir()
    package.mkdir()
    assert shipped_templates(package) == tmp_path / "templates"
    (package / "templates").mkdir()
    assert shipped_templates(package) == package / "templates"


def test_templates_assets_and_catalogues_have_names_that_a_show_may_take() -> None:
    assert {"base.html", "assets/style.css", "translations/sv.po"} <= shipped_names()


@pytest.mark.parametrize(
    ("name", "written", "sentence"),
    [
        ("front.html", "\n{{ site.shwo }}", "2: Site has no “shwo” (did you mean “show”?)"),
        ("front.html", "{{ pgae.number }}", "1: there is no “pgae” here (did you mean “page”?)"),
        ("front.html", "{{ qqq }}", "1: there is no “qqq” here"),
        ("front.html", "{% if page %}", "1: Unexpected end of template; Jinja was looking for"),
        ("front.html", "\n\n{{ page.number | dya }}", "3: No filter named 'dya'"),
        ("front.html", '{% extends "bas.html" %}', "1: there is no template “bas.html”"),
        ("front.html", '{% extends "front.html" %}', "1: it leads back to itself; ours is"),
        ("front.html", "{{ page.number() }}", "1: 'int' object is not callable"),
        ("base.html", "<p>\n{{ site.rot }}", "2: Site has no “rot” (did you mean “root”?)"),
        ("lists.html", "{% macro x() %}{{ lost }}", "1: Unexpected end of template"),
    ],
)
def test_a_broken_template_is_told_in_a_sentence_with_its_line(
    own: Path, name: str, written: str, sentence: str
) -> None:
    write(own, name, written)
    with pytest.raises(PodcastError) as told:
        front(own)
    said = str(told.value)
    assert said.startswith(f"templates/{name}:{sentence}")
    assert said.endswith("; mend it, or remove the file to get ours back.")
    assert "\n" not in said


def test_a_template_that_lacks_what_ours_ask_of_it_is_told_with_the_page(own: Path) -> None:
    write(own, "lists.html", "nothing")
    with pytest.raises(PodcastError, match=r"^templates/front\.html with the show's own .*preview"):
        front(own)


def test_a_template_in_another_encoding_is_named(own: Path) -> None:
    (own / "front.html").write_bytes("<p>Språk</p>".encode("latin-1"))
    with pytest.raises(PodcastError, match=r"^templates/front\.html: it is not written in UTF-8;"):
        front(own)


def test_a_catalogue_that_cannot_be_read_is_named(own: Path) -> None:
    write(own, "translations/sv.po", "Prenumerera = Följ podden\n")
    with pytest.raises(PodcastError, match=r"^templates/translations/sv\.po: .*; mend it"):
        front(own)


def test_a_fault_of_ours_is_no_fault_of_the_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("podcast.views.FrontPage.numbers", property(lambda page: page.count / 0))
    with pytest.raises(ZeroDivisionError):
        Pages(demo_show()).front([demo_edition()] * 31)
