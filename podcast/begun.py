"""Which episodes a build has begun to put into feed/ before anybody has them.

If it is killed, the episode may be taken back or get another address before the next build, which
would know nothing of the sound that lies there for everybody who guesses its address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.cache import Store
from podcast.slug import is_slug
from podcast.workspace import Workspace, remove

if TYPE_CHECKING:
    from collections.abc import Container

_LIST = ".panelpodd-begun.json"


@dataclass(frozen=True, slots=True)
class Begun:
    """The list of them, in feed/ while it is being made."""

    workspace: Workspace

    def add(self, slug: str) -> None:
        """Note an episode before anything of it is written.

        Raises:
            WorkspaceError: when feed/ cannot be written.
        """
        if slug not in self._slugs:
            self._store.write((*self._slugs, slug), {})

    def left_out(self, published: Container[str]) -> tuple[str, ...]:
        """Return the episodes begun, in this build or one that was killed, that are not published.

        Args:
            published: slugs of all that are.
        """
        return tuple(slug for slug in self._slugs if slug not in published)

    def clear(self) -> None:
        """Forget the list, when feed/ holds what is published and nothing else."""
        remove(self._store.path, self.workspace.feed)

    @property
    def _slugs(self) -> tuple[str, ...]:
        """What the list has of addresses; anybody may have changed it."""
        return tuple(slug for slug in self._store.read({})[0] or () if is_slug(slug))

    @property
    def _store(self) -> Store[tuple[str, ...]]:
        return Store(self.workspace.feed / _LIST, tuple[str, ...])
