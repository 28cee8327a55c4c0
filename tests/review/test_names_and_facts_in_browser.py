"""The rooms “Vilka hör vi?” and “Avsnittet” in real Chromium, by mouse and by keys."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from podcast.episode import Episode
from podcast.lock import only_one
from podcast.review.desk import Desks
from podcast.settings import parse
from podcast.workspace import write
from podcast.writeup import write_up
from tests.chromium import assert_accessible, until
from tests.editions import TALK
from tests.review.demo import SLUG

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from podcast.workspace import Workspace
    from tests.review.reviewing import Reviewing

    Enter = Callable[..., Page]

pytestmark = pytest.mark.browser

SOUND = "document.querySelector('audio')"
TOLD = "document.getElementById('told').textContent"
FAULT = "document.getElementById('fault').textContent"


@pytest.fixture
def demo(demo: Workspace) -> Workspace:
    """The demo without a name for any voice."""
    (folder,) = demo.folders()
    settings = re.sub(r"heard_at = .*\n", "", folder.settings.read_text(encoding="utf-8"))
    folder.settings.write_text(settings, encoding="utf-8")
    for file in (folder.text, folder.draft):
        file.unlink()
    desk = Desks(demo).at(SLUG)
    write_up(desk.job, desk.evidence)
    return demo


def episode(review: Reviewing) -> Episode:
    (folder,) = review.workspace.folders()
    return parse(folder.settings.read_bytes(), Episode, folder.settings)


def text(review: Reviewing) -> str:
    return review.workspace.folders()[0].text.read_text(encoding="utf-8")


def said(page: Page, words: str) -> None:
    """Wait until the page says that it is done."""
    until(page, f"{TOLD}.includes({words!r})")


def to(page: Page, selector: str) -> None:
    """Go to something by the Tab key alone."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
    raise AssertionError(f"no key leads to {selector}")


def test_the_first_page_leads_to_the_rooms(enter: Enter) -> None:
    page = enter("")
    page.click("text=Tillit i socialtjänsten")
    assert page.inner_text("h1") == "Vilka hör vi?"
    page.click(".rooms >> text=Avsnittet")
    assert page.inner_text("h1") == "Avsnittet"
    assert page.locator(".rooms [aria-current=page]").inner_text() == "Avsnittet"


def test_a_sample_is_heard_and_ends_by_itself(enter: Enter) -> None:
    page = enter("roster")
    sample = page.locator("#voice-4 .samples .play").last
    sample.click()
    until(page, f"!{SOUND}.paused")
    begins, ends = sample.get_attribute("data-from"), sample.get_attribute("data-until")
    until(page, f"{SOUND}.currentTime >= {begins}")
    until(page, f"{SOUND}.paused && {SOUND}.currentTime >= {ends}")


def test_names_are_accepted_and_the_text_has_them(enter: Enter, review: Reviewing) -> None:
    page = enter("roster")
    page.click("#accept-1")
    said(page, "Karin Ek står nu i avsnittets inställningar")
    until(page, "document.querySelector('#voice-1 h2').textContent === 'Karin Ek'")
    assert "Karin Ek: Hej och" in text(review)
    page.click("#accept-all")
    until(page, "!document.querySelector('.proposal')")
    assert all(person.heard_at for person in episode(review).people)
    page.click("#undo")
    said(page, "ångrad")
    until(page, "document.querySelectorAll('.proposal').length === 3")
    assert "Röst 2: Tack." in text(review)


def test_all_of_the_first_room_goes_by_keys(enter: Enter, review: Reviewing) -> None:
    page = enter("roster")
    to(page, "#voice-1 .samples .play")
    page.keyboard.press("Enter")
    until(page, f"!{SOUND}.paused")
    to(page, "#accept-1")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#voice-1 h2').textContent === 'Karin Ek'")
    to(page, "#name-2 > summary")
    page.keyboard.press("Enter")
    to(page, "#new-2")
    page.keyboard.type("Lena Ek")
    page.keyboard.press("Tab")
    page.keyboard.type("chef")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('#voice-2 h2').textContent === 'Lena Ek'")
    assert [one.role for one in episode(review).people if one.name == "Lena Ek"] == ["chef"]
    to(page, "#split-2 > summary")
    page.keyboard.press("Enter")
    to(page, "#at-2")
    page.keyboard.type("1:16")
    to(page, "#other-2")
    page.keyboard.type("Per Lind")
    page.keyboard.press("Enter")
    said(page, "Rösten är delad.")
    assert [one.heard_at for one in episode(review).people if one.name == "Per Lind"] == [(76.0,)]
    page.focus("#speakers")
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    said(page, "isärhållna")
    assert episode(review).speakers is not None


