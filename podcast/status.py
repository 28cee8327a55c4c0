"""Where each episode stands and why, without doing any of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from podcast.edition import PublishedSound
from podcast.errors import PodcastError
from podcast.evidence import kept
from podcast.job import read_shelf
from podcast.published_text import published_text
from podcast.sound_stage import SoundStage
from podcast.trust import Honesty
from podcast.voice_memory import remembered_if_readable
from podcast.voice_questions import question, sentences
from podcast.writeup import how_sure, look

if TYPE_CHECKING:
    from datetime import datetime

    from podcast.engines import Choose
    from podcast.evidence import Evidence
    from podcast.job import Job, Shelved
    from podcast.profile import Profiles
    from podcast.show import Show
    from podcast.workspace import Workspace
    from podcast.writeup import WriteUp


SCHEMA = 1
"""Of the survey as JSON; a new number where what a field means has changed, or one is gone."""


@dataclass(frozen=True, slots=True)
class Status:
    """Where an episode stands.

    Attributes:
        name: what the command line knows it by.
        title: its heading; empty when its settings cannot be read.
        stage: `published`, `unlisted`, `draft`, `scheduled`, `withdrawn`, `to build` or `broken`.
        text: `automatic`, `edited` or `reviewed`; empty before there is any.
        reasons: why something is to be done or in doubt, a sentence each.
        edits: what the rules did to the text and suggest, in a line.
        honesty: how far the text can be trusted; None before there is any.
        sound: as it was published last; None before that.
    """

    name: str
    title: str
    stage: str
    text: str
    reasons: tuple[str, ...]
    edits: str = ""
    honesty: Honesty | None = None
    sound: PublishedSound | None = None


def survey(workspace: Workspace, show: Show, choose: Choose, now: datetime) -> tuple[Status, ...]:
    """Tell where every episode of the show stands."""
    profiles = remembered_if_readable(workspace)
    return tuple(
        _status(workspace, shelved, choose, now, profiles)
        for shelved in read_shelf(workspace, show)
    )


def as_json(rows: tuple[Status, ...]) -> str:
    """Write a survey for other programs; docs/json.md tells the fields."""
    episodes = TypeAdapter(tuple[Status, ...]).dump_python(rows, mode="json")
    survey = {"schema": SCHEMA, "episodes": _to_milliseconds(episodes)}
    return json.dumps(survey, ensure_ascii=False, indent=2) + "\n"


def _to_milliseconds(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can hold
    match value:
        case float():
            return round(value, 3)
        case list():
            return [_to_milliseconds(entry) for entry in value]
        case dict():
            return {name: _to_milliseconds(entry) for name, entry in value.items()}
    return value


def _status(
    workspace: Workspace, shelved: Shelved, choose: Choose, now: datetime, profiles: Profiles
) -> Status:
    title = shelved.job.episode.title if shelved.job else ""
    try:
        job = shelved.ready()
        if job.episode.status == "withdrawn":
            return Status(shelved.name, title, "withdrawn", "", ())
        evidence, to_hear = kept(job, choose)
        if evidence is None:
            return Status(shelved.name, title, "to build", "", to_hear)
        written = look(job, evidence)
        text = "reviewed" if job.episode.reviewed else "edited" if written.edited else "automatic"
        sound, to_publish = _sound(workspace, job, evidence, written, now)
        to_do = (*to_hear, *to_publish)
        if written.outdated:
            to_do += ("text: the settings of the text have changed",)
        stage = "to build" if to_do else _stage(job, now)
        who = sentences(profiles, question(job, evidence, written))
        reasons = (*_waits_for(job, now), *to_do, *written.in_doubt(), *who)
        by_rule, honesty = written.edited_by_rule(), how_sure(job, evidence, written)
        return Status(shelved.name, title, stage, text, reasons, by_rule, honesty, sound)
    except PodcastError as fault:
        return Status(shelved.name, title, "broken", "", (str(fault),))


def _stage(job: Job, now: datetime) -> str:
    if job.is_due(now) or job.episode.status == "draft":
        return job.episode.status
    return "scheduled"


def _waits_for(job: Job, now: datetime) -> tuple[str, ...]:
    if job.is_due(now) or job.episode.status == "draft":
        return ()
    return (f"scheduled: published on {job.published:%Y-%m-%d %H:%M}, {job.show.timezone}",)


def _sound(
    workspace: Workspace, job: Job, evidence: Evidence, written: WriteUp, now: datetime
) -> tuple[PublishedSound | None, tuple[str, ...]]:
    """The sound as it was published last, and why it is to be made anew."""
    parts = published_text(job, evidence.recording, written).chapters
    sound, why = SoundStage(workspace, job, evidence.recording, parts).look()
    return sound, tuple(f"sound: {reason}" for reason in why) if job.is_due(now) else ()
