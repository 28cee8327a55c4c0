"""Text and addresses as feeds and pages can hold them, whatever people and programs wrote."""

from __future__ import annotations

import contextlib
import re
from urllib.parse import quote

LONGEST_NAME = 128
"""Characters of a name or a label; the podcast namespace asks for no more."""

LONGEST_DESCRIPTION = 4000
"""Bytes of a description in UTF-8; Apple and PSP-1 allow no more."""

# XML 1.0 has no place for these, escaped or not; HTML has none for the second lot, and the last
# ones turn the direction of writing. What is only not seen stays; `harmless` takes that away too.
_UNWRITABLE = re.compile(
    "[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\x7f-\x9f\ufdd0-\ufdef]"
    "|[\u202a-\u202e\u2066-\u2069]"
)
# Not the no-break space, which people mean.
_SPACES = re.compile("[ \t\r\n]+")
_MORE = " …"
_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)([^/?#]*)(.*)", re.DOTALL)
# What an address may hold as it is (RFC 3986), and a per cent sign that encodes nothing.
_KEPT = "/:?#[]@!$&'()*+,;=%~"
_LONE_PER_CENT = re.compile("%(?![0-9A-Fa-f]{2})")


def writable(text: str) -> str:
    """Return the text without what neither XML nor HTML can hold or turns the writing around."""
    return _UNWRITABLE.sub("", text)


def one_line(text: str) -> str:
    """Return writable text with single spaces, as apps show a title."""
    return " ".join(_SPACES.split(writable(text).strip()))


def within(text: str, most: int) -> str:
    """Return the text, cut between words where it has more than so many bytes in UTF-8.

    Args:
        text: writable; a word that is too long itself is cut between characters.
        most: at least 4.
    """
    text = text.strip()
    if len(text.encode()) <= most:
        return text
    kept = text.encode()[: most - len(_MORE.encode())].decode(errors="ignore")
    return kept.rsplit(maxsplit=1)[0] + _MORE


def ascii_address(address: str) -> str:
    """Return a web address in ASCII: per cent signs in its path, IDNA in its host."""
    address = _LONE_PER_CENT.sub("%25", writable(address))
    if not (found := _ADDRESS.fullmatch(address)):
        return quote(address, safe=_KEPT)
    scheme, host, rest = found.groups()
    return scheme + _ascii_host(host) + quote(rest, safe=_KEPT)


def _ascii_host(host: str) -> str:
    with contextlib.suppress(UnicodeError):  # no name of a host, whatever it is
        host = host.encode("idna").decode()
    return quote(host, safe=_KEPT)
