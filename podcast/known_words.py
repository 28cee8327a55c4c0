"""Which words a language has: what is in no dictionary was probably misheard.

The dictionary is that of simplemma. It has few names and not every compound, so what it does not
know may be right: how often it is, `bench.doubt` counts.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import simplemma

from podcast.rules import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from podcast.show import Language

# Letters of either part of a compound; shorter ones are found in words that nobody knows.
_SHORTEST_PART = 4


@lru_cache(maxsize=1 << 14)
def is_known(text: str, language: Language) -> bool:
    """Tell whether a word is one of the language, or made of two that are.

    Args:
        text: as written, with the marks around it; figures, and what has no letters, are known.
        language: whose words.
    """
    word = bare(text)
    parts = [part for part in word.split("-") if part]
    return all(_is_word(part, language) for part in parts)


def _is_word(word: str, language: Language) -> bool:
    if not word.isalpha():
        return True
    return simplemma.is_known(word, language) or any(
        simplemma.is_known(word[:at].removesuffix("s"), language)
        and simplemma.is_known(word[at:], language)
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    )


def knowing(terms: Iterable[str], language: Language) -> Callable[[str], bool]:
    """Return what tells whether a word is one of the language, or a part of a name or term."""
    names = {bare(part).casefold() for term in terms for part in term.split()}
    return lambda word: bare(word).casefold() in names or is_known(word, language)
