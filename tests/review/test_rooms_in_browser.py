"""The rooms “Tvivel” and “Hört” in real Chromium, by mouse and by keys."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

import pytest

from podcast.episode import Episode
from podcast.settings import parse
from podcast.span import Span
from podcast.workspace import write
from tests.chromium import PATIENCE, Visitor, assert_accessible, until
from tests.editions import TALK
from tests.review.demo import SLUG, demo_workspace
from tests.review.reviewing import Reviewing, reviewing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from podcast.workspace import EpisodeFolder

    Enter = Callable[..., Page]

pytestmark = pytest.mark.browser

SOUND = "document.querySelector('audio')"
FOCUS = "document.activeElement.id"


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Reviewing]:
    with reviewing(demo_workspace(tmp_path)) as found:
        yield found


@pytest.fixture
def enter(chromium: Browser, review: Reviewing) -> Iterator[Enter]:
    """Open a room as the browser that was opened; one that complains fails the test."""
    visitor = Visitor(chromium, review.entry.origin)
    cookie = {"name": review.entry.cookie_name, "value": review.entry.cookie}

    def open_room(room: str, **settings: Any) -> Page:
        state = {"cookies": [{**cookie, "domain": "127.0.0.1", "path": "/"}]}
        page = visitor.open(f"/{SLUG}/{room}", storage_state=state, **settings)
        until(page, f"{SOUND}.readyState >= 1")
        return page

    yield open_room
    visitor.close()
    assert visitor.complaints == []


def folder(review: Reviewing) -> EpisodeFolder:
    return review.workspace.folders()[0]


def text(review: Reviewing) -> str:
    return folder(review).text.read_text(encoding="utf-8")


def episode(review: Reviewing) -> Episode:
    file = folder(review).settings
    return parse(file.read_bytes(), Episode, file)


def until_heard(page: Page, review: Reviewing, number: int) -> None:
    """Wait until so many stretches stand in the settings: answers are sent behind the page."""
    deadline = time.monotonic() + PATIENCE
    while len(episode(review).heard) < number:
        assert time.monotonic() < deadline
        page.wait_for_timeout(50)


def sentence(page: Page) -> str:
    return str(page.inner_text("#sentence"))


def test_the_sound_is_played_by_keys_and_keeps_its_speed(enter: Enter) -> None:
    page = enter("heard")
    page.keyboard.press("Alt+k")
    until(page, f"{SOUND}.currentTime > 0.3")
    assert page.inner_text("[data-does=toggle]") == "Pausa"
    page.keyboard.press("Alt+k")
    until(page, f"{SOUND}.paused")
    before = page.evaluate(f"{SOUND}.currentTime")
    page.keyboard.press("Alt+l")
    until(page, f"{SOUND}.currentTime > {before} + 2.9")
    page.keyboard.press("Alt+j")
    until(page, f"{SOUND}.currentTime < {before} + 0.1")
    page.select_option(".speed select", "1.5")
    assert page.evaluate(f"{SOUND}.playbackRate") == 1.5
    page.reload()
    until(page, f"{SOUND}.playbackRate === 1.5")


def test_the_place_in_the_sound_is_a_slider_and_a_picture_that_is_an_addition(enter: Enter) -> None:
    page = enter("heard")
    page.focus(".sound input[type=range]")
    page.keyboard.press("End")
    until(page, f"{SOUND}.currentTime > 114")
    slider = page.get_by_role("slider", name="Plats i ljudet")
    assert slider.get_attribute("aria-valuetext") == "1:54 av 1:54"
    drawn = """() => {
        const canvas = document.querySelector("canvas");
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return data.some((part) => part > 0);
    }"""
    until(page, f"({drawn})()")
    box = page.locator("canvas").bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 4, box["y"] + 5)
    until(page, f"Math.abs({SOUND}.currentTime - 108.4) < 0.5")


def test_the_worst_doubt_comes_first_is_played_and_corrected(
    enter: Enter, review: Reviewing
) -> None:
    page = enter("doubt")
    until(page, "document.querySelector('#sentence mark')?.textContent === 'medarbettarna.'")
    assert page.inner_text("#where") == "Lena Holm, 0:27"
    assert "ovanligt" in page.inner_text("#why")
    page.click("#again")
    until(page, f"!{SOUND}.paused")
    until(page, f"{SOUND}.paused")
    stopped = page.evaluate(f"{SOUND}.currentTime")
    assert stopped == pytest.approx(28.5, abs=1.5)
    page.fill("#words-anew", sentence(page).replace("medarbettarna", "medarbetarna"))
    page.click("#save")
    until(page, "document.getElementById('told').textContent === 'Meningen är ändrad.'")
    assert "lyssna på medarbetarna." in text(review)
    until(page, "document.querySelector('#sentence mark')?.textContent !== 'medarbettarna.'")
    assert page.evaluate(FOCUS) == "where"
    (heard,) = episode(review).heard
    assert 26 < heard.middle < 29


def test_all_places_are_answered_by_keys_alone(enter: Enter, review: Reviewing) -> None:
    before = text(review)
    page = enter("doubt")
    until(page, "!document.getElementById('place').hidden")
    first = sentence(page)
    page.keyboard.press("Alt+n")  # later
    until(page, f"document.getElementById('sentence').innerText !== {first!r}")
    page.keyboard.press("Alt+p")  # back to it
    until(page, f"document.getElementById('sentence').innerText === {first!r}")
    places = int(page.inner_text("#left").split()[0])
    for _ in range(places):
        seen = page.inner_text("#left")
        page.keyboard.press("Alt+r")
        until(page, f"document.getElementById('left').innerText !== {seen!r}")
    until(page, "!document.getElementById('none').hidden")
    assert page.evaluate("document.getElementById('progress').value") == 1
    until_heard(page, review, places)
    assert text(review) == before
    page.reload()
    until(page, "!document.getElementById('none').hidden")


def test_an_answer_is_taken_back_with_what_it_changed(enter: Enter, review: Reviewing) -> None:
    before = text(review)
    page = enter("doubt")
    until(page, "document.querySelector('#sentence mark')?.textContent === 'medarbettarna.'")
    page.fill("#words-anew", sentence(page).replace("medarbettarna", "medarbetarna"))
    page.keyboard.press("Control+Enter")
    until(page, "document.getElementById('told').textContent === 'Meningen är ändrad.'")
    page.keyboard.press("Alt+r")
    until(page, "document.getElementById('told').textContent.includes('stämmer')")
    assert text(review) != before
    for _ in range(2):
        page.evaluate("document.getElementById('told').textContent = ''")
        page.keyboard.press("Alt+u")
        until(page, "document.getElementById('told').textContent === 'Svaret är ångrat.'")
    assert text(review) == before
    assert episode(review).heard == ()
    assert page.inner_text("#sentence mark") == "medarbettarna."
    assert page.is_disabled("#undo")


def test_a_sentence_that_was_changed_elsewhere_meanwhile_is_not_written_over(
    enter: Enter, review: Reviewing
) -> None:
    page = enter("doubt")
    until(page, "document.querySelector('#sentence mark')?.textContent === 'medarbettarna.'")
    file = folder(review).text
    write(file, text(review).replace("Ja, det stämmer.", "Ja, så är det."))
    page.fill("#words-anew", sentence(page).replace("medarbettarna", "medarbetarna"))
    page.keyboard.press("Control+Enter")
    until(page, "document.getElementById('told').textContent === 'Meningen är ändrad.'")
    assert "lyssna på medarbetarna." in text(review)
    assert "Ja, så är det." in text(review)


def test_what_is_played_in_view_is_counted_and_approved(enter: Enter, review: Reviewing) -> None:
    page = enter("heard")
    start, end, speaker, said = TALK[3]
    page.click("#play-4")
    until(page, "!!document.querySelector('.heard-turn[aria-current]')")
    assert page.inner_text(".heard-turn[aria-current] h3") == speaker
    until(page, f"{SOUND}.currentTime > {end} + 0.3")
    page.keyboard.press("Alt+k")
    until(page, "document.getElementById('approve-played')?.textContent.includes('replik')")
    assert page.inner_text("article[aria-labelledby=turn-4] .state") == "Hörd"
    assert episode(review).heard == ()
    page.click("#approve-played")
    until(page, "document.getElementById('told').textContent === 'Det hörda är godkänt.'")
    (heard,) = episode(review).heard
    assert heard.start <= start < end - 0.1 <= heard.end
    assert page.inner_text("#approve-4") == "Godkänd"
    assert said in page.inner_text("#room")
    page.click("#undo")
    until(page, "document.getElementById('told').textContent === 'Senaste ändringen är ångrad.'")
    assert episode(review).heard == ()


def test_what_is_played_beside_the_text_counts_as_heard(enter: Enter, review: Reviewing) -> None:
    page = enter("text", viewport={"width": 1280, "height": 1000})
    until(page, "!!document.getElementById('text').dataset.known")
    page.keyboard.press("Alt+k")
    until(page, f"{SOUND}.currentTime > 3")
    page.keyboard.press("Alt+k")
    until(page, f"{SOUND}.paused")
    page = enter("heard")
    until(page, "document.querySelectorAll('.coverage .was-played').length === 1")
    assert page.inner_text("article[aria-labelledby=turn-1] .state").startswith("Hörd till 1")
    assert folder(review).played.exists()


def test_what_is_played_out_of_view_is_not_counted(enter: Enter, review: Reviewing) -> None:
    page = enter("heard", viewport={"width": 1280, "height": 600})
    page.evaluate(f"{SOUND}.currentTime = 100")
    page.keyboard.press("Alt+k")  # its turn is far below
    until(page, f"{SOUND}.currentTime > 102")
    page.keyboard.press("Alt+k")
    until(page, f"{SOUND}.paused")
    page.reload()
    until(page, f"{SOUND}.readyState >= 1")
    assert not folder(review).played.exists()
    assert page.locator(".coverage rect").count() == 0


def test_a_turn_that_was_not_heard_is_approved_with_open_eyes(
    enter: Enter, review: Reviewing
) -> None:
    page = enter("heard")
    form = page.locator("article[aria-labelledby=turn-2] form")
    assert re.search(r"0:1[89] är inte hört här", form.inner_text())
    page.focus("#approve-2")
    page.keyboard.press("Enter")
    until(page, "document.getElementById('told').textContent === 'Repliken är godkänd.'")
    assert page.evaluate(FOCUS) == "approve-2"
    assert episode(review).heard == (Span(22.9, 41.9),)


def test_the_review_is_finished_and_opened_again_by_keys(enter: Enter, review: Reviewing) -> None:
    page = enter("heard")
    assert "är varken hört här eller godkänt" in page.inner_text(".warning")
    page.focus("#by")
    page.keyboard.type("Karin Ek")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # not without vouching for what was not heard
    assert page.evaluate("document.getElementById('sure').validity.valueMissing")
    assert episode(review).reviewed is None
    page.focus("#sure")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    until(page, "document.getElementById('told').textContent === 'Texten är granskad.'")
    assert episode(review).reviewed is not None
    assert episode(review).reviewed_by == "Karin Ek"
    assert "granskad av Karin Ek" in page.inner_text("#room")
    page.click("#reopen")
    until(page, "document.getElementById('told').textContent.includes('inte längre')")
    assert (episode(review).reviewed, episode(review).reviewed_by) == (None, "")


def test_both_rooms_are_accessible(enter: Enter) -> None:
    page = enter("doubt")
    until(page, "!document.getElementById('place').hidden")
    assert_accessible(page, least=20)
    page = enter("heard")
    page.click("#approve-2")
    until(page, "document.getElementById('told').textContent !== ''")
    assert_accessible(page, least=20)
