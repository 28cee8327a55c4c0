"""How likely each word of a text is to be wrong, and why one may think so.

The chances were fitted to Swedish talk that the small model heard, or counted in it: see "Words in
doubt" and "The queue of doubts" in docs/measured.md. They say how words compare and promise nothing
for a single one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Literal

from rapidfuzz.distance import OSA

from podcast.conversation import Conversation, Voices
from podcast.document import TimedParagraph
from podcast.edits import Edit
from podcast.glossary import GLOSSARY
from podcast.matching import matches
from podcast.rules import bare
from podcast.span import Span, union
from podcast.text_words import DOUBT, TextWords
from podcast.word_voices import likeness_beneath

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


Why = Literal["unsure", "rare", "term", "voice", "unvoiced", "disputed", "unheard", "phantom"]
"""Why a place is worth a second listen: the model was not sure; hardly anybody writes the word; it
may be a term of the glossary or a name; it may be somebody else's; nobody sounds there; people's
words stand where we would write others; somebody sounds and nothing was written; what was written
there was taken out."""

# Logarithms of the odds that a word is wrong: of one that the model thinks as likely as not, what a
# step of the model's own odds takes from that, and what each power of ten adds by which the word is
# rarer than one in a million. Fitted by `bench.word_chances`.
_EVEN_ODDS = -0.78
_SURENESS = 0.75
_RARITY = 1.13
# Certainty is kept in thousandths; nothing is surer, or less sure, than these.
_LEAST_SURE = 0.001
_SUREST = 0.999
TERM = 0.9
"""What a glossary or a cast is near is taken to be misheard as often as what nobody writes."""
OTHER_VOICE = 0.1
"""How many words of short stretches whose voice prints hardly decide are somebody else's: 5 of 52
in the recordings of `bench.who_said_what`."""
EVEN = 0.5
"""Where nothing has been counted, either may be right."""

# Seconds under which a stretch is short, and likeness for a second by which prints hardly decide.
_SHORT = 1.0
_CLOSE = 0.1
# Letters of a name that may be misheard, and slips in it; as for the glossary's rule.
_SHORTEST_NAME = 4
_SLIPS = 2


@dataclass(frozen=True, slots=True)
class Chance:
    """What is known of a word.

    Attributes:
        wrong: how likely it is to be wrong, 0 to 1.
        why: what speaks against it; nothing where the model was sure and nothing else does.
        hint: the term or name that it may be, or empty.
    """

    wrong: float
    why: tuple[Why, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What is known of a text.

    Attributes:
        words: of the text, beside ours.
        paragraphs: of the text.
        conversation: what was heard.
        voices: who speaks when.
        rarity: how rarely a word is written, as `word_rarity` has it; names in the cast and terms
            are not rare.
        terms: those names and terms.
        suggested: what the rules would change if a person accepts it.
        disputed: pairs of a part that people wrote and what we would write in its place.
        unvoiced: where words stand and nobody sounds.
        unheard: where somebody sounds and no words stand.
        removed: where the model wrote what nobody said, which was taken out.
    """

    words: TextWords
    paragraphs: Sequence[TimedParagraph]
    conversation: Conversation
    voices: Voices
    rarity: Callable[[str], float]
    terms: Sequence[str] = ()
    suggested: Sequence[Edit] = ()
    disputed: Sequence[tuple[str, str]] = ()
    unvoiced: Sequence[Span] = ()
    unheard: Sequence[Span] = ()
    removed: Sequence[Span] = ()

    @property
    def begins(self) -> tuple[int, ...]:
        """For each paragraph the place of its first word in the whole text."""
        return tuple(accumulate((len(timed.words) for timed in self.paragraphs), initial=0))


def chances(grounds: Grounds, signals: Collection[Why]) -> Mapping[int, Chance]:
    """Return what is known of each word of a text that is in doubt or still the machine's.

    Args:
        grounds: what is known of the text.
        signals: what counts; benches leave some out to see their worth.
    """
    look = _Look(grounds, signals)
    found = {place: look.at(place) for place in grounds.words.machine}
    if "disputed" in signals:
        found |= {place: Chance(EVEN, ("disputed",)) for place in _disputed(grounds)}
    return found


