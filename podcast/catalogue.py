"""Who takes part in the show, and which events and seasons it has: each has a page of its own."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from podcast.edition import Edition, listed, newest_first
from podcast.episode import Person
from podcast.slug import numbered, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from podcast.show import Show

PEOPLE, EVENTS, SEASONS = "person", "evenemang", "sasong"
"""The folders of their pages; `slug.py` keeps these names from episodes."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """An episode with what somebody was in it."""

    edition: Edition
    person: Person


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who takes part in at least one episode.

    Attributes:
        name: as the newest episode has it.
        path: of the page, from the folder that all pages lie in.
        appearances: newest first.
        parts: role and organisation, once each, newest first.
    """

    name: str
    path: str
    appearances: tuple[Appearance, ...]
    parts: tuple[str, ...]

    @property
    def link(self) -> str:
        """The newest web address about the person, or nothing."""
        return next((one.person.link for one in self.appearances if one.person.link), "")


@dataclass(frozen=True, slots=True)
class Series:
    """Episodes that belong together.

    Attributes:
        kind: by what they do.
        name: of the event or the season.
        number: of the season; 0 for an event.
        path: of the page, from the folder that all pages lie in.
        editions: newest first.
    """

    kind: Literal["event", "season"]
    name: str
    number: int
    path: str
    editions: tuple[Edition, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All who and what has a page besides the episodes, each by what it is known by.

    Attributes:
        people: in the order of the alphabet of their addresses.
        events: newest first.
        seasons: newest first.
        episodes: those on the lists, by the last part of their addresses.
    """

    people: Mapping[str, Speaker] = field(default_factory=dict)
    events: Mapping[str, Series] = field(default_factory=dict)
    seasons: Mapping[int, Series] = field(default_factory=dict)
    episodes: Mapping[str, Edition] = field(default_factory=dict)

    def speaker(self, name: str) -> Speaker | None:
        """Somebody by the name, however it is capitalised."""
        return self.people.get(_key(name))

    def event(self, name: str) -> Series | None:
        """An event by its name."""
        return self.events.get(_key(name))

    def season(self, number: int | None) -> Series | None:
        """A season by its number."""
        return self.seasons.get(number or 0)

    @property
    def series(self) -> tuple[Series, ...]:
        """Events and seasons."""
        return (*self.events.values(), *self.seasons.values())


def catalogue(show: Show, editions: Iterable[Edition]) -> Catalogue:
    """Tell who and what has a page: all that an episode on the lists names.

    Two names that give the same address get a number in the order in which they came, so that
    addresses stay as they are when episodes are added.
    """
    oldest_first = newest_first(listed(editions))[::-1]
    return Catalogue(
        _people(show, oldest_first),
        _events(oldest_first),
        _seasons(show, oldest_first),
        {edition.slug: edition for edition in oldest_first},
    )


def _people(show: Show, editions: Sequence[Edition]) -> Mapping[str, Speaker]:
    found: dict[str, list[Appearance]] = defaultdict(list)
    for edition in editions:
        for key, person in {_key(one.name): one for one in edition.episode.people}.items():
            found[key].append(Appearance(edition, person))
    paths = _paths(PEOPLE, found)
    speakers = {
        key: Speaker(
            seen[-1].person.name, paths[key], tuple(reversed(seen)), _parts(show, seen[::-1])
        )
        for key, seen in found.items()
    }
    return dict(sorted(speakers.items(), key=lambda known: known[1].path))


def _parts(show: Show, appearances: Iterable[Appearance]) -> tuple[str, ...]:
    parts = (appearance.person.part(show.language) for appearance in appearances)
    return tuple(dict.fromkeys(part for part in parts if part))


def _events(editions: Sequence[Edition]) -> Mapping[str, Series]:
    found: dict[str, list[Edition]] = defaultdict(list)
    for edition in editions:
        if key := _key(edition.episode.event):
            found[key].append(edition)
    paths = _paths(EVENTS, found)
    return {
        key: Series("event", seen[-1].episode.event, 0, paths[key], tuple(reversed(seen)))
        for key, seen in sorted(found.items(), key=_last, reverse=True)
    }


def _seasons(show: Show, editions: Sequence[Edition]) -> Mapping[int, Series]:
    found: dict[int, list[Edition]] = defaultdict(list)
    for edition in editions:
        if edition.episode.season:
            found[edition.episode.season].append(edition)
    return {
        number: Series(
            "season",
            _season_name(show, number),
            number,
            f"{SEASONS}/{number}/",
            tuple(reversed(seen)),
        )
        for number, seen in sorted(found.items(), reverse=True)
    }


def _season_name(show: Show, number: int) -> str:
    return show.season_name(number) or f"{'Säsong' if show.language == 'sv' else 'Season'} {number}"


def _paths(folder: str, keys: Iterable[str]) -> Mapping[str, str]:
    """An address for each, none twice, as episodes' addresses are: ASCII and short."""
    holders: dict[str, str] = {}
    for key in keys:
        names = (f"{folder}/{name}/" for name in numbered(slug(key, folder)))
        holders[next(name for name in names if name not in holders)] = key
    return {key: path for path, key in holders.items()}


def _last(known: tuple[str, list[Edition]]) -> tuple[datetime, str]:
    key, seen = known
    return seen[-1].published, key


def _key(name: str) -> str:
    """By what somebody is known: names are the same whatever their capitals and spaces."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
