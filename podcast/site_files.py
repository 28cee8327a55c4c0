"""All that feed/ has besides sound, pictures and the feed: each file by its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast.captions import srt, transcript_json, vtt
from podcast.catalogue import catalogue
from podcast.chapter_file import chapter_file
from podcast.docx_file import docx_file
from podcast.edition import listed, newest_first
from podcast.episode_json import EPISODE_FILE, episode_json
from podcast.fragment import fragment
from podcast.handout import Handout
from podcast.page import EMBED, Pages
from podcast.palette import colour_css, read_palettes
from podcast.pdf_file import pdf_file
from podcast.plain import plain
from podcast.search_index import search_index, searchable
from podcast.sitemap import SITEMAP_FILE, robots, sitemap
from podcast.templates import STYLE, assets
from podcast.word_times_file import word_times

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from podcast.edition import Edition
    from podcast.former import Moved, Upcoming, Withdrawn
    from podcast.show import Show


def site_files(
    show: Show,
    editions: Sequence[Edition],
    *,
    withdrawn: Sequence[Withdrawn] = (),
    moved: Sequence[Moved] = (),
    upcoming: tuple[Upcoming, ...] = (),
    own: Path | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield the pages and what they need by their place, linked ones before those that link.

    Args:
        show: its settings.
        editions: what is published, listed or not.
        withdrawn: episodes that are no more.
        moved: addresses that episodes had.
        upcoming: episodes that the front page may tell of.
        own: the folder of the show's own templates.
    """
    yield from _assets(show, own).items()
    for name, text in _texts(show, editions, withdrawn, moved, upcoming, own):
        yield name, text.encode()


def files_beside(show: Show, edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield what lies beside the page of an episode: captions and texts by their place."""
    slug = edition.slug
    stem = f"{slug}/{slug}"
    yield f"{stem}.vtt", vtt(edition.paragraphs)
    yield f"{stem}.srt", srt(edition.paragraphs)
    yield f"{stem}.json", transcript_json(edition.paragraphs)
    # A slug may be “index”, and the page has that name.
    yield f"{stem}.transcript.html", fragment(edition.paragraphs)
    yield f"{stem}.words.json", word_times(edition.paragraphs)
    if edition.chapters:
        yield f"{stem}.chapters.json", chapter_file(show, edition)
    yield f"{stem}.txt", plain(edition.document, edition.episode, show, edition.quotes)
    yield f"{slug}/{EPISODE_FILE}", episode_json(show, edition)


def _assets(show: Show, own: Path | None) -> Mapping[str, bytes]:
    """Style, script and letters, with the show's colours at the end of the style."""
    files = assets(own)
    colours = colour_css(show.colors, read_palettes(assets()[STYLE].decode()))
    return {**files, STYLE: files[STYLE] + colours.encode()}


def papers_beside(
    show: Show, edition: Edition, photos: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """Yield the documentation as files to print and go on with, by their place.

    Args:
        show: its settings.
        edition: the episode.
        photos: its photos as JPEG, by the name that the text gives them.
    """
    handout = Handout(show, edition, photos)
    yield f"{edition.slug}/{edition.slug}.docx", docx_file(handout)
    yield f"{edition.slug}/{edition.slug}.pdf", pdf_file(handout)


def _texts(
    show: Show,
    editions: Sequence[Edition],
    withdrawn: Sequence[Withdrawn],
    moved: Sequence[Moved],
    upcoming: tuple[Upcoming, ...],
    own: Path | None,
) -> Iterator[tuple[str, str]]:
    on_lists = newest_first(listed(editions))[::-1]
    known = catalogue(show, on_lists)
    pages = Pages(show, own, known)
    for edition in editions:
        yield f"{edition.slug}/index.html", pages.episode(edition)
        yield f"{edition.slug}/{EMBED}/index.html", pages.embed(edition)
    for gone in withdrawn:
        yield f"{gone.slug}/index.html", pages.withdrawn(gone)
    for former in moved:
        yield f"{former.slug}/index.html", pages.moved(former)
    yield from search_index(searchable(on_lists, known)).items()
    yield from pages.others(on_lists).items()
    yield "404.html", pages.missing()
    yield from pages.feed_sheets().items()
    yield SITEMAP_FILE, sitemap(show, on_lists, known)
    yield "robots.txt", robots(show)
    # The front page last: it leads to all that there is.
    yield from reversed(list(pages.front(on_lists, upcoming).items()))
