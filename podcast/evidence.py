"""The evidence of an episode, heard once and kept: facts, words and voices.

Each result is kept beside the episode with what it was made of. Only what is stale is heard
again, and a killed run goes on from the blocks of words and parts of voices that it had finished.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.cache import BlockJournal, fingerprint
from podcast.channel_use import refuse_unfit
from podcast.conversation import Voices
from podcast.engines import Engines
from podcast.errors import RecordingError
from podcast.heard_elsewhere import settle
from podcast.hearing_store import HearingStore, PartJournal
from podcast.ingredients import (
    facts_store,
    hearing_made_of,
    identity,
    voices_made_of,
    voices_options,
    voices_store,
    words_expected,
    words_made_of,
    words_options,
    words_store,
)
from podcast.job import Job
from podcast.recording import Recording
from podcast.report import Report
from podcast.transcript import Transcript
from podcast.workspace import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from podcast.engines import Choose, Samples
    from podcast.hearing import Hearing


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was heard in a recording."""

    recording: Recording
    transcript: Transcript
    voices: Voices


def gather(
    job: Job,
    engines: Engines,
    report: Report,
    hears: Callable[[Recording], None] = lambda _: None,
) -> Evidence:
    """Hear what has not been heard yet, and return all of it.

    Args:
        job: the episode.
        engines: the machines for the expensive steps.
        report: told what is done and why.
        hears: told the facts of the recording before it is heard, if it has to be.

    Raises:
        RecordingError: when the recording cannot be used or nobody speaks in it.
        SettingsError: when its channels cannot be what people say they are.
        ModelError: when no speech model is on this machine.
    """
    file = job.recording()
    with _samples_on_demand(job, file, engines, report, hears) as listener:
        recording = listener.facts()
        refuse_unfit(job, recording)
        settle(job.folder, recording)
        transcript = _transcript(job, recording, engines, listener, report)
        if not transcript.words:
            raise RecordingError(
                file, "nobody speaks in it", "check that it is the right recording"
            )
        voices = _voices(job, recording, engines, listener, report)
        if job.remembers and not job.folder.hearing.exists():
            _hearing(job, recording, engines, listener, report)
    return Evidence(recording, transcript, voices)


def told_apart(job: Job, engines: Engines, report: Report) -> Evidence:
    """Tell the voices apart by what people say of them now; the words stay as they are kept.

    It takes about a second for an hour of talk, or as long as listening for voices where what the
    voice models heard is not kept.

    Raises:
        RecordingError: when the recording cannot be used, or its words have not been heard.
        SettingsError: when its channels cannot be what people say they are.
    """
    file = job.recording()
    with _samples_on_demand(job, file, engines, report) as listener:
        recording = listener.facts()
        refuse_unfit(job, recording)
        transcript, _ = words_store(job).read(words_store(job).made_of())
        if transcript is None:
            raise RecordingError(
                file, "it has not been heard yet", f"run `podcast build {job.slug}` first"
            )
        voices = _voices(job, recording, engines, listener, report)
    return Evidence(recording, transcript, voices)


def kept(job: Job, choose: Choose) -> tuple[Evidence | None, tuple[str, ...]]:
    """Return the evidence without hearing anything, and why it is incomplete or stale."""
    file = job.recording()
    recording, reasons = _facts(job, file)
    if recording is None:
        return None, reasons
    refuse_unfit(job, recording)
    transcript, words_why = words_store(job).read(words_expected(job, recording, choose))
    voices, voices_why = voices_store(job).read(voices_made_of(job, recording))
    reasons = (*_of("words", words_why), *_of("voices", voices_why))
    if transcript is None or voices is None:
        return None, reasons
    return Evidence(recording, transcript, voices), reasons


def kept_hearing(job: Job, recording: Recording) -> Hearing | None:
    """Return what the voice models heard, if it is kept and still true."""
    hearing, why = HearingStore(job.folder.hearing).read(hearing_made_of(recording))
    return None if why else hearing


