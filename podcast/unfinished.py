"""A file while it is being written: a temporary one beside it, flushed and then renamed.

Its name has the number of the process that writes it, so that what killed ones left can be told
from what others write at the same time.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNFINISHED = ".new-"
# Seconds after which nobody is still writing a file that has not changed.
_AT_REST = 600
# The temporary files that this process writes.
_own: set[Path] = set()
# What drives answer that cannot flush a file by itself, such as some of a network.
_NO_FLUSH = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}


@contextlib.contextmanager
def beside(path: Path) -> Iterator[Path]:
    """Give a temporary file beside `path`, which is gone after the block unless it was renamed.

    Raises:
        WorkspaceError: when the folder cannot be written or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        prefix = f"{_UNFINISHED}{os.getpid()}-"
        handle, name = tempfile.mkstemp(prefix=prefix, suffix=path.suffix, dir=path.parent)
        os.close(handle)
    except OSError as fault:
        raise _unwritable(path, fault) from fault
    temporary = Path(name).resolve()
    _own.add(temporary)
    try:
        yield temporary
    except OSError as fault:
        raise _unwritable(path, fault) from fault
    except WorkspaceError as fault:  # of the file that it would have become
        raise WorkspaceError(str(fault).replace(str(temporary), str(path))) from fault
    finally:
        with contextlib.suppress(OSError):  # the next build takes it away
            temporary.unlink()
        _own.discard(temporary)


def finish(temporary: Path, mode: int) -> None:
    """Make a temporary file ready for its name: on the disk, with its permissions.

    Raises:
        OSError: when the disk is full.
    """
    with temporary.open("rb+") as content:
        try:
            os.fsync(content.fileno())
        except OSError as fault:
            if fault.errno not in _NO_FLUSH:
                raise
    with contextlib.suppress(OSError):  # drives without permissions let everybody read
        temporary.chmod(mode)


def put(temporary: Path, path: Path) -> None:
    """Give a temporary file its name; whoever reads finds the old file or this one.

    Raises:
        WorkspaceError: when the folder cannot be written.
    """
    try:
        temporary.replace(path)
    except OSError as fault:
        raise _unwritable(path, fault) from fault


def leftovers(folder: Path) -> tuple[Path, ...]:
    """Return what killed programs were writing in a folder and all below it."""
    return tuple(file for file in folder.rglob(f"{_UNFINISHED}*") if not _is_being_written(file))


def _is_being_written(temporary: Path) -> bool:
    """Whether the process lives that writes a temporary file, by its number in the file's name.

    A number may be another's by now, and in a container is often the same each time; so nobody
    writes a file that has not changed for long.
    """
    number = temporary.name.removeprefix(_UNFINISHED).partition("-")[0]
    if temporary.resolve() in _own:
        return True
    if not number.isdecimal() or int(number) == os.getpid() or _is_at_rest(temporary):
        return False
    if sys.platform == "win32":  # where asking for a process would end it
        return False
    try:
        os.kill(int(number), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _is_at_rest(file: Path) -> bool:
    """Whether a file was changed long ago, or in a future that only a wrong clock knows."""
    try:
        return abs(time.time() - file.stat().st_mtime) > _AT_REST
    except OSError:
        return True


def _unwritable(path: Path, fault: OSError) -> WorkspaceError:
    return WorkspaceError(
        f"{path}: cannot be written ({fault.strerror}); "
        "check the disk's space and the folder's permissions, then run again."
    )
