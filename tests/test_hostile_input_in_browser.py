"""In real Chromium nothing of a show of attacks runs: on its pages, in search, in the review."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from podcast.review.rooms import ROOMS
from podcast.workspace import Workspace
from tests.chromium import Visitor, site_of, until
from tests.hostile import MARK, SLUG, built, engines, hostile_show, write_text
from tests.review.reviewing import reviewing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.chromium import Open, Site

pytestmark = pytest.mark.browser

PAGES = ("", f"{SLUG}/", f"{SLUG}/embed/", "person/", "evenemang/", "feed.xml", "sok/?q=tillit")


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    workspace = hostile_show(tmp_path_factory.mktemp("hostile"))
    write_text(workspace)
    built(workspace)
    return workspace


@pytest.fixture(scope="module")
def site(show: Workspace) -> Iterator[Site]:
    with site_of(show.feed) as site:
        yield site


def assert_nothing_ran(page: Page) -> None:
    """Nothing was obeyed, and nothing that could be is there."""
    assert page.evaluate(f"window.{MARK}") is None
    obeying = f".{MARK}, {MARK}, [onerror], [onmouseover], [onclick*={MARK}]"
    assert page.locator(obeying).count() == 0


@pytest.mark.parametrize("path", PAGES)
def test_nothing_runs_on_a_published_page(path: str, opened: Open, visitor: Visitor) -> None:
    page = opened(path)
    page.on("dialog", lambda dialog: visitor.complaints.append(dialog.message))
    if path.startswith("sok/"):
        until(page, "document.querySelectorAll('main li').length > 0")
    assert_nothing_ran(page)
    # Of a sheet that makes a page of a feed, Chromium says that it will be gone one day.
    assert [one for one in visitor.complaints if "XSLT" not in one] == []


def test_nothing_runs_in_the_rooms_of_review(
    show: Workspace, chromium: Browser, tmp_path: Path
) -> None:
    shutil.copytree(show.root, tmp_path, dirs_exist_ok=True)
    with reviewing(Workspace.at(tmp_path), engines().engines()) as review:
        visitor = Visitor(chromium, review.entry.origin)
        for path in ("/", *(f"/{SLUG}/{room}" for room in ROOMS)):
            page = visitor.open(path, storage_state=review.state)
            until(page, "document.readyState === 'complete'")
            if path.endswith("/text"):
                until(page, f"document.querySelector('main').innerText.includes('{MARK}')")
            assert_nothing_ran(page)
        complaints = [one for one in visitor.complaints if MARK in one or "Security Policy" in one]
        visitor.close()
    assert complaints == []
