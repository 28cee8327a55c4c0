"""Sounds to measure on, made of recordings with references: excerpts, each person alone, altered.

Counting people fails first where a recording is short, so each is also heard in pieces; and a
method must hold for sound that is a little different, and for one person alone.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.signal import resample_poly  # type: ignore[import-untyped]  # has no stubs

from bench.diarization_scoring import Spoken
from podcast.decode import decode, samples
from podcast.engines import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from bench.references import Case

    Samples = NDArray[np.int16]

# A person alone: turns of 0.8 s or more, with pauses between them; people who say less than 6 s in
# such turns are left out.
_TURN = 0.8
_PAUSE = 0.5
_ENOUGH = 6.0
# Noise is as much quieter than the louder two fifths of a recording, in decibels.
_NOISE = 24.0
_LOUDER = 60


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """Something to hear.

    Attributes:
        samples: 16 kHz mono.
        reference: who speaks when in it.
    """

    samples: Samples
    reference: tuple[Spoken, ...]

    @property
    def people(self) -> int:
        """How many are heard, however shortly."""
        return len({spoken.who for spoken in self.reference})

    @property
    def seconds(self) -> float:
        """How long it is."""
        return len(self.samples) / SAMPLE_RATE


def whole(case: Case) -> Sound:
    """Decode a recording; it must have a reference that says who speaks when."""
    with tempfile.TemporaryDirectory() as folder:
        pcm = Path(folder) / "samples"
        decode(case.sound, pcm)
        return Sound(np.array(samples(pcm)), case.reference or ())


def excerpts(sound: Sound, seconds: float) -> Iterator[Sound]:
    """Cut excerpts that overlap by half; none of a recording hardly longer than one of them.

    The last ends with the recording. Whoever speaks in an excerpt counts, however little of it.
    """
    last = sound.seconds - seconds
    if last > 1:
        for start in np.append(np.arange(0, last, seconds / 2), last):
            yield _cut(sound, float(start), float(start) + seconds)


def alone(sound: Sound) -> Iterator[Sound]:
    """Join of each person what they say while nobody else does."""
    for who in sorted({spoken.who for spoken in sound.reference}):
        turns = [(start, end) for start, end in _solo(sound.reference, who) if end - start >= _TURN]
        if sum(end - start + _PAUSE for start, end in turns) > _ENOUGH:
            yield _joined(sound, turns, who)


def altered(sound: Sound) -> Iterator[tuple[str, Sound]]:
    """Change the sound and not the people; yield what was done and what it became."""
    yield "10 % faster, and higher", _resampled(sound, 10, 11)
    yield "10 % slower, and lower", _resampled(sound, 10, 9)
    yield f"with white noise at {_NOISE:.0f} dB", Sound(_noisy(sound.samples), sound.reference)
    narrow = resample_poly(resample_poly(sound.samples.astype(np.float64), 1, 2), 2, 1)
    yield "through 8 kHz", Sound(_clipped(narrow[: len(sound.samples)]), sound.reference)


def _cut(sound: Sound, start: float, end: float) -> Sound:
    within = (
        Spoken(max(spoken.start, start) - start, min(spoken.end, end) - start, spoken.who)
        for spoken in sound.reference
        if spoken.start < end and spoken.end > start
    )
    return Sound(
        sound.samples[round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)], tuple(within)
    )


def _solo(reference: tuple[Spoken, ...], who: str) -> Iterator[tuple[float, float]]:
    """Yield where somebody speaks and nobody else does."""
    edges = sorted({edge for spoken in reference for edge in (spoken.start, spoken.end)})
    begun: float | None = None
    for edge in edges:
        speaking = {spoken.who for spoken in reference if spoken.start <= edge < spoken.end}
        if begun is not None and speaking != {who}:
            yield begun, edge
            begun = None
        elif begun is None and speaking == {who}:
            begun = edge


def _joined(sound: Sound, turns: list[tuple[float, float]], who: str) -> Sound:
    pause = np.random.default_rng(0).integers(-2, 3, round(_PAUSE * SAMPLE_RATE)).astype(np.int16)
    parts: list[Samples] = []
    reference: list[Spoken] = []
    at = 0.0
    for start, end in turns:
        part = sound.samples[round(start * SAMPLE_RATE) : round(end * SAMPLE_RATE)]
        parts += [part, pause]
        reference.append(Spoken(at, at + len(part) / SAMPLE_RATE, who))
        at += (len(part) + len(pause)) / SAMPLE_RATE
    return Sound(np.concatenate(parts), tuple(reference))


def _resampled(sound: Sound, up: int, down: int) -> Sound:
    heard = resample_poly(sound.samples.astype(np.float64), up, down)
    longer = up / down
    reference = (
        Spoken(spoken.start * longer, spoken.end * longer, spoken.who) for spoken in sound.reference
    )
    return Sound(_clipped(heard), tuple(reference))


def _noisy(heard: Samples) -> Samples:
    loud = np.abs(heard.astype(np.float64))
    level = np.sqrt(np.square(loud[loud > np.percentile(loud, _LOUDER)]).mean())
    noise = np.random.default_rng(1).standard_normal(len(heard)) * level * 10 ** (-_NOISE / 20)
    return _clipped(heard + noise)


def _clipped(heard: NDArray[np.float64]) -> Samples:
    clipped: Samples = heard.clip(-32768, 32767).astype(np.int16)
    return clipped
