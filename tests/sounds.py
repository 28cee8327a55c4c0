"""Sounds made or read in the test without any of our code."""

from __future__ import annotations

import wave
from typing import TYPE_CHECKING

import av
import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def tone(seconds: float, rate: int, hertz: float = 440.0, level: float = 0.25) -> NDArray[np.int16]:
    moments = np.arange(round(seconds * rate)) / rate
    return (level * 32767 * np.sin(2 * np.pi * hertz * moments)).astype(np.int16)


def silence(seconds: float, rate: int) -> NDArray[np.int16]:
    return np.zeros(round(seconds * rate), np.int16)


def write_wav(path: Path, rate: int, *channels: NDArray[np.int16]) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.stack(channels, axis=1).tobytes())
    return path


def pitch(samples: NDArray[np.int16], rate: int) -> float:
    """The loudest frequency in Hz."""
    spectrum = np.abs(np.fft.rfft(samples.astype(np.float64)))
    return float(spectrum.argmax() * rate / len(samples))


def decoded(file: Path) -> NDArray[np.int16]:
    """The sound of a file, 16 kHz and one channel, by ffmpeg alone."""
    resampler = av.AudioResampler("s16", "mono", 16_000)
    with av.open(str(file)) as container:
        frames = [
            *(out for frame in container.decode(audio=0) for out in resampler.resample(frame)),
            *resampler.resample(None),
        ]
    return np.concatenate([frame.to_ndarray()[0] for frame in frames]).astype(np.int16)


def decoded_whole(file: Path) -> tuple[NDArray[np.float32], int]:
    """The sound of a file as it is, of shape (samples, channels), and its rate, by ffmpeg alone."""
    with av.open(str(file)) as container:
        rate = container.streams.audio[0].rate
        frames = [frame.to_ndarray() for frame in container.decode(audio=0)]
    return np.concatenate(frames, axis=1).T.astype(np.float32), rate
