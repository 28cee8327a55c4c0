"""From the folders of a show to editions ready to be published, and what stands in the way."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from podcast.cache import Store
from podcast.edition import Edition, PublishedSound
from podcast.engines import ENCODE_VERSION, Engines
from podcast.errors import LedgerError, PodcastError
from podcast.evidence import gather
from podcast.job import find, read_shelf
from podcast.ledger import Entry, Ledger
from podcast.photos import fit
from podcast.quoting import quoted
from podcast.report import Report
from podcast.sections import chapters
from podcast.show import Show
from podcast.voice_memory import VoiceMemory
from podcast.workspace import Workspace, is_as_old, make_as_old, write, writing
from podcast.writeup import how_sure, write_up

if TYPE_CHECKING:
    from podcast.document import Document
    from podcast.job import Job, Shelved
    from podcast.recording import Recording


@dataclass(frozen=True, slots=True)
class Finished:
    """An edition that may be published, with what the ledger wants to know of it."""

    edition: Edition
    recording_digest: str

    @property
    def entry(self) -> Entry:
        """What the ledger writes down."""
        return Entry(
            slug=self.edition.slug,
            guid=self.edition.guid,
            published=self.edition.published,
            recording=self.recording_digest,
            sound=self.edition.sound.digest,
        )


@dataclass(frozen=True, slots=True)
class Failure:
    """An episode that could not be built, and why."""

    episode: str
    fault: PodcastError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the episodes of a show.

    Attributes:
        editions: what is to be published.
        ledger: with all of them written down.
        waiting: heard and written up, but drafts or dated in the future.
        failures: what could not be built today.
    """

    editions: tuple[Edition, ...]
    ledger: Ledger
    waiting: tuple[str, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The work on the episodes of one show.

    Attributes:
        workspace: where everything lies.
        show: its settings.
        engines: the machines for the expensive steps.
        report: told what is done and why.
        now: the one clock by which episodes are published.
        accept_change: whether listeners may see a changed date or address.
        memory: of voices that return.
    """

    workspace: Workspace
    show: Show
    engines: Engines
    report: Report
    now: datetime
    accept_change: bool = False
    memory: VoiceMemory = field(default_factory=VoiceMemory)

    def run(self, only: frozenset[str] = frozenset()) -> Outcome:
        """Build the episodes named, or all; one that fails does not stop the others.

        An episode that listeners have does not vanish from the feed because it fails today or
        was not named: it is published as it was last.

        Raises:
            WorkspaceError: when a name is no episode's.
            LedgerError: when the ledger is damaged.
        """
        ledger = Ledger.read(self.workspace.ledger, self.show.address)
        shelf = read_shelf(self.workspace, self.show)
        for name in only:
            find(shelf, name)
        finished, waiting, failures = [], [], []
        for shelved in shelf:
            try:
                result = self._one(shelved, only, ledger, shelf)
            except PodcastError as fault:
                failures.append(Failure(shelved.name, fault))
                result = self._as_last(shelved)
            if result:
                finished.append(result)
            elif shelved.job and not shelved.job.is_due(self.now):
                waiting.append(shelved.name)
        self.memory.close(shelf, self.report)
        for result in finished:
            ledger = ledger.with_entry(result.entry)
        editions = tuple(result.edition for result in finished)
        return Outcome(editions, ledger, tuple(waiting), tuple(failures))

    def _one(
        self,
        shelved: Shelved,
        only: frozenset[str],
        ledger: Ledger,
        shelf: tuple[Shelved, ...],
    ) -> Finished | None:
        if only and not only & shelved.names:
            last = self._as_last(shelved)
            if last or not ledger.entry(shelved.name):
                return last
        slugs = frozenset(other.name for other in shelf)
        return self._build(shelved.ready(), ledger, slugs)

    def _as_last(self, shelved: Shelved) -> Finished | None:
        """The episode as it was published last, unless people took it back or its sound is gone."""
        if shelved.job and not shelved.job.is_due(self.now):
            return None
        last, _ = _finished_store(shelved).read({})
        is_whole = last and is_there(self.workspace, last.edition.slug, last.edition.sound)
        return last if is_whole else None

    def _build(self, job: Job, ledger: Ledger, slugs: frozenset[str]) -> Finished | None:
        """Do all that is stale; return nothing while the episode may not be published."""
        evidence = gather(job, self.engines, self.report)
        written = write_up(job, evidence)
        for sentence in written.in_doubt():
            self.report.warn(job.slug, sentence)
        self.memory.hear(job, evidence, written)
        if not job.is_due(self.now):
            return None
        self._refuse_drift(job, evidence.recording, ledger, slugs)
        self._photos(job, written.document)
        edition = Edition(
            slug=job.slug,
            guid=ledger.guid(job.slug),
            published=job.published,
            episode=job.episode.for_readers,
            document=written.document,
            paragraphs=written.paragraphs,
            sound=self._sound(job, evidence.recording),
            chapters=chapters(job.episode.chapters, written.document, written.paragraphs),
            quotes=quoted(written.document, written.paragraphs),
            honesty=how_sure(job, evidence, written),
        )
        finished = Finished(edition, evidence.recording.digest)
        _finished_store(job).write(finished, {})
        return finished

    def _refuse_drift(
        self, job: Job, recording: Recording, ledger: Ledger, slugs: frozenset[str]
    ) -> None:
        now = Entry(job.slug, ledger.guid(job.slug), job.published, recording.digest, sound="")
        drift = ledger.drift(now, slugs)
        if drift and not self.accept_change:
            raise LedgerError(f"{drift}.")

    def _photos(self, job: Job, document: Document) -> None:
        """Put the photos of the text beside the page; one that has not changed stays."""
        for photo in document.photos:
            source = job.beside(photo.file)
            target = self.workspace.feed / job.slug / photo.file
            if not is_as_old(target, source):
                write(target, fit(source))
                make_as_old(target, source)

    def _sound(self, job: Job, recording: Recording) -> PublishedSound:
        """The sound that listeners get, encoded when it is stale or not there."""
        store = sound_store(job)
        made_of = sound_made_of(job, recording)
        sound, why = store.read(made_of)
        if sound and not why and is_there(self.workspace, job.slug, sound):
            return sound
        target = self.workspace.sound(job.slug)
        why = why or (f"it is not in {self.workspace.feed.name}/",)
        with (
            self.report.working(job.slug, "writing the sound", why) as progress,
            writing(target) as new,
        ):
            sound = self.engines.encode(job.recording(), recording, new, job.tags, progress)
        sound = replace(sound, file=target.name)
        store.write(sound, made_of)
        return sound


def sound_store(job: Job) -> Store[PublishedSound]:
    """Where the facts of the published sound are kept."""
    return Store(job.folder.sound, PublishedSound)


def sound_made_of(job: Job, recording: Recording) -> dict[str, object]:
    """What makes the published sound stale when it changes."""
    return {"recording": recording.digest, "tags": asdict(job.tags), "version": ENCODE_VERSION}


def is_there(workspace: Workspace, slug: str, sound: PublishedSound) -> bool:
    """Tell whether the published sound lies in feed/ as it was written."""
    file = workspace.sound(slug)
    return file.is_file() and file.stat().st_size == sound.size


def _finished_store(episode: Job | Shelved) -> Store[Finished]:
    return Store(episode.folder.edition, Finished)
