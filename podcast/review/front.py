"""The first page: all episodes with where they stand, told without hearing or writing any."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from podcast.errors import PodcastError
from podcast.job import read_shelf
from podcast.review.faults import Line, told
from podcast.text_file import TextFile

if TYPE_CHECKING:
    from datetime import datetime

    from podcast.job import Job, Shelved
    from podcast.show import Show
    from podcast.workspace import Workspace

Stage = Literal["published", "unlisted", "draft", "scheduled", "withdrawn", "to build", "broken"]


@dataclass(frozen=True, slots=True)
class Row:
    """An episode.

    Attributes:
        name: as its pages are addressed.
        title: its heading; empty when its settings cannot be read.
        day: when it is published; None when its settings cannot be read.
        stage: where it stands by its settings, and whether a build has heard it.
        text: `automatic`, `edited` or `reviewed`; empty before there is any.
        fault: what keeps it from being read.
    """

    name: str
    title: str = ""
    day: date | None = None
    stage: Stage = "broken"
    text: str = ""
    fault: tuple[Line, ...] = ()


def rows(workspace: Workspace, show: Show, now: datetime) -> tuple[Row, ...]:
    """Tell where each episode stands, the latest first."""
    found = [_row(shelved, show, now) for shelved in read_shelf(workspace, show)]
    return tuple(sorted(found, key=lambda row: (row.day or date.max, row.name), reverse=True))


def _row(shelved: Shelved, show: Show, now: datetime) -> Row:
    try:
        job = shelved.ready()
        text = _text(job)
    except PodcastError as fault:
        return Row(shelved.name, fault=told(str(fault), show.language))
    day = job.published.astimezone(job.show.zone).date()
    return Row(job.slug, job.episode.title, day, _stage(job, now), text)


def _stage(job: Job, now: datetime) -> Stage:
    if job.episode.status == "withdrawn":
        return "withdrawn"
    if not (job.folder.transcript.is_file() and job.folder.voices.is_file()):
        return "to build"
    if job.episode.status == "draft" or job.is_due(now):
        return job.episode.status
    return "scheduled"


def _text(job: Job) -> str:
    file = TextFile.of(job.folder)
    if file.raw is None:
        return ""
    if job.episode.reviewed:
        return "reviewed"
    return "edited" if file.is_edited else "automatic"
