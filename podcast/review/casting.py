"""What people say in the room “Vilka hör vi?”: whose a voice is, and how many there are.

It stands in episode.toml as moments at which somebody speaks, as `podcast name` writes it. Then
the voices are told apart anew by it, from what was heard, and text.md follows as after a build.
"""

from __future__ import annotations

import tomllib
from functools import partial
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from podcast.amend import amend
from podcast.conversation import REACH
from podcast.episode import parse_speakers
from podcast.errors import PodcastError, WorkspaceError
from podcast.evidence import kept_hearing, told_apart
from podcast.name_giving import Given, Nameless, accept, accepted, give, give_name, nameless
from podcast.naming import voice_at
from podcast.review.answers import Nothing
from podcast.review.desk import ConflictError
from podcast.review.work import Done, Progress, Work
from podcast.settings_edit import with_person
from podcast.span import parse_clock
from podcast.toml_edit import with_value
from podcast.writeup import follow

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.routing import BaseRoute, Route

    from podcast.review.answers import Body, House
    from podcast.review.desk import Desk
    from podcast.voice_questions import Answer


class _Wish(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Name(_Wish):
    """Whose voice is heard at a moment; role and organisation are written where they are given."""

    moment: str
    name: str = Field(min_length=1, max_length=200)
    role: str = Field("", max_length=500)
    organisation: str = Field("", max_length=500)


class Accept(_Wish):
    """A proposal is right."""

    moment: str


class Split(_Wish):
    """At a moment somebody else speaks than the voice says."""

    moment: str
    name: str = Field(min_length=1, max_length=200)


class Count(_Wish):
    """How many speak: `3`, or `2..5`."""

    speakers: str


def routes(house: House) -> list[BaseRoute]:
    """The changes."""

    def route(name: str, body: type[Body], change: Callable[[House, Desk, Body], None]) -> Route:
        return house.changing(f"roster/{name}", body, partial(_changed, house, change))

    return [
        route("name", Name, _name),
        route("accept", Accept, _accept),
        route("accept-all", Nothing, _accept_all),
        route("split", Split, _split),
        route("count", Count, _count),
        route("undo", Nothing, _undo),
    ]


def _changed(
    house: House, change: Callable[[House, Desk, Body], None], desk: Desk, wish: Body
) -> Progress:
    """Make a change, tell the voices apart by it, and let the text follow."""
    change(house, desk, wish)
    now = house.desks.at(desk.job.slug)
    retell = partial(_told_anew, house, now)
    if kept_hearing(now.job, now.evidence.recording):
        retell(Work())
        return Progress(outcome="heard")
    return house.work.start(retell, now.job.show.language)


def _told_anew(house: House, desk: Desk, work: Work) -> Done:
    with house.desks.changing():
        follow(desk.job, told_apart(desk.job, house.engines, work))
    return Done("heard")


def _name(house: House, desk: Desk, wish: Name) -> None:
    """Name a voice, or give it another name: two voices with one name are one person."""
    voice, name = _voice_at(desk, wish.moment), " ".join(wish.name.split())
    before, voices = desk.written.naming.name(voice), desk.evidence.voices
    answer = None if before else _unnamed(desk, voice)
    if answer:
        _give(house, desk, answer, wish)
        return

    def renamed(text: str) -> str:
        if before and name != before:
            text = _without_moments(text, before, lambda at: voice_at(at, voices) != voice)
        if name != before:
            text = with_person(text, name, wish.moment)
        return _with_part(text, name, wish)

    house.amendments.make(desk, renamed)


def _give(house: House, desk: Desk, unnamed: tuple[Nameless, Answer], wish: Name) -> None:
    """Give a name as `podcast name` does, with the organisation besides."""
    found, answer = unnamed
    given = give_name(found, answer, wish.name)
    with house.amendments.noting(desk):
        give(desk.workspace, found, [Given(given.unnamed, given.name, wish.role or given.role)])
        if wish.organisation:
            with house.desks.changing():
                amend(desk.job.folder.settings, partial(_with_part, name=given.name, wish=wish))


def _accept(house: House, desk: Desk, wish: Accept) -> None:
    unnamed = _unnamed(desk, _voice_at(desk, wish.moment))
    if not unnamed or not unnamed[1].proposal:
        raise ConflictError(f"{desk.job.slug}: nobody is proposed for that voice any more.")
    found, answer = unnamed
    with house.amendments.noting(desk):
        give(desk.workspace, found, [accept(found, answer)])


def _accept_all(house: House, desk: Desk, _: Nothing) -> None:
    found = nameless(desk.workspace, desk.job.slug)
    with house.amendments.noting(desk):
        give(desk.workspace, found, accepted(found))


def _split(house: House, desk: Desk, wish: Split) -> None:
    """Say that somebody else is heard at a moment; only a voice with a name can be parted."""
    voice, name = _voice_at(desk, wish.moment), " ".join(wish.name.split())
    at, own = parse_clock(wish.moment), desk.written.naming.name(voice)
    if own is None:
        raise PodcastError(
            f"{wish.moment}: the voice that is heard there has no name yet; name it first."
        )
    if own == name:
        raise PodcastError(f"{wish.moment}: {name} is heard there already; choose another name.")

    def parted(text: str) -> str:
        # Two people at one moment would be a contradiction; what was said last is believed.
        text = _without_moments(text, own, lambda moment: abs(moment - at) > REACH)
        return with_person(text, name, wish.moment.strip())

    house.amendments.make(desk, parted)


def _count(house: House, desk: Desk, wish: Count) -> None:
    """Say how many speak; an empty answer leaves it to us again."""
    try:
        bounds = parse_speakers(wish.speakers) if wish.speakers.strip() else None
    except ValueError as fault:
        raise PodcastError(f"speakers = {wish.speakers}: {fault}.") from None
    value = bounds.written if bounds else None
    house.amendments.make(desk, lambda text: with_value(text, ("speakers",), value))


def _undo(house: House, desk: Desk, _: Nothing) -> None:
    house.amendments.undo(desk)


def _with_part(text: str, name: str, wish: Name) -> str:
    """The settings with role and organisation of a person, as far as they are given."""
    people = tomllib.loads(text).get("people", [])
    at = next(at for at, one in enumerate(people) if str(one.get("name")).strip() == name)
    for key, value in (("role", wish.role), ("organisation", wish.organisation)):
        if value.strip():
            text = with_value(text, ("people", at, key), value.strip())
    return text


def _without_moments(text: str, name: str, stays: Callable[[float], bool]) -> str:
    """The settings with those moments of a person alone that stay."""
    for at, one in enumerate(tomllib.loads(text).get("people", [])):
        if str(one.get("name")).strip() == name:
            kept = [moment for moment in one.get("heard_at", []) if stays(_seconds(moment))]
            text = with_value(text, ("people", at, "heard_at"), kept or None)
    return text


def _seconds(moment: str | float) -> float:
    return parse_clock(moment) if isinstance(moment, str) else moment


def _voice_at(desk: Desk, moment: str) -> int:
    try:
        voice = voice_at(parse_clock(moment), desk.evidence.voices)
    except ValueError as fault:
        raise PodcastError(f"{fault}.") from None
    if voice is None:
        raise PodcastError(f"{moment}: nobody speaks there; choose the middle of a sentence.")
    return voice


def _unnamed(desk: Desk, voice: int) -> tuple[Nameless, Answer] | None:
    """The voices that the text has no name for, and this one; None if it has one there."""
    try:
        found = nameless(desk.workspace, desk.job.slug)
    except WorkspaceError:
        return None
    answers = (answer for answer in found.answers if answer.unnamed.voice == voice)
    return next(((found, answer) for answer in answers), None)
