"""The feed opened in real Chromium: a page with XSLT, and still readable when that is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.chromium import assert_accessible, launched_beside, site_of
from tests.editions import demo_edition, demo_show, write_site
from tests.shared import DEMO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, ViewportSize

    from tests.chromium import Open, Site


pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 360, "height": 800}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if not DEMO.is_file():
        pytest.skip(f"the demo's recording {DEMO} is not here; fetch the whole repository")
    folder = tmp_path_factory.mktemp("feed")
    demo = demo_edition(title="Tillit & <mod>")
    before = replace(
        demo_edition(title="Det får kosta"),
        slug="kosta",
        guid="kosta",
        published=demo.published - timedelta(days=30),
    )
    write_site(folder, demo_show(feed_items=1, copyright="Panelpodden 2026"), demo, before)
    with site_of(folder) as site:
        yield site


def has_xslt(page: Page) -> bool:
    return bool(page.evaluate("typeof XSLTProcessor !== 'undefined'"))


def with_xslt(opened: Open, file: str = "feed.xml") -> Page:
    page = opened(file, viewport=PHONE)
    if not has_xslt(page):
        pytest.skip("this Chromium has no XSLT any more; the feed is styled by CSS")
    return page


def test_the_feed_is_a_page_that_says_what_it_is_and_how_to_subscribe(opened: Open) -> None:
    page = with_xslt(opened)
    assert page.title() == "Panelpodden – poddflöde"
    assert page.locator("html").get_attribute("lang") == "sv"
    assert page.get_by_role("heading", level=1).inner_text() == "Panelpodden"
    text = page.get_by_role("main").inner_text()
    assert "Det här är poddens flöde" in text
    assert "https://panelpodden.example/feed.xml" in text
    assert "4 maj 2026 · 2 min" in text
    link = page.get_by_role("link", name="Tillit & <mod>", exact=True)
    assert link.get_attribute("href") == "https://panelpodden.example/tillit/"
    ground = "element => getComputedStyle(element).backgroundColor"
    assert page.locator(".subscribing").evaluate(ground) != page.locator("body").evaluate(ground)
    older = page.get_by_role("link", name="Äldre avsnitt")
    assert older.get_attribute("href") == "https://panelpodden.example/feed-2.xml"


def test_the_second_document_leads_back_and_names_the_address_to_subscribe_to(
    opened: Open,
) -> None:
    page = with_xslt(opened, "feed-2.xml")
    assert "https://panelpodden.example/feed.xml" in page.get_by_role("main").inner_text()
    assert page.get_by_role("link", name="Det får kosta", exact=True).is_visible()
    newer = page.get_by_role("link", name="Nyare avsnitt")
    assert newer.get_attribute("href") == "https://panelpodden.example/feed.xml"


def test_nothing_lies_over_the_page_and_nothing_is_wider_than_a_telephone(opened: Open) -> None:
    page = with_xslt(opened)
    page.wait_for_timeout(500)  # a warning of the browser comes late
    top = page.evaluate("document.elementFromPoint(180, 30).closest('header')?.className")
    assert top == "masthead"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_page_of_the_feed_is_accessible_by_axe(opened: Open) -> None:
    page = with_xslt(opened)
    # The browser's own warning, hidden, with a link that axe takes for our first.
    page.evaluate("document.querySelector('xslt-warning-banner')?.remove()")
    assert_accessible(page, least=10)


def test_a_browser_without_xslt_shows_the_feed_by_css(chromium: Browser, site: Site) -> None:
    with launched_beside(chromium, "--disable-features=XSLT") as browser:
        page = browser.new_page(viewport=PHONE)
        page.goto(f"{site.address}feed.xml")
        assert not has_xslt(page)
        shown = page.evaluate(
            """[...document.querySelectorAll('*')]
               .filter(it => !it.childElementCount && it.getBoundingClientRect().height)
               .map(it => it.textContent)"""
        )
        told = page.evaluate(
            "getComputedStyle(document.querySelector('channel'), '::before').content"
        )
    assert shown[:3] == [
        "Panelpodden",
        "https://panelpodden.example/",
        "Samtal om socialt arbete, från scen till text.",
    ]
    assert "Tillit & <mod>" in shown
    assert "https://panelpodden.example/tillit/" in shown
    # What is for machines, and what says the same again, is left out.
    assert shown.count("Tillit & <mod>") == 1
    assert "Karin Ek" not in shown
    assert "Det här är poddens flöde" in told
