"""Nothing that others wrote is obeyed: a test for each clause of the promise.

What a single form escapes to the letter is held in its own module; here a whole show is built of
attacks and read back by programs of others.
"""

from __future__ import annotations

import html
import io
import json
import os
import re
import resource
import struct
import time
import tomllib
import unicodedata
import zipfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import feedparser  # type: ignore[import-untyped]  # it has no types
import numpy as np
import pytest
from docx import Document
from lxml import etree  # type: ignore[import-untyped]  # it has no types
from lxml import html as lxml_html
from PIL import Image
from pypdf import PdfReader
from tinytag import TinyTag

from podcast.amend import name_person
from podcast.artwork import fit_artwork
from podcast.document import Chapter
from podcast.edition import Tags
from podcast.errors import FeedError, LedgerError, PodcastError
from podcast.fetch import Web
from podcast.foreign import Notes
from podcast.foreign_feed import read_feed
from podcast.imported_books import ImportedBooks
from podcast.ingest import ingest
from podcast.job import find, read_shelf, read_show
from podcast.ledger import Ledger
from podcast.mp3_frames import mp3_frames
from podcast.photos import fit
from podcast.review import settings_wishes
from podcast.rttm import rttm
from podcast.sound_tags import id3, write_tagged
from podcast.templates import assets
from podcast.workspace import EpisodeFolder, Workspace
from tests.builds import NOW, files_of, run
from tests.editions import PODCAST_GUID
from tests.fakes import add_episode, new_show, voices
from tests.hostile import (
    LINE,
    MARK,
    NAME,
    SLUG,
    built,
    hostile_show,
    watched_network,
    write_text,
)
from tests.readers import read_json, read_srt, read_vtt
from tests.shared import DEMO

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(__file__).parents[1] / "podcast"
LINKED_DATA = "//script[@type='application/ld+json']"
SENSE = ("http://", "https://", "mailto:")


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A show of attacks, built while nobody might use the network."""
    workspace = hostile_show(tmp_path_factory.mktemp("hostile"))
    write_text(workspace)
    with watched_network() as asked:
        built(workspace)
    assert asked == []
    return workspace


@pytest.fixture(scope="module")
def files(show: Workspace) -> dict[str, bytes]:
    """All that was published, by its place."""
    return files_of(show)


def of_kind(files: dict[str, bytes], suffix: str) -> Iterator[tuple[str, bytes]]:
    found = [(name, content) for name, content in files.items() if name.endswith(suffix)]
    assert found
    yield from found


# Escaping


def test_no_page_has_an_element_or_an_attribute_that_somebody_wrote_into_a_text(files):
    for name, content in of_kind(files, ".html"):
        root = lxml_html.document_fromstring(content.decode())
        assert root.xpath(f"//*[@class='{MARK}' or @id='{MARK}' or self::{MARK}]") == [], name
        handlers = [key for one in root.iter() for key in one.attrib if key.startswith("on")]
        assert handlers == [], name
        for script in root.iter("script"):
            assert script.get("src") or script.get("type") == "application/ld+json", name
        for link in root.xpath("//@href | //@src"):
            assert ":" not in link.split("/")[0] or link.startswith(SENSE), (name, link)
        assert LINE in " ".join(root.itertext()) or name.endswith("404.html") or "/" in name, name


def test_linked_data_says_what_was_written_and_ends_where_we_end_it(files):
    root = lxml_html.document_fromstring(files[f"{SLUG}/index.html"].decode())
    told = [json.loads(script.text) for script in root.xpath(LINKED_DATA)]
    assert told[0]["name"] == LINE
    assert b"</script> ]]>" not in files[f"{SLUG}/index.html"]


def test_every_xml_is_well_formed_and_a_reader_of_others_gives_the_title_back(files):
    for _, content in (*of_kind(files, ".xml"), *of_kind(files, ".xsl")):
        etree.fromstring(content, etree.XMLParser(resolve_entities=False))
    (entry,) = feedparser.parse(files["feed.xml"], sanitize_html=False).entries
    assert html.unescape(entry.title) == html.unescape(LINE)


def test_captions_have_as_many_cues_as_we_wrote_and_no_markup_of_others(files):
    vtt = files[f"{SLUG}/{SLUG}.vtt"].decode()
    cues = read_vtt(vtt)
    assert len(cues) == vtt.count("-->")
    ours = r"<(v [^<>]*|/v|lang en|/lang)>"
    assert re.sub(ours, "", vtt).count("<") == 0
    srt = files[f"{SLUG}/{SLUG}.srt"].decode()
    assert len(read_srt(srt, [NAME])) == srt.count(" --> ")
    assert "<" not in srt
    assert "{\\" not in srt
    assert read_json(files[f"{SLUG}/{SLUG}.json"].decode())


def test_json_is_json_and_the_search_index_holds_what_was_said(files):
    for _, content in of_kind(files, ".json"):
        json.loads(content)
    index = [content for name, content in of_kind(files, ".json") if name.startswith("sok/")]
    assert any(MARK.encode() in content for content in index)


def test_the_word_file_has_the_words_and_no_link_but_those_of_the_settings(files):
    content = files[f"{SLUG}/{SLUG}.docx"]
    document = Document(io.BytesIO(content))
    assert document.core_properties.title == LINE
    assert any(LINE in paragraph.text for paragraph in document.paragraphs)
    links = {one.target_ref for one in document.part.rels.values() if one.is_external}
    assert all(link.startswith(SENSE) for link in links)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "vba" in name or "embed" in name]


def test_the_pdf_has_the_words_and_nothing_that_acts(files):
    read: Any = PdfReader(io.BytesIO(files[f"{SLUG}/{SLUG}.pdf"]))
    text = "".join("".join(page.extract_text().split()) for page in read.pages)
    assert "{{7*7}}" in text
    assert "#import$x$" in text
    objects = [read.get_object(number) for number in range(1, read.trailer["/Size"])]
    tables = [set(one) | set(map(str, one.values())) for one in objects if isinstance(one, dict)]
    assert any("/Catalog" in table for table in tables)
    for table in tables:
        assert not {"/JS", "/JavaScript", "/Launch", "/EmbeddedFile", "/OpenAction"} & table


def test_what_steers_terminals_or_turns_the_writing_is_nowhere_in_what_people_read(files):
    for suffix in (".html", ".xml", ".vtt", ".srt", ".txt"):
        for name, content in of_kind(files, suffix):
            assert not set("\x0b\x1b\x85\u202e\u2066") & set(content.decode()), name


def test_templates_take_no_words_for_a_part_of_themselves(files):
    for name in ("index.html", f"{SLUG}/index.html", f"{SLUG}/embed/index.html", "feed.xml"):
        assert b"{{7*7}} {% raw %}" in files[name], name


def test_names_of_files_are_of_plain_signs(files):
    assert [name for name in files if not re.fullmatch(r"[A-Za-z0-9._/-]+", name)] == []


def test_tags_of_the_sound_have_each_text_in_its_place():
    title = f"{LINE}\n[CHAPTER]\nSTART=0\ntitle={MARK}\\"
    tags = Tags(title, NAME, LINE, "2026-05-04", chapters=(Chapter(0.0, title),))
    tag = id3(tags, 10.0)
    assert tag.startswith(b"ID3")
    assert tag.count(b"CHAP\0") == 1


def test_settings_that_we_write_read_as_meant(tmp_path):
    workspace = new_show(tmp_path)
    folder = EpisodeFolder(add_episode(workspace, "ett"))
    name_person(folder, NAME, "0:01", LINE)
    wish = settings_wishes.SettingWish(setting="description", value=f'{LINE}\n"""\ntitle = "x"')
    written = settings_wishes.with_wish(folder.settings.read_text("utf-8"), wish)
    read = tomllib.loads(written)
    assert read["title"] == "Avsnitt ett"
    assert read["people"] == [{"name": NAME, "role": LINE, "heard_at": ["0:01"]}]
    assert read["description"] == f'{LINE}\n"""\ntitle = "x"'


