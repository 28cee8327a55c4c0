"""Who said what, scored: word error rate, cpWER and words under the wrong person.

Text is compared in lower case without punctuation, after figures and symbols of the scripts are
written as they are spoken.

WER: (substitutions + deletions + insertions) / words of the reference.
cpWER (CHiME-6): the same over each person's words joined, persons paired with voices in the way
that gives the least error.
WDER: of the words heard right, the share that stands under the wrong person, voices paired with
persons in the way that gives the least error (after Shafey et al., Interspeech 2019). *Beside a
change*: the same of the three words on either side of a change of person in the reference.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import Levenshtein
from scipy.optimize import (  # type: ignore[import-untyped]  # has no stubs
    linear_sum_assignment,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

_TURN = re.compile(r"^([^:\n]{1,60}): (.*)$")
_NOT_WORDS = re.compile(r"[^\w\s]|_")
_BESIDE = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A word and who said it."""

    word: str
    who: Hashable


@dataclass(frozen=True, slots=True)
class Score:
    """Counts, so that scores of several recordings can be added.

    Attributes:
        words: of the reference.
        errors: substitutions, deletions and insertions.
        person_errors: the same, each person's words on their own.
        matched: words heard right.
        misplaced: of these, under the wrong person.
        beside: words heard right beside a change of person.
        misplaced_beside: of these, under the wrong person.
    """

    words: int = 0
    errors: int = 0
    person_errors: int = 0
    matched: int = 0
    misplaced: int = 0
    beside: int = 0
    misplaced_beside: int = 0

    def __add__(self, other: Score) -> Score:
        """Return the counts of both."""
        return Score(
            self.words + other.words,
            self.errors + other.errors,
            self.person_errors + other.person_errors,
            self.matched + other.matched,
            self.misplaced + other.misplaced,
            self.beside + other.beside,
            self.misplaced_beside + other.misplaced_beside,
        )

    @property
    def wer(self) -> float:
        """Word error rate in percent."""
        return 100 * self.errors / max(1, self.words)

    @property
    def cpwer(self) -> float:
        """Word error rate with each person's words on their own, in percent."""
        return 100 * self.person_errors / max(1, self.words)

    @property
    def wder(self) -> float:
        """Matched words under the wrong person, in percent."""
        return 100 * self.misplaced / max(1, self.matched)


@dataclass(frozen=True, slots=True)
class Faults:
    """What is wrong in words that were heard.

    Attributes:
        wrong: the numbers of those that were not said there.
        missing: how many words were said and not heard before a word, by its number; after the
            last one, by the number of all.
    """

    wrong: frozenset[int]
    missing: Mapping[int, int]

    @property
    def number(self) -> int:
        """Of all wrong and missing words."""
        return len(self.wrong) + sum(self.missing.values())


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    return _NOT_WORDS.sub(" ", text.replace("%", " procent ").casefold()).split()


def script(text: str) -> list[Said]:
    """Read a script of lines `Name: text`; a line without a name goes on with the same person."""
    said: list[Said] = []
    who = ""
    for line in text.splitlines():
        turn = _TURN.match(line)
        who, spoken = (turn[1], turn[2]) if turn else (who, line)
        said += [Said(word, who) for word in words(spoken)]
    return said


def faults(heard: Sequence[Sequence[str]], spoken: Sequence[str]) -> Faults:
    """Tell which words heard are wrong and where others are missing (Levenshtein over the whole).

    Args:
        heard: each word heard, as the words that are compared: a figure with its unit is two.
        spoken: the words of the reference.
    """
    parts = [(number, part) for number, said in enumerate(heard) for part in said]
    owners = [number for number, _ in parts]
    wrong: set[int] = set()
    missing: Counter[int] = Counter()
    for edit in Levenshtein.opcodes(spoken, [part for _, part in parts]):
        if edit.tag == "delete":
            before = owners[edit.dest_start] if edit.dest_start < len(owners) else len(heard)
            missing[before] += edit.src_end - edit.src_start
        elif edit.tag != "equal":
            wrong.update(owners[edit.dest_start : edit.dest_end])
    return Faults(frozenset(wrong), missing)


def score(reference: Sequence[Said], heard: Sequence[Said]) -> Score:
    """Compare what was heard with the reference."""
    edits = Levenshtein.opcodes([said.word for said in reference], [said.word for said in heard])
    places = [
        (edit.src_start + step, edit.dest_start + step)
        for edit in edits
        if edit.tag == "equal"
        for step in range(edit.src_end - edit.src_start)
    ]
    right = _right([(reference[one].who, heard[other].who) for one, other in places])
    beside = _beside_changes(reference)
    errors = Levenshtein.distance([s.word for s in reference], [s.word for s in heard])
    return Score(
        words=len(reference),
        errors=errors,
        person_errors=_person_errors(reference, heard),
        matched=len(places),
        misplaced=len(places) - sum(right),
        beside=sum(one in beside for one, _ in places),
        misplaced_beside=sum(
            one in beside and not is_right for (one, _), is_right in zip(places, right, strict=True)
        ),
    )


def _beside_changes(reference: Sequence[Said]) -> set[int]:
    """Return the places of the words near to where another person takes over."""
    changes = [
        place
        for place in range(1, len(reference))
        if reference[place].who != reference[place - 1].who
    ]
    return {near for place in changes for near in range(place - _BESIDE, place + _BESIDE)}


def _right(pairs: Sequence[tuple[Hashable, Hashable]]) -> list[bool]:
    """Tell for each word whether it is right under the best pairing of persons and voices."""
    people, voices = _distinct(a for a, _ in pairs), _distinct(b for _, b in pairs)
    counts: NDArray[np.int64] = np.zeros((len(people), len(voices)), dtype=np.int64)
    for person, voice in pairs:
        counts[people.index(person), voices.index(voice)] += 1
    paired = {(people[one], voices[other]) for one, other in zip(*_paired(-counts), strict=True)}
    return [pair in paired for pair in pairs]


def _paired(costs: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    rows, columns = linear_sum_assignment(costs)
    return rows, columns


def _person_errors(reference: Sequence[Said], heard: Sequence[Said]) -> int:
    """Errors with each person's words joined, under the pairing that gives the fewest."""
    spoken = [[s.word for s in reference if s.who == who] for who in _people(reference)]
    written = [[s.word for s in heard if s.who == who] for who in _people(heard)]
    size = max(len(spoken), len(written))
    spoken += [[] for _ in range(size - len(spoken))]
    written += [[] for _ in range(size - len(written))]
    errors = np.array([[Levenshtein.distance(a, b) for b in written] for a in spoken])
    return int(errors[linear_sum_assignment(errors)].sum()) if size else 0


def _people(said: Sequence[Said]) -> list[Hashable]:
    return _distinct(one.who for one in said)


def _distinct(values: Iterable[Hashable]) -> list[Hashable]:
    return list(dict.fromkeys(values))
