"""Searching in real Chromium, and the pages around the episodes by the rules of others."""

from __future__ import annotations

import shutil
import subprocess
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from podcast.document import Paragraph
from podcast.former import Upcoming
from tests.editions import demo_edition, demo_episode, demo_show, edition_of, write_site
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
    "--disable-background-networking --disable-component-update --disable-sync"
).split()
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
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
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in a sub-folder of its host, as many have it."""
    if not DEMO.is_file():
        pytest.skip(f"the demo's recording {DEMO} is not here; fetch the whole repository")
    root = tmp_path_factory.mktemp("host")
    told = {"is_public_body": True, "email": "podd@kommun.example", "shortcomings": ["Kartan."]}
    show = demo_show(address="https://kommun.example/podd/", accessibility=told)
    coming = (Upcoming("Nästa samtal", datetime(2026, 9, 1, tzinfo=UTC)),)
    write_site(root / "podd", show, demo_edition(season=1), talk(), *many(), upcoming=coming)
    (root / "index.html").write_text("<!DOCTYPE html><title>Kommunen</title>", encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as port:
        yield f"http://127.0.0.1:{port}/"


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
def opened(chromium: Browser, address: str) -> Iterator[Open]:
    contexts = []

    def open_page(path: str, **settings: Any) -> Page:
        contexts.append(chromium.new_context(**settings))
        page = contexts[-1].new_page()
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def until(page: Page, truth: str) -> None:
    """Wait until an expression holds; the page's own policy forbids Playwright's way of waiting."""
    deadline = time.monotonic() + 30
    while not page.evaluate(truth):
        assert time.monotonic() < deadline, f"never came true: {truth}"
        page.wait_for_timeout(50)


def searched(page: Page) -> Page:
    """Wait until the search is over."""
    until(page, "/träffar|hittat|gick inte/.test(document.getElementById('status').textContent)")
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
    searched(page)
    page.click("#results article > a")
    assert urlsplit(page.url).path == "/podd/fyra/"
    assert urlsplit(page.url).fragment == "t1"
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


def test_the_feeds_address_is_copied_with_one_button(chromium: Browser, address: str) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}podd/")
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
def test_nobody_else_is_asked_for_anything_and_nothing_fails(
    chromium: Browser, address: str, path: str
) -> None:
    page = chromium.new_page()
    asked: list[Request] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request))  # noqa: PLW0108 - not a built-in
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address + path, wait_until="networkidle")
    page.close()
    assert {urlsplit(request.url).netloc for request in asked} == {urlsplit(address).netloc}
    assert complaints == []


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_to_complain_about_and_no_page_scrolls_sideways(
    opened: Open, path: str
) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not here; run `npm install --prefix tests/witnesses`")
    page = opened(path)
    if "?" in path:
        searched(page)
    page.evaluate(AXE.read_text("utf-8"))
    for scheme, width in product(SCHEMES, (320, 1280)):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        found = page.evaluate("axe.run()")
        faults = [(fault["id"], fault["nodes"][0]["html"]) for fault in found["violations"]]
        assert faults == [], f"in {scheme}, {width} pixels wide"
        assert len(found["passes"]) > 8
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_html_of_the_whole_site_is_valid(folder: Path) -> None:
    java = shutil.which("java")
    if not java or not VNU.is_file():
        pytest.skip("vnu-jar or java is not here; run `npm install --prefix tests/witnesses`")
    files = [file for kind in ("*.html", "*.css") for file in sorted(folder.rglob(kind))]
    pages = [file for file in files if not file.name.endswith(".transcript.html")]
    done = subprocess.run(
        [java, "-jar", VNU, "--also-check-css", "--errors-only", *pages],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.stderr == ""
    assert done.returncode == 0
