"""Where things lie on disk, and how they are written: the only module that knows.

Every write goes to a temporary file in the same folder, is flushed and then renamed, so that a
reader, or a program killed at any moment, finds the old file or the new one and nothing between.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.errors import WorkspaceError
from podcast.file_names import is_sound, may_be_sound
from podcast.unfinished import beside, finish, leftovers, put

if TYPE_CHECKING:
    from collections.abc import Iterator

PRIVATE = 0o600
"""Permissions of a file that only its owner may read."""
PUBLIC = 0o644
"""Permissions of a file that everybody may read."""
_DATED = re.compile(r"^\d{4}-\d{2}-\d{2}-(?=.)")


@dataclass(frozen=True, slots=True)
class EpisodeFolder:
    """The folder of one episode, with the names of what lies in it."""

    path: Path

    @property
    def name(self) -> str:
        """The folder's name, usually a date and a slug."""
        return self.path.name

    @property
    def slug(self) -> str:
        """The folder's name without the date, in whatever letters people gave it."""
        return _DATED.sub("", self.name)

    @property
    def settings(self) -> Path:
        """What people say about the episode."""
        return self.path / "episode.toml"

    @property
    def text(self) -> Path:
        """The documentation, owned by people."""
        return self.path / "text.md"

    @property
    def rules(self) -> Path:
        """The rules of the show of its own, which all its episodes share."""
        return self.path.parent / "rules.toml"

    @property
    def recording_facts(self) -> Path:
        """The facts of the recording, read once."""
        return self.path / "recording.json"

    @property
    def transcript(self) -> Path:
        """The words as heard."""
        return self.path / "transcript.json"

    @property
    def voices(self) -> Path:
        """Who speaks when."""
        return self.path / "voices.json"

    @property
    def hearing(self) -> Path:
        """What the voice models heard: voice prints, which are never published."""
        return self.path / "hearing.npz"

    @property
    def draft(self) -> Path:
        """The text that the machine wrote last, to tell whether people changed it since."""
        return self.path / "draft.json"

    @property
    def journal(self) -> Path:
        """What was done to the text on the review page, to undo it; what was cut is in it."""
        return self.path / "journal.json"

    @property
    def sound(self) -> Path:
        """The facts of the published sound."""
        return self.path / "sound.json"

    @property
    def small_sound(self) -> Path:
        """The facts of the published sound for slow networks."""
        return self.path / "small_sound.json"

    @property
    def waveform(self) -> Path:
        """How loud the recording is from moment to moment, to be drawn beside its text."""
        return self.path / "waveform.bin"

    @property
    def played(self) -> Path:
        """What of the recording was played on the review page while its text was in view."""
        return self.path / "played.json"

    @property
    def edition(self) -> Path:
        """The edition as it was published last, for when today's cannot be made."""
        return self.path / "edition.json"

    @property
    def imported(self) -> Path:
        """What the feed said of it that it was imported from."""
        return self.path / "imported.json"

    @property
    def work(self) -> Path:
        """Unfinished work that a killed build goes on from."""
        return self.path / ".work"

    def recordings(self) -> tuple[Path, ...]:
        """Return what may be the recording: sound by its extension, else the unknown; no links."""
        files = [file for file in sorted(self.path.iterdir()) if may_be_sound(file)]
        own = tuple(file for file in files if file.is_file() and not file.is_symlink())
        return tuple(file for file in own if is_sound(file)) or own


