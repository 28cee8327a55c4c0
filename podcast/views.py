"""What templates are given: a value for each kind of page, and one for what every page says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
    """

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


@dataclass(frozen=True, slots=True)
class EmbedPage:
    """The player of one episode, for other sites to show in a frame.

    Attributes:
        edition: the episode.
        day: when it was published, in the show's time zone.
        address: the web address of its page.
    """

    edition: Edition
    day: date
    address: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An episode in a list."""

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
    """The page of somebody who takes part."""

    speaker: Speaker
    parts: tuple[Part, ...]
    address: str
    linked_data: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """The page of an event or a season."""

    series: Series
    entries: tuple[Entry, ...]
    address: str
    linked_data: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The page that leads to all people, events or seasons.

    Attributes:
        folder: whose pages they are, as `catalogue.py` names it.
        address: the page's web address.
    """

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

    unreviewed: tuple[Entry, ...]
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class FormerPage:
    """The page at an address where an episode is no more.

    Attributes:
        title: its heading.
        day: when it was published, in the show's time zone; None where it has only moved.
        address: the web address at which it is now; empty when it was withdrawn.
        way: the same from this page.
    """

    title: str
    day: date | None = None
    address: str = ""
    way: str = ""


Page = (
    EpisodePage
    | EmbedPage
    | FrontPage
    | SpeakerPage
    | SeriesPage
    | RegisterPage
    | SearchPage
    | AccessibilityPage
    | FormerPage
    | None
)
