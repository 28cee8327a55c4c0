"""A publisher's own colours in real Chromium: on every page, and legible by axe's own measure."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from podcast.former import Moved, Withdrawn
from podcast.palette import PAIRS, read_palettes
from podcast.templates import STYLE
from tests.chromium import assert_accessible, site_of, until
from tests.editions import SURE, demo_edition, demo_show, write_site
from tests.kinds import edition
from tests.shared import DEMO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.chromium import Open, Site

pytestmark = pytest.mark.browser

PINK, PALE, NAVY = "#b4006e", "#eef4ff", "#001133"
PAGES = (
    "", "tillit/", "tillit/embed/", "podcast/", "interview/", "sok/?q=tillit", "person/",
    "person/karin-ek/", "evenemang/panelpoddens-demodag/", "tillganglighet/", "bort/", "404.html",
    "feed.xml",
)  # fmt: skip
# Of every element with words of its own: its colour, and the first colour behind it.
PAINTED = """() => {
  const found = new Set();
  const painted = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const ground = getComputedStyle(at).backgroundColor;
      if (ground !== "rgba(0, 0, 0, 0)") return ground;
    }
    return getComputedStyle(document.body).backgroundColor;
  };
  for (const element of document.querySelectorAll("body *")) {
    const says = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (says && element.checkVisibility({ visibilityProperty: true })) {
      found.add(`${getComputedStyle(element).color} on ${painted(element)}`);
    }
  }
  return [...found];
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if not DEMO.is_file():
        pytest.skip(f"the demo's recording {DEMO} is not here; fetch the whole repository")
    folder = tmp_path_factory.mktemp("feed")
    show = demo_show(colors={"accent": PINK, "background": PALE, "text": NAVY})
    day = datetime(2026, 5, 3, tzinfo=UTC)
    write_site(
        folder,
        show,
        replace(demo_edition(season=1), honesty=SURE),
        *map(edition, ("podcast", "interview")),
        withdrawn=[Withdrawn("bort", "Borttaget", day)],
        moved=[Moved("dit", "tillit", "Flyttat")],
    )
    with site_of(folder) as site:
        yield site


def rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


def ready(page: Page, path: str) -> Page:
    """Show all that a page can show."""
    if "?q=" in path:
        until(page, "document.querySelector('#results article') !== null")
    if path == "tillit/":
        page.click("details.account summary")
        page.click("#t2 a.time")
        page.wait_for_selector("#t2[aria-current]")
        page.evaluate("document.querySelector('audio').pause()")
    return page


def pairs_of(palette: dict[str, str]) -> set[str]:
    """What `podcast check` measures, as the browser writes colours."""
    return {f"{rgb(palette[pair.front])} on {rgb(palette[pair.ground])}" for pair in PAIRS}


@pytest.mark.parametrize("path", PAGES)
def test_chosen_colours_reach_every_page_and_no_others_meet_than_are_measured(
    site: Site, opened: Open, path: str
) -> None:
    palettes = read_palettes((site.folder / STYLE).read_text("utf-8"))
    page = ready(opened(path), path)
    body = page.evaluate("[getComputedStyle(document.body)].map(b => [b.backgroundColor, b.color])")
    assert body == [[rgb(PALE), rgb(NAVY)]]
    met = set(page.evaluate(PAINTED))
    assert f"{rgb(PINK)} on {rgb(PALE)}" in met
    assert met <= pairs_of(palettes.light)
    page.emulate_media(color_scheme="dark")
    assert set(page.evaluate(PAINTED)) <= pairs_of(palettes.dark)
    assert_accessible(page, rules=["color-contrast"], widths=())


def test_print_stays_black_on_white(opened: Open) -> None:
    page = opened("tillit/")
    page.emulate_media(media="print")
    assert set(page.evaluate(PAINTED)) <= {f"rgb({ink}) on rgb(255, 255, 255)" for ink in
                                           ("0, 0, 0", "51, 51, 51")}  # fmt: skip
