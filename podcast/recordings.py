"""Whether a file that people dropped is sound, and whether the show has it already."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from podcast.digest import sha256
from podcast.engines import SAMPLE_RATE
from podcast.errors import RecordingError
from podcast.file_names import is_sound

if TYPE_CHECKING:
    from pathlib import Path

    from podcast.workspace import EpisodeFolder, Workspace


class Shelf:
    """The recordings of a show, found by their content; files are read only at equal size."""

    def __init__(self, workspace: Workspace) -> None:
        self._by_size: dict[int, list[Path]] = defaultdict(list)
        self._digests: dict[Path, str] = {}
        for folder in workspace.folders():
            for path in folder.recordings():
                self.add(path)

    def add(self, path: Path) -> None:
        """Take note of a recording of the show."""
        self._by_size[path.stat().st_size].append(path)

    def twin(self, path: Path) -> Path | None:
        """Return a recording on the shelf with the same content as a file, if there is one."""
        if not (alike := self._by_size.get(path.stat().st_size)):
            return None
        wanted = sha256(path)
        return next((other for other in alike if self._known(other) == wanted), None)

    def _known(self, path: Path) -> str:
        if path not in self._digests:
            self._digests[path] = sha256(path)
        return self._digests[path]


def heard_in(folder: EpisodeFolder) -> tuple[Path, ...]:
    """Return the recordings in a folder; an unknown extension counts only with sound in it."""
    return tuple(path for path in folder.recordings() if is_sound(path) or is_heard(path))


def is_heard(path: Path) -> bool:
    """Tell whether there is sound in a file.

    Raises:
        RecordingError: when there is none though the file's extension promises it.
    """
    try:
        _hear(path)
    except RecordingError:
        if is_sound(path):
            raise
        return False
    return True


def _hear(path: Path) -> None:
    from podcast.decode import stream  # noqa: PLC0415 - heavy; most runs have no drop

    try:
        with path.open("rb") as file:
            is_empty = not file.read(1)
    except OSError as fault:
        raise RecordingError(
            path, f"the file cannot be read ({fault.strerror})", "check that you may read it"
        ) from fault
    if is_empty:
        raise RecordingError(path, "the file is empty (0 bytes)", "copy the recording again")
    if next(stream(path, SAMPLE_RATE, channels=1), None) is None:
        raise RecordingError(
            path, "there is no sound in this file that can be played", "copy the recording again"
        )
