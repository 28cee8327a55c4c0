"""The feed: well-formed whatever the words, and read alike by programs that others wrote."""

from __future__ import annotations

import locale
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]  # it has no types

from podcast.document import Chapter, Paragraph, Quoted
from podcast.edition import Edition, PublishedSound
from podcast.episode import Person
from podcast.feed import feed, feed_pages
from podcast.span import Span
from tests.editions import CAST, PODCAST_GUID, demo_edition, demo_episode, demo_show, edition_of

SPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "psc": "http://podlove.org/simple-chapters",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
SWEDISH_SUMMER = timezone(timedelta(hours=2))


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


def links(found: etree.Element) -> dict[str, str]:
    return {link.get("rel"): link.get("href") for link in found.iterfind("atom:link", SPACES)}


def texts(element: etree.Element, path: str) -> list[str]:
    return [found.text for found in element.iterfind(path, SPACES)]


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
        "https://panelpodden.example/artwork.jpg"
    )
    assert texts(found, "podcast:guid") == [PODCAST_GUID]
    assert texts(found, "podcast:locked") == ["yes"]


def test_what_is_not_known_is_left_out() -> None:
    found = channel(demo_edition(place="", people=()), author="")
    for path in (
        "copyright",
        "itunes:author",
        "itunes:owner",
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
        (f"{place}tillit.transcript.html", "text/html", None),
    ]
    assert {form.get("language") for form in forms} == {"sv"}


def test_the_show_notes_have_lead_cast_and_a_link_to_the_text() -> None:
    (notes,) = texts(channel(demo_edition()), "item/content:encoded")
    assert notes.startswith("<p>Fyra personer i en panel")
    assert "<p>I panelen:</p><ul><li>Karin Ek, moderator</li>" in notes
    assert notes.endswith(
        '<p><a href="https://panelpodden.example/tillit/">Läs hela samtalet i text</a></p>'
    )


def test_links_stand_in_the_show_notes_and_in_the_item() -> None:
    links = [
        {"title": "Rapport & <bilaga>", "address": "https://kommun.example/å?a=1&b=2"},
        {"title": "Skriv", "address": "mailto:podd@kommun.example"},
    ]
    found = channel(demo_edition(links=links))
    (notes,) = texts(found, "item/content:encoded")
    assert (
        "<p>Länkar:</p><ul>"
        '<li><a href="https://kommun.example/%C3%A5?a=1&amp;b=2">'
        "Rapport &amp; &lt;bilaga&gt;</a></li>"
        '<li><a href="mailto:podd@kommun.example">Skriv</a></li></ul>'
    ) in notes
    assert [dict(link.attrib) for link in found.findall("item/atom:link", SPACES)] == [
        {
            "href": "https://kommun.example/%C3%A5?a=1&b=2",
            "rel": "related",
            "title": "Rapport & <bilaga>",
        },
        {"href": "mailto:podd@kommun.example", "rel": "related", "title": "Skriv"},
    ]


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


def test_the_channel_says_what_the_show_wants_apps_to_know() -> None:
    found = channel(
        demo_edition(),
        email="karin@panelpodden.example",
        locked=False,
        order="serial",
        complete=True,
        hub="https://hub.example/",
        new_feed_url="https://ny.example/feed.xml",
        license="CC-BY-4.0",
        license_link="https://creativecommons.org/licenses/by/4.0/",
        funding=[{"text": "Bli medlem", "link": "https://forening.example/å"}],
        proofs=[{"text": "S6lpp"}, {"text": "05124", "purpose": "applepodcastsverify"}],
        people=[
            {"name": "Karin Ek", "link": "https://k.example/", "picture": "https://k.example/k.jpg"}
        ],
    )
    assert texts(found, "itunes:type") == ["serial"]
    assert texts(found, "itunes:complete") == ["Yes"]
    assert texts(found, "itunes:new-feed-url") == ["https://ny.example/feed.xml"]
    assert texts(found, "podcast:locked") == ["no"]
    assert texts(found, "podcast:medium") == ["podcast"]
    assert texts(found, "podcast:txt") == ["S6lpp", "05124"]
    assert found.find("podcast:txt", SPACES).get("purpose") == "verify"
    (license_,) = found.findall("podcast:license", SPACES)
    assert license_.text == "cc-by-4.0"
    assert license_.get("url") == "https://creativecommons.org/licenses/by/4.0/"
    (funding,) = found.findall("podcast:funding", SPACES)
    assert (funding.text, funding.get("url")) == ("Bli medlem", "https://forening.example/%C3%A5")
    (person,) = found.findall("podcast:person", SPACES)
    assert person.text == "Karin Ek"
    assert dict(person.attrib) == {
        "role": "host",
        "group": "cast",
        "href": "https://k.example/",
        "img": "https://k.example/k.jpg",
    }
    assert links(found)["hub"] == "https://hub.example/"


