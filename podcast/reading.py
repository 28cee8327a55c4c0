"""The documentation as readers meet it: who takes part, and passages with the moment of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcast.document import Heading, Paragraph, Photo, Quote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from podcast.document import TimedParagraph
    from podcast.edition import Edition


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody of the cast.

    Attributes:
        name: the whole name.
        part: role and organisation, or empty.
        order: 1 for the first of the cast; the same person has the same number in the passages.
    """

    name: str
    part: str
    order: int

    @property
    def initials(self) -> str:
        """The first letters of the first and the last name."""
        names = self.name.split()
        return "".join(name[0] for name in (names[:1] + names[1:][-1:])).upper()


@dataclass(frozen=True, slots=True)
class Passage:
    """What one person says before another does, or before a heading.

    Attributes:
        number: 1 for the first of the document.
        speaker: the name as written.
        order: the person's number, as in the cast; who is not in it comes after.
        start: when it begins, in seconds.
        continued: whether the same turn began before a heading.
        content: paragraphs, with the photos and quotes that stand between them.
    """

    number: int
    speaker: str
    order: int
    start: float
    continued: bool
    content: tuple[Paragraph | Photo | Quote, ...]


Part = Passage | Heading | Photo | Quote


@dataclass(frozen=True, slots=True)
class Reading:
    """All of it, in order.

    Attributes:
        cast: who takes part, as the settings have them.
        parts: everything below the lead.
    """

    cast: tuple[Participant, ...]
    parts: tuple[Part, ...]


def read(edition: Edition) -> Reading:
    """Arrange an edition for readers."""
    cast = tuple(
        Participant(person.name, person.presentation.removeprefix(person.name).lstrip(", "), order)
        for order, person in enumerate(edition.episode.people, start=1)
    )
    arranging = _Arranging(_orders(edition))
    times = iter(edition.paragraphs)
    for block in edition.document.blocks:
        if not isinstance(block, Paragraph):
            arranging.put(block)
        elif block.speaker:
            arranging.say(block, next(times))
    return Reading(cast, arranging.finished())


def _orders(edition: Edition) -> Mapping[str, int]:
    cast = [person.name for person in edition.episode.people]
    speakers = [paragraph.speaker for paragraph in edition.document.talk]
    return {name: order for order, name in enumerate(dict.fromkeys(cast + speakers), start=1)}


class _Arranging:
    """Puts blocks together to passages.

    A photo or a quote waits until it is known whether the same turn goes on after it.
    """

    def __init__(self, orders: Mapping[str, int]) -> None:
        self._orders = orders
        self._parts: list[Part] = []
        self._open: Passage | None = None
        self._waiting: list[Photo | Quote] = []
        self._number = 0

    def put(self, block: Heading | Photo | Quote) -> None:
        if isinstance(block, Heading):
            self._close()
            self._parts.append(block)
        else:
            self._waiting.append(block)

    def say(self, paragraph: Paragraph, timed: TimedParagraph) -> None:
        if self._open and not paragraph.opens:
            content = (*self._open.content, *self._waiting, paragraph)
            self._open = replace(self._open, content=content)
            self._waiting.clear()
        else:
            self._close()
            self._begin(paragraph, timed.words[0].span.start)

    def finished(self) -> tuple[Part, ...]:
        self._close()
        return tuple(self._parts)

    def _begin(self, paragraph: Paragraph, start: float) -> None:
        self._number += 1
        order = self._orders[paragraph.speaker]
        self._open = Passage(
            self._number, paragraph.speaker, order, start, not paragraph.opens, (paragraph,)
        )

    def _close(self) -> None:
        if self._open:
            self._parts.append(self._open)
            self._open = None
        self._parts.extend(self._waiting)
        self._waiting.clear()
