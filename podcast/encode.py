"""The published sound: an MP3 of even loudness that is the same, byte for byte, each time.

The sound goes through twice, in blocks, so that hours need no more memory than minutes: first past
a loudness meter (ITU-R BS.1770, ffmpeg's ebur128), then with one constant gain to LAME.
"""

from __future__ import annotations

import re
import subprocess
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import imageio_ffmpeg  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray

from podcast.digest import sha256
from podcast.edition import PublishedSound
from podcast.errors import PodcastError, WorkspaceError

with warnings.catch_warnings():
    # pydub looks for an ffmpeg on the PATH and says so when there is none; ours comes with pip.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

    from podcast.edition import Tags

SAMPLE_RATE = 44_100
"""Samples per second of the published sound."""

# By channels: LUFS that podcast apps play without turning up or down, and bits per second.
_LOUDNESS = {1: -19.0, 2: -16.0}
_BIT_RATE = {1: "96k", 2: "128k"}
# True peak in dB; half a decibel stricter than what is promised, for what MP3 adds.
_PEAK = -1.5
# LAME turns its input down to 95 % at these rates.
_LAME_LOSS = 0.45
# What ebur128 says of silence.
_SILENCE = -70.0
_METERING_SHARE = 0.3
_ISO_639_2 = {"sv": "swe", "en": "eng"}
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Source:
    """A sound to publish.

    Attributes:
        blocks: called once for each pass; yields 16-bit samples at `SAMPLE_RATE`, of shape
            (samples, channels).
        channels: 1 or 2.
        duration: in seconds; only for the progress.
    """

    blocks: Callable[[], Iterator[NDArray[np.int16]]]
    channels: int
    duration: float


@dataclass(frozen=True, slots=True)
class Level:
    """How loud a sound is.

    Attributes:
        loudness: integrated, in LUFS; -70 for silence.
        peak: true peak in dB; -inf for silence.
    """

    loudness: float
    peak: float


def encode(
    source: Source, target: Path, tags: Tags, progress: Callable[[float], None]
) -> PublishedSound:
    """Write the MP3 that listeners get, at -16 LUFS in stereo and -19 in mono.

    One gain holds for the whole recording; it stays lower where peaks would pass -1 dB.

    Args:
        source: the sound, decoded.
        target: written over.
        tags: shown by players; the tags of the recording itself never come along.
        progress: called with the share that is done, 0 to 1.

    Returns:
        The facts of the file, under the name of `target`.

    Raises:
        WorkspaceError: when the file cannot be written.
    """
    level = measure(source, lambda share: progress(share * _METERING_SHARE))

    def later(share: float) -> None:
        progress(_METERING_SHARE + share * (1 - _METERING_SHARE))

    gain = _gain(level, source.channels)
    with _ffmpeg(source, *_lame(source.channels, tags), str(target)) as pipe:
        seconds = _pour(source, pipe, gain, later)
    return PublishedSound(
        file=target.name,
        media_type="audio/mpeg",
        size=target.stat().st_size,
        duration=round(seconds, 3),
        digest=sha256(target),
    )


def measure(source: Source, progress: Callable[[float], None] = lambda _: None) -> Level:
    """Measure loudness and true peak of a sound."""
    meter = ("-af", "ebur128=peak=true:framelog=quiet", "-f", "null")
    with _ffmpeg(source, *meter, "-", loglevel="info") as pipe:
        _pour(source, pipe, 0.0, progress)
    said = pipe.said
    loudness = re.findall(r"I:\s+(-?[\d.]+) LUFS", said)
    peak = re.findall(r"Peak:\s+(-?(?:[\d.]+|inf)) dBFS", said)
    return Level(float(loudness[-1]), float(peak[-1]))


class _Pipe:
    """The way into a running ffmpeg, and what it said when it ended."""

    def __init__(self, into: IO[bytes]) -> None:
        self.into = into
        self.said = ""


@contextmanager
def _ffmpeg(source: Source, *arguments: str, loglevel: str = "error") -> Iterator[_Pipe]:
    """Run ffmpeg on samples that the block writes into it.

    Raises:
        WorkspaceError: when it fails; its last argument names what could not be made.
    """
    form = ("-f", "s16le", "-ar", str(SAMPLE_RATE), "-ac", str(source.channels), "-i", "pipe:0")
    start = (_executable(), "-hide_banner", "-nostats", "-loglevel", loglevel, "-y")
    process = subprocess.Popen(  # noqa: S603 — our own ffmpeg, no shell
        (*start, *form, *arguments), stdin=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdin is not None  # noqa: S101 — Popen opened it
    pipe = _Pipe(process.stdin)
    try:
        yield pipe
    except BrokenPipeError:
        pass  # ffmpeg ended early; below it says why
    except BaseException:
        process.kill()
        process.communicate()
        raise
    pipe.said = _ended(process)
    if process.returncode:
        reason = (pipe.said.strip().splitlines() or ["no reason given"])[-1]
        raise WorkspaceError(
            f"{arguments[-1]}: the sound cannot be written ({reason}); "
            "check the disk's space and the folder's permissions, then run again."
        )


def _ended(process: subprocess.Popen[bytes]) -> str:
    try:
        _, said = process.communicate()
    except BrokenPipeError:
        said = b""
    return said.decode(errors="replace")


def _executable() -> str:
    try:
        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError as fault:
        raise PodcastError(
            "There is no ffmpeg for this machine; "
            "run `pip install --force-reinstall imageio-ffmpeg`, or set IMAGEIO_FFMPEG_EXE."
        ) from fault


def _pour(source: Source, pipe: _Pipe, gain: float, progress: Callable[[float], None]) -> float:
    """Write all blocks, louder by `gain` dB; return how many seconds they were."""
    frames = 0
    for block in source.blocks():
        pipe.into.write(_louder(block.tobytes(), gain, source.channels))
        frames += len(block)
        progress(min(1.0, frames / SAMPLE_RATE / source.duration) if source.duration else 1.0)
    return frames / SAMPLE_RATE


def _louder(samples: bytes, gain: float, channels: int) -> bytes:
    if not gain:
        return samples
    segment = AudioSegment(data=samples, sample_width=2, frame_rate=SAMPLE_RATE, channels=channels)
    return bytes(segment.apply_gain(gain).raw_data)


def _gain(level: Level, channels: int) -> float:
    """Return by how many dB to raise or lower the sound; silence stays as it is."""
    if level.loudness <= _SILENCE:
        return 0.0
    wanted = min(_LOUDNESS[channels] - level.loudness, _PEAK - level.peak)
    return round(wanted + _LAME_LOSS, 2)


def _lame(channels: int, tags: Tags) -> tuple[str, ...]:
    """Constant rate with Xing header, ID3v2.3 and no name or version of an encoder."""
    written = {
        "title": tags.title,
        "artist": tags.artist,
        "album": tags.album,
        "date": tags.date,
        "track": str(tags.track or ""),
        "language": _ISO_639_2.get(tags.language, tags.language),
        "genre": "Podcast",
    }
    shown = [f"{name}={_CONTROLS.sub(' ', text)}" for name, text in written.items() if text]
    return (
        *("-map_metadata", "-1", "-c:a", "libmp3lame", "-b:a", _BIT_RATE[channels]),
        *("-bitexact", "-fflags", "+bitexact", "-write_xing", "1"),
        *("-id3v2_version", "3", "-write_id3v1", "0"),
        *(argument for tag in shown for argument in ("-metadata", tag)),
        *("-f", "mp3"),
    )
