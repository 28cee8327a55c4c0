"""What was done to a text on the review page, so that it can be undone and done again.

A step is one stretch of signs put in the place of another. From the text as it stands, each
earlier one can be had back to the letter, so that a page that was opened an hour ago can still
tell us what it changed.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcast.merge import Place, standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_STEPS = 1000
"""Beyond which the oldest steps are forgotten …"""
MOST_SIGNS = 1_000_000
"""… and beyond so many signs in all of them."""
MOST_PLACES = 50
"""Where two people changed the same words."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change of a text.

    Attributes:
        what: what was done, such as `words` or `elsewhere`.
        start: sign of the text from which on it differs.
        before: what stood there.
        after: what stands there now.
    """

    what: str
    start: int
    before: str
    after: str

    @staticmethod
    def between(what: str, before: str, after: str) -> Step:
        """Return the shortest step from one text to another."""
        start = _in_common(before, after)
        old, new = before[start:], after[start:]
        rest = _in_common(old[::-1], new[::-1])
        return Step(what, start, old[: len(old) - rest], new[: len(new) - rest])

    @property
    def signs(self) -> int:
        """How much has to be remembered."""
        return len(self.before) + len(self.after)

    def done(self, text: str) -> str:
        """Return the text after the step."""
        return text[: self.start] + self.after + text[self.start + len(self.before) :]

    def undone(self, text: str) -> str:
        """Return the text before the step."""
        return text[: self.start] + self.before + text[self.start + len(self.after) :]


@dataclass(frozen=True, slots=True)
class Journal:
    """A text with the steps that led to it.

    Attributes:
        text: as it stood when we saw it last, to the letter.
        steps: in the order in which they were done.
        done: how many of them the text has; the others can be done again.
        places: where two people changed the same words, with both versions.
    """

    text: str
    steps: tuple[Step, ...] = ()
    done: int = 0
    places: tuple[Place, ...] = ()

    @property
    def version(self) -> str:
        """By what a page tells us which text it has."""
        return version_of(self.text)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self.done > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self.done < len(self.steps)

    @property
    def disputed(self) -> tuple[Place, ...]:
        """The places about which nobody has decided yet, by words or otherwise."""
        stand = {place for _, place in standing(self.places, self.text)}
        return tuple(place for place in self.places if place in stand or not place.yours)

    def stepped(self, what: str, text: str, places: Iterable[Place] = ()) -> Journal:
        """Return the journal after a change; what was undone before it is forgotten."""
        kept = tuple(dict.fromkeys((*self.places, *places)))[-MOST_PLACES:]
        if text == self.text:
            return replace(self, places=kept)
        step = Step.between(what, self.text, text)
        steps = _bounded((*self.steps[: self.done], step))
        return Journal(text, steps, len(steps), kept)

    def undone(self) -> Journal:
        """Take the last step back."""
        if not self.can_undo:
            return self
        before = self.steps[self.done - 1].undone(self.text)
        return replace(self, text=before, done=self.done - 1)

    def redone(self) -> Journal:
        """Do the step again that was taken back last."""
        if not self.can_redo:
            return self
        return replace(self, text=self.steps[self.done].done(self.text), done=self.done + 1)

    def text_of(self, version: str) -> str | None:
        """Return an earlier or undone version of the text; None where it is forgotten."""
        return next((one for one in self._texts() if version_of(one) == version), None)

    def steps_since(self, version: str) -> tuple[Step, ...]:
        """Return what was done since an earlier version; nothing where that is forgotten."""
        text = self.text
        for at in range(self.done, -1, -1):
            if version_of(text) == version:
                return self.steps[at : self.done]
            if at:
                text = self.steps[at - 1].undone(text)
        return ()

    def settled(self, place: Place) -> Journal:
        """Return the journal without a place about which people have decided."""
        return replace(self, places=tuple(one for one in self.places if one != place))

    def _texts(self) -> Iterator[str]:
        """The text as it stands, as it stood before, and as it may be again."""
        yield self.text
        earlier, later = self.text, self.text
        for step in reversed(self.steps[: self.done]):
            earlier = step.undone(earlier)
            yield earlier
        for step in self.steps[self.done :]:
            later = step.done(later)
            yield later


def version_of(text: str) -> str:
    """Return a short name for a text to the letter."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _in_common(one: str, other: str) -> int:
    """How many signs two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _bounded(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The latest steps, the last in any case."""
    signs, first = 0, len(steps)
    for at in range(len(steps) - 1, max(-1, len(steps) - 1 - MOST_STEPS), -1):
        signs += steps[at].signs
        if signs > MOST_SIGNS and at < len(steps) - 1:
            break
        first = at
    return steps[first:]
