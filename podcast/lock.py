"""One at a time: whoever changes a show on disk keeps others out meanwhile."""

from __future__ import annotations

import contextlib
import errno
from typing import TYPE_CHECKING

from filelock import FileLock, SoftFileLock, Timeout

from podcast.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from filelock import BaseFileLock

    from podcast.workspace import Workspace

# What systems answer on drives that have no locks, such as some of a network.
_NO_LOCKS = {errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK}


@contextlib.contextmanager
def only_one(workspace: Workspace) -> Iterator[None]:
    """Keep a second build out; nothing of a process that has died does so.

    Raises:
        WorkspaceError: when a build is at work already, or the folder cannot be written.
    """
    try:
        lock = _taken(workspace)
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


def _taken(workspace: Workspace) -> BaseFileLock:
    """Take the system's lock, which ends with its process.

    Where the drive has none, a file tells machine, number and start of the process that holds it;
    it counts for nothing when there is no such process any more.
    """
    system = FileLock(workspace.lock, timeout=0, fallback_to_soft=False)
    try:
        system.acquire()
    except OSError as fault:
        if fault.errno not in _NO_LOCKS:
            raise
    else:
        return system
    told = SoftFileLock(workspace.holder, timeout=0)
    told.acquire()
    return told
