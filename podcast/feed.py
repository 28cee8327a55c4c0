"""The feed that podcast apps subscribe to: RSS with iTunes and Podcasting 2.0.

feedgen writes the RSS; an extension of ours adds what it lacks and mends what it gets wrong:
`explicit` as true or false, a date of the last change that no clock touches, the podcast
namespace (https://podcastindex.org/namespace/1.0).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]  # it has no types
from lxml import etree  # type: ignore[import-untyped]  # it has no types

from podcast.edition import Edition, newest_first
from podcast.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from podcast.episode import Person
    from podcast.show import Language, Show

FEED_FILE = "feed.xml"

# lxml has no types.
_Element = Any

_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_PODCAST = "https://podcastindex.org/namespace/1.0"
_GENERATOR = "panelpodd"
# XML 1.0 has no place for these, escaped or not; the last ones turn the direction of writing.
_UNWRITABLE = re.compile(
    "[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
)
# What apps show beside a name; the namespace allows no more.
_LONGEST_NAME = 128


# The link from the show notes to the page.
_READ: Mapping[Language, str] = {
    "sv": "Läs hela samtalet i text",
    "en": "Read the whole conversation as text",
}


@dataclass(frozen=True, slots=True)
class _Transcript:
    """A form of the text that lies beside the page."""

    suffix: str
    media_type: str
    captions: bool = False


_TRANSCRIPTS = (
    _Transcript(".vtt", "text/vtt", captions=True),
    _Transcript(".srt", "application/x-subrip"),
    _Transcript(".json", "application/json"),
)


def feed(show: Show, editions: Iterable[Edition], podcast_guid: str) -> bytes:
    """Return feed.xml, the same bytes for the same values.

    Args:
        show: the settings.
        editions: what is published, in any order.
        podcast_guid: what the podcast is known by everywhere; never changes.
    """
    newest = newest_first(editions)
    generator = FeedGenerator()
    generator.register_extension("panelpodd", _Channel, _Item, atom=False)
    title = _clean(show.title) or show.address
    generator.title(title)
    generator.description(_clean(show.description) or title)
    generator.link(href=f"{show.address}{FEED_FILE}", rel="self", type="application/rss+xml")
    # feedgen's <link> is the last one added.
    generator.link(href=show.address, rel="alternate")
    generator.language(show.language)
    generator.generator(_GENERATOR)
    generator.copyright(_clean(show.copyright) or None)
    generator.panelpodd.tell(show, podcast_guid, newest)
    for edition in newest:
        _add(generator, show, edition)
    return bytes(generator.rss_str(pretty=True))


def _add(generator: FeedGenerator, show: Show, edition: Edition) -> None:
    entry = generator.add_entry(order="append")
    entry.title(_clean(edition.episode.title))
    entry.guid(edition.guid, permalink=False)
    entry.link(href=edition.address(show))
    entry.description(_clean(" ".join(edition.lead) or edition.episode.title))
    entry.content(_clean(_shownotes(show, edition)))
    sound = edition.sound
    entry.enclosure(edition.sound_address(show), str(sound.size), sound.media_type)
    entry.panelpodd.tell(show, edition)


def _shownotes(show: Show, edition: Edition) -> str:
    """Return what apps show under the player, as HTML: lead, cast, and where to read."""
    words = wording(edition.episode.kind or show.kind, show.language)
    people = edition.episode.people
    listed = "".join(f"<li>{escape(person.presentation)}</li>" for person in people)
    return "".join(
        [
            *(f"<p>{escape(text)}</p>" for text in edition.lead),
            f"<p>{words.cast}:</p><ul>{listed}</ul>" if people else "",
            f'<p><a href="{escape(edition.address(show))}">{_READ[show.language]}</a></p>',
        ]
    )


class _Channel:
    """Our part of the channel, in the form that feedgen asks of an extension."""

    def extend_ns(self) -> dict[str, str]:
        return {"itunes": _ITUNES, "podcast": _PODCAST}

    def tell(self, show: Show, podcast_guid: str, newest: tuple[Edition, ...]) -> None:
        self._show, self._guid, self._newest = show, podcast_guid, newest

    def extend_rss(self, rss: _Element) -> None:
        channel = rss[0]
        self._date(channel)
        self._itunes(channel)
        _put(channel, _PODCAST, "guid", self._guid)
        _put(channel, _PODCAST, "medium", "podcast")
        if self._show.email:
            _put(channel, _PODCAST, "locked", "yes", owner=self._show.email)

    def _date(self, channel: _Element) -> None:
        """Replace feedgen's date, which is now, by that of the newest episode."""
        built = channel.find("lastBuildDate")
        if self._newest:
            built.text = format_datetime(self._newest[0].published)
        else:
            channel.remove(built)

    def _itunes(self, channel: _Element) -> None:
        show = self._show
        if show.author:
            _put(channel, _ITUNES, "author", show.author)
        category = _put(channel, _ITUNES, "category", text=show.category)
        if show.subcategory:
            _put(category, _ITUNES, "category", text=show.subcategory)
        _put(channel, _ITUNES, "explicit", _truth(yes=show.explicit))
        _put(channel, _ITUNES, "type", "episodic")
        if show.artwork:
            _put(channel, _ITUNES, "image", href=f"{show.address}{quote(show.artwork)}")
        if show.email:
            owner = _put(channel, _ITUNES, "owner")
            _put(owner, _ITUNES, "name", show.owner or show.author or show.title)
            _put(owner, _ITUNES, "email", show.email)


