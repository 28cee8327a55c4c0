"""What the machine left out or respelled, found in the text as people have it, and taken back.

The words that were heard come to stand again where they were said. Commas and capitals that were
mended for them are as heard again, where people have not written otherwise meanwhile.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from podcast.conversation import Conversation
from podcast.edits import Edit, apply
from podcast.likeness import folded
from podcast.review.passages import Passage, Script
from podcast.text_words import paired

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from podcast.edits import Written
    from podcast.transcript import Word

_WORD = re.compile(r"\S+")
_OWN = ""  # stands for whoever says a passage

Said = tuple[str, int]
"""A word as written, and the voice that says it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a text.

    Attributes:
        at: of the passage.
        word: before which of its words; their number stands for its end.
    """

    at: int
    word: int


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where words are to stand.

    Attributes:
        spot: where in the text.
        gone: how many words of the passage go for them.
        voice: that says the passage, as far as it is one of theirs.
    """

    spot: Spot
    gone: int
    voice: int | None


@dataclass(frozen=True)
class Traces:
    """A text beside the draft that the edits made.

    Attributes:
        script: the text.
        conversation: what was heard.
        made: the edits of the draft.
    """

    script: Script
    conversation: Conversation
    made: tuple[Edit, ...]

    def spot(self, edit: Edit) -> Spot | None:
        """Return where in the text an edit shows; None where nothing of it is left.

        What was left out stands there no more when people have written it, or nothing near it is
        in the text any longer. A respelling is there as long as its word is.
        """
        first = self._first(edit)
        if edit.text:
            return self._spots[self._place_of[first]] if self._is_spelled(edit, first) else None
        left, right = self._beside(first)
        if self._stands_again(edit, left, right):
            return None
        slot = self._slot(first, first, {self._heard[edit.at[0]][1]})
        return slot.spot if slot else None

    def taken_back(self, edit: Edit, name: Callable[[int], str]) -> Script:
        """Return the text with what was heard in the place of an edit.

        Args:
            edit: to be taken back.
            name: what voices are called, for words that nobody beside them says.
        """
        others = apply(self.conversation, (one for one in self.made if one != edit))
        new = _words_of(others)
        start, stop, end = _differing(self._drafted, new)
        words = [(text, said.voice) for text, said in new[start:end]]
        if not self._is_as_drafted(start, stop):
            heard = (self._heard[place] for place in edit.at)
            words = [(word.text, voice) for word, voice in heard]
            start = self._first(edit)
            stop = start + len(edit.text.split())
        slot = self._slot(start, stop, {voice for _, voice in words})
        return self._filled(slot, words, name) if slot and words else self.script

    def _filled(self, slot: _Slot, words: Sequence[Said], name: Callable[[int], str]) -> Script:
        """Put words into their slot; those of others than whoever says it as turns of their own."""
        one, at = self.script.passages[slot.spot.at], slot.spot.at
        found = list(_WORD.finditer(one.words))
        rest = found[slot.spot.word + slot.gone :]
        pieces = [
            (_OWN, one.words[: found[slot.spot.word - 1].end()] if slot.spot.word else ""),
            *_pieces(
                words, slot.voice, lambda voice: _OWN if name(voice) == one.speaker else name(voice)
            ),
            (_OWN, one.words[rest[0].start() :] if rest else ""),
        ]
        return self.script.with_passages(at, at + 1, list(_passages(one, pieces)))

    def _slot(self, start: int, stop: int, voices: set[int]) -> _Slot | None:
        """Where the words go that stand for some of the draft; beside their own voice if it is."""
        if start < stop:
            if not self._is_as_drafted(start, stop):
                return None
            spot = self._spots[self._place_of[start]]
            return _Slot(spot, stop - start, self._drafted[start][1].voice)
        left, right = self._beside(start)
        near = [place for place in (left, right) if place is not None]
        if not near:
            return None
        place = max(near, key=lambda place: (self._voice(place) in voices, self._is_ours(place)))
        spot, voice = self._spots[place], self._voice(place)
        after = place is left
        return _Slot(Spot(spot.at, spot.word + after), 0, voice if voice in voices else None)

    def _first(self, edit: Edit) -> int:
        """The number of the drafted word that stands for an edit, or that follows its place."""
        return bisect_left(self._drafted, edit.at[0], key=lambda pair: pair[1].at)

    def _is_spelled(self, edit: Edit, first: int) -> bool:
        place = self._place_of.get(first)
        if place is None or self._drafted[first][1].at != edit.at[0]:
            return False
        return folded(self._texts[place]) == folded(edit.text.split()[0])

    def _is_as_drafted(self, start: int, stop: int) -> bool:
        """Tell whether these words of the draft stand in one passage, as we wrote them."""
        places = [self._place_of.get(number, -1) for number in range(start, stop)]
        return all(
            place == places[0] + step
            and self._texts[place] == self._drafted[start + step][0]
            and self._spots[place].at == self._spots[places[0]].at
            for step, place in enumerate(places)
        )

    def _beside(self, number: int) -> tuple[int | None, int | None]:
        """The nearest words of the text that the draft has before a place, and from there on."""
        before = (self._place_of.get(at) for at in range(number - 1, -1, -1))
        after = (self._place_of.get(at) for at in range(number, len(self._drafted)))
        left = next((place for place in before if place is not None), None)
        return left, next((place for place in after if place is not None), None)

    def _stands_again(self, edit: Edit, left: int | None, right: int | None) -> bool:
        """Tell whether people have written what was left out between its neighbours."""
        heard = [folded(self._heard[place][0].text) for place in edit.at]
        start = -1 if left is None else left
        stop = len(self._texts) if right is None else right
        between = [folded(text) for text in self._texts[start + 1 : stop]]
        return any(
            between[at : at + len(heard)] == heard for at in range(len(between) - len(heard) + 1)
        )

    def _is_ours(self, place: int) -> bool:
        """Tell whether a word of the text is that of the draft, and not one put in its place."""
        return folded(self._texts[place]) == folded(self._drafted[self._number_of[place]][0])

    def _voice(self, place: int) -> int:
        """Who says a word of the text that the draft has."""
        return self._drafted[self._number_of[place]][1].voice

    @cached_property
    def _heard(self) -> tuple[tuple[Word, int], ...]:
        return self.conversation.words

    @cached_property
    def _drafted(self) -> list[tuple[str, Written]]:
        return _words_of(apply(self.conversation, self.made))

    @cached_property
    def _spots(self) -> list[Spot]:
        return [
            Spot(at, word)
            for at, one in enumerate(self.script.passages)
            if one.is_talk
            for word in range(len(one.words.split()))
        ]

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        said = (one.words for one in self.script.passages if one.is_talk)
        return tuple(itertools.chain.from_iterable(words.split() for words in said))

    @cached_property
    def _number_of(self) -> dict[int, int]:
        return dict(paired(self._texts, tuple(text for text, _ in self._drafted)))

    @cached_property
    def _place_of(self) -> dict[int, int]:
        return {number: place for place, number in self._number_of.items()}


