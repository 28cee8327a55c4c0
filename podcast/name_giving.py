"""Names that people give to voices or accept for them, written into episode.toml.

What is written is a moment at which the person speaks, which stays true however the voices are
numbered the next time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ValidationError

from podcast.amend import bound_speakers, name_person
from podcast.conversation import is_voice_label
from podcast.episode import Person, SpeakerBounds
from podcast.errors import PodcastError, WorkspaceError
from podcast.evidence import kept
from podcast.job import Job, find, read_shelf, read_show
from podcast.lock import only_one
from podcast.speech_models import choose
from podcast.voice_memory import remembered_if_readable
from podcast.voice_questions import Answer, Unnamed, answers, question
from podcast.writeup import look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcast.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Nameless:
    """The voices of an episode that have no name.

    Attributes:
        job: the episode.
        answers: each voice that can be named, with who it probably is; at least one.
        voices: how many voices there are in all.
    """

    job: Job
    answers: tuple[Answer, ...]
    voices: int


@dataclass(frozen=True, slots=True)
class Given:
    """A name for a voice.

    Attributes:
        unnamed: the voice.
        name: of the person.
        role: to be written with it; empty leaves the role as it is.
    """

    unnamed: Unnamed
    name: str
    role: str = ""


def nameless(workspace: Workspace, episode: str) -> Nameless:
    """Find the voices of an episode that have no name.

    Raises:
        WorkspaceError: when there is no such episode, it has not been heard, or all have names.
    """
    job = find(read_shelf(workspace, read_show(workspace)), episode).ready()
    evidence, _ = kept(job, choose)
    if evidence is None:
        raise WorkspaceError(
            f"{job.slug}: it has not been heard yet; run `podcast build {job.slug}` first."
        )
    found = answers(remembered_if_readable(workspace), question(job, evidence, look(job, evidence)))
    named = tuple(answer for answer in found if answer.unnamed.moment)
    if not named:
        raise WorkspaceError(
            f"{job.slug}: no voice is without a name; to change one, move its heard_at in "
            f"{job.folder.settings}."
        )
    return Nameless(job, named, len(evidence.voices.numbers))


def accepted(found: Nameless) -> tuple[Given, ...]:
    """Take every proposal."""
    return tuple(accept(found, answer) for answer in found.answers if answer.proposal)


def accept(found: Nameless, answer: Answer) -> Given:
    """Take a proposal; the role that was found goes with a name that is new in the cast."""
    assert answer.proposal  # noqa: S101 - asked for only where there is one
    is_new = answer.proposal.name not in found.job.cast
    role = answer.proposal.role if is_new else ""
    return Given(answer.unnamed, answer.proposal.name, role)


def chosen(
    found: Nameless, names: Sequence[str], roles: Sequence[str], *, accept_all: bool = False
) -> tuple[Given, ...]:
    """Read names and roles as the command line has them: `2=Lena Holm`, `2=moderator`.

    Args:
        found: the voices.
        names: what is said of voices.
        roles: of people named here.
        accept_all: whether the other voices get the names proposed.

    Raises:
        PodcastError: when a voice is unknown, named twice, a name cannot be one, or there is none.
    """
    given = {one.unnamed.label: one for one in accepted(found)} if accept_all else {}
    named = _by_voice(found, names, "--voice", "Lena Holm")
    for label, (answer, name) in named.items():
        given[label] = give_name(found, answer, name)
    for label, (answer, role) in _by_voice(found, roles, "--role", "moderator").items():
        if label not in given:
            number = _number(answer.unnamed)
            raise PodcastError(f'--role {number}: name that voice too, with --voice {number}="…".')
        given[label] = Given(answer.unnamed, given[label].name, role)
    if not given:
        raise PodcastError(
            f"{found.job.slug}: the talk does not tell who anybody is; listen, and say it with "
            f'--voice {_number(found.answers[0].unnamed)}="…".'
        )
    return tuple(given.values())


def give_name(found: Nameless, answer: Answer, name: str) -> Given:
    """Give a voice a name as somebody writes it; one of the cast may be in any case.

    Raises:
        PodcastError: when it cannot be a name.
    """
    name = " ".join(name.split())
    name = next((one for one in found.job.cast if one.casefold() == name.casefold()), name)
    try:
        Person(name=name)
    except ValidationError:
        raise PodcastError(f"“{name}” cannot be a name; write it in letters.") from None
    if is_voice_label(name) or ":" in name:
        raise PodcastError(f"“{name}” cannot be a name; write whose voice it is.")
    if answer.proposal and answer.proposal.name == name:
        return accept(found, answer)
    return Given(answer.unnamed, name)


def give(workspace: Workspace, found: Nameless, given: Sequence[Given]) -> tuple[str, ...]:
    """Write names into the settings of an episode, and say what stands there now.

    Raises:
        PodcastError: when a build is at work, or the file cannot be changed.
    """
    folder, told, cast = found.job.folder, [], list(found.job.cast)
    with only_one(workspace):
        for one in given:
            assert one.unnamed.moment  # noqa: S101 - others are not asked for
            name_person(folder, one.name, one.unnamed.moment, one.role)
            told.append(f"{folder.settings}: {_written(one, is_new=one.name not in cast)}")
            cast += [one.name] * (one.name not in cast)
        if speakers := _bounds(found, cast, given):
            bound_speakers(folder, speakers)
            told.append(
                f'{folder.settings}: speakers = "{speakers.written}", so that the voices without '
                "a name stay apart"
            )
    return tuple(told)


def _bounds(found: Nameless, cast: Sequence[str], given: Sequence[Given]) -> SpeakerBounds | None:
    """How many speak, where the cast that begins now would be taken for everybody there is."""
    is_bound = found.job.episode.speakers or found.job.episode.channels == "speakers"
    if is_bound or len(found.job.cast) > 1 or not 1 < len(cast) < found.voices:
        return None
    return SpeakerBounds(fewest=len({one.name for one in given}), most=found.voices)


def _written(one: Given, *, is_new: bool) -> str:
    role = f", {one.role}," if one.role else ""
    if is_new:
        return f"{one.name}{role} is new in the cast, heard at {one.unnamed.moment}"
    return f"{one.name}{role} is heard at {one.unnamed.moment}"


def _by_voice(
    found: Nameless, written: Sequence[str], option: str, example: str
) -> dict[str, tuple[Answer, str]]:
    """What is said of each voice, by its label."""
    said: dict[str, tuple[Answer, str]] = {}
    for one in written:
        voice, is_there, what = (part.strip() for part in one.partition("="))
        if not is_there or not what:
            raise PodcastError(
                f'{option} {one}: write the voice and what it is, such as {option} 2="{example}".'
            )
        answer = _voice(found, voice, option)
        if answer.unnamed.label in said:
            raise PodcastError(f"{option} {voice}: it is there twice; choose one.")
        said[answer.unnamed.label] = (answer, what)
    return said


def _voice(found: Nameless, voice: str, option: str) -> Answer:
    for answer in found.answers:
        if voice in {answer.unnamed.label, _number(answer.unnamed)}:
            return answer
    there = ", ".join(_number(answer.unnamed) for answer in found.answers)
    raise PodcastError(f"{option} {voice}: no voice without a name is that; there are: {there}.")


def _number(unnamed: Unnamed) -> str:
    """By what a voice goes on the command line: “2” of “Röst 2”."""
    return unnamed.label.rpartition(" ")[2]
