"""The room “Hört”: how much of an episode was heard against its text, and the approval of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from podcast.review.answers import Nothing, Told
from podcast.review.desk import ConflictError, Desk
from podcast.review.listening import Stretch, not_in, note_played, played, seconds, with_heard
from podcast.span import Span, outside, union
from podcast.toml_edit import with_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from starlette.routing import BaseRoute

    from podcast.document import TimedParagraph
    from podcast.review.answers import House

_NEARLY = 0.5  # seconds at the edges of a turn that are heard without having been counted
_MOST_STRETCHES = 100


@dataclass(frozen=True, slots=True)
class HeardTurn:
    """What somebody says before another does, and how much of it has been heard.

    Attributes:
        number: its place in the text, from 1.
        speaker: as the text has it.
        paragraphs: what is said.
        span: from its first word to its last.
        unplayed: seconds of it that have not been played with the text in view.
        approved: whether a person has said that it is right.
    """

    number: int
    speaker: str
    paragraphs: tuple[str, ...]
    span: Span
    unplayed: float
    approved: bool

    @property
    def is_played(self) -> bool:
        """Whether all of it was played, but for what nobody can tell."""
        return self.unplayed < _NEARLY

    @property
    def played_share(self) -> float:
        """How much of it was played, 0 to 1."""
        return 1 - self.unplayed / self.span.duration if self.span else 1.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of an episode has been heard.

    Attributes:
        duration: of the recording, in seconds.
        played: stretches that were played with the text in view.
        approved: stretches of which a person has said that they are right.
        turns: in the order of the text.
        talk: seconds of all turns together.
        reviewed: the day on which the whole text was approved.
        reviewed_by: by whom, if that is written.
        can_undo: whether the last change of the settings can be taken back.
    """

    duration: float
    played: tuple[Span, ...]
    approved: tuple[Span, ...]
    turns: tuple[HeardTurn, ...]
    talk: float
    reviewed: date | None
    reviewed_by: str
    can_undo: bool

    @property
    def unheard(self) -> float:
        """Seconds of talk that were neither played nor approved."""
        covered = union((*self.played, *self.approved))
        left = outside(union(turn.span for turn in self.turns), covered)
        return sum(span.duration for span in left if span.duration >= _NEARLY)

    @property
    def to_approve(self) -> tuple[HeardTurn, ...]:
        """The turns that were played from beginning to end and are not approved."""
        return tuple(turn for turn in self.turns if turn.is_played and not turn.approved)


class Played(BaseModel):
    """What was played while its text was in view."""

    model_config = ConfigDict(extra="forbid")

    spans: tuple[Stretch, ...] = Field(max_length=_MOST_STRETCHES)


class Finished(BaseModel):
    """The whole text is right."""

    model_config = ConfigDict(extra="forbid")

    by: str = Field("", max_length=200)


def routes(house: House) -> list[BaseRoute]:
    """The page, what was played, and the approvals."""
    return [
        house.page("heard", partial(coverage, house)),
        house.changing("heard/played", Played, partial(_note, house)),
        house.changing("heard/approve", Stretch, partial(_approve, house)),
        house.changing("heard/approve-played", Nothing, partial(_approve_played, house)),
        house.changing("heard/finish", Finished, partial(_finish, house)),
        house.changing("heard/reopen", Nothing, partial(_reopen, house)),
        house.changing("heard/undo", Nothing, partial(_undo, house)),
    ]


def coverage(house: House, desk: Desk) -> Coverage:
    """Tell how much of an episode has been heard.

    Raises:
        PodcastError: when no build has heard it.
    """
    episode = desk.job.episode
    was_played, approved = played(desk), union(episode.listened)
    settled = (union((*spans, *episode.cuts)) for spans in (was_played, approved))
    turns = tuple(_turns(desk.written.paragraphs, *settled))
    return Coverage(
        duration=desk.evidence.recording.duration,
        played=was_played,
        approved=approved,
        turns=turns,
        talk=seconds(union(turn.span for turn in turns)),
        reviewed=episode.reviewed,
        reviewed_by=episode.reviewed_by,
        can_undo=house.amendments.can_undo(desk),
    )


def _turns(
    text: Sequence[TimedParagraph], was_played: Sequence[Span], approved: Sequence[Span]
) -> Iterator[HeardTurn]:
    for number, paragraphs in enumerate(_by_turn(text), start=1):
        span = paragraphs[0].span
        for timed in paragraphs[1:]:
            span |= timed.span
        yield HeardTurn(
            number=number,
            speaker=paragraphs[0].paragraph.speaker,
            paragraphs=tuple(timed.paragraph.text for timed in paragraphs),
            span=span,
            unplayed=not_in(span, was_played),
            approved=not_in(span, approved) < _NEARLY,
        )


def _by_turn(text: Iterable[TimedParagraph]) -> list[list[TimedParagraph]]:
    turns: list[list[TimedParagraph]] = []
    for timed in text:
        if timed.paragraph.opens or not turns:
            turns.append([])
        turns[-1].append(timed)
    return turns


def _note(house: House, desk: Desk, wish: Played) -> Told:
    with house.desks.alone():
        note_played(desk, (one.span for one in wish.spans))
    return Told()


def _approve(house: House, desk: Desk, wish: Stretch) -> Told:
    turns = coverage(house, desk).turns
    near = [turn for turn in turns if turn.span.start <= wish.start < turn.span.end]
    meant = next((turn for turn in near if abs(turn.span.end - wish.end) < _NEARLY), None)
    if meant is None:
        raise ConflictError("the text is another by now; look at it anew")
    return _with(house, desk, [meant.span])


def _approve_played(house: House, desk: Desk, _: Nothing) -> Told:
    return _with(house, desk, [turn.span for turn in coverage(house, desk).to_approve])


def _with(house: House, desk: Desk, spans: Sequence[Span]) -> Told:
    before = desk.job.episode.heard
    house.amendments.make(desk, lambda text: with_heard(text, before, spans))
    return Told()


def _finish(house: House, desk: Desk, wish: Finished) -> Told:
    today = datetime.now(desk.job.show.zone).date()

    def change(text: str) -> str:
        text = with_value(text, ("reviewed",), today)
        return with_value(text, ("reviewed_by",), wish.by.strip() or None)

    house.amendments.make(desk, change)
    return Told()


def _reopen(house: House, desk: Desk, _: Nothing) -> Told:
    """Take the approval back; what was heard stays heard."""

    def change(text: str) -> str:
        return with_value(with_value(text, ("reviewed",), None), ("reviewed_by",), None)

    house.amendments.make(desk, change)
    return Told()


def _undo(house: House, desk: Desk, _: Nothing) -> Told:
    house.amendments.undo(desk)
    return Told()