class _Item:
    """Our part of an item, in the form that feedgen asks of an extension."""

    def tell(self, show: Show, edition: Edition) -> None:
        self._show, self._edition = show, edition

    def extend_rss(self, item: _Element) -> None:
        etree.SubElement(item, "pubDate").text = format_datetime(self._edition.published)
        self._itunes(item)
        self._numbers(item)
        self._transcripts(item)
        for person in self._edition.episode.people:
            _put_person(item, person)
        if self._edition.episode.place:
            _put(item, _PODCAST, "location", self._edition.episode.place[:_LONGEST_NAME])

    def _itunes(self, item: _Element) -> None:
        _put(item, _ITUNES, "title", self._edition.episode.title)
        _put(item, _ITUNES, "duration", str(max(1, round(self._edition.sound.duration))))
        _put(item, _ITUNES, "explicit", _truth(yes=self._show.explicit))
        _put(item, _ITUNES, "episodeType", "full")

    def _numbers(self, item: _Element) -> None:
        episode = self._edition.episode
        for name, number in (("season", episode.season), ("episode", episode.number)):
            if number:
                _put(item, _ITUNES, name, str(number))
                _put(item, _PODCAST, name, str(number))

    def _transcripts(self, item: _Element) -> None:
        page, language = self._edition.address(self._show), self._show.language
        for form in _TRANSCRIPTS:
            rel = {"rel": "captions"} if form.captions else {}
            address = f"{page}{self._edition.slug}{form.suffix}"
            _put(
                item, _PODCAST, "transcript",
                url=address, type=form.media_type, language=language, **rel,
            )  # fmt: skip
        _put(item, _PODCAST, "transcript", url=page, type="text/html", language=language)


def _put_person(item: _Element, person: Person) -> None:
    role = "host" if person.leads else "guest"
    _put(item, _PODCAST, "person", person.name[:_LONGEST_NAME], role=role, group="cast")


def _put(
    parent: _Element, namespace: str, name: str, content: str = "", **attributes: str
) -> _Element:
    """Add an element; `content` is its text."""
    clean = {key: _clean(value) for key, value in attributes.items()}
    element = etree.SubElement(parent, f"{{{namespace}}}{name}", clean)
    element.text = _clean(content) or None
    return element


def _truth(*, yes: bool) -> str:
    return "true" if yes else "false"


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)
