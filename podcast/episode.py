"""The settings of an episode: `episodes/<folder>/episode.toml`, written by people."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from podcast.show import Kind, Level
from podcast.span import parse_clock

if TYPE_CHECKING:
    from podcast.show import Show

_SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
_BOUNDS = re.compile(r"(\d+)\.\.(\d+)")


class SpeakerBounds(BaseModel):
    """How few and how many people there can be; both ends count."""

    model_config = ConfigDict(frozen=True)

    fewest: int = Field(1, ge=1)
    most: int = Field(20, ge=1)


def _moment(written: object) -> object:
    return parse_clock(written) if isinstance(written, str) else written


def _bounds(written: object) -> object:
    match written:
        case bool():
            raise ValueError("write a number such as 3, or bounds such as “2..5”")
        case int():
            few = many = written
        case str() if found := _BOUNDS.fullmatch(written.strip()):
            few, many = int(found[1]), int(found[2])
        case SpeakerBounds() | None:
            return written
        case _:
            raise ValueError("write a number such as 3, or bounds such as “2..5”")
    if not 1 <= few <= many:
        raise ValueError("the lower bound comes first and is at least 1")
    return SpeakerBounds(fewest=few, most=many)


Moment = Annotated[float, BeforeValidator(_moment)]


class Person(BaseModel):
    """Somebody who takes part."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, description="The whole name, as it stands before each turn.")
    role: str = Field("", description="Title or part, such as `moderator`.")
    organisation: str = Field("", description="Where; written “role på organisation”.")
    heard_at: tuple[Moment, ...] = Field(
        (), description="Moments at which this person speaks, such as `0:05`; they name the voice."
    )

    @property
    def presentation(self) -> str:
        """Name, role and organisation as the documentation presents people."""
        where = f" på {self.organisation}" if self.organisation else ""
        return f"{self.name}, {self.role}{where}" if self.role else f"{self.name}{where}"


class Credits(BaseModel):
    """Who made the documentation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    documentation: str = Field("", description="Who wrote the documentation.")
    photo: str = Field("", description="Who took the photos, without ©.")


class Episode(BaseModel):
    """What people say about an episode."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=1, description="The heading; a title without number.")
    published: datetime | date = Field(
        description="When listeners may have it; a date alone means midnight there."
    )
    description: str = Field("", description="The lead: what it is about, in a few sentences.")
    status: Literal["published", "draft"] = Field(
        "published", description="`draft` keeps it out of the pages and the feed."
    )
    slug: Annotated[str, Field(pattern=rf"^({_SLUG})?$")] = Field(
        "", description="The last part of its address; the folder's name without date if empty."
    )
    recording: str = Field(
        "", description="Which file in the folder is the recording, when there are several."
    )
    kind: Kind | None = Field(None, description="As in show.toml, for this episode.")
    level: Level | None = Field(None, description="As in show.toml, for this episode.")
    number: int | None = Field(None, ge=1, description="The number of the episode.")
    season: int | None = Field(None, ge=1, description="The number of the season.")
    event: str = Field("", description="At which event it was recorded.")
    place: str = Field("", description="Where it was recorded.")
    speakers: Annotated[SpeakerBounds | None, BeforeValidator(_bounds)] = Field(
        None, description="How many speak: `3`, or `“2..5”`; without it the cast is the bound."
    )
    glossary: tuple[str, ...] = Field((), description="Names and terms of this episode.")
    reviewed: date | None = Field(
        None, description="When a person had checked the whole text against the sound."
    )
    people: tuple[Person, ...] = Field((), description="Who takes part, in the order of the cast.")
    credits: Credits = Field(Credits(), description="Who made the documentation.")

    def published_at(self, show: Show) -> datetime:
        """When listeners may have it, with the show's time zone where none is written."""
        moment = self.published
        if not isinstance(moment, datetime):
            moment = datetime.combine(moment, time())
        return moment if moment.tzinfo else moment.replace(tzinfo=show.zone)
