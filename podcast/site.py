"""All editions become the folder feed/: sound, captions, pages, and the feed last.

A reader who comes while this runs finds every file old or new and no link to a missing one,
because what is linked to is written before what links to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.artworks import publish_show_artwork
from podcast.cache import Store
from podcast.captions import srt, transcript_json, vtt
from podcast.chapter_file import chapter_file
from podcast.edition import ARTWORK_FILE, listed
from podcast.episode_json import EPISODE_FILE, episode_json
from podcast.feed import feed_pages
from podcast.fragment import fragment
from podcast.page import Pages, assets
from podcast.plain import plain
from podcast.word_times_file import word_times
from podcast.workspace import Workspace, remove, write

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from podcast.edition import Edition
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
    workspace: Workspace, show: Show, editions: Sequence[Edition], ledger: Ledger
) -> Published:
    """Write everything but the sound, which lies there already, and take away what is no more."""
    publish_show_artwork(workspace, show)
    files = dict(_files(workspace, show, editions, ledger))
    feed_files = feed_pages(show, listed(editions), ledger.podcast_guid)
    written = sum(write(workspace.feed / name, content) for name, content in files.items())
    ledger.write(workspace.ledger)
    written += sum(write(workspace.feed / name, content) for name, content in feed_files.items())
    removed = _sweep(workspace, {*files, *_made_before(editions), *feed_files})
    removed += _silence(workspace, ledger, files)
    return Published(written, removed)


def _files(
    workspace: Workspace, show: Show, editions: Sequence[Edition], ledger: Ledger
) -> Iterator[tuple[str, bytes]]:
    """Each file by its place in feed/, linked ones before those that link."""
    own = workspace.templates if workspace.templates.is_dir() else None
    pages = Pages(show, own)
    yield from assets(own).items()
    for edition in editions:
        for name, text in _texts(show, edition):
            yield f"{edition.slug}/{name}", text.encode()
        yield f"{edition.slug}/{EPISODE_FILE}", episode_json(show, edition).encode()
        yield f"{edition.slug}/index.html", pages.episode(edition).encode()
    for withdrawn in ledger.withdrawn:
        yield f"{withdrawn.slug}/index.html", pages.withdrawn(withdrawn).encode()
    for moved in ledger.moved:
        yield f"{moved.slug}/index.html", pages.moved(moved).encode()
    yield "404.html", pages.missing().encode()
    for name, sheet in pages.feed_sheets().items():
        yield name, sheet.encode()
    yield "index.html", pages.front(listed(editions)).encode()


def _texts(show: Show, edition: Edition) -> Iterator[tuple[str, str]]:
    slug = edition.slug
    yield f"{slug}.vtt", vtt(edition.paragraphs)
    yield f"{slug}.srt", srt(edition.paragraphs)
    yield f"{slug}.json", transcript_json(edition.paragraphs)
    # A slug may be “index”, and the page has that name.
    yield f"{slug}.transcript.html", fragment(edition.paragraphs)
    yield f"{slug}.words.json", word_times(edition.paragraphs)
    if edition.chapters:
        yield f"{slug}.chapters.json", chapter_file(show, edition)
    yield f"{slug}.txt", plain(edition.document, edition.episode, show, edition.quotes)


def _made_before(editions: Sequence[Edition]) -> Iterator[str]:
    """What lies in feed/ before the pages are written."""
    yield ARTWORK_FILE
    for edition in editions:
        yield f"{edition.slug}/{edition.sound.file}"
        if edition.small:
            yield f"{edition.slug}/{edition.small.file}"
        if edition.episode.artwork:
            yield f"{edition.slug}/{ARTWORK_FILE}"
        yield from (f"{edition.slug}/{photo.file}" for photo in edition.document.photos)


def _silence(workspace: Workspace, ledger: Ledger, files: Container[str]) -> int:
    """Take away all that lies where an episode is no more, whether or not we know that we wrote it.

    Sound that was withdrawn must not stay for want of a list.
    """
    left = [
        file
        for slug in ledger.silent
        for file in sorted((workspace.feed / slug).rglob("*"))
        if not file.is_dir() and file.relative_to(workspace.feed).as_posix() not in files
    ]
    return sum(remove(file, workspace.feed) for file in left)


def _sweep(workspace: Workspace, files: AbstractSet[str]) -> int:
    """Take away what we once wrote and no longer do; what others put into feed/ stays."""
    store = Store(workspace.feed / _LIST, tuple[str, ...])
    before, _ = store.read({})
    gone = sorted(set(before or ()) - files)
    removed = sum(remove(workspace.feed / name, workspace.feed) for name in gone)
    store.write(tuple(sorted(files)), {})
    return removed
