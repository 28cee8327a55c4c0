"""Where in a talk something is quoted from."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from podcast.likeness import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# So many of its words must be the talk's own, in their order: who lifts a sentence out trims it,
# who writes another one does not quote.
LEAST_SHARE = 0.75


@dataclass(frozen=True, slots=True)
class Find:
    """Where quoted words stand.

    Attributes:
        stretch: which of the stretches of talk, from 0.
        first: the first of its words that is quoted.
        last: the last one.
    """

    stretch: int
    first: int
    last: int


def find(quote: str, stretches: Iterable[Sequence[str]]) -> Find | None:
    """Return where the words of a quote stand, best and then first; None where nobody says them.

    Args:
        quote: the words as written; case and punctuation do not matter.
        stretches: the words that each speaker says in a row.
    """
    words = [word for word in map(folded, quote.split()) if any(map(str.isalnum, word))]
    finds = []
    for number, stretch in enumerate(stretches):
        same = _same(words, [folded(word) for word in stretch])
        if same and len(same) >= LEAST_SHARE * len(words):
            finds.append((len(same), Find(number, same[0], same[-1])))
    return max(finds, key=lambda found: found[0])[1] if finds else None


def _same(words: Sequence[str], stretch: Sequence[str]) -> list[int]:
    """Places of the words in a stretch, around the longest run that both have.

    No further away than the quote is long: beyond that, common words meet by chance.
    """
    run = SequenceMatcher(None, words, stretch, autojunk=False).find_longest_match()
    if not run.size:
        return []
    start = max(0, run.b - 2 * run.a)
    stop = run.b + run.size + 2 * (len(words) - run.a - run.size)
    near = SequenceMatcher(None, words, stretch[start:stop], autojunk=False)
    return [
        start + place
        for block in near.get_matching_blocks()
        for place in range(block.b, block.b + block.size)
    ]