def test_a_list_of_voices_has_as_many_fields_whatever_people_are_called():
    told = rttm(voices((1, 0, 1)), "en fil", lambda _: f"{NAME}\nSPEAKER x")
    assert [len(line.split(" ")) for line in told.splitlines()] == [10]


# No path leaves the workspace

OUTSIDE = (
    "../hemligt.jpg", "..\\hemligt.jpg", "/etc/hostname", "C:\\hemligt.jpg", "under/../../a.jpg",
    "CON", "nul.jpg", "a\0.jpg", "bild.jpg ", "bild.jpg.", "%2e%2e/hemligt.jpg", "x" * 300 + ".jpg",
    "file:///etc/hostname", "~/hemligt.jpg", "", ".", "..",
)  # fmt: skip


@pytest.fixture
def small(tmp_path: Path) -> Workspace:
    """A show with one episode, and a secret beside it."""
    workspace = new_show(tmp_path / "show")
    add_episode(workspace, "ett")
    Image.new("RGB", (1500, 1500), "red").save(tmp_path / "hemligt.jpg")
    Image.new("RGB", (1500, 1500), "red").save(tmp_path / "show" / "hemligt.jpg")
    return workspace


def test_no_setting_and_no_text_names_a_file_outside_the_folder(small):
    before = set(small.root.parent.rglob("*"))
    job = find(read_shelf(small, read_show(small)), "ett").ready()
    for name in OUTSIDE:
        with pytest.raises(PodcastError):
            job.beside(name)
    assert set(small.root.parent.rglob("*")) == before


