"""The feed: well-formed whatever the words, and read alike by programs that others wrote."""

from __future__ import annotations

import json
import locale
import shutil
import subprocess
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any

import feedparser  # type: ignore[import-untyped]  # it has no types
import podcastparser  # type: ignore[import-untyped]  # it has no types
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]  # it has no types

from podcast.document import Paragraph
from podcast.edition import Edition, PublishedSound
from podcast.episode import Person
from podcast.feed import feed
from tests.editions import CAST, PODCAST_GUID, demo_edition, demo_episode, demo_show, edition_of

WITNESSES = Path(__file__).parent / "witnesses"
SPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
SWEDISH_SUMMER = timezone(timedelta(hours=2))


@dataclass(frozen=True)
class Item:
    """What every reader must agree on."""

    title: str
    guid: str
    address: str
    size: int
    media_type: str
    seconds: int


def titled(title: str, slug: str, published: datetime, seconds: float = 114.6) -> Edition:
    blocks = (Paragraph("Hej.", "Karin Ek", opens=True),)
    edition = edition_of(blocks, demo_episode(title=title), slug)
    size = 900_000 + int(seconds)
    sound = PublishedSound(f"{slug}.mp3", "audio/mpeg", size, seconds, "0" * 64)
    return replace(edition, published=published, sound=sound)


def three() -> tuple[Edition, ...]:
    return (
        titled("Ålder & ömhet – ”så går det” 🎙️", "alder", datetime(2026, 3, 1, tzinfo=UTC)),
        demo_edition(),
        titled("Det får kosta", "kosta", datetime(2026, 4, 1, 12, tzinfo=SWEDISH_SUMMER), 3723.4),
    )


def channel(*editions: Edition, **show: object) -> etree.Element:
    return etree.fromstring(feed(demo_show(**show), editions, PODCAST_GUID))[0]


def texts(element: etree.Element, path: str) -> list[str]:
    return [found.text for found in element.iterfind(path, SPACES)]


def test_feedparser_and_podcastparser_read_the_same() -> None:
    data = feed(demo_show(), three(), PODCAST_GUID)
    assert read_by_feedparser(data) == read_by_podcastparser(data) == expected(*three())


