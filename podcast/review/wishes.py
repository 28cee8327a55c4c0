"""What the page of the text asks for, as it is sent; each wish knows the change that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from podcast.review import changes
from podcast.review.replacing import replaced

if TYPE_CHECKING:
    from podcast.review.passages import Script

_LONGEST = 100_000  # signs of one passage; an hour has fewer


class _Wish(BaseModel):
    """What a page asks for; it knows nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OfPassage(_Wish):
    """A wish about one passage, by its number in the version that the page has."""

    at: Annotated[int, Field(ge=0)]


class Words(OfPassage):
    """Other words for a passage."""

    what: Literal["words"]
    words: Annotated[str, Field(max_length=_LONGEST)]

    def done(self, script: Script) -> Script:
        """Return the script after the change, as every wish has it."""
        return changes.reworded(script, self.at, self.words)


class Part(OfPassage):
    """A paragraph in two."""

    what: Literal["part"]
    place: int

    def done(self, script: Script) -> Script:
        """See `Words`."""
        return changes.parted(script, self.at, self.place)


class Join(OfPassage):
    """A paragraph with the one before as one."""

    what: Literal["join"]

    def done(self, script: Script) -> Script:
        """See `Words`."""
        return changes.joined(script, self.at)


class Give(OfPassage):
    """A turn, what it has from a place on, or what stands between two, to another person."""

    what: Literal["give"]
    speaker: str
    start: int | None = None
    end: int | None = None

    def done(self, script: Script) -> Script:
        """See `Words`."""
        if self.start is None:
            return changes.given_turn(script, self.at, self.speaker)
        if self.end is None:
            return changes.given_rest(script, self.at, self.start, self.speaker)
        return changes.given(script, self.at, self.start, self.end, self.speaker)


class Boundary(OfPassage):
    """The beginning of a turn, so many words later."""

    what: Literal["boundary"]
    words: Annotated[int, Field(ge=-50, le=50)]

    def done(self, script: Script) -> Script:
        """See `Words`."""
        return changes.boundary_moved(script, self.at, self.words)


class Head(OfPassage):
    """A heading before a passage."""

    what: Literal["heading"]
    words: Annotated[str, Field(max_length=_LONGEST)]

    def done(self, script: Script) -> Script:
        """See `Words`."""
        return changes.headed(script, self.at, self.words)


class Quotation(OfPassage):
    """Words of a paragraph as a quotation below it."""

    what: Literal["quote"]
    start: int
    end: int

    def done(self, script: Script) -> Script:
        """See `Words`."""
        return changes.quoted(script, self.at, self.start, self.end)


class Remove(OfPassage):
    """A passage away."""

    what: Literal["remove"]

    def done(self, script: Script) -> Script:
        """See `Words`."""
        return changes.removed(script, self.at)


class Replace(_Wish):
    """Other words wherever some stand; `always` also in what will be heard from now on."""

    what: Literal["replace"]
    words: Annotated[str, Field(min_length=1, max_length=1000)]
    by: Annotated[str, Field(max_length=1000)]
    always: bool = False

    def done(self, script: Script) -> Script:
        """See `Words`."""
        return replaced(script, self.words, self.by)


class TakeBack(_Wish):
    """What the machine changed, as it was heard."""

    what: Literal["take back"]
    edit: str


Wish = Words | Part | Join | Give | Boundary | Head | Quotation | Remove | Replace | TakeBack


class Change(_Wish):
    """A change of the text as a page has it."""

    version: str
    wish: Annotated[Wish, Field(discriminator="what")]


class Seen(_Wish):
    """Which version a page has."""

    version: str


class Decision(_Wish):
    """Which of two versions of the same words is to stand."""

    version: str
    place: str
    take_other: bool
