"""The web pages: what readers see, each made of a template and a value that `views.py` tells of."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from podcast.catalogue import EVENTS, PEOPLE, SEASONS, Appearance, Catalogue, Series, Speaker
from podcast.dates import LOCALES, months_after
from podcast.edition import ARTWORK_FILE, Edition, newest_first
from podcast.linked_data import linked_episode, linked_show, linked_speaker, linked_trail
from podcast.reading import Passage, read
from podcast.related import related
from podcast.template_filters import month_names
from podcast.templates import Templates
from podcast.views import (
    AccessibilityPage,
    EmbedPage,
    Entry,
    EpisodePage,
    FeedPage,
    FeedStyle,
    FrontPage,
    MissingPage,
    MovedPage,
    Page,
    Part,
    RegisterPage,
    SearchPage,
    SeriesPage,
    Site,
    SpeakerPage,
    WithdrawnPage,
)
from podcast.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from podcast.former import Moved, Upcoming, Withdrawn
    from podcast.show import Kind, Show

PER_PAGE = 30
"""Episodes on a page of the list."""

EMBED = "embed"
"""The folder beside an episode's page with what other sites show of it."""

CARD_FILE = f"{EMBED}/card.png"
"""The picture by which other sites show an episode, from the folder of its page."""

SEARCH, ACCESSIBILITY = "sok/", "tillganglighet/"
"""Where the pages for searching and of the accessibility statement lie."""

# Search engines and link previews show about this much.
_SUMMARY = 300


