"""The pages around the episodes: lists, people, events, search, accessibility, frames."""

from __future__ import annotations

import gzip
import html
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urldefrag, urljoin

import lxml.html  # type: ignore[import-untyped]  # it has no types
import pytest

from podcast.catalogue import catalogue
from podcast.episode import Person
from podcast.former import Upcoming
from podcast.page import Pages
from podcast.site_files import files_beside, site_files
from tests.editions import demo_edition, demo_show
from tests.test_page import HOSTILE

if TYPE_CHECKING:
    from podcast.edition import Edition

ROOT = "https://panelpodden.example/"
# Written by others: the sound and its artwork, the feed, and pictures.
ELSEWHERE = re.compile(r".*(\.mp3|\.jpg|\.png|\.pdf|\.docx|feed\.xml)")


def pages(*editions: Edition, more: dict[str, Any] | None = None, **show: object) -> dict[str, str]:
    """Every page by its place."""
    made = site_files(demo_show(**show), editions, **(more or {}))
    return {name: content.decode() for name, content in made if not name.endswith(".woff2")}


def site(*editions: Edition, more: dict[str, Any] | None = None, **show: object) -> dict[str, str]:
    """Every page and all that lies beside one, by its place."""
    settings = demo_show(**show)
    beside = [file for edition in editions for file in files_beside(settings, edition)]
    return dict(beside) | pages(*editions, more=more, **show)


def tree(text: str) -> Any:
    return lxml.html.document_fromstring(text)


def text_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def linked(text: str) -> list[Any]:
    scripts = tree(text).xpath("//script[@type='application/ld+json']")
    return [json.loads(script.text) for script in scripts]


def many(count: int) -> list[Edition]:
    """Episodes a week apart."""
    first, made = datetime(2020, 1, 6, tzinfo=UTC), demo_edition()
    return [
        replace(made, slug=f"e{n}", guid=f"e{n}", published=first + timedelta(weeks=n))
        for n in range(count)
    ]


def test_every_link_of_every_page_leads_somewhere() -> None:
    files = site(demo_edition(season=1), *many(31), demo_edition_unlisted())
    for name, text in files.items():
        if not name.endswith(".html") or "transcript" in name:
            continue
        for address in tree(text).xpath(
            "//a/@href | //link/@href | //script/@src | //form/@action"
        ):
            target, anchor = urldefrag(urljoin(ROOT + name, address))
            if not target.startswith(ROOT):
                continue
            place = unquote(target.removeprefix(ROOT))
            place = f"{place}index.html" if not place or place.endswith("/") else place
            assert place in files or ELSEWHERE.fullmatch(place) or "woff2" in place, (name, address)
            if anchor and place in files and "=" not in anchor:
                assert tree(files[place]).xpath("//*[@id=$id]", id=anchor), (name, address)


def demo_edition_unlisted() -> Edition:
    hidden = demo_edition(status="unlisted", title="Inte för alla", people=(Person(name="Bo Ek"),))
    return replace(hidden, slug="olistad", guid="olistad")


def test_the_list_is_parted_into_pages_newest_first() -> None:
    files = pages(*many(61))
    slugs = [
        address
        for name in ("index.html", "sida/2/index.html", "sida/3/index.html")
        for address in tree(files[name]).xpath("//article//h3/a/@href")
    ]
    assert [re.sub(r"[./]", "", slug) for slug in slugs] == [f"e{n}" for n in range(60, -1, -1)]
    assert "sida/4/index.html" not in files
    second = tree(files["sida/2/index.html"])
    assert text_of(second.find(".//title")) == "Sida 2 av 3 – Panelpodden"
    assert second.xpath("//a[@rel='next']/@href") == ["../../sida/3/"]
    assert second.xpath("//a[@rel='prev']/@href") == ["../../"]
    assert second.xpath("//a[@aria-current='page']/text()") == ["2"]
    assert second.xpath("//link[@rel='canonical']/@href") == [f"{ROOT}sida/2/"]


