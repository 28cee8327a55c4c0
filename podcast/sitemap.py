"""What search engines ask for: sitemap.xml, the pages that lists lead to, and robots.txt."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from podcast.xml_text import ascii_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from podcast.catalogue import Catalogue
    from podcast.edition import Edition
    from podcast.show import Show

SITEMAP_FILE = "sitemap.xml"


def sitemap(show: Show, editions: Sequence[Edition], catalogue: Catalogue) -> str:
    """Write the addresses of all pages to be found, with the day of the last change where known.

    Args:
        show: whose pages they are.
        editions: those on the lists.
        catalogue: who and what has a page.
    """
    urls = "".join(
        _url(f"{show.address}{path}", day) for path, day in _pages(show, editions, catalogue)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )


def robots(show: Show) -> str:
    """Write robots.txt, which is read where the show lies at the root of its host."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {ascii_address(show.address)}{SITEMAP_FILE}\n"


def _pages(
    show: Show, editions: Sequence[Edition], catalogue: Catalogue
) -> Iterator[tuple[str, date | None]]:
    yield "", _newest(show, editions)
    for edition in sorted(editions, key=lambda edition: edition.slug):
        yield f"{edition.slug}/", _newest(show, [edition])
    for speaker in catalogue.people.values():
        yield speaker.path, _newest(show, (one.edition for one in speaker.appearances))
    for series in catalogue.series:
        yield series.path, _newest(show, series.editions)


def _newest(show: Show, editions: Iterable[Edition]) -> date | None:
    """The last day on which something of these was published or reviewed."""
    return max((_changed(show, edition) for edition in editions), default=None)


def _changed(show: Show, edition: Edition) -> date:
    published = edition.published.astimezone(show.zone).date()
    return max(published, edition.episode.reviewed or published)


def _url(address: str, day: date | None) -> str:
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<url><loc>{escape(ascii_address(address))}</loc>{changed}</url>\n"