@pytest.mark.node
def test_partytime_reads_the_same_and_knows_transcripts_and_people(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_bytes(feed(demo_show(email="a@b.example"), three(), PODCAST_GUID))
    understood = partytime(file)
    items = [
        Item(
            item["title"],
            item["guid"],
            item["enclosure"]["url"],
            item["enclosure"]["length"],
            item["enclosure"]["type"],
            item["duration"],
        )
        for item in understood["items"]
    ]
    assert items == expected(*three())
    assert understood["title"] == "Panelpodden"
    assert understood["guid"] == PODCAST_GUID
    assert understood["medium"] == "podcast"
    assert understood["locked"] is True
    demo = understood["items"][0]
    assert [form["type"] for form in demo["transcripts"]] == [
        "text/vtt",
        "application/srt",  # how it calls application/x-subrip
        "application/json",
        "text/html",
    ]
    assert demo["people"][0] == {"name": "Karin Ek", "role": "Host"}
    assert demo["people"][3] == {"name": "Per Lind", "role": "Guest"}
    assert demo["location"] == "Karlstad"
    assert demo["explicit"] is False


def test_the_newest_comes_first_whatever_the_order_given() -> None:
    one, two, three_ = three()
    assert feed(demo_show(), (one, two, three_), PODCAST_GUID) == feed(
        demo_show(), (three_, one, two), PODCAST_GUID
    )
    assert texts(channel(*three()), "item/guid") == [two.guid, three_.guid, one.guid]


def test_the_channel_says_what_directories_ask_for() -> None:
    found = channel(
        demo_edition(),
        category="Society & Culture",
        subcategory="Documentary",
        explicit=True,
        owner="Karin Ek",
        email="karin@panelpodden.example",
        copyright="Panelpodden 2026",
        artwork="omslag å.png",
    )
    assert texts(found, "title") == ["Panelpodden"]
    assert texts(found, "link") == ["https://panelpodden.example/"]
    assert found.find("atom:link", SPACES).attrib == {
        "href": "https://panelpodden.example/feed.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }
    assert texts(found, "language") == ["sv"]
    assert texts(found, "copyright") == ["Panelpodden 2026"]
    assert texts(found, "generator") == ["panelpodd"]
    assert texts(found, "itunes:explicit") == ["true"]
    assert texts(found, "itunes:owner/itunes:email") == ["karin@panelpodden.example"]
    assert found.find("itunes:category", SPACES).get("text") == "Society & Culture"
    assert found.find("itunes:category/itunes:category", SPACES).get("text") == "Documentary"
    assert found.find("itunes:image", SPACES).get("href") == (
        "https://panelpodden.example/omslag%20%C3%A5.png"
    )
    assert texts(found, "podcast:guid") == [PODCAST_GUID]
    assert texts(found, "podcast:locked") == ["yes"]


def test_what_is_not_known_is_left_out() -> None:
    found = channel(demo_edition(place="", people=()), author="")
    for path in (
        "copyright",
        "itunes:author",
        "itunes:owner",
        "itunes:image",
        "podcast:locked",
        "item/podcast:location",
        "item/podcast:person",
        "item/itunes:episode",
    ):
        assert found.find(path, SPACES) is None, path
    assert not [element for element in found.iter() if element.text is None and not element.attrib]


def test_the_item_says_what_apps_ask_for() -> None:
    item = channel(demo_edition(number=3, season=2)).find("item")
    assert texts(item, "link") == ["https://panelpodden.example/tillit/"]
    assert item.find("guid").get("isPermaLink") == "false"
    assert texts(item, "pubDate") == ["Mon, 04 May 2026 00:00:00 +0200"]
    assert texts(item, "itunes:duration") == ["115"]
    assert texts(item, "itunes:explicit") == ["false"]
    assert texts(item, "itunes:episodeType") == ["full"]
    assert texts(item, "itunes:episode") == texts(item, "podcast:episode") == ["3"]
    assert texts(item, "itunes:season") == texts(item, "podcast:season") == ["2"]


def test_transcripts_lie_beside_the_page_and_the_captions_are_marked() -> None:
    forms = channel(demo_edition()).findall("item/podcast:transcript", SPACES)
    place = "https://panelpodden.example/tillit/"
    assert [(form.get("url"), form.get("type"), form.get("rel")) for form in forms] == [
        (f"{place}tillit.vtt", "text/vtt", "captions"),
        (f"{place}tillit.srt", "application/x-subrip", None),
        (f"{place}tillit.json", "application/json", None),
        (place, "text/html", None),
    ]
    assert {form.get("language") for form in forms} == {"sv"}


def test_the_show_notes_have_lead_cast_and_a_link_to_the_text() -> None:
    (notes,) = texts(channel(demo_edition()), "item/content:encoded")
    assert notes.startswith("<p>Fyra personer i en panel")
    assert "<p>I panelen:</p><ul><li>Karin Ek, moderator</li>" in notes
    assert notes.endswith(
        '<p><a href="https://panelpodden.example/tillit/">Läs hela samtalet i text</a></p>'
    )


def test_an_english_show_has_english_show_notes() -> None:
    (notes,) = texts(channel(demo_edition(), language="en"), "item/content:encoded")
    assert "On the panel:" in notes


def test_the_date_of_the_feed_is_that_of_its_newest_episode() -> None:
    assert texts(channel(*three()), "lastBuildDate") == ["Mon, 04 May 2026 00:00:00 +0200"]


def test_a_show_without_episodes_has_a_feed() -> None:
    found = channel()
    assert texts(found, "title") == ["Panelpodden"]
    assert found.find("lastBuildDate") is None
    assert found.find("item") is None


def test_the_locale_of_the_process_is_left_as_it_was() -> None:
    before = locale.setlocale(locale.LC_ALL)
    feed(demo_show(), three(), PODCAST_GUID)
    assert locale.setlocale(locale.LC_ALL) == before


@pytest.mark.parametrize(
    "title",
    [
        "]]> <script>alert(1)</script>",
        "&amp; &lt;b&gt; \"'",
        "Räksmörgås på Åland 🦐",
        "<![CDATA[ ]]]]><![CDATA[>",
        "<!ENTITY x SYSTEM 'file:///etc/passwd'> &x;",
    ],
)
def test_hostile_titles_come_out_to_the_letter(title: str) -> None:
    person = Person(name=title, role=title)
    episode = demo_episode(title=title, description=title, place=title, people=(person,))
    edition = edition_of((Paragraph(title, title, opens=True),), episode)
    found = channel(edition, title=title, description=title, author=title, copyright=title)
    assert texts(found, "title") == texts(found, "item/title") == [title]
    assert texts(found, "item/itunes:title") == texts(found, "item/podcast:person") == [title]
    (notes,) = texts(found, "item/content:encoded")
    assert "<script>" not in notes


@given(st.text(st.characters(codec=None)))
def test_any_text_makes_a_well_formed_feed(text: str) -> None:
    # Settings refuse some of it; the feed does not lean on that.
    people = (CAST[0].model_copy(update={"name": text, "role": text}),)
    words = {"title": text, "description": text, "place": text, "people": people}
    edition = edition_of(
        (Paragraph("Hej.", "Karin Ek", opens=True),), demo_episode().model_copy(update=words)
    )
    show = demo_show().model_copy(
        update={"title": text, "description": text, "author": text, "copyright": text}
    )
    found = etree.fromstring(feed(show, (edition,), PODCAST_GUID))[0]
    assert found.find("item/enclosure").get("length") == "916653"


def expected(*editions: Edition) -> list[Item]:
    show = demo_show()
    newest = sorted(editions, key=lambda edition: edition.published, reverse=True)
    return [
        Item(
            edition.episode.title,
            edition.guid,
            f"{show.address}{edition.slug}/{edition.sound.file}",
            edition.sound.size,
            "audio/mpeg",
            round(edition.sound.duration),
        )
        for edition in newest
    ]


def read_by_feedparser(data: bytes) -> list[Item]:
    understood = feedparser.parse(data)
    assert not understood.bozo
    return [
        Item(
            entry.title,
            entry.id,
            entry.enclosures[0].href,
            int(entry.enclosures[0].length),
            entry.enclosures[0].type,
            int(entry.itunes_duration),
        )
        for entry in understood.entries
    ]


def read_by_podcastparser(data: bytes) -> list[Item]:
    understood = podcastparser.parse("https://panelpodden.example/feed.xml", BytesIO(data))
    return [
        Item(
            episode["title"],
            episode["guid"],
            episode["enclosures"][0]["url"],
            episode["enclosures"][0]["file_size"],
            episode["enclosures"][0]["mime_type"],
            episode["total_time"],
        )
        for episode in understood["episodes"]
    ]


def partytime(file: Path) -> dict[str, Any]:
    node = shutil.which("node")
    if not node or not (WITNESSES / "node_modules" / "podcast-partytime").is_dir():
        pytest.skip("podcast-partytime is not here; run `npm install --prefix tests/witnesses`")
    done = subprocess.run(
        [node, WITNESSES / "partytime.mjs", file], capture_output=True, check=True, timeout=60
    )
    understood: dict[str, Any] = json.loads(done.stdout)
    return understood