def test_a_short_list_has_one_page() -> None:
    files = pages(*many(30))
    assert not [name for name in files if name.startswith("sida/")]
    assert not tree(files["index.html"]).xpath("//nav[@class='pages']")


def test_of_a_thousand_episodes_every_list_is_small() -> None:
    show, editions = demo_show(), many(1000)
    pages = Pages(show, None, catalogue(show, editions))
    files = {**pages.front(editions), **pages.others(editions)}
    size = {name: len(gzip.compress(text.encode())) for name, text in files.items()}
    assert max(size.values()) < 30_000
    assert size["index.html"] < 8000
    assert size["sok/index.html"] < 8000
    ways = tree(files["index.html"]).xpath("//nav[@class='pages']//a/@href")
    assert ways == ["./", "sida/2/", "sida/34/", "sida/2/"]


def test_episodes_to_come_are_told_soonest_first() -> None:
    later = Upcoming(HOSTILE, datetime(2026, 9, 2, tzinfo=UTC))
    sooner = Upcoming("Snart", datetime(2026, 9, 1, tzinfo=UTC))
    front = tree(site(demo_edition(), more={"upcoming": (later, sooner)})["index.html"])
    shown = [text_of(item) for item in front.xpath("//section[contains(@class,'upcoming')]//li")]
    assert shown == ["1 september 2026 Snart", f"2 september 2026 {HOSTILE}"]
    assert "Kommande" not in site(demo_edition())["index.html"]


def test_the_page_of_a_speaker_leads_to_the_first_words_in_each_episode() -> None:
    page = site(demo_edition())["person/lena-holm/index.html"]
    document = tree(page)
    assert document.findtext(".//h1") == "Lena Holm"
    assert "verksamhetschef socialpsykiatrin" in text_of(document.xpath("//main")[0])
    assert document.xpath("//p[@class='people']/a/@href") == ["../../tillit/#t2"]
    assert "Hörs första gången vid 0:22" in text_of(document.xpath("//main")[0])
    person, trail = linked(page)
    assert person["@type"] == "Person"
    assert person["url"] == f"{ROOT}person/lena-holm/"
    assert [step["name"] for step in trail["itemListElement"]] == ["Panelpodden", "Lena Holm"]


def test_the_episode_leads_to_its_people_event_and_season() -> None:
    page = site(demo_edition(season=1))["tillit/index.html"]
    assert tree(page).xpath("//section[@class='cast']//b/a/@href")[0] == "../person/karin-ek/"
    assert tree(page).xpath("//p[@class='kicker']/a/@href") == [
        "../sasong/1/",
        "../evenemang/panelpoddens-demodag/",
    ]
    episode, trail = linked(page)
    assert episode["contributor"][0] == {
        "@type": "Person", "name": "Karin Ek", "url": f"{ROOT}person/karin-ek/"
    }  # fmt: skip
    assert episode["image"] == f"{ROOT}tillit/embed/card.png"
    assert trail["itemListElement"][1]["item"] == f"{ROOT}tillit/"


def test_an_unlisted_episode_is_named_nowhere_else() -> None:
    files = site(demo_edition(), demo_edition_unlisted())
    telling = [name for name, text in files.items() if "Inte för alla" in text or "olistad" in text]
    assert telling
    assert all(name.startswith("olistad/") for name in telling)
    assert "Bo Ek" not in files["person/index.html"]
    assert not tree(files["olistad/index.html"]).xpath("//section[@class='cast']//a")


def test_a_frame_for_other_sites_has_the_player_and_leads_to_the_text() -> None:
    files = site(demo_edition(title=HOSTILE))
    frame = tree(files["tillit/embed/index.html"])
    assert frame.xpath("//audio/@src") == ["../tillit.mp3"]
    assert frame.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert set(frame.xpath("//a/@target")) == {"_top"}
    assert frame.xpath("//h1/a/@href") == [f"{ROOT}tillit/"]
    (snippet,) = tree(files["tillit/index.html"]).xpath("//input[@id='frame']/@value")
    (iframe,) = lxml.html.fragments_fromstring(snippet)
    assert iframe.get("src") == f"{ROOT}tillit/embed/"
    assert iframe.get("title") == HOSTILE


