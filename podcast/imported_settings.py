"""A feed's words for a show and its episodes as our settings; what does not fit is noted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from podcast.categories import CATEGORIES
from podcast.document import Chapter
from podcast.episode import ChapterMark, Episode, Person
from podcast.episode_parts import ExternalLink
from podcast.foreign_values import line
from podcast.imported_talk import Speaker
from podcast.podcast_roles import GUEST, podcast_role, written_part
from podcast.show import Show
from podcast.show_parts import Funding, Proof, Season, ShowPerson
from podcast.xml_text import ascii_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from podcast.foreign import ForeignItem, ForeignPerson, ForeignShow, Notes

Model = TypeVar("Model", bound=BaseModel)

# What is imported is a podcast, whatever a new show would be.
_KIND = "podcast"
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Beside:
    """What was found beside the item of a feed.

    Attributes:
        slug: to be written down; empty where the folder's name says it.
        artwork: the name of its file in the folder; empty where there is none.
        chapters: of the feed, of their file or of the sound.
        speakers: whom the transcript names.
    """

    slug: str = ""
    artwork: str = ""
    chapters: tuple[Chapter, ...] = ()
    speakers: tuple[Speaker, ...] = ()


def show_settings(
    show: ForeignShow, items: Iterable[ForeignItem], artwork: str, notes: Notes
) -> Show:
    """Return the settings of a show.

    Args:
        show: what the feed says about it.
        items: its episodes, for the names of seasons.
        artwork: the name of the picture in episodes/; empty where there is none.
        notes: gets what does not fit.
    """
    language = _language(show.language, notes)
    wanted: dict[str, Any] = {"description": show.description, "language": language}
    wanted |= {"address": show.address, "author": show.author, "owner": show.owner}
    wanted |= {"email": show.email, **_category(show, notes), "explicit": show.explicit}
    wanted |= {"artwork": artwork, "copyright": show.copyright, "order": show.order}
    if show.license:
        wanted |= {"license": show.license.name, "license_link": ascii_address(show.license.link)}
    wanted |= {"complete": show.complete, "locked": show.locked, "hub": show.hub, "kind": _KIND}
    wanted["people"] = tuple(
        _fitting(ShowPerson, {"name": person.name}, _of_person(person, language, notes), notes)
        for person in show.people
    )
    wanted["seasons"] = tuple(_seasons(items, notes))
    wanted["funding"] = tuple(_several(Funding, ("text", "link"), show.funding, notes))
    wanted["proofs"] = tuple(_several(Proof, ("text", "purpose"), show.proofs, notes))
    return _fitting(Show, {"title": show.title or "Podden"}, wanted, notes)


def show_differences(there: Show, feed: Show) -> Iterator[str]:
    """Say what a show's settings have otherwise than its feed, setting by setting."""
    for name in Show.model_fields:
        before, now = getattr(there, name), getattr(feed, name)
        if name in feed.model_fields_set - {"kind", "artwork"} and before != now:
            yield f"{name} is {_shown(before)} and the feed has {_shown(now)}; it stays as it is"


def episode_settings(
    item: ForeignItem, show: Show, published: datetime, beside: Beside, notes: Notes
) -> Episode:
    """Return the settings of an episode.

    Args:
        item: what the feed says about it.
        show: what holds for all; only what differs is written.
        published: its date, or what stands for one.
        beside: what was found beside the item.
        notes: gets what does not fit.
    """
    untitled = f"{show.untitled.capitalize()} {published.date()}"
    wanted: dict[str, Any] = {"description": item.description, "slug": beside.slug}
    if not item.sound or item.published is None:
        wanted["status"] = "draft"
    wanted |= {"number": item.number, "season": item.season, "place": item.place, "geo": item.geo}
    if item.episode_type != "full":
        wanted["episode_type"] = item.episode_type
    if item.explicit is not None and item.explicit != show.explicit:
        wanted["explicit"] = item.explicit
    if item.license and item.license.name.lower() != show.license.lower():
        wanted |= {"license": item.license.name, "license_link": ascii_address(item.license.link)}
    wanted["artwork"] = beside.artwork
    wanted["people"] = tuple(_cast(item, show.language, beside.speakers, notes))
    wanted["chapters"] = tuple(
        _fitting(
            ChapterMark, {"at": chapter.start, "title": chapter.title},
            {"link": ascii_address(chapter.link)}, notes,
        )
        for chapter in beside.chapters
    )  # fmt: skip
    wanted["links"] = tuple(
        _several(ExternalLink, ("title", "address"), item.links, notes, item.name)
    )
    always = {"title": item.title or untitled, "published": published}
    return _fitting(Episode, always, wanted, notes)


