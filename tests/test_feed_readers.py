"""The feed of a large and odd show, read alike by programs that others wrote."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

import feedparser  # type: ignore[import-untyped]  # it has no types
import podcastparser  # type: ignore[import-untyped]  # it has no types
import pytest
from lxml import etree  # type: ignore[import-untyped]  # it has no types

from podcast.document import Chapter, Paragraph, Quoted
from podcast.edition import Edition, PublishedSound
from podcast.feed import feed
from podcast.span import Span
from podcast.xml_text import one_line
from tests.editions import PODCAST_GUID, demo_edition, demo_episode, demo_show, edition_of

if TYPE_CHECKING:
    from podcast.show import Show

WITNESSES = Path(__file__).parent / "witnesses"
NEW_NAMESPACE = b"https://podcastindex.org/namespace/1.0"
# The only one that podcastparser knows.
OLD_NAMESPACE = b"https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"

ODD_TITLES = (
    "Ålder & ömhet – ”så går det” 🎙️",
    "<script>alert('å')</script>",
    "]]> och <![CDATA[ inuti",
    "\u202eבטחון\u202c ואמון",  # with signs that turn the direction
    "الثقة في العمل الاجتماعي",
    "Styr\x00tecken\x07 och \x85 annat\x1b",
    "&amp; &lt;b&gt; &#38;",
    "Räksmörgås 👩🏽‍⚕️ på Åland",
    "Tillit",
)


@dataclass(frozen=True)
class Item:
    """What every reader must agree on."""

    title: str
    guid: str
    address: str
    size: int
    media_type: str
    seconds: int
    published: datetime
    season: int
    number: int


def large_show() -> Show:
    return demo_show(
        description="Samtal om ålder, äpplen & öar <b>]]></b> 🎧",
        email="podd@panelpodden.example",
        seasons=[{"number": 2, "name": "Våren & hösten"}],
    )


def many(count: int = 300) -> tuple[Edition, ...]:
    """A show of several seasons, each title odd in its way."""
    return tuple(_numbered(number) for number in range(1, count + 1))


def _numbered(number: int) -> Edition:
    title = f"{ODD_TITLES[number % len(ODD_TITLES)]} del {number}"
    words = {"title": title, "season": (number - 1) // 50 + 1, "number": number}
    episode = demo_episode().model_copy(update=words)
    slug = f"avsnitt-{number}"
    edition = edition_of((Paragraph("Hej.", "Karin Ek", opens=True),), episode, slug)
    published = datetime(2020, 1, 7, 6, tzinfo=UTC) + timedelta(days=7 * number)
    sound = PublishedSound(f"{slug}.mp3", "audio/mpeg", 900_000 + number, 60.4 + number, "0" * 64)
    chapters = (Chapter(0.0, "Början"), Chapter(12.5, f"<{title}>", "https://kommun.example/å"))
    return replace(edition, published=published, sound=sound, chapters=chapters)


@pytest.fixture(scope="module")
def large() -> bytes:
    return feed(large_show(), many(), PODCAST_GUID)


def expected() -> list[Item]:
    show = large_show()
    return [
        Item(
            one_line(edition.episode.title),
            edition.guid,
            f"{show.address}{edition.slug}/{edition.sound.file}",
            edition.sound.size,
            "audio/mpeg",
            round(edition.sound.duration),
            edition.published,
            edition.episode.season or 0,
            edition.episode.number or 0,
        )
        for edition in reversed(many())
    ]


def test_feedparser_reads_all_three_hundred(large: bytes) -> None:
    understood = feedparser.parse(large)
    assert not understood.bozo
    assert [
        Item(
            entry.title,
            entry.id,
            entry.enclosures[0].href,
            int(entry.enclosures[0].length),
            entry.enclosures[0].type,
            int(entry.itunes_duration),
            parsedate_to_datetime(entry.published),
            int(entry.itunes_season),
            int(entry.itunes_episode),
        )
        for entry in understood.entries
    ] == expected()


def test_podcastparser_reads_all_three_hundred(large: bytes) -> None:
    understood = podcastparser.parse("https://panelpodden.example/feed.xml", BytesIO(large))
    assert [
        Item(
            episode["title"],
            episode["guid"],
            episode["enclosures"][0]["url"],
            episode["enclosures"][0]["file_size"],
            episode["enclosures"][0]["mime_type"],
            episode["total_time"],
            datetime.fromtimestamp(episode["published"], UTC),
            episode["season"],
            episode["number"],
        )
        for episode in understood["episodes"]
    ] == expected()
    chapters = understood["episodes"][0]["chapters"]
    assert [chapter["start"] for chapter in chapters] == [0, 12]  # it keeps whole seconds
    assert chapters[1]["title"].startswith("<")
    assert chapters[1]["href"] == "https://kommun.example/%C3%A5"


def test_podcastparser_knows_the_people_under_the_namespace_of_before() -> None:
    data = feed(demo_show(), (demo_edition(),), PODCAST_GUID).replace(NEW_NAMESPACE, OLD_NAMESPACE)
    understood = podcastparser.parse("https://panelpodden.example/feed.xml", BytesIO(data))
    (episode,) = understood["episodes"]
    assert [(person["name"], person["role"]) for person in episode["persons"]] == [
        ("Karin Ek", "host"),
        ("Lena Holm", "guest"),
        ("Johan Strand", "guest"),
        ("Per Lind", "guest"),
    ]
    assert episode["transcript_url"].startswith("https://panelpodden.example/tillit/")


def test_pg_podcast_toolkit_reads_all_three_hundred(large: bytes) -> None:
    toolkit = pytest.importorskip(
        "pg_podcast_toolkit",
        reason="a reader of feeds is not installed; tests/witnesses/requirements.txt names it",
    )
    understood = toolkit.Podcast(large)
    assert understood.podcast_guid == PODCAST_GUID
    assert understood.description == large_show().description
    assert [
        Item(
            item.title,
            item.guid,
            item.enclosure_url,
            int(item.enclosure_length),
            item.enclosure_type,
            int(item.itunes_duration),
            parsedate_to_datetime(item.published_date),
            int(item.itunes_season),
            int(item.itunes_episode),
        )
        for item in understood.items
    ] == expected()


@pytest.mark.node
def test_partytime_reads_all_three_hundred(large: bytes, tmp_path: Path) -> None:
    understood = partytime(large, tmp_path)
    assert understood["title"] == "Panelpodden"
    assert understood["guid"] == PODCAST_GUID
    assert [
        Item(
            item["title"],
            item["guid"],
            item["enclosure"]["url"],
            item["enclosure"]["length"],
            item["enclosure"]["type"],
            item["duration"],
            datetime.fromisoformat(item["published"]),
            item["season"]["number"],
            item["episode"],
        )
        for item in understood["items"]
    ] == [replace(item, title=unescape(item.title)) for item in expected()]  # it does so twice
    assert {item["season"].get("name") for item in understood["items"][200:250]} == {
        "Våren & hösten"
    }
    assert understood["items"][0]["chapters"] == {
        "url": "https://panelpodden.example/avsnitt-300/avsnitt-300.chapters.json",
        "type": "application/json+chapters",
    }


@pytest.mark.node
def test_partytime_understands_all_that_the_podcast_namespace_says(tmp_path: Path) -> None:
    show = demo_show(
        email="a@b.example",
        license="CC-BY-4.0",
        funding=[{"text": "Bli medlem", "link": "https://forening.example/medlem"}],
        people=[{"name": "Karin Ek"}, {"name": "Per Lind", "role": "ljudtekniker"}],
        proofs=[{"text": "S6lpp-7ZCn8", "purpose": "applepodcastsverify"}],
    )
    edition = demo_edition(geo="59.3793,13.5036", license="vi", license_link="https://x.example/vi")
    quote = Quoted("Ta bort en blankett.", "Lena Holm", Span(107.13, 108.466))
    quoted = replace(edition, quotes=(quote,))
    understood = partytime(feed(show, (quoted,), PODCAST_GUID), tmp_path)
    assert understood["medium"] == "podcast"
    assert understood["locked"] is True
    assert understood["license"]["identifier"] == "cc-by-4.0"
    assert understood["funding"] == [
        {"message": "Bli medlem", "url": "https://forening.example/medlem"}
    ]
    assert understood["txt"] == [{"value": "S6lpp-7ZCn8", "purpose": "applepodcastsverify"}]
    assert understood["people"] == [
        {"name": "Karin Ek", "role": "Host", "group": "Cast"},
        {"name": "Per Lind", "role": "Audio Engineer", "group": "Audio Production"},
    ]
    (demo,) = understood["items"]
    assert demo["explicit"] is False
    assert demo["license"] == {"identifier": "vi", "url": "https://x.example/vi"}
    assert demo["soundbites"] == [
        {"startTime": 107.13, "duration": 1.336, "title": "Ta bort en blankett."}
    ]
    assert demo["location"] == {"name": "Karlstad", "geo": "geo:59.3793,13.5036"}
    assert demo["people"][0] == {"name": "Karin Ek", "role": "Host", "group": "Cast"}
    assert demo["people"][3] == {"name": "Per Lind", "role": "Guest", "group": "Cast"}
    # How it calls application/x-subrip.
    assert {"text/vtt", "application/srt", "application/json", "text/html"} <= {
        form["type"] for form in demo["transcripts"]
    }


def test_two_strict_parsers_find_it_well_formed(large: bytes) -> None:
    expat.ParserCreate().Parse(large, True)  # noqa: FBT003  # it takes no keyword
    strict = etree.XMLParser(recover=False, resolve_entities=False, huge_tree=False)
    assert len(etree.fromstring(large, strict).findall("channel/item")) == 300


def test_no_two_items_share_a_guid_or_an_enclosure(large: bytes) -> None:
    items = etree.fromstring(large).findall("channel/item")
    assert len({item.findtext("guid") for item in items}) == 300
    assert len({item.find("enclosure").get("url") for item in items}) == 300


def test_every_address_is_ascii(large: bytes) -> None:
    named = {"url", "href", "uri", "img"}
    addresses = [
        value
        for element in etree.fromstring(large).iter(etree.Element)
        for key, value in element.attrib.items()
        if key in named
    ]
    assert len(addresses) > 300
    assert all(address.isascii() and " " not in address for address in addresses)


def test_the_same_values_give_the_same_bytes(large: bytes) -> None:
    assert feed(large_show(), tuple(reversed(many())), PODCAST_GUID) == large


def partytime(data: bytes, folder: Path) -> dict[str, Any]:
    node = shutil.which("node")
    if not node or not (WITNESSES / "node_modules" / "podcast-partytime").is_dir():
        pytest.skip("podcast-partytime is not here; run `npm install --prefix tests/witnesses`")
    file = folder / "feed.xml"
    file.write_bytes(data)
    done = subprocess.run(
        [node, WITNESSES / "partytime.mjs", file], capture_output=True, check=True, timeout=60
    )
    understood: dict[str, Any] = json.loads(done.stdout)
    return understood