@pytest.mark.parametrize("name", ["../hemligt.jpg", "/etc/hostname", "x" * 300 + ".jpg"])
@pytest.mark.parametrize("place", ["photo", "recording", "artwork"])
def test_a_build_tells_of_such_a_name_and_publishes_nothing_of_it(small, name, place):
    folder = small.folders()[0]
    if place == "photo":
        folder.text.write_text(f"# Ett\n\nKarin Ek: Hej.\n\n![x]({name})\n", encoding="utf-8")
    else:
        old = folder.settings.read_text("utf-8")
        folder.settings.write_text(f"{place} = {json.dumps(name)}\n{old}", encoding="utf-8")
    done = run(small)
    assert "ett" in done.faults
    assert not [one for one in done.files if one.startswith("ett/") and one.endswith(".jpg")]


def test_links_to_other_places_are_neither_read_nor_published(small, tmp_path):
    secret = tmp_path / "hemligt.jpg"
    folder = small.folders()[0]
    (folder.path / "bild.jpg").symlink_to(secret)
    folder.text.write_text("# Ett\n\nKarin Ek: Hej.\n\n![x](bild.jpg)\n", encoding="utf-8")
    assert "bild.jpg" in run(small).faults
    (small.episodes / "omslag.jpg").symlink_to(secret)
    small.show.write_text(f'artwork = "omslag.jpg"\n{small.show.read_text("utf-8")}')
    with pytest.raises(PodcastError, match=r"omslag\.jpg"):
        run(small)
    own = tmp_path / "templates"
    (own / "assets").mkdir(parents=True)
    (own / "assets" / "logo.jpg").symlink_to(secret)
    (own / "assets" / "own.css").write_text("p {}")
    assert "assets/own.css" in assets(own)
    assert "assets/logo.jpg" not in assets(own)


def test_what_lies_outside_of_the_site_is_not_removed_whatever_its_list_says(small):
    run(small)
    listed = small.feed / ".panelpodd.json"
    kept = json.loads(listed.read_bytes())
    kept["result"] += ["../episodes/ett/sound.mp3", str(small.episodes / "ett" / "episode.toml")]
    listed.write_text(json.dumps(kept))
    run(small)
    assert {"sound.mp3", "episode.toml"} <= {one.name for one in small.folders()[0].path.iterdir()}


