"""The voices of an episode that nobody has named: where to hear them, and who they probably are.

What is said and how a voice sounds are weighed together; the answer is a question to people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.conversation import Conversation
from podcast.evidence import kept_hearing
from podcast.job import Job
from podcast.naming import telling_moment, voices_of_labels
from podcast.returning import VoicePrint, propose, voice_print
from podcast.span import clock
from podcast.who_is_who import Likeness, Proposal, who_is_who

if TYPE_CHECKING:
    from podcast.conversation import Voices
    from podcast.evidence import Evidence
    from podcast.hearing import Hearing
    from podcast.profile import Profiles
    from podcast.who_is_who import Reason
    from podcast.writeup import WriteUp

_SAMPLE_WORDS = 25
_SHOWN_REASONS = 2


@dataclass(frozen=True, slots=True)
class Unnamed:
    """A voice without a name.

    Attributes:
        voice: its number.
        label: as the text has it.
        moment: at which it alone can be heard, as `1:31`; None where it hardly speaks.
        seconds: for which it speaks.
        sample: some of its words, from where it speaks longest.
        heard: its print; None where it does not speak enough for one.
    """

    voice: int
    label: str
    moment: str | None
    seconds: float
    sample: str
    heard: VoicePrint | None


@dataclass(frozen=True, slots=True)
class Question:
    """Who the voices of an episode are that nobody has named.

    Attributes:
        job: the episode.
        recording: digest of its recording, of which nothing is compared with itself.
        conversation: what is said in it.
        named: voices that have names.
        voices: those without, in the order of the text.
    """

    job: Job
    recording: str
    conversation: Conversation
    named: tuple[tuple[int, str], ...]
    voices: tuple[Unnamed, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A voice without a name, and who it probably is, if anybody is clearly likelier."""

    unnamed: Unnamed
    proposal: Proposal | None


def question(job: Job, evidence: Evidence, written: WriteUp) -> Question:
    """Gather the voices without a name, with what is needed to tell who they are."""
    labels = voices_of_labels(written.paragraphs, evidence.voices)
    nameless = {
        label: voice for label, voice in labels.items() if written.naming.name(voice) is None
    }
    hearing = kept_hearing(job, evidence.recording) if nameless else None
    return Question(
        job=job,
        recording=evidence.recording.digest,
        conversation=written.conversation,
        named=written.naming.names,
        voices=tuple(
            _unnamed(voice, label, written.conversation, evidence.voices, hearing)
            for label, voice in nameless.items()
        ),
    )


def answers(profiles: Profiles, asked: Question) -> tuple[Answer, ...]:
    """Tell for each voice without a name who it probably is."""
    if not asked.voices:
        return ()
    named = dict(asked.named)
    prints = {one.voice: one.heard for one in asked.voices if one.heard}
    alike = propose(prints, profiles.without(asked.recording), frozenset(named.values()))
    found = who_is_who(
        asked.conversation,
        asked.job.episode.people,
        asked.job.show.language,
        named,
        [Likeness(one.voice, one.name, one.score, one.second) for one in alike],
    )
    proposals = {proposal.voice: proposal for proposal in found}
    return tuple(Answer(one, proposals.get(one.voice)) for one in asked.voices)


def sentences(profiles: Profiles, asked: Question) -> tuple[str, ...]:
    """Say of each voice without a name who it probably is; of the others, how to name them."""
    told, rest = [], []
    for answer in answers(profiles, asked):
        if answer.proposal and answer.unnamed.moment:
            told.append(
                f"{answer.unnamed.label} is probably {answer.proposal.name} "
                f"({because(answer.proposal)}); `podcast name {asked.job.slug}` accepts it"
            )
        else:
            rest.append(answer.unnamed)
    return (*told, *_without_a_name(rest))


def because(proposal: Proposal) -> str:
    """Say what speaks for a proposal, the weightiest first."""
    return ", ".join(_reason(one, proposal.name) for one in proposal.reasons[:_SHOWN_REASONS])


def _without_a_name(voices: list[Unnamed]) -> tuple[str, ...]:
    told = [f"{one.label} (at {one.moment})" if one.moment else one.label for one in voices]
    moment = next((one.moment for one in voices if one.moment), None)
    if not moment:
        return (f"{', '.join(told)}: without a name, and hardly heard",) if told else ()
    remedy = f'give each person a moment at which they speak, such as heard_at = ["{moment}"]'
    return (f"{', '.join(told)}: without a name; in episode.toml, {remedy}",)


def _reason(reason: Reason, name: str) -> str:
    if not reason.likeness:
        return f"“{reason.quote}” at {clock(reason.moment)}"
    second = reason.likeness.second
    behind = "" if second is None else f", next {second:.2f}"
    return f"sounds like {name}: {reason.likeness.score:.2f}{behind}"


def _unnamed(
    voice: int,
    label: str,
    conversation: Conversation,
    voices: Voices,
    hearing: Hearing | None,
) -> Unnamed:
    moment = telling_moment(voices, voice)
    return Unnamed(
        voice=voice,
        label=label,
        moment=None if moment is None else clock(moment),
        seconds=voices.seconds(voice),
        sample=_sample(conversation, voice),
        heard=voice_print(hearing, voices, {voice}) if hearing else None,
    )


def _sample(conversation: Conversation, voice: int) -> str:
    """The beginning of the longest turn of a voice."""
    turns = [turn for turn in (*conversation.turns, *conversation.asides) if turn.voice == voice]
    longest = max(turns, key=lambda turn: len(turn.words), default=None)
    if not longest:
        return ""
    shown = " ".join(word.text for word in longest.words[:_SAMPLE_WORDS])
    return f"{shown} …" if len(longest.words) > _SAMPLE_WORDS else shown
