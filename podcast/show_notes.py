"""What apps show under the player, as HTML: the lead, the cast, the chapters, where to read."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from podcast.span import clock
from podcast.wording import wording
from podcast.xml_text import ascii_address, writable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from podcast.edition import Edition
    from podcast.show import Language, Show


@dataclass(frozen=True, slots=True)
class _Words:
    chapters: str
    read: str


_WORDS: Mapping[Language, _Words] = {
    "sv": _Words("Kapitel", "Läs hela samtalet i text"),
    "en": _Words("Chapters", "Read the whole conversation as text"),
}


def show_notes(show: Show, edition: Edition) -> str:
    """Return the show notes; apps make links of the times in them."""
    return writable("".join(_parts(show, edition)))


def _parts(show: Show, edition: Edition) -> Iterator[str]:
    words = _WORDS[show.language]
    yield from (f"<p>{escape(text)}</p>" for text in edition.lead)
    if people := edition.episode.people:
        cast = wording(edition.episode.kind or show.kind, show.language).cast
        yield _list(cast, (person.presented(show.language) for person in people))
    if edition.chapters:
        timed = (f"{clock(chapter.start)} {chapter.title}" for chapter in edition.chapters)
        yield _list(words.chapters, timed)
    if links := edition.episode.links:
        named = wording(edition.episode.kind or show.kind, show.language).links
        ways = "".join(f"<li>{_link(link.address, link.title)}</li>" for link in links)
        yield f"<p>{named}:</p><ul>{ways}</ul>"
    yield f"<p>{_link(edition.address(show), words.read)}</p>"


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(ascii_address(address))}">{escape(text)}</a>'


def _list(heading: str, lines: Iterable[str]) -> str:
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<p>{heading}:</p><ul>{listed}</ul>"
