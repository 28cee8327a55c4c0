"""One fault at a time: it is found under its code, and nothing else is said."""

from __future__ import annotations

import io
import json
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import imageio_ffmpeg  # type: ignore[import-untyped]  # it has no types
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from podcast import podcast_roles
from podcast.building import build
from podcast.checking import KINDS, check
from podcast.cli import main
from podcast.console import show_built
from podcast.errors import PodcastError
from podcast.finished import Finished
from podcast.job import read_show
from podcast.ledger import Ledger, podcast_guid
from podcast.podcast_vocabulary import ROLES
from podcast.site import publish
from podcast.sound_looking import Look
from podcast.workspace import Workspace
from tests.checked import NOW, SECONDS, add, checked, codes, good_show, new_workspace, speaking
from tests.fakes import Collected
from tests.shared import ROOT
from tests.test_feed_readers import many

if TYPE_CHECKING:
    from pathlib import Path

    from podcast.edition import Edition

FEED, PAGE = "feed-2.xml", "avsnitt-1/index.html"
VTT, SRT = "avsnitt-1/avsnitt-1.vtt", "avsnitt-1/avsnitt-1.srt"
MP3, CHAPTERS = "avsnitt-1/avsnitt-1.mp3", "avsnitt-1/avsnitt-1.chapters.json"
GUID = "46a48f0f-a5b5-58f5-9746-9ebcb835894e"
DAY = "Fri, 01 May 2026 00:00:00 +0200"

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()

Damage = Callable[[Workspace], None]


@dataclass(frozen=True)
class Fault:
    """A fault, and the code under which it is to be found.

    Attributes:
        code: the one that is found, as often as it may be.
        damage: what somebody did to the files.
    """

    code: str
    damage: Damage
    look: Look = Look.HEAD
    now: datetime = NOW


def change(place: str, old: str, new: str, *, times: int = 1) -> Damage:
    """Write something else in a file of feed/."""

    def damage(workspace: Workspace) -> None:
        file = workspace.feed / place
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{old} is not in {place}"
        file.write_text(text.replace(old, new, times), encoding="utf-8")

    return damage


def feed(old: str, new: str = "") -> Damage:
    """Write something else in the document of the feed that has one episode."""
    return change(FEED, old, new)


def without(pattern: str, place: str = FEED) -> Damage:
    """Take away what matches."""

    def damage(workspace: Workspace) -> None:
        file = workspace.feed / place
        text = file.read_text(encoding="utf-8")
        shorter = re.sub(pattern, "", text, count=1, flags=re.DOTALL)
        assert shorter != text
        file.write_text(shorter, encoding="utf-8")

    return damage


def each(*damages: Damage) -> Damage:
    """Do one after the other, where they are one fault to those who read."""

    def damage(workspace: Workspace) -> None:
        for one in damages:
            one(workspace)

    return damage


def gone(place: str) -> Damage:
    return lambda workspace: (workspace.feed / place).unlink()


def put(place: str, content: bytes) -> Damage:
    def damage(workspace: Workspace) -> None:
        (workspace.feed / place).parent.mkdir(parents=True, exist_ok=True)
        (workspace.feed / place).write_bytes(content)

    return damage


def both(*damages: Damage) -> Damage:
    def damage(workspace: Workspace) -> None:
        for one in damages:
            one(workspace)

    return damage


def template(name: str, text: str) -> Damage:
    def damage(workspace: Workspace) -> None:
        workspace.templates.mkdir()
        (workspace.templates / name).write_text(text, encoding="utf-8")

    return damage


def ledger_of(content: str) -> Damage:
    def damage(workspace: Workspace) -> None:
        workspace.ledger.write_text(content, encoding="utf-8")

    return damage


def in_ledger(old: str, new: str) -> Damage:
    def damage(workspace: Workspace) -> None:
        text = workspace.ledger.read_text(encoding="utf-8")
        assert old in text
        workspace.ledger.write_text(text.replace(old, new, 1), encoding="utf-8")

    return damage


def picture(kind: str, size: tuple[int, int], mode: str = "RGB") -> Damage:
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return put("artwork.jpg", out.getvalue())


def chapters(*moments: object, title: str = "Ett", version: str = "1.2.0") -> Damage:
    """Replace the chapters of an episode in both forms beside the sound."""
    content = {
        "version": version,
        "chapters": [{"startTime": start, "title": title} for start in moments],
    }
    inside = "".join(f'<psc:chapter start="{start}" title="{title}"/>' for start in moments)

    def damage(workspace: Workspace) -> None:
        file = workspace.feed / FEED
        text = file.read_text(encoding="utf-8")
        text = re.sub(r"<psc:chapter start.*?(?=</psc:chapters)", inside, text, flags=re.DOTALL)
        file.write_text(text, encoding="utf-8")
        put(CHAPTERS, json.dumps(content).encode())(workspace)

    return damage


