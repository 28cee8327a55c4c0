"""Searching in real Chromium, and the pages around the episodes by the rules of others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from podcast.document import Paragraph
from podcast.former import Upcoming
from tests.chromium import assert_accessible, assert_valid, site_of, until
from tests.editions import demo_edition, demo_episode, demo_show, edition_of, write_site
from tests.shared import DEMO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from podcast.edition import Edition
    from tests.chromium import Open, Site, Visitor


pytestmark = pytest.mark.browser

PAGES = (
    "podd/", "podd/sida/2/", "podd/sok/", "podd/sok/?q=bredband", "podd/person/",
    "podd/person/karin-ek/", "podd/evenemang/", "podd/evenemang/panelpoddens-demodag/",
    "podd/sasong/", "podd/sasong/1/", "podd/tillganglighet/", "podd/tillit/embed/", "podd/404.html",
)  # fmt: skip
SAID = (
    "Då kom frågan om bredbandsutbyggnaden i glesbygden upp.",
    "Hon sa att hennes hår blev grått av alla blanketter.",
    "De har ett bord i lokalen, och en stol.",
    "Det blev bättre när vi började lyssna på EU och på varandra.",
)


def talk() -> Edition:
    """Four people, a sentence each."""
    names = ("Karin Ek", "Lena Holm", "Johan Strand", "Per Lind")
    blocks = (Paragraph(text, name, opens=True) for text, name in zip(SAID, names, strict=True))
    return edition_of(tuple(blocks), demo_episode(title="Fyra meningar"), "fyra")


def many() -> list[Edition]:
    """Enough episodes for two pages of the list, that say nothing that is searched for."""
    first = datetime(2020, 1, 6, tzinfo=UTC)
    made = edition_of((Paragraph("Inget av detta.", "Karin Ek", opens=True),))
    return [
        replace(made, slug=f"e{n}", guid=f"e{n}", published=first + timedelta(weeks=n))
        for n in range(30)
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site in a sub-folder of its host, as many have it."""
    if not DEMO.is_file():
        pytest.skip(f"the demo's recording {DEMO} is not here; fetch the whole repository")
    root = tmp_path_factory.mktemp("host")
    told = {"is_public_body": True, "email": "podd@kommun.example", "shortcomings": ["Kartan."]}
    show = demo_show(address="https://kommun.example/podd/", accessibility=told)
    coming = (Upcoming("Nästa samtal", datetime(2026, 9, 1, tzinfo=UTC)),)
    write_site(root / "podd", show, demo_edition(season=1), talk(), *many(), upcoming=coming)
    (root / "index.html").write_text("<!DOCTYPE html><title>Kommunen</title>", encoding="utf-8")
    with site_of(root) as site:
        yield site


def searched(page: Page) -> Page:
    """Wait until the search is over."""
    until(page, "/träffar|hittat|gick inte/.test(document.getElementById('status')?.textContent)")
    return page


def passages(page: Page) -> list[tuple[str, str]]:
    """What was found: time and speaker, and the words marked."""
    found = page.evaluate(
        """() => Array.from(document.querySelectorAll('#results article > a'), (link) => [
            link.textContent,
            Array.from(link.nextElementSibling.querySelectorAll('mark'), (m) => m.textContent)
        ])"""
    )
    return [(told, " ".join(marked)) for told, marked in found]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("utbyggnad", ("0:00 Karin Ek", "utbyggnad")),
        ("bredbandsutb", ("0:00 Karin Ek", "bredbandsutb")),
        ("hår", ("0:10 Lena Holm", "hår")),
        ("har ett bord", ("0:20 Johan Strand", "har ett bord")),
        ("battre", ("0:30 Per Lind", "bättre")),
        ("BÄTTRE", ("0:30 Per Lind", "bättre")),
        ("eu", ("0:30 Per Lind", "EU")),
        ("grått av alla blanketter", ("0:10 Lena Holm", "grått av alla blanketter")),
    ],
)
def test_a_word_leads_to_the_turn_in_which_it_is_said(
    opened: Open, sought: str, found: tuple[str, str]
) -> None:
    page = searched(opened(f"podd/sok/?q={sought}"))
    assert passages(page)[:1] == [found]


