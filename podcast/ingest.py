"""What people drop into episodes/ becomes episodes, each in a folder of its own.

A drop is taken in two steps, the settings first and then the recording by one rename, so that a
program killed between them leaves the drop where it was and a folder that the next run knows as
its own unfinished work.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from podcast import settings
from podcast.episode import Episode
from podcast.errors import PodcastError, RecordingError, SettingsError, WorkspaceError
from podcast.file_names import dated, is_sound, may_be_sound, title
from podcast.ledger import Ledger
from podcast.recordings import Shelf, heard_in, is_heard
from podcast.reference import commented
from podcast.show import Show
from podcast.slug import numbered, slug
from podcast.workspace import EpisodeFolder, Workspace, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_SECOND_LOOK = 1.0  # seconds, where the clock of the file says nothing


@dataclass(frozen=True, slots=True)
class Left:
    """A recording that was left where it is, with the reason as a sentence."""

    path: Path
    why: str


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of the drops.

    Attributes:
        taken: the new episodes.
        waiting: may still be being copied in; another run will take them.
        known: are in the show already.
        refused: cannot be used; the others went on.
    """

    taken: tuple[EpisodeFolder, ...]
    waiting: tuple[Left, ...]
    known: tuple[Left, ...]
    refused: tuple[PodcastError, ...]


def ingest(
    workspace: Workspace,
    show: Show,
    now: datetime,
    still_for: float = 5.0,
    meanwhile: Callable[[], None] = lambda: None,
) -> Ingested:
    """Give every recording in episodes/ its folder, and every folder with one its episode.toml.

    Args:
        workspace: whose drops are taken in; nobody else may be at it meanwhile.
        show: for the time zone of dates and the word for an episode.
        now: with time zone.
        still_for: seconds that a file must have been left alone.
        meanwhile: worth doing where a second look must tell whether a drop grows.
    """
    intake = _Intake(workspace, show, now.timestamp(), still_for, meanwhile)
    intake.look()
    for path in sorted(intake.looks):
        intake.take(path)
    return Ingested(
        tuple(intake.taken), tuple(intake.waiting), tuple(intake.known), tuple(intake.refused)
    )


@contextmanager
def lasting(seconds: float) -> Iterator[None]:
    """Let so many seconds pass from the beginning of the block to its end, if it takes less."""
    end = time.monotonic() + seconds
    yield
    time.sleep(max(0.0, end - time.monotonic()))


@dataclass(frozen=True, slots=True)
class _Look:
    """A file at one moment; two that are equal mean that it was left alone between them."""

    size: int
    changed: float  # by the file, in seconds since 1970; a copier may have set it
    touched: float  # by the disk

    @staticmethod
    def at(path: Path) -> _Look:
        stat = path.stat()
        return _Look(stat.st_size, stat.st_mtime, stat.st_ctime)