def sound(*options: str, title: str = "Tillit") -> Damage:
    """Put another MP3, without chapters, in the place of the published one; the feed knows it."""

    def damage(workspace: Workspace) -> None:
        tone = ("-f", "lavfi", "-i", f"sine=440:d={SECONDS / 2}")
        hiss = ("-f", "lavfi", "-i", f"anoisesrc=a=0.1:c=pink:s=1:d={SECONDS / 2}")
        both = ("-filter_complex", "concat=n=2:v=0:a=1", "-metadata", f"title={title}")
        target = workspace.feed / MP3
        subprocess.run(
            [FFMPEG, "-loglevel", "error", "-y", *tone, *hiss, *both, *options, target], check=True
        )
        set_length(str(target.stat().st_size))(workspace)
        without("<psc:chapters.*</psc:chapters>")(workspace)

    return damage


def set_length(written: str) -> Damage:
    """Write another length of the sound into the feed."""

    def damage(workspace: Workspace) -> None:
        file = workspace.feed / FEED
        text = file.read_text(encoding="utf-8")
        changed = re.sub(r'length="\d+" type="audio', f'length="{written}" type="audio', text)
        assert changed != text
        file.write_text(changed, encoding="utf-8")

    return damage


def alternative(place: str) -> str:
    source = f'<podcast:source uri="https://panelpodden.example/{place}"/>'
    return (
        f'<podcast:alternateEnclosure type="audio/ogg" length="5">{source}'
        "</podcast:alternateEnclosure><podcast:location"
    )


def enclosure(workspace: Workspace, place: str) -> str:
    found = re.search(r"<enclosure[^>]*>", (workspace.feed / place).read_text(encoding="utf-8"))
    assert found
    return found[0]


def same_guid(workspace: Workspace) -> None:
    text = (workspace.feed / "feed.xml").read_text(encoding="utf-8")
    other = re.findall(r'isPermaLink="false">(.*?)<', text)[0]
    feed(GUID, other)(workspace)


def same_sound(workspace: Workspace) -> None:
    """Give one episode the sound of another, in feed and page alike."""
    other = enclosure(workspace, "feed.xml")
    feed(enclosure(workspace, FEED), other)(workspace)
    page = workspace.feed / PAGE
    text = page.read_text(encoding="utf-8").replace('src="avsnitt-1', 'src="../avsnitt-3/avsnitt-3')
    page.write_text(text.replace("avsnitt-1/avsnitt-1.mp3", "avsnitt-3/avsnitt-3.mp3"), "utf-8")


def in_capitals(workspace: Workspace) -> None:
    """Give an episode an address with capitals, everywhere."""
    (workspace.feed / "avsnitt-1").rename(workspace.feed / "Avsnitt-1")
    for file in (*workspace.feed.rglob("*.html"), workspace.feed / FEED, workspace.ledger):
        text = file.read_text(encoding="utf-8").replace("avsnitt-1/", "Avsnitt-1/")
        file.write_text(text.replace('"slug": "avsnitt-1"', '"slug": "Avsnitt-1"'), "utf-8")


def noise(workspace: Workspace) -> None:
    """Put bytes that are no sound into the place of the sound, as many."""
    file = workspace.feed / MP3
    file.write_bytes(bytes(file.stat().st_size))


def last_byte(workspace: Workspace) -> None:
    file = workspace.feed / MP3
    content = file.read_bytes()
    file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


def kept_edition(change_it: Callable[[dict[str, Any]], None]) -> Damage:
    """Change what is kept of the edition that was published."""

    def damage(workspace: Workspace) -> None:
        path = workspace.episodes / "2026-05-01-avsnitt-1" / "edition.json"
        kept = json.loads(path.read_bytes())
        change_it(kept["result"]["edition"])
        path.write_text(json.dumps(kept), encoding="utf-8")

    return damage


def without_entry(workspace: Workspace) -> None:
    ledger = json.loads(workspace.ledger.read_bytes())
    ledger["entries"] = [entry for entry in ledger["entries"] if entry["slug"] != "avsnitt-1"]
    workspace.ledger.write_text(json.dumps(ledger), encoding="utf-8")


def of_machine(edition: dict[str, Any]) -> None:
    edition["honesty"].update(in_doubt=5, from_machine=6)


def set_level(loudness: float, peak: float) -> Damage:
    return kept_edition(
        lambda edition: edition["sound"].update(after={"loudness": loudness, "peak": peak})
    )


