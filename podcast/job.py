"""One episode with all that its steps need to know: the show, the settings, the files."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import podcast.settings as settings_form
from podcast.cuts import Cuts
from podcast.edition import Tags
from podcast.episode import Episode
from podcast.errors import PodcastError, RecordingError, SettingsError, WorkspaceError
from podcast.glossary import Term, terms
from podcast.own_rules import OwnRules
from podcast.rulebook import Rules
from podcast.show import Show
from podcast.slug import slug
from podcast.toml_lines import lines_of
from podcast.workspace import EpisodeFolder, Workspace, read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from podcast.show import Language, Level, Sound
    from podcast.toml_lines import Place


@dataclass(frozen=True, slots=True)
class Job:
    """An episode to be built.

    Attributes:
        show: the settings of the show.
        episode: the settings of the episode.
        folder: where its files lie.
    """

    show: Show
    episode: Episode
    folder: EpisodeFolder

    @property
    def slug(self) -> str:
        """The last part of its address."""
        return self.episode.slug or slug(self.folder.slug, self.show.untitled)

    @property
    def level(self) -> Level:
        """The episode's own level, else the show's."""
        return self.episode.level or self.show.level

    @property
    def sound(self) -> Sound:
        """What is done to the sound: by the episode's own setting, else by the show's."""
        return self.episode.sound or self.show.sound

    @property
    def published(self) -> datetime:
        """When listeners may have it, with time zone."""
        return self.episode.published_at(self.show)

    @property
    def cast(self) -> tuple[str, ...]:
        """The names of the people who take part."""
        return tuple(person.name for person in self.episode.people)

    @property
    def cuts(self) -> Cuts:
        """What of the recording is not published."""
        return Cuts.of(self.episode.cuts)

    @property
    def remembers(self) -> bool:
        """Whether anybody's voice may be remembered."""
        return any(person.remember for person in self.episode.people)

    @property
    def glossary(self) -> tuple[Term, ...]:
        """The terms that people listed, the episode's own first."""
        return terms(self.episode.glossary + self.show.glossary)

    @property
    def tags(self) -> Tags:
        """What the published sound file says about itself, without its picture and chapters."""
        return Tags(
            title=self.episode.title,
            artist=self.show.author or self.show.title,
            album=self.show.title,
            date=self.published.date().isoformat(),
            track=self.episode.number or 0,
            language=self.show.language,
        )

    def is_due(self, now: datetime) -> bool:
        """Whether listeners may have it by this clock."""
        return self.episode.status in {"published", "unlisted"} and self.published <= now

    def is_kept_back(self, now: datetime) -> bool:
        """Whether listeners are still to wait for it by this clock."""
        return self.episode.status != "withdrawn" and not self.is_due(now)

    def is_upcoming(self, now: datetime) -> bool:
        """Whether listeners may be told by this clock that it is to come."""
        return self.episode.status == "published" and self.published > now

    def beside(self, name: str) -> Path:
        """A file of people's in the episode's folder.

        Raises:
            WorkspaceError: when it is not there, or leads out of the folder.
        """
        file = self.folder.path / name
        if not self._is_beside(file, name):
            raise WorkspaceError(
                f"{self.folder.path}: there is no file “{name}” in the folder; put it there, "
                "or write the name of one that is."
            )
        return file

    def _is_beside(self, file: Path, name: str) -> bool:
        try:
            there, folder = file.resolve(strict=True), self.folder.path.resolve()
        except (OSError, ValueError):  # no name that a file can have
            return False
        return file.name == name and there.parent == folder and there.is_file()

    def recording(self) -> Path:
        """The recording of the episode.

        Raises:
            RecordingError: when there is none, or several and none is chosen.
        """
        if self.episode.recording:
            return self.beside(self.episode.recording)
        candidates = self.folder.recordings()
        if len(candidates) == 1:
            return candidates[0]
        if not candidates:
            raise RecordingError(self.folder.path, "no recording is in it", "put it there")
        raise RecordingError(
            self.folder.path,
            f"it has several recordings ({', '.join(file.name for file in candidates)})",
            'choose one with recording = "…" in episode.toml',
        )


