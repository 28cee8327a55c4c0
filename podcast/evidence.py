"""The evidence of an episode, heard once and kept: facts, words and voices.

Each result is kept beside the episode with what it was made of. Only what is stale is heard
again, and a killed run goes on from the blocks of words that it had finished.
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.cache import BlockJournal, Store, fingerprint
from podcast.channel_use import refuse_unfit
from podcast.conversation import Voices
from podcast.engines import LISTEN_VERSION, DiarizeOptions, Engines, TranscribeOptions
from podcast.episode import written_moment
from podcast.errors import RecordingError
from podcast.heard_elsewhere import imported_voices, imported_words, settle
from podcast.hearing_store import HearingStore
from podcast.job import Job
from podcast.recording import Recording
from podcast.report import Report
from podcast.transcript import Transcript
from podcast.workspace import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from podcast.engines import Choose, Samples
    from podcast.hearing import Hearing

HOTWORDS = 40
"""The most terms that are given to the speech model to expect."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was heard in a recording."""

    recording: Recording
    transcript: Transcript
    voices: Voices


def gather(job: Job, engines: Engines, report: Report) -> Evidence:
    """Hear what has not been heard yet, and return all of it.

    Raises:
        RecordingError: when the recording cannot be used or nobody speaks in it.
        SettingsError: when its channels cannot be what people say they are.
        ModelError: when no speech model is on this machine.
    """
    file = job.recording()
    with _samples_on_demand(job, file, engines, report) as listener:
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
        transcript, _ = _words_store(job).read(_words_store(job).made_of())
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
    transcript, words_why = _words_store(job).read(_words_expected(job, recording, choose))
    voices, voices_why = _voices_store(job).read(_voices_made_of(job, recording))
    reasons = (*_of("words", words_why), *_of("voices", voices_why))
    if transcript is None or voices is None:
        return None, reasons
    return Evidence(recording, transcript, voices), reasons


def kept_hearing(job: Job, recording: Recording) -> Hearing | None:
    """Return what the voice models heard, if it is kept and still true."""
    hearing, why = HearingStore(job.folder.hearing).read(_hearing_made_of(recording))
    return None if why else hearing


@dataclass(slots=True)
class _Listener:
    """The recording as samples, decoded at most once and only when a step has to hear it."""

    job: Job
    file: Path
    engines: Engines
    report: Report
    decoded: Recording | None = None

    @property
    def pcm(self) -> Path:
        return self.job.folder.work / "sound.pcm"

    def facts(self) -> Recording:
        recording, reasons = _facts(self.job, self.file)
        if recording is None:
            recording = self._decode(reasons)
            _facts_store(self.job).write(recording, _identity(self.file))
            for warning in recording.warnings:
                self.report.warn(self.job.slug, f"{self.file.name}: {warning}")
        return recording

    def samples(self) -> Samples:
        from podcast.decode import samples  # noqa: PLC0415 - loads the decoder only when needed

        if self.decoded is None:
            self._decode(("the sound has to be heard",))
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
    job: Job, file: Path, engines: Engines, report: Report
) -> Iterator[_Listener]:
    """Give the recording to listen to; clear the work away when all of it is done."""
    listener = _Listener(job, file, engines, report)
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
    store = _words_store(job)
    transcript, why = store.read(_words_expected(job, recording, engines.choose))
    if transcript is not None and not why:
        return transcript
    model = engines.choose(job.show.model, job.show.language)
    options = _words_options(job, model.name, model.digest)
    made_of = _words_made_of(job, recording, options)
    journal = BlockJournal(job.folder.work / f"words-{fingerprint(made_of)}")
    samples = listener.samples()
    with report.working(job.slug, f"hearing the words with {model.name}", why) as progress:
        transcript = engines.transcribe(samples, options, model.folder, journal, progress)
    store.write(transcript, made_of)
    return transcript


def _voices(
    job: Job, recording: Recording, engines: Engines, listener: _Listener, report: Report
) -> Voices:
    store = _voices_store(job)
    made_of = _voices_made_of(job, recording)
    voices, why = store.read(made_of)
    if voices is not None and not why:
        return voices
    hearing = _hearing(job, recording, engines, listener, report)
    with report.working(job.slug, "telling the voices apart", why):
        voices = engines.diarize(hearing, _voices_options(job))
    store.write(voices, made_of)
    return voices


