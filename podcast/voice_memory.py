"""Voices that return: learnt where people have named them and consented, proposed in others.

Everything is a function of what stands in the files: the profiles hold a print for each person
with `remember = true`, from each episode that says so, and nothing else after a build.
"""

from __future__ import annotations

import difflib
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.amend import forget_consent
from podcast.engines import LISTEN_VERSION
from podcast.errors import PodcastError, WorkspaceError
from podcast.evidence import kept_hearing
from podcast.lock import only_one
from podcast.profile import KeptPrint, Profile, Profiles
from podcast.profile_store import ProfileStore
from podcast.returning import voice_print
from podcast.voice_questions import Question, question, sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcast.conversation import Voices
    from podcast.evidence import Evidence
    from podcast.job import Job, Shelved
    from podcast.naming import Naming
    from podcast.report import Report
    from podcast.workspace import Workspace
    from podcast.writeup import WriteUp

# Finer than what two prints of one voice differ by.
_DECIMALS = 4


@dataclass(slots=True)
class VoiceMemory:
    """What one build learns of voices; it asks when it has learnt from all episodes.

    Attributes:
        profiles: as they stand.
        store: where they are kept; None where they may not be read, so nothing is remembered.
        questions: of the episodes that were built.
    """

    profiles: Profiles = field(default_factory=Profiles)
    store: ProfileStore | None = None
    questions: list[Question] = field(default_factory=list)

    @staticmethod
    def opened(workspace: Workspace, report: Report) -> VoiceMemory:
        """Read the profiles of the show; where that is not allowed, tell and do without."""
        store = ProfileStore(workspace.profiles)
        try:
            return VoiceMemory(store.read(), store)
        except WorkspaceError as fault:
            report.warn("returning voices", str(fault))
            return VoiceMemory()

    def hear(self, job: Job, evidence: Evidence, written: WriteUp) -> None:
        """Learn from an episode, and note who is unknown in it."""
        self.profiles = learn(self.profiles, job, evidence, written.naming)
        self.questions.append(question(job, evidence, written))

    def close(self, shelf: Sequence[Shelved], report: Report) -> None:
        """Drop what nobody consents to any more, keep the rest, and ask who the others are."""
        if self.store:
            self.profiles = with_consent(self.profiles, shelf)
            self.store.write(self.profiles)
        for asked in self.questions:
            for sentence in sentences(self.profiles, asked):
                report.warn(asked.job.slug, sentence)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What a person's voice was forgotten from.

    Attributes:
        name: of the person.
        profile: that there was; None where there was none.
        changed: episode.toml files that said `remember`.
        unreadable: why others could not be looked through.
    """

    name: str
    profile: Profile | None
    changed: tuple[Path, ...]
    unreadable: tuple[PodcastError, ...]


def remembered(workspace: Workspace) -> Profiles:
    """Return the profiles of the show.

    Raises:
        WorkspaceError: when their file may not be read.
    """
    return ProfileStore(workspace.profiles).read()


def remembered_if_readable(workspace: Workspace) -> Profiles:
    """Return the profiles of the show; none where their file may not be read."""
    try:
        return remembered(workspace)
    except WorkspaceError:
        return Profiles()


def learn(profiles: Profiles, job: Job, evidence: Evidence, naming: Naming) -> Profiles:
    """Put what this episode tells of remembered people in the place of what it told before."""
    digest, name = evidence.recording.digest, job.folder.name
    learnt = profiles.without(digest, name)
    for person in job.episode.people:
        numbers = {voice for voice, named in naming.names if named == person.name}
        if person.remember and numbers:
            made_of = _made_of(digest, evidence.voices, numbers)
            kept = _before(profiles, person.name, made_of, name)
            kept = kept or _heard(job, evidence, numbers, made_of)
            learnt = learnt.with_print(person.name, kept) if kept else learnt
    return learnt


def with_consent(profiles: Profiles, shelf: Sequence[Shelved]) -> Profiles:
    """Keep what the settings still allow; an episode whose settings cannot be read changes nothing.

    Args:
        profiles: of the show.
        shelf: all its episodes.
    """
    jobs = {shelved.folder.name: shelved.job for shelved in shelf}

    def allowed(name: str, kept: KeptPrint) -> bool:
        job = jobs.get(kept.episode)
        return kept.episode in jobs and (
            job is None
            or any(person.remember and person.name == name for person in job.episode.people)
        )

    return profiles.kept(allowed)


def forget(workspace: Workspace, name: str) -> Forgotten:
    """Delete a person's profile and take `remember` of that name out of every episode.toml.

    Raises:
        WorkspaceError: when nobody of that name is remembered, with the nearest names.
    """
    with only_one(workspace):
        store = ProfileStore(workspace.profiles)
        profiles = store.read()
        store.write(profiles.kept(lambda other, _: other != name))
        amended = forget_consent(workspace, name)
    if not profiles.of(name) and not amended.changed:
        raise WorkspaceError(_unknown(name, profiles))
    return Forgotten(name, profiles.of(name), amended.changed, amended.unreadable)


def _made_of(recording: str, voices: Voices, numbers: set[int]) -> str:
    spans = (heard.span for heard in voices.exclusive if heard.voice in numbers)
    said = " ".join(f"{span.start:.3f}-{span.end:.3f}" for span in spans)
    return hashlib.sha256(f"{LISTEN_VERSION} {recording} {said}".encode()).hexdigest()


def _before(profiles: Profiles, person: str, made_of: str, episode: str) -> KeptPrint | None:
    """The print that this episode has given already, if it would be the same today."""
    profile = profiles.of(person)
    return next(
        (
            kept
            for kept in (profile.prints if profile else ())
            if (kept.made_of, kept.episode) == (made_of, episode)
        ),
        None,
    )


def _heard(job: Job, evidence: Evidence, numbers: set[int], made_of: str) -> KeptPrint | None:
    hearing = kept_hearing(job, evidence.recording)
    found = voice_print(hearing, evidence.voices, numbers) if hearing else None
    if not found:
        return None
    return KeptPrint(
        episode=job.folder.name,
        recording=evidence.recording.digest,
        made_of=made_of,
        seconds=round(found.seconds, 1),
        values=tuple(found.values.round(_DECIMALS).tolist()),
    )


def _unknown(name: str, profiles: Profiles) -> str:
    near = difflib.get_close_matches(name, [profile.name for profile in profiles.people], n=3)
    offered = " or ".join(f"“{one}”" for one in near)
    hint = f"did you mean {offered}?" if near else "`podcast voices` lists who is."
    return f"{name}: nobody of that name is remembered; {hint}"
