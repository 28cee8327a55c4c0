"""The pictures of the show and of its episodes in feed/, under names that never change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast.artwork import cover, fit_artwork, smaller
from podcast.card import card, is_card_of
from podcast.contrast import legible, mixed
from podcast.edition import ARTWORK_FILE
from podcast.errors import WorkspaceError
from podcast.lettering import INKS, Inks
from podcast.page import CARD_FILE
from podcast.templates import assets
from podcast.workspace import is_as_old, make_as_old, read, write

if TYPE_CHECKING:
    from pathlib import Path

    from podcast.edition import Edition
    from podcast.job import Job
    from podcast.show import Show
    from podcast.workspace import Workspace

SMALL_ARTWORK_FILE = "artwork-small.jpg"
"""The show's picture as the front page shows it."""

# How much of the title's colour what else is said has, on a ground of the show's own.
_REST = 0.85
_LETTERS = "assets/source-serif-4.woff2"


def publish_show_artwork(workspace: Workspace, show: Show) -> Path:
    """Put the show's picture into feed/, or a cover made from its title.

    Raises:
        WorkspaceError: when the picture is not there but elsewhere, or feed/ cannot be written.
        PodcastError: when it cannot be used.
    """
    target = workspace.feed / ARTWORK_FILE
    if not show.artwork:
        write(target, cover(show.title, show.author, assets()[_LETTERS], _inks(show)))
        return target
    source = workspace.episodes / show.artwork
    if not source.is_file() or source.resolve().parent != workspace.episodes.resolve():
        raise WorkspaceError(
            f"{source}: there is no such file; put it there, or leave artwork out of show.toml "
            "for a cover made from the title."
        )
    return _published(source, target)


def publish_small_artwork(workspace: Workspace) -> None:
    """Put the show's picture into feed/ once more, as small as the front page shows it."""
    write(workspace.feed / SMALL_ARTWORK_FILE, smaller(read(workspace.feed / ARTWORK_FILE)))


def publish_card(workspace: Workspace, show: Show, edition: Edition) -> None:
    """Put the picture by which other sites show an episode beside its page."""
    target = workspace.feed / edition.slug / CARD_FILE
    made_of = (edition.document.title, show.title, assets()[_LETTERS], _inks(show))
    if not is_card_of(target, *made_of):
        write(target, card(*made_of))


def publish_episode_artwork(workspace: Workspace, job: Job) -> None:
    """Put the episode's own picture beside its page, where it has one.

    Raises:
        WorkspaceError: when the picture is not there, or feed/ cannot be written.
        PodcastError: when it cannot be used.
    """
    if job.episode.artwork:
        _published(job.beside(job.episode.artwork), artwork_file(workspace, job))


def artwork_file(workspace: Workspace, job: Job) -> Path:
    """The picture of an episode in feed/: its own, else the show's."""
    folder = workspace.feed / job.slug if job.episode.artwork else workspace.feed
    return folder / ARTWORK_FILE


def _inks(show: Show) -> Inks:
    """The show's accent, with letters that can be read on it; ours where it has none."""
    if not show.colors.accent:
        return INKS
    ground = (show.colors.accent,)
    title = legible(INKS.title, ground)
    rest = legible(mixed(title, show.colors.accent, _REST), ground, (title,))
    return Inks(show.colors.accent, title, rest)


def _published(source: Path, target: Path) -> Path:
    if not is_as_old(target, source):
        write(target, fit_artwork(source))
        make_as_old(target, source)
    return target
