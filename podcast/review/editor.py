"""The room “Texten”: the documentation, passage by passage, edited in place and kept at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from podcast.amend import add_to_glossary
from podcast.conversation import voice_label
from podcast.edits import Kind
from podcast.review.desk import ConflictError
from podcast.review.journal import Journal, version_of
from podcast.review.manuscript import ELSEWHERE, Manuscript
from podcast.review.marks import Marks, marks, named, traces
from podcast.review.passages import Passage, Script
from podcast.review.wishes import Change, Decision, Give, OfPassage, Replace, Seen, TakeBack, Wish
from podcast.text_file import TextFile
from podcast.writeup import write_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.routing import BaseRoute

    from podcast.merge import Place
    from podcast.review.answers import House
    from podcast.review.desk import Desk


@dataclass(frozen=True, slots=True)
class Disputed:
    """Words that two people changed.

    Attributes:
        id: by which a decision names them.
        yours: the parts as they stand in the text.
        other: as somebody else wrote them.
    """

    id: str
    yours: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What of the text is another than in the version that a page has.

    Attributes:
        version: that it has from now on.
        start: number of the first passage that is another.
        removed: how many of the page's passages go; None for all.
        passages: that come in their place.
        disputed: where people have to decide.
        can_undo: whether there is a step to take back.
        can_redo: whether there is one to do again.
        elsewhere: whether somebody else changed something meanwhile.
    """

    version: str
    start: int
    removed: int | None
    passages: tuple[Passage, ...]
    disputed: tuple[Disputed, ...]
    can_undo: bool
    can_redo: bool
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What the template is given.

    Attributes:
        speakers: whom a turn can be given to.
        kinds: of changes that the machine makes.
    """

    speakers: tuple[str, ...]
    kinds: tuple[Kind, ...]


def routes(house: House) -> list[BaseRoute]:
    """The page and what its script asks for."""

    def change(desk: Desk, change: Change) -> Shown:
        if isinstance(change.wish, Replace) and change.wish.always:
            with house.desks.alone():
                learn(desk, change.wish)
        return changed(desk, change)

    return [
        house.page("text", page),
        house.telling("text/script", whole),
        house.telling("text/marks", marked),
        house.changing("text/change", Change, change),
        house.changing("text/since", Seen, since),
        house.changing("text/undo", Seen, undone),
        house.changing("text/redo", Seen, redone),
        house.changing("text/settle", Decision, settled),
    ]


def page(desk: Desk) -> Page:
    """Return what the template is given; a text that nobody has drafted yet is written now."""
    if TextFile.of(desk.job.folder).raw is None:
        write_up(desk.job, desk.evidence)
    made = _manuscript(desk)
    return Page(_speakers(desk, made.script(made.journal().text)), get_args(Kind))


def whole(desk: Desk) -> Shown:
    """Return the whole text."""
    made = _manuscript(desk)
    return _shown(made, made.journal(), "")


def marked(desk: Desk) -> Marks:
    """Return what the sound and the machine say of the text, once it has what we draft today."""
    if not desk.job.episode.reviewed:
        desk.text_file.follow(desk.draft.text, desk.job.cast)
    made = _manuscript(desk)
    journal = made.journal()
    return marks(desk, made.script(journal.text), journal.version)


def changed(desk: Desk, change: Change) -> Shown:
    """Change the text.

    Raises:
        ConflictError: when the page has a version that is forgotten, or asks for what is not there.
    """
    made, wish = _manuscript(desk), change.wish
    journal = made.change(wish.what, change.version, _edit(desk, wish))
    return _shown(made, journal, change.version)


def learn(desk: Desk, wish: Replace) -> None:
    """Write into the show's glossary what is to be written for what is heard.

    Raises:
        PodcastError: when the settings of the show cannot be changed.
    """
    add_to_glossary(desk.workspace, " ".join(wish.words.split()), " ".join(wish.by.split()))


def since(desk: Desk, seen: Seen) -> Shown:
    """Return what was changed since, by whomever."""
    made = _manuscript(desk)
    return _shown(made, made.journal(), seen.version)


def undone(desk: Desk, seen: Seen) -> Shown:
    """Take the last step back."""
    made = _manuscript(desk)
    return _shown(made, made.undo(seen.version), seen.version)


def redone(desk: Desk, seen: Seen) -> Shown:
    """Do the step again that was taken back last."""
    made = _manuscript(desk)
    return _shown(made, made.redo(seen.version), seen.version)


def settled(desk: Desk, decision: Decision) -> Shown:
    """Decide between two versions of the same words; what is decided already stays so."""
    made = _manuscript(desk)
    journal = made.journal()
    for place in journal.disputed:
        if _id(place) == decision.place:
            journal = made.settle(place, take_other=decision.take_other)
    return _shown(made, journal, decision.version)


def _manuscript(desk: Desk) -> Manuscript:
    return Manuscript(desk.job.folder, desk.job.cast)


def _edit(desk: Desk, wish: Wish) -> Callable[[Script], Script]:
    def edit(script: Script) -> Script:
        if isinstance(wish, TakeBack):
            return _taken_back(desk, script, wish.edit)
        if isinstance(wish, OfPassage) and wish.at >= len(script.passages):
            raise ConflictError("there is no such passage; look at the text anew")
        if isinstance(wish, Give) and wish.speaker not in _speakers(desk, script):
            raise ConflictError(f"“{wish.speaker}” does not take part; look at the text anew")
        return wish.done(script)

    return edit


def _speakers(desk: Desk, script: Script) -> tuple[str, ...]:
    """The cast, and whoever else speaks in the text, such as a voice without a name."""
    said = (one.speaker for one in script.passages if one.is_talk)
    return tuple(dict.fromkeys((*desk.job.cast, *said)))


def _taken_back(desk: Desk, script: Script, name: str) -> Script:
    beside = traces(desk, script)
    edit = next((one for one in beside.made if named(one) == name), None)
    if edit is None:
        raise ConflictError("that edit is no longer made; look at the text anew")

    def label(voice: int) -> str:
        return desk.draft.naming.name(voice) or voice_label(voice, desk.job.show.language)

    return beside.taken_back(edit, label)


def _shown(made: Manuscript, journal: Journal, version: str) -> Shown:
    """What is another than in a version; everything where that is forgotten."""
    new = made.script(journal.text).passages
    before = journal.text_of(version)
    old = made.script(before).passages if before is not None else ()
    shorter = min(len(old), len(new))
    start = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    most = shorter - start
    rest = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return Shown(
        version=journal.version,
        start=start,
        removed=None if before is None else len(old) - rest - start,
        passages=new[start : len(new) - rest],
        disputed=tuple(Disputed(_id(one), one.yours, one.ours) for one in journal.disputed),
        can_undo=journal.can_undo,
        can_redo=journal.can_redo,
        elsewhere=any(step.what == ELSEWHERE for step in journal.steps_since(version)),
    )


def _id(place: Place) -> str:
    return version_of("\n\n".join((*place.yours, "", *place.ours)))