def test_hostile_names_are_text_on_every_page() -> None:
    people = (Person(name=HOSTILE, role=HOSTILE, organisation=HOSTILE),)
    told = {"organisation": HOSTILE, "method": HOSTILE, "phone": HOSTILE, "is_public_body": True}
    hostile = demo_edition(title=HOSTILE, event=HOSTILE, people=people, season=1)
    files = site(hostile, title=HOSTILE, author=HOSTILE, accessibility=told)
    pages = {name: text for name, text in files.items() if name.endswith(".html")}
    assert len(pages) > 10
    for name, text in pages.items():
        if name.endswith(".transcript.html"):
            continue
        document = tree(text)
        assert not document.xpath("//*[@onerror]"), name
        assert all(s.get("src") or s.get("type") for s in document.xpath("//script")), name
        linked(text)
    assert HOSTILE in text_of(tree(pages["tillganglighet/index.html"]))


def test_the_search_page_has_the_newest_episodes_for_those_without_script() -> None:
    document = tree(pages(*many(31))["sok/index.html"])
    assert len(document.xpath("//section[@id='fallback']//article")) == 30
    assert document.xpath("//section[@id='fallback']//a[last()]/@href")[-1] == "../sida/2/"
    assert document.xpath("//section[@id='results']/@hidden")
    assert document.xpath("//form/@action") == ["../sok/"]


def test_lost_readers_can_search_from_any_address() -> None:
    lost = tree(site(address="https://kommun.example/podd/")["404.html"])
    assert lost.xpath("//form/@action") == ["/podd/sok/"]


def statement(*editions: Edition, **told: object) -> str:
    page = tree(site(*editions, accessibility=told)["tillganglighet/index.html"])
    # The heading may be parted in the middle of its word.
    return text_of(page.xpath("//main")[0]).replace("\xad", "")


def test_the_statement_of_a_public_body_has_what_the_act_asks_for() -> None:
    told = statement(
        demo_edition(),
        is_public_body=True,
        organisation="Demodagens kommun",
        email="podd@kommun.example",
        assessed="2026-05-01",
        method="Självskattning.",
        shortcomings=["Kartan har ingen text."],
        updated="2026-05-02",
    )
    for said in (
        "Tillgänglighetsredogörelse",
        "Demodagens kommun står bakom",
        "delvis förenlig med lagen",
        "Kartan har ingen text.",
        "1 av 1 avsnitt",
        "WCAG 1.2.1",
        "Självskattning.",
        "den 1 maj 2026",
        "den 2 maj 2026",
        "podd@kommun.example",
        "Digg",
    ):
        assert said in told


def test_without_settings_the_statement_claims_neither_law_nor_tests() -> None:
    told = statement(demo_edition())
    assert "lagen" not in told
    assert "Digg" not in told
    assert "Ingen har berättat här" in told
    assert "Vänd dig till Panelpodden." in told


@pytest.mark.parametrize("assessed", [None, "2026-05-01"])
def test_no_fault_is_claimed_absent_that_nobody_has_looked_for(assessed: str | None) -> None:
    reviewed = demo_edition(reviewed=date(2026, 5, 11))
    told = statement(reviewed, is_public_body=True, assessed=assessed)
    assert ("Vi känner inte till några brister" in told) == bool(assessed)
    assert ("inte bedömd ännu" in told) != bool(assessed)
    assert "WCAG 1.2.1" not in told


def test_an_english_show_has_all_of_it_in_english() -> None:
    files = site(demo_edition(season=1), language="en", accessibility={"is_public_body": True})
    assert "Accessibility statement" in files["tillganglighet/index.html"]
    assert "First heard at 0:22" in files["person/lena-holm/index.html"]
    assert "Season 1" in files["sasong/1/index.html"]
    assert "Search in what is said" in html.unescape(files["sok/index.html"])
