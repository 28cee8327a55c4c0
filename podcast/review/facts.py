"""The room “Avsnittet”: what people say about an episode, how its page looks, and its build."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, get_args

from podcast.document import Chapter, Photo, Quote
from podcast.episode import ChapterMark, Person, Status, written_moment
from podcast.review import builds, fact_changes, preview
from podcast.review.desk import NotHeardError
from podcast.review.illustrations import Spot, photos_of, quotes_of, spots_of, unused
from podcast.review.manuscript import Manuscript
from podcast.review.settings_wishes import fields
from podcast.show import Kind
from podcast.span import Span
from podcast.stretch import written_stretch
from podcast.trust import Extract
from podcast.workspace import read

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from podcast.review.answers import House
    from podcast.review.desk import Desk

LONGEST_TITLE = 255
"""Signs; what is longer, podcast apps refuse or cut off."""
AROUND_JOINT = 3.0
"""Seconds that are played before a joint and after it: a few words on either side."""


@dataclass(frozen=True, slots=True)
class TextFacts:
    """What of the page stands in text.md.

    Attributes:
        version: of the text, for changes to be told against.
        photos: in it.
        unused: pictures that lie in the folder and not in the text.
        quotes: in it.
        spots: where a photo may be put.
        proposed: headings that may become chapters.
    """

    version: str
    photos: tuple[Photo, ...]
    unused: tuple[str, ...]
    quotes: tuple[Quote, ...]
    spots: tuple[Spot, ...]
    proposed: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """What is cut from the recording.

    Attributes:
        span: in moments of the recording.
    """

    span: Span

    @property
    def written(self) -> str:
        """As people write it."""
        return written_stretch(self.span)

    @property
    def before(self) -> float:
        """The moment from which its joint is played."""
        return max(0.0, self.span.start - AROUND_JOINT)

    @property
    def after(self) -> float:
        """The moment to which its joint is played."""
        return self.span.end + AROUND_JOINT


@dataclass(frozen=True, slots=True)
class Facts:
    """What people say about an episode.

    Attributes:
        fields: its settings by name, as text.
        people: the cast.
        chapters: each with its moment as people write it.
        cuts: what of the recording is not published, as people wrote it.
        cut_words: words that still stand in the text and are said where it is cut.
        is_heard: whether there is sound to be played.
        kinds: that there are.
        statuses: that there are.
        text: what stands in text.md; None before there is one.
        longest_title: signs.
        can_undo: whether the last change of a setting can be taken back.
    """

    fields: dict[str, str]
    people: tuple[Person, ...]
    chapters: tuple[tuple[str, ChapterMark], ...]
    cuts: tuple[Cut, ...]
    cut_words: tuple[Extract, ...]
    is_heard: bool
    kinds: tuple[str, ...]
    statuses: tuple[str, ...]
    text: TextFacts | None
    longest_title: int
    can_undo: bool


def routes(house: House) -> list[BaseRoute]:
    """The page, its changes, the preview and the build."""
    return [
        house.page("facts", partial(facts, house)),
        *fact_changes.routes(house),
        *preview.routes(house),
        *builds.routes(house),
    ]


def facts(house: House, desk: Desk) -> Facts:
    """Tell what people say about an episode; it need not have been heard."""
    episode, settings = desk.job.episode, read(desk.job.folder.settings).decode("utf-8-sig")
    is_heard = _is_heard(desk)
    return Facts(
        fields=fields(settings),
        people=episode.people,
        chapters=tuple((str(written_moment(one.at)), one) for one in episode.chapters),
        cuts=tuple(map(Cut, episode.cuts)),
        cut_words=desk.written.cut if is_heard and episode.cuts else (),
        is_heard=is_heard,
        kinds=get_args(Kind),
        statuses=get_args(Status),
        text=_text(desk, is_heard=is_heard),
        longest_title=LONGEST_TITLE,
        can_undo=house.amendments.can_undo(desk),
    )


def _text(desk: Desk, *, is_heard: bool) -> TextFacts | None:
    job = desk.job
    if desk.text_file.raw is None:
        return None
    manuscript = Manuscript(job.folder, job.cast)
    journal = manuscript.journal()
    script = manuscript.script(journal.text)
    return TextFacts(
        version=journal.version,
        photos=photos_of(script),
        unused=unused(job.folder, script),
        quotes=quotes_of(script),
        spots=spots_of(script),
        proposed=desk.draft.proposed if is_heard else (),
    )


def _is_heard(desk: Desk) -> bool:
    try:
        return bool(desk.evidence)
    except NotHeardError:
        return False
