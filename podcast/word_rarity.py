"""How rarely words are written: what hardly anybody writes was probably misheard.

The frequencies are those of wordfreq: subtitles, news, books, Wikipedia and talk on the web until
2021. They have few names and not every compound, so what they lack may be right: how often it is,
`bench.word_chances` counts.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from podcast.rules import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from podcast.show import Language

COMMON = 3.0
"""Frequency from which a word is common: one in a million words, on the scale of Zipf, which counts
powers of ten in a thousand million (van Heuven et al. 2014). What nobody wrote has 0."""


@lru_cache(maxsize=1 << 14)
def rarity(text: str, language: Language) -> float:
    """Return how much rarer a word is than one in a million, in powers of ten: 0 to `COMMON`.

    Args:
        text: as written, with the marks around it; of parts joined by a hyphen the rarest counts.
            Figures, and what has no letters, are not rare.
        language: whose words.
    """
    parts = [part for part in bare(text).split("-") if part.isalpha()]
    return max((_rarity(part, language) for part in parts), default=0.0)


def _rarity(word: str, language: Language) -> float:
    from wordfreq import zipf_frequency  # noqa: PLC0415 - takes a third of a second to load

    return max(0.0, COMMON - zipf_frequency(word, language))


def rarity_among(terms: Iterable[str], language: Language) -> Callable[[str], float]:
    """Return what tells how rare a word is; these names and terms, and their parts, are not."""
    names = {bare(part).casefold() for term in terms for part in term.split()}
    return lambda word: 0.0 if bare(word).casefold() in names else rarity(word, language)