def unnamed(edition: dict[str, Any]) -> None:
    for block in edition["document"]["blocks"]:
        if block.get("speaker") == "Lena Holm":
            block["speaker"] = "Röst 2"


FAULTS = {
    # The feed and what it says about the show.
    "no feed": Fault("F001", gone("feed.xml")),
    "a feed that ends in the middle": Fault("F001", feed("</item>")),
    "a feed that is a page": Fault("F001", put(FEED, b"<html><body>Hej</body></html>")),
    "an empty feed": Fault("F001", put(FEED, b"")),
    "a feed of entities": Fault(
        "F001",
        put(FEED, b'<!DOCTYPE a [<!ENTITY b "b"><!ENTITY c "&b;&b;">]><rss><item>&c;</item></rss>'),
    ),
    "no title of the show": Fault("F002", feed("<title>Panelpodden</title>", "<title/>")),
    "another link": Fault(
        "F003", feed("<link>https://panelpodden.example/<", "<link>https://x.example/<")
    ),
    "no description": Fault("F004", without("<description>.*?</description>")),
    "4 001 bytes": Fault(
        "F005", feed("Samtal om socialt arbete, från scen till text.", "a" * 4001)
    ),
    "2 001 letters of two bytes": Fault(
        "F005", feed("Karin Ek och Lena Holm talar om tillit &amp; åäö.</des", f"{'å' * 2001}</des")
    ),
    "no language": Fault("F006", without("<language>sv</language>")),
    "a language in words": Fault("F006", feed("<language>sv", "<language>svenska")),
    "a category in small letters": Fault("F007", feed('"Government"', '"government"')),
    "no category": Fault("F007", feed('<itunes:category text="Government"/>')),
    "a subcategory of another": Fault(
        "F007",
        feed('"Government"/>', '"News"><itunes:category text="Books"/></itunes:category>'),
    ),
    "explicit as yes": Fault("F008", feed("explicit>false", "explicit>yes")),
    "no explicit": Fault("F008", without("<itunes:explicit>false</itunes:explicit>")),
    "no author": Fault("F009", feed("<itunes:author>Panelpodden</itunes:author>")),
    "another self": Fault("F010", feed('feed-2.xml" rel="self"', 'feed-3.xml" rel="self"')),
    "no self": Fault("F010", without("<atom:link [^>]*rel=.self[^>]*>")),
    "no way back": Fault("F011", without("<atom:link [^>]*rel=.previous[^>]*>")),
    "no guid of the show": Fault("F012", without("<podcast:guid>.*?</podcast:guid>")),
    "a guid of the show that is none": Fault("F012", feed("a4dec872-1df0", "panel-")),
    "locked by nobody": Fault("F013", feed(' owner="podd@panelpodden.example"')),
    "locked perhaps": Fault("F013", feed(">yes</podcast:locked>", ">true</podcast:locked>")),
    "a change without a zone": Fault(
        "F014", feed("Sun, 03 May 2026 00:00:00 +0200", "Sun, 03 May 2026 00:00:00")
    ),
    "an order that is none": Fault("F015", feed("episodic", "weekly")),
    "a copyright sign": Fault(
        "F016", feed("<language>", "<copyright>© Panelpodden</copyright><language>")
    ),
    "an owner without address": Fault("F017", without("<itunes:email>.*?</itunes:email>")),
    # Episodes.
    "no title": Fault("F101", feed("<title>Tillit</title>", "<title/>")),
    "a numbered title": Fault(
        "F102",
        both(
            feed("<title>Tillit<", "<title>Avsnitt 1: Tillit<"),
            change(PAGE, "<h1>Tillit", "<h1>Avsnitt 1: Tillit"),
        ),
        Look.KEPT,
    ),
    "no guid": Fault("F103", without("<guid.*?</guid>")),
    "a guid of two episodes": Fault("F104", same_guid),
    "no link of an episode": Fault(
        "F105", without("<link>https://panelpodden.example/avs.*?</link>")
    ),
    "a link to nothing": Fault("F105", feed("example/avsnitt-1/</link>", "example/avsnit/</link>")),
    "no date": Fault("F106", without("<pubDate>.*?</pubDate>")),
    "a date of ISO 8601": Fault("F106", feed(f"<pubDate>{DAY}", "<pubDate>2026-05-01T00:00:00Z")),
    "a date without zone": Fault("F106", feed(f"<pubDate>{DAY}", f"<pubDate>{DAY[:-6]}")),
    "a date to come": Fault("F107", lambda _: None, now=datetime(2026, 5, 2, 12, tzinfo=UTC)),
    "no file of the sound": Fault("F112", gone(MP3)),
    "no sound": Fault("F108", without("<enclosure.*?/>")),
    "two sounds": Fault(
        "F108",
        feed(
            "<pubDate>",
            '<enclosure url="https://x.example/b.mp3" length="1" type="audio/mpeg"/><pubDate>',
        ),
    ),
    "a sound of two episodes": Fault("F109", same_sound, Look.KEPT),
    "length 0": Fault("F110", set_length("0")),
    "another length": Fault("F110", set_length("131326")),
    "a length in words": Fault("F110", set_length("130 kB")),
    "another type": Fault("F111", feed('type="audio/mpeg"', 'type="audio/mp4"')),
    "no type": Fault("F111", feed(' type="audio/mpeg"')),
    "no duration": Fault("F113", without("<itunes:duration>.*?</itunes:duration>")),
    "a duration in words": Fault("F113", feed("duration>6<", "duration>ca 6 s<")),
    "a duration that lies": Fault(
        "F114", both(feed("duration>6<", "duration>60<"), change(PAGE, "PT6S", "PT60S", times=9))
    ),
    "no description of an episode": Fault(
        "F115", without(r"<description>Karin Ek och.*?</description>")
    ),
    "another kind of episode": Fault("F116", feed(">full<", ">extra<")),
    "a number with a letter": Fault("F117", feed("<itunes:episode>1<", "<itunes:episode>1b<")),
    "season nought": Fault("F117", feed("<itunes:season>2<", "<itunes:season>0<")),
    "explicit of an episode": Fault(
        "F008",
        change(
            FEED,
            "explicit>false</itunes:explicit>\n      <itunes:ep",
            "explicit>clean</itunes:explicit>\n      <itunes:ep",
        ),
    ),
    # The podcast namespace.
    "a transcript without type": Fault("F201", feed(' type="text/vtt"')),
    "a transcript of another type": Fault("F201", feed('"text/vtt"', '"text/webvtt"')),
    "no file of a transcript": Fault("F202", gone(SRT)),
    "a transcript's language in words": Fault("F203", feed('language="sv"', 'language="svenska"')),
    "no transcripts": Fault("F204", without("<podcast:transcript.*(?=<podcast:chapters)")),
    "a soundbite after the end": Fault("F205", feed('startTime="2.500"', 'startTime="3600"')),
    "a soundbite of no length": Fault("F205", feed('duration="1.200"', 'duration="0"')),
    "another version nowhere": Fault(
        "F206",
        feed(
            "<podcast:location", '<podcast:alternateEnclosure type="audio/ogg"/><podcast:location'
        ),
    ),
    "another version that is lost": Fault(
        "F206", feed("<podcast:location", alternative("liten.opus"))
    ),
    "another version of another length": Fault(
        "F206", feed("<podcast:location", alternative("avsnitt-1/avsnitt-1.mp3"))
    ),
    "an unknown element": Fault(
        "F207", feed("<podcast:location", "<podcast:mood>glad</podcast:mood><podcast:location")
    ),
    "an unknown attribute": Fault("F208", feed('role="host"', 'role="host" mood="glad"')),
    "a soundbite without length": Fault("F209", feed(' duration="1.200"')),
    "a person without name": Fault("F209", feed(">Karin Ek</podcast:person>", "/>")),
    "a role in Swedish": Fault("F210", feed('role="host"', 'role="moderator"')),
    "a role of another group": Fault(
        "F210", feed('role="host" group="cast"', 'role="host" group="writing"')
    ),
    "chapters of another type": Fault("F211", feed('"application/json+chapters"', '"text/plain"')),
    "no file of chapters": Fault("F211", gone(CHAPTERS)),
    # Chapters.
    "chapters that end in the middle": Fault("H001", put(CHAPTERS, b'{"chapters": [')),
    "chapters that are a list": Fault("H001", put(CHAPTERS, b"[]")),
    "chapters that are numbers": Fault(
        "H001", put(CHAPTERS, b'{"version":"1.2.0","chapters":[1]}')
    ),
    "chapters deep in chapters": Fault("H001", put(CHAPTERS, b"[" * 100_000)),
    "chapters of version 3": Fault("H002", change(CHAPTERS, "1.2.0", "3.0")),
    "chapters without version": Fault("H002", change(CHAPTERS, '"version": "1.2.0",', "")),
    "chapters out of order": Fault("H003", chapters(3, 1), Look.KEPT),
    "a chapter after the end": Fault("H004", chapters(1, 3600), Look.KEPT),
    "a chapter without title": Fault("H005", chapters(1, title=""), Look.KEPT),
    "other chapters in the feed": Fault(
        "H006", change(CHAPTERS, '"startTime": 2.0', '"startTime": 2.5')
    ),
    "a chapter's moment in words": Fault(
        "H007", change(CHAPTERS, '"startTime": 2.0', '"startTime": "två"')
    ),
    # Pages.
    "an empty page": Fault("P001", put(PAGE, b"")),
    "a page in Latin-1": Fault("P001", put(PAGE, "<html lang=sv><p>å".encode("latin-1"))),
    "no file that a page offers": Fault("P002", gone("avsnitt-1/avsnitt-1.txt")),
    "a link to no page": Fault("P002", change(PAGE, 'href="../"', 'href="../borrt/"')),
    "a link to no place of the page": Fault("P002", change(PAGE, "#main", "#mian")),
    "a link that cannot be read": Fault("P002", change(PAGE, 'href="../"', 'href="http://["')),
    "a sheet that is gone": Fault("P002", gone("feed.xsl")),
    "an address of the feed that leads nowhere": Fault(
        "P002", feed('role="host"', 'role="host" href="https://panelpodden.example/karin/"')
    ),
    "a picture without text": Fault("P003", without(' alt="[^"]*"', PAGE)),
    "a picture with an empty text": Fault(
        "P003", change(PAGE, 'alt="Karin Ek och Lena Holm vid ett bord"', 'alt=" "')
    ),
    "another heading": Fault("P004", change(PAGE, "<h1>Tillit", "<h1>Tilltro")),
    "another day": Fault("P005", change(PAGE, 'datetime="2026-05-01"', 'datetime="2026-05-02"')),
    "another day for search engines": Fault("P005", change(PAGE, '"2026-05-01T', '"2026-04-30T')),
    "another sound on the page": Fault(
        "P006", change(PAGE, 'src="avsnitt-1.mp3"', 'src="../avsnitt-2/avsnitt-2.mp3"')
    ),
    "no player": Fault("P006", without("<audio.*?</audio>", PAGE)),
    "another duration on the page": Fault("P007", change(PAGE, '"PT6S"', '"PT60S"')),
    "another address of the page": Fault(
        "P008",
        change(
            PAGE,
            'rel="canonical" href="https://panelpodden.example/avsnitt-1/"',
            'rel="canonical" href="https://panelpodden.example/avsnitt-2/"',
        ),
    ),
    "a page without language": Fault("P009", change(PAGE, ' lang="sv"', "")),
    "a page without title": Fault("P009", without("<title>.*?</title>", PAGE)),
    "two places of one name": Fault("P010", change(PAGE, 'id="habits"', 'id="cast"')),
    "a script of somebody else's": Fault(
        "P011", change(PAGE, 'src="../assets/player.js"', 'src="https://cdn.example/player.js"')
    ),
    "an episode that is not listed": Fault(
        "P012", change("index.html", 'href="avsnitt-1/"', 'href="avsnitt-2/"')
    ),
    "an address with å": Fault(
        "P013", feed('role="host"', 'role="host" href="https://x.example/å"')
    ),
    "an address with a space": Fault(
        "P013", feed('role="host"', 'role="host" href="https://x.example/a b"')
    ),
    "an address in capitals": Fault("P014", in_capitals),
    "a window that opens in silence": Fault(
        "P015", change(PAGE, "öppnas i nytt fönster", "ny flik")
    ),
    "a link that the page lacks": Fault(
        "P016", change(PAGE, "https://kommun.example/å", "https://kommun.example/ä")
    ),
    "a page without text": Fault(
        "T001",
        each(
            without('<nav class="contents.*?</nav>', PAGE),
            without('<section class="turn.*</section>(?=\\s*</section>)', PAGE),
        ),
    ),
    # Captions.
    "captions without signature": Fault("C001", change(VTT, "WEBVTT", "WEB")),
    "captions with a comma": Fault("C001", change(VTT, "00:00:01.200\n", "00:00:01,200\n")),
    "subtitles without a number": Fault("C001", change(SRT, "2\n", "7\n")),
    "subtitles in Latin-1": Fault(
        "C001", put(SRT, "1\n00:00:00,000 --> 00:00:01,000\nå\n".encode("latin-1"))
    ),
    "a transcript that ends in the middle": Fault(
        "C001", put("avsnitt-1/avsnitt-1.json", b'{"segments": [')
    ),
    "a transcript of nothing": Fault(
        "C001", put("avsnitt-1/avsnitt-1.json", b'{"segments": [{}]}')
    ),
    "a transcript with other markup": Fault(
        "C001", change("avsnitt-1/avsnitt-1.transcript.html", "<cite>", "<b>")
    ),
    "a cue that ends before it begins": Fault(
        "C002", change(VTT, "--> 00:00:03.700", "--> 00:00:02.400")
    ),
    "a cue over the one before": Fault("C003", change(VTT, "00:00:02.500 -->", "00:00:01.000 -->")),
    "a cue after the end": Fault(
        "C004", change(VTT, "00:00:02.500 --> 00:00:03.700", "01:00:00.000 --> 01:00:02.000")
    ),
    "another word in the captions": Fault("C005", change(VTT, "Vad betyder", "Vem betyder")),
    "a word more in the subtitles": Fault("C005", change(SRT, "Att man", "Att man inte")),
    "another word in the transcript": Fault(
        "C005", change("avsnitt-1/avsnitt-1.json", "Vad", "Vem")
    ),
    "another word on the page": Fault("C005", change(PAGE, "<p>Vad betyder", "<p>Vem betyder")),
    # Sound.
    "a sound that is none": Fault("S001", noise),
    "a sound that is soft": Fault("S002", set_level(-24.0, -12.0)),
    "a sound that is loud": Fault("S002", set_level(-14.0, -2.0)),
    "a peak": Fault("S003", set_level(-19.0, 0.4)),
    "a rate that varies": Fault("S004", sound("-q:a", "4")),
    "another title in the tags": Fault("S005", sound("-b:a", "96k", title="Samverkan")),
    "no title in the tags": Fault("S005", sound("-b:a", "96k", title="")),
    "other chapters in the tags": Fault(
        "S006",
        both(
            feed("00:00:02.000", "00:00:03.000"),
            change(CHAPTERS, '"startTime": 2.0', '"startTime": 3.0'),
        ),
    ),
    "another sound at the address": Fault("S007", last_byte, Look.WHOLE),
    # Pictures.
    "no picture": Fault("A001", without("<itunes:image[^>]*>")),
    "no file of the picture": Fault("A002", gone("artwork.jpg")),
    "a picture of another type": Fault("A003", picture("WEBP", (1400, 1400))),
    "a picture that is none": Fault("A003", put("artwork.jpg", b"JPEG")),
    "a picture of another name": Fault(
        "A003", both(feed("artwork.jpg", "artwork.gif"), put("artwork.gif", b"GIF"))
    ),
    "a picture that is not square": Fault("A004", picture("JPEG", (1920, 1400))),
    "a small picture": Fault("A005", picture("JPEG", (600, 600))),
    "a large picture": Fault("A005", picture("JPEG", (3001, 3001))),
    "a picture for printers": Fault("A006", picture("JPEG", (1400, 1400), "CMYK")),
    # The look.
    "an accent that is too light": Fault(
        "D001", change("assets/style.css", "--accent: #0a5960", "--accent: #ffcc00")
    ),
    "a template that ends in the middle": Fault("D002", template("front.html", "{% if page %}")),
    "a template under another name": Fault("D003", template("fornt.html", "")),
    # What listeners have.
    "no ledger": Fault("L001", lambda workspace: workspace.ledger.unlink()),
    "a damaged ledger": Fault("L001", ledger_of("{")),
    "another guid": Fault("L002", feed(GUID, "46a48f0f-0000-0000-0000-9ebcb835894e")),
    "another date": Fault("L003", feed(DAY, "Fri, 01 May 2026 06:00:00 +0200")),
    "another address of the sound": Fault(
        "L004", in_ledger('"avsnitt-1/avsnitt-1.mp3"', '"avsnitt-1/avsnitt-1-2.mp3"')
    ),
    "another guid of the show": Fault("L005", in_ledger("a4dec872-1df0", "a4dec872-1df1")),
    "an episode that is missing": Fault("L006", without("<item>.*?</item>", "feed.xml")),
    "an unlisted episode": Fault(
        "L007", in_ledger('"published",\n   "earlier', '"unlisted",\n   "earlier')
    ),
    "an episode that nobody knows": Fault("L007", without_entry),
    "sound that was withdrawn": Fault("L008", put("borta/borta.mp3", b"x")),
    "no page of a withdrawn episode": Fault("L009", gone("borta/index.html")),
    # The text.
    "a voice without name": Fault("T002", kept_edition(unnamed)),
    "a text that nobody has read": Fault(
        "T003", kept_edition(lambda edition: edition["episode"].pop("reviewed"))
    ),
    "a text in doubt": Fault("T004", kept_edition(of_machine)),
    "a page that is to lead on to no episode": Fault(
        "T005", kept_edition(lambda edition: edition["episode"].update(related=["tilit"]))
    ),
}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return good_show(tmp_path_factory.mktemp("good")).root


