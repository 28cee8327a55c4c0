"""A whole feed, from its address or its file, with the pages that older episodes are on."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.errors import FeedError
from podcast.fetch import SMALL, Fetched, is_web_address
from podcast.foreign_feed import read_feed
from podcast.workspace import read

if TYPE_CHECKING:
    from podcast.foreign import ForeignFeed, ForeignItem, Notes
    from podcast.import_files import FeedFiles

_MOST_PAGES = 100
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:")


def read_source(source: str, files: FeedFiles, notes: Notes) -> ForeignFeed:
    """Read a feed with all its pages; of items with the same guid the first is taken.

    Args:
        source: an address of the web or the name of a file.
        files: by which pages are found.
        notes: gets what is not understood.

    Raises:
        FeedError: when its first page cannot be had or is no feed.
    """
    first = feed = _page(source, files, notes)
    items = [*first.items]
    seen, here = {source}, source
    while feed.show.next_page and len(seen) < _MOST_PAGES:
        here = _next(here, feed.show.next_page)
        if here in seen:
            break
        seen.add(here)
        try:
            feed = _page(here, files, notes)
        except FeedError as fault:
            notes.add(source, f"older episodes are on another page, which cannot be read: {fault}")
            break
        items += feed.items
    return replace(first, items=tuple(_once(items, source, notes)))


def _page(source: str, files: FeedFiles, notes: Notes) -> ForeignFeed:
    fetched = _content(source, files)
    base = fetched.address if is_web_address(fetched.address) else ""
    return read_feed(fetched.content, fetched.address, base, notes)


def _content(source: str, files: FeedFiles) -> Fetched:
    if is_web_address(source):
        if files.web is None:
            raise FeedError(f"{source}: a feed that is a file never makes us use the network")
        return files.web.get(source)
    if not (file := Path(source)).is_file():
        is_address = _SCHEME.match(source) and "://" in source
        what = "only http and https are fetched" if is_address else "there is no such file"
        raise FeedError(f"{source}: {what}; give the web address of a feed, or its file.")
    if file.stat().st_size > SMALL.size:
        raise FeedError(f"{source}: it is bigger than a feed can be (20 MB); check the file.")
    return Fetched(read(file), source)


def _next(here: str, address: str) -> str:
    """The next page: at its address, or beside the file that we read."""
    if is_web_address(here):
        return address
    return str(Path(here).parent / address.rpartition("/")[2])


def _once(items: list[ForeignItem], source: str, notes: Notes) -> list[ForeignItem]:
    by_guid: dict[str, ForeignItem] = {}
    for item in items:
        where = f"{source}:{item.line}"
        if not item.guid:
            notes.add(where, f"{item.name} has neither guid nor sound nor link, so it is left out")
        elif item.guid in by_guid:
            first = by_guid[item.guid]
            notes.add(where, f"{item.name} has the guid of {first.name}, so it is left out")
        else:
            by_guid[item.guid] = item
    return list(by_guid.values())
