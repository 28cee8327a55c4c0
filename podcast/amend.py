"""Commands that write into people's settings: what is true stands in their files.

A file keeps its line ends, its byte order mark and every other word, and is written by rename.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import podcast.settings as settings_form
from podcast.episode import Episode
from podcast.errors import PodcastError, SettingsError, WorkspaceError
from podcast.glossary import ARROW, GLOSSARY
from podcast.job import find
from podcast.settings_edit import setting, with_entry, with_person, with_setting, without_flag
from podcast.show import Show
from podcast.workspace import read, write

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from podcast.episode import SpeakerBounds
    from podcast.job import Shelved
    from podcast.workspace import EpisodeFolder, Workspace

_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Amended:
    """Settings that a command went through.

    Attributes:
        changed: files that were written.
        unreadable: what keeps others from being read; they were left alone.
    """

    changed: tuple[Path, ...]
    unreadable: tuple[PodcastError, ...]


def set_speakers(
    shelf: Sequence[Shelved],
    only: Collection[str],
    taken: Sequence[EpisodeFolder],
    speakers: SpeakerBounds,
) -> tuple[tuple[str, str], ...]:
    """Write how many speak into the settings of the episodes that are meant.

    Args:
        shelf: all episodes of the show.
        only: names of the episodes meant; without any, the show's only one or those just taken in.
        taken: what was dropped and has just been taken in.
        speakers: how many.

    Returns:
        Each episode with what now stands in its file, as a sentence.

    Raises:
        PodcastError: when no episode is meant, a name is no episode's, or a file cannot be read.
    """
    meant = _meant(shelf, only, taken)
    line = setting("speakers", speakers.written)
    for shelved in meant:
        bound_speakers(shelved.folder, speakers)
    return tuple((one.name, f"{line} stands in {one.folder.settings}") for one in meant)


def name_person(folder: EpisodeFolder, name: str, heard_at: str, role: str = "") -> bool:
    """Write a moment at which a person speaks into episode.toml; return whether it had to change.

    Args:
        folder: of the episode.
        name: of the person, who is added to the cast if she is not in it.
        heard_at: the moment, as `1:31`.
        role: to be written with it, if any.

    Raises:
        PodcastError: when the file cannot be read, or changed other than by hand.
    """
    return amend(folder.settings, lambda text: with_person(text, name, heard_at, role))


def bound_speakers(folder: EpisodeFolder, speakers: SpeakerBounds) -> None:
    """Write how many speak into episode.toml.

    Raises:
        PodcastError: when the file cannot be read, or changed other than by hand.
    """
    amend(folder.settings, lambda text: with_setting(text, "speakers", speakers.written))


def add_to_glossary(workspace: Workspace, heard: str, written: str) -> bool:
    """Write what the speech model makes of a term into show.toml; return whether it was new.

    Raises:
        PodcastError: when the file cannot be read, or changed other than by hand.
    """
    entry = f"{heard} {ARROW} {written}"
    return amend(workspace.show, lambda text: with_entry(text, GLOSSARY, entry), Show)


def forget_consent(workspace: Workspace, name: str) -> Amended:
    """Take `remember` of one person out of every episode.toml that has it."""
    changed: list[Path] = []
    unreadable: list[PodcastError] = []
    for folder in workspace.folders():
        try:
            if amend(folder.settings, lambda text: without_flag(text, "people", name, "remember")):
                changed.append(folder.settings)
        except PodcastError as fault:
            unreadable.append(fault)
    return Amended(tuple(changed), tuple(unreadable))


def amend(file: Path, change: Callable[[str], str], kind: type[Episode | Show] = Episode) -> bool:
    """Change a settings file that can be read; return whether it had to change.

    Raises:
        PodcastError: when it cannot be read or written, or the change cannot be made; what could
            not be read afterwards is not written.
    """
    content = read(file)
    settings_form.parse(content, kind, file)
    mark = _MARK if content.startswith(_MARK) else b""
    try:
        changed = mark + change(content.removeprefix(mark).decode()).encode()
    except ValueError as fault:
        raise SettingsError(file, [str(fault)]) from fault
    settings_form.parse(changed, kind, file)
    return rewrite(file, changed)


def rewrite(file: Path, content: bytes) -> bool:
    """Write a settings file that is there, wherever a link to it leads.

    Raises:
        PodcastError: when it cannot be written.
    """
    return write(file.resolve(), content)


def _meant(
    shelf: Sequence[Shelved], only: Collection[str], taken: Sequence[EpisodeFolder]
) -> list[Shelved]:
    if only:
        return [find(shelf, name) for name in sorted(only)]
    if len(shelf) == 1:
        return list(shelf)
    if not taken:
        raise WorkspaceError(
            "--speakers: name the episode that is meant, such as "
            f"`podcast build {shelf[0].name if shelf else 'EPISODE'} --speakers 3`."
        )
    return [shelved for shelved in shelf if shelved.folder in taken]
