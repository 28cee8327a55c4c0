"""What people change in the room “Avsnittet”: episode.toml, and photos and quotes in text.md."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from podcast.document import Photo
from podcast.errors import PodcastError, SettingsError
from podcast.review import illustrations, settings_wishes
from podcast.review.answers import Nothing, Told
from podcast.review.desk import NotHeardError
from podcast.review.settings_wishes import (
    ChapterWish,
    CutWish,
    NewChapter,
    NewPerson,
    OldChapter,
    OldCut,
    OldPerson,
    PersonWish,
    ProposedChapters,
    SettingWish,
)
from podcast.span import clock
from podcast.writeup import follow

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.routing import BaseRoute

    from podcast.review.answers import Body, House
    from podcast.review.desk import Desk


class _TextWish(BaseModel):
    """A change of the text as it was in a version."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: str


class PhotoWish(_TextWish):
    """A photo with its caption and credit; `before` is where it is put, if it is to be put."""

    file: str = Field(max_length=255)
    caption: str = Field(max_length=1000)
    credit: str = Field("", max_length=500)
    before: int = Field(0, ge=0)

    @property
    def photo(self) -> Photo:
        """As the text has it."""
        return Photo(self.file, " ".join(self.caption.split()), " ".join(self.credit.split()))


class OldPhoto(_TextWish):
    """A photo is to go from the text."""

    file: str


class QuoteWish(_TextWish):
    """Words of the talk are a quotation, or are to be none."""

    words: str = Field(max_length=2000)


def routes(house: House) -> list[BaseRoute]:
    """The changes, each at `/<slug>/api/facts/…`, and pictures at `/<slug>/api/photos/<name>`."""
    changes = settings_wishes

    def setting(path: str, body: type[Body], change: Callable[[str, Body], str]) -> BaseRoute:
        return house.changing(f"facts/{path}", body, partial(_amended, house, change))

    def text(path: str, body: type[Body], change: Callable[[Desk, Body], None]) -> BaseRoute:
        return house.changing(f"facts/{path}", body, partial(_told, change))

    return [
        house.changing("facts/setting", SettingWish, partial(_set, house)),
        setting("person", PersonWish, changes.with_wish),
        setting("person-in", NewPerson, changes.with_new_person),
        setting("person-out", OldPerson, changes.without_person),
        setting("chapter", ChapterWish, changes.with_wish),
        setting("chapter-in", NewChapter, changes.with_chapters),
        setting("chapter-out", OldChapter, changes.without_chapter),
        setting("cut-in", CutWish, changes.with_cut),
        setting("cut-out", OldCut, changes.without_cut),
        house.changing("facts/chapters-proposed", ProposedChapters, partial(_taken_up, house)),
        house.changing("facts/undo", Nothing, partial(_undone, house)),
        text("photo-in", PhotoWish, _put_photo),
        text("photo", PhotoWish, _describe_photo),
        text("photo-out", OldPhoto, _take_out_photo),
        text("quote-in", QuoteWish, _put_quote),
        text("quote-out", QuoteWish, _take_out_quote),
        house.receiving("photos", _received),
    ]


def _amended(house: House, change: Callable[[str, Body], str], desk: Desk, wish: Body) -> Told:
    """Change the settings as the file has them now, and let the text follow."""
    _written(house, change, desk, wish)
    _follow(house, desk.job.slug)
    return Told()


def _written(house: House, change: Callable[[str, Body], str], desk: Desk, wish: Body) -> Told:
    try:
        house.amendments.make(desk, lambda text: change(text, wish))
    except SettingsError as fault:
        raise settings_wishes.beside_the_field(fault) from fault
    return Told()


def _set(house: House, desk: Desk, wish: SettingWish) -> Told:
    """Change one setting; most of them the text does not know of."""
    if wish.setting in settings_wishes.IN_THE_TEXT:
        return _amended(house, settings_wishes.with_wish, desk, wish)
    return _written(house, settings_wishes.with_wish, desk, wish)


def _taken_up(house: House, desk: Desk, wish: ProposedChapters) -> Told:
    """Make chapters of proposed headings."""
    chosen = [one for one in desk.draft.proposed if f"{one.start:.3f}" in wish.starts]
    if not chosen:
        raise PodcastError("no heading is chosen; mark at least one.")
    new = [NewChapter(at=clock(one.start), title=one.title) for one in chosen]
    house.amendments.make(desk, lambda text: settings_wishes.with_chapters(text, *new))
    _follow(house, desk.job.slug)
    return Told()


def _undone(house: House, desk: Desk, _: Nothing) -> Told:
    house.amendments.undo(desk)
    _follow(house, desk.job.slug)
    return Told()


def _follow(house: House, slug: str) -> None:
    """Write or merge the text as a build would do, where the episode has been heard."""
    with house.desks.changing():
        desk = house.desks.at(slug)
        try:
            evidence = desk.evidence
        except NotHeardError:
            return
        follow(desk.job, evidence)


def _told(change: Callable[[Desk, Body], None], desk: Desk, wish: Body) -> Told:
    change(desk, wish)
    return Told()


def _put_photo(desk: Desk, wish: PhotoWish) -> None:
    illustrations.put_photo(desk.job, wish.photo, wish.before, wish.version)


def _describe_photo(desk: Desk, wish: PhotoWish) -> None:
    illustrations.describe_photo(desk.job, wish.photo, wish.version)


def _take_out_photo(desk: Desk, wish: OldPhoto) -> None:
    illustrations.take_out_photo(desk.job, wish.file, wish.version)


def _put_quote(desk: Desk, wish: QuoteWish) -> None:
    illustrations.put_quote(desk.job, wish.words, wish.version)


def _take_out_quote(desk: Desk, wish: QuoteWish) -> None:
    illustrations.take_out_quote(desk.job, wish.words, wish.version)


def _received(desk: Desk, name: str, content: bytes) -> Told:
    return Told((illustrations.take_in(desk.job.folder, name, content),))