def _hearing(
    job: Job, recording: Recording, engines: Engines, listener: _Listener, report: Report
) -> Hearing:
    store = HearingStore(job.folder.hearing)
    made_of = _hearing_made_of(recording)
    hearing, why = store.read(made_of)
    if hearing is not None and not why:
        return hearing
    samples = listener.samples()
    with report.working(job.slug, "listening for voices", why) as progress:
        hearing = replace(engines.listen(samples, progress), levels=listener.levels())
    store.write(hearing, made_of)
    return hearing


def _facts(job: Job, file: Path) -> tuple[Recording | None, tuple[str, ...]]:
    """The facts of the recording as it lies there now, or why there are none."""
    recording, reasons = _facts_store(job).read(_identity(file))
    if recording is not None and reasons:
        return None, ("the recording is another file",)
    return recording, reasons


def _facts_store(job: Job) -> Store[Recording]:
    return Store(job.folder.recording_facts, Recording)


def _words_store(job: Job) -> Store[Transcript]:
    return Store(job.folder.transcript, Transcript)


def _voices_store(job: Job) -> Store[Voices]:
    return Store(job.folder.voices, Voices)


def _identity(file: Path) -> dict[str, object]:
    """By what a file is known not to have changed without reading it."""
    facts = file.stat()
    return {"file": file.name, "size": facts.st_size, "modified": facts.st_mtime_ns}


def _words_options(job: Job, model: str, digest: str) -> TranscribeOptions:
    people = [word for person in job.episode.people for word in (person.name, person.organisation)]
    terms = dict.fromkeys(filter(None, (*(term.written for term in job.glossary), *people)))
    return TranscribeOptions(
        model=model,
        model_digest=digest,
        language=job.show.language,
        beam_size=job.show.beam_size,
        hotwords=tuple(terms)[:HOTWORDS],
    )


def _model(job: Job, before: Mapping[str, object], choose: Choose) -> tuple[str, str]:
    """Name and digest of the model that the words should come from.

    With the choice left to us, words that any model has heard stay: another machine with another
    model must not hear a whole back catalogue anew.
    """
    if job.show.model == "auto" and "model" in before:
        return str(before["model"]), str(before.get("model_digest"))
    model = choose(job.show.model, job.show.language)
    return model.name, model.digest


def _words_expected(job: Job, recording: Recording, choose: Choose) -> Mapping[str, object]:
    """What the words should be made of today: imported ones stay, others are a model's."""
    before = _words_store(job).made_of()
    if imported := imported_words(job, before, recording):
        return imported
    return _words_made_of(job, recording, _words_options(job, *_model(job, before, choose)))


def _words_made_of(job: Job, recording: Recording, options: TranscribeOptions) -> dict[str, object]:
    """What makes words stale when it changes.

    Terms of the glossary do; respellings in it, and names in the cast, do not: they come while the
    text is being checked.
    """
    expected = tuple(term.written for term in job.glossary if not term.heard)
    made_of = {"recording": recording.digest, **asdict(options), "glossary": expected}
    del made_of["hotwords"]
    return made_of


def _hearing_made_of(recording: Recording) -> dict[str, object]:
    return {"recording": recording.digest, "version": LISTEN_VERSION}


def _voices_made_of(job: Job, recording: Recording) -> dict[str, object]:
    """What makes voices stale when it changes, moments as people write them."""
    if imported := imported_voices(job, _voices_store(job).made_of(), recording):
        return imported
    made_of = {"recording": recording.digest, **asdict(_voices_options(job))}
    known: Iterable[Iterable[float]] = made_of.pop("known")
    made_of["heard_at"] = [
        " and ".join(str(written_moment(moment)) for moment in moments) for moments in known
    ]
    return made_of


def _voices_options(job: Job) -> DiarizeOptions:
    """What people know of the voices: how many there can be, and who speaks when.

    Without a number, there are at most as many as the cast of a conversation has.
    """
    episode = job.episode
    if episode.channels == "speakers":
        return DiarizeOptions(by_channel=True)
    known = tuple(person.heard_at for person in episode.people if person.heard_at)
    if episode.speakers:
        return DiarizeOptions(episode.speakers.fewest, episode.speakers.most, known)
    if len(job.cast) > 1:
        return DiarizeOptions(most=len(job.cast), known=known)
    return DiarizeOptions(known=known)


def _of(what: str, reasons: tuple[str, ...]) -> Iterator[str]:
    return (f"{what}: {reason}" for reason in reasons)
