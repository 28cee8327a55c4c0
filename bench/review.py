"""How quickly the text opens on the review page and takes keys: `python -m bench.review`.

In Chromium, without a screen: from asking for the page to its first paint with text, and from a
key to the next paint with words in doubt shown, of talks of so many words. An hour has about 9 000.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench.machine import Usage, describe
from tests.chromium import launched
from tests.review.lengths import CLOCKS, long_show, percentile, typed, work_of
from tests.review.reviewing import reviewing
from tests.review.writing import ROOM

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def main() -> None:
    """Measure and tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", type=int, nargs="*", default=[10_000, 27_000])
    parser.add_argument("--keys", type=int, default=200)
    asked = parser.parse_args()
    print(describe("playwright", "starlette", "uvicorn"))
    before = Usage.now()
    with launched() as browser:
        for words in asked.words:
            _measure(browser, words, asked.keys)
    print(f"other programs used {before.by_others(Usage.now()):.0%} of the processors meanwhile")


def _measure(browser: Browser, words: int, keys: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        show = long_show(Path(folder), words)
        with reviewing(show.workspace, show.engines) as review:
            page = browser.new_page()
            page.add_init_script(CLOCKS)
            page.goto(review.entry.address(ROOM))
            first = _moment(page, "opened")
            known = _moment(page, "known")
            page.reload()
            again = _moment(page, "opened")
            passages = page.locator(".passage").count()
            _moment(page, "known")
            page.check("#show-doubt")
            clock = work_of(page)
            before = clock()
            times = typed(page, keys)
            worked = clock() - before
            page.close()
    print(
        f"{words} words, {passages} passages: text painted after {first:.0f} ms, by a reload after "
        f"{again:.0f} ms; times of words, doubt and edits after {known / 1000:.1f} s; key to paint "
        f"{statistics.median(times):.0f} ms, 95th percentile {percentile(times, 0.95):.0f} ms, "
        f"most {max(times):.0f} ms, of {len(times)} keys; the page itself worked "
        f"{1000 * worked / len(times):.1f} ms a key"
    )


def _moment(page: Page, what: str) -> float:
    """Wait until something is there, however busy the machine is; return when, in ms."""
    while not (found := page.evaluate(f"window.{what} ?? 0")):
        page.wait_for_timeout(100)
    return float(found)


if __name__ == "__main__":
    main()