@pytest.fixture
def workspace(good: Path, tmp_path: Path) -> Workspace:
    shutil.copytree(good, tmp_path / "show")
    return Workspace.at(tmp_path / "show")


@pytest.mark.parametrize("look", Look)
def test_a_good_show_has_no_finding(good: Path, look: Look) -> None:
    assert checked(Workspace.at(good), look).findings == ()


@pytest.mark.parametrize("name", FAULTS)
def test_a_single_fault_is_found_under_its_code_alone(workspace: Workspace, name: str) -> None:
    fault = FAULTS[name]
    fault.damage(workspace)
    found = checked(workspace, fault.look, fault.now).findings
    assert {finding.kind.code for finding in found} == {fault.code}, [
        f"{finding.place}: {finding.sentence}" for finding in found
    ]


def test_every_code_has_a_fault() -> None:
    assert {fault.code for fault in FAULTS.values()} | {"F018"} == {kind.code for kind in KINDS}


def test_a_show_without_an_address_is_told_so(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path)
    text = workspace.show.read_text(encoding="utf-8")
    line = 'address = "https://panelpodden.example/"\n'
    workspace.show.write_text(text.replace(line, ""), encoding="utf-8")
    add(workspace, "avsnitt-1", "Tillit", 1)
    build(workspace, speaking().engines(), Collected(), NOW)
    assert codes(workspace) == ["F018"]


