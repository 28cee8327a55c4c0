"""The review page of the demo panel, open in a browser."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from podcast.workspace import Workspace
from tests.review.demo import SLUG, demo_workspace, engines
from tests.review.reviewing import Reviewing, reviewing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    Enter = Callable[..., Page]


@pytest.fixture(scope="session")
def heard_demo(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The demo as a build left it, for nobody to change."""
    return demo_workspace(tmp_path_factory.mktemp("demo"))


@pytest.fixture
def demo(heard_demo: Workspace, tmp_path: Path) -> Workspace:
    """A copy of it, for a test to change."""
    shutil.copytree(heard_demo.root, tmp_path, dirs_exist_ok=True)
    return Workspace.at(tmp_path)


@pytest.fixture
def review(demo: Workspace) -> Iterator[Reviewing]:
    """The review page of the demo."""
    with reviewing(demo, engines()) as found:
        yield found


@pytest.fixture
def enter(chromium: Browser, review: Reviewing) -> Iterator[Enter]:
    """Open a room, or the first page, as the browser that was let in; complaints fail the test."""
    from tests.chromium import Visitor  # noqa: PLC0415 - most tests need no browser

    visitor = Visitor(chromium, review.entry.origin)

    def open_room(room: str, *, is_refused: bool = False, **settings: Any) -> Page:
        way = f"/{SLUG}/{room}" if room else "/"
        page = visitor.open(way, storage_state=review.state, **settings)
        if is_refused:
            visitor.complaints.clear()
        return page

    yield open_room
    visitor.close()
    # A refusal is told on the page; that the browser notes it, too, is no fault.
    assert [one for one in visitor.complaints if "/api/" not in one] == []
