"""People's settings changed in a room, and the last changes undone.

A change is made in the file as it is now, whoever has written it meanwhile. It is undone only while
the file is still as we left it, so that nothing of anybody else's goes with it.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING

from podcast.amend import amend, rewrite
from podcast.review.desk import ConflictError
from podcast.workspace import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from podcast.review.desk import Desk, Desks


class Amendments:
    """What was changed in the settings of episodes since the review page was opened."""

    def __init__(self, desks: Desks) -> None:
        """Take the desks, whose locks are held while files are written."""
        self._desks = desks
        self._made: dict[Path, list[tuple[bytes, bytes]]] = defaultdict(list)

    def make(self, desk: Desk, change: Callable[[str], str]) -> None:
        """Change the settings of an episode.

        Raises:
            SettingsError: when they could not be read afterwards; then nothing is written.
            WorkspaceError: when a build is at work.
        """
        with self._desks.changing(), self._noted(desk.job.folder.settings) as file:
            amend(file, change)

    @contextmanager
    def noting(self, desk: Desk) -> Iterator[None]:
        """Note what the block changes in the settings of an episode, with locks of its own."""
        with self._desks.alone(), self._noted(desk.job.folder.settings):
            yield

    def can_undo(self, desk: Desk) -> bool:
        """Whether there is a change that can be taken back."""
        file = desk.job.folder.settings
        return bool(self._made[file]) and self._made[file][-1][1] == read(file)

    def undo(self, desk: Desk) -> None:
        """Take back the last change of the settings of an episode.

        Raises:
            ConflictError: when there is none, or somebody else has written the file since.
            WorkspaceError: when a build is at work.
        """
        file = desk.job.folder.settings
        with self._desks.changing():
            if not self.can_undo(desk):
                raise ConflictError(f"{file}: it has been changed elsewhere; undo it there.")
            before, _ = self._made[file].pop()
            rewrite(file, before)

    @contextmanager
    def _noted(self, file: Path) -> Iterator[Path]:
        before = read(file)
        try:
            yield file
        finally:
            after = read(file)
            if after != before:
                self._made[file].append((before, after))
