"""Parts of `episode.toml` that are about the text as readers get it: links, corrections."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from podcast.options import Line, calendar, whole_address


class ExternalLink(BaseModel):
    """Where readers can go on, elsewhere on the web."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Line = Field(
        description="What is there, as the link says it.", examples=["Rapporten om tillit"]
    )
    address: Annotated[str, AfterValidator(whole_address)] = Field(
        description="A web address, or `mailto:` and a mail address.",
        examples=["https://kommun.example/tillit"],
    )

    @property
    def is_mail(self) -> bool:
        """Whether it begins a letter instead of leading to a page."""
        return self.address.startswith("mailto:")


class Correction(BaseModel):
    """What was wrong in the text when readers had it already."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    date: Annotated[dt.date, BeforeValidator(calendar)] = Field(
        description="When it was corrected.", examples=[dt.date(2026, 5, 12)]
    )
    what: Line = Field(
        description="What was wrong and what is right, in a sentence.",
        examples=["Lena Holm är verksamhetschef, inte enhetschef."],
    )
