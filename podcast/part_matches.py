"""Which parts of a text stand for which of another, told by the words that they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING

from podcast.likeness import is_alike
from podcast.matching import in_order, matches, standing_once

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Words = Sequence[Sequence[str]]

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PartMatches:
    """What two texts have in common.

    Attributes:
        shared: how many words a part of the first has in common with a part of the second.
        cuts: before which parts of the first both texts may be cut, and where the second may be:
            from the one part to the other, with what was added there between them.
    """

    shared: Counter[tuple[int, int]]
    cuts: Mapping[int, Stretch]


def compare(first: Words, second: Words) -> PartMatches:
    """Compare two texts, each given as the words of its parts."""
    same = list(_the_same(first, second))
    shared = Counter({(one, other): len(first[one]) for one, other in same})
    instead: list[tuple[int, int]] = []
    for (one, other), (one_end, other_end) in pairwise(
        [(-1, -1), *same, (len(first), len(second))]
    ):
        ties, others = _ties(first[one + 1 : one_end], second[other + 1 : other_end])
        shared.update({(one + 1 + a, other + 1 + b): count for (a, b), count in ties.items()})
        instead += [(one + 1 + a, other + 1 + b) for a, b in others]
    return PartMatches(shared, _cuts([*shared, *instead], len(first), len(second)))


def regions(
    first: Mapping[int, Stretch], second: Mapping[int, Stretch]
) -> Iterator[tuple[Stretch, Stretch, Stretch]]:
    """Cut three texts into stretches that stand for each other, given how two match the base.

    Each is the parts from, up to, of the base and of either; those of the base are none where
    something was added.
    """
    common = sorted(first.keys() & second.keys())
    for at in common[:1]:
        yield (at, at), first[at], second[at]
    for at, to in pairwise(common):
        yield (at, to), (first[at][1], first[to][0]), (second[at][1], second[to][0])
        yield (to, to), first[to], second[to]


def _the_same(first: Words, second: Words) -> Iterator[tuple[int, int]]:
    """Parts that stand once in each text, word by word the same, and in the same order."""
    there = standing_once(tuple(words) for words in second)
    here = standing_once(tuple(words) for words in first)
    pairs = [(one, there[words]) for words, one in here.items() if words in there]
    rising = in_order([[pair] for pair in pairs])
    return (pair for number, pair in enumerate(pairs) if number in rising)


def _ties(first: Words, second: Words) -> tuple[Counter[tuple[int, int]], set[tuple[int, int]]]:
    """How many words each part shares with each, and for parts that share none, what they tie to.

    That is the parts whose words stand in the place of theirs.
    """
    ones, others = list(chain.from_iterable(first)), list(chain.from_iterable(second))
    one_of = [part for part, words in enumerate(first) for _ in words]
    other_of = [part for part, words in enumerate(second) for _ in words]
    pairs = [
        (number, place) for place, number in enumerate(matches(others, ones)) if number is not None
    ]
    shared = Counter(
        (one_of[one], other_of[other]) for one, other in pairs if is_alike(ones[one], others[other])
    )
    kin = {part for part, _ in shared}
    instead = {(one_of[one], other_of[other]) for one, other in pairs if one_of[one] not in kin}
    return shared, instead


def _cuts(ties: Iterable[tuple[int, int]], size: int, other_size: int) -> dict[int, Stretch]:
    """A cut has all that is tied on the same side of it."""
    earliest, latest = [0] * (size + 1), [other_size] * (size + 1)
    for one, other in ties:
        earliest[one + 1] = max(earliest[one + 1], other + 1)
        latest[one] = min(latest[one], other)
    earliest = list(accumulate(earliest, max))
    latest = list(accumulate(reversed(latest), min))[::-1]
    cuts = [
        (at, start, stop)
        for at, (start, stop) in enumerate(zip(earliest, latest, strict=True))
        if start <= stop
    ]
    return {at: (start, stop) for at, start, stop in _apart(cuts)}


def _apart(cuts: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Join what lies between cuts that overlap: parts without a tie, and what was put for them."""
    group: list[tuple[int, int, int]] = []
    for cut in (*cuts, None):
        if group and (cut is None or group[-1][2] <= cut[1]):
            (at, start, stop), (to, _, end) = group[0], group[-1]
            yield (at, start, start if to > at else stop)
            if to > at:
                yield (to, end, end)
            group = []
        if cut:
            group.append(cut)
