"""Somebody else's XML, read without danger, remembering what of it nobody asked for.

No entity is expanded and nothing is fetched; libxml2's own limits hold (depth 256, texts of
10 MB), and a document that declares entities is refused before it is parsed. What `feed_reading`
is strict about in our own feed is forgiven here: where a namespace is spelled in another way, what
is said in it is meant all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree  # type: ignore[import-untyped]  # it has no types

from podcast.elements import Element
from podcast.errors import FeedError
from podcast.html_text import feed_link
from podcast.namespaces import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Iterator

# Prefixes as they are usually written, by addresses in small letters; feeds may write others.
_NAMESPACES = {address.lower(): prefix for prefix, address in NAMESPACES.items()} | {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://podcastindex.org/namespace/1.0": "podcast",
    "https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "http://podlove.org/simple-chapters/": "psc",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/xml/1998/namespace": "xml",
}
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
_SPACE = b" \t\r\n\xef\xbb\xbf"
_LONGEST_NAME = 80
_BEGINNING = 2000  # bytes, by which a web page is known


@dataclass(frozen=True, slots=True)
class Node:
    """An element; names are written with the usual prefix: `itunes:image`.

    Attributes:
        file: in which it stands, for what is told about it.
        element: of lxml, which has no types.
        asked: the elements that somebody has read, shared by the whole document.
        above: lines that stood before what was parsed.
    """

    file: str
    element: Element
    asked: set[Element] = field(default_factory=set)
    above: int = 0

    @property
    def where(self) -> str:
        """File and line."""
        return f"{self.file}:{(self.element.sourceline or 0) + self.above}"

    @property
    def name(self) -> str:
        """Its own name, with the usual prefix."""
        return prefixed(self.element)

    @property
    def text(self) -> str:
        """All text in it, without spaces around it."""
        return "".join(self.element.itertext()).strip()

    @property
    def markup(self) -> str:
        """Its text, with the elements in it as HTML where somebody forgot to escape them."""
        self.asked.update(self.element.iterdescendants())
        if not len(self.element):
            return self.text
        inner = (etree.tostring(child, encoding="unicode") for child in self.element)
        return (self.element.text or "") + "".join(inner)

    @property
    def source(self) -> str:
        """The element as it stands in the document."""
        return str(etree.tostring(self.element, encoding="unicode", with_tail=False))

    def get(self, attribute: str) -> str:
        """An attribute without prefix, empty where it has none of the name."""
        return str(self.element.get(attribute, "")).strip()

    def all(self, *names: str) -> tuple[Node, ...]:
        """The elements that have one of the names and stand in it, the first name's first."""
        found: dict[str, list[Node]] = {name: [] for name in names}
        for child in self.element:
            if (name := prefixed(child)) in found:
                self.asked.add(child)
                found[name].append(Node(self.file, child, self.asked, self.above))
        return tuple(node for name in names for node in found[name])

    def one(self, *names: str) -> Node | None:
        """The first element that has one of the names; others of these names are unread."""
        for name in names:
            for child in self.element:
                if prefixed(child) == name:
                    self.asked.add(child)
                    return Node(self.file, child, self.asked, self.above)
        return None

    def said(self, *names: str) -> str:
        """The text of the first element that has one of the names and any text."""
        return next((node.text for node in self.all(*names) if node.text), "")

    def alone(self) -> Node:
        """The same element, of which nothing has been read yet."""
        return Node(self.file, self.element, set(), self.above)

    def pass_over(self, *names: str) -> None:
        """Take what has these names for read: it says nothing that would be lost."""
        for node in self.all(*names):
            self.asked.update(node.element.iterdescendants())

    def unread(self) -> Iterator[Node]:
        """What stands in it, however deep, and nobody asked for: the outermost elements."""
        for child in self.element:
            node = Node(self.file, child, self.asked, self.above)
            if child not in self.asked:
                yield node
            else:
                yield from node.unread()


def parse_channel(content: bytes, file: str) -> Node:
    """Read a feed and return its channel.

    Args:
        content: as it came.
        file: its name or address, for messages.

    Raises:
        FeedError: when it is no RSS; what it is instead, or where it is broken.
    """
    body = content.lstrip(_SPACE)
    above = content[: len(content) - len(body)].count(b"\n")
    if not body.strip(b"\0"):
        raise FeedError(f"{file}: it is empty; give the address or the file of a podcast's feed.")
    if _is_page(body):
        raise FeedError(_page(body, file))
    root = _parsed(body, file, above)
    channel = root.find("channel") if root.tag == "rss" else None
    if channel is None:
        raise FeedError(_no_rss(root, file))
    return Node(file, channel, above=above)


def prefixed(element: Element) -> str:
    """Return the name of an element with the usual prefix; else with the document's own."""
    address, brace, local = str(element.tag).removeprefix("{").rpartition("}")
    if not brace:
        return local[:_LONGEST_NAME]
    own = _NAMESPACES.get(address.strip().lower()) or element.prefix or address
    return f"{own}:{local}"[:_LONGEST_NAME]


def _parsed(body: bytes, file: str, above: int) -> Element:
    if _ENTITY.search(body):
        raise FeedError(f"{file}: it declares entities, which no feed needs; it is not read.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as fault:
        line = (getattr(fault, "lineno", 0) or 0) + above
        said = " ".join(str(getattr(fault, "msg", "") or fault).split())
        raise FeedError(
            f"{file}:{line}: it is no well-formed XML ({said}); ask whoever publishes it to mend "
            "it, or save it, mend the line and import the file."
        ) from None
    document = root.getroottree().docinfo.internalDTD
    if document is not None and next(document.iterentities(), None) is not None:
        raise FeedError(f"{file}: it declares entities, which no feed needs; it is not read.")
    return root


def _is_page(body: bytes) -> bool:
    """Tell whether it begins as a web page does."""
    beginning = body[:_BEGINNING].lower()
    return b"<rss" not in beginning and (b"<html" in beginning or b"<!doctype html" in beginning)


def _page(body: bytes, file: str) -> str:
    link = feed_link(body.decode(errors="replace"), file)
    hint = (
        f"it names a feed, so import {link}" if link else "look on it for the address of the feed"
    )
    return f"{file}: it is a web page and no feed; {hint}."


def _no_rss(root: Element, file: str) -> str:
    name = prefixed(root)
    kinds = {"atom:feed": "an Atom feed", "opml": "a list of feeds (OPML)", "rdf:RDF": "RSS 1.0"}
    what = kinds.get(
        name, f"XML that begins with <{name}>" if name != "rss" else "RSS without a channel"
    )
    return f"{file}: it is {what}; podcasts are published as RSS 2.0, so give that feed."
