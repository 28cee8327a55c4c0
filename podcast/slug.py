"""The last part of an address: ASCII, lower case, hyphens between words."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING

from anyascii import anyascii

if TYPE_CHECKING:
    from collections.abc import Iterator

PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
LONGEST = 60

# Names that Windows keeps for devices, and those of the generated site's own files.
_DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in range(10)
}
_OF_THE_SITE = set(
    """404 assets episode evenemang feed index pagefind person sasong search sida sok static
    tillganglighet""".split()
)
RESERVED = frozenset(_DEVICES | _OF_THE_SITE)


def slug(text: str, fallback: str = "avsnitt") -> str:
    """Return the text as the last part of an address, at most 60 characters, cut between words.

    Any script is written in Latin letters; where nothing is left, or only a name that cannot be
    a folder everywhere, the fallback is used or put before it.
    """
    plain = anyascii(text).lower().replace("'", "")
    words = re.findall(r"[a-z0-9]+", plain)
    shortened = _shortened("-".join(words))
    if not shortened:
        return fallback
    return f"{fallback}-{shortened}" if shortened in RESERVED else shortened


def is_slug(text: str) -> bool:
    """Tell whether an episode can have this as the last part of its address."""
    return bool(re.fullmatch(PATTERN, text)) and text not in RESERVED


def numbered(wanted: str) -> Iterator[str]:
    """Yield the slug, then the same with 2, 3 and so on: the first that is free is taken."""
    yield wanted
    for number in count(2):
        yield f"{wanted}-{number}"


def _shortened(words: str) -> str:
    if len(words) <= LONGEST:
        return words
    whole, hyphen, _ = words[: LONGEST + 1].rpartition("-")
    return whole if hyphen else words[:LONGEST]