def _cast(
    item: ForeignItem, language: str, speakers: Sequence[Speaker], notes: Notes
) -> Iterator[Person]:
    """Those whom the feed names, then those whom the transcript names besides."""
    found = _matched([person.name for person in item.people], speakers)
    for person in item.people:
        wanted = _of_person(person, language, notes)
        speaker = found.get(person.name)
        if speaker:
            wanted["heard_at"] = (speaker.at,)
        yield _fitting(Person, {"name": person.name}, wanted, notes)
    known = {speaker.name for speaker in found.values()}
    for speaker in speakers:
        if speaker.name not in known:
            yield Person(name=speaker.name, heard_at=(speaker.at,))


def _matched(names: Sequence[str], speakers: Sequence[Speaker]) -> dict[str, Speaker]:
    """Find each of the cast among the speakers, by whole name, else by a part of it alone."""
    found: dict[str, Speaker] = {}
    for is_alike in (_same, _part_of):
        for speaker in speakers:
            alike = [name for name in names if is_alike(speaker.name, name)]
            if len(alike) == 1 and speaker not in found.values():
                found.setdefault(alike[0], speaker)
    return found


def _same(said: str, name: str) -> bool:
    return said.casefold() == name.casefold()


def _part_of(said: str, name: str) -> bool:
    return set(said.casefold().split()) < set(name.casefold().split())


def _of_person(person: ForeignPerson, language: str, notes: Notes) -> dict[str, Any]:
    role = written_part(person.role, language)
    if role and podcast_role(role, leads=role in {"programledare", "host"}) == GUEST:
        notes.add(
            f"“{person.name}”",
            f"the role “{line(person.role)[:40]}” is none that our feed can name; it is written "
            "down, and the feed will say guest",
        )
    links = {"link": ascii_address(person.link), "picture": ascii_address(person.picture)}
    return {"role": line(role), **links}


def _category(show: ForeignShow, notes: Notes) -> dict[str, str]:
    """The first category that Apple knows; a show of ours has one."""
    known = [(name, sub) for name, sub in show.categories if name in CATEGORIES]
    for name, _ in show.categories:
        if (name, "") not in [(one, "") for one, _ in known[:1]]:
            notes.add(
                "show.toml", f"the category “{line(name)[:_LONGEST_SHOWN]}” is left out; "
                "a show has one, of Apple's list",
            )  # fmt: skip
    if not known:
        return {}
    name, sub = known[0]
    return {"category": name, "subcategory": sub}


def _language(written: str, notes: Notes) -> str:
    short = written.strip().lower()[:2]
    if short in {"sv", "en"}:
        return short
    if written:
        notes.add(
            "show.toml", f"the language “{line(written)[:20]}” is neither sv nor en; it is sv now"
        )
    return "sv"


def _seasons(items: Iterable[ForeignItem], notes: Notes) -> Iterator[Season]:
    names: dict[int, str] = {}
    for item in items:
        if item.season and item.season_name:
            taken = names.setdefault(item.season, item.season_name)
            if taken != item.season_name:
                notes.add(
                    item.name,
                    f"season {item.season} has two names; “{taken[:_LONGEST_SHOWN]}” is taken",
                )
    yield from (Season(number=number, name=names[number]) for number in sorted(names))


def _several(
    model: type[Model],
    names: tuple[str, str],
    pairs: Iterable[tuple[str, str]],
    notes: Notes,
    where: str = "show.toml",
) -> Iterator[Model]:
    for pair in pairs:
        try:
            yield model.model_validate(dict(zip(names, pair, strict=True)))
        except ValidationError:
            notes.add(where, f"{_shown(pair[0])} with {_shown(pair[1])} does not fit")


def _fitting(
    model: type[Model], always: Mapping[str, Any], wanted: Mapping[str, Any], notes: Notes
) -> Model:
    """Return settings with all that fits; what is empty is left out, the rest is noted."""
    fields = dict(always)
    for name, value in wanted.items():
        if value in ("", None, (), False) and name not in {"explicit", "locked"}:
            continue
        if value is None:
            continue
        try:
            model.model_validate({**fields, name: value})
        except ValidationError:
            notes.add(
                next((str(always[key]) for key in ("title", "name") if key in always), name),
                f"{name} cannot be {_shown(value)} with us, so it is left out",
            )
        else:
            fields[name] = value
    return model.model_validate(fields)


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return (
            ", ".join(_shown(getattr(one, "name", getattr(one, "text", one))) for one in value)
            or "nothing"
        )
    plain = re.sub(r"\s+", " ", str(value))
    return f"“{plain[:_LONGEST_SHOWN]}{'…' if len(plain) > _LONGEST_SHOWN else ''}”"
