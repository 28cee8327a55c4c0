"""A feed read back from its file, with the line of everything in it.

Whatever somebody may have written into the file: nothing is fetched, no entity is expanded. It is
read to the letter, unlike the feeds of others in `foreign_xml`: a namespace that is spelled in
another way is another namespace to apps too, so it is a fault here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml import etree  # type: ignore[import-untyped]  # it has no types

from podcast.finding import Unreadable
from podcast.namespaces import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcast.finding import Finding, Kind

# lxml finds the attributes of an instruction, too, but takes hours for a million line ends.
_HREF = re.compile(r"""(?<!\S)href=(?:"([^"]*)"|'([^']*)')""")
_PREFIXES = {address: prefix for prefix, address in NAMESPACES.items()}


class UnreadableFeed(Unreadable):
    """A file that is no feed."""


@dataclass(frozen=True, slots=True)
class Part:
    """An element of a feed; names are written with the usual prefix: `itunes:image`.

    Attributes:
        file: in which it stands, by its place in the workspace.
        element: of lxml, which has no types.
    """

    file: str
    element: Any

    @property
    def name(self) -> str:
        """Its own name, with the usual prefix."""
        return _prefixed(self.element.tag)

    @property
    def line(self) -> int:
        """The line in which it begins."""
        return self.element.sourceline or 0

    @property
    def text(self) -> str:
        """Its text without spaces around it."""
        return (self.element.text or "").strip()

    @property
    def attributes(self) -> dict[str, str]:
        """Its attributes; those of a namespace with the usual prefix."""
        return {_prefixed(name): value for name, value in self.element.attrib.items()}

    def get(self, attribute: str) -> str:
        """An attribute, empty where it has none of the name."""
        return str(self.element.get(attribute, "")).strip()

    def all(self, name: str) -> tuple[Part, ...]:
        """The elements of a name that stand in it."""
        return tuple(Part(self.file, found) for found in self.element.findall(_clark(name)))

    def one(self, name: str) -> Part | None:
        """The first element of a name that stands in it."""
        found = self.element.find(_clark(name))
        return None if found is None else Part(self.file, found)

    def said(self, name: str) -> str:
        """The text of the first element of a name; empty where there is none."""
        found = self.one(name)
        return found.text if found else ""

    def everything(self) -> Iterator[Part]:
        """Itself and all that stands in it, however deep."""
        yield from (Part(self.file, found) for found in self.element.iter(etree.Element))

    def fault(self, kind: Kind, wrong: str) -> Finding:
        """Return a finding at this element."""
        return kind.at(self.file, wrong, self.line)


@dataclass(frozen=True, slots=True)
class ReadFeed:
    """One document of a feed.

    Attributes:
        name: of its file.
        channel: what it says about the show.
        sheets: what makes it readable in a browser, by address with the line.
    """

    name: str
    channel: Part
    sheets: tuple[tuple[str, int], ...]

    @property
    def items(self) -> tuple[Part, ...]:
        """The episodes."""
        return self.channel.all("item")


def read_feed(name: str, file: str, content: bytes) -> ReadFeed:
    """Read a document of a feed.

    Args:
        name: of its file.
        file: its place in the workspace, for findings.
        content: as it lies there.

    Raises:
        UnreadableFeed: when it is no well-formed XML, or no RSS.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as fault:
        raise UnreadableFeed(f"it is no well-formed XML ({fault.msg})", fault.lineno or 0) from None
    channel = root.find("channel") if root.tag == "rss" else None
    if channel is None:
        raise UnreadableFeed("it is no RSS: there is no <channel> in <rss>", root.sourceline or 0)
    return ReadFeed(name, Part(file, channel), tuple(_sheets(root)))


def _sheets(root: Any) -> Iterator[tuple[str, int]]:  # noqa: ANN401 - lxml has no types
    for before in root.itersiblings(etree.ProcessingInstruction, preceding=True):
        if before.target == "xml-stylesheet":
            found = _HREF.search(before.text or "")
            yield (found[1] or found[2] or "") if found else "", before.sourceline or 0


def _clark(name: str) -> str:
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name


def _prefixed(name: str) -> str:
    address, brace, local = name.removeprefix("{").rpartition("}")
    if not brace:
        return name
    return f"{_PREFIXES.get(address, address)}:{local}"
