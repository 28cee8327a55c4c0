"""The text of an episode on disk: drafted by us, then owned by people.

We remember the draft that we wrote. A text that is still that draft is written anew when the
evidence or the settings change; a text that a person has touched is never written again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcast import text
from podcast.align import align
from podcast.anchor import anchor
from podcast.cache import Store
from podcast.channel_use import suggestion
from podcast.compose import compose
from podcast.conversation import Conversation, voice_label
from podcast.document import Document, TimedParagraph
from podcast.editing import find_edits
from podcast.edits import Edit, accepted, by_rule, suggestions
from podcast.errors import TextError
from podcast.job import read_rules
from podcast.naming import Naming, name_voices, resolve
from podcast.workspace import read, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcast.evidence import Evidence
    from podcast.job import Job
    from podcast.workspace import EpisodeFolder


@dataclass(frozen=True, slots=True)
class WriteUp:
    """The text of an episode, read back with its moments.

    Attributes:
        document: as text.md has it, voices that have names by their names.
        paragraphs: its talk, each word with its moment.
        naming: which voice is whom.
        conversation: what was said, by voices.
        remarks: what in the text a person should look at.
        edited: whether a person has changed the draft.
        outdated: whether we would draft it differently today.
        advice: what the recording makes us suggest, a sentence each.
        made: what the rules changed in the draft, at its level.
        suggested: what they would change if a person accepts it.
    """

    document: Document
    paragraphs: tuple[TimedParagraph, ...]
    naming: Naming
    conversation: Conversation
    remarks: tuple[text.Remark, ...]
    edited: bool
    outdated: bool
    advice: tuple[str, ...] = ()
    made: tuple[Edit, ...] = ()
    suggested: tuple[Edit, ...] = ()

    def edited_by_rule(self) -> str:
        """What the rules did to the draft and suggest, in a line; nothing once people own it."""
        if self.edited:
            return ""
        number = len(self.suggested)
        suggestions = f"{number} suggestion{'' if number == 1 else 's'}"
        parts = [f"edited by rule: {_counted(self.made)}"] if self.made else []
        parts += [f"{suggestions}: {_counted(self.suggested)}"] if number else []
        return "; ".join(parts)

    def in_doubt(self) -> tuple[str, ...]:
        """What a person should look at, a sentence each, but for voices without a name."""
        sentences = [*self.advice]
        sentences += [f"text.md:{remark.line}: {remark.sentence}" for remark in self.remarks]
        sentences += [f"episode.toml: {fault}" for fault in self.naming.faults]
        if self.edited and self.outdated:
            sentences.append(
                "text.md has been edited, so what we would write today was left out; "
                "move the file away to get a new draft"
            )
        return tuple(sentences)


@dataclass(frozen=True, slots=True)
class _Draft:
    """What we would write today, and what it comes from."""

    conversation: Conversation
    naming: Naming
    edits: tuple[Edit, ...]
    text: str


def write_up(job: Job, evidence: Evidence) -> WriteUp:
    """Draft text.md, or leave it when people own it, and read it back.

    Raises:
        TextError: when text.md cannot be read.
    """
    draft = _draft(job, evidence)
    if not _is_edited(job.folder):
        _save(job.folder, draft.text)
    return _read_back(job, evidence, draft)


def look(job: Job, evidence: Evidence) -> WriteUp:
    """Tell what `write_up` would find, and change nothing."""
    return _read_back(job, evidence, _draft(job, evidence))


def _draft(job: Job, evidence: Evidence) -> _Draft:
    naming = name_voices(job.episode.people, evidence.voices)
    conversation = align(evidence.transcript, evidence.voices)

    def label(voice: int) -> str:
        return naming.name(voice) or voice_label(voice, job.show.language)

    edits = find_edits(conversation, read_rules(job.show.language))
    made = accepted(edits, job.level)
    document = compose(job.episode.title, job.episode.description, conversation, made, label)
    return _Draft(conversation, naming, edits, text.compose(document, job.cast))


def _counted(edits: Sequence[Edit]) -> str:
    return ", ".join(f"{rule} {number}" for rule, number in by_rule(edits))


def _read_back(job: Job, evidence: Evidence, draft: _Draft) -> WriteUp:
    written = _written(job.folder)
    parsed = text.parse(draft.text if written is None else written, job.cast)
    document = replace(parsed.document, title=parsed.document.title or job.episode.title)
    document, paragraphs = resolve(
        document, anchor(document, draft.conversation), evidence.voices, draft.naming
    )
    return WriteUp(
        document=document,
        paragraphs=paragraphs,
        naming=draft.naming,
        conversation=draft.conversation,
        remarks=parsed.remarks,
        edited=_is_edited(job.folder),
        outdated=draft.text not in _drafts(job.folder),
        advice=suggestion(job, evidence.recording),
        made=accepted(draft.edits, job.level),
        suggested=suggestions(draft.edits, job.level),
    )


def _is_edited(folder: EpisodeFolder) -> bool:
    written = _written(folder)
    return written is not None and written not in _drafts(folder)


def _written(folder: EpisodeFolder) -> str | None:
    """The text on disk, its line ends as ours; None where there is none."""
    if not folder.text.exists():
        return None
    try:
        return read(folder.text).decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        raise TextError(
            folder.text, line, "the text is not UTF-8", "save it as UTF-8 in your editor"
        ) from fault


def _drafts(folder: EpisodeFolder) -> tuple[str, ...]:
    return _draft_store(folder).read({})[0] or ()


def _save(folder: EpisodeFolder, draft: str) -> None:
    """Write the draft; killed in between, the text is the old draft or the new, both known."""
    drafts = _drafts(folder)
    if drafts == (draft,) and _written(folder) == draft:
        return
    store = _draft_store(folder)
    store.write((*drafts[-1:], draft), {})
    write(folder.text, draft)
    store.write((draft,), {})


def _draft_store(folder: EpisodeFolder) -> Store[tuple[str, ...]]:
    return Store(folder.draft, tuple[str, ...])
