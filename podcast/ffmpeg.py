"""The ffmpeg that pip installed, run on what is written into it."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import imageio_ffmpeg  # type: ignore[import-untyped]

from podcast.errors import PodcastError, WorkspaceError
from podcast.loudness import SILENCE, Level

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

METER = "ebur128=peak=true:framelog=quiet"
"""The filter that measures by ITU-R BS.1770 and EBU R 128; `Run.level` is what it found."""

_LOUDNESS = re.compile(r"I:\s+(-?[\d.]+) LUFS")
# What the system answers where a file cannot be written, which ffmpeg repeats before its last line.
_ANSWERS = tuple(
    map(os.strerror, (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES))
)
_PEAK = re.compile(r"Peak:\s+(-?(?:[\d.]+|inf)) dBFS")


class Run:
    """A running ffmpeg: the way into it, and what it said when it has ended."""

    def __init__(self, into: IO[bytes]) -> None:
        self.into = into
        self.said = ""

    @property
    def level(self) -> Level:
        """What the meter found."""
        loudness = float(_LOUDNESS.findall(self.said)[-1])
        peak = float(_PEAK.findall(self.said)[-1])
        return Level(max(loudness, SILENCE), max(peak, SILENCE))


@contextmanager
def running(*arguments: str, making: str) -> Iterator[Run]:
    """Run ffmpeg on what the block writes into it.

    Args:
        arguments: of ffmpeg, its input being `pipe:0`.
        making: what is being made, for the sentence when it fails.

    Raises:
        WorkspaceError: when it fails.
        PodcastError: when there is no ffmpeg.
    """
    process = subprocess.Popen(  # noqa: S603 - our own ffmpeg, no shell
        (_executable(), "-hide_banner", "-nostats", "-y", *arguments),
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None  # noqa: S101 - Popen opened it
    run = Run(process.stdin)
    try:
        yield run
    except BrokenPipeError:
        pass  # ffmpeg ended early; below it says why
    except BaseException:
        process.kill()
        process.communicate()
        raise
    run.said = _ended(process)
    if process.returncode:
        raise _failed(making, _reason(run.said, process.returncode))


def made(content: bytes, *arguments: str, making: str) -> bytes:
    """Return the file that ffmpeg makes of what it reads from `pipe:0`.

    Raises:
        WorkspaceError: when it fails.
        PodcastError: when there is no ffmpeg.
    """
    start = (_executable(), "-hide_banner", "-nostats", "-loglevel", "error", "-y")
    # A file and no pipe: ffmpeg goes back in it to write how long things became.
    try:
        with TemporaryDirectory() as folder:
            file = Path(folder) / "made"
            process = subprocess.run(  # noqa: S603 - our own ffmpeg, no shell
                (*start, *arguments, str(file)), input=content, capture_output=True, check=False
            )
            if not process.returncode:
                return file.read_bytes()
    except OSError as fault:
        raise _failed(making, str(fault.strerror)) from fault
    raise _failed(making, _reason(process.stderr.decode(errors="replace"), process.returncode))


def _executable() -> str:
    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as fault:
        raise PodcastError(
            "There is no ffmpeg for this machine; "
            "run `pip install --force-reinstall imageio-ffmpeg`, or set IMAGEIO_FFMPEG_EXE."
        ) from fault


def _ended(process: subprocess.Popen[bytes]) -> str:
    try:
        _, said = process.communicate()
    except BrokenPipeError:
        said = b""
    return said.decode(errors="replace")


def _reason(said: str, status: int) -> str:
    """Why ffmpeg failed, as briefly as it can be told."""
    if status < 0:
        return f"ffmpeg was ended by {signal.Signals(-status).name}"
    lines = said.strip().splitlines() or ["no reason given"]
    return next((answer for answer in _ANSWERS if answer in said), lines[-1])


def _failed(making: str, reason: str) -> WorkspaceError:
    return WorkspaceError(
        f"{making}: the sound cannot be written ({reason}); "
        "check the disk's space and the folder's permissions, then run again."
    )
