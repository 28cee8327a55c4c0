"""A whole build: drops are taken in, episodes are heard and written up, feed/ is made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING

from podcast.amend import set_speakers
from podcast.checking import Checked, check
from podcast.engines import Engines
from podcast.ingest import Ingested, ingest, lasting
from podcast.job import read_shelf, read_show
from podcast.lock import only_one
from podcast.machine import physical_cores
from podcast.pipeline import Outcome, Pipeline
from podcast.show import PREVIEW_ADDRESS
from podcast.site import Published, publish
from podcast.speech_models import choose
from podcast.voice_memory import VoiceMemory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from podcast.conversation import Voices
    from podcast.edition import PublishedSound, Tags
    from podcast.engines import (
        DiarizeOptions,
        EncodeOptions,
        HearingJournal,
        Journal,
        Progress,
        Samples,
        TranscribeOptions,
    )
    from podcast.episode import SpeakerBounds
    from podcast.hearing import Hearing
    from podcast.recording import Recording
    from podcast.report import Report
    from podcast.show import Show
    from podcast.transcript import Transcript
    from podcast.workspace import Workspace

STILL_FOR = 5.0
"""Seconds for which a dropped file must have been left alone."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did.

    Attributes:
        ingested: what became of the recordings that were dropped.
        outcome: what became of the episodes.
        published: what changed in feed/.
        checked: what is wrong with feed/ as it lies there now.
    """

    ingested: Ingested
    outcome: Outcome
    published: Published
    checked: Checked

    @property
    def is_whole(self) -> bool:
        """Whether nothing failed."""
        return not self.ingested.refused and not self.outcome.failures


def build(  # noqa: PLR0913 - each is a choice of whoever gives the command
    workspace: Workspace,
    engines: Engines,
    report: Report,
    now: datetime,
    only: frozenset[str] = frozenset(),
    *,
    accept_change: bool = False,
    speakers: SpeakerBounds | None = None,
) -> Built:
    """Do everything that is new or stale.

    Args:
        workspace: the show; nobody else may build it meanwhile.
        engines: the machines for the expensive steps.
        report: told what is done and why.
        now: with time zone; decides which episodes are due.
        only: slugs or folders of episodes; empty for all.
        accept_change: whether listeners may see a changed date or address, or lose an episode.
        speakers: how many speak, to be written into the settings of the episodes named; else of
            the show's only episode, or of those just taken in.

    Raises:
        PodcastError: when the show itself cannot be built; an episode's faults are in the result.
    """
    with only_one(workspace):
        workspace.clear_unfinished()
        show = read_show(workspace)
        ingested = _ingested(workspace, show, now, report, engines.prepare)
        if speakers:
            shelf = read_shelf(workspace, show)
            for episode, sentence in set_speakers(shelf, only, ingested.taken, speakers):
                report.tell(episode, sentence)
        memory = VoiceMemory.opened(workspace, report)
        pipeline = Pipeline(workspace, show, engines, report, now, accept_change, memory)
        outcome = pipeline.run(only)
        if show.address == PREVIEW_ADDRESS and outcome.editions:
            report.warn("show.toml", "address is not set, so links work on this machine only")
        published = publish(workspace, show, outcome.editions, outcome.ledger, outcome.upcoming)
        checked = check(workspace, show, outcome.editions, now)
    return Built(ingested, outcome, published, checked)


def local_engines() -> Engines:
    """Return the engines that run on this machine; each loads its models when first used."""
    return Engines(
        choose=choose,
        decode=_decode,
        transcribe=_transcribe,
        listen=_listen,
        diarize=_diarize,
        encode=_encode,
        tag=_tag,
        shrink=_shrink,
        prepare=_prepare,
    )


def _ingested(
    workspace: Workspace,
    show: Show,
    now: datetime,
    report: Report,
    meanwhile: Callable[[], None],
) -> Ingested:
    """Take in what was dropped; what was dropped this very moment gets time to lie still."""
    first = ingest(workspace, show, now, STILL_FOR, meanwhile)
    if not first.waiting:
        return first
    names = ", ".join(left.path.name for left in first.waiting)
    waiting = report.working(names, "waiting to see whether it is still growing", ("just dropped",))
    with waiting, lasting(STILL_FOR):
        meanwhile()
    second = ingest(workspace, show, now + timedelta(seconds=STILL_FOR), STILL_FOR)
    return replace(second, taken=first.taken + second.taken)


def _decode(file: Path, pcm: Path) -> Recording:
    from podcast.decode import decode  # noqa: PLC0415 - loads the decoder only when it is used

    return decode(file, pcm)


def _transcribe(
    samples: Samples,
    options: TranscribeOptions,
    model_folder: Path,
    journal: Journal,
    progress: Progress,
) -> Transcript:
    from podcast.transcribe import transcribe  # noqa: PLC0415 - loads the model library

    return transcribe(samples, options, model_folder, journal, progress, physical_cores())


def _listen(samples: Samples, journal: HearingJournal, progress: Progress) -> Hearing:
    from podcast.listen import listen  # noqa: PLC0415 - loads the model library

    return listen(samples, progress, physical_cores(), journal)


def _diarize(hearing: Hearing, options: DiarizeOptions) -> Voices:
    if options.by_channel:
        from podcast.speaker_channels import voices_by_channel  # noqa: PLC0415 - as below

        return voices_by_channel(hearing)
    from podcast.diarize import diarize  # noqa: PLC0415 - loads the numeric libraries
    from podcast.voice_opinions import with_opinions  # noqa: PLC0415 - as above

    return with_opinions(diarize(hearing, options), hearing)


def _encode(
    file: Path, recording: Recording, target: Path, options: EncodeOptions, progress: Progress
) -> PublishedSound:
    from podcast.decode import stream  # noqa: PLC0415 - loads decoder and encoder only when used
    from podcast.encode import SAMPLE_RATE, Source, encode  # noqa: PLC0415
    from podcast.splicing import spliced  # noqa: PLC0415

    channels, cuts = 2 if recording.channels == 2 else 1, options.cuts

    def blocks() -> Iterator[NDArray[np.int16]]:
        return spliced(stream(file, SAMPLE_RATE, channels), cuts, SAMPLE_RATE)

    duration = cuts.heard_at(recording.duration)
    source = Source(file, blocks, channels, duration, is_whole=not cuts)
    return encode(source, target, options.tags, progress, keep=options.keep)


def _tag(published: PublishedSound, source: Path, target: Path, tags: Tags) -> PublishedSound:
    from podcast.encode import tag  # noqa: PLC0415 - loads the encoder only when it is used

    return tag(published, source, target, tags)


def _shrink(
    published: PublishedSound, source: Path, target: Path, progress: Progress
) -> PublishedSound:
    from podcast.decode import stream  # noqa: PLC0415 - loads decoder and encoder only when used
    from podcast.encode import SMALL_SAMPLE_RATE, Source, shrink  # noqa: PLC0415

    rate = SMALL_SAMPLE_RATE
    sound = Source(source, lambda: stream(source, rate, 1), 1, published.duration, rate)
    return shrink(sound, target, progress)


def _prepare() -> None:
    for name in ("transcribe", "encode", "listen", "diarize", "voice_opinions"):
        import_module(f"podcast.{name}")
