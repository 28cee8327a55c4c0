"""Find and replace over a text: whole words, in the case in which they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcast.review.passages import Passage, Script

_SOUGHT_IN = frozenset({"title", "heading", "quote", "paragraph"})


@dataclass(frozen=True, slots=True)
class Place:
    """Words found.

    Attributes:
        at: of the passage.
        start: sign of its words with which they begin.
        end: sign after them.
    """

    at: int
    start: int
    end: int


def find(script: Script, words: str) -> tuple[Place, ...]:
    """Find whole words wherever they stand, in any case, however the space between them is."""
    pattern = _pattern(words)
    if not pattern:
        return ()
    return tuple(
        Place(at, found.start(), found.end())
        for at, one in _searched(script)
        for found in pattern.finditer(one.words)
    )


def replaced(script: Script, words: str, by: str) -> Script:
    """Write other words wherever these stand, with a capital where these have one.

    Who speaks stays as it is, and so do captions, which belong to their pictures. Without other
    words they go, with the space before them.
    """
    pattern, by = _pattern(words), " ".join(by.split())
    if not pattern:
        return script
    if not by:
        pattern = re.compile(rf"(?<!\s)\s*{pattern.pattern}", re.IGNORECASE)
    new = {
        at: pattern.sub(lambda found: _in_case(found[0], words, by), one.words)
        for at, one in _searched(script)
    }
    return script.with_words(new)


def _searched(script: Script) -> Iterator[tuple[int, Passage]]:
    return ((at, one) for at, one in enumerate(script.passages) if one.kind in _SOUGHT_IN)


def _pattern(words: str) -> re.Pattern[str] | None:
    sought = r"\s+".join(re.escape(word) for word in words.split())
    return re.compile(rf"(?<!\w){sought}(?!\w)", re.IGNORECASE) if sought else None


def _in_case(found: str, sought: str, by: str) -> str:
    """The new words in the case in which the old ones stand, where that is not how we seek them."""
    sought = sought.strip()
    if len(found) > 1 and found.isupper() and not sought.isupper():
        return by.upper()
    if found[:1].isupper() and sought[:1].islower():
        return by[:1].upper() + by[1:]
    return by
