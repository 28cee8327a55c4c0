"""Where the results of listening are kept, and what each of them would be made of today.

A result is stale where what stands beside it, of what it was made, is something else.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from podcast.cache import Store
from podcast.conversation import Voices
from podcast.engines import LISTEN_VERSION, DiarizeOptions, TranscribeOptions
from podcast.episode import written_moment
from podcast.heard_elsewhere import imported_voices, imported_words
from podcast.recording import Recording
from podcast.transcript import Transcript

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from podcast.engines import Choose
    from podcast.job import Job

# The most terms that are given to the speech model to expect.
_HOTWORDS = 40


def facts_store(job: Job) -> Store[Recording]:
    """Return where the facts of the recording are kept."""
    return Store(job.folder.recording_facts, Recording)


def words_store(job: Job) -> Store[Transcript]:
    """Return where the words are kept."""
    return Store(job.folder.transcript, Transcript)


def voices_store(job: Job) -> Store[Voices]:
    """Return where is kept who speaks when."""
    return Store(job.folder.voices, Voices)


def identity(file: Path) -> dict[str, object]:
    """Return by what a file is known not to have changed without reading it."""
    facts = file.stat()
    return {"file": file.name, "size": facts.st_size, "modified": facts.st_mtime_ns}


def words_expected(job: Job, recording: Recording, choose: Choose) -> Mapping[str, object]:
    """Return what the words should be made of today: imported ones stay, others are a model's."""
    before = words_store(job).made_of()
    if imported := imported_words(job, before, recording):
        return imported
    return words_made_of(job, recording, _options(job, before, choose))


def words_made_of(job: Job, recording: Recording, options: TranscribeOptions) -> dict[str, object]:
    """Return what makes words stale when it changes.

    Terms of the glossary do; respellings in it, and names in the cast, do not: they come while the
    text is being checked.
    """
    expected = tuple(term.written for term in job.glossary if not term.heard)
    made_of = {"recording": recording.digest, **asdict(options), "glossary": expected}
    del made_of["hotwords"]
    return made_of


def words_options(job: Job, model: str, digest: str) -> TranscribeOptions:
    """Return how a model is to hear the words, and which it may expect."""
    people = [word for person in job.episode.people for word in (person.name, person.organisation)]
    terms = dict.fromkeys(filter(None, (*(term.written for term in job.glossary), *people)))
    return TranscribeOptions(
        model=model,
        model_digest=digest,
        language=job.show.language,
        beam_size=job.show.beam_size,
        hotwords=tuple(terms)[:_HOTWORDS],
    )


def hearing_made_of(recording: Recording) -> dict[str, object]:
    """Return what makes stale what the voice models heard: the sound alone, and our program."""
    return {"recording": recording.digest, "version": LISTEN_VERSION}


def voices_made_of(job: Job, recording: Recording) -> dict[str, object]:
    """Return what makes voices stale when it changes, moments as people write them."""
    if imported := imported_voices(job, voices_store(job).made_of(), recording):
        return imported
    made_of = {"recording": recording.digest, **asdict(voices_options(job))}
    known: Iterable[Iterable[float]] = made_of.pop("known")
    made_of["heard_at"] = [
        " and ".join(str(written_moment(moment)) for moment in moments) for moments in known
    ]
    return made_of


def voices_options(job: Job) -> DiarizeOptions:
    """Return what people know of the voices: how many there can be, and who speaks when.

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


def _options(job: Job, before: Mapping[str, Any], choose: Choose) -> TranscribeOptions:
    """How the words should have been heard.

    With the choice left to us, words that any model has heard stay, by any version of our method:
    another machine or another version must not hear a whole back catalogue anew.
    """
    if job.show.model == "auto" and "model" in before:
        heard = words_options(job, str(before["model"]), str(before.get("model_digest")))
        return replace(heard, version=before.get("version", heard.version))
    model = choose(job.show.model, job.show.language)
    return words_options(job, model.name, model.digest)
