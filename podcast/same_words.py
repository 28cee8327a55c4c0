"""Words as two forms of the same text have them in common, whatever their marks and capitals."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from podcast.harmless import seen

_WORD = re.compile(r"\w+")


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in order, in small letters, without signs that are not seen."""
    return tuple(_WORD.findall(unicodedata.normalize("NFC", seen(text)).casefold()))


def word_counts(text: str) -> Counter[str]:
    """Count the words of a text."""
    return Counter(words(text))
