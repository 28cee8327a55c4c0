"""What a feed says about the show, beyond what feedgen writes.

An extension of feedgen: it gets the channel when that has everything but its items.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import format_datetime
from typing import TYPE_CHECKING

from lxml import etree  # type: ignore[import-untyped]  # it has no types

from podcast.edition import ARTWORK_FILE
from podcast.elements import put, put_person, truth
from podcast.namespaces import ATOM, CHAPTERS, ITUNES, PODCAST
from podcast.podcast_roles import podcast_role
from podcast.xml_text import LONGEST_NAME, ascii_address

if TYPE_CHECKING:
    from datetime import datetime

    from podcast.elements import Element
    from podcast.show import Show

FEED_FILE = "feed.xml"
FEED_TYPE = "application/rss+xml"
# The sheets that make the feed readable in a browser. Browsers are about to drop XSLT; those that
# have dropped it use the second.
_SHEETS = (("text/xsl", "feed.xsl"), ("text/css", "feed.css"))


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One document of a paged feed (RFC 5005); the first has the newest episodes.

    Attributes:
        number: from 1.
        last: how many there are.
    """

    number: int
    last: int

    @property
    def file(self) -> str:
        """The name of its file in feed/."""
        return _file(self.number)

    @property
    def links(self) -> dict[str, str]:
        """The files of other pages by how they lie to this one; nothing when it is alone."""
        if self.last == 1:
            return {}
        links = {"first": _file(1), "last": _file(self.last)}
        if self.number > 1:
            links["previous"] = _file(self.number - 1)
        if self.number < self.last:
            links["next"] = _file(self.number + 1)
        return links


def _file(number: int) -> str:
    return FEED_FILE if number == 1 else f"feed-{number}.xml"


class ChannelExtension:
    """Our part of the channel, in the form that feedgen asks of an extension."""

    def extend_ns(self) -> dict[str, str]:
        """Return the prefixes of the namespaces that channel and items use, but feedgen's own."""
        return {"itunes": ITUNES, "podcast": PODCAST, "psc": CHAPTERS}

    def tell(self, show: Show, podcast_guid: str, newest: datetime | None, page: FeedPage) -> None:
        """Take what there is to say.

        Args:
            show: the settings.
            podcast_guid: what the podcast is known by everywhere.
            newest: when the newest episode was published, if there is any.
            page: which of the feed's documents this is.
        """
        self._show, self._guid, self._newest, self._page = show, podcast_guid, newest, page

    def extend_rss(self, rss: Element) -> None:
        """Mend and complete the channel."""
        channel = rss[0]
        self._sheets(rss)
        self._date(channel)
        self._links(channel)
        self._itunes(channel)
        self._owner(channel)
        self._podcast(channel)
        self._people(channel)

    def _sheets(self, rss: Element) -> None:
        for media_type, file in _SHEETS:
            content = f'type="{media_type}" href="{file}"'
            rss.addprevious(etree.ProcessingInstruction("xml-stylesheet", content))

    def _date(self, channel: Element) -> None:
        """Replace feedgen's date, which is now, by that of the newest episode."""
        built = channel.find("lastBuildDate")
        if self._newest:
            built.text = format_datetime(self._newest)
        else:
            channel.remove(built)

    def _links(self, channel: Element) -> None:
        for rel, file in self._page.links.items():
            address = f"{self._show.address}{file}"
            put(channel, ATOM, "link", href=address, rel=rel, type=FEED_TYPE)
        if self._show.hub:
            put(channel, ATOM, "link", href=self._show.hub, rel="hub")

    def _itunes(self, channel: Element) -> None:
        show = self._show
        if show.author:
            put(channel, ITUNES, "author", show.author)
        category = put(channel, ITUNES, "category", text=show.category)
        if show.subcategory:
            put(category, ITUNES, "category", text=show.subcategory)
        put(channel, ITUNES, "explicit", truth(yes=show.explicit))
        put(channel, ITUNES, "type", show.order)
        put(channel, ITUNES, "image", href=f"{show.address}{ARTWORK_FILE}")
        if show.complete:
            put(channel, ITUNES, "complete", "Yes")
        if show.new_feed_url:
            put(channel, ITUNES, "new-feed-url", ascii_address(show.new_feed_url))

    def _owner(self, channel: Element) -> None:
        show = self._show
        if show.email:
            owner = put(channel, ITUNES, "owner")
            put(owner, ITUNES, "name", show.owner or show.author or show.title)
            put(owner, ITUNES, "email", show.email)
            put(channel, PODCAST, "locked", "yes" if show.locked else "no", owner=show.email)

    def _podcast(self, channel: Element) -> None:
        show = self._show
        put(channel, PODCAST, "guid", self._guid)
        put(channel, PODCAST, "medium", "podcast")
        if show.license:
            put(channel, PODCAST, "license", show.license.lower(), url=show.license_link)
        for funding in show.funding:
            put(channel, PODCAST, "funding", funding.text[:LONGEST_NAME], url=funding.link)
        for proof in show.proofs:
            put(channel, PODCAST, "txt", proof.text, purpose=proof.purpose)

    def _people(self, channel: Element) -> None:
        for person in self._show.people:
            put_person(channel, person, podcast_role(person.role, leads=True))
