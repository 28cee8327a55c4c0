"""An episode ready to be published: all that pages, captions and feed are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from podcast.document import Document, TimedParagraph
from podcast.episode import Episode


@dataclass(frozen=True, slots=True)
class PublishedSound:
    """The sound file that listeners get.

    Attributes:
        file: its name inside the episode's folder in feed/.
        media_type: such as `audio/mpeg`.
        size: in bytes.
        duration: in seconds.
        digest: SHA-256 in hexadecimal.
    """

    file: str
    media_type: str
    size: int
    duration: float
    digest: str


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
    """

    slug: str
    guid: str
    published: datetime
    episode: Episode
    document: Document
    paragraphs: tuple[TimedParagraph, ...]
    sound: PublishedSound
