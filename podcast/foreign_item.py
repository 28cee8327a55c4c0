"""One item of somebody else's feed as values; what cannot be used is noted."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from podcast import foreign_values as values
from podcast.document import Chapter
from podcast.foreign import ForeignFile, ForeignItem, ForeignLicense, ForeignPerson
from podcast.html_text import is_html, plain_text
from podcast.span import clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from podcast.foreign import Notes
    from podcast.foreign_xml import Node

_TYPES = ("full", "trailer", "bonus")
_TEXTS = ("description", "content:encoded", "itunes:summary", "itunes:subtitle")
# Said again elsewhere, or of no use to anybody but the old host.
_OF_NO_LOSS = (
    "itunes:title", "itunes:subtitle", "itunes:summary", "itunes:keywords", "itunes:order",
    "itunes:block", "atom:link", "comments", "podcast:integrity", "dc:date",
)  # fmt: skip


def read_item(item: Node, publisher: str, notes: Notes, *, is_ours: bool) -> ForeignItem:
    """Read an item.

    Args:
        item: the element.
        publisher: the author of the show, who need not take part.
        notes: gets what cannot be taken over.
        is_ours: whether this program wrote the feed; then its texts are no HTML.
    """
    source = item.source
    title = item.said("title", "itunes:title")
    sound = _sound(item, notes)
    season, season_name = _season(item, notes)
    place, geo = _place(item, notes)
    read = ForeignItem(
        guid=_guid(item, sound, notes),
        title=values.line(title if is_ours else plain_text(title) if is_html(title) else title),
        line=(item.element.sourceline or 0) + item.above,
        source=source,
        published=_published(item, notes),
        description=texts(item, notes, is_ours=is_ours),
        link=item.said("link"),
        sound=sound,
        duration=_duration(item, notes),
        season=season,
        season_name=season_name,
        number=_number(item, notes),
        episode_type=_episode_type(item, notes),
        explicit=explicit(item, notes),
        people=people(item) or _author(item, publisher, notes),
        place=place,
        geo=geo,
        image=image(item),
        license=licence(item),
        chapters=tuple(_chapters(item, notes)),
        chapter_file=_chapter_file(item),
        transcripts=_transcripts(item),
        links=_links(item),
    )
    _tell_of_the_rest(item, notes)
    return read


def texts(node: Node, notes: Notes, *, is_ours: bool) -> str:
    """Return the description as plain text: the first of several that says anything.

    A longer text beside it, such as show notes, is noted; it stays in what is kept of the feed.
    """
    markup = {name: found.markup for name in _TEXTS if (found := node.one(name)) is not None}
    plain = {
        name: plain_text(text) if is_html(text) and not is_ours else text.strip()
        for name, text in markup.items()
    }
    taken = next((text for text in plain.values() if text), "")
    notes_there = plain.get("content:encoded", "")
    if not is_ours and taken and " ".join(notes_there.split()) not in " ".join(taken.split()):
        notes.add(
            node.where,
            "<content:encoded> says something else than <description>, which became the lead; "
            "it is kept in imported.json",
        )
    return taken


def people(node: Node) -> tuple[ForeignPerson, ...]:
    """Return who takes part: podcast:person, else the contributors that Podlove writes."""
    named = tuple(
        ForeignPerson(
            values.line(person.text), person.get("role"), person.get("href"), person.get("img")
        )
        for person in node.all("podcast:person")
    )
    contributors = tuple(
        ForeignPerson(values.line(person.said("atom:name")), "", person.said("atom:uri"))
        for person in node.all("atom:contributor")
    )
    by_name = {person.name: person for person in reversed(named or contributors) if person.name}
    return tuple(reversed(by_name.values()))


def _author(item: Node, publisher: str, notes: Notes) -> tuple[ForeignPerson, ...]:
    """Where nobody is named, take the author of the item, unless it is the publisher."""
    author = values.line(item.said("itunes:author"))
    if not author or author == publisher:
        return ()
    notes.add(item.where, f"“{author[:60]}”, the <itunes:author>, is taken for who takes part")
    return (ForeignPerson(author),)


def explicit(node: Node, notes: Notes) -> bool | None:
    """Return whether it is unfit for children, None where the feed does not say."""
    if not (said := node.said("itunes:explicit")):
        return None
    if (read := values.truth(said)) is None:
        notes.add(node.where, f"<itunes:explicit> is “{values.line(said)[:40]}”, which is no truth")
    return read


def image(node: Node) -> str:
    """Return the address of the artwork; empty where there is none."""
    found = node.one("itunes:image")
    return found.get("href") or found.text if found else ""


def licence(node: Node) -> ForeignLicense | None:
    """Return the licence, None where there is none."""
    found = node.one("podcast:license")
    return ForeignLicense(found.text, found.get("url")) if found and found.text else None


def _guid(item: Node, sound: ForeignFile | None, notes: Notes) -> str:
    """What podcast apps know it by: the guid, else what they take where there is none."""
    if guid := item.said("guid"):
        return guid
    instead = sound.address if sound else item.said("link")
    if instead:
        notes.add(item.where, "the item has no <guid>; its address stands for one, as apps have it")
    return instead


def _sound(item: Node, notes: Notes) -> ForeignFile | None:
    enclosures = [found for found in item.all("enclosure") if found.get("url")]
    for other in enclosures[1:]:
        notes.add(other.where, "an item has a second <enclosure>, which was left out")
    if not enclosures:
        return None
    return ForeignFile(enclosures[0].get("url"), enclosures[0].get("type"))


def _published(item: Node, notes: Notes) -> datetime | None:
    written = item.said("pubDate", "dc:date", "atom:published", "atom:updated")
    if not written:
        return None
    read, is_zoned = values.moment(written)
    if read is None:
        notes.add(item.where, f"the date “{values.line(written)[:60]}” cannot be read")
    elif not is_zoned:
        notes.add(
            item.where, "a date has no time zone that is known; it is taken for UTC, as apps do"
        )
    return read


def _duration(item: Node, notes: Notes) -> float:
    if not (said := item.said("itunes:duration")):
        return 0.0
    if (read := values.seconds(said)) is None:
        notes.add(item.where, f"the duration “{values.line(said)[:40]}” cannot be read")
    return read or 0.0


def _season(item: Node, notes: Notes) -> tuple[int | None, str]:
    named = item.one("podcast:season")
    plain = item.said("itunes:season")
    written = plain or (named.text if named else "")
    season = values.whole(written)
    if written and season is None:
        notes.add(item.where, f"the season “{values.line(written)[:40]}” is no number from 1")
    return season, values.line(named.get("name")) if named else ""


def _number(item: Node, notes: Notes) -> int | None:
    written = item.said("itunes:episode", "podcast:episode")
    number = values.whole(written)
    if written and number is None:
        notes.add(item.where, f"the number “{values.line(written)[:40]}” is no whole number from 1")
    return number


def _episode_type(item: Node, notes: Notes) -> str:
    written = item.said("itunes:episodeType").lower()
    if written and written not in _TYPES:
        notes.add(item.where, f"the episode type “{values.line(written)[:40]}” is not known")
    return written if written in _TYPES else "full"


def _place(item: Node, notes: Notes) -> tuple[str, str]:
    """Where it was recorded; a place that the talk is about is not that (`rel`)."""
    for place in item.all("podcast:location"):
        if place.get("rel") == "creator":
            return values.line(place.text), values.geo(place.get("geo"))
        notes.add(
            place.where,
            f"<podcast:location> “{values.line(place.text)[:60]}” does not say that it is where "
            "the talk was recorded, so it is not taken for that",
        )
    return "", ""


def _chapters(item: Node, notes: Notes) -> Iterator[Chapter]:
    for group in item.all("psc:chapters"):
        for chapter in group.all("psc:chapter"):
            title = values.line(chapter.get("title"))
            start = values.seconds(chapter.get("start"))
            if start is None:
                notes.add(
                    chapter.where, "a chapter has no moment that can be read; it was left out"
                )
                continue
            if title:
                yield Chapter(start, title, chapter.get("href"))
            if chapter.get("image"):
                notes.add(chapter.where, "a chapter has a picture, which was left out")


def _chapter_file(item: Node) -> ForeignFile | None:
    found = item.one("podcast:chapters")
    return ForeignFile(found.get("url"), found.get("type")) if found and found.get("url") else None


def _transcripts(item: Node) -> tuple[ForeignFile, ...]:
    return tuple(
        ForeignFile(found.get("url"), found.get("type"))
        for found in item.all("podcast:transcript")
        if found.get("url")
    )


def _links(item: Node) -> tuple[tuple[str, str], ...]:
    """Where it leads on to, each with its title; others of its links lead to itself."""
    return tuple(
        (values.line(link.get("title")) or link.get("href"), link.get("href"))
        for link in item.all("atom:link")
        if link.get("rel") == "related" and link.get("href")
    )


def _tell_of_the_rest(item: Node, notes: Notes) -> None:
    for bite in item.all("podcast:soundbite"):
        at = values.seconds(bite.get("startTime"))
        told = "" if at is None else f" at {clock(at)}"
        notes.add(
            bite.where,
            f"the soundbite{told} “{values.line(bite.text)[:80]}” is not "
            "taken over; lift its words out with > in text.md",
        )
    item.pass_over(*_OF_NO_LOSS)
    tell_of_unread(item, notes)


def tell_of_unread(node: Node, notes: Notes) -> None:
    """Note every element that nobody asked for."""
    for unread in node.unread():
        notes.add(unread.where, f"<{unread.name}> is not understood; it is kept in imported.json")


def whole_address(base: str, address: str) -> str:
    """Return an address that may be written from the feed's own, whole."""
    try:
        return urljoin(base, address) if address else ""
    except ValueError:
        return ""
