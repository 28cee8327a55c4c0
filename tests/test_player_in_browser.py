"""The player in real Chromium: heard, followed, quoted, filtered, remembered, by mouse and keys."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest

from podcast.document import Chapter
from tests.chromium import SHIFTS, assert_accessible, site_of, until
from tests.editions import TALK, demo_edition, demo_show, long_edition, write_site
from tests.shared import DEMO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.chromium import Open, Site, Visitor


pytestmark = pytest.mark.browser

CHAPTERS = (
    Chapter(0, "Vad tillit betyder"),
    Chapter(57.481, "Politikens <i>ansvar</i>"),
    Chapter(98.692, "I morgon"),
)
SOUND = "document.querySelector('audio')"
HEARD = "[...CSS.highlights.get('heard') ?? []].join('')"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if not DEMO.is_file():
        pytest.skip(f"the demo's recording {DEMO} is not here; fetch the whole repository")
    folder = tmp_path_factory.mktemp("feed")
    editions = (replace(demo_edition(), chapters=CHAPTERS), long_edition(40))
    write_site(folder, demo_show(email="podd+fel@kommun.example"), *editions)
    with site_of(folder) as site:
        yield site


@pytest.fixture
def opened(visitor: Visitor) -> Iterator[Open]:
    """Open the demo; a page that complains or asks anybody else fails the test."""

    def open_page(path: str = "tillit/", **settings: Any) -> Page:
        return visitor.open(path, **settings)

    yield open_page
    assert visitor.complaints == []


def time_of(page: Page) -> float:
    return float(page.evaluate(f"{SOUND}.currentTime"))


def play(page: Page, turn: int) -> None:
    """Play from a turn until its words are followed."""
    page.click(f"#t{turn} a.time")
    page.wait_for_selector(f"#t{turn}[aria-current]")
    until(page, f"{HEARD} !== ''")


def select(page: Page, start: tuple[str, int], end: tuple[str, int]) -> None:
    """Select from a sign of a paragraph to one of another."""
    page.evaluate(
        """([[one, from], [other, to]]) => {
            const text = (where) => document.querySelector(where).firstChild;
            getSelection().setBaseAndExtent(text(one), from, text(other), to);
        }""",
        [start, end],
    )


def status(page: Page) -> str:
    return str(page.inner_text(".strip [role=status]"))


def shown(page: Page) -> list[str]:
    turns = page.locator(".turn").all()
    return [turn.get_attribute("id") or "" for turn in turns if turn.is_visible()]


def test_what_needs_the_script_is_not_there_without_it(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    for selector in (".controls", ".habits", "button.only", ".strip"):
        assert not page.locator(selector).first.is_visible()
    assert page.locator(".cast li").first.inner_text().endswith("32 % av taltiden")
    assert page.get_attribute(".contents li:nth-child(2) a.time", "href") == "tillit.mp3#t=57.481"
    page.click(".contents li:nth-child(2) a.title")
    page.wait_for_url("**/tillit/#t5")


def test_the_word_that_is_heard_moves_on_and_nothing_else_moves(opened: Open) -> None:
    page = opened(viewport={"width": 390, "height": 600})
    until(page, "document.fonts.status === 'loaded'")
    page.evaluate(SHIFTS)
    play(page, 2)
    heard = set()
    for _ in range(40):
        heard.add(page.evaluate(HEARD))
        page.wait_for_timeout(50)
    assert len(heard) >= 4
    assert heard <= set(TALK[1][3].split())
    page.evaluate(f"{SOUND}.currentTime = 105")  # far down: the window follows
    page.wait_for_selector("#t10[aria-current], #t11[aria-current]")
    until(
        page, "document.querySelector('[aria-current]').getBoundingClientRect().top < innerHeight"
    )
    page.wait_for_timeout(1500)
    assert page.evaluate("shifted") == 0
    assert page.locator("[aria-current]").count() == 1


def test_nothing_moves_while_the_page_gets_ready(opened: Open) -> None:
    page = opened()
    page.wait_for_load_state("networkidle")
    page.evaluate(SHIFTS)
    until(page, "!document.getElementById('speed').matches(':disabled')")
    page.hover("#t1")
    page.wait_for_selector("a.here", state="attached")
    page.wait_for_timeout(200)
    assert page.evaluate("shifted") == 0


@pytest.mark.parametrize(
    "scrolling",
    [
        lambda page: page.mouse.wheel(0, -200),
        lambda page: page.keyboard.press("PageUp"),
        lambda page: page.evaluate("scrollBy(0, -200)"),  # as a scrollbar or a search does
    ],
)
def test_scrolling_stops_following_and_only_the_button_takes_it_up(
    opened: Open, scrolling: Callable[[Page], None]
) -> None:
    page = opened(viewport={"width": 1000, "height": 500})
    play(page, 5)
    until(page, "scrollY > 200")
    page.wait_for_timeout(1200)
    assert page.is_checked("#follow")
    assert not page.is_visible("#resume")
    page.mouse.move(500, 300)
    scrolling(page)
    page.wait_for_selector("#resume:not([hidden])")
    assert not page.is_checked("#follow")
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    page.evaluate(f"{SOUND}.currentTime = 99")
    page.wait_for_selector("#t10[aria-current]")
    page.wait_for_timeout(500)
    assert page.evaluate("scrollY") == 0
    page.click("#resume")
    until(page, "scrollY > 200")
    assert page.is_checked("#follow")
    assert not page.is_visible("#resume")


def test_who_does_not_want_to_follow_is_not_asked_again(opened: Open) -> None:
    page = opened(viewport={"width": 1000, "height": 500})
    page.uncheck("#follow")
    page.evaluate(f"{SOUND}.currentTime = 99")
    page.keyboard.press("Alt+k")
    page.wait_for_selector("#t10[aria-current]")
    page.wait_for_timeout(500)
    assert page.evaluate("scrollY") == 0
    assert not page.is_visible("#resume")


def test_with_reduced_motion_the_window_follows_in_one_step(opened: Open) -> None:
    page = opened(viewport={"width": 1000, "height": 500}, reduced_motion="reduce")
    page.evaluate("window.steps = new Set(); addEventListener('scroll', () => steps.add(scrollY))")
    page.evaluate(f"{SOUND}.currentTime = 99")
    page.keyboard.press("Alt+k")
    until(page, "scrollY > 200")
    page.wait_for_timeout(500)
    assert page.evaluate("steps.size") == 1


def test_an_address_with_a_moment_leads_to_the_word(opened: Open) -> None:
    page = opened("tillit/#t=1:23.5")
    until(page, f"{HEARD} !== ''")
    assert time_of(page) == 83.5
    assert page.evaluate(f"{SOUND}.paused")
    assert page.locator("#t8[aria-current]").count() == 1
    until(page, "[...CSS.highlights.get('heard')][0].getBoundingClientRect().bottom < innerHeight")
    assert page.evaluate("[...CSS.highlights.get('heard')][0].getBoundingClientRect().top") > 0


def test_an_address_with_a_turn_leads_to_the_turn_and_its_moment(opened: Open) -> None:
    page = opened("tillit/#t12")
    until(page, f"{SOUND}.currentTime === 107.13")
    page.evaluate("location.hash = '#t=58'")
    until(page, f"{SOUND}.currentTime === 58")


def test_the_text_of_other_words_is_followed_turn_by_turn(opened: Open) -> None:
    page = opened()
    page.evaluate("document.querySelector('#t2 .words > p').textContent = 'Andra ord.'")
    page.click("#t2 a.time")
    page.wait_for_selector("#t2[aria-current]")
    page.wait_for_timeout(600)
    assert page.evaluate(HEARD) == ""
    play(page, 3)


def test_speed_and_place_survive_a_reload_and_can_be_forgotten(opened: Open) -> None:
    page = opened()
    page.select_option("#speed", "1.5")
    play(page, 5)
    page.evaluate(f"{SOUND}.pause()")
    page.wait_for_timeout(100)
    left = time_of(page)
    assert left > 57
    page.reload()
    until(page, f"Math.abs({SOUND}.currentTime - {left}) < 0.2")
    assert page.evaluate(f"{SOUND}.playbackRate") == 1.5
    assert page.input_value("#speed") == "1.5"
    assert page.context.cookies() == []
    page.uncheck("#keep")
    page.evaluate(f"{SOUND}.playbackRate = 2")
    page.reload()
    page.wait_for_timeout(300)
    assert (time_of(page), page.input_value("#speed")) == (0, "1")
    assert not page.is_checked("#keep")
    page.check("#keep")
    assert page.evaluate("localStorage.length") == 0


def test_an_address_with_a_moment_wins_over_the_place(opened: Open) -> None:
    page = opened()
    play(page, 5)
    page.evaluate(f"{SOUND}.pause()")
    page.reload()
    until(page, f"{SOUND}.currentTime > 57")
    page.evaluate("location.hash = '#t=30'")
    page.reload()
    until(page, f"{SOUND}.currentTime === 30")


def test_a_quotation_has_its_words_who_said_them_where_when_and_its_address(opened: Open) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    text = TALK[1][3]
    # From the middle of a word to the middle of another; both are quoted whole.
    start, end = text.index("måste vi"), text.index("kontrollen.") + 4
    select(page, ("#t2 .words > p", start + 2), ("#t2 .words > p", end))
    page.click("#quote")
    until(page, "document.querySelector('.strip p').textContent !== ''")
    assert status(page) == "Citatet är kopierat."
    word = text[:start].count(" ")
    moment = 22.905 + (41.838 - 22.905) * word / len(text.split())
    assert page.evaluate("navigator.clipboard.readText()") == (
        "”måste vi som chefer våga släppa på kontrollen.”\n"
        "– Lena Holm, verksamhetschef socialpsykiatrin. "
        "Tillit i socialtjänsten, Panelpodden, 4 maj 2026.\n"
        f"https://panelpodden.example/tillit/#t={round(moment, 2)}"
    )


def test_words_of_two_people_are_no_quotation(opened: Open) -> None:
    page = opened()
    select(page, ("#t2 .words > p", 0), ("#t2 .words > p", 10))
    page.wait_for_selector("#quote:not([hidden])")
    select(page, ("#t2 .words > p", 5), ("#t3 .words > p", 5))
    page.wait_for_selector("#quote", state="hidden")


def test_a_whole_paragraph_is_selected_with_three_clicks_and_quoted_by_keys(opened: Open) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.click("#t7 .words > p", click_count=3)
    page.wait_for_selector("#quote:not([hidden])")
    page.keyboard.press("Alt+c")
    until(page, "document.querySelector('.strip p').textContent !== ''")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("”Johan, vad gör ni konkret?”\n– Karin Ek, moderator. Tillit")


def test_without_the_clipboards_permission_the_old_way_copies(opened: Open) -> None:
    page = opened(permissions=["clipboard-read"])
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    page.hover("#t4")
    page.click("#t4 a.here")
    until(page, "document.querySelector('.strip p').textContent === 'Länken är kopierad.'")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == "https://panelpodden.example/tillit/#t=54.78"


def test_the_link_of_a_turn_is_seen_where_one_is_and_reached_by_keys(opened: Open) -> None:
    page = opened()
    page.focus("#t3 a.time")
    page.wait_for_selector("#t3 a.here", state="attached")
    opacity = "getComputedStyle(document.querySelector('#t3 a.here')).opacity"
    assert page.evaluate(opacity) == "0"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.ariaLabel") == "Länk till inlägget 0:42"
    assert page.evaluate(opacity) == "1"


def test_one_person_alone_can_be_shown_and_everybody_again(opened: Open) -> None:
    page = opened()
    everything = shown(page)
    page.click("[data-speaker='2'] button.only")
    until(page, "document.querySelector('#t1').hidden")
    assert shown(page) == ["t2", "t6", "t12"]
    assert status(page) == "Visar bara Lena Holm."
    assert page.get_attribute("[data-speaker='2'] button.only", "aria-pressed") == "true"
    page.emulate_media(media="print")
    assert shown(page) == everything
    page.emulate_media(media="screen")
    page.click("#everybody")
    assert shown(page) == everything
    assert status(page) == "Visar alla."
    assert not page.is_visible("#everybody")


def test_what_one_reads_stays_in_place_when_everybody_is_shown_again(opened: Open) -> None:
    page = opened(viewport={"width": 1000, "height": 300})
    page.click("[data-speaker='1'] button.only")
    until(page, "document.querySelector('#t2').hidden")
    page.evaluate("document.querySelector('#t7').scrollIntoView({ behavior: 'instant' })")
    before = page.locator("#t7").bounding_box()
    page.click("#everybody")
    after = page.locator("#t7").bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 2


def test_all_is_done_by_keys_alone_and_no_key_is_taken(opened: Open) -> None:
    page = opened()
    until(page, "!document.getElementById('speed').matches(':disabled')")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert {"player", "speed", "follow", "keep", "only aid", "time", "title"} <= reached
    page.focus("#t3 a.time")  # wherever the last Tab led: out of the page, perhaps
    page.keyboard.press("Alt+n")
    until(page, f"{SOUND}.currentTime >= 0.3")
    page.keyboard.press("Alt+n")
    until(page, f"{SOUND}.currentTime > 22.9")
    page.keyboard.press("Alt+l")
    until(page, f"{SOUND}.currentTime > 32.9")
    page.keyboard.press("Alt+j")
    until(page, f"{SOUND}.currentTime < 30")
    page.keyboard.press("Alt+k")
    until(page, f"{SOUND}.paused")
    page.keyboard.press("Alt+p")
    until(page, f"{SOUND}.currentTime < 3")
    page.keyboard.press("Alt+k")
    at = time_of(page)
    for key in "kjlnpmc":
        page.keyboard.press(key)
    assert abs(time_of(page) - at) < 1


def test_the_keys_that_work_are_those_that_the_page_lists(opened: Open, site: Site) -> None:
    page = opened()
    page.click(".keys summary")
    listed = [text[-1].lower() for text in page.locator(".keys dt").all_inner_texts()]
    entry = (site.folder / "assets" / "player.js").read_text("utf-8")
    rest = (site.folder / "assets" / "reading.js").read_text("utf-8")
    assert sorted(listed) == sorted(re.findall(r'KEYS = "(\w+)"', entry)[0])
    assert sorted(listed) == sorted(re.findall(r"^    (\w): ", rest, re.MULTILINE))


def test_the_system_is_told_what_is_played(opened: Open) -> None:
    page = opened()
    play(page, 2)
    told = page.evaluate(
        """(({ title, artist, chapterInfo }) =>
            [title, artist, chapterInfo.map((chapter) => [chapter.startTime, chapter.title])])(
            navigator.mediaSession.metadata)"""
    )
    assert told == [
        "Tillit i socialtjänsten",
        "Panelpodden",
        [[chapter.start, chapter.title] for chapter in CHAPTERS],
    ]


def test_a_letter_about_an_error_says_where_it_is(opened: Open) -> None:
    page = opened()
    address = page.get_attribute("a.report", "href")
    assert address == (
        "mailto:podd%2Bfel%40kommun.example?subject=Fel%20i%20texten%3A%20Tillit%20i%20"
        "socialtj%C3%A4nsten&body=https%3A//panelpodden.example/tillit/"
    )
    page.hover("#t6 .words")
    page.wait_for_selector("#t6 a.wrong")
    letter = page.get_by_role("link", name="Fel i texten? 1:12")
    _, _, query = unquote(letter.get_attribute("href") or "").partition("?")
    assert query == (
        "subject=Fel i texten: Tillit i socialtjänsten, 1:12"
        "&body=https://panelpodden.example/tillit/#t6"
    )


def test_the_letter_about_a_turn_is_reached_by_keyboard_and_takes_no_room(opened: Open) -> None:
    page = opened(viewport={"width": 390, "height": 844})
    before = page.evaluate("document.documentElement.scrollHeight")
    page.focus("#t3 a.time")
    page.wait_for_selector("#t3 a.wrong")
    for _ in range(2):  # past the turn's own address
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "wrong"
    words, link = page.locator("#t3 .words").bounding_box(), page.locator(".wrong").bounding_box()
    assert words
    assert link
    assert link["y"] >= words["y"] + words["height"] - 1
    assert page.locator("a.wrong").count() == 1
    assert page.evaluate("document.documentElement.scrollHeight") == before


def test_a_page_that_is_only_read_leaves_the_sound_alone(visitor: Visitor) -> None:
    page = visitor.open()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    page.goto(f"{visitor.home}tillit/")
    page.hover("#t2 .words")
    page.wait_for_selector("#t2 .here")
    assert [path for path in asked if path.endswith(".mp3")] == []
    page.hover("audio")
    until(page, f"{SOUND}.readyState > 0")
    assert page.evaluate(f"{SOUND}.paused")
    assert "/tillit/tillit.mp3" in asked


def test_axe_finds_nothing_wrong_while_the_text_is_followed(opened: Open) -> None:
    page = opened()
    page.click(".keys summary")
    page.click("[data-speaker='2'] button.only")
    play(page, 2)
    page.evaluate(f"{SOUND}.pause()")
    select(page, ("#t2 .words > p", 0), ("#t2 .words > p", 10))
    page.wait_for_selector("#quote:not([hidden])")
    assert_accessible(page)


def test_a_long_talk_is_followed_inside_its_turns(opened: Open) -> None:
    page = opened("lang/", viewport={"width": 390, "height": 500})
    play(page, 8)
    for _ in range(30):
        page.wait_for_timeout(200)
        box = page.evaluate(
            "(({ top, bottom }) => [top, bottom])("
            "[...CSS.highlights.get('heard')][0].getBoundingClientRect())"
        )
    assert 60 < box[0] < box[1] < 500
