"""A dropped file as sound: whatever its container, extension or channels, streamed.

The sound is what can be decoded, frame after frame; what the header promises, and timestamps, are
only compared with it. The words, the voices and the published sound are all made from the same
frames, so a moment is the same moment in each of them.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer

from podcast.channel_leads import one_speaker_each
from podcast.channel_levels import MOST_MICROPHONES, LevelMeter
from podcast.engines import SAMPLE_RATE
from podcast.errors import PodcastError, RecordingError, WorkspaceError
from podcast.mixing import MOST_CHANNELS, RATES, mono, mono_and_each, resampled, stereo
from podcast.recording import Recording
from podcast.span import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.audio.frame import AudioFrame
    from av.packet import Packet
    from numpy.typing import NDArray

_GRAIN = 1 << 20
# A header may promise this much more or less than there is (encoder delay, rounding) unnoticed.
_SLACK_SECONDS = 1.0
_SLACK_SHARE = 0.02


@dataclass(slots=True)
class _Source:
    """The sound of an open file, and what was met while it was read."""

    path: Path
    container: InputContainer
    stream: AudioStream
    seconds: float = 0.0
    damaged: int = 0
    cut_off: bool = False

    @property
    def promised(self) -> float:
        """Seconds of sound by the header, 0 where it does not say."""
        return (self.container.duration or 0) / av.time_base

    def frames(self) -> Iterator[AudioFrame]:
        """Yield all that can be decoded; skip what is damaged, end where the file is cut off."""
        for packet in self._packets():
            try:
                frames = packet.decode()
            except (av.FFmpegError, MemoryError):
                self.damaged += 1
                continue
            for frame in frames:
                self._refuse_odd(frame)
                self.seconds += frame.samples / frame.sample_rate
                frame.pts = None  # gaps and jumps in the timestamps are not sound
                yield frame

    def _refuse_odd(self, frame: AudioFrame) -> None:
        channels, rate = frame.layout.nb_channels, frame.sample_rate
        if channels > MOST_CHANNELS:
            raise RecordingError(
                self.path, f"{channels} channels are too many", "export it again as stereo"
            )
        if rate not in RATES:
            raise RecordingError(
                self.path,
                f"its header is damaged: {rate} samples a second cannot be",
                "export it again from the program it was recorded with",
            )

    def _packets(self) -> Iterator[Packet[AudioStream]]:
        try:
            yield from self.container.demux(self.stream)
        except (av.FFmpegError, MemoryError):
            self.cut_off = True


def decode(path: Path, pcm: Path) -> Recording:
    """Decode a sound file, or a film with sound, for the models; return what it is.

    Args:
        path: what people dropped; the extension does not matter.
        pcm: written: 16 kHz, one channel (all channels in equal parts), 16-bit samples in this
            machine's byte order, no header; beside it what `levels` reads. Both are removed again
            when the file cannot be used.

    Raises:
        RecordingError: when it is empty, cannot be read, is no sound, or holds no samples.
    """
    size, digest = _identity(path)
    try:
        with _opened(path) as source, pcm.open("wb") as out:
            meter = LevelMeter()
            for block in resampled(source.frames(), SAMPLE_RATE, _mono_and_microphones):
                out.write(block[:, 0].tobytes())
                meter.hear(block[:, 1:])
            np.save(_levels_file(pcm), measured := meter.levels())
            return replace(
                _facts(source, size, digest), speaker_per_channel=one_speaker_each(measured)
            )
    except OSError as fault:
        _remove(pcm)
        raise WorkspaceError(
            f"{pcm}: cannot be written ({fault.strerror}); "
            "an hour of sound needs 120 MB of disk while it is heard."
        ) from fault
    except PodcastError:
        _remove(pcm)
        raise


def samples(pcm: Path) -> NDArray[np.int16]:
    """Open what `decode` wrote: 16 kHz samples, read from the disk as they are used."""
    if not pcm.stat().st_size:
        return np.empty(0, np.int16)
    return np.memmap(pcm, np.int16, mode="r")


def levels(pcm: Path) -> NDArray[np.int8]:
    """Return what `decode` measured of each channel, as LevelMeter has it."""
    measured: NDArray[np.int8] = np.load(_levels_file(pcm))
    return measured


def stream(path: Path, sample_rate: int, channels: int) -> Iterator[NDArray[np.int16]]:
    """Yield the sound once more, for listeners: blocks of shape (samples, channels).

    Args:
        path: a file that `decode` accepted.
        sample_rate: of the blocks, in Hz.
        channels: 1 (all channels in equal parts) or 2 (for recordings with two channels).

    Raises:
        RecordingError: as `decode`.
    """
    with _opened(path) as source:
        yield from resampled(source.frames(), sample_rate, mono if channels == 1 else stereo)


def _identity(path: Path) -> tuple[int, str]:
    digest = hashlib.sha256()
    size = 0
    try:
        with path.open("rb") as file:
            while grain := file.read(_GRAIN):
                digest.update(grain)
                size += len(grain)
    except OSError as fault:
        raise RecordingError(
            path,
            f"the file cannot be read ({fault.strerror})",
            "check that it is there and that you may read it",
        ) from fault
    if not size:
        raise RecordingError(path, "the file is empty (0 bytes)", "copy the recording again")
    return size, digest.hexdigest()


@contextmanager
def _opened(path: Path) -> Iterator[_Source]:
    try:
        container = av.open(path, metadata_errors="ignore")
    except (av.FFmpegError, MemoryError) as fault:
        raise RecordingError(
            path,
            "this is not a sound file, or its beginning is damaged",
            "export it again from the program it was recorded with, for instance as WAV or MP3",
        ) from fault
    with container:
        yield _Source(path, container, _sound_stream(path, container))


def _sound_stream(path: Path, container: InputContainer) -> AudioStream:
    if container.streams.audio:
        return container.streams.audio[0]
    if container.streams.video:
        raise RecordingError(
            path,
            "this is a film without sound",
            "export it again with its sound track, or drop the sound file instead",
        )
    raise RecordingError(path, "there is no sound in this file", "drop the recording itself")


def _mono_and_microphones(present: int) -> str:
    is_one_each = 2 <= present <= MOST_MICROPHONES
    return mono_and_each(present) if is_one_each else mono(present)


def _levels_file(pcm: Path) -> Path:
    return pcm.with_suffix(".npy")


def _remove(pcm: Path) -> None:
    for file in (pcm, _levels_file(pcm)):
        file.unlink(missing_ok=True)


def _facts(source: _Source, size: int, digest: str) -> Recording:
    if not source.seconds:
        raise RecordingError(source.path, _nothing_there(source), "copy the recording again")
    codec = source.stream.codec_context
    return Recording(
        duration=source.seconds,
        channels=codec.channels,
        sample_rate=codec.sample_rate,
        codec=codec.codec.canonical_name,
        bit_rate=codec.bit_rate or 0,
        size=size,
        digest=digest,
        warnings=tuple(_oddities(source)),
    )


def _nothing_there(source: _Source) -> str:
    if source.damaged or source.cut_off:
        return "the file is cut off or damaged, and nothing in it can be played"
    if source.promised > _SLACK_SECONDS:
        return f"the file promises {_length(source.promised)} of sound, but there is none in it"
    return "there is a header but no sound in this file"


def _oddities(source: _Source) -> Iterator[str]:
    missing = source.promised - source.seconds
    if source.promised and abs(missing) > max(_SLACK_SECONDS, _SLACK_SHARE * source.promised):
        advice = "it may be cut off: compare with the original" if missing > 0 else "all is used"
        yield (
            f"{source.path.name} promises {_length(source.promised)} of sound, "
            f"but {_length(source.seconds)} can be played; {advice}."
        )
    if source.damaged:
        yield (
            f"{source.path.name} is damaged in {source.damaged} place(s), which were skipped; "
            "listen whether anything is missing."
        )
    if source.cut_off:
        yield f"{source.path.name} breaks off; what is there is used."


def _length(seconds: float) -> str:
    return clock(seconds) if seconds >= 60 else f"{seconds:.1f} seconds"
