"""The settings of an episode: `episodes/<folder>/episode.toml`, written by people."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    Strict,
)

from podcast.coordinates import is_place
from podcast.episode_parts import Correction, ExternalLink
from podcast.glossary import Glossary
from podcast.options import Licence, Line, Link, Picture, calendar, of_our_time
from podcast.show import Kind, Level, Sound
from podcast.slug import PATTERN, RESERVED
from podcast.span import Span, clock, parse_clock
from podcast.stretch import Stretch
from podcast.zone_time import at_home

if TYPE_CHECKING:
    from collections.abc import Mapping

    from podcast.show import Language, Show

Status = Literal["published", "unlisted", "draft", "withdrawn"]

# Between what somebody does and where.
_AT: Mapping[Language, str] = {"sv": "på", "en": "at"}

_COUNT = re.compile(r"\d{1,4}")
_BOUNDS = re.compile(r"(\d{1,4})\.\.(\d{1,4})")
# One of these in a role: the person leads the talk, and asks rather than answers.
_LEADING = frozenset(
    """moderator programledare samtalsledare poddledare poddvärd värd intervjuare utfrågare
    host presenter interviewer""".split()
)


class SpeakerBounds(BaseModel):
    """How few and how many people there can be; both ends count."""

    model_config = ConfigDict(frozen=True)

    fewest: int = Field(1, ge=1)
    most: int = Field(20, ge=1)

    @property
    def written(self) -> str | int:
        """As episode.toml has it: `3`, or `"2..5"`."""
        same = self.fewest == self.most
        return self.most if same else f"{self.fewest}..{self.most}"


def _moment(written: object) -> object:
    try:
        return parse_clock(written) if isinstance(written, str) else written
    except ValueError:
        raise ValueError("write a moment as 12:31 or 1:02:03") from None


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


def parse_speakers(written: str) -> SpeakerBounds:
    """Read how many speak from a command line: `3` or `2..5`.

    Raises:
        ValueError: when it is neither.
    """
    bounds = _bounds(int(written) if _COUNT.fullmatch(written.strip()) else written)
    return SpeakerBounds.model_validate(bounds)


def written_moment(seconds: float) -> str | float:
    """Return a moment as people write it in the settings."""
    return clock(seconds) if seconds.is_integer() else seconds


def _written_bounds(bounds: SpeakerBounds | None) -> str | int | None:
    return bounds.written if bounds else None


def _latitude_and_longitude(written: str) -> str:
    plain = written.replace(" ", "")
    if written and not is_place(plain):
        raise ValueError("write latitude and longitude in degrees, such as 59.3793,13.5036")
    return plain


def _free_slug(written: str) -> str:
    if written in RESERVED:
        raise ValueError("that name is kept for something else; add a word to it")
    return written


Moment = Annotated[
    float,
    BeforeValidator(_moment),
    Strict(),
    Field(ge=0, allow_inf_nan=False),
    PlainSerializer(written_moment),
]


class Person(BaseModel):
    """Somebody who takes part."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Line = Field(
        description="The whole name, as it stands before each turn.",
        examples=["Karin Ek"],
    )
    role: str = Field(
        "", description="Title or part, such as `moderator`.", examples=["verksamhetschef"]
    )
    organisation: str = Field(
        "", description="Where; written “role på organisation”.", examples=["socialförvaltningen"]
    )
    heard_at: tuple[Moment, ...] = Field(
        (),
        description="Moments at which this person speaks, such as `0:05`; they name the voice.",
        examples=[["0:05", "1:31"]],
    )
    remember: bool = Field(
        default=False,
        description="Whether the voice may be remembered, on this machine only, to propose the "
        "name in other episodes. A voice print is biometric personal data: the person must have "
        "consented.",
    )
    accept: tuple[Line, ...] = Field(
        (),
        description="Rules whose suggestions are taken in what this person says.",
        examples=[["liksom"]],
    )
    link: Link = Field("", description="A web address about the person, for podcast apps.")
    picture: Link = Field(
        "", description="The web address of a picture of the person, for podcast apps."
    )

    def presented(self, language: Language) -> str:
        """Name, role and organisation as the documentation presents people."""
        where = f" {_AT[language]} {self.organisation}" if self.organisation else ""
        return f"{self.name}, {self.role}{where}" if self.role else f"{self.name}{where}"

    def part(self, language: Language) -> str:
        """Role and organisation as the documentation presents people, without the name."""
        return self.presented(language).removeprefix(self.name).lstrip(", ")

    @property
    def leads(self) -> bool:
        """Whether the person leads the talk, such as a moderator, a host or an interviewer."""
        return not _LEADING.isdisjoint(re.findall(r"\w+", self.role.casefold()))


class ChapterMark(BaseModel):
    """A part of the recording that listeners can jump to."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    at: Moment = Field(description="When it begins, such as `12:31`.", examples=["12:31"])
    title: Line = Field(description="What it is about.", examples=["Vad betyder tillit?"])
    link: Link = Field(
        "", description="A web address about it.", examples=["https://kommun.example/tillit"]
    )


class Credits(BaseModel):
    """Who made the documentation."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    documentation: str = Field("", description="Who wrote the documentation.")
    photo: str = Field("", description="Who took the photos, without ©.")


