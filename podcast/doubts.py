"""The places of a text that are worth a second listen, those first that pay best.

A place is some words in doubt that lie close to each other, or a moment at which words may be
missing. Places are ranked by the wrong words to be expected in them for each minute of listening,
so that whoever stops early has mended the most.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from podcast.span import Span, outside, union
from podcast.word_chances import Chance, Grounds, Why, chances

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

RUN_UP = 1.0
"""Seconds that are played before a place, to get into what is said."""
MISSING = 1.5
"""Words that are missing in a second in which voices sound and nothing is written: 20 in 14 s of
such stretches of a second and more, half as many as people say in that time (`bench.queue`)."""

ALL: frozenset[Why] = frozenset(
    {"unsure", "rare", "term", "voice", "unvoiced", "disputed", "unheard", "phantom"}
)
"""Everything that may speak against a place."""


@dataclass(frozen=True, slots=True)
class DoubtfulWord:
    """A word of a place that something speaks against.

    Attributes:
        at: its number in the paragraph.
        chance: how likely it is to be wrong, and why.
    """

    at: int
    chance: Chance


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place that is worth a second listen.

    Attributes:
        span: what is to be listened to.
        paragraph: the number of its paragraph, among those of the talk.
        first: the number of its first word in the paragraph …
        stop: … and of the one after its last; the same where words may be missing between two.
        words: those in doubt.
        why: what speaks against the place.
        expected: wrong and missing words to be expected in it.
    """

    span: Span
    paragraph: int
    first: int
    stop: int
    words: tuple[DoubtfulWord, ...]
    why: tuple[Why, ...]
    expected: float

    @property
    def seconds(self) -> float:
        """How long it takes to listen to it."""
        return RUN_UP + self.span.duration

    @property
    def worth(self) -> float:
        """Wrong words to be expected for each minute of listening."""
        return 60 * self.expected / self.seconds


def doubts(
    grounds: Grounds, listened: Iterable[Span] = (), signals: Collection[Why] = ALL
) -> tuple[Doubt, ...]:
    """Return the places of a text that are worth a second listen, the best first.

    Args:
        grounds: what is known of the text.
        listened: stretches that a person has listened to against the text; they are settled.
        signals: what counts; benches leave some out to see their worth.
    """
    settled = union(listened)
    found = chain(_of_words(grounds, settled, signals), _of_missing(grounds, settled, signals))
    return tuple(sorted(found, key=lambda doubt: (-doubt.worth, doubt.span)))


def _of_words(
    grounds: Grounds, settled: Sequence[Span], signals: Collection[Why]
) -> Iterator[Doubt]:
    words, known = grounds.words, chances(grounds, signals)
    begins = grounds.begins
    doubted = (
        place for place in sorted(known) if known[place].why and not words.stands_in(place, settled)
    )
    for stretch in words.together(doubted, between=0):
        places = range(stretch[0], stretch[-1] + 1)
        paragraph = words.paragraph[places[0]]
        begin = begins[paragraph]
        yield Doubt(
            span=words.words[places[0]].span | words.words[places[-1]].span,
            paragraph=paragraph,
            first=places[0] - begin,
            stop=places[-1] + 1 - begin,
            words=tuple(DoubtfulWord(place - begin, known[place]) for place in stretch),
            why=tuple(dict.fromkeys(why for place in stretch for why in known[place].why)),
            expected=sum(known[place].wrong for place in places if place in known),
        )


def _of_missing(
    grounds: Grounds, settled: Sequence[Span], signals: Collection[Why]
) -> Iterator[Doubt]:
    """Where words may be missing: voices sound and nothing is written, or was taken out."""
    if not grounds.paragraphs:
        return
    talk = union(heard.span for heard in grounds.voices.spans)
    if "unheard" in signals:
        for span in outside(grounds.unheard, settled):
            yield _between(grounds, span, "unheard", span.duration)
    if "phantom" in signals:
        for span in outside(grounds.removed, settled):
            voiced = span.duration - sum(part.duration for part in outside((span,), talk))
            yield _between(grounds, span, "phantom", voiced)


def _between(grounds: Grounds, span: Span, why: Why, voiced: float) -> Doubt:
    """The place after the last word that is said before a stretch."""
    words = grounds.words.words
    before = [place for place, word in enumerate(words) if word.span.middle < span.middle]
    place = max(before, key=lambda place: words[place].span.middle, default=0)
    paragraph = grounds.words.paragraph[place]
    at = place - grounds.begins[paragraph] + bool(before)
    return Doubt(span, paragraph, at, at, (), (why,), MISSING * voiced)
