"""Small conversations and plain functions in the place of engines, for fast tests."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from podcast.conversation import Voices, VoiceSpan
from podcast.edition import PublishedSound, Tags
from podcast.engines import Engines, SpeechModel
from podcast.errors import RecordingError
from podcast.hearing import Hearing, no_levels
from podcast.recording import Recording
from podcast.span import Span
from podcast.transcript import Segment, Transcript, Word
from podcast.workspace import Workspace

WORD_SECONDS = 0.4


def words(text: str, start: float = 0.0) -> tuple[Word, ...]:
    """Words that follow each other without pause from a moment on."""
    return tuple(
        Word(part, Span(start + index * WORD_SECONDS, start + (index + 1) * WORD_SECONDS), 0.9)
        for index, part in enumerate(text.split())
    )


def transcript(*runs: tuple[float, str]) -> Transcript:
    """A transcript of runs of words, each with the moment at which it begins."""
    return Transcript(
        "sv", tuple(Segment(words(text, start), -0.2, 0.01, 1.2) for start, text in runs)
    )


def voices(*stretches: tuple[int, float, float]) -> Voices:
    """Voices from triples of voice, start and end, nowhere overlapping."""
    spans = tuple(sorted(VoiceSpan(Span(start, end), voice) for voice, start, end in stretches))
    return Voices(spans, spans)


@dataclass
class FakeEngines:
    """Engines that hear what the test tells them, and remember what they were asked to do."""

    heard: Transcript
    who: Voices
    asked: list[str] = field(default_factory=list)
    model: str = "small"
    channels: int = 1
    speaker_per_channel: bool = False
    seconds: float = 1.0

    def engines(self) -> Engines:
        return Engines(
            choose=self.choose,
            decode=self.decode,
            transcribe=self.transcribe,
            listen=self.listen,
            diarize=self.diarize,
            encode=self.encode,
            tag=self.tag,
            shrink=self.shrink,
        )

    def choose(self, wanted: str, language: str) -> SpeechModel:  # noqa: ARG002 - as asked for
        name = self.model if wanted == "auto" else wanted
        return SpeechModel(name, Path(name), f"digest of {name}", 1)

    def decode(self, file: Path, pcm: Path) -> Recording:
        self.asked.append("decode")
        content = file.read_bytes()
        if content.startswith(b"broken"):
            raise RecordingError(file, "it is broken", "mend it")
        pcm.write_bytes(bytes(32_000))
        np.save(pcm.with_suffix(".npy"), no_levels())
        digest = hashlib.sha256(content).hexdigest()
        facts = Recording(self.seconds, self.channels, 16_000, "mp3", 64_000, len(content), digest)
        return replace(facts, speaker_per_channel=self.speaker_per_channel)

    def transcribe(self, samples, options, model_folder, journal, progress) -> Transcript:  # noqa: ARG002 - as asked for
        self.asked.append("transcribe")
        progress(1.0)
        return self.heard

    def listen(self, samples, journal, progress) -> Hearing:  # noqa: ARG002 - as asked for
        self.asked.append("listen")
        progress(1.0)
        nothing = np.empty(0, np.int64)
        local, prints = np.empty((0, 589), np.uint8), np.empty((0, 192), np.float16)
        silence = np.empty(0, np.int8)
        return Hearing(len(samples), nothing, local, nothing, nothing, prints, silence)

    def diarize(self, hearing, options) -> Voices:  # noqa: ARG002 - as asked for
        bounds = f"{options.fewest}..{options.most}"
        known = f" knowing {len(options.known)}" if options.known else ""
        self.asked.append(f"diarize {'by channel' if options.by_channel else bounds + known}")
        return self.who

    def encode(self, file, recording, target, options, progress) -> PublishedSound:  # noqa: ARG002 - as asked for
        self.asked.append("encode")
        seconds = options.cuts.heard_at(recording.duration)
        frames = hashlib.sha256(
            f"{recording.digest} {options.keep} {options.cuts}".encode()
        ).hexdigest()
        facts = PublishedSound("", "audio/mpeg", 0, seconds, "", frames)
        return _tagged(facts, target, options.tags)

    def tag(self, published, source, target, tags) -> PublishedSound:
        assert source.stat().st_size == published.size
        self.asked.append("tag")
        return _tagged(published, target, tags)

    def shrink(self, published, source, target, progress) -> PublishedSound:  # noqa: ARG002 - as asked for
        assert source.stat().st_size == published.size
        self.asked.append("shrink")
        target.write_bytes(b"small")
        return PublishedSound(target.name, "audio/ogg", 5, published.duration, "5" * 64)


def _tagged(published: PublishedSound, target: Path, tags: Tags) -> PublishedSound:
    content = f"{tags.title} {tags.chapters} {published.frames}".encode()
    target.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    return replace(published, file=target.name, size=len(content), digest=digest)


@dataclass
class Collected:
    """A report that keeps what it is told."""

    steps: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)

    @contextmanager
    def working(self, episode, doing, why):
        self.steps.append(f"{episode}: {doing} ({'; '.join(why)})")
        yield lambda _: None

    def tell(self, episode, sentence):
        self.told.append(f"{episode}: {sentence}")

    def warn(self, episode, sentence):
        self.warnings.append(f"{episode}: {sentence}")


def panel() -> FakeEngines:
    """Two people: one asks, the other answers."""
    heard = transcript((0, "Vad betyder tillit?"), (1.2, "Eh, att man lyssnar."))
    return FakeEngines(heard, voices((1, 0, 1.2), (2, 1.2, 2.8)))


def new_show(folder: Path) -> Workspace:
    """A workspace with a show and no episodes."""
    (folder / "episodes").mkdir(parents=True)
    (folder / "episodes" / "show.toml").write_text(
        'title = "Podden"\naddress = "https://podden.example/"\n', encoding="utf-8"
    )
    return Workspace.at(folder)


def add_episode(workspace: Workspace, name: str, settings: str = "", sound: bytes = b"") -> Path:
    """An episode's folder, with a recording and the settings that every episode needs."""
    folder = workspace.episodes / name
    folder.mkdir()
    (folder / "sound.mp3").write_bytes(sound or name.encode())
    title = f'title = "Avsnitt {name}"\npublished = 2026-05-04\n'
    (folder / "episode.toml").write_text(title + settings, encoding="utf-8")
    return folder