def test_where_the_sound_stands_is_taken_for_the_moment(enter: Enter) -> None:
    page = enter("roster")
    page.click("#accept-4")
    until(page, "document.querySelector('#voice-4 h2').textContent === 'Per Lind'")
    page.evaluate(f"{SOUND}.currentTime = 63.47")
    page.click("#split-4 > summary")
    page.click("#split-4 .here")
    assert page.input_value("#at-4") == "1:03.4"


def test_what_cannot_be_done_is_told_and_the_words_stay(enter: Enter, review: Reviewing) -> None:
    page = enter("roster")
    page.click("#name-2 > summary")
    page.fill("#new-2", "Röst 7")
    page.click("#write-2")
    until(page, f"{FAULT}.includes('kan inte vara ett namn')")
    assert page.get_attribute("#fault span", "lang") == "sv"
    assert page.input_value("#new-2") == "Röst 7"
    with only_one(review.workspace):
        page.fill("#new-2", "Lena Ek")
        page.click("#write-2")
        until(page, f"{FAULT}.includes('ett annat bygge pågår')")
    page.click("#write-2")
    until(page, "document.querySelector('#voice-2 h2').textContent === 'Lena Ek'")
    assert page.inner_text("#fault") == ""


def test_a_title_is_counted_saved_and_seen_in_the_preview(enter: Enter, review: Reviewing) -> None:
    page = enter("facts")
    assert page.inner_text("#f-title-hint") == "23 av 255 tecken"
    page.fill("#f-title", "Mod")
    until(page, "document.getElementById('f-title-hint').textContent === '3 av 255 tecken'")
    page.keyboard.press("Tab")
    said(page, "Sparat")
    assert episode(review).title == "Mod"
    page.goto(page.url.replace("facts", "preview/"))
    assert page.inner_text("h1") == "Mod"
    until(page, f"{SOUND}.src.endsWith('/tillit/preview/tillit/tillit.mp3')")


def test_a_fault_stands_beside_its_field(enter: Enter, review: Reviewing) -> None:
    page = enter("facts")
    page.fill("#f-published", "i morgon")
    page.keyboard.press("Tab")
    until(page, "document.getElementById('f-published-said').textContent.includes('2026-05-04')")
    assert page.get_attribute("#f-published", "aria-invalid") == "true"
    assert page.input_value("#f-published") == "i morgon"
    assert str(episode(review).published) == "2026-05-04"
    page.fill("#f-published", "2026-05-05")
    page.keyboard.press("Tab")
    said(page, "Sparat")
    assert page.get_attribute("#f-published", "aria-invalid") is None


def test_what_somebody_else_wrote_is_told_before_it_is_written_over(
    enter: Enter, review: Reviewing
) -> None:
    page = enter("facts")
    (folder,) = review.workspace.folders()
    content = folder.settings.read_text(encoding="utf-8").replace("Karlstad", "Luleå")
    write(folder.settings, content)
    page.fill("#f-place", "Skövde")
    page.keyboard.press("Tab")
    until(page, f"{FAULT}.includes('Luleå')")
    assert episode(review).place == "Luleå"
    until(page, "document.getElementById('f-place').dataset.was === 'Luleå'")
    page.fill("#f-place", "Skövde!")
    page.keyboard.press("Tab")
    said(page, "Sparat")
    assert episode(review).place == "Skövde!"


