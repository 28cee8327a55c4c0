"""One at a time: whoever changes a show on disk keeps others out meanwhile."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from podcast.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcast.workspace import Workspace


@contextlib.contextmanager
def only_one(workspace: Workspace) -> Iterator[None]:
    """Keep a second build out; the system frees the lock of a process that dies.

    Raises:
        WorkspaceError: when a build is at work already, or the folder cannot be written.
    """
    lock = FileLock(workspace.lock)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise WorkspaceError(
            f"{workspace.root}: another `podcast build` is at work here; wait until it is done."
        ) from None
    except OSError as fault:
        raise WorkspaceError(
            f"{workspace.episodes}: cannot be written ({fault.strerror}); "
            "check the folder's permissions, then run again."
        ) from fault
    try:
        yield
    finally:
        lock.release()