def test_the_feed_of_a_new_show_without_episodes_has_no_finding(tmp_path: Path) -> None:
    workspace = new_workspace(tmp_path)
    build(workspace, speaking().engines(), Collected(), NOW)
    assert codes(workspace) == []


def test_a_folder_in_which_nothing_was_built_is_told_in_one_sentence(tmp_path: Path) -> None:
    (finding,) = checked(new_workspace(tmp_path)).findings
    assert finding.place == "feed/feed.xml"
    assert finding.sentence == "there is no feed; run `podcast build`."


def test_the_finding_names_the_line(workspace: Workspace) -> None:
    feed("explicit>false", "explicit>yes")(workspace)
    (finding,) = checked(workspace).findings
    lines = (workspace.feed / FEED).read_text(encoding="utf-8").splitlines()
    assert "explicit>yes" in lines[finding.line - 1]
    assert finding.place == f"feed/feed-2.xml:{finding.line}"
    assert finding.sentence == "<itunes:explicit> is “yes”; run `podcast build`."


def test_errors_come_before_warnings_and_count_alone_unless_it_is_strict(
    workspace: Workspace,
) -> None:
    feed('role="host"', 'role="moderator"')(workspace)
    warned = checked(workspace)
    assert warned.is_clean(strict=False)
    assert not warned.is_clean(strict=True)
    gone(SRT)(workspace)
    both_kinds = checked(workspace)
    assert [finding.kind.level for finding in both_kinds.findings] == ["error", "warning"]
    assert not both_kinds.is_clean(strict=False)


