"""Other people's feeds as values: nothing is lost in silence, and nothing they write does harm."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]  # it has no types

from podcast.document import Chapter
from podcast.errors import FeedError
from podcast.foreign import ForeignPerson, Notes
from podcast.foreign_feed import read_feed
from podcast.foreign_values import moment
from podcast.html_text import is_html, plain_text
from tests.shared import DATA

FEEDS = DATA / "feeds"


def read(name):
    notes = Notes()
    return read_feed((FEEDS / name).read_bytes(), name, "", notes), notes.sentences


def rss(item="", channel="", before='<?xml version="1.0"?>'):
    spaces = "".join(
        f' xmlns:{prefix}="{address}"'
        for prefix, address in {
            "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
            "podcast": "https://podcastindex.org/namespace/1.0",
            "psc": "http://podlove.org/simple-chapters",
            "content": "http://purl.org/rss/1.0/modules/content/",
        }.items()
    )
    return (
        f'{before}<rss version="2.0"{spaces}><channel><title>Podden</title>{channel}'
        f"<item><guid>1</guid><title>Tillit</title>{item}</item></channel></rss>"
    ).encode()


def one(item="", channel=""):
    notes = Notes()
    (found,) = read_feed(rss(item, channel), "feed.xml", "", notes).items
    return found, notes.sentences


def refused(content):
    with pytest.raises(FeedError) as raised:
        read_feed(content, "feed.xml", "", Notes())
    said = str(raised.value)
    assert said.startswith("feed.xml")
    assert "\n" not in said
    return said


@pytest.mark.parametrize("name", ["itunes.xml", "podlove.xml", "namespace.xml"])
def test_every_guid_and_date_is_kept(name):
    feed, _ = read(name)
    items = etree.parse(str(FEEDS / name)).findall(".//item")
    assert [item.guid for item in feed.items] == [item.findtext("guid") for item in items]
    assert [item.published.astimezone(UTC).isoformat() for item in feed.items] == {
        "itunes.xml": ["2026-05-04T04:00:00+00:00", "2026-05-01T11:00:00+00:00"],
        "podlove.xml": ["2026-05-05T06:00:00+00:00", "2026-04-05T06:00:00+00:00"],
        "namespace.xml": ["2026-05-04T04:00:00+00:00", "2026-05-05T04:00:00+00:00"],
    }[name]


def test_a_feed_of_a_great_host_is_understood():
    feed, notes = read("itunes.xml")
    show, (talk, trailer) = feed.show, feed.items
    assert (show.title, show.language, show.author) == ("Samtal om tillit", "sv-SE", "Kommunen")
    assert (show.owner, show.email) == ("Karin Ek", "karin.ek@kommun.example")
    assert show.description == "Om tillit i vardagen."
    assert show.copyright == "Kommunen"
    assert show.explicit is False
    assert show.categories == (("Society & Culture", "Documentary"), ("Government", ""))
    assert talk.title == "Att våga fråga & lyssna"
    assert talk.description == (
        "Karin Ek frågar hur man lyssnar (https://kommun.example/tillit).\n\nLäs mer:\n\n"
        "– Ett\n\n– Två\n\nHosted by host.example."
    )
    assert (talk.season, talk.number, talk.duration, talk.explicit) == (2, 3, 3723.0, False)
    assert talk.people == (ForeignPerson("Lena Holm"),)
    assert (trailer.episode_type, trailer.duration) == ("trailer", 75.0)
    assert trailer.guid == "https://host.example/?p=12&x=å%20 /é"
    assert trailer.description == "Snart börjar vi.\n\nHör av dig & berätta."
    told = "\n".join(notes)
    assert (
        "itunes.xml:20: <acast:showId> is not understood; it is kept in imported.json (2 times)."
        in told
    )
    assert "<acast:settings>" in told
    assert "<acast:episodeId>" in told
    assert "“Lena Holm”, the <itunes:author>" in told
    assert "https://samtal.example/" in told
    assert "acast:episodeId" in talk.source


def test_a_feed_of_a_press_is_understood():
    feed, notes = read("podlove.xml")
    show, (talk, first) = feed.show, feed.items
    assert show.guid == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    assert show.hub == "https://hub.example/"
    assert show.locked is True
    assert show.license is not None
    assert show.license.name == "cc-by-4.0"
    assert show.order == "serial"
    assert show.funding == (("Stöd panelen", "https://panelen.example/stod"),)
    assert show.people == (ForeignPerson("Karin Ek", "", "https://panelen.example/karin"),)
    assert talk.chapters == (
        Chapter(0.0, "Inledning"),
        Chapter(90.5, "Vad betyder tillit?", "https://kommun.example/tillit"),
    )
    assert [person.name for person in talk.people] == ["Karin Ek", "Per Lind"]
    assert talk.duration == 630.5
    assert talk.image == "https://panelen.example/p002.png"
    assert first.description == "Vi börjar."
    told = "\n".join(notes)
    assert "podlove.xml:23: <content:encoded> says something else" in told
    assert "podlove.xml:10: <fh:complete> is not understood" in told


def test_a_feed_with_the_podcast_namespace_is_understood():
    feed, notes = read("namespace.xml")
    (talk, bonus) = feed.items
    assert feed.show.proofs == (("S6lpp-7ZCn8", "verify"),)
    assert talk.people == (
        ForeignPerson("Karin Ek", "Host"),
        ForeignPerson("Lena Holm", "guest", "https://kommun.example/lena"),
        ForeignPerson("Johan Strand", "audio editor"),
    )
    assert (talk.season, talk.season_name, talk.number) == (1, "Våren 2026", 1)
    assert (talk.place, talk.geo) == ("Karlstad", "59.3793,13.5036")
    assert [file.media_type for file in talk.transcripts] == [
        "application/x-subrip",
        "application/json",
    ]
    assert talk.chapter_file is not None
    assert (bonus.episode_type, bonus.place) == ("bonus", "")
    told = "\n".join(notes)
    assert "the soundbite at 0:04 “Man lyssnar färdigt” is not taken over" in told
    assert "<podcast:value> is not understood" in told
    assert "“Karlstad” does not say that it is where" in told


@pytest.mark.parametrize(
    ("written", "meant", "is_zoned"),
    [
        ("Mon, 04 May 2026 06:00:00 +0200", "2026-05-04T06:00:00+02:00", True),
        ("Mon, 4 May 2026 06:00 +0200", "2026-05-04T06:00:00+02:00", True),
        ("4 May 26 06:00:00 GMT", "2026-05-04T06:00:00+00:00", True),
        ("Mon, 04 May 2026 06:00:00 -0000", "2026-05-04T06:00:00+00:00", True),
        ("Mon, 04 May 2026 06:00:00 EST", "2026-05-04T06:00:00-05:00", True),
        ("Mon, 04 May 2026 06:00:00 CEST", "2026-05-04T06:00:00+02:00", True),
        ("Mon, 04 May 2026 06:00:00 +0000 (UTC)", "2026-05-04T06:00:00+00:00", True),
        ("Tue, 04 May 2026 06:00:00 Z", "2026-05-04T06:00:00+00:00", True),
        ("2026-05-04T06:00:00Z", "2026-05-04T06:00:00+00:00", True),
        ("2026-05-04T06:00:00+02:00", "2026-05-04T06:00:00+02:00", True),
        ("Mon, 04 May 2026 06:00:00", "2026-05-04T06:00:00+00:00", False),
        ("Mon, 04 May 2026 06:00:00 XYZ", "2026-05-04T06:00:00+00:00", False),
        ("2026-05-04", "2026-05-04T00:00:00+00:00", False),
    ],
)
def test_dates_are_read_in_the_shapes_that_feeds_have(written, meant, is_zoned):
    assert moment(written) == (datetime.fromisoformat(meant), is_zoned)


@pytest.mark.parametrize(
    "written",
    ["", "i går", "Mon, 99 May 2026 06:00:00 GMT", "Mon, 04 May 0001 06:00:00 +9999", "1" * 5000],
)
def test_what_is_no_date_is_none(written):
    assert moment(written) == (None, False)


@given(
    st.datetimes(datetime(1991, 1, 1), datetime(2199, 1, 1)),  # noqa: DTZ001 - gets its zone below
    st.integers(-14 * 60, 14 * 60),
)
def test_a_date_written_by_the_rules_is_read_to_the_second(day, minutes):
    zoned = day.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    written = zoned.strftime("%a, %d %b %Y %H:%M:%S %z")
    assert moment(written) == (zoned, True)


@given(st.text(max_size=60))
def test_any_text_is_a_date_or_none(written):
    moment(written)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty"),
        (b" \n\t ", "it is empty"),
        (b"<html><head><title>Podd</title></head></html>", "it is a web page and no feed; look"),
        (b'<!DOCTYPE html><link rel="alternate" type="application/rss+xml" href="https://podd.example/feed">',
         "import https://podd.example/feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom"/>', "an Atom feed"),
        (b'<opml version="2.0"/>', "OPML"),
        (b"<rss version='2.0'/>", "without a channel"),
        (b"<a/>", "begins with <a>"),
        (b'{"items": []}', "no well-formed XML"),
        (b"<rss>\n<channel>\n<title>Podden</channel></rss>", "feed.xml:3: it is no well-formed"),
        (b"\n\n<rss>\n<channel>\n<title>Podden</channel></rss>", "feed.xml:5: it is no"),
        (b"\x89PNG\r\n\x1a\n\0\0", "no well-formed XML"),
    ],
)  # fmt: skip
def test_what_is_no_feed_gets_one_sentence(content, words):
    assert words in refused(content)


def test_no_entity_is_expanded(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hemligt", encoding="utf-8")
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    outer = f'<!DOCTYPE rss [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    for before in (bomb, outer):
        assert "entities" in refused(rss("<description>&a;</description>", before=before))
        wide = rss("<description>&a;</description>", before=before).decode().encode("utf-16")
        assert "hemligt" not in refused(wide)


def test_a_document_that_is_too_deep_is_refused():
    deep = "<a>" * 5000 + "</a>" * 5000
    assert "no well-formed XML" in refused(rss(deep))


def test_either_address_of_the_podcast_namespace_will_do():
    github = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"
    content = rss('<podcast:person role="guest">Lena Holm</podcast:person>').replace(
        b"https://podcastindex.org/namespace/1.0", github.encode()
    )
    (item,) = read_feed(content, "feed.xml", "", Notes()).items
    assert [person.name for person in item.people] == ["Lena Holm"]


@pytest.mark.parametrize(
    ("element", "words"),
    [
        ("<itunes:duration>lång</itunes:duration>", "the duration “lång” cannot be read"),
        (f"<itunes:duration>{'9' * 400}:00:00</itunes:duration>", "cannot be read"),
        ("<itunes:season>två</itunes:season>", "the season “två”"),
        ("<itunes:episode>1.5</itunes:episode>", "the number “1.5”"),
        ("<itunes:explicit>kanske</itunes:explicit>", "no truth"),
        ("<itunes:episodeType>special</itunes:episodeType>", "the episode type “special”"),
        ("<pubDate>i går</pubDate>", "the date “i går” cannot be read"),
        ("<pubDate>Mon, 04 May 2026 06:00:00</pubDate>", "no time zone"),
        ('<enclosure url="a"/><enclosure url="b"/>', "a second <enclosure>"),
        ("<podcast:trailer>x</podcast:trailer>", "<podcast:trailer> is not understood"),
        ('<psc:chapters><psc:chapter start="nu" title="A"/></psc:chapters>', "no moment"),
        ("<x xmlns='urn:other'>1</x>", "<urn:other:x> is not understood"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_told_with_its_line(element, words):
    item, notes = one(element)
    assert any(words in note for note in notes)
    assert all(note.startswith("feed.xml:1: ") for note in notes)
    assert item.title == "Tillit"


def test_the_guid_stays_to_the_letter():
    feed = rss().replace(b"<guid>1</guid>", "<guid>../å ä%20&amp;\"'#?\U0001f600</guid>".encode())
    (item,) = read_feed(feed, "feed.xml", "", Notes()).items
    assert item.guid == "../å ä%20&\"'#?\U0001f600"


def test_without_a_guid_the_sounds_address_stands_for_one_as_apps_have_it():
    notes = Notes()
    feed = rss('<enclosure url="https://a.example/1.mp3"/>').replace(b"<guid>1</guid>", b"")
    (item,) = read_feed(feed, "feed.xml", "", notes).items
    assert item.guid == "https://a.example/1.mp3"
    assert any("no <guid>" in note for note in notes.sentences)


def test_titles_become_one_line_without_what_is_not_seen():
    item, _ = one()
    assert item.title == "Tillit"
    feed = rss().replace(b"Tillit", "a\n b\u202e\u200bc\u0085d &amp;lt;i&amp;gt;".encode())
    (item,) = read_feed(feed, "feed.xml", "", Notes()).items
    assert item.title == "a bc d <i>"


def test_addresses_in_a_feed_may_be_written_from_its_own():
    notes = Notes()
    content = rss('<enclosure url="sound/1.mp3"/>')
    (item,) = read_feed(content, "f", "https://podd.example/feed.xml", notes).items
    assert item.sound is not None
    assert item.sound.address == "https://podd.example/sound/1.mp3"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_get_a_sentence(content):
    with contextlib.suppress(FeedError):
        read_feed(content, "feed.xml", "", Notes())


@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF), max_size=80), st.data())
def test_any_text_in_any_element_is_read(text, data):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    name = data.draw(
        st.sampled_from(
            "guid pubDate description itunes:duration itunes:season itunes:image podcast:location "
            "itunes:explicit podcast:soundbite podcast:person itunes:episode link".split()
        )
    )
    one(
        f'<{name} url="{escaped}" geo="{escaped}" rel="creator" startTime="{escaped}">'
        f"{escaped}</{name}>"
        f'<enclosure url="{escaped}"/>'
        f'<psc:chapters><psc:chapter start="{escaped}" title="{escaped}"/></psc:chapters>'
    )


@given(st.text(max_size=100))
def test_any_text_has_a_plain_form_without_hidden_parts(text):
    plain = plain_text(f"<p>{text}</p><script>hemligt</script>")
    assert "hemligt" not in plain or "hemligt" in text or "<" in text


def test_plain_text_has_what_a_reader_sees():
    assert plain_text("<p>Ett<br>två</p><style>p{}</style><ul><li>A</li></ul>") == "Ett\ntvå\n\n– A"
    assert plain_text("<b>a</b> <i>b</i>\n c") == "a b c"
    assert plain_text("<div>" * 3000 + "djupt") in {"djupt", ""}
    assert not is_html("3 < 4 & 5 > 2")
    assert is_html("a &amp; b")
