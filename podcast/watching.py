"""A build whenever people have put something in or changed it, once it lies still.

The system tells of changes; network drives often do not, so every minute is looked at anyway. What
counts is whether the files that belong to people differ from those that the last build began with:
what a build writes itself wakes nobody.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import watchfiles

from podcast.building import STILL_FOR, Built
from podcast.errors import PodcastError
from podcast.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator


LOOK_EVERY = 60.0
"""Seconds after which is looked without being told of a change."""

_MACHINE_MADE = frozenset({".json", ".npz"})
_Look = frozenset[tuple[Path, int, int]]


@dataclass(frozen=True, slots=True)
class Watch:
    """How a show is watched.

    Attributes:
        workspace: the show.
        build: does everything that is new or stale.
        tell: told of each fault that kept a build from being done, once while it stays the same.
        stop: set by whoever wants it to end.
        still_for: seconds for which nothing must have changed before a build.
        look_every: seconds after which is looked without being told of a change.
    """

    workspace: Workspace
    build: Callable[[], Built]
    tell: Callable[[PodcastError], None]
    stop: Event
    still_for: float = STILL_FOR
    look_every: float = LOOK_EVERY

    def run(self) -> None:
        """Build now, and whenever something has changed or falls due, until told to stop."""
        memory = _Memory()
        self._build(_look(self.workspace), memory)
        for _ in self._wakes():
            if memory.has_built(_look(self.workspace)):
                continue
            look = self._settled()
            if self.stop.is_set():
                return
            self._build(look, memory)

    def _build(self, look: _Look, memory: _Memory) -> None:
        try:
            memory.keep(look, self.build())
        except PodcastError as fault:
            # Such as another build at work: tried again, told once.
            if str(fault) != memory.fault:
                self.tell(fault)
            memory.forget(str(fault))

    def _settled(self) -> _Look:
        """Wait until nothing has changed for a while, so that a slow copy is taken when whole."""
        look = _look(self.workspace)
        while not self.stop.wait(self.still_for):
            before, look = look, _look(self.workspace)
            if look == before:
                break
        return look

    def _wakes(self) -> Iterator[object]:
        folders = (self.workspace.episodes, self.workspace.templates)
        return watchfiles.watch(
            *(folder for folder in folders if folder.is_dir()),
            watch_filter=lambda _, path: _is_of_people(Path(path), self.workspace.root),
            stop_event=self.stop,
            rust_timeout=round(self.look_every * 1000),
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )


@dataclass
class _Memory:
    """What the last build began with, and when an episode falls due that it kept back."""

    look: _Look | None = None
    due: tuple[datetime, ...] = field(default_factory=tuple)
    fault: str = ""

    def has_built(self, look: _Look) -> bool:
        now = datetime.now(UTC)
        return look == self.look and not any(moment <= now for moment in self.due)

    def keep(self, look: _Look, built: Built) -> None:
        # What still grew is to be looked at again, even if it never changes any more.
        self.look = None if built.ingested.waiting else look
        self.due = tuple(upcoming.published for upcoming in built.outcome.upcoming)
        self.fault = ""

    def forget(self, fault: str) -> None:
        self.look, self.fault = None, fault


def _look(workspace: Workspace) -> _Look:
    """The files that belong to people, with size and time of change."""
    files = chain(
        workspace.episodes.glob("*"), workspace.episodes.glob("*/*"), workspace.templates.rglob("*")
    )
    return frozenset(_seen(file) for file in files if _is_of_people(file, workspace.root))


def _seen(file: Path) -> tuple[Path, int, int]:
    with contextlib.suppress(OSError):  # it may just have gone
        stat = file.stat()
        if file.is_file():
            return file, stat.st_size, stat.st_mtime_ns
    return file, 0, 0


def _is_of_people(path: Path, root: Path) -> bool:
    """Tell whether people, and not a build, put a file there."""
    with contextlib.suppress(ValueError):
        path = path.relative_to(root)
    hidden = any(part.startswith(".") for part in path.parts)
    return not hidden and path.suffix not in _MACHINE_MADE
