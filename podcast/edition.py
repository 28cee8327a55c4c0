"""An episode ready to be published: all that pages, captions and feed are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.document import Chapter, Document, Quoted, TimedParagraph
from podcast.episode import Episode
from podcast.loudness import Level
from podcast.trust import Honesty

ARTWORK_FILE = "artwork.jpg"
"""The picture of the show in feed/, and of an episode with one of its own in its folder."""

if TYPE_CHECKING:
    from collections.abc import Iterable

    from podcast.show import Show


@dataclass(frozen=True, slots=True)
class Tags:
    """What the sound file says about itself, as ID3v2.3.

    Attributes:
        title: of the episode.
        artist: who publishes it.
        album: the show.
        date: of publication, as 2026-05-04.
        track: the number of the episode, 0 when it has none.
        language: ISO 639-1.
        picture: a square JPEG.
        chapters: in order of time.
    """

    title: str
    artist: str = ""
    album: str = ""
    date: str = ""
    track: int = 0
    language: str = "sv"
    picture: Path | None = None
    chapters: tuple[Chapter, ...] = ()


@dataclass(frozen=True, slots=True)
class PublishedSound:
    """The sound file that listeners get.

    Attributes:
        file: its name inside the episode's folder in feed/.
        media_type: such as `audio/mpeg`.
        size: in bytes.
        duration: in seconds.
        digest: SHA-256 in hexadecimal.
        frames: SHA-256 of the sound alone, which no change of tags touches; empty where not known.
        before: how loud the recording is.
        after: how loud this file is.
    """

    file: str
    media_type: str
    size: int
    duration: float
    digest: str
    frames: str = ""
    before: Level | None = None
    after: Level | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One episode as listeners and readers get it.

    Attributes:
        slug: the last part of its address.
        guid: what podcast apps know it by; never changes.
        published: with time zone.
        episode: what people said about it.
        document: the documentation, its speakers by name.
        paragraphs: the talk of the document in order, each word with its moment.
        sound: the file that listeners get.
        chapters: in order of time.
        quotes: those of the document that are found in the talk, in its order.
        honesty: how far the text can be trusted; None for an edition of before that was counted.
        small: the same sound for slow networks, where the show wants it.
    """

    slug: str
    guid: str
    published: datetime
    episode: Episode
    document: Document
    paragraphs: tuple[TimedParagraph, ...]
    sound: PublishedSound
    chapters: tuple[Chapter, ...] = ()
    quotes: tuple[Quoted, ...] = ()
    honesty: Honesty | None = None
    small: PublishedSound | None = None

    @property
    def is_listed(self) -> bool:
        """Whether feed, front page, search and sitemap may lead to its page."""
        return self.episode.status != "unlisted"

    @property
    def lead(self) -> tuple[str, ...]:
        """What stands before the first turn: the text's own lead, else the description."""
        written = tuple(paragraph.text for paragraph in self.document.lead)
        return written or ((self.episode.description,) if self.episode.description else ())

    def address(self, show: Show) -> str:
        """The web address of its page."""
        return f"{show.address}{self.slug}/"

    def artwork_address(self, show: Show) -> str:
        """The web address of its picture: its own, else the show's."""
        folder = self.address(show) if self.episode.artwork else show.address
        return f"{folder}{ARTWORK_FILE}"

    def sound_address(self, show: Show) -> str:
        """The web address of the file that listeners get."""
        return f"{self.address(show)}{self.sound.file}"


def listed(editions: Iterable[Edition]) -> tuple[Edition, ...]:
    """Return the editions that feed, front page, search and sitemap may lead to."""
    return tuple(edition for edition in editions if edition.is_listed)


def newest_first(editions: Iterable[Edition]) -> tuple[Edition, ...]:
    """Return the editions as the front page and the feed list them."""
    return tuple(
        sorted(editions, key=lambda edition: (edition.published, edition.slug), reverse=True)
    )
