"""The words of a text beside those that we would write today: which are still the machine's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from podcast.document import TimedWord
from podcast.edits import Written, apply
from podcast.likeness import folded
from podcast.matching import matches
from podcast.trust import Extract

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from podcast.conversation import Conversation
    from podcast.document import TimedParagraph
    from podcast.edits import Edit
    from podcast.span import Span

DOUBT = 0.7
"""A word to which the model gave a lower probability is in doubt.

`bench.doubt`: of these, nearly every other is wrong, and six in ten wrong words are among them.
"""

_APART = 2.0  # seconds between two words beyond which they are no longer one stretch
_LONGEST = 12  # words of a stretch at most


@dataclass(frozen=True, slots=True)
class TextWords:
    """The words of a text beside those of the draft.

    Attributes:
        words: all of them, in the order of the text.
        paragraph: for each the number of its paragraph.
        drafted: the words that we would write today.
        pairs: places in the text, and those in the draft of the words that stand or stood there.
        machine: by its place, each word that stands as the draft has it.
    """

    words: tuple[TimedWord, ...]
    paragraph: tuple[int, ...]
    drafted: tuple[str, ...]
    pairs: tuple[tuple[int, int], ...]
    machine: Mapping[int, Written]

    @staticmethod
    def of(
        conversation: Conversation, made: Iterable[Edit], text: Sequence[TimedParagraph]
    ) -> TextWords:
        """Find the words of a text among those that the edits make of a conversation."""
        words = tuple(chain.from_iterable(timed.words for timed in text))
        paragraph = tuple(number for number, timed in enumerate(text) for _ in timed.words)
        # A word may be spelled as several, such as a number and its unit.
        today = [
            (part, said) for said in apply(conversation, made) for part in said.word.text.split()
        ]
        drafted = tuple(part for part, _ in today)
        pairs = paired(tuple(word.text for word in words), drafted)
        machine = {
            place: today[number][1]
            for place, number in pairs
            if folded(words[place].text) == folded(drafted[number])
        }
        return TextWords(words, paragraph, drafted, pairs, machine)

    @property
    def added(self) -> Iterator[Span]:
        """When words stand that people added."""
        return (word.span for word in self.words if not word.heard)

    def certainty(self, place: int) -> float:
        """How sure the model was of a word of the machine's."""
        return self.machine[place].word.certainty

    def stands_in(self, place: int, spans: Sequence[Span]) -> bool:
        """Tell whether a word sounds inside one of the spans, a union."""
        moment = self.words[place].span.middle
        after = bisect_right(spans, moment, key=lambda span: span.start)
        return after > 0 and moment in spans[after - 1]

    def together(self, places: Iterable[int], between: int) -> Iterator[list[int]]:
        """Put places together that have at most so many words between them in a paragraph."""
        stretch: list[int] = []
        for place in places:
            if stretch and not (
                place - stretch[0] < _LONGEST
                and place - stretch[-1] <= 1 + between
                and self._are_close(stretch[-1], place)
            ):
                yield stretch
                stretch = []
            stretch.append(place)
        if stretch:
            yield stretch

    def extract(self, stretch: Sequence[int]) -> Extract:
        """The words of the text from the first place to the last."""
        first, last = stretch[0], stretch[-1]
        said = " ".join(word.text for word in self.words[first : last + 1])
        return Extract(self.machine[first].word.span | self.machine[last].word.span, said)

    def _are_close(self, one: int, other: int) -> bool:
        return (
            self.paragraph[one] == self.paragraph[other]
            and self.words[one].span.gap(self.words[other].span) <= _APART
        )


def paired(texts: Sequence[str], drafted: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Which words of the text are, or replace, which words of a draft."""
    if texts == drafted:
        return tuple((place, place) for place in range(len(texts)))
    found = matches(texts, drafted, moves=True)
    return tuple((place, number) for place, number in enumerate(found) if number is not None)
