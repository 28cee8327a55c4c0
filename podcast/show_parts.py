"""Parts of `show.toml`: seasons, people, funding, proofs, accessibility."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from podcast.options import Colour, Line, Link, Mail


class Season(BaseModel):
    """A season that has a name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: int = Field(ge=1, description="Its number, as episodes have it.", examples=[1])
    name: Line = Field(description="What listeners see.", examples=["Våren 2026"])


class ShowPerson(BaseModel):
    """Somebody who makes the show; episodes have their own people."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Line = Field(description="The whole name.", examples=["Karin Ek"])
    role: str = Field(
        "programledare", description="The part in the show, such as `programledare`, `producent`."
    )
    link: Link = Field("", description="A web address about the person.")
    picture: Link = Field("", description="The web address of a picture of the person.")


class Funding(BaseModel):
    """A way to support the show."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Line = Field(description="What apps write on the link.", examples=["Bli medlem"])
    link: Link = Field(
        min_length=1, description="Where it leads.", examples=["https://forening.example/medlem"]
    )


class Proof(BaseModel):
    """A text that a directory asks for, to see who owns the feed."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Line = Field(description="The text it gave you.", examples=["S6lpp-7ZCn8"])
    purpose: str = Field(
        "verify", max_length=128, description="What it is for; Apple asks `applepodcastsverify`."
    )


class Accessibility(BaseModel):
    """What only people know of how accessible the site is, for its statement of that."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    is_public_body: bool = Field(
        default=False,
        description="Whether the Swedish act on accessibility of digital public services "
        "(DOS-lagen) applies; the statement then has what the act asks for.",
    )
    organisation: str = Field("", description="Who answers for the site, if it is not `author`.")
    email: Mail = Field("", description="To whom readers report what does not work for them.")
    phone: str = Field("", description="The same, by telephone.")
    link: Link = Field("", description="The same, by a form or a page.")
    shortcomings: tuple[Line, ...] = Field(
        (),
        description="What is known not to be accessible, a sentence each; episodes whose text "
        "nobody has reviewed are listed without being named here.",
    )
    assessed: date | None = Field(
        None, description="When the site was last assessed.", examples=[date(2026, 5, 4)]
    )
    method: str = Field("", description="How it was assessed and by whom.")
    published: date | None = Field(
        None, description="When the site was published first.", examples=[date(2026, 5, 4)]
    )
    updated: date | None = Field(
        None, description="When this part was last looked through.", examples=[date(2026, 5, 4)]
    )


class Colors(BaseModel):
    """Colours of the publisher's own; what is not chosen follows, so that it can be read."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    accent: Colour = Field(
        "", description="Links, buttons, focus, and the covers that we make.", examples=["#0a5960"]
    )
    background: Colour = Field("", description="The page behind the text.", examples=["#fdfcf9"])
    text: Colour = Field("", description="What is read.", examples=["#1b2226"])
    accent_dark: Colour = Field(
        "",
        description="The accent where the reader asks for a dark page; without one it is `accent`, "
        "made lighter until it can be read.",
        examples=["#84cbce"],
    )
    background_dark: Colour = Field(
        "", description="The page behind the text in the dark.", examples=["#14191b"]
    )
    text_dark: Colour = Field("", description="What is read in the dark.", examples=["#e5e6e1"])
