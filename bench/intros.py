"""Sounds in which nobody speaks, such as stand before, between and after talk; all made here.

Whisper writes words over such sounds, and loses the talk that follows them. Each is drawn from a
fixed seed, so that what was measured once can be measured again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.signal import butter, sosfilt  # type: ignore[import-untyped]  # has no stubs

from podcast.engines import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Wave = NDArray[np.float64]

# As loud as music before a programme often is: −20 dBFS.
_LOUDNESS = 0.1
_BEAT = 0.5  # seconds
# C, G, A minor, F as semitones above A3.
_CHORDS = ((3, 7, 10), (-2, 2, 5), (0, 3, 7), (-4, 0, 3))
_TUNE = (15, 19, 22, 19, 10, 14, 17, 14, 12, 15, 19, 15, 8, 12, 15, 12)


def intros(seconds: float) -> dict[str, NDArray[np.int16]]:
    """Return every kind of sound, so long, at 16 kHz in one channel."""
    return {kind: made(kind, seconds) for kind in KINDS}


def made(kind: str, seconds: float) -> NDArray[np.int16]:
    """Return a sound of one kind, so long, at 16 kHz in one channel.

    Raises:
        KeyError: when there is no such kind.
    """
    wave = KINDS[kind](seconds, np.random.default_rng(1))
    level = np.sqrt(np.mean(np.square(wave)))
    loud = wave * (_LOUDNESS / level) if level else wave
    return np.asarray(np.clip(loud, -1, 1) * 32767).astype(np.int16)


def _chords(seconds: float, _: np.random.Generator) -> Wave:
    """Organ-like triads that swell, two beats each."""
    moments = _moments(seconds)
    wave = np.zeros(len(moments))
    for number in range(int(seconds / (2 * _BEAT)) + 1):
        start = number * 2 * _BEAT
        swell = np.clip((moments - start) / 0.1, 0, 1) * np.clip(
            (start + 1.1 - moments) / 0.1, 0, 1
        )
        for note in _CHORDS[number % len(_CHORDS)]:
            wave += swell * _tone(moments, note, harmonics=5)
    return wave


def _melody(seconds: float, _: np.random.Generator) -> Wave:
    """Plucked notes that die away, two a beat."""
    moments = _moments(seconds)
    wave = np.zeros(len(moments))
    for number in range(int(2 * seconds / _BEAT)):
        since = moments - number * _BEAT / 2
        envelope = np.where(since >= 0, np.exp(-6 * np.maximum(since, 0)), 0)
        wave += envelope * _tone(moments, _TUNE[number % len(_TUNE)], harmonics=4)
    return wave


def _drums(seconds: float, draw: np.random.Generator) -> Wave:
    """A bass drum on the beat, a snare on every other, a hi-hat between."""
    moments = _moments(seconds)
    noise = draw.normal(size=len(moments))
    wave = np.zeros(len(moments))
    for number in range(int(2 * seconds / _BEAT)):
        since = np.maximum(moments - number * _BEAT / 2, 0) * (moments >= number * _BEAT / 2)
        hit = moments >= number * _BEAT / 2
        wave += 0.2 * hit * np.exp(-60 * since) * noise
        if number % 2 == 0:
            wave += 2 * hit * np.exp(-18 * since) * np.sin(2 * np.pi * 55 * since)
        if number % 4 == 2:
            wave += 0.8 * hit * np.exp(-25 * since) * noise
    return wave


def _band(seconds: float, draw: np.random.Generator) -> Wave:
    """All of these at once."""
    return _chords(seconds, draw) / 6 + _melody(seconds, draw) + _drums(seconds, draw) / 2


def _jingle(seconds: float, draw: np.random.Generator) -> Wave:
    """A few quick notes, a chord that rings out, and again after a pause."""
    length = len(_moments(seconds))
    once = _melody(2.0, draw)
    moments = _moments(2.0)
    ringing = sum(_tone(moments, note, harmonics=6) for note in (3, 7, 10, 15))
    phrase = np.concatenate([once, np.exp(-2 * moments) * ringing, np.zeros(SAMPLE_RATE // 2)])
    return np.resize(phrase, length)


def _choir(seconds: float, draw: np.random.Generator) -> Wave:
    """Three voices that sing vowels with vibrato: pulses through the resonances of a mouth."""
    moments = _moments(seconds)
    wave = np.zeros(len(moments))
    vowels = ((700, 1100, 2500), (400, 2000, 2600), (350, 700, 2400))
    for voice in range(3):
        steps = (moments / (2 * _BEAT)).astype(int)
        notes = np.array([chord[voice] for chord in _CHORDS])[steps % len(_CHORDS)]
        vibrato = 1 + 0.015 * np.sin(2 * np.pi * (5.2 + 0.3 * voice) * moments)
        phase = np.cumsum(220 * 2 ** (notes / 12) * vibrato) / SAMPLE_RATE
        pulses = (phase % 1) - 0.5 + 0.02 * draw.normal(size=len(moments))
        for number, formants in enumerate(vowels):
            sung = pulses * (steps % len(vowels) == number)
            for hertz in formants:
                band = butter(2, (hertz * 0.92, hertz * 1.08), "band", fs=SAMPLE_RATE, output="sos")
                wave += sosfilt(band, sung)
    return wave


def _white(seconds: float, draw: np.random.Generator) -> Wave:
    return draw.normal(size=len(_moments(seconds)))


def _pink(seconds: float, draw: np.random.Generator) -> Wave:
    """Noise with as much power in each octave."""
    spectrum = np.fft.rfft(_white(seconds, draw))
    spectrum /= np.sqrt(np.maximum(np.arange(len(spectrum)), 1))
    return np.fft.irfft(spectrum, len(_moments(seconds)))


def _hum(seconds: float, draw: np.random.Generator) -> Wave:
    """Mains hum with a little hiss."""
    moments = _moments(seconds)
    tones = sum(np.sin(2 * np.pi * 50 * part * moments) / part for part in (1, 2, 3, 5, 7))
    return np.asarray(tones + 0.05 * _white(seconds, draw))


def _applause(seconds: float, draw: np.random.Generator) -> Wave:
    """Two hundred claps a second, each a short burst that a room and two hands colour."""
    length = len(_moments(seconds))
    claps = np.zeros(length)
    at = draw.integers(0, length, round(200 * seconds))
    np.add.at(claps, at, draw.lognormal(0, 0.7, len(at)))
    burst = np.exp(-np.arange(800) / 120) * draw.normal(size=800)
    coloured = sosfilt(butter(2, (700, 4000), "band", fs=SAMPLE_RATE, output="sos"), burst)
    swell = np.minimum(1, _moments(seconds) / 1.0) * np.linspace(1, 0.4, length)
    return np.convolve(claps, coloured)[:length] * swell


def _silence(seconds: float, _: np.random.Generator) -> Wave:
    return np.zeros(len(_moments(seconds)))


def _moments(seconds: float) -> Wave:
    return np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE


def _tone(moments: Wave, note: int, harmonics: int) -> Wave:
    hertz = 220 * 2 ** (note / 12)
    parts = [np.sin(2 * np.pi * hertz * n * moments) / n for n in range(1, harmonics + 1)]
    return np.asarray(sum(parts))


KINDS: dict[str, Callable[[float, np.random.Generator], Wave]] = {
    "chords": _chords,
    "melody": _melody,
    "drums": _drums,
    "band": _band,
    "jingle": _jingle,
    "choir": _choir,
    "white noise": _white,
    "pink noise": _pink,
    "hum": _hum,
    "applause": _applause,
    "silence": _silence,
}
"""Each kind with how its wave is made."""