@pytest.mark.parametrize(
    "change", [{"slug": "../ut"}, {"earlier_slugs": ["../ut"]}, {"enclosure": "ett/../../ut.mp3"}]
)
def test_a_ledger_that_leads_out_of_the_site_is_refused(small, change):
    run(small)
    known = json.loads(small.ledger.read_bytes())
    known["entries"][0] |= change
    small.ledger.write_text(json.dumps(known))
    with pytest.raises(LedgerError):
        run(small)


def test_names_that_only_differ_in_case_or_form_become_two_episodes(tmp_path):
    workspace = new_show(tmp_path)
    names = ["Åsa.mp3", unicodedata.normalize("NFD", "Åsa.mp3"), "åsa.mp3", "CON.mp3", "..mp3"]
    sound = DEMO.read_bytes()[:6000]
    for number, name in enumerate(names):
        file = workspace.episodes / name
        file.write_bytes(sound + bytes(number))
        os.utime(file, (1, 1))
    ingest(workspace, read_show(workspace), NOW, still_for=0.0)
    addresses = [folder.slug for folder in workspace.folders()]
    assert len({address.casefold() for address in addresses}) == len(addresses) >= 4
    assert "con" not in addresses


def test_a_feed_cannot_choose_where_its_sound_is_written():
    for enclosure in ("ett/../../ut.mp3", "ett/index.html", "ett/.htaccess", "ett/a.mp3%00.html"):
        address = "https://podden.example/"
        feed = f"""<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
            <title>P</title><generator>panelpodd</generator>
            <atom:link rel="self" href="{address}feed.xml"/><item><guid>1</guid><title>Ett</title>
            <link>{address}ett/</link><pubDate>Mon, 04 May 2026 06:00:00 +0200</pubDate>
            <enclosure url="{address}{enclosure}" type="audio/mpeg"/></item></channel></rss>"""
        read = read_feed(feed.encode(), "feed.xml", "", Notes())
        books = ImportedBooks(read.show, "avsnitt", NOW, Notes())
        entry = books.entry(read.items[0], "ett", NOW, "", Ledger(PODCAST_GUID))
        assert entry.enclosure == "ett/ett.mp3"


# XML

_LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
_RSS = "<rss version='2.0'><channel><title>{}</title></channel></rss>"


@pytest.mark.parametrize(
    "document",
    [
        f'<!DOCTYPE rss [<!ENTITY a0 "ha">{_LAUGHS}]>{_RSS.format("&a9;")}',
        f'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>{_RSS.format("&a;")}',
        f'<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://127.0.0.1:9/a"> %a;]>{_RSS.format("")}',
        _RSS.format("<a>" * 100_000),
        _RSS.format("x" * 11_000_000),
    ],
    ids=["laughs", "file", "address", "depth", "size"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_that_asks_for_more_than_its_letters_is_refused(document, encoding):
    before = time.thread_time()
    with watched_network() as asked, pytest.raises(FeedError):
        read_feed(document.encode(encoding), "feed.xml", "", Notes())
    assert asked == []
    assert time.thread_time() - before < 2


def test_xml_that_names_a_document_elsewhere_is_read_without_it():
    document = f'<!DOCTYPE rss SYSTEM "file:///etc/hostname">{_RSS.format("Podden")}'
    with watched_network() as asked:
        feed = read_feed(document.encode(), "feed.xml", "", Notes())
    assert (feed.show.title, asked) == ("Podden", [])


# The network

ASKING = {"fetch", "public_hosts", "speech_models", "loopback"}
"""Who may ask the web: `import`, `models pull`; the last listens on this machine."""
NETWORK = ("socket", r"http\.client", r"urllib\.request", "huggingface_hub", "requests", "httpx")


def test_nobody_can_ask_the_network_but_import_and_models_pull():
    asking = re.compile(rf"^\s*(?:import|from) (?:{'|'.join(NETWORK)})\b", re.MULTILINE)
    found = {file.stem for file in PACKAGE.rglob("*.py") if asking.search(file.read_text("utf-8"))}
    assert found == ASKING


def test_a_build_looks_up_no_name_and_makes_no_connection(show):
    with watched_network() as asked:
        built(show)
    assert asked == []


def test_whoever_watches_the_network_would_hear_of_it():
    with watched_network() as asked, pytest.raises(FeedError):
        Web(allow_private=True).get("http://127.0.0.1:9/")
    assert any("socket.connect" in one for one in asked)


_NOT_ASKED = re.compile("own network|no web address|no host of that name")


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "http://[::1]/", "http://0x7f.1/", "http://localhost./",
                "http://169.254.169.254/latest/meta-data/", "http://[::ffff:10.0.0.1]/",
                "http://[64:ff9b::a00:1]/", "http://2130706433/", "http://0/"],
)  # fmt: skip
def test_no_spelling_of_a_private_address_is_asked(address):
    with watched_network() as asked, pytest.raises(FeedError, match=_NOT_ASKED):
        Web().get(address)
    assert not [one for one in asked if "socket.connect" in one]


