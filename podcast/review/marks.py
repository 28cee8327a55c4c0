"""What the sound and the machine say about a text: moments of its words, doubt, and edits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast import text as text_form
from podcast.anchor import anchor
from podcast.edits import Edit, Kind, accepted
from podcast.job import rules_of
from podcast.review.taking_back import Traces
from podcast.span import union
from podcast.text_words import DOUBT, TextWords

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcast.document import TimedParagraph
    from podcast.review.desk import Desk
    from podcast.review.passages import Script

_A_SECOND = 100


@dataclass(frozen=True, slots=True)
class EditMark:
    """Something that the machine changed and a person may take back.

    Attributes:
        id: by which it is asked for.
        at: of the passage in which it shows.
        word: before which of its words, or at which.
        kind: what sort of thing it is.
        heard: the words as heard.
        written: what stands for them; empty where they were left out.
        reason: why the rule asks for it, in its author's words; empty for the show's own glossary.
    """

    id: str
    at: int
    word: int
    kind: Kind
    heard: str
    written: str
    reason: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of a text besides its words.

    Attributes:
        version: of the text.
        starts: for each passage, the hundredths of a second at which its words begin; none where
            nobody says it.
        doubts: for each passage, the numbers of its words that are in doubt.
        edits: what the machine changed, in order of time.
    """

    version: str
    starts: tuple[tuple[int, ...], ...]
    doubts: tuple[tuple[int, ...], ...]
    edits: tuple[EditMark, ...]


def marks(desk: Desk, script: Script, version: str) -> Marks:
    """Find out what is known of a text.

    Raises:
        NotHeardError: when no build has heard the episode yet.
    """
    document = text_form.parse(script.text, script.cast).document
    timed = anchor(document, desk.draft.conversation)
    talk = [at for at, one in enumerate(script.passages) if one.is_talk]
    starts: list[tuple[int, ...]] = [()] * len(script.passages)
    for at, paragraph in zip(talk, timed, strict=True):
        starts[at] = tuple(round(_A_SECOND * word.span.start) for word in paragraph.words)
    doubts: list[tuple[int, ...]] = [()] * len(script.passages)
    for at, words in zip(talk, _doubts(desk, timed), strict=True):
        doubts[at] = words
    edits = tuple(_edits(desk, traces(desk, script)))
    return Marks(version, tuple(starts), tuple(doubts), edits)


def traces(desk: Desk, script: Script) -> Traces:
    """Set a text beside the draft of today."""
    return Traces(script, desk.draft.conversation, accepted(desk.draft.edits, desk.job.level))


def named(edit: Edit) -> str:
    """By what a page asks for an edit."""
    return f"{edit.rule} {edit.at[0]}-{edit.at[-1]}"


def _doubts(desk: Desk, timed: Sequence[TimedParagraph]) -> Iterator[tuple[int, ...]]:
    """The words in doubt of each paragraph, by their number in it."""
    made = accepted(desk.draft.edits, desk.job.level)
    now = TextWords.of(desk.draft.conversation, made, timed)
    checked = union(desk.job.episode.listened)
    doubtful = {
        place
        for place in now.machine
        if now.certainty(place) < DOUBT and not now.stands_in(place, checked)
    }
    first = 0
    for paragraph in timed:
        count = len(paragraph.words)
        yield tuple(word for word in range(count) if first + word in doubtful)
        first += count


def _edits(desk: Desk, beside: Traces) -> Iterator[EditMark]:
    rules = rules_of(desk.job)
    every = (*rules.asked, rules.backchannels, rules.inaudible)
    reasons = {rule.id: rule.reason for rule in every}
    heard = beside.conversation.words
    for edit in beside.made:
        if spot := beside.spot(edit):
            words = " ".join(heard[place][0].text for place in edit.at)
            reason = reasons.get(edit.rule, "")
            yield EditMark(named(edit), spot.at, spot.word, edit.kind, words, edit.text, reason)
