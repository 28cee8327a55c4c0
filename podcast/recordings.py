"""Which file in a folder is the recording, judged by what is in it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from podcast.decode import SAMPLE_RATE, stream
from podcast.errors import RecordingError
from podcast.file_names import SOUND, extension, may_be_sound

if TYPE_CHECKING:
    from pathlib import Path

    from podcast.episode import Episode
    from podcast.workspace import EpisodeFolder


def find_recording(folder: EpisodeFolder, episode: Episode) -> Path:
    """Return the recording of an episode: the one that is named, else the only one there.

    Raises:
        RecordingError: when it is not there, or there are several and none is named.
    """
    found = recordings(folder.path)
    if not episode.recording:
        return only(folder.path, found)
    for path in found:
        if path.name == episode.recording:
            return path
    raise RecordingError(
        folder.settings,
        f"the recording “{episode.recording}” is not in the folder",
        "put it there, or write the name of the file that is",
    )


def recordings(folder: Path) -> tuple[Path, ...]:
    """Return what may be the recording: sound by its extension, else by its content; no links."""
    files = [path for path in sorted(folder.iterdir()) if _is_own_file(path) and may_be_sound(path)]
    named = tuple(path for path in files if extension(path) in SOUND)
    return named or tuple(path for path in files if is_heard(path))


def only(folder: Path, found: tuple[Path, ...]) -> Path:
    """Return the one recording that was found in a folder.

    Raises:
        RecordingError: when there is none, or several.
    """
    if not found:
        raise RecordingError(
            folder, "there is no recording in the folder", "put the file itself there, not a link"
        )
    if len(found) > 1:
        names = ", ".join(f"“{path.name}”" for path in found)
        raise RecordingError(
            folder,
            f"there are several recordings in the folder ({names})",
            "write in its episode.toml which one it is, such as "
            f'recording = "{found[0].name}", or give each a folder of its own',
        )
    return found[0]


def is_heard(path: Path) -> bool:
    """Tell whether there is sound in a file.

    Raises:
        RecordingError: when there is none though the file's extension promises it.
    """
    try:
        _hear(path)
    except RecordingError:
        if extension(path) in SOUND:
            raise
        return False
    return True


def is_same(path: Path, other: Path) -> bool:
    """Tell whether two files have the same content; read only when they are equally long."""
    return path.stat().st_size == other.stat().st_size and _digest(path) == _digest(other)


def _is_own_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _hear(path: Path) -> None:
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


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