def test_a_hundred_episodes_of_several_seasons_with_odd_titles_have_no_finding(
    tmp_path: Path,
) -> None:
    workspace = new_workspace(tmp_path)
    text = workspace.show.read_text(encoding="utf-8")
    workspace.show.write_text(text.replace("feed_items = 2", "feed_items = 40"), "utf-8")
    show = read_show(workspace)
    editions = tuple(spoken(edition) for edition in many(100))
    ledger = Ledger(podcast_guid(f"{show.address}feed.xml"), address=show.address)
    for edition in editions:
        ledger = ledger.with_entry(Finished(edition, "0" * 64).entry)
        put(f"{edition.slug}/{edition.sound.file}", bytes(edition.sound.size))(workspace)
    publish(workspace, show, editions, ledger)
    assert check(workspace, show, editions, NOW).findings == ()


def spoken(edition: Edition) -> Edition:
    """An edition that somebody has read, of a size that a test can write to the disk."""
    episode = edition.episode.model_copy(update={"reviewed": edition.published.date()})
    sound = replace(edition.sound, size=edition.sound.size % 900_000 + 1, duration=21.0)
    return replace(edition, episode=episode, sound=sound)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """One episode, so that it can be checked often."""
    workspace = new_workspace(tmp_path_factory.mktemp("small") / "show")
    add(workspace, "avsnitt-1", "Tillit", 1)
    assert build(workspace, speaking().engines(), Collected(), NOW).is_whole
    return workspace


