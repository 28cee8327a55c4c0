"""The text of an episode as readers get it: with the moments of the sound that listeners get."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcast.document import Chapter, Document, Quoted, TimedParagraph
from podcast.edition import Edition
from podcast.errors import PodcastError, SettingsError
from podcast.quoting import quoted
from podcast.sections import chapters
from podcast.span import clock
from podcast.stretch import written_stretch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcast.cuts import Cuts
    from podcast.edition import PublishedSound
    from podcast.job import Job
    from podcast.recording import Recording
    from podcast.trust import Honesty
    from podcast.writeup import WriteUp


@dataclass(frozen=True, slots=True)
class PublishedText:
    """What readers get of a text.

    Attributes:
        document: as text.md has it.
        paragraphs: its talk, each word with its moment in the published sound.
        chapters: in order of time.
        quotes: those of the document that are found in the talk, in its order.
    """

    document: Document
    paragraphs: tuple[TimedParagraph, ...]
    chapters: tuple[Chapter, ...]
    quotes: tuple[Quoted, ...]


def published_text(job: Job, recording: Recording, written: WriteUp) -> PublishedText:
    """Return the text of an episode without what is cut, by the clock of the published sound.

    Raises:
        SettingsError: when a cut lies beyond the recording, or nobody is heard outside of the cuts.
        PodcastError: when words stand in text.md that are said where it is cut.
    """
    _refuse_odd_cuts(job, recording, written)
    _refuse_cut_words(job, written)
    paragraphs = tuple(_heard(timed, job.cuts) for timed in written.paragraphs)
    marks = [
        mark.model_copy(update={"at": job.cuts.heard_at(mark.at)}) for mark in job.episode.chapters
    ]
    return PublishedText(
        document=written.document,
        paragraphs=paragraphs,
        chapters=_without_empty(chapters(marks, written.document, paragraphs)),
        quotes=quoted(written.document, paragraphs),
    )


def edition_of(
    job: Job,
    text: PublishedText,
    sure: Honesty | None,
    guid: str,
    sound: PublishedSound,
    small: PublishedSound | None = None,
) -> Edition:
    """Return an episode as listeners and readers get it.

    Args:
        job: its settings.
        text: as readers get it.
        sure: how far it can be trusted, in moments of the recording; None where nobody is told.
        guid: what podcast apps know it by.
        sound: the file that listeners get.
        small: the same for slow networks.
    """
    return Edition(
        slug=job.slug,
        guid=guid,
        published=job.published,
        episode=job.episode.for_readers,
        document=text.document,
        paragraphs=text.paragraphs,
        sound=sound,
        chapters=text.chapters,
        quotes=text.quotes,
        honesty=sure.at(job.cuts.heard_in) if sure else None,
        small=small,
    )


def _heard(timed: TimedParagraph, cuts: Cuts) -> TimedParagraph:
    if not cuts:
        return timed
    words = (replace(word, span=cuts.heard_in(word.span)) for word in timed.words)
    return replace(timed, words=tuple(words))


def _without_empty(parts: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """Of chapters that begin at one moment, since all between was cut, the last."""
    return tuple({chapter.start: chapter for chapter in parts}.values())


def _refuse_odd_cuts(job: Job, recording: Recording, written: WriteUp) -> None:
    faults = [
        f"cuts: {written_stretch(span)} lies beyond the end of the recording, "
        f"{clock(recording.duration)}; correct it or take it out."
        for span in job.episode.cuts
        if span.start >= recording.duration
    ]
    if job.cuts and not written.conversation.turns:
        faults.append("cuts: nobody is heard outside of them; leave something in.")
    if faults:
        raise SettingsError(job.folder.settings, faults)


def _refuse_cut_words(job: Job, written: WriteUp) -> None:
    """Publish nothing that people wanted to be gone; what they wrote, only they take out."""
    if written.cut:
        raise PodcastError("\n".join(_sentences(job, written)))


def _sentences(job: Job, written: WriteUp) -> Iterator[str]:
    for extract in written.cut:
        cut = min(job.cuts.spans, key=extract.span.gap)
        yield (
            f"{job.folder.text}: “{extract.text}” is said at {clock(extract.span.start)}, in the "
            f"cut {written_stretch(cut)}; take the words out of the text, "
            f"or the cut out of {job.folder.settings.name}."
        )
