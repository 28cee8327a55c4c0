"""The documentation as readers meet it: who takes part, and passages with the moment of each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcast.document import Heading, Paragraph, Photo, Quote
from podcast.manner import Manner, manners
from podcast.span import Span, union

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from podcast.document import Chapter, TimedParagraph
    from podcast.edition import Edition
    from podcast.show import Kind, Language


# Seconds between two words of one person that still are talk: a breath, not a silence.
_BREATH = 1.0
# Seconds. People note a chapter where its topic comes up, and its turn begins about there.
_ABOUT_THERE = 10.0


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody of the cast.

    Attributes:
        name: the whole name.
        part: role and organisation, or empty.
        order: 1 for the first of the cast; the same person has the same number in the passages.
        share: of the time in which people talk, 0 to 1.
    """

    name: str
    part: str
    order: int
    share: float = 0.0

    @property
    def initials(self) -> str:
        """The first letters of the first and the last name."""
        names = self.name.split()
        return "".join(name[0] for name in (names[:1] + names[1:][-1:])).upper()


@dataclass(frozen=True, slots=True)
class Quotation:
    """What is lifted out of the talk.

    Attributes:
        words: without marks.
        said: who said it, as people wrote it, or empty.
        speaker: who says it in the talk, with role; empty where nobody does.
        start: when, in seconds; None where nobody does.
    """

    words: str
    said: str = ""
    speaker: str = ""
    start: float | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """What one person says before another does, or before a heading.

    Attributes:
        number: 1 for the first of the document.
        speaker: the name as written.
        order: the person's number, as in the cast; who is not in it comes after.
        start: when it begins, in seconds.
        continued: whether the same turn began before a heading.
        manner: how it is shown who speaks.
        content: paragraphs, with the photos and quotations that stand between them.
    """

    number: int
    speaker: str
    order: int
    start: float
    continued: bool
    manner: Manner
    content: tuple[Paragraph | Photo | Quotation, ...]

    @property
    def asks(self) -> bool:
        """Whether it is shown as a question."""
        return self.manner is Manner.QUESTION

    @property
    def is_named(self) -> bool:
        """Whether the name is to be seen, not only heard."""
        return self.manner is Manner.NAMED


Part = Passage | Heading | Photo | Quotation


@dataclass(frozen=True, slots=True)
class Topic:
    """A chapter, and where in the text it begins.

    Attributes:
        title: what it is about.
        start: when, in seconds.
        number: of the passage with which it begins.
    """

    title: str
    start: float
    number: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All of it, in order.

    Attributes:
        cast: who takes part, as the settings have them.
        lead: the paragraphs that the page begins with.
        article: the rest of what stands before the talk.
        parts: the talk, with what stands in it.
        topics: its chapters, in order of time.
    """

    cast: tuple[Participant, ...]
    lead: tuple[Paragraph, ...]
    article: tuple[Paragraph | Heading | Photo | Quotation, ...]
    parts: tuple[Part, ...]
    topics: tuple[Topic, ...] = ()


def read(edition: Edition, kind: Kind = "panel", language: Language = "sv") -> Reading:
    """Arrange an edition for readers, as is the custom for its kind and in its language."""
    document, quotations = edition.document, _Quotations(edition, language)
    arranging = _Arranging(_orders(edition))
    shown = iter(manners(document.talk, edition.episode.people, kind))
    times = iter(edition.paragraphs)
    for block in document.blocks[len(document.opening) :]:
        if isinstance(block, Paragraph):
            arranging.say(block, next(times), next(shown))
        else:
            arranging.put(quotations.seen(block))
    article = tuple(
        block if isinstance(block, Paragraph) else quotations.seen(block)
        for block in document.article
    )
    parts = arranging.finished()
    topics = tuple(_topics(edition.chapters, parts))
    lead = document.lead or tuple(Paragraph(text) for text in edition.lead)
    return Reading(tuple(_cast(edition, language)), lead, article, parts, topics)


def _cast(edition: Edition, language: Language) -> Iterator[Participant]:
    talked = _talking_times(edition.paragraphs)
    whole = sum(talked.values())
    for order, person in enumerate(edition.episode.people, start=1):
        share = talked[person.name] / whole if person.name in talked and whole else 0.0
        yield Participant(person.name, person.part(language), order, share)


def _talking_times(paragraphs: Iterable[TimedParagraph]) -> Mapping[str, float]:
    """For how many seconds each speaker talks; where two do at once, it counts for both."""
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for timed in paragraphs:
        spans[timed.paragraph.speaker] += [word.span for word in timed.words]
    return {
        speaker: sum(span.duration for span in union(said, bridging=_BREATH))
        for speaker, said in spans.items()
    }


def _topics(chapters: Iterable[Chapter], parts: Sequence[Part]) -> Iterator[Topic]:
    passages = [part for part in parts if isinstance(part, Passage)]
    for chapter in chapters if passages else ():
        yield Topic(chapter.title, chapter.start, _first(passages, chapter.start).number)


def _first(passages: Sequence[Passage], start: float) -> Passage:
    """The passage that begins nearest to a moment; where none is near, the one that goes on."""
    nearest = min(passages, key=lambda passage: abs(passage.start - start))
    if abs(nearest.start - start) <= _ABOUT_THERE:
        return nearest
    begun = [passage for passage in passages if passage.start <= start]
    return max(begun, key=lambda passage: passage.start, default=nearest)


class _Quotations:
    """Tells of quotes who said them and when."""

    def __init__(self, edition: Edition, language: Language) -> None:
        self._language: Language = language
        self._found = {quote.words: quote for quote in edition.quotes}
        self._people = {person.name: person for person in edition.episode.people}

    def seen(self, block: Heading | Photo | Quote) -> Heading | Photo | Quotation:
        if not isinstance(block, Quote):
            return block
        found = self._found.get(block.words)
        if not found:
            return Quotation(block.words, block.attribution)
        person = self._people.get(found.speaker)
        speaker = person.presented(self._language) if person else found.speaker
        return Quotation(block.words, block.attribution, speaker, found.span.start)


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
        self._waiting: list[Photo | Quotation] = []
        self._number = 0

    def put(self, block: Heading | Photo | Quotation) -> None:
        if isinstance(block, Heading):
            self._close()
            self._parts.append(block)
        else:
            self._waiting.append(block)

    def say(self, paragraph: Paragraph, timed: TimedParagraph, manner: Manner) -> None:
        if self._open and not paragraph.opens:
            content = (*self._open.content, *self._waiting, paragraph)
            self._open = replace(self._open, content=content)
            self._waiting.clear()
        else:
            self._close()
            self._begin(paragraph, timed.words[0].span.start, manner)

    def finished(self) -> tuple[Part, ...]:
        self._close()
        return tuple(self._parts)

    def _begin(self, paragraph: Paragraph, start: float, manner: Manner) -> None:
        self._number += 1
        self._open = Passage(
            number=self._number,
            speaker=paragraph.speaker,
            order=self._orders[paragraph.speaker],
            start=start,
            continued=not paragraph.opens,
            manner=manner,
            content=(paragraph,),
        )

    def _close(self) -> None:
        if self._open:
            self._parts.append(self._open)
            self._open = None
        self._parts.extend(self._waiting)
        self._waiting.clear()
