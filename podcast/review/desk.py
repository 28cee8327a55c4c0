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


@dataclass(frozen=True)
class Desk:
    """One episode as it stands; each part is read when it is first asked for.

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
        return look(self.job, self.evidence)

    @cached_property
    def text_file(self) -> TextFile:
        """text.md and the draft that it comes from."""
        return TextFile.of(self.job.folder)


class Desks:
    """The desks of a show, one for each episode that has been asked for."""

    def __init__(self, workspace: Workspace) -> None:
        """Take the show on disk."""
        self.workspace = workspace
        self._kept: dict[str, tuple[object, Desk]] = {}
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
            if known and (desk := known.now()):
                self._kept[slug] = known if desk is known.desk else _Kept.of(desk)
                return desk
            shelved = find(read_shelf(self.workspace, read_show(self.workspace)), slug)
            as_of = _Kept.of(Desk(self.workspace, shelved.ready()))
            self._kept[slug] = as_of
            return as_of.desk

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


def _as_of(workspace: Workspace, folder: EpisodeFolder) -> object:
    """By what it is known that no file of an episode has changed."""
    files = (
        workspace.show,
        folder.rules,
        folder.settings,
        folder.text,
        folder.draft,
        folder.transcript,
        folder.voices,
        folder.hearing,
        folder.recording_facts,
    )
    return tuple(_stamp(file) for file in files)


def _stamp(file: Path) -> tuple[int, int, int]:
    try:
        facts = file.stat()
    except OSError:
        return 0, 0, 0
    return facts.st_mtime_ns, facts.st_size, facts.st_ino