class Pages:
    """Writes the pages of a show."""

    def __init__(
        self, show: Show, own: Path | None = None, catalogue: Catalogue | None = None
    ) -> None:
        """Take the show, the folder of its own templates if any, and who and what has a page."""
        self._show = show
        self._templates = Templates(show.language, own)
        self._catalogue = catalogue or Catalogue()
        self._first: dict[str, Mapping[str, Passage]] = {}

    def episode(self, edition: Edition) -> str:
        """Return the page of an episode, for `<slug>/index.html`."""
        kind = self._kind(edition)
        summary, card = _summary(edition), self._card(edition)
        trail = (edition.document.title, edition.address(self._show))
        page = EpisodePage(
            edition=edition,
            reading=read(edition, kind, self._show.language),
            kind=kind,
            words=wording(kind, self._show.language),
            day=self._day(edition),
            address=edition.address(self._show),
            sound_address=edition.sound_address(self._show),
            card=card,
            summary=summary,
            linked_data=(
                linked_episode(self._show, edition, self._catalogue, summary, card),
                linked_trail(self._show, trail),
            ),
            related=self._entries(related(edition, self._catalogue)),
            old_from=self._old_from(edition),
        )
        return self._render("../", page)

    def embed(self, edition: Edition) -> str:
        """Return the player of an episode for other sites, for `<slug>/embed/index.html`."""
        page = EmbedPage(edition, self._day(edition), edition.address(self._show))
        return self._render("../../", page)

    def front(
        self, editions: Iterable[Edition], upcoming: tuple[Upcoming, ...] = ()
    ) -> Mapping[str, str]:
        """Return the list of all episodes by place: `index.html`, `sida/2/index.html` and on."""
        entries = self._entries(newest_first(editions))
        parts = [entries[at : at + PER_PAGE] for at in range(0, len(entries), PER_PAGE)] or [()]
        return {
            f"{_way(number)}index.html": self._front(part, number, len(parts), upcoming)
            for number, part in enumerate(parts, start=1)
        }

    def others(self, editions: Sequence[Edition]) -> Mapping[str, str]:
        """Return the pages of people, events and seasons, and what leads to them, by place."""
        known = self._catalogue
        folders = {PEOPLE: known.people, EVENTS: known.events, SEASONS: known.seasons}
        pages = {
            **{one.path: self._speaker(one) for one in known.people.values()},
            **{one.path: self._series(one) for one in known.series},
            **{f"{name}/": self._register(name) for name, held in folders.items() if held},
            SEARCH: self._search(editions),
            ACCESSIBILITY: self._accessibility(editions),
        }
        return {f"{path}index.html": page for path, page in pages.items()}

    def withdrawn(self, episode: Withdrawn) -> str:
        """Return the page that says that an episode is withdrawn, for `<slug>/index.html`."""
        day = episode.published.astimezone(self._show.zone).date()
        return self._render("../", WithdrawnPage(episode.title, day))

    def moved(self, episode: Moved) -> str:
        """Return the page that leads on from an earlier address, for `<slug>/index.html`."""
        address = f"{self._show.address}{episode.to}/"
        page = MovedPage(episode.title, address, way=f"../{episode.to}/")
        return self._render("../", page)

    def missing(self) -> str:
        """Return the page for addresses that lead nowhere, for `404.html`."""
        return self._render(urlsplit(self._show.address).path, MissingPage())

    def feed_sheets(self) -> Mapping[str, str]:
        """Return what makes the feed readable in a browser, by its place in feed/."""
        sheets = (FeedPage(month_names(LOCALES[self._show.language])), FeedStyle())
        return {sheet.template: self._render("", sheet) for sheet in sheets}

    def _front(
        self, entries: tuple[Entry, ...], number: int, count: int, upcoming: tuple[Upcoming, ...]
    ) -> str:
        page = FrontPage(
            entries,
            number,
            count,
            address=f"{self._show.address}{_way(number)}",
            upcoming=tuple(sorted(upcoming, key=lambda one: one.published)),
            summary=_shortened(self._show.description) or self._show.title,
            linked_data=(linked_show(self._show),),
        )
        return self._render(_root(_way(number)), page)

    def _speaker(self, speaker: Speaker) -> str:
        address = f"{self._show.address}{speaker.path}"
        page = SpeakerPage(
            speaker,
            parts=tuple(self._part(appearance) for appearance in speaker.appearances),
            address=address,
            linked_data=(
                linked_speaker(self._show, speaker),
                linked_trail(self._show, (speaker.name, address)),
            ),
        )
        return self._render(_root(speaker.path), page)

    def _part(self, appearance: Appearance) -> Part:
        edition, person = appearance.edition, appearance.person
        entry, part = self._entry(edition), person.part(self._show.language)
        if first := self._first_passages(edition).get(person.name):
            return Part(entry, part, first.number, first.start)
        return Part(entry, part)

    def _first_passages(self, edition: Edition) -> Mapping[str, Passage]:
        """The passage in which each speaker is first heard."""
        if edition.slug not in self._first:
            parts = read(edition, self._kind(edition)).parts
            passages = [part for part in parts if isinstance(part, Passage)]
            by_time = sorted(passages, key=lambda passage: passage.start, reverse=True)
            self._first[edition.slug] = {passage.speaker: passage for passage in by_time}
        return self._first[edition.slug]

    def _series(self, series: Series) -> str:
        address = f"{self._show.address}{series.path}"
        trail = linked_trail(self._show, (series.name, address))
        page = SeriesPage(series, self._entries(series.editions), address, (trail,))
        return self._render(_root(series.path), page)

    def _register(self, folder: str) -> str:
        page = RegisterPage(folder, f"{self._show.address}{folder}/")
        return self._render("../", page)

    def _search(self, editions: Sequence[Edition]) -> str:
        entries = self._entries(newest_first(editions)[:PER_PAGE])
        has_more = len(editions) > PER_PAGE
        page = SearchPage(entries, has_more, f"{self._show.address}{SEARCH}")
        return self._render("../", page)

    def _accessibility(self, editions: Sequence[Edition]) -> str:
        unreviewed = [one for one in newest_first(editions) if not one.episode.reviewed]
        address = f"{self._show.address}{ACCESSIBILITY}"
        page = AccessibilityPage(self._entries(unreviewed), len(editions), address)
        return self._render("../", page)

    def _entries(self, editions: Iterable[Edition]) -> tuple[Entry, ...]:
        return tuple(self._entry(edition) for edition in editions)

    def _entry(self, edition: Edition) -> Entry:
        return Entry(edition, self._day(edition), _summary(edition))

    def _card(self, edition: Edition) -> str:
        """The picture by which other sites show an episode: its own, else one with its title."""
        if edition.episode.artwork:
            return edition.artwork_address(self._show)
        return f"{edition.address(self._show)}{CARD_FILE}"

    def _kind(self, edition: Edition) -> Kind:
        return edition.episode.kind or self._show.kind

    def _day(self, edition: Edition) -> date:
        return edition.published.astimezone(self._show.zone).date()

    def _old_from(self, edition: Edition) -> date | None:
        months = self._show.age_notice
        return months_after(self._day(edition), months) if months else None

    def _render(self, root: str, page: Page) -> str:
        artwork = f"{self._show.address}{ARTWORK_FILE}"
        site = Site(self._show, LOCALES[self._show.language], root, artwork, self._catalogue)
        return self._templates.render(site, page)


def _way(number: int) -> str:
    """Where a page of the list lies."""
    return f"sida/{number}/" if number > 1 else ""


def _root(path: str) -> str:
    """From a folder to the one that all pages lie in."""
    return "../" * path.count("/")


def _summary(edition: Edition) -> str:
    return _shortened(" ".join(edition.lead)) or edition.document.title


def _shortened(text: str) -> str:
    return textwrap.shorten(text, _SUMMARY, placeholder=" …")
