"""The pages in real Chromium: heard, read, narrow, dark, and by the rules of others."""

from __future__ import annotations

import shutil
import subprocess
import time
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from podcast.document import Block, Heading, Paragraph, Photo, Quote
from tests.editions import (
    SURE,
    TALK,
    demo_edition,
    demo_episode,
    demo_show,
    edition_of,
    write_site,
)
from tests.kinds import KINDS, edition
from tests.serving import served
from tests.shared import DEMO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from podcast.edition import Edition

    Open = Callable[..., Page]

pytestmark = pytest.mark.browser

WITNESSES = Path(__file__).parent / "witnesses" / "node_modules"
AXE = WITNESSES / "axe-core" / "axe.min.js"
VNU = WITNESSES / "vnu-jar" / "build" / "dist" / "vnu.jar"
# A test asks nobody else, and neither may the browser.
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--autoplay-policy=no-user-gesture-required"
).split()
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PAGES = ("", "tillit/", "delar/", "borta/", *(f"{kind}/" for kind in KINDS))
# A picture of one pixel, so that a photo is really drawn.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63"
    "64f8cf500f0003860180d0b5a5a10000000049454e44ae426082"
)


@dataclass(frozen=True)
class Site:
    """The demo, served."""

    folder: Path
    address: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if not DEMO.is_file():
        pytest.skip(f"the demo's recording {DEMO} is not here; fetch the whole repository")
    folder = tmp_path_factory.mktemp("feed")
    demo = replace(demo_edition(), honesty=SURE)
    write_site(folder, demo_show(), demo, all_parts(), *map(edition, KINDS))
    for picture in ("delar/bild.png", "panel/panel.jpg", "interview/johan.jpg"):
        (folder / picture).write_bytes(PIXEL)
    with served(folder) as port:
        yield Site(folder, f"http://127.0.0.1:{port}/")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if not found:
        pytest.skip("there is no Chromium on this machine; run `apt-get install chromium`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Open]:
    contexts = []

    def open_page(address: str, **settings: Any) -> Page:
        contexts.append(chromium.new_context(**settings))
        page = contexts[-1].new_page()
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def all_parts() -> Edition:
    """Every kind of part that a documentation can have, and names that try the layout."""
    words = [text for _, _, _, text in TALK]
    blocks: tuple[Block, ...] = (
        Paragraph("En ingress som står i texten."),
        Heading("Att lyssna"),
        Paragraph(words[0], "Karin Ek", opens=True),
        Paragraph(words[1], "Karin Ek"),
        Quote(words[5]),
        Paragraph(words[2], "Karin Ek"),
        Photo("bild.png", "Från vänster till höger: Karin Ek och Lena Holm.", "Per Lind"),
        Paragraph(words[3], "Socialförvaltningskommunikationsavdelningen", opens=True),
        Heading("Kommunikationsstrategiutvecklingsarbetet"),
        Paragraph(words[4], "Socialförvaltningskommunikationsavdelningen"),
        *(Paragraph(words[6], f"Röst {number}", opens=True) for number in range(1, 9)),
    )
    episode = demo_episode(title="Ett samtal i delar", number=3, reviewed=demo_episode().published)
    return edition_of(blocks, episode, "delar")


def until(page: Page, truth: str) -> None:
    """Wait until an expression holds; the page's own policy forbids Playwright's way of waiting."""
    deadline = time.monotonic() + 15
    while not page.evaluate(truth):
        assert time.monotonic() < deadline, f"never came true: {truth}"
        page.wait_for_timeout(50)


def with_axe(page: Page) -> Page:
    if not AXE.is_file():
        pytest.skip("axe-core is not here; run `npm install --prefix tests/witnesses`")
    page.evaluate(AXE.read_text("utf-8"))
    return page


def test_a_time_plays_from_there_on_the_page(site: Site, opened: Open) -> None:
    page = opened(f"{site.address}tillit/")
    page.click("#t5 a.time")
    until(page, "document.querySelector('audio').currentTime > 57.6")
    assert page.evaluate("document.querySelector('audio').paused") is False
    assert page.evaluate("document.querySelector('audio').currentTime") < 62
    assert page.url == f"{site.address}tillit/"
    page.wait_for_selector("#t5[aria-current]")


def test_how_the_text_was_made_opens_without_script_and_its_times_lead_into_the_sound(
    site: Site, opened: Open
) -> None:
    page = opened(f"{site.address}tillit/", java_script_enabled=False)
    assert not page.is_visible("details.account li")
    page.click("details.account summary")
    assert page.is_visible("details.account li")
    assert page.get_attribute("details.account a.time", "href") == "tillit.mp3#t=10"


def test_without_script_a_time_is_a_link_to_the_sound_at_that_moment(
    site: Site, opened: Open
) -> None:
    page = opened(f"{site.address}tillit/", java_script_enabled=False)
    page.click("#t5 a.time")
    page.wait_for_url("**/tillit.mp3#t=57.481")
    # What the browser makes of such a link: its own player, begun there.
    player = opened("about:blank")
    player.goto(page.url, wait_until="commit")
    until(player, "document.querySelector('video')?.currentTime > 57")


def test_the_turn_that_is_heard_is_marked_alone_and_nothing_moves(site: Site, opened: Open) -> None:
    page = opened(f"{site.address}tillit/")
    before = page.evaluate("document.documentElement.scrollHeight")
    page.evaluate("document.querySelector('audio').currentTime = 80.5")
    page.wait_for_selector("#t8[aria-current]")
    page.evaluate("document.querySelector('audio').currentTime = 23.5")
    page.wait_for_selector("#t2[aria-current]")
    assert page.locator("[aria-current]").count() == 1
    assert page.evaluate("document.documentElement.scrollHeight") == before


def test_a_quotation_plays_the_moment_at_which_it_is_said(site: Site, opened: Open) -> None:
    page = opened(f"{site.address}podcast/")
    page.locator(".article a.time").nth(1).click()
    until(page, "document.querySelector('audio').currentTime > 31.1")
    page.wait_for_selector("#t4[aria-current]")


def test_in_an_interview_names_are_heard_and_not_seen(site: Site, opened: Open) -> None:
    page = opened(f"{site.address}interview/")
    headings = page.get_by_role("heading", level=3)
    assert headings.all_inner_texts() == ["Karin Ek", "Johan Strand"] * 3
    for heading in headings.all():
        box = heading.bounding_box()
        assert box
        assert box["width"] <= 1
    question, answer = page.locator("#t1 p"), page.locator("#t2 p").first
    weight = "element => getComputedStyle(element).fontWeight"
    assert question.evaluate(weight) > answer.evaluate(weight)


def test_a_page_address_with_a_moment_starts_there(site: Site, opened: Open) -> None:
    page = opened(f"{site.address}tillit/#t=58")
    until(page, "document.querySelector('audio').currentTime === 58")


def test_a_time_can_be_reached_and_played_by_keyboard(site: Site, opened: Open) -> None:
    page = opened(f"{site.address}tillit/")
    page.focus("#t3 a.time")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('audio').currentTime > 42.1")


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(site: Site, opened: Open) -> None:
    page = opened(f"{site.address}tillit/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_scrolls_sideways(site: Site, opened: Open, path: str, width: int) -> None:
    page = opened(site.address + path, viewport={"width": width, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_focused_time_is_never_under_the_player(site: Site, opened: Open) -> None:
    page = opened(f"{site.address}tillit/", viewport={"width": 390, "height": 844})
    for number in (14, 9, 3):
        page.focus(f"#t{number} a.time")
        link = page.locator(f"#t{number} a.time").bounding_box()
        player = page.locator(".bar").bounding_box()
        assert link
        assert player
        assert link["y"] >= player["y"] + player["height"] or link["y"] + link["height"] <= 844


@pytest.mark.parametrize("path", PAGES)
def test_nobody_else_is_asked_for_anything_and_nothing_fails(
    site: Site, chromium: Browser, path: str
) -> None:
    page = chromium.new_page()
    asked: list[Request] = []
    complaints: list[str] = []

    def note(request: Request) -> None:
        asked.append(request)

    page.on("request", note)
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(site.address + path, wait_until="networkidle")
    page.close()
    assert {urlsplit(request.url).netloc for request in asked} == {urlsplit(site.address).netloc}
    lost = "Failed to load resource: the server responded with a status of 404 (Not Found)"
    assert complaints in ([], [lost] if path == "borta/" else [])


def test_a_reader_who_does_not_listen_leaves_no_trace(site: Site, opened: Open) -> None:
    page = opened(f"{site.address}tillit/")
    page.hover("#t2")
    page.uncheck("#follow")
    page.reload()
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("path", [path for path in PAGES if path != "tillit/"])
def test_axe_finds_nothing_to_complain_about(site: Site, opened: Open, path: str) -> None:
    page = with_axe(opened(site.address + path))
    for scheme, width in product(SCHEMES, (320, 1280)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        found = page.evaluate("axe.run()")
        faults = [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]]
        assert faults == [], f"in {scheme}, {width} pixels wide"
        assert len(found["passes"]) > 10


def test_how_the_text_was_made_is_legible_when_it_is_open(site: Site, opened: Open) -> None:
    page = with_axe(opened(f"{site.address}tillit/"))
    page.click("details.account summary")
    for scheme, width in product(SCHEMES, (320, 1280)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        found = page.evaluate("axe.run('.talk-head')")
        assert [(f["id"], f["nodes"][0]["html"]) for f in found["violations"]] == []
        assert "color-contrast" in {rule["id"] for rule in found["passes"]}


def test_the_turn_that_is_heard_is_still_legible(site: Site, opened: Open) -> None:
    page = with_axe(opened(f"{site.address}tillit/"))
    page.evaluate("document.querySelector('audio').currentTime = 23.5")
    page.wait_for_selector("#t2[aria-current]")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate("axe.run('#t2', {runOnly: ['color-contrast']})")
        assert found["violations"] == []
        assert found["passes"]


def test_the_printed_page_has_the_words_and_the_names_and_no_player(
    site: Site, opened: Open
) -> None:
    page = opened(f"{site.address}tillit/")
    page.emulate_media(media="print")
    assert page.locator("#t2 h3").is_visible()
    assert page.locator("#t2 p").is_visible()
    assert not page.locator("audio").is_visible()
    assert not page.locator(".files").is_visible()


def test_the_letters_are_our_own(site: Site, opened: Open) -> None:
    page = opened(f"{site.address}tillit/")
    page.reload()
    until(page, "[...document.fonts].every(face => face.status === 'loaded')")
    assert page.evaluate("document.fonts.size") == 2


def test_the_html_is_valid(site: Site) -> None:
    java = shutil.which("java")
    if not java or not VNU.is_file():
        pytest.skip("vnu-jar or java is not here; run `npm install --prefix tests/witnesses`")
    files = [file for kind in ("*.html", "*.css") for file in sorted(site.folder.rglob(kind))]
    pages = [file for file in files if not file.name.endswith(".transcript.html")]
    done = subprocess.run(
        [java, "-jar", VNU, "--also-check-css", "--errors-only", *pages],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stderr == ""
    assert done.returncode == 0
