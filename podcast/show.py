"""The settings of a show: `episodes/show.toml`.

Every option has its default and one sentence; the reference in the docs and the commented file
that `podcast init` writes are made from them.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
)

from podcast.categories import CATEGORIES
from podcast.glossary import Glossary
from podcast.options import Licence, Line, Link, Mail, Picture, not_among
from podcast.show_parts import Accessibility, Colors, Funding, Proof, Season, ShowPerson

Kind = Literal["panel", "podcast", "interview"]
Level = Literal["verbatim", "clean", "documentation"]
Language = Literal["sv", "en"]
Sound = Literal["loudness", "keep"]

# Where `podcast serve` listens: links of a show without an address work on this machine.
PREVIEW_ADDRESS = "http://127.0.0.1:8000/"


_ADDRESS = re.compile(r"https?://[^/?#\s]+(/[^?#\s]*)?")


def _web_address(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        raise ValueError(
            "write the whole address of a folder, such as https://podd.kommun.example/"
        )
    return text if text.endswith("/") else f"{text}/"


def _timezone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):  # unknown; a folder; a way out of the folder
        raise not_among(available_timezones()) from None
    return name


def _category(name: str) -> str:
    if name not in CATEGORIES:
        raise not_among(CATEGORIES)
    return name


class Show(BaseModel):
    """What holds for all episodes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Line = Field(
        description="The name of the podcast or the series.", examples=["Panelpodden"]
    )
    description: str = Field("", description="What it is about, in a sentence or two.")
    language: Language = Field("sv", description="The language spoken: `sv` or `en`.")
    address: Annotated[str, AfterValidator(_web_address)] = Field(
        PREVIEW_ADDRESS,
        description="The web address where the folder feed/ will be published.",
    )
    author: str = Field("", description="Who publishes it, as listeners see it.")
    owner: str = Field("", description="Who answers for the feed; only directories see it.")
    email: Mail = Field(
        "",
        description="The owner's address: directories verify the feed by it, and readers report "
        "errors in the text.",
    )
    category: Annotated[str, AfterValidator(_category)] = Field(
        "Government", description="A category of Apple Podcasts, such as `Society & Culture`."
    )
    subcategory: str = Field("", description="A subcategory of that, such as `Documentary`.")
    explicit: bool = Field(default=False, description="Whether the talk is unfit for children.")
    artwork: Picture = Field(
        "",
        description="A JPEG or PNG in episodes/, at least 1400 pixels wide, best square; without "
        "one a cover is made from the title.",
    )
    sound: Sound = Field(
        "loudness",
        description="`loudness` publishes all episodes equally loud, −16 LUFS in stereo and −19 in "
        "mono; `keep` leaves the master as it is, an MP3 to the byte.",
    )
    small_sound: bool = Field(
        default=False,
        description="Whether a small version (Opus, 15 MB an hour) is published for slow networks.",
    )
    copyright: str = Field("", description="Who holds the rights, without ©.")
    license: Licence = Field(
        "",
        description="On what terms others may use the sound: the short name of a licence, such "
        "as `CC-BY-4.0`, or one of your own.",
    )
    license_link: Link = Field(
        "", description="Where the licence can be read; a licence of your own must have it."
    )
    order: Literal["episodic", "serial"] = Field(
        "episodic",
        description="`episodic` if people may begin with the newest, `serial` if with the first.",
    )
    complete: bool = Field(
        default=False,
        description="Whether the show is finished, so that apps stop asking for more.",
    )
    locked: bool = Field(
        default=True,
        description="Whether other hosts are told not to import the feed; needs `email`.",
    )
    feed_items: int = Field(
        300,
        ge=1,
        description="How many episodes feed.xml has; older ones follow in feed-2.xml and so on.",
    )
    hub: Link = Field("", description="A WebSub hub that tells subscribers of new episodes.")
    new_feed_url: Link = Field(
        "", description="Where the feed has moved to; keep this one for a few weeks."
    )
    timezone: Annotated[str, AfterValidator(_timezone)] = Field(
        "Europe/Stockholm", description="The time zone of dates without one."
    )
    kind: Kind = Field("panel", description="What episodes are: `panel`, `podcast`, `interview`.")
    level: Level = Field(
        "clean",
        description="How talk is written: `verbatim` as heard; `clean` without hesitations and "
        "stutters; `documentation` also without what only fills and takes the word.",
    )
    glossary: Glossary = Field(
        (),
        description="Names and terms that the speech model should expect; `heard => written` also "
        "mends what it hears.",
    )
    model: str = Field(
        "auto", description="The speech model, or `auto` for the best one on this machine."
    )
    beam_size: int = Field(
        5, ge=1, le=10, description="How many readings of a sentence the speech model weighs."
    )

    upcoming: bool = Field(
        default=False,
        description="Whether the front page tells title and date of episodes that are to come.",
    )

    age_notice: int = Field(
        12,
        ge=0,
        le=1200,
        description="After how many months the page of an episode says that it may no longer hold; "
        "0 never says so.",
    )
    link_notice: Literal["hidden", "shown"] = Field(
        "hidden",
        description="Whether “länk till annan webbplats, öppnas i nytt fönster” is `shown` after a "
        "link, or `hidden` for those who listen to the page; they see an arrow.",
    )

    colors: Colors = Field(Colors(), description="Colours of the publisher's own.")
    accessibility: Accessibility = Field(
        Accessibility(), description="What only people know of how accessible the site is."
    )
    people: tuple[ShowPerson, ...] = Field((), description="Who makes the show, hosts first.")
    seasons: tuple[Season, ...] = Field((), description="The names of seasons that have one.")
    funding: tuple[Funding, ...] = Field((), description="Ways to support the show.")
    proofs: tuple[Proof, ...] = Field(
        (), description="Texts that directories ask for, to see who owns the feed."
    )

    @field_validator("subcategory")
    @classmethod
    def _subcategory(cls, name: str, info: ValidationInfo) -> str:
        category = info.data.get("category")
        if name and category and name not in CATEGORIES[category]:
            raise not_among(CATEGORIES[category])
        return name

    def season_name(self, number: int) -> str:
        """The name of a season, or nothing."""
        return next((season.name for season in self.seasons if season.number == number), "")

    @property
    def untitled(self) -> str:
        """The word for an episode, where it has no title."""
        return "avsnitt" if self.language == "sv" else "episode"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone as a value."""
        return ZoneInfo(self.timezone)