def read_show(workspace: Workspace) -> Show:
    """Read the settings of the show.

    Raises:
        SettingsError: with all faults of the file.
        WorkspaceError: when there is no such file.
    """
    if not workspace.show.exists():
        raise WorkspaceError(
            f"{workspace.show}: there is no such file; make it with "
            f"`podcast init {workspace.root}`, which leaves the episodes alone."
        )
    return settings_form.parse(read(workspace.show), Show, workspace.show)


@lru_cache
def read_rules(language: Language) -> Rules:
    """Read the rules by which talk of a language becomes text.

    Raises:
        SettingsError: with all faults of the file.
    """
    file = Path(str(files("podcast") / "rules" / f"{language}.toml"))
    return settings_form.parse(read(file), Rules, file)


def rules_of(job: Job) -> Rules:
    """Read the rules of the show's language, with what the show adds to them and changes.

    Raises:
        SettingsError: with all faults of the show's own file.
    """
    ours, file = read_rules(job.show.language), job.folder.rules
    if not file.exists():
        return ours
    content = read(file)
    own = settings_form.parse(content, OwnRules, file)
    if faults := sorted((_line(place, content), told) for place, told in own.faults(ours)):
        raise SettingsError(file, [f"line {line}: {told}" for line, told in faults])
    return own.added_to(ours)


def _line(place: Place, content: bytes) -> int:
    return lines_of(content.decode("utf-8-sig"))[place]


@dataclass(frozen=True, slots=True)
class Shelved:
    """An episode's folder, with the job in it or what keeps it from being one.

    Attributes:
        name: its slug, or that of the folder when the settings cannot be read.
    """

    folder: EpisodeFolder
    name: str
    job: Job | None = None
    fault: PodcastError | None = None

    @property
    def names(self) -> frozenset[str]:
        """By what the user may call it."""
        return frozenset({self.name, self.folder.name})

    def ready(self) -> Job:
        """Return the job.

        Raises:
            PodcastError: what keeps it from being one.
        """
        if self.fault:
            raise self.fault
        assert self.job  # noqa: S101 - without a fault there is one
        return self.job


def read_shelf(workspace: Workspace, show: Show) -> tuple[Shelved, ...]:
    """Read the settings of all episodes; one that cannot be read does not hide the others."""
    shelf: list[Shelved] = []
    for folder in workspace.folders():
        shelved = _shelve(folder, show)
        if twin := next((other for other in shelf if other.name == shelved.name), None):
            shelved = replace(shelved, fault=_same_address(shelved, twin))
        shelf.append(shelved)
    return tuple(shelf)


def find(shelf: Sequence[Shelved], name: str) -> Shelved:
    """Return the episode that the user means by a slug or a folder's name.

    Raises:
        WorkspaceError: when there is none, with the nearest names.
    """
    for shelved in shelf:
        if name in shelved.names:
            return shelved
    near = difflib.get_close_matches(name, [shelved.name for shelved in shelf], n=1)
    hint = f"did you mean “{near[0]}”?" if near else "`podcast status` lists them."
    raise WorkspaceError(f"{name}: there is no such episode; {hint}")


def _shelve(folder: EpisodeFolder, show: Show) -> Shelved:
    try:
        episode = settings_form.parse(read(folder.settings), Episode, folder.settings)
    except PodcastError as fault:
        return Shelved(folder, slug(folder.slug, show.untitled), fault=fault)
    job = Job(show, episode, folder)
    return Shelved(folder, job.slug, job)


def _same_address(shelved: Shelved, twin: Shelved) -> PodcastError:
    return WorkspaceError(
        f"{shelved.folder.settings}: the address “{shelved.name}” belongs to "
        f'{twin.folder.name}; give this episode another with slug = "…".'
    )
