"""Parts of `show.toml` that may stand several times: seasons, people, funding, proofs."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from podcast.options import Line, Link


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
