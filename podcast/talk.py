"""A text on its way, with what stands beside each of its words."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.edits import Written, turns
from podcast.rules import folded
from podcast.transcript import is_mark

if TYPE_CHECKING:
    from podcast.rulebook import Rules
    from podcast.rules import Placed

PAUSE = 0.2  # seconds; less is between any two words

_QUOTATION_MARK = re.compile('[”“"»«]')


@dataclass(frozen=True, slots=True)
class Talk:
    """The words written so far, by their index.

    Attributes:
        words: in order of time.
        bare: the same, without case and punctuation; nothing for what is no word, as [skratt].
        places: the indexes at which each of these stands.
        turn: for each the number of its turn.
        quoted: whether it stands inside a quotation.
        numbers: words that are numbers.
    """

    words: tuple[Written, ...]
    bare: tuple[str, ...]
    places: Mapping[str, Sequence[int]]
    turn: tuple[int, ...]
    quoted: tuple[bool, ...]
    numbers: frozenset[str]

    @classmethod
    def of(cls, words: Sequence[Written], rules: Rules) -> Talk:
        """Look at the words as the rules do."""
        parts = list(turns(words))
        texts = [said.word.text for said in words]
        bare = tuple("" if is_mark(text) else folded(text) for text in texts)
        places = defaultdict(list)
        for index, word in enumerate(bare):
            places[word].append(index)
        return cls(
            words=tuple(words),
            bare=bare,
            places=places,
            turn=tuple(number for number, part in enumerate(parts) for _ in part),
            quoted=tuple(itertools.chain.from_iterable(_quoted(part) for part in parts)),
            numbers=rules.numbers,
        )

    def text(self, index: int) -> str:
        """The word as written, with its marks."""
        return self.words[index].word.text

    def together(self, first: int, last: int) -> bool:
        """Tell whether there are such words, of one turn."""
        return 0 <= first <= last < len(self.words) and self.turn[first] == self.turn[last]

    def starts(self, index: int) -> bool:
        """Tell whether a sentence begins with the word."""
        return not self.together(index - 1, index) or self.words[index - 1].word.ends_sentence

    def ends(self, index: int) -> bool:
        """Tell whether a sentence ends with the word."""
        return not self.together(index, index + 1) or self.words[index].word.ends_sentence

    def in_one_go(self, first: int, last: int) -> bool:
        """Tell whether there are such words, of one turn and one sentence."""
        return self.together(first, last) and not any(
            said.word.ends_sentence for said in self.words[first:last]
        )

    def stands(self, phrase: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """The first and the last word wherever the phrase is said in one go."""
        for first in self.places.get(phrase[0], ()):
            last = first + len(phrase) - 1
            if self.bare[first : last + 1] == phrase and self.in_one_go(first, last):
                yield first, last

    def goes_on(self, index: int) -> bool:
        """Tell whether the turn goes straight on after the word, without a mark."""
        return self.together(index, index + 1) and self.text(index)[-1:].isalnum()

    def mirrors(self, first: int, last: int) -> bool:
        """Tell whether the same word stands on either side, as of “vi, vi” in “är vi, vi är”."""
        return self.together(first - 1, last + 1) and self.bare[first - 1] == self.bare[last + 1]

    def whole_turn(self, index: int) -> tuple[str, ...]:
        """All words of the turn in which the word stands."""
        first = bisect_left(self.turn, self.turn[index])
        return self.bare[first : bisect_right(self.turn, self.turn[index])]

    def starts_turn(self, index: int) -> bool:
        """Tell whether a turn begins with the word."""
        return not self.together(index - 1, index)

    def voices_beside(self, index: int) -> tuple[int, ...]:
        """Who speaks before the turn in which the word stands, and who speaks after it."""
        before = bisect_left(self.turn, self.turn[index]) - 1
        after = bisect_right(self.turn, self.turn[index])
        beside = [*self.words[max(0, before) : before + 1], *self.words[after : after + 1]]
        return tuple(said.voice for said in beside)

    def gap(self, index: int) -> float:
        """Seconds of silence before the word; its index is not 0."""
        return self.words[index].word.span.start - self.words[index - 1].word.span.end

    def is_number(self, index: int) -> bool:
        """Tell whether the word is a number."""
        bare = self.bare[index]
        return bare in self.numbers or any(sign.isdigit() for sign in bare)

    def is_name(self, index: int) -> bool:
        """Tell whether the word has a capital that no sentence gave it."""
        return self.text(index)[:1].isupper() and not self.starts(index)

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The first and the last word of each sentence."""
        first = 0
        for index in range(len(self.words)):
            if self.ends(index):
                yield first, index
                first = index + 1

    def answers(self, index: int) -> bool:
        """Tell whether the word stands in a turn that follows a question."""
        first = bisect_left(self.turn, self.turn[index])
        return first > 0 and self.text(first - 1).endswith("?")

    def fits(self, rule: Placed, first: int, last: int) -> bool:
        """Tell whether the rule holds for the words where they stand."""
        if any(self.quoted[first : last + 1]):
            return False
        left, right = self._left(first), self._right(last)
        return (
            (not rule.after or not rule.after.isdisjoint(left))
            and (not rule.before or not rule.before.isdisjoint(right))
            and rule.not_after.isdisjoint(left)
            and rule.not_before.isdisjoint(right)
            and not any(self._overlaps(phrase, first, last) for phrase in rule.unless)
        )

    def _left(self, first: int) -> set[str]:
        """What stands before a word: the word itself, and its sort."""
        if not self.together(first - 1, first):
            return {"START", "QUESTION"} if self.answers(first) else {"START"}
        before = first - 1
        traits = {
            "START": self.starts(first),
            "COMMA": self.text(before).endswith(","),
            "PAUSE": self.gap(first) >= PAUSE,
            "NUMBER": self.is_number(before),
            "NAME": self.is_name(before),
        }
        return {self.bare[before], *(name for name, holds in traits.items() if holds)}

    def _right(self, last: int) -> set[str]:
        """What a word stands before, and how it ends."""
        after = last + 1
        if not self.together(last, after):
            return {"END", "TURN"}
        traits = {
            "END": self.ends(last),
            "COMMA": self.text(last).endswith(","),
            "PAUSE": self.gap(after) >= PAUSE,
            "NUMBER": self.is_number(after),
            "NAME": self.is_name(after),
        }
        return {self.bare[after], *(name for name, holds in traits.items() if holds)}

    def _overlaps(self, phrase: Sequence[str], first: int, last: int) -> bool:
        earliest = max(0, first - len(phrase) + 1)
        return any(
            self.bare[start : start + len(phrase)] == tuple(phrase)
            for start in range(earliest, last + 1)
        )


def _quoted(part: Sequence[Written]) -> list[bool]:
    """For each word of a turn whether it has a quotation mark or stands between two."""
    quoted = []
    inside = False
    for said in part:
        marks = len(_QUOTATION_MARK.findall(said.word.text))
        quoted.append(inside or marks > 0)
        inside ^= marks % 2 == 1
    return quoted
