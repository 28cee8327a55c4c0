"""The published sound: an MP3 of even loudness that is the same, byte for byte, each time.

The sound goes through twice, in blocks, so that hours need no more memory than minutes: first past
a loudness meter, then with one gain and, where peaks would stand out, a limiter to LAME, whose MP3
is decoded and measured in the same run. A master that already is such an MP3 is left as it is.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from podcast.digest import sha256
from podcast.edition import PublishedSound
from podcast.errors import WorkspaceError
from podcast.ffmpeg import METER, running
from podcast.levelling import AS_IT_IS, Way, better_way, first_way
from podcast.loudness import Level
from podcast.mp3_frames import Mp3Frames, mp3_frames
from podcast.sound_tags import id3, write_tagged

with warnings.catch_warnings():
    # pydub looks for an ffmpeg on the PATH and says so when there is none; ours comes with pip.
    warnings.simplefilter("ignore")
    from pydub import AudioSegment  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from podcast.edition import Tags
    from podcast.ffmpeg import Run

SAMPLE_RATE = 44_100
"""Samples per second of the published sound."""

SMALL_SAMPLE_RATE = 48_000
"""Samples per second of the small version, as Opus wants them."""

# Bits per second by channels.
_BIT_RATE = {1: "96k", 2: "128k"}
_SMALL_BIT_RATE = "32k"
_ATTEMPTS = 4
# Close enough to the goal not to encode again, a bit stricter than what is promised.
_MISS = 0.4
# A master that is an MP3 loses more by being encoded again than by a difference that few hear.
_MASTER_MISS = 1.0
_MASTER_BIT_RATE = 64_000
_MASTER_SAMPLE_RATES = frozenset({44_100, 48_000})
_METERING_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class Source:
    """A sound to publish.

    Attributes:
        file: where it lies.
        blocks: called once for each pass; yields 16-bit samples of shape (samples, channels).
        channels: 1 or 2.
        duration: in seconds; only for the progress.
        sample_rate: of the blocks; the MP3 is made of `SAMPLE_RATE`, Opus of `SMALL_SAMPLE_RATE`.
        is_whole: whether the blocks are all of the file, whose frames may be copied then.
    """

    file: Path
    blocks: Callable[[], Iterator[NDArray[np.int16]]]
    channels: int
    duration: float
    sample_rate: int = SAMPLE_RATE
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class _Heard:
    """What the first pass found.

    Attributes:
        level: of the sound as it is.
        channels: how many differ: 1 for two that are the same.
        seconds: of sound.
    """

    level: Level
    channels: int
    seconds: float


def encode(
    source: Source,
    target: Path,
    tags: Tags,
    progress: Callable[[float], None],
    *,
    keep: bool = False,
) -> PublishedSound:
    """Write the MP3 that listeners get, at -16 LUFS in stereo and -19 in mono.

    A master that is an MP3 of constant rate, not far from that and without peaks over -1 dB, is
    not encoded again: its frames are copied. Two channels that are the same become one.

    Args:
        source: the sound, decoded.
        target: written over.
        tags: shown by players; the tags of the recording itself never come along.
        progress: called with the share that is done, 0 to 1; falls back when the MP3 has to be
            encoded again.
        keep: leave the master as it is: a whole MP3 to the byte, anything else without gain or
            limiter.

    Returns:
        The facts of the file, under the name of `target`.

    Raises:
        WorkspaceError: when the file cannot be written.
    """
    heard = _heard(source, lambda share: progress(share * _METERING_SHARE))
    master = mp3_frames(source.file) if source.is_whole else None
    if master and (keep or _is_fit(master, heard.level)):
        published = _tagged(source.file, master, _facts(heard, heard.level), target, tags)
        progress(1.0)
        return published

    def later(share: float) -> None:
        progress(_METERING_SHARE + share * (1 - _METERING_SHARE))

    bare = target.with_name(f"{target.name}.bare")
    try:
        after = _encoded(source, bare, heard, later, keep=keep)
        return _tagged(bare, _frames(bare), _facts(heard, after), target, tags)
    finally:
        bare.unlink(missing_ok=True)


def tag(published: PublishedSound, source: Path, target: Path, tags: Tags) -> PublishedSound:
    """Write what was published once more with other tags; nothing is decoded or encoded.

    Args:
        published: the facts of `source`.
        source: an MP3 that `encode` or `tag` wrote.
        target: another file, written over.
        tags: shown by players.

    Raises:
        WorkspaceError: when the file cannot be written, or `source` is not the MP3 it was.
    """
    return _tagged(source, _frames(source), published, target, tags)


def shrink(source: Source, target: Path, progress: Callable[[float], None]) -> PublishedSound:
    """Write a version for slow networks: Opus, one channel, about 15 MB an hour.

    Args:
        source: the published sound in one channel, at `SMALL_SAMPLE_RATE`.
        target: written over.
        progress: called with the share that is done, 0 to 1.

    Raises:
        WorkspaceError: when the file cannot be written.
    """
    opus = (
        *("-map_metadata", "-1", "-c:a", "libopus", "-b:a", _SMALL_BIT_RATE),
        *("-application", "voip", "-bitexact", "-fflags", "+bitexact", "-f", "ogg", str(target)),
    )
    with running("-loglevel", "error", *_samples(source), *opus, making=str(target)) as run:
        seconds = _poured(source, run, progress)
    size, digest = target.stat().st_size, sha256(target)
    return PublishedSound(target.name, "audio/ogg", size, round(seconds, 3), digest)


def measure(source: Source, progress: Callable[[float], None] = lambda _: None) -> Level:
    """Measure loudness and true peak of a sound."""
    return _heard(source, progress).level


def _heard(source: Source, progress: Callable[[float], None]) -> _Heard:
    alike = source.channels == 2

    def listening() -> Iterator[NDArray[np.int16]]:
        nonlocal alike
        for block in source.blocks():
            alike = alike and np.array_equal(block[:, 0], block[:, 1])
            yield block

    meter = ("-af", METER, "-f", "null", "-")
    with running(*_samples(source), *meter, making=str(source.file)) as run:
        seconds = _poured(replace(source, blocks=listening), run, progress)
    return _Heard(run.level, 1 if alike else source.channels, seconds)


def _is_fit(master: Mp3Frames, level: Level) -> bool:
    return (
        master.bit_rate >= _MASTER_BIT_RATE
        and master.sample_rate in _MASTER_SAMPLE_RATES
        and level.fits(master.channels, _MASTER_MISS)
    )


def _encoded(
    source: Source, target: Path, heard: _Heard, progress: Callable[[float], None], *, keep: bool
) -> Level:
    """Write the MP3 without tags; return how loud it came out."""
    way = AS_IT_IS if keep else first_way(heard.level, source.channels)
    if heard.channels < source.channels:
        source = _mixed(source)
    tries = [(way, _through_lame(source, target, way, progress))]
    while not keep and not tries[-1][1].fits(source.channels, _MISS) and len(tries) < _ATTEMPTS:
        way = better_way(tries, source.channels)
        tries.append((way, _through_lame(source, target, way, progress)))
    return tries[-1][1]


def _through_lame(
    source: Source, target: Path, way: Way, progress: Callable[[float], None]
) -> Level:
    """Encode at a constant rate with Xing header; decode and measure what was encoded."""
    lame = (
        *("-map", "0:a", "-af", way.filters(source.sample_rate)),
        *("-c:a", "libmp3lame", "-b:a", _BIT_RATE[source.channels]),
        *("-map_metadata", "-1", "-bitexact", "-fflags", "+bitexact", "-write_xing", "1"),
        *("-id3v2_version", "0", "-write_id3v1", "0", "-f", "mp3", str(target)),
    )
    decoded = ("-dec", "0:0", "-filter_complex", f"[dec:0]{METER}[heard]")
    nowhere = ("-map", "[heard]", "-f", "null", "-")
    making = str(target.with_suffix(""))
    with running(*_samples(source), *lame, *decoded, *nowhere, making=making) as run:
        _poured(source, run, progress)
    return run.level


def _samples(source: Source) -> tuple[str, ...]:
    """How ffmpeg is to read the blocks."""
    layout = "mono" if source.channels == 1 else "stereo"
    return ("-f", "s16le", "-ar", str(source.sample_rate), "-ch_layout", layout, "-i", "pipe:0")


def _mixed(source: Source) -> Source:
    """The same sound in one channel."""

    def mixed() -> Iterator[NDArray[np.int16]]:
        form = {"sample_width": 2, "frame_rate": source.sample_rate, "channels": source.channels}
        for block in source.blocks():
            one = AudioSegment(block.tobytes(), **form).set_channels(1)
            yield np.frombuffer(one.raw_data, np.int16).reshape(-1, 1)

    return replace(source, blocks=mixed, channels=1)


def _poured(source: Source, run: Run, progress: Callable[[float], None]) -> float:
    """Write all blocks; return how many seconds they were."""
    seconds = 0.0
    for block in source.blocks():
        run.into.write(block.tobytes())
        seconds += len(block) / source.sample_rate
        progress(min(1.0, seconds / source.duration) if source.duration else 1.0)
    return seconds


def _frames(mp3: Path) -> Mp3Frames:
    frames = mp3_frames(mp3)
    if frames is None:
        raise WorkspaceError(f"{mp3}: the MP3 is damaged; remove it, then run again.")
    return frames


def _facts(heard: _Heard, after: Level) -> PublishedSound:
    """What is known before the file is there."""
    seconds = round(heard.seconds, 3)
    return PublishedSound("", "audio/mpeg", 0, seconds, "", before=heard.level, after=after)


def _tagged(
    source: Path, frames: Mp3Frames, facts: PublishedSound, target: Path, tags: Tags
) -> PublishedSound:
    """Write the frames behind the tags; return the facts of that file."""
    try:
        of_frames = write_tagged(source, frames, target, id3(tags, facts.duration))
    except OSError as fault:
        raise WorkspaceError(
            f"{target}: the sound cannot be written ({fault.strerror}); "
            "check the disk's space and the folder's permissions, then run again."
        ) from fault
    size, digest = target.stat().st_size, sha256(target)
    return replace(facts, file=target.name, size=size, digest=digest, frames=of_frames)
