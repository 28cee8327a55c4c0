"""Real Chromium, opened for tests, and the rules of others that pages are held against."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, sync_playwright

from tests.serving import served

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playwright.sync_api import BrowserType, Page

    Open = Callable[..., Page]

_WITNESSES = Path(__file__).parent / "witnesses" / "node_modules"
_AXE = _WITNESSES / "axe-core" / "axe.min.js"
_VNU = _WITNESSES / "vnu-jar" / "build" / "dist" / "vnu.jar"
# The first is the same browser without the parts that only a desktop shows: it opens in a third of
# the time.
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# A test asks nobody else, and neither may the browser.
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync "
    "--autoplay-policy=no-user-gesture-required"
).split()
# Colours as the page, and as a reader who chooses every colour, has them.
LOOKS: tuple[tuple[Literal["light", "dark"], Literal["none", "active"]], ...] = (
    ("light", "none"),
    ("dark", "none"),
    ("dark", "active"),
)
WIDTHS = (320, 1280)
"""Pixels: a narrow telephone, or a screen at 400 %; and a desk."""
SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver((list) => {
        // A browser's own controls move inside themselves; they have no node that a page can see.
        const ours = list.getEntries().filter((entry) => entry.sources.some(({ node }) => node));
        for (const entry of ours) window.shifted += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
"""
"""Counts in `window.shifted` how much the page moves by itself; 0 is not at all."""
# Milliseconds; a busy machine may need more than Playwright's own half a minute.
_PATIENCE_OF_PAGES = 90_000
# How Playwright begins to say that a page was left for the next while it was asked.
_LEFT = "Execution context was destroyed"
PATIENCE = 30
"""Seconds after which what was waited for will not come: a busy machine is slow."""


@dataclass(frozen=True)
class Site:
    """Pages in a folder, served.

    Attributes:
        folder: where they lie.
        address: of the folder; ends with a slash.
    """

    folder: Path
    address: str


@contextlib.contextmanager
def site_of(folder: Path) -> Iterator[Site]:
    """Serve a folder while the block runs."""
    with served(folder) as port:
        yield Site(folder, f"http://127.0.0.1:{port}/")


@contextlib.contextmanager
def launched() -> Iterator[Browser]:
    """Give a Chromium while the block runs; without one on this machine the test is skipped."""
    with sync_playwright() as playwright, _launched(playwright.chromium) as browser:
        yield browser


@contextlib.contextmanager
def launched_beside(browser: Browser, *flags: str) -> Iterator[Browser]:
    """Give another Chromium beside one that runs, with flags of its own."""
    with _launched(browser.browser_type, *flags) as another:
        yield another


@contextlib.contextmanager
def _launched(kind: BrowserType, *flags: str) -> Iterator[Browser]:
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    if not found:
        pytest.skip("there is no Chromium here; run `apt-get install chromium-headless-shell`")
    browser = kind.launch(executable_path=found, args=[*_FLAGS, *flags])
    yield browser
    browser.close()


@dataclass
class Visitor:
    """Somebody who opens pages of a site, each in a browser that knows nothing of the others.

    Attributes:
        browser: what they are opened in.
        home: the address that others are relative to.
        complaints: what the pages complained about or asked somebody else for.
    """

    browser: Browser
    home: str
    complaints: list[str] = field(default_factory=list)
    _contexts: list[BrowserContext] = field(default_factory=list)

    def open(self, path: str = "", **settings: Any) -> Page:
        """Open a page, with the settings of a browser context."""
        self._contexts.append(self.browser.new_context(**settings))
        page = self._contexts[-1].new_page()
        page.set_default_timeout(_PATIENCE_OF_PAGES)
        page.on("request", lambda request: self._note(request.url))
        page.on("console", lambda said: self._complain(f"{said.text} {said.location['url']}"))
        page.on("pageerror", lambda error: self._complain(str(error)))
        page.goto(urljoin(self.home, path))
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()

    def _note(self, address: str) -> None:
        if urlsplit(address).scheme != "blob" and self._is_elsewhere(address):
            self._complain(f"asks {address}")

    def _is_elsewhere(self, address: str) -> bool:
        return urlsplit(address).netloc != urlsplit(self.home).netloc

    def _complain(self, about: str) -> None:
        # The picture that a browser looks for by itself, where a page names none.
        if not about.endswith("/favicon.ico"):
            self.complaints.append(about)


def until(page: Page, truth: str) -> None:
    """Wait until an expression holds; the page's own policy forbids Playwright's way of waiting."""
    deadline = time.monotonic() + PATIENCE
    while not _holds(page, truth):
        assert time.monotonic() < deadline, f"never came true: {truth}"
        page.wait_for_timeout(50)


def _holds(page: Page, truth: str) -> bool:
    try:
        return bool(page.evaluate(truth))
    except Error as fault:
        if _LEFT in fault.message:
            return False
        raise


def assert_accessible(
    page: Page,
    scope: str = "html",
    *,
    widths: Sequence[int] = WIDTHS,
    rules: Sequence[str] = (),
    least: int = 1,
) -> None:
    """Hold a page, as it is now, against axe in every look and width.

    Args:
        page: opened.
        scope: a selector of the part that is looked at.
        widths: of the window, in pixels; none leaves it as it is.
        rules: of axe; all where none are named.
        least: how many rules have to find something to approve of, so that no empty page passes.
    """
    if not _AXE.is_file():
        pytest.skip("axe-core is not here; run `npm install --prefix tests/witnesses`")
    page.evaluate(_AXE.read_text("utf-8"))
    # Of what is approved of, one element for each rule is enough: telling them all takes longer.
    options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    for (scheme, forced), width in product(LOOKS, widths or (None,)):
        page.emulate_media(color_scheme=scheme, forced_colors=forced)
        if width:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = page.evaluate("([scope, options]) => axe.run(scope, options)", [scope, options])
        faults = [
            (fault["id"], node["html"], [one["message"] for one in node["any"]])
            for fault in found["violations"]
            for node in fault["nodes"][:1]
        ]
        assert faults == [], f"{faults}, in {scheme}, forced colours {forced}, {width} pixels wide"
        assert len(found["passes"]) >= least
    page.emulate_media(color_scheme="light", forced_colors="none")


def assert_valid(folder: Path) -> None:
    """Hold every page and style sheet below a folder against the checker of the HTML standard."""
    java = shutil.which("java")
    if not java or not _VNU.is_file():
        pytest.skip("vnu-jar or java is not here; run `npm install --prefix tests/witnesses`")
    files = [file for kind in ("*.html", "*.css") for file in sorted(folder.rglob(kind))]
    pages = [file for file in files if not file.name.endswith(".transcript.html")]
    assert pages
    done = subprocess.run(
        [java, "-jar", _VNU, "--also-check-css", "--errors-only", *pages],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.stderr == ""
    assert done.returncode == 0
