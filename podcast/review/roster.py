"""The room “Vilka hör vi?”: each voice to be heard, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from podcast.conversation import voice_label
from podcast.episode import Person
from podcast.naming import telling_moment, telling_stretches, voices_of_labels
from podcast.review import casting
from podcast.review.faults import Line, told
from podcast.span import Span, clock
from podcast.voice_memory import remembered_if_readable
from podcast.voice_questions import answers, question
from podcast.who_is_who import Proposal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.routing import BaseRoute

    from podcast.review.answers import House
    from podcast.review.desk import Desk
    from podcast.transcript import Word

_SAMPLES = 3
_LONGEST_SAMPLE = 12.0
_SAMPLE_WORDS = 18


@dataclass(frozen=True, slots=True)
class Sample:
    """A stretch in which one voice is to be heard alone, with the words that begin it."""

    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """A voice.

    Attributes:
        order: its place among the cards, from 1.
        label: what the text calls it.
        person: whose it is; None as long as nobody has said.
        seconds: for which it speaks.
        share: of all that is spoken.
        moment: at which it alone can be heard, as `1:31`; empty where it hardly speaks.
        samples: where to hear it, the longest first.
        proposal: who it probably is.
    """

    order: int
    label: str
    person: Person | None
    seconds: float
    share: float
    moment: str
    samples: tuple[Sample, ...]
    proposal: Proposal | None


@dataclass(frozen=True, slots=True)
class Roster:
    """Who is heard in an episode.

    Attributes:
        cards: a voice each, in the order in which they are first heard.
        cast: who takes part.
        unheard: those of the cast who have no voice yet.
        speakers: how many speak, as episode.toml has it; empty where it does not say.
        faults: moments that name nobody or contradict each other.
        can_undo: whether the last change can be taken back.
    """

    cards: tuple[Card, ...]
    cast: tuple[Person, ...]
    unheard: tuple[str, ...]
    speakers: str
    faults: tuple[Line, ...]
    can_undo: bool

    @property
    def proposed(self) -> int:
        """How many voices have a name proposed."""
        return sum(card.proposal is not None for card in self.cards)


def routes(house: House) -> list[BaseRoute]:
    """The page and its changes."""
    return [house.page("roster", partial(roster, house)), *casting.routes(house)]


def roster(house: House, desk: Desk) -> Roster:
    """Tell who is heard in an episode.

    Raises:
        PodcastError: when it has not been heard.
    """
    voices, people = desk.evidence.voices, desk.job.episode.people
    by_name = {person.name: person for person in people}
    asked = answers(
        remembered_if_readable(desk.workspace), question(desk.job, desk.evidence, desk.written)
    )
    proposals = {answer.unnamed.voice: answer.proposal for answer in asked}
    labels, said = _labels(desk), desk.written.conversation.words
    spoken = sum(voices.seconds(voice) for voice in voices.numbers) or 1.0
    cards = []
    for order, voice in enumerate(voices.numbers, start=1):
        stretches = telling_stretches(voices, voice, _SAMPLES)
        name, seconds = desk.written.naming.name(voice), voices.seconds(voice)
        cards.append(
            Card(
                order=order,
                label=name or labels.get(voice) or voice_label(voice, desk.job.show.language),
                person=by_name.get(name) if name else None,
                seconds=seconds,
                share=seconds / spoken,
                moment=_moment_of(desk, voice),
                samples=tuple(_sample(said, span) for span in stretches),
                proposal=proposals.get(voice),
            )
        )
    heard = {card.person.name for card in cards if card.person}
    bounds = desk.job.episode.speakers
    return Roster(
        cards=tuple(cards),
        cast=people,
        unheard=tuple(person.name for person in people if person.name not in heard),
        speakers=str(bounds.written) if bounds else "",
        faults=told("\n".join(desk.written.naming.faults), desk.job.show.language),
        can_undo=house.amendments.can_undo(desk),
    )


def _labels(desk: Desk) -> dict[int, str]:
    """What the text calls the voices that have no name."""
    found = voices_of_labels(desk.written.paragraphs, desk.evidence.voices)
    return {voice: label for label, voice in found.items()}


def _moment_of(desk: Desk, voice: int) -> str:
    moment = telling_moment(desk.evidence.voices, voice)
    return "" if moment is None else clock(moment)


def _sample(said: Sequence[tuple[Word, int]], span: Span) -> Sample:
    end = min(span.end, span.start + _LONGEST_SAMPLE)
    words = [word.text for word, _ in said if word.span.middle in span]
    more = " …" if len(words) > _SAMPLE_WORDS else ""
    return Sample(Span(span.start, end), " ".join(words[:_SAMPLE_WORDS]) + more)