@given(st.binary(max_size=60) | st.text(max_size=60).map(str.encode))
@pytest.mark.parametrize(
    "place", ["feed.xml", PAGE, VTT, SRT, CHAPTERS, "avsnitt-1/avsnitt-1.json"]
)
def test_whatever_somebody_writes_into_a_file_is_a_finding_and_no_crash(
    small: Workspace, place: str, rubbish: bytes
) -> None:
    file = small.feed / place
    before = file.read_bytes()
    middle = len(before) // 2
    for content in (rubbish, before[:middle] + rubbish + before[middle:]):
        file.write_bytes(content)
        checked(small, Look.KEPT)
    file.write_bytes(before)


def test_every_kind_is_explained_in_the_docs() -> None:
    tool = runpy.run_path(str(ROOT / "tools" / "write_check_reference.py"))
    assert (ROOT / "docs" / "check.md").read_text("utf-8") == tool["page"](), (
        "run python tools/write_check_reference.py"
    )
    assert len({kind.code for kind in KINDS}) == len(KINDS)
    for kind in KINDS:
        assert kind.what.endswith(".")
        assert kind.example
        assert not kind.mend.endswith(".")


def test_the_taxonomy_holds_every_role_that_our_feeds_give() -> None:
    assert {(role.group, role.role) for role in podcast_roles._BY_WORD.values()} <= ROLES