@dataclass
class _Intake:
    """One run through the drops."""

    workspace: Workspace
    show: Show
    now: float
    still_for: float
    meanwhile: Callable[[], None]
    looks: dict[Path, _Look] = field(default_factory=dict)
    taken: list[EpisodeFolder] = field(default_factory=list)
    waiting: list[Left] = field(default_factory=list)
    known: list[Left] = field(default_factory=list)
    refused: list[PodcastError] = field(default_factory=list)

    @cached_property
    def shelf(self) -> Shelf:
        """The recordings that the show has."""
        return Shelf(self.workspace)

    @cached_property
    def slugs(self) -> set[str]:
        """The addresses that are in use."""
        return {self._slug_of(folder) for folder in self.workspace.folders()}

    @cached_property
    def ledger(self) -> Ledger:
        """The addresses that have been published."""
        return Ledger.read(self.workspace.ledger, self.show.address)

    def look(self) -> None:
        """Look at every drop, and wait a moment where a second look must tell if it grows."""
        for entry in sorted(self.workspace.episodes.iterdir()):
            try:
                self._look_at(entry)
            except PodcastError as fault:
                self.refused.append(fault)
            except OSError as fault:
                self.refused.append(_unreachable(entry, fault))
        if any(self._says_nothing(look) for look in self.looks.values()):
            with lasting(min(_SECOND_LOOK, self.still_for)):
                self.meanwhile()

    def take(self, path: Path) -> None:
        """Make an episode of a drop, or note why not."""
        try:
            if self._may_grow(path):
                self.waiting.append(_growing(path))
            elif is_heard(path):
                self._take_heard(path)
        except PodcastError as fault:
            self.refused.append(fault)
        except OSError as fault:
            self.refused.append(_unreachable(path, fault))

    def _look_at(self, entry: Path) -> None:
        found: tuple[Path, ...] = ()
        if entry.is_file() and may_be_sound(entry):
            found = (entry,)
        elif entry.is_dir() and may_be_sound(entry) and not EpisodeFolder(entry).settings.exists():
            found = heard_in(EpisodeFolder(entry))
        if found and entry.is_symlink():
            self._refuse_link(entry)
        elif found:
            self.looks[found[0]] = _Look.at(found[0])

    def _refuse_link(self, entry: Path) -> None:
        if entry.is_dir() or is_sound(entry):
            raise RecordingError(
                entry, "this is a link to another place", "put the recording itself here"
            )

    def _says_nothing(self, look: _Look) -> bool:
        """Tell whether the last change lies in the future, or before the file came here."""
        lately = self.now - self.still_for
        return look.changed > self.now or look.changed <= lately < look.touched

    def _may_grow(self, path: Path) -> bool:
        try:
            look = _Look.at(path)
        except OSError:
            return True
        age = self.now - look.changed
        return look != self.looks[path] or 0 <= age < self.still_for

    def _take_heard(self, path: Path) -> None:
        if known := self.shelf.twin(path):
            there = known.relative_to(self.workspace.root).as_posix()
            why = f"{path}: is the same recording as {there}; remove one of them."
            self.known.append(Left(path, why))
        elif self._may_grow(path):
            self.waiting.append(_growing(path))
        elif path.parent == self.workspace.episodes:
            self._keep(self._move_in(path))
        else:
            self._keep(self._settle(path))

    def _keep(self, folder: EpisodeFolder) -> None:
        self.taken.append(folder)
        self.slugs.add(self._slug_of(folder))
        for path in folder.recordings():
            self.shelf.add(path)

    def _move_in(self, path: Path) -> EpisodeFolder:
        """Give a dropped file its folder."""
        day, rest = dated(path.stem)
        day = day or self._changed_on(path)
        episode = Episode(title=title(rest) or self._untitled(day), published=day)
        folder = self._folder_for(
            f"{day}", slug(title(rest), self.show.untitled), commented(episode)
        )
        write(folder.settings, commented(episode))
        _rename(path, folder.path / path.name)
        return folder

    def _settle(self, path: Path) -> EpisodeFolder:
        """Give a folder that people made its episode.toml; folder and recording stay."""
        folder = EpisodeFolder(path.parent)
        day, rest = dated(folder.name)
        day = day or dated(path.stem)[0] or self._changed_on(path)
        heading = title(rest) or title(dated(path.stem)[1]) or self._untitled(day)
        fit = slug(folder.slug, self.show.untitled)
        used = {*self.slugs, *self.ledger.silent}
        address = next(address for address in numbered(fit) if address not in used)
        own = {"slug": address} if address != folder.slug else {}
        write(folder.settings, commented(Episode(title=heading, published=day, **own)))
        return folder

    def _folder_for(self, day: str, wanted: str, content: str) -> EpisodeFolder:
        """Return the folder that an interrupted run began, else the first that is free."""
        places = (
            (address, EpisodeFolder(self.workspace.episodes / f"{day}-{address}"))
            for address in numbered(wanted)
        )
        return next(
            folder
            for address, folder in places
            if _is_unfinished(folder, content)
            or not (address in self.slugs or self.ledger.holder(address) or folder.path.exists())
        )

    def _changed_on(self, path: Path) -> date:
        """Return the day of the file's last change, where the show is; never a day to come."""
        changed = min(self.looks[path].changed, self.now)
        return datetime.fromtimestamp(changed, UTC).astimezone(self.show.zone).date()

    def _slug_of(self, folder: EpisodeFolder) -> str:
        unread = slug(folder.slug, self.show.untitled)
        try:
            episode = settings.parse(folder.settings.read_bytes(), Episode, folder.settings)
        except (OSError, SettingsError):  # told when the episode is built
            return unread
        return episode.slug or unread

    def _untitled(self, day: date) -> str:
        return f"{self.show.untitled.capitalize()} {day}"


def _is_unfinished(folder: EpisodeFolder, content: str) -> bool:
    """Tell whether the folder holds nothing, or only the settings that we would write."""
    if not folder.path.is_dir():
        return False
    names = {path.name for path in folder.path.iterdir() if not path.name.startswith(".")}
    return not names or (
        names == {folder.settings.name} and folder.settings.read_bytes() == content.encode()
    )


def _growing(path: Path) -> Left:
    return Left(
        path, f"{path}: was changed a moment ago and may still grow; the next build takes it."
    )


def _unreachable(path: Path, fault: OSError) -> WorkspaceError:
    return WorkspaceError(
        f"{path}: cannot be read ({fault.strerror}); check that it is there and you may read it."
    )


def _rename(path: Path, target: Path) -> None:
    try:
        path.rename(target)
    except OSError as fault:
        raise WorkspaceError(
            f"{path}: cannot be moved to {target.parent} ({fault.strerror}); "
            "close the programs that have it open, and run again."
        ) from fault
