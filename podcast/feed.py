"""The feed that podcast apps subscribe to: RSS with iTunes and Podcasting 2.0.

feedgen writes the RSS; our extensions add what it lacks and mend what it gets wrong: `explicit`
as true or false, a date of the last change that no clock touches, the podcast namespace
(https://podcastindex.org/namespace/1.0), and chapters (https://podlove.org/simple-chapters/).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]  # it has no types

from podcast.edition import Edition, newest_first
from podcast.feed_channel import FEED_TYPE, ChannelExtension, FeedPage
from podcast.feed_item import ItemExtension
from podcast.show_notes import show_notes
from podcast.xml_text import LONGEST_DESCRIPTION, ascii_address, one_line, within, writable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from podcast.show import Show

_GENERATOR = "panelpodd"


def feed_pages(show: Show, editions: Sequence[Edition], podcast_guid: str) -> Mapping[str, bytes]:
    """Return each document of the feed by the name of its file, feed.xml last.

    Args:
        show: the settings; `feed_items` says how many episodes a document has at most.
        editions: what is published, in any order.
        podcast_guid: what the podcast is known by everywhere; never changes.
    """
    last = _documents(show, editions)
    return {
        FeedPage(number, last).file: feed(show, editions, podcast_guid, number)
        for number in range(last, 0, -1)
    }


def feed(show: Show, editions: Sequence[Edition], podcast_guid: str, number: int = 1) -> bytes:
    """Return one document of the feed, the first unless another is asked for.

    The same values give the same bytes. The other arguments are those of `feed_pages`.
    """
    page = FeedPage(number, _documents(show, editions))
    newest = newest_first(editions)
    generator = _channel(show, page)
    last_change = newest[0].published if newest else None
    generator.panelpodd.tell(show, podcast_guid, last_change, page)
    for edition in newest[(number - 1) * show.feed_items : number * show.feed_items]:
        _add(generator, show, edition)
    return bytes(generator.rss_str(pretty=True))


def _documents(show: Show, editions: Sequence[Edition]) -> int:
    return max(1, -(-len(editions) // show.feed_items))


def _channel(show: Show, page: FeedPage) -> FeedGenerator:
    generator = FeedGenerator()
    generator.register_extension("panelpodd", ChannelExtension, ItemExtension, atom=False)
    title = one_line(show.title) or show.address
    description = within(writable(show.description), LONGEST_DESCRIPTION)
    generator.title(title)
    generator.description(description or title)
    address = ascii_address(f"{show.address}{page.file}")
    generator.link(href=address, rel="self", type=FEED_TYPE)
    # feedgen's <link> is the last one added.
    generator.link(href=ascii_address(show.address), rel="alternate")
    generator.language(show.language)
    generator.generator(_GENERATOR)
    generator.copyright(writable(show.copyright) or None)
    return generator


def _add(generator: FeedGenerator, show: Show, edition: Edition) -> None:
    entry = generator.add_entry(order="append")
    title = one_line(edition.episode.title)
    entry.title(title)
    entry.guid(edition.guid, permalink=False)
    entry.link(href=ascii_address(edition.address(show)))
    entry.description(within(writable(" ".join(edition.lead) or title), LONGEST_DESCRIPTION))
    entry.content(show_notes(show, edition))
    sound = edition.sound
    address = ascii_address(edition.sound_address(show))
    entry.enclosure(address, str(sound.size), sound.media_type)
    entry.panelpodd.tell(show, edition)
