"""What we would write today: the words heard, by voices, edited by rule, with headings."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast import text
from podcast.align import align
from podcast.background import Background
from podcast.compose import compose
from podcast.conversation import Conversation, voice_label
from podcast.document import Chapter
from podcast.editing import find_edits
from podcast.edits import Edit, accepted, apply, taken
from podcast.errors import SettingsError
from podcast.job import rules_of
from podcast.moderator import led
from podcast.naming import Naming, name_voices, told_moments
from podcast.sections import proposed_headings
from podcast.talk import Talk

if TYPE_CHECKING:
    from podcast.evidence import Evidence
    from podcast.job import Job
    from podcast.rulebook import Rules


@dataclass(frozen=True, slots=True)
class TextDraft:
    """What we would write today, and what it comes from.

    Attributes:
        conversation: what was said, by voices, without what is cut.
        whole: the same with it.
        naming: which voice is whom.
        edits: all that the rules ask for, at whatever level.
        proposed: headings that a person may take, where people have set no chapters.
        text: as text.md would have it.
    """

    conversation: Conversation
    whole: Conversation
    naming: Naming
    edits: tuple[Edit, ...]
    proposed: tuple[Chapter, ...]
    text: str


def draft_text(job: Job, evidence: Evidence) -> TextDraft:
    """Write an episode up at its level, from what was heard and what people say about it.

    Raises:
        SettingsError: when a rule is accepted that there is not.
    """
    naming = name_voices(job.episode.people, evidence.voices)
    told = told_moments(job.episode.people, evidence.voices, naming)
    rules = rules_of(job)
    whole = align(evidence.transcript, evidence.voices, told, rules.backchannels.phrases)
    conversation = whole.without(job.cuts)

    def label(voice: int) -> str:
        return naming.name(voice) or voice_label(voice, job.show.language)

    background = _background(job, conversation, naming)
    _refuse_unknown(job, rules)
    edits = _with_taken(job, conversation, naming, find_edits(conversation, rules, background))
    made = accepted(edits, job.level)
    talk = Talk.of(apply(conversation, made), rules)
    proposed = _proposed(job, talk, rules, background)
    chapters = [Chapter(mark.at, mark.title) for mark in job.episode.chapters]
    if job.level == "documentation":
        chapters = chapters or list(proposed)
    document = compose(
        job.episode.title, job.episode.description, conversation, made, label, chapters
    )
    return TextDraft(conversation, whole, naming, edits, proposed, text.compose(document, job.cast))


def _refuse_unknown(job: Job, rules: Rules) -> None:
    people = (rule for person in job.episode.people for rule in person.accept)
    odd = sorted({*job.episode.accept, *people}.difference(rules.ids))
    if odd:
        near = difflib.get_close_matches(odd[0], rules.ids, n=1)
        hint = f"did you mean “{near[0]}”?" if near else "`podcast status` names those that suggest"
        raise SettingsError(job.folder.settings, [f"accept: there is no rule “{odd[0]}”; {hint}"])


def _with_taken(
    job: Job, conversation: Conversation, naming: Naming, edits: tuple[Edit, ...]
) -> tuple[Edit, ...]:
    """Take the suggestions that people have accepted, for the episode or for a person."""
    by_name = {person.name: person.accept for person in job.episode.people}
    of_voices = {voice: by_name.get(name, ()) for voice, name in naming.names}
    return taken(edits, conversation, job.episode.accept, of_voices)


def _background(job: Job, conversation: Conversation, naming: Naming) -> Background:
    by_voice = dict(naming.names)
    found = led(conversation, job.episode.people, by_voice, job.show.language)
    return Background(found.voices, found.names, naming.names, job.glossary, job.cast)


def _proposed(job: Job, talk: Talk, rules: Rules, background: Background) -> tuple[Chapter, ...]:
    """Questions that may head sections; none where people have parted the talk themselves."""
    if job.episode.chapters or job.level == "verbatim":
        return ()
    return proposed_headings(talk, rules.headings, background)
