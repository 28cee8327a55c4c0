"""What somebody else's feed says about its show, as values; what cannot be used is noted."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from podcast import foreign_values as values
from podcast.foreign import ForeignShow
from podcast.foreign_item import explicit, image, licence, people, tell_of_unread, texts

if TYPE_CHECKING:
    from podcast.foreign import Notes
    from podcast.foreign_xml import Node

_OURS = "panelpodd"
_FEED_FILE = "feed.xml"
# Said again elsewhere, made anew by us, or of no use to anybody but the old host.
_OF_NO_LOSS = (
    "itunes:title", "itunes:subtitle", "itunes:summary", "itunes:keywords", "itunes:block",
    "content:encoded", "podcast:medium", "podcast:podping", "podcast:updateFrequency", "generator",
    "lastBuildDate", "pubDate", "docs", "ttl", "cloud", "image", "atom:link", "webMaster",
)  # fmt: skip


def is_ours(channel: Node) -> bool:
    """Tell whether this program wrote the feed."""
    return channel.said("generator") == _OURS


def read_show(channel: Node, notes: Notes) -> ForeignShow:
    """Read all of a channel but its items; they count as read."""
    own = is_ours(channel)
    items = channel.all("item")
    owner = channel.one("itunes:owner")
    locked = channel.one("podcast:locked")
    links = {link.get("rel"): link.get("href") for link in reversed(channel.all("atom:link"))}
    self_link = links.get("self", "")
    picture = channel.one("image")
    read = ForeignShow(
        title=values.line(channel.said("title", "itunes:title")),
        source=_source_without(channel, "item"),
        address=_folder(self_link, channel.said("link")) if own else "",
        next_page=links.get("next", ""),
        guid=channel.said("podcast:guid").lower(),
        description=texts(channel, notes, is_ours=own),
        language=channel.said("language", "dc:language"),
        author=values.line(channel.said("itunes:author", "dc:creator")),
        owner=values.line(owner.said("itunes:name")) if owner else "",
        email=owner.said("itunes:email") if owner else "",
        categories=_categories(channel),
        explicit=explicit(channel, notes),
        image=image(channel) or (picture.said("url") if picture else ""),
        copyright=values.line(channel.said("copyright", "dc:rights")).lstrip("©").strip(),
        license=licence(channel),
        order=channel.said("itunes:type").lower(),
        complete=channel.said("itunes:complete").lower() == "yes",
        locked=values.truth(locked.text) if locked else None,
        hub=links.get("hub", ""),
        people=people(channel),
        funding=tuple(
            (values.line(way.text), way.get("url")) for way in channel.all("podcast:funding")
        ),
        proofs=tuple(
            (values.line(proof.text), proof.get("purpose") or "verify")
            for proof in channel.all("podcast:txt")
        ),
    )
    _tell_of_the_rest(channel, read, notes)
    for item in items:  # each is read by itself
        channel.asked.update(item.element.iterdescendants())
    tell_of_unread(channel, notes)
    return read


def _source_without(channel: Node, name: str) -> str:
    kept = copy.copy(channel.element)
    for item in kept.findall(name):
        kept.remove(item)
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415

    return str(etree.tostring(kept, encoding="unicode", with_tail=False))


def _folder(feed: str, link: str) -> str:
    """The address below which our own feed lay."""
    folder, _, file = feed.rpartition("/")
    return f"{folder}/" if file.startswith("feed") and folder else link


def _categories(channel: Node) -> tuple[tuple[str, str], ...]:
    return tuple(
        (category.get("text"), next((s.get("text") for s in category.all("itunes:category")), ""))
        for category in channel.all("itunes:category")
    )


def _tell_of_the_rest(channel: Node, read: ForeignShow, notes: Notes) -> None:
    if moved := channel.said("itunes:new-feed-url"):
        notes.add(channel.where, f"the feed says that it has moved to {values.line(moved)[:200]}")
    if (link := channel.said("link")) and not read.address:
        notes.add(
            channel.where,
            f"the show's web page {values.line(link)[:200]} is not taken over; a show's page is "
            "where its feed lies (address in show.toml)",
        )
    for item in channel.all("item"):
        channel.asked.add(item.element)
    channel.pass_over(*_OF_NO_LOSS)
