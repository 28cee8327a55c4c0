"""Readers of what an import finds, and of pictures and sound."""

from __future__ import annotations

import io
import json
from functools import cache, partial
from typing import TYPE_CHECKING

from PIL import Image

from bench.fuzzing.examples import CHAPTERS, HTML, SRT, VTT, WORDS
from bench.fuzzing.of_the_machine import NOW
from bench.fuzzing.reader import Reader, from_file, scratch, written
from podcast.artwork import fit_artwork
from podcast.cache import Store
from podcast.chapter_reader import read_chapters
from podcast.errors import FeedError
from podcast.foreign import ForeignFeed, Notes
from podcast.foreign_feed import read_feed
from podcast.html_text import feed_link, is_html, plain_text
from podcast.imported_books import ImportedBooks
from podcast.imported_settings import Beside, episode_settings, show_settings
from podcast.imported_talk import imported_talk
from podcast.ledger import Ledger
from podcast.mp3_frames import mp3_frames
from podcast.photos import fit, for_paper
from podcast.reference import commented
from podcast.show import Show
from podcast.sound_chapters import sound_chapters
from podcast.sound_head import UnreadableSound, read_head
from podcast.transcript import Transcript
from podcast.transcript_readers import read_transcript
from tests.editions import PODCAST_GUID
from tests.shared import DATA, DEMO

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SAID = (VTT, SRT, json.dumps(WORDS), HTML)
_PICTURES = (("JPEG", "RGB"), ("JPEG", "CMYK"), ("PNG", "P"), ("PNG", "LA"), ("WEBP", "RGB"))
_ORIENTATION = 0x0112


def readers() -> Iterator[Reader]:
    """Yield them."""
    yield Reader("feed", _read_feed, _feeds, (FeedError,))
    yield Reader("transcript", _read_transcript, partial(written, *_SAID), (FeedError,))
    chapters = partial(written, json.dumps(CHAPTERS))
    yield Reader("chapters", _read_chapters, chapters, (FeedError,))
    yield Reader("web page", _read_html, partial(written, HTML), ())
    yield Reader("photo", partial(from_file, "a.jpg", _read_photo), _photos)
    yield Reader("artwork", partial(from_file, "a.jpg", fit_artwork), _artworks)
    yield Reader("MP3", partial(from_file, "a.mp3", _read_sound), _mp3s, (UnreadableSound,))


def _feeds() -> tuple[bytes, ...]:
    return tuple(file.read_bytes() for file in sorted((DATA / "feeds").glob("*.xml")))


@cache
def _photos() -> tuple[bytes, ...]:
    return tuple(_picture(form, mode, 40, 30) for form, mode in _PICTURES)


@cache
def _artworks() -> tuple[bytes, ...]:
    return (_picture("JPEG", "RGB", 1400, 1400), _picture("PNG", "P", 1500, 1400))


def _picture(form: str, mode: str, width: int, height: int) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif[_ORIENTATION] = 6
    Image.new(mode, (width, height)).save(out, form, exif=exif)
    return out.getvalue()


def _mp3s() -> tuple[bytes, ...]:
    return (DEMO.read_bytes()[:20_000],)


def _read_feed(content: bytes) -> object:
    """Have a feed read and taken over: its settings written down, its episodes in the ledger."""
    notes = Notes()
    feed = read_feed(content, "feed.xml", "https://podd.example/feed.xml", notes)
    return tuple(_taken_over(feed, notes)), notes.sentences


def _taken_over(feed: ForeignFeed, notes: Notes) -> Iterator[bytes]:
    show = show_settings(feed.show, feed.items, "", notes)
    books = ImportedBooks(feed.show, show.untitled, NOW, notes)
    ledger = books.opened(Ledger(PODCAST_GUID), "ledger.json")
    yield commented(show).encode()
    for item in feed.items:
        address = books.address(item, (), ledger)
        moment = item.published or NOW
        ledger = ledger.with_entry(books.entry(item, address, moment, "", ledger))
        beside = Beside(slug=address, chapters=item.chapters)
        yield commented(episode_settings(item, show, moment, beside, notes)).encode()


def _read_transcript(content: bytes) -> object:
    talk = imported_talk(read_transcript(content, "a.vtt"), "sv", 60.0)
    Store(scratch() / "talk.json", Transcript).write(talk.transcript, {})
    return talk.voices


def _read_chapters(content: bytes) -> object:
    feed = read_feed(_feeds()[0], "feed.xml", "", Notes())
    beside = Beside(chapters=read_chapters(content, "chapters.json"))
    made = episode_settings(feed.items[0], Show(title="Podden"), NOW, beside, Notes())
    return commented(made).encode()


def _read_html(content: bytes) -> object:
    text = content.decode(errors="replace")
    return is_html(text), plain_text(text), feed_link(text, "https://a.example/")


def _read_photo(file: Path) -> object:
    return fit(file), for_paper(file)


def _read_sound(file: Path) -> object:
    mp3_frames(file)
    sound_chapters(file)
    return read_head(file)
