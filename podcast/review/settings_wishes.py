"""One setting of an episode changed from the page: what is asked for, what stood there, what may.

A change says what the page showed. Where the file has something else by now, nobody is overwritten:
it is told what stands there, and the page decides anew. All else in the file is left as it is.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from podcast.errors import PodcastError, SettingsError
from podcast.review.desk import ConflictError
from podcast.stretch import parse_stretch, written_stretch
from podcast.toml_edit import with_item, with_table, with_value, without_table

if TYPE_CHECKING:
    from podcast.toml_edit import Value
    from podcast.toml_lines import Place

_NUMBERS = frozenset({"number", "season"})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?P<seconds>:\d{2})?)?")
_LINE = re.compile(r"^line \d+: ")

Setting = Literal[
    "title",
    "description",
    "published",
    "status",
    "kind",
    "event",
    "place",
    "number",
    "season",
    "documentation",
    "photo",
]
"""What the room “Avsnittet” asks of an episode itself; the last two are credits."""

IN_THE_TEXT = frozenset({"title", "description"})
"""Those of them with which text.md begins."""


class _Wish(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SettingWish(_Wish):
    """A setting is to be another; empty takes it out.

    Attributes:
        was: what the page showed.
    """

    setting: Setting
    value: str = Field(max_length=20_000)
    was: str = Field("", max_length=20_000)


class PersonWish(_Wish):
    """Something about a person of the cast is to be another."""

    person: str
    setting: Literal["name", "role", "organisation"]
    value: str = Field(max_length=1000)
    was: str = Field("", max_length=1000)


class NewPerson(_Wish):
    """Somebody takes part, too."""

    name: str = Field(max_length=200)
    role: str = Field("", max_length=1000)
    organisation: str = Field("", max_length=1000)


class OldPerson(_Wish):
    """Somebody does not take part."""

    person: str


class NewChapter(_Wish):
    """A chapter begins at a moment, such as `12:31`."""

    at: str = Field(max_length=12)
    title: str = Field(max_length=500)


class OldChapter(_Wish):
    """A chapter is to go: the first that has this title."""

    title: str


class CutWish(_Wish):
    """A stretch of the recording is to be cut, such as from `12:31` to `12:40.5`."""

    start: str = Field(max_length=12)
    end: str = Field(max_length=12)


class OldCut(_Wish):
    """A stretch is not to be cut any more, as the page has it."""

    cut: str


class ProposedChapters(_Wish):
    """Headings that were proposed at these moments, in seconds, become chapters."""

    starts: tuple[str, ...]


class ChapterWish(_Wish):
    """A chapter is to have another title or moment."""

    chapter: str
    setting: Literal["at", "title"]
    value: str = Field(max_length=500)
    was: str = Field("", max_length=500)


def with_wish(text: str, wish: SettingWish | PersonWish | ChapterWish) -> str:
    """Return the settings as they are wished for.

    Raises:
        ConflictError: when something else stands there than the page showed.
    """
    place = _place(text, wish)
    now = shown(_at(tomllib.loads(text), place)).strip()
    if now not in {_plain(wish.was), _plain(wish.value)}:
        raise ConflictError(
            f"{wish.setting}: “{now}” has been written there meanwhile; "
            "nothing was changed. Write it once more if yours is to stand."
        )
    return with_value(text, place, _value(wish.setting, wish.value))


def with_new_person(text: str, wish: NewPerson) -> str:
    """Return the settings with one more person in the cast."""
    if any(_name_of(one) == wish.name.strip() for one in _entries(text, "people")):
        raise PodcastError(f"“{wish.name.strip()}” takes part already.")
    known = wish.model_dump()
    return with_table(text, "people", {key: value for key, value in known.items() if value})


def without_person(text: str, wish: OldPerson) -> str:
    """Return the settings without a person in the cast."""
    return without_table(text, "people", _index(text, "people", "name", wish.person))


def with_chapters(text: str, *wishes: NewChapter) -> str:
    """Return the settings with more chapters."""
    for wish in wishes:
        text = with_table(text, "chapters", {"at": wish.at.strip(), "title": wish.title.strip()})
    return text


def without_chapter(text: str, wish: OldChapter) -> str:
    """Return the settings without a chapter."""
    return without_table(text, "chapters", _index(text, "chapters", "title", wish.title))


def with_cut(text: str, wish: CutWish) -> str:
    """Return the settings with one more cut."""
    return with_item(text, ("cuts",), f"{wish.start.strip()}-{wish.end.strip()}")


def without_cut(text: str, wish: OldCut) -> str:
    """Return the settings without a cut; the others stay as people wrote them."""
    cuts: list[str] = tomllib.loads(text).get("cuts", [])
    left = [cut for cut in cuts if written_stretch(parse_stretch(cut)) != wish.cut]
    if len(left) == len(cuts):
        raise ConflictError(f"cuts: {wish.cut} is not there any more.")
    return with_value(text, ("cuts",), left or None)


def beside_the_field(fault: SettingsError) -> PodcastError:
    """The faults of a setting as they are shown beside its field, where no line is to be found."""
    return PodcastError("\n".join(_LINE.sub("", told) for told in fault.faults))


def fields(text: str) -> dict[str, str]:
    """The settings of an episode by name, as fields show them."""
    values = tomllib.loads(text)
    wishes = (SettingWish(setting=name, value="") for name in get_args(Setting))
    return {wish.setting: shown(_at(values, _place(text, wish))) for wish in wishes}


def shown(value: object) -> str:
    """A setting as a field shows it."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def _place(text: str, wish: SettingWish | PersonWish | ChapterWish) -> Place:
    match wish:
        case PersonWish():
            return ("people", _index(text, "people", "name", wish.person), wish.setting)
        case ChapterWish():
            return ("chapters", _index(text, "chapters", "title", wish.chapter), wish.setting)
    credits_too = wish.setting in {"documentation", "photo"}
    return ("credits", wish.setting) if credits_too else (wish.setting,)


def _index(text: str, name: str, key: str, value: str) -> int:
    for at, one in enumerate(_entries(text, name)):
        if str(one.get(key, "")).strip() == value:
            return at
    raise ConflictError(f"{name}: “{value}” is not there any more.")


def _entries(text: str, name: str) -> list[dict[str, Any]]:
    return list(tomllib.loads(text).get(name, []))


def _name_of(person: dict[str, Any]) -> str:
    return str(person.get("name", "")).strip()


def _at(values: Any, place: Place) -> object:  # noqa: ANN401 - whatever TOML can hold
    for step in place:
        if isinstance(values, list) and isinstance(step, int):
            values = values[step]
        else:
            values = values.get(step)
        if values is None:
            return None
    return values


def _value(setting: str, written: str) -> Value | None:
    """A value as TOML has it; what cannot be one stays text, and is refused as such."""
    plain = _plain(written)
    if not plain:
        return "" if setting in {"title", "name"} else None
    if setting in _NUMBERS and plain.isdecimal():
        return int(plain)
    if setting == "published" and (found := _DAY.fullmatch(plain)):
        seconds = "" if found["seconds"] or ":" not in plain else ":00"
        try:
            return tomllib.loads(f"day = {plain}{seconds}")["day"]  # type: ignore[no-any-return]
        except tomllib.TOMLDecodeError:
            return plain
    return plain


def _plain(written: str) -> str:
    """What a field holds, with line ends as ours."""
    return written.replace("\r\n", "\n").strip()