# Pictures and sound


@pytest.mark.parametrize("make", [fit, fit_artwork])
@pytest.mark.parametrize(("size", "words"), [((20_000, 20_000), "pixels"), ((70_000, 1), "")])
def test_a_small_file_with_a_huge_picture_takes_little(tmp_path, make, size, words):
    file = tmp_path / "a.png"
    file.write_bytes(png_of(*size))
    before = peak()
    if words:
        with pytest.raises(PodcastError, match=words):
            make(file)
    else:
        assert max(Image.open(io.BytesIO(make(file))).size) <= 3000
    assert peak() - before < 300_000_000


def png_of(width: int, height: int) -> bytes:
    """A PNG that calls itself as large; where it is a single row it is."""
    out = io.BytesIO()
    Image.new("1", (width, 1)).save(out, "PNG")
    small = out.getvalue()
    head = b"IHDR" + struct.pack(">II", width, height) + small[24:29]
    return small[:12] + head + struct.pack(">I", zlib.crc32(head)) + small[33:]


def test_what_a_camera_writes_behind_a_picture_is_not_published(tmp_path):
    file = tmp_path / "omslag.jpg"
    Image.new("RGB", (1400, 1400), "red").save(file)
    file.write_bytes(file.read_bytes() + b"59.3793,13.5036")
    for make in (fit, fit_artwork):
        assert b"59.3793" not in make(file)


def test_what_the_recording_says_about_itself_is_not_published(tmp_path):
    master, published = tmp_path / "a.mp3", tmp_path / "b.mp3"
    frames = mp3_frames(DEMO)
    assert frames
    inside = DEMO.read_bytes()[frames.start : frames.end]
    said = b"TXXX\0\0\0\x1e\0\0\0place\x0059.3793,13.5036 hos Ek"
    size = bytes([0, 0, 0, len(said)])
    master.write_bytes(b"ID3\x03\0\0" + size + said + inside + b"TAG" + b"hos Ek".ljust(125))
    found = mp3_frames(master)
    assert found
    write_tagged(master, found, published, b"")
    assert published.read_bytes() == inside


def test_the_small_sound_says_nothing_that_the_recording_said(tmp_path):
    """All tags are left out where it is made; this is what ffmpeg makes of that."""
    from podcast.encode import SMALL_SAMPLE_RATE, Source, shrink  # noqa: PLC0415

    target = tmp_path / "a.opus"
    samples = [np.zeros((SMALL_SAMPLE_RATE, 1), np.int16)]
    source = Source(tmp_path / "a.mp3", lambda: iter(samples), 1, 1.0)
    shrink(source, target, lambda _: None)
    assert TinyTag.get(target).title is None


def peak() -> int:
    """The most memory that this process has taken, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
