"""What search engines are told: pages on the lists, and days from what people wrote."""

from __future__ import annotations

from datetime import date

from lxml import etree  # type: ignore[import-untyped]  # it has no types

from podcast.catalogue import catalogue
from podcast.edition import Edition, listed
from podcast.sitemap import robots, sitemap
from tests.editions import demo_edition, demo_show

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def days(*editions: Edition, **show: object) -> dict[str, str | None]:
    """The day of the last change by address."""
    settings, shown = demo_show(**show), listed(editions)
    tree = etree.fromstring(sitemap(settings, shown, catalogue(settings, shown)).encode())
    urls = tree.findall("s:url", NAMES)
    return {
        url.findtext("s:loc", "", NAMES): url.findtext("s:lastmod", None, NAMES) for url in urls
    }


def test_the_sitemap_has_all_pages_with_the_day_of_publication_or_review() -> None:
    root = "https://panelpodden.example/"
    found = days(demo_edition(reviewed=date(2026, 5, 11), season=1))
    assert set(found.values()) == {"2026-05-11"}
    assert set(found) == {
        root, f"{root}tillit/", f"{root}evenemang/panelpoddens-demodag/", f"{root}sasong/1/",
        f"{root}person/johan-strand/", f"{root}person/karin-ek/",
        f"{root}person/lena-holm/", f"{root}person/per-lind/",
    }  # fmt: skip
    assert set(days(demo_edition()).values()) == {"2026-05-04"}


def test_unlisted_episodes_and_their_people_are_not_in_it() -> None:
    assert days(demo_edition(status="unlisted")) == {"https://panelpodden.example/": None}


def test_addresses_are_written_in_ascii_and_escaped() -> None:
    assert list(days(address="https://pödd.example/å&b/")) == [
        "https://xn--pdd-sna.example/%C3%A5&b/"
    ]


def test_robots_may_read_everything_and_find_the_sitemap() -> None:
    assert robots(demo_show()) == (
        "User-agent: *\nAllow: /\n\nSitemap: https://panelpodden.example/sitemap.xml\n"
    )
