"""What a web page says, read back from its file: its heading, links, pictures, talk."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped]  # it has no types
from lxml import html as lxml_html

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINKS = "//@href | //@src | //@poster"
_OWN_ADDRESSES = "//meta[@property='og:audio' or @property='og:image' or @property='og:url']"
_FETCHED = {"script", "img", "audio", "video", "source", "iframe", "track", "embed"}
_FETCHING_LINKS = {"stylesheet", "preload", "icon", "manifest", "modulepreload"}
# As templates/episode.html has the talk: the words of each turn, and nothing between them.
_TURNS = "//section[contains(concat(' ', @class, ' '), ' turn ')]"
_WORDS = f"{_TURNS}//*[contains(concat(' ', @class, ' '), ' words ')]/p"


@dataclass(frozen=True, slots=True)
class PageLink:
    """An address that a page holds.

    Attributes:
        line: in which it stands.
        address: as it is written.
        fetched: whether a browser asks for it by itself.
    """

    line: int
    address: str
    fetched: bool


@dataclass(frozen=True, slots=True)
class LinkedEpisode:
    """What the page tells search engines; empty where it does not say.

    Attributes:
        name: the title.
        day: of publication, as 2026-05-04.
        duration: in seconds; None where it does not say.
        sound: the address of the sound.
    """

    name: str = ""
    day: str = ""
    duration: float | None = None
    sound: str = ""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What a page says.

    Attributes:
        language: of the page.
        title: what the browser's tab shows.
        heading: the first of the first rank.
        day: the first date that is marked as one.
        canonical: the address that it gives itself.
        links: all that it holds, each address once.
        windows: links that open a new window, by line with what they say.
        ids: the names of places on it.
        twins: names that two places have.
        without_alternative: pictures without a text, by line with address.
        sounds: the addresses that its players play.
        linked: what it tells search engines.
        speakers: names of those who speak.
        talk: the words of the talk; None where the page marks no turns.
        text: all words of its main part.
    """

    language: str
    title: str
    heading: str
    day: str
    canonical: str
    links: tuple[PageLink, ...]
    windows: tuple[tuple[int, str], ...]
    ids: frozenset[str]
    twins: tuple[str, ...]
    without_alternative: tuple[tuple[int, str], ...]
    sounds: tuple[str, ...]
    linked: LinkedEpisode
    speakers: frozenset[str]
    talk: str | None
    text: str


class UnreadablePage(Exception):  # noqa: N818 - becomes a finding, never the user's error
    """A file that is no web page."""


@lru_cache(maxsize=256)  # `podcast watch` checks all pages again, of which few have changed
def read_page(content: bytes) -> PageFacts:
    """Read a web page.

    Raises:
        UnreadablePage: when it is empty or not UTF-8.
    """
    try:
        root = lxml_html.document_fromstring(content.decode().encode(), parser=_parser())
    except UnicodeDecodeError:
        raise UnreadablePage("it is not UTF-8") from None
    except etree.ParserError:
        raise UnreadablePage("it is empty") from None
    ids = [str(name) for name in root.xpath("//@id")]
    return PageFacts(
        language=root.get("lang", ""),
        title=_said(root, "//title"),
        heading=_said(root, "//h1"),
        day=_first(root, "//main//time/@datetime"),
        canonical=_first(root, "//link[@rel='canonical']/@href"),
        links=tuple(_links(root)),
        windows=tuple(
            (link.sourceline or 0, _text(link)) for link in root.xpath("//a[@target='_blank']")
        ),
        ids=frozenset(ids),
        twins=tuple(sorted({name for name in ids if ids.count(name) > 1}))
        if _has_twins(ids)
        else (),
        without_alternative=tuple(
            (picture.sourceline or 0, picture.get("src", ""))
            for picture in root.iter("img")
            if not picture.get("alt", "").strip() and picture.get("role") != "presentation"
        ),
        sounds=tuple(str(source) for source in root.xpath("//audio/@src | //audio/source/@src")),
        linked=_linked(root),
        speakers=frozenset(
            name.partition(" (")[0] for name in map(_text, root.xpath(f"{_TURNS}//h3"))
        ),
        talk=" ".join(map(_text, root.xpath(_WORDS))) if root.xpath(_TURNS) else None,
        text=_said(root, "//main"),
    )


def _parser() -> Any:  # noqa: ANN401 - lxml has no types
    return lxml_html.HTMLParser(encoding="utf-8", no_network=True)


def _links(root: Any) -> Iterator[PageLink]:  # noqa: ANN401 - as above
    seen = set()
    for address in root.xpath(_LINKS):
        if address not in seen:
            seen.add(address)
            element = address.getparent()
            yield PageLink(element.sourceline or 0, str(address), _is_fetched(element))
    for meta in root.xpath(_OWN_ADDRESSES):
        yield PageLink(meta.sourceline or 0, meta.get("content", ""), fetched=False)


def _is_fetched(element: Any) -> bool:  # noqa: ANN401 - as above
    if element.tag == "link":
        return bool(_FETCHING_LINKS & set(element.get("rel", "").lower().split()))
    return element.tag in _FETCHED


def _linked(root: Any) -> LinkedEpisode:  # noqa: ANN401 - as above
    for script in root.xpath("//script[@type='application/ld+json']"):
        try:
            said = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        if isinstance(said, dict) and said.get("@type") == "PodcastEpisode":
            media = said.get("associatedMedia")
            return LinkedEpisode(
                name=str(said.get("name", "")),
                day=str(said.get("datePublished", ""))[:10],
                duration=_iso_seconds(str(said.get("duration", ""))),
                sound=str(media.get("contentUrl", "")) if isinstance(media, dict) else "",
            )
    return LinkedEpisode()


def _iso_seconds(text: str) -> float | None:
    """Read a duration as we write it, `PT115S`."""
    digits = text.removeprefix("PT").removesuffix("S")
    return float(digits) if digits.isascii() and digits.isdigit() else None


def _has_twins(names: list[str]) -> bool:
    return len(set(names)) < len(names)


def _said(root: Any, path: str) -> str:  # noqa: ANN401 - as above
    found = root.xpath(path)
    return _text(found[0]) if found else ""


def _first(root: Any, path: str) -> str:  # noqa: ANN401 - as above
    found = root.xpath(path)
    return str(found[0]).strip() if found else ""


def _text(element: Any) -> str:  # noqa: ANN401 - as above
    return " ".join(str(element.text_content()).split())
