"""The text of an episode: drafted by us, then owned by people, and read back with its moments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcast import text
from podcast.anchor import anchor
from podcast.channel_use import suggestion
from podcast.conversation import Conversation
from podcast.cut_words import still_written
from podcast.document import Chapter, Document, Heading, TimedParagraph
from podcast.drafting import draft_text
from podcast.edits import Edit, accepted, by_rule, suggestions
from podcast.foreign_passages import ForeignPassage, foreign_passages
from podcast.honesty import Draft, honesty
from podcast.merge import Place
from podcast.naming import Naming, resolve
from podcast.span import clock
from podcast.text_file import TextFile
from podcast.text_remarks import Remark
from podcast.trust import Extract

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcast.drafting import TextDraft
    from podcast.evidence import Evidence
    from podcast.job import Job
    from podcast.trust import Honesty


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
        outdated: whether the next build will write what we would draft today.
        left_out: why it will not, where we would draft it differently; empty where we would not.
        places: where people's words stand and we would write something else, each with its line.
        foreign: passages that seem to be in another language.
        advice: what the recording makes us suggest, a sentence each.
        made: what the rules changed in the draft, at its level.
        suggested: what they would change if a person accepts it.
        headings: that a person may set where the text has none.
        begun_with: the draft that people began with, as text.
        cut: words of the text that are heard nowhere but where the recording is cut.
    """

    document: Document
    paragraphs: tuple[TimedParagraph, ...]
    naming: Naming
    conversation: Conversation
    remarks: tuple[Remark, ...]
    edited: bool
    outdated: bool
    left_out: str = ""
    places: tuple[tuple[int, Place], ...] = ()
    foreign: tuple[ForeignPassage, ...] = ()
    advice: tuple[str, ...] = ()
    made: tuple[Edit, ...] = ()
    suggested: tuple[Edit, ...] = ()
    headings: tuple[Chapter, ...] = ()
    begun_with: str = ""
    cut: tuple[Extract, ...] = ()

    def edited_by_rule(self) -> str:
        """What the rules did to the draft and suggest, in a line; nothing once people own it."""
        if self.edited:
            return ""
        number = len(self.suggested)
        suggestions = f"{number} suggestion{'' if number == 1 else 's'}"
        parts = [f"edited by rule: {_counted(self.made)}"] if self.made else []
        parts += [f"{suggestions}: {_counted(self.suggested)}"] if number else []
        parts += [_proposed(self.headings)] if self.headings else []
        return "; ".join(parts)

    def in_doubt(self) -> tuple[str, ...]:
        """What a person should look at, a sentence each, but for voices without a name."""
        sentences = [*self.advice]
        sentences += [f"text.md:{remark}" for remark in self.remarks]
        sentences += [f"episode.toml: {fault}" for fault in self.naming.faults]
        sentences += [str(passage) for passage in self.foreign]
        sentences += [self.left_out] if self.left_out else []
        sentences += [_of_places(self.places)] if self.places else []
        return tuple(sentences)


def write_up(job: Job, evidence: Evidence) -> WriteUp:
    """Draft text.md, or merge what we would draft today into what people made of it.

    Raises:
        TextError: when text.md cannot be read.
    """
    return _read_back(job, evidence, follow(job, evidence))


def follow(job: Job, evidence: Evidence) -> TextDraft:
    """Write text.md as `write_up` does, without reading it back; return what we would write.

    Raises:
        TextError: when text.md cannot be read.
    """
    draft = draft_text(job, evidence)
    file = TextFile.of(job.folder)
    if not _is_checked(job, file):
        file.follow(draft.text, job.cast)
    return draft


def look(job: Job, evidence: Evidence, draft: TextDraft | None = None) -> WriteUp:
    """Tell what `write_up` would find, and change nothing.

    Args:
        job: the episode.
        evidence: what was heard.
        draft: what we would write today, where that is known already.
    """
    return _read_back(job, evidence, draft or draft_text(job, evidence))


def how_sure(job: Job, evidence: Evidence, written: WriteUp) -> Honesty:
    """Tell how far the text of an episode can be trusted.

    What the rules did is not told where the text does not come from what we would write today.
    """
    begun_with = text.parse(written.begun_with, job.cast).document
    draft = Draft(
        removed=tuple(
            part for part in evidence.transcript.removed if part.span.middle not in job.cuts
        ),
        voices=evidence.voices.without(job.cuts),
        conversation=written.conversation,
        made=written.made,
        begun_with=tuple(word for said in begun_with.talk for word in said.text.split()),
    )
    told = honesty(draft, written.paragraphs, job.episode.listened)
    return replace(told, by_rule=()) if written.left_out else told


def _counted(edits: Sequence[Edit]) -> str:
    return ", ".join(f"{rule} {number}" for rule, number in by_rule(edits))


def _proposed(headings: Sequence[Chapter]) -> str:
    told = ", ".join(f"{clock(heading.start)} “{heading.title}”" for heading in headings)
    return f"{len(headings)} headings proposed: {told}"


def _read_back(job: Job, evidence: Evidence, draft: TextDraft) -> WriteUp:
    file = TextFile.of(job.folder)
    parsed = text.parse(draft.text if file.text is None else file.text, job.cast)
    document = replace(parsed.document, title=parsed.document.title or job.episode.title)
    anchored = anchor(document, draft.conversation)
    cut = still_written(anchored, anchor(document, draft.whole), job.cuts) if job.cuts else ()
    document, paragraphs = resolve(document, anchored, evidence.voices, draft.naming)
    left_out = _left_out(job, file) if file.is_behind(draft.text) else ""
    return WriteUp(
        document=document,
        paragraphs=paragraphs,
        naming=draft.naming,
        conversation=draft.conversation,
        remarks=parsed.remarks,
        edited=file.is_edited,
        outdated=file.is_behind(draft.text) and not left_out,
        left_out=left_out,
        places=() if job.episode.reviewed else file.places,
        foreign=foreign_passages(paragraphs, job.show.language, job.episode.listened),
        advice=suggestion(job, evidence.recording),
        made=accepted(draft.edits, job.level),
        suggested=suggestions(draft.edits, job.level),
        headings=() if _has_headings(document) else draft.proposed,
        begun_with=file.begun_with or draft.text,
        cut=cut,
    )


def _has_headings(document: Document) -> bool:
    return any(isinstance(block, Heading) for block in document.blocks)


def _is_checked(job: Job, file: TextFile) -> bool:
    """Whether a person has vouched for the text; then we do not touch it."""
    return job.episode.reviewed is not None and file.raw is not None


def _left_out(job: Job, file: TextFile) -> str:
    if _is_checked(job, file):
        return (
            f"text.md was checked by a person (reviewed = {job.episode.reviewed}), so what we "
            "would write today was left out; remove `reviewed` from episode.toml to take it"
        )
    if not file.can_follow:
        return (
            "text.md has been edited, so what we would write today was left out; "
            "move the file away to get a new draft"
        )
    return ""


def _of_places(places: Sequence[tuple[int, Place]]) -> str:
    line, count = places[0][0], len(places)
    where = "here" if count == 1 else f"here and in {count - 1} more place{'s' * (count > 2)}"
    return (
        f"text.md:{line}: {where}, people's words stand where we would write something else today "
        "(kept in draft.json); change them, or set `reviewed` in episode.toml when all is right"
    )
