"""What a text owes its readers to know: how sure it is, what is missing, what was changed.

Doubt is the speech model's own: the probability that it gave each word. A word that people changed
or added, or that stands where a person has listened, is people's, and no longer in doubt.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from podcast.conversation import Conversation, Voices
from podcast.edits import Edit
from podcast.likeness import folded
from podcast.span import Span, outside, union
from podcast.text_words import DOUBT, TextWords, paired
from podcast.transcript import Segment
from podcast.trust import Extract, Honesty, PeopleChanges, RuleChange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from podcast.document import TimedParagraph
    from podcast.transcript import Word

WITHOUT_WORDS = 1.5
"""Seconds of voice without a word from which words may be missing; less is laughter or breath."""

_BREATH = 0.5  # seconds; a pause inside talk, not its end
_NEAR = 0.5  # seconds by which the edges of words and voices differ
_WORST = 5  # places in doubt that are told
_BETWEEN = 2  # sure words between two that are one place


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
    now = TextWords.of(draft.conversation, draft.made, text)
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


def _worst(text: TextWords, doubtful: Sequence[int]) -> tuple[Extract, ...]:
    """The places with the most doubt, added up over their words, the worst first."""

    def doubt(stretch: Sequence[int]) -> float:
        return sum(1 - text.certainty(place) for place in stretch)

    stretches = sorted(text.together(doubtful, _BETWEEN), key=doubt, reverse=True)
    return tuple(text.extract(stretch) for stretch in stretches[:_WORST])


def _without_words(voices: Voices, covered: Iterable[Span]) -> tuple[Span, ...]:
    """Where voices sound for long, and neither the machine nor people have words."""
    talk = union((heard.span for heard in voices.spans), bridging=_BREATH)
    left = outside(talk, union(covered))
    return tuple(span for span in left if span.duration >= WITHOUT_WORDS)


def _without_voice(
    text: TextWords, unchecked: Sequence[int], talk: Sequence[Span]
) -> tuple[Extract, ...]:
    """Words of the machine near which nobody sounds."""
    near = union(Span(max(0.0, span.start - _NEAR), span.end + _NEAR) for span in talk)
    lost = [place for place in unchecked if not text.stands_in(place, near)]
    return tuple(text.extract(stretch) for stretch in text.together(lost, _BETWEEN))


def _by_rule(made: Iterable[Edit], heard: Sequence[tuple[Word, int]]) -> Iterator[RuleChange]:
    for edit in made:
        words = [heard[place][0] for place in edit.at]
        said = " ".join(word.text for word in words)
        yield RuleChange(edit.rule, edit.kind, words[0].span | words[-1].span, said, edit.text)


def _by_people(text: TextWords, begun_with: tuple[str, ...]) -> PeopleChanges:
    texts = tuple(word.text for word in text.words)
    pairs = text.pairs if begun_with == text.drafted else paired(texts, begun_with)
    same = sum(folded(texts[place]) == folded(begun_with[number]) for place, number in pairs)
    return PeopleChanges(
        drafted=len(begun_with),
        changed=len(pairs) - same,
        removed=len(begun_with) - len(pairs),
        added=len(texts) - len(pairs),
    )


def _seconds(spans: Iterable[Span]) -> float:
    return sum((span.duration for span in spans), 0.0)