def test_all_of_the_last_room_goes_by_keys(enter: Enter, review: Reviewing) -> None:
    page = enter("facts")
    to(page, "#f-status")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    said(page, "Sparat")
    assert episode(review).status == "draft"
    to(page, "#new-name")
    page.keyboard.type("Lena Ek")
    page.keyboard.press("Enter")
    said(page, "Personen är med")
    to(page, "#p-5-out")
    page.keyboard.press("Enter")
    said(page, "Lena Ek är borttagen")
    to(page, "#new-at")
    page.keyboard.type("0:54")
    to(page, "#new-title")
    page.keyboard.type("Politikern")
    page.keyboard.press("Enter")
    said(page, "Kapitlet är satt")
    assert "## Politikern" in text(review)
    to(page, "#new-quote")
    page.keyboard.type("Nu behöver vi styra med samtal.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    said(page, "Citatet står nu i texten")
    assert "> Nu behöver vi styra med samtal." in text(review)
    to(page, "#undo")
    page.keyboard.press("Enter")
    said(page, "ångrad")
    assert episode(review).chapters == ()


def test_what_is_cut_is_gone_from_the_text_and_the_preview(enter: Enter, review: Reviewing) -> None:
    page = enter("facts")
    last = TALK[-1]
    page.evaluate(f"{SOUND}.currentTime = {last[0]}")
    to(page, "#cut-start + .here")
    page.keyboard.press("Enter")
    to(page, "#cut-end")
    page.keyboard.type("2:00")
    page.keyboard.press("Enter")
    said(page, "Klippet är satt")
    (cut,) = episode(review).cuts
    assert cut.start == pytest.approx(last[0], abs=0.1)
    assert last[3] not in text(review)
    page.click("#cut-1-joint")
    until(page, f"!{SOUND}.paused && {SOUND}.currentTime >= {cut.start - 3}")
    until(page, f"{SOUND}.paused || {SOUND}.currentTime > {cut.start} + 1")
    page.goto(page.url.replace("facts", "preview/"))
    length = "document.querySelector('audio').duration"
    page.evaluate("document.querySelector('audio').load()")
    page.evaluate("document.querySelector('audio').preload = 'metadata'")
    until(page, f"Math.abs({length} - {cut.start}) < 0.2")
    page.go_back()
    page.click("#cut-1-out")
    said(page, "är med igen")
    assert episode(review).cuts == ()
    assert last[3] in text(review)


def test_a_picture_is_sent_put_in_and_described(
    enter: Enter, review: Reviewing, tmp_path: Path
) -> None:
    page = enter("facts")
    out = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(out, "JPEG")
    file = tmp_path / "Panelen.jpg"
    file.write_bytes(out.getvalue())
    page.set_input_files("#send-photo", file)
    said(page, "Bilden ligger nu i avsnittets mapp")
    page.fill("#put-caption", "Fyra personer på en scen")
    page.click("#photo-in")
    until(page, "document.querySelector('.photo img')?.naturalWidth === 300")
    assert "![Fyra personer på en scen](panelen.jpg)" in text(review)
    page.fill("#b-1-caption", "Panelen")
    page.click("#b-1-save")
    said(page, "Bildtexten är sparad")
    assert "![Panelen](panelen.jpg)" in text(review)


def test_the_build_is_followed_to_its_end(enter: Enter, review: Reviewing) -> None:
    page = enter("facts")
    page.click("#build")
    until(page, "document.getElementById('built').textContent.startsWith('Klart. Avsnittet är')")
    assert "<h1>Tillit i socialtjänsten</h1>" in (
        review.workspace.feed / "tillit" / "index.html"
    ).read_text(encoding="utf-8")
    until(page, "document.getElementById('progress').hidden")


@pytest.mark.parametrize("room", ["", "roster", "facts"])
def test_axe_finds_nothing_in_any_look_or_width(enter: Enter, room: str) -> None:
    page = enter(room)
    for place in page.locator("summary").all():
        place.click()
    assert_accessible(page)


def test_a_page_that_tells_a_fault_is_accessible_as_well(enter: Enter, review: Reviewing) -> None:
    review.workspace.folders()[0].transcript.unlink()
    page = enter("roster", is_refused=True)
    assert "avsnittet är inte avlyssnat än" in page.inner_text("main")
    assert_accessible(page)
