"""What a feed says about an episode, beyond what feedgen writes.

An extension of feedgen: it gets the item when that has title, texts, guid and enclosure.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import format_datetime
from textwrap import shorten
from typing import TYPE_CHECKING

from podcast.elements import put, put_person, truth
from podcast.namespaces import ATOM, CHAPTERS, ITUNES, PODCAST
from podcast.podcast_roles import podcast_role
from podcast.xml_text import LONGEST_NAME, one_line, writable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from podcast.edition import Edition
    from podcast.elements import Element
    from podcast.episode import Episode
    from podcast.show import Language, Show


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
    _Transcript(".transcript.html", "text/html"),
)
_CHAPTERS_SUFFIX, _CHAPTERS_TYPE = ".chapters.json", "application/json+chapters"
_CHAPTERS_VERSION = "1.2"
_SMALL_SOUND: Mapping[Language, str] = {"sv": "Liten ljudfil", "en": "Small sound file"}


class ItemExtension:
    """Our part of an item, in the form that feedgen asks of an extension."""

    def tell(self, show: Show, edition: Edition) -> None:
        """Take what there is to say."""
        self._show, self._edition = show, edition

    def extend_rss(self, item: Element) -> None:
        """Complete the item."""
        put(item, "", "pubDate", format_datetime(self._edition.published))
        self._itunes(item)
        self._numbers(item)
        self._small_sound(item)
        self._transcripts(item)
        self._chapters(item)
        self._soundbites(item)
        for person in self._edition.episode.people:
            role = podcast_role(person.role, person.organisation, leads=person.leads)
            put_person(item, person, role)
        _place(item, self._edition.episode)
        self._license(item)
        for link in self._edition.episode.links:
            put(item, ATOM, "link", href=link.address, rel="related", title=link.title)

    def _itunes(self, item: Element) -> None:
        episode = self._edition.episode
        explicit = self._show.explicit if episode.explicit is None else episode.explicit
        put(item, ITUNES, "title", one_line(episode.title))
        put(item, ITUNES, "duration", str(max(1, round(self._edition.sound.duration))))
        put(item, ITUNES, "explicit", truth(yes=explicit))
        if episode.artwork:
            put(item, ITUNES, "image", href=self._edition.artwork_address(self._show))
        put(item, ITUNES, "episodeType", episode.episode_type)

    def _numbers(self, item: Element) -> None:
        episode = self._edition.episode
        if episode.season:
            put(item, ITUNES, "season", str(episode.season))
            name = self._show.season_name(episode.season)[:LONGEST_NAME]
            put(item, PODCAST, "season", str(episode.season), name=name)
        if episode.number:
            put(item, ITUNES, "episode", str(episode.number))
            put(item, PODCAST, "episode", str(episode.number))

    def _small_sound(self, item: Element) -> None:
        """Offer the version for slow networks beside the enclosure."""
        small = self._edition.small
        if not small:
            return
        title = _SMALL_SOUND[self._show.language]
        other = put(
            item, PODCAST, "alternateEnclosure",
            type=small.media_type, length=str(small.size), title=title,
        )  # fmt: skip
        address = f"{self._edition.address(self._show)}{small.file}"
        put(other, PODCAST, "source", uri=address)

    def _transcripts(self, item: Element) -> None:
        page, language = self._edition.address(self._show), self._show.language
        for form in _TRANSCRIPTS:
            put(
                item, PODCAST, "transcript",
                url=f"{page}{self._edition.slug}{form.suffix}",
                type=form.media_type, language=language, rel="captions" if form.captions else "",
            )  # fmt: skip

    def _chapters(self, item: Element) -> None:
        """Link the file of chapters, and write them as Podlove Simple Chapters."""
        if not self._edition.chapters:
            return
        page = self._edition.address(self._show)
        address = f"{page}{self._edition.slug}{_CHAPTERS_SUFFIX}"
        put(item, PODCAST, "chapters", url=address, type=_CHAPTERS_TYPE)
        chapters = put(item, CHAPTERS, "chapters", version=_CHAPTERS_VERSION)
        for chapter in self._edition.chapters:
            start = _normal_play_time(chapter.start)
            put(chapters, CHAPTERS, "chapter", start=start, title=chapter.title, href=chapter.link)

    def _soundbites(self, item: Element) -> None:
        """Name the moments of the quotes that are lifted out of the talk."""
        for lifted in self._edition.quotes:
            start, duration = f"{lifted.span.start:.3f}", f"{lifted.span.duration:.3f}"
            words = shorten(lifted.words, LONGEST_NAME, placeholder=" …")
            put(item, PODCAST, "soundbite", words, startTime=start, duration=duration)

    def _license(self, item: Element) -> None:
        episode = self._edition.episode
        if episode.license:
            put(item, PODCAST, "license", episode.license.lower(), url=episode.license_link)


def _place(item: Element, episode: Episode) -> None:
    """Say where it was recorded; apps show the name, so without one there is nothing to say."""
    if place := writable(episode.place).strip():
        geo = f"geo:{episode.geo}" if episode.geo else ""
        put(item, PODCAST, "location", place[:LONGEST_NAME], rel="creator", geo=geo)


def _normal_play_time(seconds: float) -> str:
    """Write a moment as RFC 2326 does: `01:02:03.500`."""
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    minutes, second = divmod(whole, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}.{thousandths:03}"