@dataclass(slots=True)
class _Listener:
    """The recording as samples, decoded at most once and only when a step has to hear it."""

    job: Job
    file: Path
    engines: Engines
    report: Report
    hears: Callable[[Recording], None]
    decoded: Recording | None = None

    @property
    def pcm(self) -> Path:
        return self.job.folder.work / "sound.pcm"

    def facts(self) -> Recording:
        recording, reasons = _facts(self.job, self.file)
        if recording is None:
            recording = self._decode(reasons)
            facts_store(self.job).write(recording, identity(self.file))
            for warning in recording.warnings:
                self.report.warn(self.job.slug, f"{self.file.name}: {warning}")
        return recording

    def samples(self) -> Samples:
        from podcast.decode import samples  # noqa: PLC0415 - loads the decoder only when needed

        self.hears(self.decoded or self._decode(("the sound has to be heard",)))
        return samples(self.pcm)

    def levels(self) -> NDArray[np.int8]:
        """How loud the channels of the samples were."""
        from podcast.decode import levels  # noqa: PLC0415 - loads the decoder only when needed

        return levels(self.pcm)

    def clear(self) -> None:
        """Take the samples away, and what was measured of them."""
        for file in self.pcm.parent.glob(f"{self.pcm.stem}.*"):
            file.unlink(missing_ok=True)

    def _decode(self, why: tuple[str, ...]) -> Recording:
        make_folder(self.job.folder.work)
        with self.report.working(self.job.slug, "reading the recording", why):
            self.decoded = self.engines.decode(self.file, self.pcm)
        return self.decoded


@contextmanager
def _samples_on_demand(
    job: Job,
    file: Path,
    engines: Engines,
    report: Report,
    hears: Callable[[Recording], None] = lambda _: None,
) -> Iterator[_Listener]:
    """Give the recording to listen to; clear the work away when all of it is done."""
    listener = _Listener(job, file, engines, report, hears)
    try:
        yield listener
    except RecordingError:
        shutil.rmtree(job.folder.work, ignore_errors=True)
        raise
    finally:
        listener.clear()
    shutil.rmtree(job.folder.work, ignore_errors=True)


def _transcript(
    job: Job, recording: Recording, engines: Engines, listener: _Listener, report: Report
) -> Transcript:
    store = words_store(job)
    transcript, why = store.read(words_expected(job, recording, engines.choose))
    if transcript is not None and not why:
        return transcript
    model = engines.choose(job.show.model, job.show.language)
    options = words_options(job, model.name, model.digest)
    made_of = words_made_of(job, recording, options)
    journal = BlockJournal(job.folder.work / f"words-{fingerprint(made_of)}")
    samples = listener.samples()
    with report.working(job.slug, f"hearing the words with {model.name}", why) as progress:
        transcript = engines.transcribe(samples, options, model.folder, journal, progress)
    store.write(transcript, made_of)
    return transcript


def _voices(
    job: Job, recording: Recording, engines: Engines, listener: _Listener, report: Report
) -> Voices:
    store = voices_store(job)
    made_of = voices_made_of(job, recording)
    voices, why = store.read(made_of)
    if voices is not None and not why:
        return voices
    hearing = _hearing(job, recording, engines, listener, report)
    with report.working(job.slug, "telling the voices apart", why):
        voices = engines.diarize(hearing, voices_options(job))
    store.write(voices, made_of)
    return voices


def _hearing(
    job: Job, recording: Recording, engines: Engines, listener: _Listener, report: Report
) -> Hearing:
    store = HearingStore(job.folder.hearing)
    made_of = hearing_made_of(recording)
    hearing, why = store.read(made_of)
    if hearing is not None and not why:
        return hearing
    journal = PartJournal(job.folder.work / f"voices-{fingerprint(made_of)}")
    samples = listener.samples()
    with report.working(job.slug, "listening for voices", why) as progress:
        hearing = replace(engines.listen(samples, journal, progress), levels=listener.levels())
    store.write(hearing, made_of)
    return hearing


def _facts(job: Job, file: Path) -> tuple[Recording | None, tuple[str, ...]]:
    """The facts of the recording as it lies there now, or why there are none."""
    recording, reasons = facts_store(job).read(identity(file))
    if recording is not None and reasons:
        return None, ("the recording is another file",)
    return recording, reasons


def _of(what: str, reasons: tuple[str, ...]) -> Iterator[str]:
    return (f"{what}: {reason}" for reason in reasons)
