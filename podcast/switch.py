"""The pages of feed/ change in a moment, so that no page ever leads to one that is not there yet.

Pages lead to each other, and are made one after another. A file that nobody has seen is written at
once, since nothing leads there. The next version of one that readers have waits beside it until
all are made, and takes its place by a rename. So a disk that becomes full meanwhile, or a fault in
a template, leaves readers what they had.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from podcast.unfinished import beside, finish, put
from podcast.workspace import PUBLIC, holds, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Switch:
    """The files that wait for their moment."""

    def __init__(self, waiting: ExitStack) -> None:
        """Take what removes them if the moment never comes."""
        self._waiting = waiting
        self._places: list[tuple[Path, Path]] = []

    def write(self, path: Path, content: bytes) -> bool:
        """Write a file, or its next version beside it; return whether it has to change.

        Raises:
            WorkspaceError: when the folder cannot be written or the disk is full.
        """
        if not path.exists():
            return write(path, content)
        if holds(path, content):
            return False
        temporary = self._waiting.enter_context(beside(path))
        temporary.write_bytes(content)
        finish(temporary, PUBLIC)
        self._places.append((temporary, path))
        return True

    def take_places(self) -> None:
        """Rename all that wait, in the order in which they were written."""
        for temporary, path in self._places:
            put(temporary, path)


@contextmanager
def switching() -> Iterator[Switch]:
    """Give a switch that happens when the block ends well.

    Raises:
        WorkspaceError: when a file cannot be renamed.
    """
    with ExitStack() as waiting:
        switch = Switch(waiting)
        yield switch
        switch.take_places()