def test_a_hub_does_not_take_the_place_of_the_home_page() -> None:
    found = channel(demo_edition(), hub="https://hub.example/")
    assert texts(found, "link") == ["https://panelpodden.example/"]


def test_a_long_description_is_cut_at_a_word_within_what_apple_takes() -> None:
    found = channel(demo_edition(description="åäö " * 2000), description="Räksmörgås 🦐 " * 400)
    for path in ("description", "item/description"):
        (text,) = texts(found, path)
        assert 3980 < len(text.encode()) <= 4000
        assert text.endswith((" åäö …", " Räksmörgås …", " 🦐 …"))


def test_a_long_show_has_a_feed_of_several_documents() -> None:
    show = demo_show(feed_items=2)
    editions = [
        titled(f"Del {number}", f"del-{number}", datetime(2026, 1, number, tzinfo=UTC))
        for number in range(1, 6)
    ]
    documents = {
        name: etree.fromstring(content)[0]
        for name, content in feed_pages(show, editions, PODCAST_GUID).items()
    }
    place = show.address
    assert list(documents) == ["feed-3.xml", "feed-2.xml", "feed.xml"]
    assert texts(documents["feed.xml"], "item/title") == ["Del 5", "Del 4"]
    assert texts(documents["feed-2.xml"], "item/title") == ["Del 3", "Del 2"]
    assert texts(documents["feed-3.xml"], "item/title") == ["Del 1"]
    ends = {"first": f"{place}feed.xml", "last": f"{place}feed-3.xml"}
    assert links(documents["feed.xml"]) == ends | {
        "self": f"{place}feed.xml",
        "next": f"{place}feed-2.xml",
    }
    assert links(documents["feed-2.xml"]) == ends | {
        "self": f"{place}feed-2.xml",
        "previous": f"{place}feed.xml",
        "next": f"{place}feed-3.xml",
    }
    assert links(documents["feed-3.xml"]) == ends | {
        "self": f"{place}feed-3.xml",
        "previous": f"{place}feed-2.xml",
    }
    # Every document changes when an episode is added.
    dates = {texts(document, "lastBuildDate")[0] for document in documents.values()}
    assert dates == {"Mon, 05 Jan 2026 00:00:00 +0000"}


def test_a_feed_of_one_document_links_to_no_other() -> None:
    assert set(links(channel(*three()))) == {"self"}


def test_a_show_at_an_address_with_swedish_letters_has_links_in_ascii() -> None:
    found = channel(demo_edition(), address="https://växjö.example/ålder/")
    assert texts(found, "link") == ["https://xn--vxj-qla6g.example/%C3%A5lder/"]
    assert found.find("item/enclosure").get("url") == (
        "https://xn--vxj-qla6g.example/%C3%A5lder/tillit/tillit.mp3"
    )


def test_the_feed_names_the_sheets_that_make_it_readable() -> None:
    root = etree.fromstring(feed(demo_show(), three(), PODCAST_GUID))
    sheets: list[etree.Element] = []
    while (before := (sheets[-1] if sheets else root).getprevious()) is not None:
        sheets.append(before)
    assert [(sheet.get("type"), sheet.get("href")) for sheet in reversed(sheets)] == [
        ("text/xsl", "feed.xsl"),
        ("text/css", "feed.css"),
    ]


def test_an_episode_may_be_explicit_a_trailer_or_a_bonus_and_has_its_own_licence() -> None:
    item = channel(
        demo_edition(
            explicit=True,
            episode_type="trailer",
            license="Egen-1",
            license_link="https://x.example/",
        )
    ).find("item")
    assert texts(item, "itunes:explicit") == ["true"]
    assert texts(item, "itunes:episodeType") == ["trailer"]
    assert texts(item, "podcast:license") == ["egen-1"]
    item = channel(demo_edition(explicit=False), explicit=True).find("item")
    assert texts(item, "itunes:explicit") == ["false"]


def test_a_season_has_the_name_that_the_show_gives_it() -> None:
    named = channel(demo_edition(season=2), seasons=[{"number": 2, "name": "Våren & hösten"}])
    assert named.find("item/podcast:season", SPACES).attrib == {"name": "Våren & hösten"}
    assert channel(demo_edition(season=3)).find("item/podcast:season", SPACES).attrib == {}


