"""What a reader is to those who fuzz it."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from podcast.errors import PodcastError


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads a kind of file.

    Attributes:
        name: of the kind.
        read: reads one.
        examples: gives valid ones, the same each time.
        promised: what it may raise when the file is not fit.
        is_slow: whether one file takes as long as hundreds of the others.
    """

    name: str
    read: Callable[[bytes], object]
    examples: Callable[[], tuple[bytes, ...]]
    promised: tuple[type[Exception], ...] = (PodcastError,)
    is_slow: bool = False


@cache
def scratch() -> Path:
    """Return a folder for those who read files; it goes with the program."""
    folder = Path(tempfile.mkdtemp(prefix="readers-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def written(*texts: str) -> tuple[bytes, ...]:
    """Return texts as files have them."""
    return tuple(text.encode() for text in texts)


def from_file(name: str, read: Callable[[Path], object], content: bytes) -> object:
    """Write a file and have it read."""
    file = scratch() / name
    file.write_bytes(content)
    return read(file)
