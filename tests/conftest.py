"""What tests share: how many examples are tried, and for pages one Chromium and a visitor.

`pytest --hypothesis-profile=thorough` tries fifty times as many examples as each run does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.chromium import Open, Site, Visitor

# No deadlines: they would tell how busy the machine is. What must be fast has a test that says so.
settings.register_profile("quick", deadline=None, max_examples=20)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile("quick")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser for the tests of a module.

    Not for the whole run: while Playwright is open, its event loop counts as running.
    """
    from tests.chromium import launched  # noqa: PLC0415 - most tests need no browser

    with launched() as browser:
        yield browser


@pytest.fixture
def visitor(chromium: Browser, site: Site) -> Iterator[Visitor]:
    """Somebody who opens pages of the module's own `site`."""
    from tests.chromium import Visitor  # noqa: PLC0415 - most tests need no browser

    visitor = Visitor(chromium, site.address)
    yield visitor
    visitor.close()


@pytest.fixture
def opened(visitor: Visitor) -> Open:
    """Opens a page of the site: `opened("tillit/", viewport=…)`."""
    return visitor.open
