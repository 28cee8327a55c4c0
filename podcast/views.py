"""What templates are given: `site`, and for each of them a `page` of its own type.

All that these lead to is promised to those who write templates: docs/templates.md is made of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from markupsafe import Markup

from podcast.catalogue import Catalogue, Series, Speaker
from podcast.edition import Edition
from podcast.former import Upcoming
from podcast.reading import Reading
from podcast.show import Kind, Show
from podcast.wording import Wording


@dataclass(frozen=True, slots=True)
class Site:
    """What every page says about the show.

    Attributes:
        show: its settings.
        locale: language and country, as `sv_SE`.
        root: from this page to the folder that all pages lie in; empty when it lies there itself.
        artwork: the web address of the show's picture.
        catalogue: who and what has a page of its own.
    """

    show: Show
    locale: str
    root: str
    artwork: str
    catalogue: Catalogue

    @property
    def home(self) -> str:
        """From this page to the front page."""
        return self.root or "./"


@dataclass(frozen=True, slots=True)
class EpisodePage:
    """The page of one episode.

    Attributes:
        edition: the episode.
        reading: its documentation, arranged.
        kind: what it is, by itself or by the show.
        words: those around the talk, as its kind has them.
        day: when it was published, in the show's time zone.
        address: the page's web address.
        sound_address: that of the sound.
        card: that of the picture by which other sites show it.
        summary: a sentence or two for search engines and previews.
        linked_data: what it tells other machines, each as JSON that is safe inside HTML.
        related: the episodes that it leads on to.
        old_from: from which day on it may no longer hold; None where the show never says so.
    """

    template: ClassVar[str] = "episode.html"

    edition: Edition
    reading: Reading
    kind: Kind
    words: Wording
    day: date
    address: str
    sound_address: str
    card: str
    summary: str
    linked_data: tuple[Markup, ...]
    related: tuple[Entry, ...]
    old_from: date | None


@dataclass(frozen=True, slots=True)
class EmbedPage:
    """The player of one episode, for other sites to show in a frame.

    Attributes:
        edition: the episode.
        day: when it was published, in the show's time zone.
        address: the web address of its page.
    """

    template: ClassVar[str] = "embed.html"

    edition: Edition
    day: date
    address: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An episode in a list.

    Attributes:
        edition: the episode.
        day: when it was published, in the show's time zone.
        summary: a sentence or two about it.
    """

    edition: Edition
    day: date
    summary: str


@dataclass(frozen=True, slots=True)
class FrontPage:
    """A page of the list of all episodes, newest first.

    Attributes:
        entries: the episodes on this page.
        number: 1 for the front page itself.
        count: how many pages there are.
        address: the page's web address.
        upcoming: episodes to come, soonest first, where the show tells of them.
        summary: a sentence or two for search engines and previews.
        linked_data: what it tells other machines, each as JSON that is safe inside HTML.
    """

    template: ClassVar[str] = "front.html"

    entries: tuple[Entry, ...]
    number: int
    count: int
    address: str
    upcoming: tuple[Upcoming, ...]
    summary: str
    linked_data: tuple[Markup, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The pages to offer: the first, the last, and those around this one."""
        near = {1, self.count, *range(self.number - 1, self.number + 2)}
        return tuple(sorted(number for number in near if 1 <= number <= self.count))


@dataclass(frozen=True, slots=True)
class Part:
    """What somebody did in an episode.

    Attributes:
        entry: the episode.
        part: role and organisation there, or empty.
        number: of the passage in which the person is first heard; None where no text says so.
        start: when that begins, in seconds.
    """

    entry: Entry
    part: str
    number: int | None = None
    start: float = 0.0


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """The page of somebody who takes part.

    Attributes:
        speaker: who it is.
        parts: what the person did in each episode, newest first.
        address: the page's web address.
        linked_data: what it tells other machines, each as JSON that is safe inside HTML.
    """

    template: ClassVar[str] = "speaker.html"

    speaker: Speaker
    parts: tuple[Part, ...]
    address: str
    linked_data: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """The page of an event or a season.

    Attributes:
        series: the event or season.
        entries: its episodes, newest first.
        address: the page's web address.
        linked_data: what it tells other machines, each as JSON that is safe inside HTML.
    """

    template: ClassVar[str] = "series.html"

    series: Series
    entries: tuple[Entry, ...]
    address: str
    linked_data: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The page that leads to all people, events or seasons.

    Attributes:
        folder: whose pages they are: `person`, `evenemang` or `sasong`.
        address: the page's web address.
    """

    template: ClassVar[str] = "register.html"

    folder: str
    address: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search page.

    Attributes:
        entries: the newest episodes, for browsers that cannot search.
        has_more: whether there are older ones.
        address: the page's web address.
    """

    template: ClassVar[str] = "search.html"

    entries: tuple[Entry, ...]
    has_more: bool
    address: str


@dataclass(frozen=True, slots=True)
class AccessibilityPage:
    """The accessibility statement.

    Attributes:
        unreviewed: the episodes whose text nobody has checked against the sound, newest first.
        count: how many episodes there are.
        address: the page's web address.
    """

    template: ClassVar[str] = "accessibility.html"

    unreviewed: tuple[Entry, ...]
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class WithdrawnPage:
    """The page of an episode that was withdrawn.

    Attributes:
        title: of the episode; empty where nobody knows it any more.
        day: when it was published, in the show's time zone.
    """

    template: ClassVar[str] = "withdrawn.html"

    title: str
    day: date


@dataclass(frozen=True, slots=True)
class MovedPage:
    """The page at an address that an episode had before.

    Attributes:
        title: of the episode; empty where nobody knows it any more.
        address: the web address at which it is now.
        way: the same from this page.
    """

    template: ClassVar[str] = "moved.html"

    title: str
    address: str
    way: str


@dataclass(frozen=True, slots=True)
class MissingPage:
    """The page at any address that leads nowhere; it has nothing of its own to tell."""

    template: ClassVar[str] = "404.html"


@dataclass(frozen=True, slots=True)
class FeedPage:
    """The feed as a page, in browsers that know XSLT.

    Attributes:
        months: their names, January first, as dates have them.
    """

    template: ClassVar[str] = "feed.xsl"

    months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedStyle:
    """The feed's style in browsers that do not know XSLT; it has nothing of its own to tell."""

    template: ClassVar[str] = "feed.css"


Page = (
    EpisodePage
    | EmbedPage
    | FrontPage
    | SpeakerPage
    | SeriesPage
    | RegisterPage
    | SearchPage
    | AccessibilityPage
    | WithdrawnPage
    | MovedPage
    | MissingPage
    | FeedPage
    | FeedStyle
)