class Episode(BaseModel):
    """What people say about an episode."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Line = Field(
        description="The heading; a title without number.", examples=["Tillit i socialtjänsten"]
    )
    published: Annotated[
        datetime | date, BeforeValidator(calendar), AfterValidator(of_our_time)
    ] = Field(
        description="When listeners may have it; a date to come keeps it back until then, a date "
        "alone means midnight, the show's time.",
        examples=[date(2026, 5, 4)],
    )
    description: str = Field("", description="The lead: what it is about, in a few sentences.")
    status: Status = Field(
        "published",
        description="`draft` keeps it out of the pages and the feed; `unlisted` gives it a page "
        "that no list, search or feed leads to; `withdrawn` takes sound and text back and leaves "
        "a page that says so.",
    )
    slug: Annotated[str, Field(pattern=rf"^({PATTERN})?$"), AfterValidator(_free_slug)] = Field(
        "", description="The last part of its address; the folder's name without date if empty."
    )
    recording: str = Field(
        "", description="Which file in the folder is the recording, when there are several."
    )
    artwork: Picture = Field(
        "",
        description="A picture of its own, as in show.toml, in the folder; else it has the show's.",
    )
    sound: Sound | None = Field(
        None, description="As in show.toml, for this episode.", examples=["keep"]
    )
    kind: Kind | None = Field(
        None, description="As in show.toml, for this episode.", examples=["panel"]
    )
    level: Level | None = Field(
        None, description="As in show.toml, for this episode.", examples=["clean"]
    )
    accept: tuple[Line, ...] = Field(
        (),
        description="Rules whose suggestions are taken in this episode, as `podcast status` names "
        "them.",
        examples=[["alltså", "liksom"]],
    )
    number: int | None = Field(None, ge=1, description="The number of the episode.", examples=[1])
    season: int | None = Field(None, ge=1, description="The number of the season.", examples=[1])
    episode_type: Literal["full", "trailer", "bonus"] = Field(
        "full",
        description="`full`, or `trailer` for a foretaste of what is to come, or `bonus` for "
        "something beside the ordinary episodes.",
    )
    explicit: bool | None = Field(
        None, description="As in show.toml, for this episode.", examples=[True]
    )
    event: str = Field("", description="At which event it was recorded.")
    place: str = Field("", description="Where it was recorded.")
    geo: Annotated[str, AfterValidator(_latitude_and_longitude)] = Field(
        "", description="Latitude and longitude of the place, such as `59.3793,13.5036`."
    )
    license: Licence = Field("", description="As in show.toml, for this episode.")
    license_link: Link = Field("", description="As in show.toml, for this episode.")
    speakers: Annotated[
        SpeakerBounds | None, BeforeValidator(_bounds), PlainSerializer(_written_bounds)
    ] = Field(
        None,
        description='How many speak: `3`, or `"2..5"`; without it the cast is the bound.',
        examples=["2..5"],
    )
    channels: Literal["speakers", "mixed"] | None = Field(
        None,
        description="`speakers` if each channel is the microphone of one person, `mixed` if not.",
        examples=["speakers"],
    )
    glossary: Glossary = Field((), description="As in show.toml, for this episode.")
    reviewed: Annotated[date | None, BeforeValidator(calendar)] = Field(
        None,
        description="When a person had checked the whole text against the sound.",
        examples=[date(2026, 5, 11)],
    )
    reviewed_by: str = Field(
        "",
        description="Who had checked it, if readers are to know; the page names the person.",
        examples=["Karin Ek"],
    )
    heard: tuple[Stretch, ...] = Field(
        (),
        description="Stretches that a person has listened to against the text, such as "
        "`0:00-12:31`; with `reviewed` it is all of it.",
        examples=[["0:00-12:31"]],
    )
    cuts: tuple[Stretch, ...] = Field(
        (),
        description="Stretches of the recording that are not published, such as `0:00-0:12`: "
        "neither sound nor words. All moments in this file stay those of the recording.",
        examples=[["0:00-0:12"]],
    )
    people: tuple[Person, ...] = Field((), description="Who takes part, in the order of the cast.")
    chapters: tuple[ChapterMark, ...] = Field(
        (),
        description="The parts of the recording; without any, the headings of text.md are.",
    )
    credits: Credits = Field(Credits(), description="Who made the documentation.")
    related: tuple[Line, ...] = Field(
        (),
        description="Episodes that its page leads on to, by the last part of their addresses; "
        "without any, those of the same event, people and season.",
        examples=[["tillit", "fore-natten"]],
    )
    links: tuple[ExternalLink, ...] = Field(
        (), description="What readers and listeners are led on to elsewhere."
    )
    corrections: tuple[Correction, ...] = Field(
        (), description="What was wrong in the text when readers had it already."
    )

    @property
    def for_readers(self) -> Episode:
        """The same without what is no business of theirs: who is remembered, and what was cut."""
        people = (person.model_copy(update={"remember": False}) for person in self.people)
        return self.model_copy(update={"people": tuple(people), "cuts": ()})

    @property
    def listened(self) -> tuple[Span, ...]:
        """What a person has listened to against the text: all of it, once it is reviewed."""
        return (Span(0.0, math.inf),) if self.reviewed else self.heard

    def published_at(self, show: Show) -> datetime:
        """When listeners may have it, with the show's time zone where none is written."""
        return at_home(self.published, show.zone)
