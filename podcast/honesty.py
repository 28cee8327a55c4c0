"""What a text owes its readers to know: how sure it is, what is missing, what was changed.

Doubt is the speech model's own: the probability that it gave each word. A word that people changed
or added, or that stands where a person has listened, is people's, and no longer in doubt.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from podcast.conversation import Conversation, Voices
from podcast.document import TimedWord
from podcast.edits import Edit, Written, apply
from podcast.likeness import folded
from podcast.matching import matches
from podcast.span import Span, outside, union
from podcast.transcript import Segment
from podcast.trust import Extract, Honesty, PeopleChanges, RuleChange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from podcast.document import TimedParagraph
    from podcast.transcript import Word

DOUBT = 0.7
"""A word to which the model gave a lower probability is in doubt.

`bench.doubt`: of these, every other is wrong, and two of three wrong words are among them.
"""

WITHOUT_WORDS = 1.5
"""Seconds of voice without a word from which words may be missing; less is laughter or breath."""

_BREATH = 0.5  # seconds; a pause inside talk, not its end
_NEAR = 0.5  # seconds by which the edges of words and voices differ
_WORST = 5  # places in doubt that are told
_BETWEEN = 2  # sure words between two in doubt that are one place …
_APART = 2.0  # … and seconds …
_LONGEST = 12  # … and no place has more words


@dataclass(frozen=True, slots=True)
class Draft:
    """What was heard, and what the rules made of it.

    Attributes:
        removed: the phantoms that were taken out.
        voices: when anybody speaks.
        conversation: the words by voices.
        made: the edits of the draft.
        begun_with: the words of the draft that people began with, often this one.
    """

    removed: tuple[Segment, ...]
    voices: Voices
    conversation: Conversation
    made: tuple[Edit, ...]
    begun_with: tuple[str, ...]


def honesty(draft: Draft, text: Sequence[TimedParagraph], listened: Iterable[Span] = ()) -> Honesty:
    """Tell how far a text can be trusted.

    Args:
        draft: what we would write today, and what it comes from.
        text: the talk as it stands, each word with its moment.
        listened: stretches that a person has listened to against the text.
    """
    checked = union(listened)
    talk = union(heard.span for heard in draft.voices.spans)
    heard = draft.conversation.words
    now = _Text.of(draft, text)
    unchecked = [place for place in now.machine if not now.stands_in(place, checked)]
    doubtful = [place for place in unchecked if now.certainty(place) < DOUBT]
    return Honesty(
        words=len(now.words),
        from_machine=len(now.machine),
        in_doubt=len(doubtful),
        doubts=_worst(now, doubtful),
        without_words=_without_words(
            draft.voices,
            chain((word.span for word, _ in heard), now.added, checked),
        ),
        without_voice=_without_voice(now, unchecked, talk),
        phantoms=tuple(Extract(part.span, part.text) for part in draft.removed),
        by_rule=tuple(_by_rule(draft.made, heard)),
        by_people=_by_people(now, draft.begun_with),
        talk=_seconds(talk),
        listened=_seconds(talk) - _seconds(outside(talk, checked)),
    )


@dataclass(frozen=True, slots=True)
class _Text:
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
    def of(draft: Draft, text: Sequence[TimedParagraph]) -> _Text:
        words = tuple(chain.from_iterable(timed.words for timed in text))
        paragraph = tuple(number for number, timed in enumerate(text) for _ in timed.words)
        # A word may be spelled as several, such as a number and its unit.
        today = [
            (part, said)
            for said in apply(draft.conversation, draft.made)
            for part in said.word.text.split()
        ]
        drafted = tuple(part for part, _ in today)
        pairs = _pairs(tuple(word.text for word in words), drafted)
        machine = {
            place: today[number][1]
            for place, number in pairs
            if folded(words[place].text) == folded(drafted[number])
        }
        return _Text(words, paragraph, drafted, pairs, machine)

    @property
    def added(self) -> Iterator[Span]:
        """When words stand that people added."""
        return (word.span for word in self.words if not word.heard)

    def certainty(self, place: int) -> float:
        """How sure the model was of a word of the machine's."""
        return self.machine[place].word.certainty

    def stands_in(self, place: int, spans: Sequence[Span]) -> bool:
        """Tell whether a word of the machine's sounds inside one of the spans, a union."""
        moment = self.machine[place].word.span.middle
        after = bisect_right(spans, moment, key=lambda span: span.start)
        return after > 0 and moment in spans[after - 1]

    def together(self, places: Iterable[int]) -> Iterator[list[int]]:
        """Put places together that lie close to each other in a paragraph."""
        stretch: list[int] = []
        for place in places:
            if stretch and not (
                place - stretch[0] < _LONGEST and self._are_close(stretch[-1], place)
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
            other - one <= 1 + _BETWEEN
            and self.paragraph[one] == self.paragraph[other]
            and self.machine[one].word.span.gap(self.machine[other].word.span) <= _APART
        )


def _pairs(texts: Sequence[str], drafted: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Which words of the text are, or replace, which words of a draft."""
    if texts == drafted:
        return tuple((place, place) for place in range(len(texts)))
    found = matches(texts, drafted, moves=True)
    return tuple((place, number) for place, number in enumerate(found) if number is not None)


def _worst(text: _Text, doubtful: Sequence[int]) -> tuple[Extract, ...]:
    """The places with the most doubt, added up over their words, the worst first."""

    def doubt(stretch: Sequence[int]) -> float:
        return sum(1 - text.certainty(place) for place in stretch)

    stretches = sorted(text.together(doubtful), key=doubt, reverse=True)
    return tuple(text.extract(stretch) for stretch in stretches[:_WORST])


def _without_words(voices: Voices, covered: Iterable[Span]) -> tuple[Span, ...]:
    """Where voices sound for long, and neither the machine nor people have words."""
    talk = union((heard.span for heard in voices.spans), bridging=_BREATH)
    left = outside(talk, union(covered))
    return tuple(span for span in left if span.duration >= WITHOUT_WORDS)


def _without_voice(
    text: _Text, unchecked: Sequence[int], talk: Sequence[Span]
) -> tuple[Extract, ...]:
    """Words of the machine near which nobody sounds."""
    near = union(Span(max(0.0, span.start - _NEAR), span.end + _NEAR) for span in talk)
    lost = [place for place in unchecked if not text.stands_in(place, near)]
    return tuple(text.extract(stretch) for stretch in text.together(lost))


def _by_rule(made: Iterable[Edit], heard: Sequence[tuple[Word, int]]) -> Iterator[RuleChange]:
    for edit in made:
        words = [heard[place][0] for place in edit.at]
        said = " ".join(word.text for word in words)
        yield RuleChange(edit.rule, edit.kind, words[0].span | words[-1].span, said, edit.text)


def _by_people(text: _Text, begun_with: tuple[str, ...]) -> PeopleChanges:
    texts = tuple(word.text for word in text.words)
    pairs = text.pairs if begun_with == text.drafted else _pairs(texts, begun_with)
    same = sum(folded(texts[place]) == folded(begun_with[number]) for place, number in pairs)
    return PeopleChanges(
        drafted=len(begun_with),
        changed=len(pairs) - same,
        removed=len(begun_with) - len(pairs),
        added=len(texts) - len(pairs),
    )


def _seconds(spans: Iterable[Span]) -> float:
    return sum((span.duration for span in spans), 0.0)
