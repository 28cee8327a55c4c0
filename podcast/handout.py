"""The documentation as it is handed out on paper or as a file, whatever the form of the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from podcast.dates import LOCALES, written_date
from podcast.edition import Edition
from podcast.reading import read
from podcast.show import Show
from podcast.wording import wording

if TYPE_CHECKING:
    from datetime import date

    from podcast.reading import Reading
    from podcast.show import Kind
    from podcast.wording import Wording


@dataclass(frozen=True)
class Handout:
    """An episode's documentation with all that stands around the talk.

    Attributes:
        show: whose it is.
        edition: the episode.
        photos: those of its photos that are at hand, as JPEG, by the name that the text gives them.
    """

    show: Show
    edition: Edition
    photos: Mapping[str, bytes]

    @property
    def title(self) -> str:
        """The heading."""
        return self.edition.document.title

    @property
    def author(self) -> str:
        """Who publishes it."""
        return self.show.author or self.show.title

    @property
    def address(self) -> str:
        """The web address of its page."""
        return self.edition.address(self.show)

    @property
    def day(self) -> date:
        """When it was published, in the show's time zone."""
        return self.edition.published.astimezone(self.show.zone).date()

    @cached_property
    def reading(self) -> Reading:
        """The text, arranged."""
        return read(self.edition, self._kind, self.show.language)

    @property
    def words(self) -> Wording:
        """Those around the talk, as its kind has them."""
        return wording(self._kind, self.show.language)

    @property
    def kicker(self) -> str:
        """What it is, of when and where."""
        episode = self.edition.episode
        where = ", ".join(filter(None, [episode.event, episode.place]))
        return " · ".join(filter(None, [self.words.what, self.written(self.day), where]))

    @property
    def foot(self) -> str:
        """What stands below each page: where it is published, and since when."""
        return f"{self.address} · {self.written(self.day)}"

    @property
    def cast(self) -> str:
        """Who takes part, in a sentence; empty where nobody is named."""
        people = self.edition.episode.people
        return f"{self.words.cast}: {self.words.cast_list(people)}" if people else ""

    @property
    def closing(self) -> tuple[str, ...]:
        """After the talk: corrections, where it was, whose work it is, whether it is reviewed."""
        episode = self.edition.episode
        corrected = (
            self.words.corrected(self.written(fault.date), fault.what)
            for fault in episode.corrections
        )
        reviewed = self.written(episode.reviewed) if episode.reviewed else ""
        return (
            *corrected,
            *self.words.closing(episode),
            self.words.status(reviewed, episode.reviewed_by),
        )

    def written(self, day: date) -> str:
        """Write a date: `4 maj 2026`."""
        return written_date(day, LOCALES[self.show.language])

    @property
    def _kind(self) -> Kind:
        return self.edition.episode.kind or self.show.kind
