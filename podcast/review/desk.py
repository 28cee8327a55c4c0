"""What a room needs of one episode: read by the functions that the command line uses, kept fresh.

A desk is how an episode stood when it was asked for. It is taken out again as long as no file
that it was read from has changed, so that a page costs a look at a few files.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from podcast.drafting import TextDraft, draft_text
from podcast.errors import PodcastError
from podcast.evidence import Evidence, kept
from podcast.job import Job, find, read_shelf, read_show
from podcast.lock import only_one
from podcast.speech_models import choose
from podcast.text_file import TextFile
from podcast.workspace import EpisodeFolder, Workspace
from podcast.writeup import WriteUp, look

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class NotHeardError(PodcastError):
    """An episode that no build has heard yet, so that there is nothing to review."""


class ConflictError(PodcastError):
    """A change to something that is no longer as the page has it; the page is to show it anew."""


@dataclass(frozen=True, eq=False)
class Desk:
    """One episode as it stands; each part is read when it is first asked for.

    Two desks with the same settings are not the same: their texts may differ.

    Attributes:
        workspace: the show on disk.
        job: the episode with its settings.
    """

    workspace: Workspace
    job: Job

    @cached_property
    def evidence(self) -> Evidence:
        """What was heard.

        Raises:
            NotHeardError: when no build has heard it yet.
        """
        evidence, _ = kept(self.job, choose)
        if evidence is None:
            raise NotHeardError(
                f"{self.job.slug}: it has not been heard yet; run `podcast build {self.job.slug}`."
            )
        return evidence

    @cached_property
    def draft(self) -> TextDraft:
        """What we would write today."""
        return draft_text(self.job, self.evidence)

    @cached_property
    def written(self) -> WriteUp:
        """The text as it stands, with its moments."""
        return look(self.job, self.evidence, self.draft)

    @cached_property
    def text_file(self) -> TextFile:
        """text.md and the draft that it comes from."""
        return TextFile.of(self.job.folder)

    def anew(self, job: Job | None = None) -> Desk:
        """Return the same desk for another text; what was heard, and the draft of it, stay.

        Args:
            job: the same episode where people have approved something; the desk's own without it.
        """
        desk = Desk(self.workspace, job or self.job)
        known = {name: self.__dict__[name] for name in _OF_HEARD & self.__dict__.keys()}
        desk.__dict__.update(known)
        return desk


_OF_HEARD = frozenset({"evidence", "draft"})
# What people say of a text makes nobody hear or draft anything anew.
_APPROVALS = {"heard": (), "reviewed": None, "reviewed_by": ""}


class Desks:
    """The desks of a show, one for each episode that has been asked for."""

    def __init__(self, workspace: Workspace) -> None:
        """Take the show on disk."""
        self.workspace = workspace
        self._kept: dict[str, tuple[_AsOf, Desk]] = {}
        self._lock = threading.Lock()
        self._writing = threading.RLock()

    def at(self, slug: str) -> Desk:
        """Return the desk of an episode as its files are now.

        Raises:
            WorkspaceError: when there is no such episode.
            PodcastError: what keeps its settings from being read.
        """
        with self._lock:
            known = self._kept.get(slug)
            if known:
                as_of = _as_of(self.workspace, known[1].job.folder)
                if known[0] == as_of:
                    return known[1]
                if (known[0].heard, known[0].settings) == (as_of.heard, as_of.settings):
                    self._kept[slug] = as_of, known[1].anew()
                    return self._kept[slug][1]
            shelved = find(read_shelf(self.workspace, read_show(self.workspace)), slug)
            as_of = _as_of(self.workspace, shelved.folder)  # before it is read
            job = shelved.ready()
            desk = Desk(self.workspace, job)
            if known and known[0].heard == as_of.heard and _only_approved(known[1].job, job):
                desk = known[1].anew(job)
            self._kept[slug] = as_of, desk
            return desk

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep our own threads from changing files; what is called keeps builds out."""
        with self._writing:
            yield

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Keep others out while files are written: our own threads, and any build.

        Raises:
            WorkspaceError: when a build is at work.
        """
        with self.alone(), only_one(self.workspace):
            yield


@dataclass(frozen=True, slots=True)
class _AsOf:
    """By what it is known that no file of an episode has changed.

    Attributes:
        heard: what was heard, and by which rules it is written.
        settings: what people say of it.
        text: what people write, every second or so on the review page.
    """

    heard: tuple[object, ...]
    settings: object
    text: tuple[object, ...]


def _as_of(workspace: Workspace, folder: EpisodeFolder) -> _AsOf:
    heard = (
        workspace.show,
        folder.rules,
        folder.transcript,
        folder.voices,
        folder.hearing,
        folder.recording_facts,
    )
    return _AsOf(
        tuple(map(_stamp, heard)),
        _stamp(folder.settings),
        tuple(map(_stamp, (folder.text, folder.draft))),
    )


def _only_approved(before: Job, after: Job) -> bool:
    """Tell whether settings are the same but for what people have approved since."""
    one, other = (job.episode.model_copy(update=_APPROVALS) for job in (before, after))
    return one == other and before.folder == after.folder


def _stamp(file: Path) -> tuple[int, int, int]:
    try:
        facts = file.stat()
    except OSError:
        return 0, 0, 0
    return facts.st_mtime_ns, facts.st_size, facts.st_ino
