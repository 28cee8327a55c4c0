"""A podcast as somebody else's feed tells it, before it becomes ours."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from podcast.document import Chapter

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class ForeignPerson:
    """Somebody whom a feed names; the role is the feed's word, empty where it has none."""

    name: str
    role: str = ""
    link: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """A file that a feed leads to.

    Attributes:
        address: as the feed has it, whole.
        media_type: as the feed has it; may be empty or wrong.
    """

    address: str
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class ForeignLicense:
    """On what terms others may use the sound."""

    name: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class ForeignItem:
    """One episode of a feed.

    Attributes:
        guid: to the letter; empty where the item has nothing that could be one.
        title: may be empty.
        line: of the feed, for what is told about it.
        source: the item as it stands in the feed, as XML.
        published: with time zone; None where the feed does not say.
        description: plain text, paragraphs parted by blank lines.
        link: its page.
        sound: None where there is none.
        duration: in seconds, 0 where the feed does not say.
        season: its number.
        season_name: what listeners see for it.
        number: of the episode.
        episode_type: `full`, `trailer` or `bonus`.
        explicit: None where the feed does not say.
        people: who takes part.
        place: where it was recorded.
        geo: latitude and longitude of that.
        image: address of its artwork.
        license: None where the show's holds.
        chapters: those that stand in the feed.
        chapter_file: where there are more, as JSON.
        transcripts: each form of the text.
        links: where listeners are led on to, each with what it is called.
    """

    guid: str
    title: str
    line: int
    source: str
    published: datetime | None = None
    description: str = ""
    link: str = ""
    sound: ForeignFile | None = None
    duration: float = 0.0
    season: int | None = None
    season_name: str = ""
    number: int | None = None
    episode_type: str = "full"
    explicit: bool | None = None
    people: tuple[ForeignPerson, ...] = ()
    place: str = ""
    geo: str = ""
    image: str = ""
    license: ForeignLicense | None = None
    chapters: tuple[Chapter, ...] = ()
    chapter_file: ForeignFile | None = None
    transcripts: tuple[ForeignFile, ...] = ()
    links: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """What it is called when something is told about it."""
        return f"“{self.title[:60] or self.guid[:60]}”"


@dataclass(frozen=True, slots=True)
class ForeignShow:
    """What a feed says about the show.

    Attributes:
        title: may be empty.
        source: the channel without its items, as XML.
        address: of the folder feed/, where the feed was made by this program; else empty.
        next_page: where older episodes are; empty on the last page.
        guid: of the podcast; empty where the feed has none.
        funding: text and address of each way to support it.
        proofs: text and purpose of each.
        categories: those of Apple's list, each with its subcategory or nothing.
        locked: None where the feed does not say.
    """

    title: str
    source: str
    address: str = ""
    next_page: str = ""
    guid: str = ""
    description: str = ""
    language: str = ""
    author: str = ""
    owner: str = ""
    email: str = ""
    categories: tuple[tuple[str, str], ...] = ()
    explicit: bool | None = None
    image: str = ""
    copyright: str = ""
    license: ForeignLicense | None = None
    order: str = ""
    complete: bool = False
    locked: bool | None = None
    hub: str = ""
    people: tuple[ForeignPerson, ...] = ()
    funding: tuple[tuple[str, str], ...] = ()
    proofs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ForeignFeed:
    """One document of a feed."""

    show: ForeignShow
    items: tuple[ForeignItem, ...]


@dataclass
class Notes:
    """What was not taken over, each thing once, with where it was met first and how often."""

    _places: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, where: str, what: str) -> None:
        """Note something.

        Args:
            where: file and line, or the title of an episode.
            what: the rest of the sentence; noted once, however often it is met.
        """
        self._places[what].append(where)

    @property
    def sentences(self) -> tuple[str, ...]:
        """All of it, in the order in which it was met."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        for what, places in self._places.items():
            more = f" ({len(places)} times)" if len(places) > 1 else ""
            yield f"{places[0]}: {what}{more}."
