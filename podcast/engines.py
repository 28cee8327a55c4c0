"""The machines behind the expensive steps, as plain functions and the values that steer them.

The values are stored beside each result, so that a change of any of them shows as the reason why
the result is stale. Nothing here loads a model library.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from podcast.cuts import Cuts
from podcast.edition import Tags

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from podcast.conversation import Voices
    from podcast.edition import PublishedSound
    from podcast.hearing import Hearing
    from podcast.recording import Recording
    from podcast.span import Span
    from podcast.transcript import Segment, Transcript

    Samples = NDArray[np.int16]
    Progress = Callable[[float], None]

SAMPLE_RATE = 16_000
"""Samples per second, in one channel, of the sound that the models hear."""

# Raised whenever a method changes what it gives for the same input.
TRANSCRIBE_VERSION = 3
LISTEN_VERSION = 1
DIARIZE_VERSION = 3
ENCODE_VERSION = 2
SHRINK_VERSION = 1


@dataclass(frozen=True, slots=True)
class SpeechModel:
    """A speech model that lies on this machine.

    Attributes:
        name: from the catalogue, or the folder's name for a model of the user's own.
        folder: holds CTranslate2 weights, tokenizer and settings.
        digest: of the weights; another digest is another model.
        size: of all its files, in bytes.
    """

    name: str
    folder: Path
    digest: str
    size: int


@dataclass(frozen=True, slots=True)
class TranscribeOptions:
    """What the words depend on besides the sound.

    Attributes:
        model: name of the speech model.
        model_digest: of its weights.
        language: spoken, as ISO 639-1.
        beam_size: readings weighed at a time.
        hotwords: names and terms to expect.
        version: of the method.
    """

    model: str
    model_digest: str
    language: str
    beam_size: int = 5
    hotwords: tuple[str, ...] = ()
    version: int = TRANSCRIBE_VERSION


@dataclass(frozen=True, slots=True)
class DiarizeOptions:
    """What the voices depend on besides what was heard.

    Attributes:
        fewest: at least so many voices, if there is speech enough.
        most: at most so many.
        known: moments at which one person speaks, for each person of whom people know any.
        by_channel: whether each channel is one person's; then there are as many voices as channels
            in which somebody speaks.
        version: of the method.
    """

    fewest: int = 1
    most: int = 20
    known: tuple[tuple[float, ...], ...] = ()
    by_channel: bool = False
    version: int = DIARIZE_VERSION


@dataclass(frozen=True, slots=True)
class EncodeOptions:
    """What the published sound depends on besides the recording.

    Attributes:
        tags: what it says about itself.
        keep: whether the master is left as it is, however loud.
        cuts: what is taken out of it.
    """

    tags: Tags
    keep: bool = False
    cuts: Cuts = field(default_factory=Cuts)


class Journal(Protocol):
    """Keeps the finished blocks of a long recording while the rest is under way."""

    def get(self, block: Span) -> tuple[Segment, ...] | None:
        """Return the words of a block that was finished before."""

    def put(self, block: Span, segments: tuple[Segment, ...]) -> None:
        """Keep the words of a block."""


class HearingJournal(Protocol):
    """Keeps the finished parts of a hearing while the rest is under way."""

    def get(self, part: str) -> NDArray[np.generic] | None:
        """Return what was heard in a part that was finished before."""

    def put(self, part: str, heard: NDArray[np.generic]) -> None:
        """Keep what was heard in a part."""


class Transcribe(Protocol):
    """Sound to words."""

    def __call__(
        self,
        samples: Samples,
        options: TranscribeOptions,
        model_folder: Path,
        journal: Journal,
        progress: Progress,
    ) -> Transcript:
        """Hear the words of 16 kHz mono samples."""


class Listen(Protocol):
    """Sound to what the voice models make of it."""

    def __call__(self, samples: Samples, journal: HearingJournal, progress: Progress) -> Hearing:
        """Hear 16 kHz mono samples."""


class Diarize(Protocol):
    """What was heard to voices, in a moment."""

    def __call__(self, hearing: Hearing, options: DiarizeOptions) -> Voices:
        """Tell who speaks when."""


class Choose(Protocol):
    """A wish to a speech model."""

    def __call__(self, wanted: str, language: str) -> SpeechModel:
        """Return the model of that name, or the best for the language for `auto`."""


class Decode(Protocol):
    """A file to sound."""

    def __call__(self, file: Path, pcm: Path) -> Recording:
        """Write the sound as 16 kHz mono 16-bit samples, its levels beside; return its facts."""


class Encode(Protocol):
    """A recording to the file that listeners get."""

    def __call__(
        self,
        file: Path,
        recording: Recording,
        target: Path,
        options: EncodeOptions,
        progress: Progress,
    ) -> PublishedSound:
        """Write the published sound."""


class Tag(Protocol):
    """A published sound to the same with other tags, in a moment."""

    def __call__(
        self, published: PublishedSound, source: Path, target: Path, tags: Tags
    ) -> PublishedSound:
        """Write the sound once more; its facts are those of the source."""


class Shrink(Protocol):
    """A published sound to a version for slow networks."""

    def __call__(
        self, published: PublishedSound, source: Path, target: Path, progress: Progress
    ) -> PublishedSound:
        """Write the small version."""


@dataclass(frozen=True, slots=True)
class Engines:
    """One machine for each expensive step; tests pass plain functions.

    Attributes:
        prepare: loads what the others need, in a second or two; they do it themselves where nobody
            had time for it before.
    """

    choose: Choose
    decode: Decode
    transcribe: Transcribe
    listen: Listen
    diarize: Diarize
    encode: Encode
    tag: Tag
    shrink: Shrink
    prepare: Callable[[], None] = lambda: None
