"""The published sound, written while the words are still being heard.

It needs nothing of them but chapters, which are tags; and the encoder is busy while the speech
model leaves a processor idle. What that saves stands in docs/measured.md.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from podcast.edition import PublishedSound
from podcast.engines import EncodeOptions
from podcast.unfinished import beside

if TYPE_CHECKING:
    from typing import Self

    from podcast.edition import Tags
    from podcast.engines import Engines, Progress
    from podcast.job import Job
    from podcast.recording import Recording
    from podcast.workspace import Workspace

_TELL_EVERY = 0.2  # seconds


class _StoppedError(Exception):
    """Nobody wants the sound any more."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """A sound that is being written.

    Attributes:
        file: where, without the tags that are not known yet.
        sound: its facts, some time.
    """

    file: Path
    sound: Future[PublishedSound]


class SoundAhead:
    """The sound of an episode: begun at most once, and gone after the block unless finished."""

    def __init__(self, workspace: Workspace, job: Job, engines: Engines) -> None:
        """Take what it is made of and by; nothing is begun."""
        self._target = workspace.sound(job.slug)
        self._job = job
        self._engines = engines
        self._pool = ThreadPoolExecutor(1)
        self._files = ExitStack()
        self._is_stopped = Event()
        self._share = 0.0
        self._begun: _Begun | None = None

    def __enter__(self) -> Self:
        """Begin nothing yet."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop what is under way, and take it away."""
        self._is_stopped.set()
        self._pool.shutdown()
        self._files.close()
        if self._begun:
            with suppress(OSError):  # other files are in it
                self._target.parent.rmdir()

    def begin(self, recording: Recording) -> None:
        """Begin to write the sound of the recording, beside its place in feed/.

        Raises:
            WorkspaceError: when nothing can be written there.
        """
        self._under_way(recording)

    def finish(
        self, recording: Recording, target: Path, tags: Tags, progress: Progress
    ) -> PublishedSound:
        """Write the sound with its tags to `target`, as soon as it is encoded.

        Args:
            recording: the facts of the master.
            target: written over.
            tags: shown by players.
            progress: called with the share that is encoded, 0 to 1.

        Raises:
            WorkspaceError: when it cannot be written.
        """
        begun = self._under_way(recording)
        with self._files:
            while wait([begun.sound], _TELL_EVERY).not_done:
                progress(self._share)
            sound = begun.sound.result()
            progress(1.0)
            return self._engines.tag(sound, begun.file, target, tags)

    def _under_way(self, recording: Recording) -> _Begun:
        if self._begun is None:
            job = self._job
            options = EncodeOptions(job.tags, job.sound == "keep", job.cuts)
            file = self._files.enter_context(beside(self._target))
            sound = self._pool.submit(
                self._engines.encode, job.recording(), recording, file, options, self._tell
            )
            self._begun = _Begun(file, sound)
        return self._begun

    def _tell(self, share: float) -> None:
        if self._is_stopped.is_set():
            raise _StoppedError
        self._share = share
