"""Every kind of page in real Chromium, as people see it who need it otherwise than most.

What axe can tell of them stands in test_pages_in_browser.py and test_search_in_browser.py; here is
what it cannot: focus, large letters, narrow windows, motion and paper.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from podcast.document import Paragraph
from podcast.former import Moved, Upcoming, Withdrawn
from tests.chromium import Visitor, assert_accessible, launched_beside, site_of, until
from tests.editions import (
    SURE,
    demo_edition,
    demo_episode,
    demo_show,
    edition_of,
    write_site,
)
from tests.kinds import edition
from tests.shared import DEMO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from podcast.edition import Edition
    from tests.chromium import Open, Site

pytestmark = pytest.mark.browser

PAGES = (
    "", "sida/2/", "tillit/", "podcast/", "interview/", "tillit/embed/", "sok/?q=tillit", "person/",
    "person/karin-ek/", "evenemang/panelpoddens-demodag/", "tillganglighet/", "404.html",
    "bort/", "dit/", "feed.xml",
)  # fmt: skip
DAY = datetime(2026, 5, 3, tzinfo=UTC)


def many() -> list[Edition]:
    """Enough short episodes for a second page of the list."""
    made = edition_of((Paragraph("Inget av detta.", "Karin Ek", opens=True),), demo_episode())
    return [
        replace(made, slug=f"e{n}", guid=f"e{n}", published=DAY - timedelta(weeks=n + 1))
        for n in range(31)
    ]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if not DEMO.is_file():
        pytest.skip(f"the demo's recording {DEMO} is not here; fetch the whole repository")
    folder = tmp_path_factory.mktemp("feed")
    told = {"is_public_body": True, "email": "podd@kommun.example", "shortcomings": ["Kartan."]}
    write_site(
        folder,
        demo_show(accessibility=told, email="podd@kommun.example", copyright="Panelpodden"),
        replace(demo_edition(season=1), honesty=SURE),
        *map(edition, ("podcast", "interview")),
        *many(),
        upcoming=(Upcoming("Nästa samtal", datetime(2026, 9, 1, tzinfo=UTC)),),
        withdrawn=[Withdrawn("bort", "Borttaget", DAY)],
        moved=[Moved("dit", "tillit", "Flyttat")],
    )
    with site_of(folder) as site:
        yield site


def shown(page: Page, site: Site, path: str) -> Page:
    """Open a page and wait for all that it shows; an earlier address is kept from leading on."""
    if path == "dit/":
        leading = (site.folder / path / "index.html").read_text("utf-8")
        staying = re.sub('<meta http-equiv="refresh"[^>]*>', "", leading)
        assert staying != leading
        page.route("**/dit/", lambda route: route.fulfill(body=staying, content_type="text/html"))
    page.goto(f"{site.address}{path}")
    if "?q=" in path:
        until(page, "document.querySelector('#results article') !== null")
    return page


# Text that is cut off by its box, or runs out of the window; what only listeners get is none.
LOST = """() => {
  const lost = [];
  for (const element of document.querySelectorAll("body *")) {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const isQuiet = box.width <= 1 || element.closest(".quiet, .comma, .skip, audio");
    const isScrolled = element.closest("input, option");
    if (isQuiet || isScrolled || !element.checkVisibility({ visibilityProperty: true })) continue;
    const cuts = /hidden|clip/.test(style.overflowX + style.overflowY);
    if (cuts && element.scrollWidth > element.clientWidth + 1) lost.push(element.outerHTML);
    const says = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (says && (box.right > innerWidth + 1 || box.left < -1)) lost.push(element.outerHTML);
  }
  return lost.map((html) => html.slice(0, 120));
}"""


@pytest.mark.parametrize("path", ["bort/", "dit/"])
def test_axe_finds_nothing_to_complain_about_where_an_episode_was(
    site: Site, opened: Open, path: str
) -> None:
    assert_accessible(shown(opened("about:blank"), site, path), least=10)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_lost_in_a_narrow_window_or_with_letters_twice_as_large(
    site: Site, opened: Open, large_letters: Browser, path: str
) -> None:
    """320 pixels are 1280 at 400 %; large letters are what a reader has set in the browser."""
    page = shown(opened("about:blank", viewport={"width": 320, "height": 800}), site, path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(LOST) == []
    visitor = Visitor(large_letters, site.address)
    page = shown(visitor.open("about:blank"), site, path)
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") >= 32
    for width in (1280, 640):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(LOST) == []
    visitor.close()


@pytest.fixture(scope="module")
def large_letters(chromium: Browser) -> Iterator[Browser]:
    """A browser in which a reader has set letters twice as large as usual."""
    with launched_beside(chromium, "--blink-settings=defaultFontSize=32") as browser:
        yield browser


# Whether what has the focus has an outline that can be seen, all in the window.
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  if (element.tagName === "AUDIO") return [true, ""]; // what is inside it is the browser's own
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const isSeen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  const isThere = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return [isSeen && isThere, element.outerHTML.slice(0, 100)];
}"""
MOST_STOPS = 40


@pytest.mark.parametrize(
    ("path", "forced"),
    [*((path, "active") for path in PAGES), ("", "none"), ("tillit/", "none")],
)
def test_focus_is_seen_at_every_stop(site: Site, opened: Open, path: str, forced: str) -> None:
    page = opened("about:blank", forced_colors=forced, viewport={"width": 1280, "height": 800})
    shown(page, site, path)
    stops: list[tuple[bool, str]] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or (stop[1] and stops and stop == stops[0]):
            break
        stops.append(stop)
    assert stops
    assert [told for is_seen, told in stops if not is_seen] == []


@pytest.mark.parametrize("path", ["", "tillit/", "sok/?q=tillit"])
def test_nothing_moves_for_those_who_want_no_motion(site: Site, opened: Open, path: str) -> None:
    page = shown(opened("about:blank", reduced_motion="reduce"), site, path)
    moving = """[...document.querySelectorAll("*")].map((element) => getComputedStyle(element))
      .filter((style) => style.animationName !== "none" || style.scrollBehavior === "smooth"
        || style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0)).length"""
    assert page.evaluate(moving) == 0
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("path", PAGES)
def test_on_paper_a_page_has_its_words_and_address_and_nothing_to_press(
    site: Site, opened: Open, path: str
) -> None:
    page = shown(opened("about:blank"), site, path)
    heading = page.locator("h1").inner_text()
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    assert page.locator("h1").is_visible()
    assert page.locator("h1").inner_text() == heading
    for useless in (
        "button",
        "input",
        "select",
        "audio",
        "summary",
        ".skip",
        ".ways",
        ".subscribe",
    ):
        assert not [one for one in page.locator(useless).all() if one.is_visible()], useless
    if path not in {"tillit/embed/", "feed.xml"}:
        assert page.locator(".address").inner_text().startswith("https://panelpodden.example/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 700
    assert page.evaluate(LOST) == []
    assert page.pdf().startswith(b"%PDF-")
