"""From the folders of a show to editions ready to be published, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from podcast.artworks import publish_episode_artwork, publish_show_artwork
from podcast.begun import Begun
from podcast.cache import fingerprint
from podcast.edition import Edition
from podcast.engines import Engines
from podcast.errors import LedgerError, PodcastError
from podcast.evidence import gather
from podcast.finished import Finished, finished_store
from podcast.former import Upcoming
from podcast.honesty_lines import lost_talk
from podcast.job import find, read_shelf
from podcast.ledger import Entry, Ledger
from podcast.photos import fit
from podcast.published_text import edition_of, published_text
from podcast.report import Report
from podcast.show import Show
from podcast.sound_ahead import SoundAhead
from podcast.sound_stage import SoundStage, is_there, sound_heard_as
from podcast.standing import Standing, refuse_loss, stand
from podcast.voice_memory import VoiceMemory
from podcast.workspace import Workspace, is_as_old, make_as_old, write
from podcast.writeup import how_sure, write_up

if TYPE_CHECKING:
    from podcast.document import Document
    from podcast.job import Job, Shelved
    from podcast.recording import Recording


@dataclass(frozen=True, slots=True)
class Failure:
    """An episode that could not be built, and why."""

    episode: str
    fault: PodcastError


@dataclass(frozen=True, slots=True)
class _Done:
    """What became of one episode.

    Attributes:
        finished: what is to be published, today's or else the last.
        entry: what the ledger is to say of it from now on; None leaves it as it is.
        failure: what kept today's from being made.
    """

    finished: Finished | None = None
    entry: Entry | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the episodes of a show.

    Attributes:
        editions: what is to be published.
        ledger: with all of them written down.
        waiting: heard and written up, but drafts or dated in the future.
        upcoming: those of them that only wait for their day.
        failures: what could not be built today.
    """

    editions: tuple[Edition, ...]
    ledger: Ledger
    waiting: tuple[str, ...]
    failures: tuple[Failure, ...]
    upcoming: tuple[Upcoming, ...] = ()


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
            LedgerError: when the ledger is damaged, or the show as a whole would break for those
                who have it.
            PodcastError: when the show's picture cannot be used.
        """
        shelf = read_shelf(self.workspace, self.show)
        for name in only:
            find(shelf, name)
        standing = stand(self.workspace, self.show, shelf)
        if only or not self.accept_change:
            refuse_loss(standing, self.show, shelf, self.now)
        publish_show_artwork(self.workspace, self.show)
        done = [self._one(shelved, only, standing) for shelved in shelf]
        self.memory.close(shelf, self.report)
        ledger = standing.ledger.at(self.show.address)
        for entry in (self._withdrawn(entry, entry.title) for entry in standing.missing):
            ledger = ledger.with_entry(entry)
        for entry in (one.entry for one in done if one.entry):
            ledger = ledger.with_entry(entry)
        return Outcome(
            editions=tuple(one.finished.edition for one in done if one.finished),
            ledger=ledger,
            waiting=tuple(
                shelved.name
                for shelved, one in zip(shelf, done, strict=True)
                if not one.finished and shelved.job and shelved.job.is_kept_back(self.now)
            ),
            failures=tuple(one.failure for one in done if one.failure),
            upcoming=tuple(
                Upcoming(shelved.job.episode.title, shelved.job.published)
                for shelved in shelf
                if shelved.job and shelved.job.is_upcoming(self.now)
            ),
        )

    def _one(self, shelved: Shelved, only: frozenset[str], standing: Standing) -> _Done:
        entry = standing.entry(shelved.folder)
        if only and not only & shelved.names:
            last = self._as_last(shelved, entry)
            if last or not (entry and entry.is_live):
                return _Done(last, last.entry if last else None)
        try:
            return self._build(shelved.ready(), entry, standing)
        except PodcastError as fault:
            last = self._as_last(shelved, entry)
            return _Done(last, last.entry if last else None, Failure(shelved.name, fault))

    def _as_last(self, shelved: Shelved, entry: Entry | None) -> Finished | None:
        """The episode as listeners have it, unless its sound is gone."""
        last, _ = finished_store(shelved.folder).read({})
        if not (last and entry and entry.is_live and last.edition.slug == entry.slug):
            return None
        is_whole = is_there(self.workspace, last.edition.slug, last.edition.sound)
        return last if is_whole else None

    def _build(self, job: Job, entry: Entry | None, standing: Standing) -> _Done:
        """Do all that is stale; publish the episode if people want it and may."""
        standing.refuse_taken(job)
        if not self.accept_change and (lines := standing.drift(job, self.now)):
            raise LedgerError("\n".join(lines))
        if job.episode.status == "withdrawn":
            return self._withdraw(job, entry)
        with SoundAhead(self.workspace, job, self.engines) as ahead:
            return self._make(job, entry, standing, ahead)

    def _make(self, job: Job, entry: Entry | None, standing: Standing, ahead: SoundAhead) -> _Done:
        """Hear and write up an episode; publish it when it is due."""

        def begin_sound(recording: Recording) -> None:
            stage = SoundStage(self.workspace, job, recording, ())
            if job.is_due(self.now) and not stage.of_this_recording():
                self._begin(job, entry)
                ahead.begin(recording)

        evidence = gather(job, self.engines, self.report, begin_sound)
        written = write_up(job, evidence)
        sure = how_sure(job, evidence, written)
        for sentence in filter(None, (*written.in_doubt(), lost_talk(sure))):
            self.report.warn(job.slug, sentence)
        self.memory.hear(job, evidence, written)
        if not job.is_due(self.now):
            return self._hold(job, entry)
        text = published_text(job, evidence.recording, written)
        self._begin(job, entry)
        self._photos(job, written.document)
        publish_episode_artwork(self.workspace, job)
        stage = SoundStage(self.workspace, job, evidence.recording, text.chapters)
        digest = evidence.recording.digest
        audio = fingerprint(sound_heard_as(job, evidence.recording))
        file = self._sound_file(job, entry, digest, audio)
        sound = stage.publish(file, ahead, self.engines, self.report)
        guid = entry.guid if entry else standing.ledger.new_guid(job.slug, digest)
        small = stage.publish_small(sound, self.engines, self.report)
        edition = edition_of(job, text, sure, guid, sound, small)
        finished = Finished(edition, digest, audio)
        finished_store(job.folder).write(finished, {})
        return _Done(finished, finished.entry)

    def _begin(self, job: Job, entry: Entry | None) -> None:
        """Note an episode that nobody has yet, before anything of it is written into feed/."""
        if not (entry and entry.is_live):
            Begun(self.workspace).add(job.slug)

    def _withdraw(self, job: Job, entry: Entry | None) -> _Done:
        """Leave a page that says that the episode is no more."""
        if not entry:
            self.report.warn(job.slug, "it was never published, so nothing is withdrawn")
            return _Done()
        return _Done(entry=self._withdrawn(entry, job.episode.title))

    def _withdrawn(self, entry: Entry, title: str) -> Entry:
        if entry.state != "withdrawn":
            self.report.tell(entry.slug, "it is withdrawn; the page at its address says so")
        return replace(entry, state="withdrawn", title=title)

    def _hold(self, job: Job, entry: Entry | None) -> _Done:
        """Keep the episode back; one that listeners have is taken from them, as was meant."""
        if not entry or not entry.is_live:
            return _Done()
        self.report.tell(job.slug, "it is taken back from listeners; links to it lead nowhere")
        return _Done(entry=replace(entry, state="held"))

    def _photos(self, job: Job, document: Document) -> None:
        """Put the photos of the text beside the page; one that has not changed stays."""
        for photo in document.photos:
            source = job.beside(photo.file)
            target = self.workspace.feed / job.slug / photo.file
            if not is_as_old(target, source):
                write(target, fit(source))
                make_as_old(target, source)

    def _sound_file(self, job: Job, entry: Entry | None, digest: str, audio: str) -> str:
        """The name of the published sound; told when listeners get another than before."""
        if not entry:
            return self.workspace.sound(job.slug).name
        file = entry.sound_file(job.slug, digest, audio)
        if entry.is_live and f"{job.slug}/{file}" != entry.enclosure:
            self.report.tell(
                job.slug, f"the sound has another address, {job.slug}/{file}; the guid is the same"
            )
        return file