class _Look:
    """What is looked at for each word."""

    def __init__(self, grounds: Grounds, signals: Collection[Why]) -> None:
        self._grounds = grounds
        self._signals = signals
        self._terms = _suggested_terms(grounds)
        self._theirs = _others(grounds)
        self._unvoiced = union(grounds.unvoiced)

    def at(self, place: int) -> Chance:
        """Weigh what speaks against a word of the machine's; each thing adds to the others."""
        heard = self._grounds.words.machine[place]
        text = self._grounds.words.words[place].text
        hint = self._hint(heard.at, text)
        certainty = heard.word.certainty if "unsure" in self._signals else DOUBT
        against: dict[Why, float] = {}
        if heard.word.certainty < DOUBT:
            against["unsure"] = 0.0  # every word's certainty counts below
        rare = self._grounds.rarity(text) if "rare" in self._signals else 0.0
        if rare and misheard_chance(certainty, rare) >= misheard_chance(DOUBT, 0.0):
            against["rare"] = 0.0  # as does how rare it is
        if hint:
            against["term"] = TERM
        if heard.at in self._theirs:
            against["voice"] = OTHER_VOICE
        if self._grounds.words.stands_in(place, self._unvoiced):
            against["unvoiced"] = EVEN
        counted = {why: wrong for why, wrong in against.items() if why in self._signals}
        # What is rare and what may be a term are one observation.
        right = 1 - max(misheard_chance(certainty, rare), counted.get("term", 0.0))
        right *= 1 - counted.get("voice", 0.0)
        right *= 1 - counted.get("unvoiced", 0.0)
        return Chance(1 - right, tuple(counted), hint if "term" in counted else "")

    def _hint(self, heard_at: int, text: str) -> str:
        if hint := self._terms.get(heard_at, ""):
            return hint
        return _near(text, self._grounds.terms) if self._grounds.rarity(text) else ""


def misheard_chance(certainty: float, rarity: float) -> float:
    """Return how likely a word is not what was said: a logistic curve.

    Args:
        certainty: of the model, 0 to 1.
        rarity: how much rarer than one in a million the word is, in powers of ten.
    """
    sureness = sureness_of(certainty)
    return 1 / (1 + math.exp(-(_EVEN_ODDS - _SURENESS * sureness + _RARITY * rarity)))


def sureness_of(certainty: float) -> float:
    """Return the logarithm of the odds that the model gives a word."""
    sure = min(max(certainty, _LEAST_SURE), _SUREST)
    return math.log(sure / (1 - sure))


def _suggested_terms(grounds: Grounds) -> Mapping[int, str]:
    """The terms that a rule suggests, by the places heard at which they may be said."""
    return {at: edit.text for edit in grounds.suggested if edit.rule == GLOSSARY for at in edit.at}


def _near(text: str, terms: Sequence[str]) -> str:
    """The name or term of which a word may be a slip, or nothing."""
    word = bare(text).casefold()
    if len(word) < _SHORTEST_NAME:
        return ""
    parts = {part.casefold(): part for term in terms for part in term.split()}
    near = {
        part: OSA.distance(word, part, score_cutoff=_SLIPS)
        for part in parts
        if part[:1] == word[0] and len(part) >= _SHORTEST_NAME
    }
    best = min(near, key=lambda part: near[part], default="")
    return parts[best] if best and 0 < near[best] <= min(_SLIPS, len(word) // 4) else ""


def _others(grounds: Grounds) -> frozenset[int]:
    """Places heard in stretches of a voice so short and so like another that it may be that one."""
    numbers, said = grounds.voices.numbers, grounds.conversation.words
    if len(numbers) < 2 or not grounds.voices.opinions:
        return frozenset()
    spans = [word.span for word, _ in said]
    likeness = likeness_beneath(spans, grounds.voices.opinions, len(numbers))
    found: list[int] = []
    for stretch in _stretches(grounds.conversation):
        seconds = spans[stretch[-1]].end - spans[stretch[0]].start
        sums = likeness[stretch].sum(axis=0)
        voice = said[stretch[0]][1]
        if voice not in numbers or not 0 < seconds < _SHORT:
            continue
        own = sums[numbers.index(voice)]
        others = max(
            float(like) for number, like in zip(numbers, sums, strict=True) if number != voice
        )
        if own - others < _CLOSE * seconds:
            found += stretch
    return frozenset(found)


def _stretches(conversation: Conversation) -> Iterator[list[int]]:
    """Places heard of what one voice says of a sentence, together."""
    sentence = 0
    keys: list[tuple[int, int]] = []
    for word, voice in conversation.words:
        keys.append((sentence, voice))
        sentence += word.ends_sentence
    for _, places in groupby(range(len(keys)), key=keys.__getitem__):
        yield list(places)


def _disputed(grounds: Grounds) -> Iterator[int]:
    """Places of the words that people wrote where we would write others."""
    for begin, timed in zip(grounds.begins, grounds.paragraphs, strict=False):
        words = [word.text for word in timed.words]
        for yours, ours in grounds.disputed:
            if yours.endswith(timed.paragraph.text):
                said = ours.split()
                yield from (
                    begin + step
                    for step, number in enumerate(matches(words, said))
                    if number is None or said[number] != words[step]
                )