def _words_of(written: Iterable[Written]) -> list[tuple[str, Written]]:
    """Words as they stand between spaces, each with what it is or is a part of."""
    return [(part, said) for said in written for part in said.word.text.split()]


def _differing(
    old: Sequence[tuple[str, Written]], new: Sequence[tuple[str, Written]]
) -> tuple[int, int, int]:
    """Where two drafts differ: from which word on, and to which one in either."""

    def same(one: tuple[str, Written], other: tuple[str, Written]) -> bool:
        return one[0] == other[0] and one[1].at == other[1].at

    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if not same(old[at], new[at])), shorter)
    most = shorter - start
    rest = next((at for at in range(most) if not same(old[-1 - at], new[-1 - at])), most)
    return start, len(old) - rest, len(new) - rest


def _pieces(
    words: Iterable[Said], own: int | None, name: Callable[[int], str]
) -> Iterator[tuple[str, str]]:
    """What each voice says in a row, under its name."""
    for voice, run in itertools.groupby(words, key=lambda said: said[1]):
        yield (_OWN if voice == own else name(voice)), " ".join(text for text, _ in run)


def _passages(one: Passage, pieces: Iterable[tuple[str, str]]) -> Iterator[Passage]:
    """A passage as the turns that it comes to be."""
    runs = itertools.groupby((piece for piece in pieces if piece[1]), key=lambda piece: piece[0])
    for step, (speaker, run) in enumerate(runs):
        words = " ".join(text for _, text in run)
        if speaker == _OWN:
            yield replace(one, words=words, opens=one.opens or step > 0)
        else:
            yield Passage("paragraph", words, speaker, opens=True)
