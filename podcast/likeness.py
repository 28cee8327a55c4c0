"""How alike two words are, and the best pairing of two short stretches of words."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel, Levenshtein

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# What a pair is worth: the same word, the same but for case and marks, one with a slip (its
# likeness, up to 1), and a word that only stands in the place of another.
_SAME = 3.0
SAME_LETTERS = 2.5
ALIKE = 0.5
"""“baktaler” and “det talar” are not so alike; a word this like another is that word."""
OTHER = 0.01

# How much better a pair is on its own side of a joint.
_OWN_SIDE = 1.05

# Pairs of words up to which each is compared with each; longer stretches are parted first.
_PAIRS = 10_000

_NOT_LETTERS = re.compile(r"[\W_]+")


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """Return the letters and digits alone, small; a word without any stays as it is."""
    return _NOT_LETTERS.sub("", text).casefold() or text


def is_alike(one: str, other: str) -> bool:
    """Tell whether two words are the same but for a slip."""
    return Levenshtein.normalized_similarity(folded(one), folded(other)) >= ALIKE


def is_short(written: Sequence[str], heard: Sequence[str]) -> bool:
    """Tell whether each word of two stretches can be compared with each."""
    return len(written) * len(heard) <= _PAIRS


def pair_up(
    written: Sequence[str],
    heard: Sequence[str],
    least: float = OTHER,
    joint: tuple[int, int] = (0, 0),
) -> Iterator[tuple[int, int]]:
    """Pair the words of two stretches in order, as like each other as can be.

    Args:
        written: the one stretch.
        heard: the other.
        least: what a pair must be worth.
        joint: how many words of each belong to what stands before; pairs that do not cross it
            are preferred.
    """
    if is_short(written, heard):
        yield from _likeliest(written, heard, least, joint)
        return
    same = list(_in_common(written, heard))
    yield from same
    edges = pairwise([(-1, -1), *same, (len(written), len(heard))])
    for (place, number), (place_end, number_end) in edges:
        rest, others = written[place + 1 : place_end], heard[number + 1 : number_end]
        if is_short(rest, others):
            for one, other in _likeliest(rest, others, least, (0, 0)):
                yield place + 1 + one, number + 1 + other


def _in_common(written: Sequence[str], heard: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The longest common subsequence, by bits: long stretches in milliseconds."""
    for part in Indel.opcodes([*map(folded, written)], [*map(folded, heard)]):
        if part.tag == "equal":
            yield from zip(
                range(part.src_start, part.src_end),
                range(part.dest_start, part.dest_end),
                strict=True,
            )


def _likeliest(
    written: Sequence[str], heard: Sequence[str], least: float, joint: tuple[int, int]
) -> Iterator[tuple[int, int]]:
    """The best alignment, each word compared with each; an early pair goes before a late one."""
    if not written or not heard:
        return
    worth = [
        [
            _worth(one, other, least) * (_OWN_SIDE if (p < joint[0]) == (n < joint[1]) else 1)
            for n, other in enumerate(heard)
        ]
        for p, one in enumerate(written)
    ]
    best = [[0.0] * (len(heard) + 1) for _ in range(len(written) + 1)]
    for p in range(len(written) - 1, -1, -1):
        row, below, own = best[p], best[p + 1], worth[p]
        for n in range(len(heard) - 1, -1, -1):
            row[n] = max(own[n] + below[n + 1], below[n], row[n + 1])
    p = n = 0
    while p < len(written) and n < len(heard):
        if worth[p][n] and best[p][n] == worth[p][n] + best[p + 1][n + 1]:
            yield p, n
            p, n = p + 1, n + 1
        elif best[p][n] == best[p][n + 1]:
            n += 1
        else:
            p += 1


def _worth(written: str, heard: str, least: float) -> float:
    if written == heard:
        return _SAME
    one, other = folded(written), folded(heard)
    if one == other:
        return SAME_LETTERS
    if least >= SAME_LETTERS:
        return 0.0
    likeness = Levenshtein.normalized_similarity(one, other, score_cutoff=ALIKE)
    return likeness or (OTHER if least <= OTHER else 0.0)