def test_people_of_an_episode_have_their_role_their_page_and_their_picture() -> None:
    people = (
        Person(name="Karin Ek", role="moderator", link="https://k.example/ö"),
        Person(name="Per Lind", role="ljudtekniker", picture="https://p.example/p.jpg"),
        Person(name="Lena Holm", role="redaktör", organisation="Socialtidningen"),
    )
    found = channel(demo_edition(people=people)).findall("item/podcast:person", SPACES)
    assert [(person.text, *person.attrib.values()) for person in found] == [
        ("Karin Ek", "host", "cast", "https://k.example/%C3%B6"),
        ("Per Lind", "audio engineer", "audio production", "https://p.example/p.jpg"),
        ("Lena Holm", "guest", "cast"),
    ]


def test_the_place_says_that_it_was_recorded_there_and_where_that_is() -> None:
    place = channel(demo_edition(geo="59.3793, 13.5036")).find("item/podcast:location", SPACES)
    assert place.text == "Karlstad"
    assert dict(place.attrib) == {"rel": "creator", "geo": "geo:59.3793,13.5036"}
    nameless = channel(demo_edition(place="", geo="59.3793,13.5036"))
    assert nameless.find("item/podcast:location", SPACES) is None


def test_chapters_stand_in_the_item_beside_it_and_in_the_show_notes() -> None:
    chapters = (Chapter(0.0, "Början"), Chapter(3723.5, "<Slutet>", "https://k.example/å"))
    item = channel(replace(demo_edition(), chapters=chapters)).find("item")
    (linked,) = item.findall("podcast:chapters", SPACES)
    assert dict(linked.attrib) == {
        "url": "https://panelpodden.example/tillit/tillit.chapters.json",
        "type": "application/json+chapters",
    }
    (simple,) = item.findall("psc:chapters", SPACES)
    assert simple.get("version") == "1.2"
    assert [dict(chapter.attrib) for chapter in simple] == [
        {"start": "00:00:00.000", "title": "Början"},
        {"start": "01:02:03.500", "title": "<Slutet>", "href": "https://k.example/%C3%A5"},
    ]
    (notes,) = texts(item, "content:encoded")
    assert "<p>Kapitel:</p><ul><li>0:00 Början</li><li>1:02:03 &lt;Slutet&gt;</li></ul>" in notes


def test_an_episode_without_chapters_says_nothing_of_them() -> None:
    item = channel(demo_edition()).find("item")
    assert item.find("podcast:chapters", SPACES) is None
    assert item.find("psc:chapters", SPACES) is None
    assert "Kapitel" not in texts(item, "content:encoded")[0]


def test_quotes_are_soundbites_with_their_moment() -> None:
    long = "Nu behöver vi styra med samtal. " * 10
    quotes = (
        Quoted("Ta bort en blankett.", "Lena Holm", Span(107.13, 108.466)),
        Quoted(long, "Per Lind", Span(60, 72.5)),
    )
    item = channel(replace(demo_edition(), quotes=quotes)).find("item")
    first, second = item.findall("podcast:soundbite", SPACES)
    assert first.text == "Ta bort en blankett."
    assert dict(first.attrib) == {"startTime": "107.130", "duration": "1.336"}
    assert len(second.text) <= 128
    assert second.text.endswith("med …")


def test_an_episode_may_have_artwork_of_its_own() -> None:
    item = channel(demo_edition(artwork="omslag å.png")).find("item")
    assert item.find("itunes:image", SPACES).get("href") == (
        "https://panelpodden.example/tillit/artwork.jpg"
    )
    assert channel(demo_edition()).find("item/itunes:image", SPACES) is None


def test_a_small_version_is_offered_beside_the_enclosure() -> None:
    small = PublishedSound("tillit.opus", "audio/ogg", 412_345, 114.6, "1" * 64)
    (item,) = channel(replace(demo_edition(), small=small)).iterfind("item")
    (other,) = item.findall("podcast:alternateEnclosure", SPACES)
    assert dict(other.attrib) == {"type": "audio/ogg", "length": "412345", "title": "Liten ljudfil"}
    (source,) = other.findall("podcast:source", SPACES)
    assert source.get("uri") == "https://panelpodden.example/tillit/tillit.opus"
    assert item.find("enclosure").get("url") == "https://panelpodden.example/tillit/tillit.mp3"