@pytest.fixture
def podcast(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str]]:
    """Run a command as the shell would; returns its status and what it told."""

    def run(*arguments: object) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["podcast", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0), capsys.readouterr().out

    return run


def test_the_command_tells_every_finding_and_ends_with_status_1_for_errors(
    workspace: Workspace, podcast: Callable[..., tuple[int, str]]
) -> None:
    here = ("--workspace", workspace.root, "--now", "2026-06-01")
    assert podcast("check", *here) == (0, "0 errors, 0 warnings.\n")
    feed('role="host"', 'role="moderator"')(workspace)
    assert podcast("check", *here)[0] == 0
    assert podcast("check", "--strict", *here)[0] == 1
    gone(SRT)(workspace)
    status, told = podcast("check", *here)
    assert status == 1
    assert "F202 error: there is no file feed/avsnitt-1/avsnitt-1.srt; run `podcast build`." in told
    assert told.endswith("1 error, 1 warning.\n")


def test_the_command_tells_other_programs_the_same_in_json(
    workspace: Workspace, podcast: Callable[..., tuple[int, str]]
) -> None:
    feed("explicit>false", "explicit>yes")(workspace)
    status, told = podcast("check", "--format", "json", "--workspace", workspace.root)
    answer = json.loads(told)
    (finding,) = answer["findings"]
    assert (status, answer["schema"], answer["errors"], answer["warnings"]) == (1, 1, 1, 0)
    assert finding["line"] > 1
    assert {**finding, "line": 0} == {
        "code": "F008",
        "level": "error",
        "file": "feed/feed-2.xml",
        "line": 0,
        "wrong": "<itunes:explicit> is “yes”",
        "mend": "run `podcast build`",
    }


def test_the_command_measures_the_sound_when_it_is_asked_to(
    workspace: Workspace, podcast: Callable[..., tuple[int, str]]
) -> None:
    last_byte(workspace)
    here = ("--workspace", workspace.root)
    assert podcast("check", *here)[0] == 0
    status, told = podcast("check", "--sound", *here)
    assert status == 1
    assert "S007" in told


def test_a_build_checks_what_it_made_and_tells_the_errors(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    gone("assets/style.css")(workspace)
    put("borta/index.html", b"")(workspace)
    put("extra.html", b'<html lang="sv"><title>Extra</title><a href="borrta/">x</a>')(workspace)
    built = build(workspace, speaking().engines(), Collected(), NOW)
    assert [finding.kind.code for finding in built.checked.findings] == ["P002"]
    show_built(built, worked=True)
    told = capsys.readouterr().out
    assert "feed/extra.html:1: P002 the link “borrta/” leads to nothing in feed/" in told


def test_a_build_publishes_colours_that_cannot_be_read_and_tells_of_them(
    workspace: Workspace,
) -> None:
    settings = workspace.show.read_text("utf-8")
    workspace.show.write_text(f'{settings}[colors]\naccent = "#ffcc00"\n', "utf-8")
    built = build(workspace, speaking().engines(), Collected(), NOW)
    assert built.is_whole
    assert [finding.kind.code for finding in built.checked.errors] == ["D001"]
    assert "--accent: #ffcc00" in (workspace.feed / "assets" / "style.css").read_text("utf-8")


def test_a_build_with_a_broken_template_says_so_in_a_sentence_and_leaves_the_pages(
    workspace: Workspace,
) -> None:
    before = (workspace.feed / "index.html").read_bytes()
    template("front.html", "\n{{ site.shwo }}")(workspace)
    with pytest.raises(PodcastError) as told:
        build(workspace, speaking().engines(), Collected(), NOW)
    assert str(told.value) == (
        "templates/front.html:2: Site has no “shwo” (did you mean “show”?); mend it, or remove "
        "the file to get ours back."
    )
    assert (workspace.feed / "index.html").read_bytes() == before
