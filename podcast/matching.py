"""Which words of one text are which of another, after people have worked on it.

Runs of words that stand once in each text are found first, wherever they stand: three words in a
row hardly ever meet by chance. What lies between two of them is short, and is paired word by word.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable
from itertools import chain, pairwise
from typing import TYPE_CHECKING, TypeVar

from podcast.likeness import ALIKE, OTHER, SAME_LETTERS, folded, is_short, pair_up
from podcast.transcript import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Words with so many letters together that stand elsewhere were moved by a person; fewer (“så det
# är en”) meet by chance.
MOVED = 16
# Words between two finds beyond which they are no longer one run: more than people correct in one
# place, fewer than the paragraphs they move.
GAP = 6
# Words beside a find that may go with it where the next find is elsewhere.
BESIDE = 30

Pair = tuple[int, int]
Row = TypeVar("Row", bound=Hashable)


def matches(
    written: Sequence[str], heard: Sequence[str], *, moves: bool = False
) -> tuple[int | None, ...]:
    """Return for each written word the number of the heard word that it is or replaces.

    None stands for words that were added. Each heard word is given once. Without `moves` the
    numbers only rise; with it, a stretch of words with at least `MOVED` letters may stand
    elsewhere.
    """
    known: list[Pair] = []
    if moves or not is_short(written, heard):
        known = _kept(_strands(written, heard), written, moves=moves)
    if moves:
        known = sorted([*known, *_strays(known, written, heard)])
    # Words that stretches compete for go to where they are the same, before where they are alike.
    for least in (SAME_LETTERS, ALIKE, ALIKE):
        known = _filled(known, written, heard, least)
    found = dict(known)
    return tuple(found.get(place) for place in range(len(written)))


def in_order(strands: Sequence[list[Pair]]) -> set[int]:
    """Return which strands, given by their place, rise together and have the most words.

    The heaviest rising subsequence: `ends` and `weights` both rise, and the best chain that may
    go before a strand is found by bisection.
    """
    ends: list[int] = []
    weights: list[int] = []
    lasts: list[int] = []
    earlier: dict[int, int] = {}
    for number, strand in enumerate(strands):
        place = bisect_left(ends, strand[0][1])
        weight = len(strand) + (weights[place - 1] if place else 0)
        earlier[number] = lasts[place - 1] if place else -1
        place = stop = bisect_left(ends, strand[-1][1])
        if place and weights[place - 1] >= weight:
            continue
        while stop < len(ends) and weights[stop] <= weight:
            stop += 1
        ends[place:stop], weights[place:stop] = [strand[-1][1]], [weight]
        lasts[place:stop] = [number]
    chosen, number = set(), lasts[-1] if lasts else -1
    while number >= 0:
        chosen.add(number)
        number = earlier[number]
    return chosen


def standing_once(rows: Iterable[Row]) -> dict[Row, int]:
    """Return what stands nowhere else, and where it stands."""
    listed = list(rows)
    counted = Counter(listed)
    return {row: place for place, row in enumerate(listed) if counted[row] == 1}


def _strands(written: Sequence[str], heard: Sequence[str]) -> list[list[Pair]]:
    """Runs of words that both texts have, by their place in ours, each rising in both."""
    ours, theirs = [folded(text) for text in written], [folded(text) for text in heard]
    there = standing_once(zip(theirs, theirs[1:], theirs[2:], strict=False))
    strands: list[list[Pair]] = []
    latest, taken = -1, bytearray(len(theirs))
    for row, start in standing_once(zip(ours, ours[1:], ours[2:], strict=False)).items():
        for place, number in (
            (start + step, there[row] + step) for step in range(3 * (row in there))
        ):
            if place <= latest or taken[number]:
                continue
            if not strands or not _goes_on(strands[-1][-1], (place, number)):
                strands.append([])
            strands[-1].append((place, number))
            latest = place
            taken[number] = True
    return [_with_sure_ends(strand, written, heard) for strand in strands]


def _goes_on(before: Pair, after: Pair) -> bool:
    return after[0] - before[0] <= GAP and 0 < after[1] - before[1] <= GAP


def _with_sure_ends(strand: list[Pair], written: Sequence[str], heard: Sequence[str]) -> list[Pair]:
    """Leave words at the ends for later that may have met by chance where something was moved.

    These differ in case or marks, or are one or two words of another sentence.
    """
    ends = [ends_sentence(written[place]) for place, _ in strand]
    same = [written[place] == heard[number] for place, number in strand]
    size = len(strand)
    start = next((step for step in (2, 1) if step < size and ends[step - 1]), 0)
    stop = next((size - step for step in (2, 1) if step < size and ends[size - step - 1]), size)
    start += not same[start]
    stop -= not same[stop - 1]
    return strand[start:stop] or strand


def _kept(strands: Sequence[list[Pair]], written: Sequence[str], *, moves: bool) -> list[Pair]:
    """The words of the strands that stand in the same order in both texts, and of those moved."""
    rising = in_order(strands)
    return list(
        chain.from_iterable(
            strand
            for number, strand in enumerate(strands)
            if number in rising or (moves and _letters(strand, written) >= MOVED)
        )
    )


def _letters(pairs: Sequence[Pair], written: Sequence[str]) -> int:
    return sum(len(written[place]) for place, _ in pairs)


def _strays(known: Sequence[Pair], written: Sequence[str], heard: Sequence[str]) -> Iterator[Pair]:
    """Moved words without three in a row: single words that stand once among those left.

    At least three, in order, from one gap of either text; a gap's own neighbours are not moved.
    """
    numbers = sorted(number for _, number in known)
    gaps = [(-1, -1), *known, (len(written), len(heard))]
    for (ours, theirs), run in _runs_left(known, written, heard):
        before, after = gaps[ours][1], gaps[ours + 1][1]
        beside = (bisect_left(numbers, before + 1), bisect_left(numbers, after))
        if len(run) >= 3 and _letters(run, written) >= MOVED and theirs not in beside:
            yield from run


def _runs_left(
    known: Sequence[Pair], written: Sequence[str], heard: Sequence[str]
) -> Iterator[tuple[Pair, list[Pair]]]:
    """Words left that stand once in each text, in runs, each with its gap of either text."""
    places, numbers = [place for place, _ in known], sorted(number for _, number in known)
    there = _left(heard, set(numbers))
    runs: list[tuple[Pair, list[Pair]]] = []
    for word, place in _left(written, set(places)).items():
        if (number := there.get(word)) is None:
            continue
        gap = bisect_left(places, place), bisect_left(numbers, number)
        if not runs or runs[-1][0] != gap or runs[-1][1][-1][1] > number:
            runs.append((gap, []))
        runs[-1][1].append((place, number))
    yield from runs


def _left(words: Sequence[str], found: set[int]) -> dict[str, int]:
    """The words not found that stand once among those, and where."""
    left = [place for place in range(len(words)) if place not in found]
    once = standing_once(folded(words[place]) for place in left)
    return {word: left[step] for word, step in once.items()}


def _filled(
    known: Sequence[Pair], written: Sequence[str], heard: Sequence[str], least: float
) -> list[Pair]:
    """The known pairs with those found between them, worth at least so much where words moved."""
    taken = bytearray(len(heard))
    for _, number in known:
        taken[number] = True
    filled = list(known)
    for before, after in pairwise([(-1, -1), *known, (len(written), len(heard))]):
        places = range(before[0] + 1, after[0])
        if not places:
            continue
        if before[1] < after[1] and taken.find(1, before[1] + 1, after[1]) < 0:
            least_here, joint = OTHER, (0, 0)
            free: Sequence[int] = range(before[1] + 1, after[1])
        else:
            tail, head = _beside(before[1], after[1], taken, len(places) + BESIDE)
            least_here, joint = least, (_ended(written, places), len(tail))
            free = (*tail, *head)
        stretch = [written[place] for place in places]
        pairs = pair_up(stretch, [heard[number] for number in free], least_here, joint)
        for place, number in pairs:
            filled.append((places[place], free[number]))
            taken[free[number]] = True
    return sorted(filled)


def _beside(before: int, after: int, taken: bytearray, most: int) -> tuple[range, range]:
    """The free words right after one heard word, and those right before another."""
    stop = taken.find(1, before + 1)
    stop = len(taken) if stop < 0 else stop
    start = taken.rfind(1, 0, after) + 1
    return range(before + 1, min(stop, before + 1 + most)), range(max(start, after - most), after)


def _ended(written: Sequence[str], places: range) -> int:
    """How many words of a gap belong to sentences that end in it."""
    ends = (step for step in range(len(places), 0, -1) if ends_sentence(written[places[step - 1]]))
    return next(ends, 0)
