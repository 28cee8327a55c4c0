"""How far the text of an episode can be trusted: what is known of that, as one value.

Nothing is judged here. Every figure says what it counts, so that a listener, a producer and
another program can each make up their mind.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from podcast.edits import Kind
from podcast.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable

Placed = TypeVar("Placed", "Extract", "RuleChange")


@dataclass(frozen=True, slots=True)
class Extract:
    """Words with the stretch in which they sound.

    Attributes:
        span: when they sound.
        text: the words.
    """

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class RuleChange:
    """Words heard that a rule left out of the draft or spelled anew.

    Attributes:
        rule: its name, as the file of rules has it.
        kind: what sort of thing it changes.
        span: when the words sound.
        heard: the words as heard.
        written: what stands for them; empty where they were left out.
    """

    rule: str
    kind: Kind
    span: Span
    heard: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class PeopleChanges:
    """What people made of the draft that they began with, in words.

    Attributes:
        drafted: how many words the draft had.
        changed: how many of these now are other words.
        removed: how many of these are gone.
        added: how many the text has besides.
    """

    drafted: int = 0
    changed: int = 0
    removed: int = 0
    added: int = 0

    def __bool__(self) -> bool:
        """Tell whether people changed any word."""
        return bool(self.changed or self.removed or self.added)

    @property
    def share(self) -> float:
        """Share of the draft's words that are other words now, 0 to 1."""
        return self.changed / self.drafted if self.drafted else 0.0


@dataclass(frozen=True, slots=True)
class Honesty:
    """What is known of how far a text can be trusted.

    What a person has listened to is neither in doubt nor counted as talk without words.

    Attributes:
        words: how many the talk of the text has.
        from_machine: how many of these stand as the machine heard them, or as a rule spells them.
        in_doubt: how many of those the speech model was not sure of.
        doubts: the places with the most of them, the worst first.
        without_words: where voices sound and no words were heard, in order of time.
        without_voice: words of the machine where no voice sounds.
        phantoms: what the speech model made up, taken out before anything was written.
        by_rule: what the rules changed in the draft, in order of time.
        by_people: what people changed in it.
        talk: seconds in which anybody speaks.
        listened: how many of these a person has listened to against the text.
    """

    words: int
    from_machine: int
    in_doubt: int
    doubts: tuple[Extract, ...] = ()
    without_words: tuple[Span, ...] = ()
    without_voice: tuple[Extract, ...] = ()
    phantoms: tuple[Extract, ...] = ()
    by_rule: tuple[RuleChange, ...] = ()
    by_people: PeopleChanges = PeopleChanges()
    talk: float = 0.0
    listened: float = 0.0

    def at(self, heard_in: Callable[[Span], Span]) -> Honesty:
        """Return the same with other moments, for a sound that is not as long as the recording.

        Args:
            heard_in: gives the stretch of that sound for one of the recording.
        """

        def moved(places: tuple[Placed, ...]) -> tuple[Placed, ...]:
            return tuple(replace(place, span=heard_in(place.span)) for place in places)

        return replace(
            self,
            doubts=moved(self.doubts),
            without_words=tuple(map(heard_in, self.without_words)),
            without_voice=moved(self.without_voice),
            phantoms=moved(self.phantoms),
            by_rule=moved(self.by_rule),
        )

    @property
    def doubt_share(self) -> float:
        """Share of the machine's words that are in doubt, 0 to 1."""
        return self.in_doubt / self.from_machine if self.from_machine else 0.0

    @property
    def listened_share(self) -> float:
        """Share of the talk that a person has listened to, 0 to 1."""
        return self.listened / self.talk if self.talk else 0.0

    @property
    def seconds_without_words(self) -> float:
        """How long voices sound without words in all."""
        return sum((span.duration for span in self.without_words), 0.0)

    @property
    def rules(self) -> tuple[tuple[str, Kind, int], ...]:
        """Each rule that changed something, with its kind and how often, the most first."""
        counted = Counter((change.rule, change.kind) for change in self.by_rule)
        return tuple((rule, kind, number) for (rule, kind), number in counted.most_common())

    @property
    def kinds(self) -> tuple[tuple[Kind, int], ...]:
        """Each kind of change, with how often, the most first."""
        return tuple(Counter(change.kind for change in self.by_rule).most_common())
