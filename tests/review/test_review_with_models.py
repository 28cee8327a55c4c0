"""The review of the demo panel as the real models hear it: named, corrected, approved, built."""

from __future__ import annotations

import json
import re
import shutil
import time
import tomllib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from podcast.building import build, local_engines
from podcast.workspace import Workspace
from tests.fakes import Collected
from tests.review.demo import SLUG
from tests.review.reviewing import Answer, Reviewing, reviewing
from tests.review.writing import ROOM, Writer, copied
from tests.shared import DEMO, ROOT
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.model

CAST = ["Karin Ek", "Lena Holm", "Johan Strand", "Per Lind"]


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The demo, built without a word of who speaks when."""
    root: Path = tmp_path_factory.mktemp("demo")
    folder = root / "episodes" / DEMO.parent.name
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "episodes" / "show.toml", root / "episodes")
    shutil.copy(DEMO, folder)
    settings = (DEMO.parent / "episode.toml").read_text(encoding="utf-8")
    silent = re.sub(r"heard_at = .*\n", "", settings)
    (folder / "episode.toml").write_text(f'level = "documentation"\n{silent}', "utf-8")
    workspace = Workspace.at(root)
    build(workspace, local_engines(), Collected(), datetime(2026, 11, 1, tzinfo=UTC))
    return workspace


@pytest.fixture
def review(heard: Workspace, tmp_path: Path) -> Iterator[Reviewing]:
    """A copy of it, for a test to change."""
    with reviewing(copied(heard, tmp_path / "show")) as found:
        yield found


def change(review: Reviewing, what: str, **wish: object) -> Answer:
    return review.ask(f"/{SLUG}/api/{what}", "POST", json.dumps(wish).encode())


def text(review: Reviewing) -> str:
    return review.workspace.folders()[0].text.read_text(encoding="utf-8")


def test_the_names_that_the_talk_tells_are_taken_parted_and_published(review: Reviewing):
    page = review.ask(f"/{SLUG}/roster").body.decode()
    assert re.findall(r"Det är troligen <b>([^<]+)</b>", page) == CAST
    began = time.perf_counter()
    assert change(review, "roster/accept-all").status == 200
    assert time.perf_counter() - began < 30  # nothing is heard anew
    assert "Röst" not in text(review)
    # Two voices with one name are one, and come apart again by a moment of the other.
    assert change(review, "roster/name", moment="0:50", name="Lena Holm").status == 200
    assert "Johan Strand:" not in text(review)
    assert change(review, "roster/split", moment="0:50", name="Johan Strand").status == 200
    assert "Johan Strand:" in text(review)
    assert change(review, "build").status == 200
    while json.loads(review.ask(f"/{SLUG}/api/work").body)["running"]:
        time.sleep(0.2)
    done = json.loads(review.ask(f"/{SLUG}/api/work").body)
    assert done["outcome"] == "published", done
    page = (review.workspace.feed / SLUG / "index.html").read_text(encoding="utf-8")
    assert all(name in page for name in CAST)
    said = (review.workspace.feed / SLUG / f"{SLUG}.vtt").read_text(encoding="utf-8")
    assert set(re.findall(r"<v ([^>]+)>", said)) == set(CAST)


@pytest.mark.browser
def test_a_panel_is_named_corrected_approved_and_published_in_the_browser(
    review: Reviewing, chromium: Browser
):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(review.entry.address(f"{SLUG}/roster"))
    page.click("#accept-all")
    wait_until(lambda: "Röst" not in text(review))

    page.goto(f"{review.entry.origin}/{ROOM}")
    writer = Writer(page, review.workspace.folders()[0]).wait_for_text()
    for number, wrong in enumerate(_said_once(writer.on_disk)[:3]):
        writer.correct(wrong, f"rättelse{number}")
    first, second = _two_sentences(writer.on_disk, but_not_by="Per Lind")
    writer.select(second, start=True)
    writer.press("Enter")
    writer.wait_for(f"{first}\n\n{second}")
    writer.select(second)
    page.select_option("#give-whom", "Per Lind")
    writer.click("Ge")
    writer.wait_for(f"Per Lind: {second}")
    given = writer.on_disk
    page.check("#show-edits")
    writer.wait_for_text()
    page.locator(".put-back").first.click()
    wait_until(lambda: len(writer.on_disk) > len(given))
    taken_back = writer.on_disk
    for _ in range(2):
        writer.press("Control+z")
    writer.wait_for(without=f"Per Lind: {second}")
    writer.press("Control+Shift+z")
    writer.wait_for(f"Per Lind: {second}")
    assert writer.on_disk == given
    page.reload()
    writer.wait_for_text().press("Control+y")
    wait_until(lambda: writer.on_disk == taken_back)

    page.goto(f"{review.entry.origin}/{SLUG}/heard")
    page.fill("#by", "Karin Ek")
    page.check("#sure")
    page.click("#done")
    wait_until(lambda: "reviewed" in _settings(review))
    page.goto(f"{review.entry.origin}/{SLUG}/facts")
    page.click("#build")
    published = review.workspace.feed / SLUG
    wait_until(lambda: "rättelse0" in (published / "index.html").read_text("utf-8"))
    wait_until(lambda: not json.loads(review.ask(f"/{SLUG}/api/work").body)["running"])
    context.close()
    shown = (published / "index.html").read_text("utf-8")
    captions = (published / f"{SLUG}.vtt").read_text("utf-8")
    assert "Granskad av" in shown
    for number in range(3):
        assert f"rättelse{number}" in shown
        assert f"rättelse{number}" in captions
    assert re.search(rf"<v Per Lind>{re.escape(second.split()[0])}", captions)
    assert text(review) == taken_back
    assert f"{SLUG}.vtt" in (review.workspace.feed / "feed.xml").read_text("utf-8")


def _settings(review: Reviewing) -> dict[str, object]:
    return tomllib.loads(review.workspace.folders()[0].settings.read_text("utf-8"))


def _said_once(written: str) -> list[str]:
    """Words of the talk that stand nowhere else in the text, not even inside another word."""
    talk = written.partition("Karin Ek: ")[2]
    words = re.findall(r"\b[a-zåäö]{7,}\b", talk)
    return [word for word in words if written.lower().count(word) == 1]


def _two_sentences(written: str, but_not_by: str) -> tuple[str, str]:
    """The last two sentences of a turn; where they end, the speech model tells by each machine."""
    for part in written.split("\n\n"):
        speaker, _, said = part.partition(": ")
        sentences = re.findall(r"[^.?!]+[.?!]", said)
        if speaker in CAST and speaker != but_not_by and len(sentences) > 2:
            return sentences[-2].strip(), sentences[-1].strip()
    raise AssertionError(written)
