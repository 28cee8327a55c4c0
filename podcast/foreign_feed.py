"""Somebody else's feed: bytes to values, and what in it is not understood."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from podcast.foreign import ForeignFeed, ForeignItem
from podcast.foreign_item import read_item, whole_address
from podcast.foreign_show import is_ours, read_show
from podcast.foreign_xml import parse_channel

if TYPE_CHECKING:
    from podcast.foreign import ForeignFile, Notes


def read_feed(content: bytes, name: str, base: str, notes: Notes) -> ForeignFeed:
    """Read one document of a feed.

    Args:
        content: as it came.
        name: file or address, for messages.
        base: the address that others are written from; empty for a file.
        notes: gets what is not understood or cannot be used.

    Raises:
        FeedError: when it is no RSS.
    """
    channel = parse_channel(content, name)
    ours = is_ours(channel)
    show = read_show(channel, notes)
    items = tuple(
        _whole(read_item(item.alone(), show.author, notes, is_ours=ours), base)
        for item in channel.all("item")
    )
    show = replace(
        show, image=whole_address(base, show.image), next_page=whole_address(base, show.next_page)
    )
    return ForeignFeed(show, items)


def _whole(item: ForeignItem, base: str) -> ForeignItem:
    """The item with all its addresses whole."""

    def file(found: ForeignFile) -> ForeignFile:
        return replace(found, address=whole_address(base, found.address))

    return replace(
        item,
        sound=file(item.sound) if item.sound else None,
        image=whole_address(base, item.image),
        chapter_file=file(item.chapter_file) if item.chapter_file else None,
        transcripts=tuple(file(found) for found in item.transcripts),
    )
