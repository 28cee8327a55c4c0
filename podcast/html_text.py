"""HTML as plain text, and what it links to; the markup may be anyone's and broken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from lxml import etree  # type: ignore[import-untyped]  # it has no types

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcast.elements import Element

_MARKUP = re.compile(r"</?[A-Za-z][^<]*>|<!--|&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]+\d*);")
_BLOCKS = frozenset(
    """address article aside blockquote center dd div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul""".split()
)
_HIDDEN = frozenset("head iframe math noscript object script style svg template textarea".split())
_SPACES = re.compile(r"[ \t\r\n\f]+")
_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml"})


def is_html(text: str) -> bool:
    """Tell whether there is markup in a text, or signs written as HTML writes them."""
    return bool(_MARKUP.search(text))


def plain_text(markup: str) -> str:
    """Return what a reader sees: paragraphs parted by blank lines, links with their addresses."""
    root = parse_html(markup)
    if root is None:
        return ""
    text = "".join(_pieces(root))
    text = re.sub(r" *\n *", "\n", re.sub(" +", " ", text))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def feed_link(markup: str, address: str) -> str:
    """Return the address of the first feed that a page names; empty where it names none.

    Args:
        markup: of the page.
        address: of the page, for links that begin from it.
    """
    root = parse_html(markup)
    for link in () if root is None else root.iter("link"):
        kind = str(link.get("type", "")).strip().lower()
        if kind in _FEED_TYPES and link.get("href"):
            try:
                return urljoin(address, str(link.get("href")).strip())
            except ValueError:  # no address, whatever it is
                continue
    return ""


def parse_html(markup: str) -> Element | None:
    """Return the root of what could be read; None where that is nothing."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(markup.encode(errors="replace"), parser)
    except etree.XMLSyntaxError:  # nothing at all
        return None


def _pieces(root: Element) -> Iterator[str]:
    """Text with line ends where the page would have them; no recursion, whatever the depth."""
    hidden = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag
        if event == "start":
            hidden += name in _HIDDEN
            yield from () if hidden else _opening(name, element)
        else:
            yield from () if hidden else _closing(name, element)
            hidden -= name in _HIDDEN
            if not hidden:
                yield _SPACES.sub(" ", element.tail or "")


def _opening(name: str, element: Element) -> Iterator[str]:
    if name == "br":
        yield "\n"
    elif name == "li":
        yield "\n– "
    elif name in _BLOCKS:
        yield "\n\n"
    yield _SPACES.sub(" ", element.text or "")


def _closing(name: str, element: Element) -> Iterator[str]:
    if name == "a":
        address = str(element.get("href", "")).strip()
        if address.startswith(("http://", "https://")) and address not in "".join(
            element.itertext()
        ):
            yield f" ({address})"
    elif name == "li":
        yield "\n"
    elif name in _BLOCKS:
        yield "\n\n"