@dataclass(frozen=True, slots=True)
class Workspace:
    """A show on disk: the folder that holds `episodes/` and `feed/`."""

    root: Path

    @staticmethod
    def find(start: Path) -> Workspace:
        """Return the nearest workspace: the folder itself or a parent that holds `episodes/`.

        Raises:
            WorkspaceError: when there is none.
        """
        start = start.resolve()
        for folder in (start, *start.parents):
            if (folder / "episodes").is_dir():
                return Workspace(folder)
        raise WorkspaceError(
            f"{start}: there is no folder episodes/ here or above; "
            "go to your show's folder, or make a new show with `podcast init DIR`."
        )

    @staticmethod
    def at(folder: Path) -> Workspace:
        """Return the workspace that the user named.

        Raises:
            WorkspaceError: when the folder holds no `episodes/`.
        """
        if not (folder / "episodes").is_dir():
            raise WorkspaceError(
                f"{folder}: there is no folder episodes/ in it; "
                f"make a new show with `podcast init {folder}`."
            )
        return Workspace(folder.resolve())

    @property
    def episodes(self) -> Path:
        """Where recordings are dropped and episodes live."""
        return self.root / "episodes"

    @property
    def feed(self) -> Path:
        """The generated site; may be deleted."""
        return self.root / "feed"

    @property
    def feed_file(self) -> Path:
        """The feed itself, written last: where it lies, something has been published."""
        return self.feed / "feed.xml"

    @property
    def templates(self) -> Path:
        """Templates of the show's own, which win over ours."""
        return self.root / "templates"

    @property
    def show(self) -> Path:
        """The settings of the show."""
        return self.episodes / "show.toml"

    @property
    def ledger(self) -> Path:
        """What the world has seen."""
        return self.episodes / "ledger.json"

    @property
    def profiles(self) -> Path:
        """Remembered voices, which are never published."""
        return self.episodes / "voices.json"

    @property
    def imported(self) -> Path:
        """What the feed said of the show that it was imported from."""
        return self.episodes / "imported.json"

    @property
    def importing(self) -> Path:
        """Where imported episodes lie until they are whole."""
        return self.episodes / ".import"

    @property
    def lock(self) -> Path:
        """Held by the one build that may run."""
        return self.episodes / ".lock"

    @property
    def holder(self) -> Path:
        """Tells who builds, on a drive that has no locks."""
        return self.episodes / ".lock.held"

    def sound(self, slug: str, file: str = "") -> Path:
        """The published sound of an episode, by its first name or the one that it has now."""
        return self.feed / slug / (file or f"{slug}.mp3")

    def clear_unfinished(self) -> None:
        """Take away what killed programs were writing; only the one build that runs may do this.

        What the review page writes meanwhile, in this process or another one, stays.

        Raises:
            WorkspaceError: when a folder cannot be written.
        """
        for folder in (self.feed, self.episodes):
            for file in leftovers(folder):
                remove(file, folder)

    def folders(self) -> tuple[EpisodeFolder, ...]:
        """Return the folders of all episodes, by name."""
        return tuple(
            EpisodeFolder(path)
            for path in sorted(self.episodes.iterdir())
            if path.is_dir() and (path / "episode.toml").is_file()
        )


def read(path: Path) -> bytes:
    """Read a file whole.

    Raises:
        WorkspaceError: when it is not there or cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as fault:
        raise WorkspaceError(
            f"{path}: cannot be read ({fault.strerror}); check that it is there and readable."
        ) from fault


def write(path: Path, content: str | bytes, mode: int | None = None) -> bool:
    """Write a file whole or not at all, as `writing` does; return whether it had to change.

    Raises:
        WorkspaceError: when the folder cannot be written or the disk is full.
    """
    data = content.encode() if isinstance(content, str) else content
    if holds(path, data):
        return False
    with writing(path, mode) as temporary:
        temporary.write_bytes(data)
    return True


def holds(path: Path, content: bytes) -> bool:
    """Tell whether a file is there and has this content."""
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


@contextlib.contextmanager
def writing(path: Path, mode: int | None = None) -> Iterator[Path]:
    """Give a temporary file that takes the place of `path` when the block ends well.

    Args:
        path: the file; it keeps its permissions.
        mode: its permissions from now on; without, everybody may read a file that is new.

    Raises:
        WorkspaceError: when the folder cannot be written or the disk is full.
    """
    with beside(path) as temporary:
        yield temporary
        finish(temporary, _mode_of(path) if mode is None else mode)
        put(temporary, path)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; one that is there is left as it is.

    Raises:
        WorkspaceError: when it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise WorkspaceError(
            f"{folder}: cannot be made ({fault.strerror}); choose a folder that you may write in."
        ) from fault


def is_as_old(copy: Path, original: Path) -> bool:
    """Tell whether a copy was made of the original as it is now."""
    return copy.is_file() and copy.stat().st_mtime_ns == original.stat().st_mtime_ns


def make_as_old(copy: Path, original: Path) -> None:
    """Give a copy the original's time of change, to know later what it was made of."""
    times = original.stat()
    with contextlib.suppress(OSError):  # on drives that refuse it, it is made again each time
        os.utime(copy, ns=(times.st_atime_ns, times.st_mtime_ns))


def remove(file: Path, within: Path) -> bool:
    """Remove a file, and the folders inside `within` that it leaves empty; tell if it was there.

    Raises:
        WorkspaceError: when it is there and stays.
    """
    try:
        file.unlink()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as fault:
        raise WorkspaceError(
            f"{file}: cannot be removed ({fault.strerror}); close the programs that have it open, "
            "check the folder's permissions, then run again."
        ) from fault
    with contextlib.suppress(OSError):  # somebody else may use a folder
        for folder in file.parents:
            if folder == within or any(folder.iterdir()):
                break
            folder.rmdir()
    return True


def _mode_of(file: Path) -> int:
    try:
        return stat.S_IMODE(file.stat().st_mode)
    except OSError:
        return PUBLIC
