"""All editions become the folder feed/: sound, captions, pages, and the feed last.

A reader who comes while this runs finds every file old or new and no link to a missing one,
because what is linked to is written before what links to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.artworks import (
    SMALL_ARTWORK_FILE,
    publish_card,
    publish_show_artwork,
    publish_small_artwork,
)
from podcast.begun import Begun
from podcast.cache import Store
from podcast.edition import ARTWORK_FILE, listed
from podcast.feed import feed_pages
from podcast.page import CARD_FILE
from podcast.site_files import site_files
from podcast.switch import switching
from podcast.texts import publish_texts
from podcast.workspace import Workspace, remove, write

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from podcast.edition import Edition
    from podcast.former import Upcoming
    from podcast.ledger import Ledger
    from podcast.show import Show

_LIST = ".panelpodd.json"


@dataclass(frozen=True, slots=True)
class Published:
    """What changed in feed/.

    Attributes:
        written: how many files had to change.
        removed: how many that we once wrote are gone.
    """

    written: int
    removed: int


def publish(
    workspace: Workspace,
    show: Show,
    editions: Sequence[Edition],
    ledger: Ledger,
    upcoming: tuple[Upcoming, ...] = (),
) -> Published:
    """Write everything but the sound, which lies there already, and take away what is no more."""
    feed_files = feed_pages(show, listed(editions), ledger.podcast_guid)
    publish_show_artwork(workspace, show)
    publish_small_artwork(workspace)
    for edition in _with_cards(editions):
        publish_card(workspace, show, edition)
    texts = publish_texts(workspace, show, editions)
    names, written = {*_made_before(editions), *texts}, sum(texts.values())
    pages = site_files(
        show,
        editions,
        withdrawn=ledger.withdrawn,
        moved=ledger.moved,
        upcoming=upcoming if show.upcoming else (),
        own=workspace.templates if workspace.templates.is_dir() else None,
    )
    with switching() as switch:
        for name, content in pages:
            names.add(name)
            written += switch.write(workspace.feed / name, content)
    ledger.write(workspace.ledger)
    written += sum(write(workspace.feed / name, content) for name, content in feed_files.items())
    removed = _sweep(workspace, {*names, *feed_files})
    begun = Begun(workspace)
    silent = (*ledger.silent, *begun.left_out({edition.slug for edition in editions}))
    removed += _silence(workspace, silent, names)
    begun.clear()
    return Published(written, removed)


def _with_cards(editions: Sequence[Edition]) -> list[Edition]:
    """The episodes that have no picture of their own for other sites to show."""
    return [edition for edition in editions if not edition.episode.artwork]


def _made_before(editions: Sequence[Edition]) -> Iterator[str]:
    """What lies in feed/ before the pages are written."""
    yield from (ARTWORK_FILE, SMALL_ARTWORK_FILE)
    yield from (f"{edition.slug}/{CARD_FILE}" for edition in _with_cards(editions))
    for edition in editions:
        yield f"{edition.slug}/{edition.sound.file}"
        if edition.small:
            yield f"{edition.slug}/{edition.small.file}"
        if edition.episode.artwork:
            yield f"{edition.slug}/{ARTWORK_FILE}"
        yield from (f"{edition.slug}/{photo.file}" for photo in edition.document.photos)


def _silence(workspace: Workspace, slugs: Iterable[str], files: Container[str]) -> int:
    """Take away all that lies where no episode is, whether or not we know that we wrote it.

    Sound that was withdrawn must not stay for want of a list.
    """
    left = [
        file
        for slug in slugs
        for file in sorted((workspace.feed / slug).rglob("*"))
        if not file.is_dir() and file.relative_to(workspace.feed).as_posix() not in files
    ]
    return sum(remove(file, workspace.feed) for file in left)


def _sweep(workspace: Workspace, files: AbstractSet[str]) -> int:
    """Take away what we once wrote and no longer do; what others put into feed/ stays."""
    store = Store(workspace.feed / _LIST, tuple[str, ...])
    before, _ = store.read({})
    gone = sorted(name for name in set(before or ()) - files if _is_below(workspace.feed, name))
    removed = sum(remove(workspace.feed / name, workspace.feed) for name in gone)
    store.write(tuple(sorted(files)), {})
    return removed


def _is_below(feed: Path, name: str) -> bool:
    """Tell whether a file lies in feed/: the list may have been changed by anybody."""
    try:
        return (feed / name).resolve().is_relative_to(feed.resolve())
    except (OSError, ValueError):
        return False
