"""The method with one thing left out or done otherwise, and other methods in its place.

Everything around that one thing is the product's own code: a setting or a step is replaced while
the variant hears, and the clustering is handed to `diarize`.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from types import ModuleType
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import numpy as np

from bench.clusterings import Agglomerative, Variational, spectral
from podcast import diarize as diarizing
from podcast import listen as listening
from podcast import voice_activity, voice_clusters, voice_models
from podcast.engines import SAMPLE_RATE, DiarizeOptions
from podcast.voice_activity import combine, moment, single_voice
from podcast.voice_clusters import tell_apart

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from bench.voice_sounds import Sound
    from podcast.conversation import Voices
    from podcast.diarize import Clustering
    from podcast.hearing import Hearing
    from podcast.voice_models import VoiceModels
    from podcast.voice_stretches import Stretches

    Indices = NDArray[np.int64]
    Floats = NDArray[np.float32]
    Bytes = NDArray[np.uint8]
    Making = Callable[[Sound, Hearing], Clustering]

_MOST = 20


class Remembering:
    """The voice models, that hear no window and no piece of a sound twice."""

    def __init__(self, models: VoiceModels) -> None:
        self._models = models
        self._windows: dict[bytes, Bytes] = {}
        self._pieces: dict[bytes, Floats] = {}

    def local_voices(self, windows: Floats) -> Bytes:
        """As `VoiceModels.local_voices`."""
        return _remembered(self._windows, windows, self._models.local_voices)

    def embed(self, pieces: Floats) -> Floats:
        """As `VoiceModels.embed`."""
        return _remembered(self._pieces, pieces, self._models.embed)


@dataclass(frozen=True, slots=True)
class Variant:
    """A way to tell voices apart.

    Attributes:
        name: in the table.
        instead: what of the product is replaced: module, name there, and by what.
        clustering: makes what tells whose each stretch is, for a sound and what was heard of it.
        is_told: whether it is told how many people speak.
    """

    name: str
    instead: tuple[tuple[ModuleType, str, object], ...] = ()
    clustering: Making = lambda _sound, _hearing: tell_apart
    is_told: bool = False

    def voices(self, sound: Sound, models: Remembering) -> Voices:
        """Hear a sound with models that have heard it before, and tell its voices apart."""
        people = max(1, sound.people)
        options = DiarizeOptions(people, people) if self.is_told else DiarizeOptions(1, _MOST)
        with ExitStack() as stack:
            for module, name, value in (*self.instead, (voice_models, "load", lambda: models)):
                stack.enter_context(patch.object(module, name, value))
            hearing = listening.listen(sound.samples, lambda _: None, threads=1)
            return diarizing.diarize(hearing, options, self.clustering(sound, hearing))


@cache
def models() -> VoiceModels:
    """Load the models once in a process."""
    return voice_models.load()


def _by(clustering: Clustering) -> Making:
    return lambda _sound, _hearing: clustering


def _by_spectrum(_sound: Sound, hearing: Hearing) -> Clustering:
    _, stretch = _printed(hearing)
    pieces = hearing.prints.astype(np.float64)

    def clustering(_stretches: Stretches, fewest: int, most: int, kept_apart: int) -> Indices:
        return spectral(pieces, stretch, max(fewest, min(most, kept_apart)), most)

    return clustering


def _by_spectrum_alone(sound: Sound, hearing: Hearing) -> Clustering:
    bounded = _by_spectrum(sound, hearing)
    return lambda heard, fewest, most, _apart: bounded(heard, fewest, most, 1)


def _by_reference(sound: Sound, hearing: Hearing) -> Clustering:
    """Give each stretch to who speaks longest in it."""
    stretches, _ = _printed(hearing)
    starts, ends = moment(stretches).T
    people = sorted({spoken.who for spoken in sound.reference}) or [""]
    seconds = np.zeros((len(stretches), len(people)))
    for spoken in sound.reference:
        shared = np.minimum(ends, spoken.end) - np.maximum(starts, spoken.start)
        seconds[:, people.index(spoken.who)] += shared.clip(0)
    return lambda *_: seconds.argmax(axis=1)


def _printed(hearing: Hearing) -> tuple[Indices, Indices]:
    """Return the stretches that have a voice print, as frames, and the stretch of each piece."""
    stretches = single_voice(combine(hearing.firsts, hearing.local))
    middles = (hearing.starts + hearing.lengths / 2) / SAMPLE_RATE
    lies_in = np.searchsorted(moment(stretches[:, 0]), middles, side="right") - 1
    printed, which = np.unique(lies_in, return_inverse=True)
    return stretches[printed], which.astype(np.int64)


def _remembered(
    known: dict[bytes, NDArray[Any]], heard: Floats, hear: Callable[[Floats], NDArray[Any]]
) -> NDArray[Any]:
    """Hear those that are not known, all at once, and answer for all."""
    names = [blake2b(one.tobytes()).digest() for one in heard]
    unknown = [place for place, name in enumerate(names) if name not in known]
    if unknown:
        answers = hear(heard[unknown])
        known.update(zip((names[place] for place in unknown), answers, strict=True))
    return np.stack([known[name] for name in names])


def _as_it_was(_single: object, labels: Indices, *_: object) -> Indices:
    """Stand in for a step that changes labels."""
    return labels


OURS = Variant("ours")
ABLATIONS = (
    OURS,
    Variant(
        "not told how many segmentation keeps apart",
        clustering=_by(lambda heard, fewest, most, _apart: tell_apart(heard, fewest, most)),
    ),
    Variant(
        "without joining voices that agree",
        ((voice_clusters, "_without_doubles", _as_it_was),),
    ),
    Variant("without re-assignment", ((voice_clusters, "_reassigned", _as_it_was),)),
    Variant(
        "without dropping the never heard alone",
        ((voice_clusters, "_without_unheard", _as_it_was),),
    ),
    Variant(
        "without cutting silence",
        ((diarizing, "without_silence", lambda sounding, _loudness: sounding),),
    ),
)
"""Ours, and ours with one step left out."""

HEARINGS = (
    Variant("a change needs half the windows", ((voice_activity, "_CHANGE_SHARE", 0.5),)),
    Variant("only every other window", ((listening, "is_calm", lambda *_: True),)),
    Variant("all windows", ((listening, "is_calm", lambda *_: False),)),
)
"""Ours, where something else is heard."""

OTHERS = (
    Variant(
        "agglomerative, centred, distance 1.02",
        clustering=_by(Agglomerative(distance=1.02, centred=True, heard=1.5)),
    ),
    Variant(
        "agglomerative, not centred, distance 0.35",
        clustering=_by(Agglomerative(distance=0.35, centred=False, heard=1.5)),
    ),
    Variant("spectral, eigengap", clustering=_by_spectrum),
    Variant(
        "spectral, eigengap, not told either (ours before)",
        clustering=_by_spectrum_alone,
    ),
    Variant(
        "VBx, isotropic (Fa 0.5, Fb 8, φ 0.4, stay 0.5)",
        clustering=_by(Variational(0.5, 8, people=0.4, stay=0.5, most_pieces=4)),
    ),
)
"""Other clusterings in the place of ours."""

BOUNDS = (
    Variant("ours, told how many people", is_told=True),
    Variant("each stretch given by the reference", clustering=_by_reference),
)
"""What more knowledge would give."""
