"""The pages in real Chromium: heard, read, narrow, dark, and by the rules of others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from podcast.document import Block, Heading, Paragraph, Photo, Quote
from tests.chromium import SHIFTS, assert_accessible, assert_valid, site_of, until
from tests.editions import (
    SURE,
    TALK,
    demo_edition,
    demo_episode,
    demo_show,
    edition_of,
    write_site,
)
from tests.kinds import KINDS, edition
from tests.shared import DEMO

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcast.edition import Edition
    from tests.chromium import Open, Site, Visitor

pytestmark = pytest.mark.browser

PAGES = ("", "tillit/", "delar/", "borta/", *(f"{kind}/" for kind in KINDS))
# A picture of one pixel, so that a photo is really drawn.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63"
    "64f8cf500f0003860180d0b5a5a10000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    if not DEMO.is_file():
        pytest.skip(f"the demo's recording {DEMO} is not here; fetch the whole repository")
    folder = tmp_path_factory.mktemp("feed")
    demo = replace(demo_edition(), honesty=SURE)
    write_site(folder, demo_show(), demo, all_parts(), *map(edition, KINDS))
    for picture in ("delar/bild.png", "panel/panel.jpg", "interview/johan.jpg"):
        (folder / picture).write_bytes(PIXEL)
    with site_of(folder) as site:
        yield site


def all_parts() -> Edition:
    """Every kind of part that a documentation can have, and names that try the layout."""
    words = [text for _, _, _, text in TALK]
    blocks: tuple[Block, ...] = (
        Paragraph("En ingress som står i texten."),
        Heading("Att lyssna"),
        Paragraph(words[0], "Karin Ek", opens=True),
        Paragraph(words[1], "Karin Ek"),
        Quote(words[5]),
        Paragraph(words[2], "Karin Ek"),
        Photo("bild.png", "Från vänster till höger: Karin Ek och Lena Holm.", "Per Lind"),
        Paragraph(words[3], "Socialförvaltningskommunikationsavdelningen", opens=True),
        Heading("Kommunikationsstrategiutvecklingsarbetet"),
        Paragraph(words[4], "Socialförvaltningskommunikationsavdelningen"),
        *(Paragraph(words[6], f"Röst {number}", opens=True) for number in range(1, 9)),
    )
    told = {
        "number": 3,
        "reviewed": date(2026, 5, 4),
        "corrections": [{"date": date(2026, 5, 12), "what": "Lena Holm är verksamhetschef."}],
        "links": [
            {"title": "Rapporten om tillit", "address": "https://kommun.example/tillit"},
            {"title": "Skriv till oss", "address": "mailto:podd@kommun.example"},
        ],
    }
    episode = demo_episode(title="Ett samtal i delar", **told)
    return edition_of(blocks, episode, "delar")


def test_a_time_plays_from_there_on_the_page(site: Site, opened: Open) -> None:
    page = opened("tillit/")
    page.click("#t5 a.time")
    until(page, "document.querySelector('audio').currentTime > 57.6")
    assert page.evaluate("document.querySelector('audio').paused") is False
    assert page.evaluate("document.querySelector('audio').currentTime") < 62
    assert page.url == f"{site.address}tillit/"
    page.wait_for_selector("#t5[aria-current]")


def test_how_the_text_was_made_opens_without_script_and_its_times_lead_into_the_sound(
    opened: Open,
) -> None:
    page = opened("tillit/", java_script_enabled=False)
    assert not page.is_visible("details.account li")
    page.click("details.account summary")
    assert page.is_visible("details.account li")
    assert page.get_attribute("details.account a.time", "href") == "tillit.mp3#t=10"


def test_without_script_a_time_is_a_link_to_the_sound_at_that_moment(opened: Open) -> None:
    page = opened("tillit/", java_script_enabled=False)
    page.click("#t5 a.time")
    page.wait_for_url("**/tillit.mp3#t=57.481")
    # What the browser makes of such a link: its own player, begun there.
    player = opened("about:blank")
    player.goto(page.url, wait_until="commit")
    until(player, "document.querySelector('video')?.currentTime > 57")


def test_the_turn_that_is_heard_is_marked_alone_and_nothing_moves(opened: Open) -> None:
    page = opened("tillit/")
    before = page.evaluate("document.documentElement.scrollHeight")
    page.hover("audio")
    page.evaluate("document.querySelector('audio').currentTime = 80.5")
    page.wait_for_selector("#t8[aria-current]")
    page.evaluate("document.querySelector('audio').currentTime = 23.5")
    page.wait_for_selector("#t2[aria-current]")
    assert page.locator("[aria-current]").count() == 1
    assert page.evaluate("document.documentElement.scrollHeight") == before


@pytest.mark.parametrize(("day", "old"), [(date(2027, 5, 3), False), (date(2027, 5, 4), True)])
def test_a_page_says_that_it_is_old_from_that_day_on_and_nothing_moves(
    visitor: Visitor, day: date, *, old: bool
) -> None:
    page = visitor.open("delar/")
    page.clock.set_fixed_time(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    page.add_init_script(SHIFTS)
    page.reload()
    assert page.locator("#age").is_visible() == old
    assert page.evaluate("window.shifted") == 0


def test_without_script_a_page_has_its_date_and_guesses_nothing(opened: Open) -> None:
    page = opened("delar/", java_script_enabled=False)
    assert not page.locator("#age").is_visible()
    assert page.locator(".kicker time").inner_text() == "4 maj 2026"


def test_a_link_to_another_site_says_so_to_those_who_listen_and_opens_a_window(
    opened: Open,
) -> None:
    page = opened("delar/")
    notice = "(länk till annan webbplats, öppnas i nytt fönster)"
    link = page.get_by_role("link", name=f"Rapporten om tillit {notice}", exact=True)
    assert link.get_attribute("target") == "_blank"
    assert link.get_attribute("rel") == "noopener"
    hidden = link.locator(".quiet").bounding_box()
    assert hidden
    assert hidden["width"] <= 1


def test_a_quotation_plays_the_moment_at_which_it_is_said(opened: Open) -> None:
    page = opened("podcast/")
    page.locator(".article a.time").nth(1).click()
    until(page, "document.querySelector('audio').currentTime > 31.1")
    page.wait_for_selector("#t4[aria-current]")


def test_in_an_interview_names_are_heard_and_not_seen(opened: Open) -> None:
    page = opened("interview/")
    headings = page.get_by_role("heading", level=3)
    assert headings.all_inner_texts() == ["Karin Ek", "Johan Strand"] * 3
    for heading in headings.all():
        box = heading.bounding_box()
        assert box
        assert box["width"] <= 1
    question, answer = page.locator("#t1 p"), page.locator("#t2 p").first
    weight = "element => getComputedStyle(element).fontWeight"
    assert question.evaluate(weight) > answer.evaluate(weight)


def test_a_page_address_with_a_moment_starts_there(opened: Open) -> None:
    page = opened("tillit/#t=58")
    until(page, "document.querySelector('audio').currentTime === 58")


def test_a_time_can_be_reached_and_played_by_keyboard(opened: Open) -> None:
    page = opened("tillit/")
    page.focus("#t3 a.time")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('audio').currentTime > 42.1")


def test_the_skip_link_is_the_first_stop_and_leads_to_the_content(opened: Open) -> None:
    page = opened("tillit/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    until(page, "document.activeElement.id === 'main'")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_scrolls_sideways(opened: Open, path: str, width: int) -> None:
    page = opened(path, viewport={"width": width, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_focused_time_is_never_under_the_player(opened: Open) -> None:
    page = opened("tillit/", viewport={"width": 390, "height": 844})
    for number in (14, 9, 3):
        page.focus(f"#t{number} a.time")
        link = page.locator(f"#t{number} a.time").bounding_box()
        player = page.locator(".bar").bounding_box()
        assert link
        assert player
        assert link["y"] >= player["y"] + player["height"] or link["y"] + link["height"] <= 844


@pytest.mark.parametrize("path", PAGES)
def test_nobody_else_is_asked_for_anything_and_nothing_fails(visitor: Visitor, path: str) -> None:
    visitor.open(path).wait_for_load_state("networkidle")
    lost = "Failed to load resource: the server responded with a status of 404 (Not Found)"
    known = [f"{lost} {visitor.home}{path}"] if path == "borta/" else []
    assert visitor.complaints == known


def test_a_reader_who_does_not_listen_leaves_no_trace(opened: Open) -> None:
    page = opened("tillit/")
    page.hover("#t2")
    page.uncheck("#follow")
    page.reload()
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("path", [path for path in PAGES if path != "tillit/"])
def test_axe_finds_nothing_to_complain_about(opened: Open, path: str) -> None:
    assert_accessible(opened(path), least=10)


def test_how_the_text_was_made_is_legible_when_it_is_open(opened: Open) -> None:
    page = opened("tillit/")
    page.click("details.account summary")
    assert_accessible(page, ".talk-head", rules=["color-contrast"])
    assert_accessible(page, ".talk-head", least=5)


def test_the_turn_that_is_heard_is_still_legible(opened: Open) -> None:
    page = opened("tillit/")
    page.hover("audio")
    page.evaluate("document.querySelector('audio').currentTime = 23.5")
    page.wait_for_selector("#t2[aria-current]")
    assert_accessible(page, "#t2", rules=["color-contrast"])


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_printed_with_words_address_and_date_and_without_the_player(
    opened: Open, kind: str
) -> None:
    page = opened(f"{kind}/")
    page.hover("#t2 .words")
    page.wait_for_selector("#t2 .here")
    page.emulate_media(media="print")
    for selector in ("#t1 p", "#t2 p", ".colophon .address"):
        assert page.locator(selector).first.is_visible()
    for selector in ("audio", ".controls", ".files", ".strip", ".here", ".masthead .ways"):
        assert not page.locator(selector).first.is_visible()
    foot = page.locator(".colophon .address").inner_text()
    assert foot == f"https://panelpodden.example/{kind}/ · 4 maj 2026"
    bold = "#t1 .words p" if kind == "interview" else "#t1 h3"
    weight = page.locator(bold).first.evaluate("element => getComputedStyle(element).fontWeight")
    assert int(weight) >= 650


@pytest.mark.parametrize("kind", KINDS)
def test_sound_and_text_of_each_kind_point_at_each_other(opened: Open, kind: str) -> None:
    page = opened(f"{kind}/", java_script_enabled=False)
    for selector, words in (
        ("audio", "Allt som sägs står i texten nedanför."),
        (".talk", "Tiden vid varje inlägg spelar upp ljudet därifrån."),
    ):
        place = page.get_attribute(selector, "aria-describedby")
        assert page.locator(f"#{place}").text_content() == words


def test_the_letters_are_our_own(opened: Open) -> None:
    page = opened("tillit/")
    page.reload()
    until(page, "[...document.fonts].every(face => face.status === 'loaded')")
    assert page.evaluate("document.fonts.size") == 2


def test_the_html_is_valid(site: Site) -> None:
    assert_valid(site.folder)