def test_letters_with_and_without_accents_are_other_letters(opened: Open) -> None:
    page = searched(opened("podd/sok/?q=hår"))
    assert {marked for _, marked in passages(page)} == {"hår"}
    page = searched(opened("podd/sok/?q=har"))
    assert {marked.lower() for _, marked in passages(page)} <= {"har", "har har"}


def test_a_remembered_sentence_is_two_actions_from_the_front_page(opened: Open) -> None:
    page = opened("podd/")
    page.fill("#q", "bredbandsutbyggnaden glesbygden")
    page.press("#q", "Enter")
    page.wait_for_url("**/podd/sok/?q=*")
    searched(page)
    page.click("#results article > a")
    page.wait_for_url("**/podd/fyra/#t1")
    assert SAID[0] in page.inner_text(":target")


def test_people_are_found_by_name(opened: Open) -> None:
    page = searched(opened("podd/sok/?q=lena+holm"))
    assert page.locator("#results h3 a").first.get_attribute("href") == "../person/lena-holm/"


def test_what_nobody_says_is_not_found_and_hostile_words_are_words(opened: Open) -> None:
    page = searched(opened("podd/sok/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+zzz"))
    assert page.inner_text("#status").startswith("Inget hittat")
    assert page.locator("#results img").count() == 0
    assert page.input_value("#q") == "<img src=x onerror=alert(1)> zzz"


def test_searching_again_and_going_back_shows_what_was_found_before(opened: Open) -> None:
    page = searched(opened("podd/sok/?q=bättre"))
    page.fill("#q", "blanketter")
    page.click("form.search button")
    until(page, "document.querySelector('#results mark')?.textContent === 'blanketter'")
    assert urlsplit(page.url).query == "q=blanketter"
    page.go_back()
    until(page, "document.querySelector('#results mark')?.textContent === 'bättre'")


def test_without_script_the_episodes_are_listed_with_what_to_do(opened: Open) -> None:
    page = opened("podd/sok/?q=bredband", java_script_enabled=False)
    assert page.locator("#fallback article").count() == 30
    assert "Ctrl+F" in page.inner_text("noscript")
    assert not page.locator("#results").is_visible()


def test_where_the_index_cannot_be_had_the_episodes_are_listed(opened: Open) -> None:
    page = opened("podd/sok/")
    page.route("**/sok/index.json*", lambda route: route.abort())
    page.fill("#q", "bredband")
    page.press("#q", "Enter")
    searched(page)
    assert "gick inte att hämta" in page.inner_text("#status")
    assert page.locator("#fallback article").first.is_visible()


def test_the_feeds_address_is_copied_with_one_button(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site.address}podd/")
    page.click("button[data-copy]")
    until(page, "document.querySelector('.copied').textContent === 'Adressen är kopierad.'")
    copied = page.evaluate("navigator.clipboard.readText()")
    context.close()
    assert copied == "https://kommun.example/podd/feed.xml"


def test_without_script_there_is_no_button_that_does_nothing(opened: Open) -> None:
    page = opened("podd/", java_script_enabled=False)
    assert page.locator("button[data-copy]").count() == 1
    assert not page.locator("button[data-copy]").is_visible()


@pytest.mark.parametrize("path", PAGES)
def test_nobody_else_is_asked_for_anything_and_nothing_fails(visitor: Visitor, path: str) -> None:
    visitor.open(path).wait_for_load_state("networkidle")
    assert visitor.complaints == []


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_to_complain_about_and_no_page_scrolls_sideways(
    opened: Open, path: str
) -> None:
    page = opened(path)
    if "?" in path:
        searched(page)
    assert_accessible(page, least=8)


def test_the_html_of_the_whole_site_is_valid(site: Site) -> None:
    assert_valid(site.folder)
