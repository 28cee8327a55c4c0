"""Filters and tests that templates have besides Jinja's own; docs/templates.md is made of these."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from babel.dates import get_month_names
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from podcast import span
from podcast.dates import written_date
from podcast.document import Heading, Paragraph, Photo
from podcast.reading import Passage, Quotation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from podcast.episode import Person

# So many colours tell voices apart before they come back; names stand beside them anyway.
_COLOURS = 6


class Filters:
    """What templates write as `{{ value | name }}`; each method is one, in the show's language."""

    def __init__(self, locale: str) -> None:
        """Take the locale, such as `sv_SE`."""
        self._locale = locale

    def clock(self, seconds: float) -> str:
        """Write seconds as a time: `12:31`, from an hour on `1:02:31`."""
        return span.clock(seconds)

    def moment(self, seconds: float) -> str:
        """Write seconds as a media fragment does, for addresses with `#t=`: `754`, `24.36`."""
        return f"{seconds:.3f}".rstrip("0").rstrip(".")

    def colour(self, order: int) -> int:
        """Give the number of a person's colour, 1 to 6, of the `order` that the person has."""
        return (order - 1) % _COLOURS + 1

    def day(self, day: date) -> str:
        """Write a date: `4 maj 2026`."""
        return written_date(day, self._locale)

    def at_least(self, share: float) -> str:
        """Write a share from 0 to 1 in whole hundredths, rounded down: `12 %`."""
        return format_percent(math.floor(100 * share) / 100, locale=self._locale)

    def at_most(self, share: float) -> str:
        """Write a share from 0 to 1 in whole hundredths, rounded up: `13 %`."""
        return format_percent(math.ceil(100 * share) / 100, locale=self._locale)

    def length(self, seconds: float) -> str:
        """Write how long something lasts: `1 tim 12 min`. How long a list is, `count` tells."""
        minutes = round(seconds / 60)
        if not minutes:
            return self._unit(round(seconds), "duration-second")
        hours, minutes = divmod(minutes, 60)
        parts = [(hours, "duration-hour"), (minutes, "duration-minute")]
        return " ".join(self._unit(number, unit) for number, unit in parts if number)

    def megabytes(self, size: int) -> str:
        """Write a number of bytes: `0,9 MB`, from ten on without decimals."""
        pattern = "#,##0" if size >= 10_000_000 else "0.0"
        return f"{format_decimal(max(size / 1e6, 0.1), pattern, locale=self._locale)} MB"

    def names(self, people: Iterable[Person]) -> str:
        """Write the names of people: `Karin Ek, Lena Holm och Per Lind`."""
        return format_list([person.name for person in people], locale=self._locale)

    def inside(self, text: str) -> str:
        """Write text so that it may stand inside an address."""
        return quote(text)

    def _unit(self, number: int, unit: str) -> str:
        return format_unit(number, unit, "short", locale=self._locale)


def filters(locale: str) -> Mapping[str, Callable[..., object]]:
    """Return the filters by name."""
    made = Filters(locale)
    return {name: getattr(made, name) for name in vars(Filters) if not name.startswith("_")}


TESTS: Mapping[str, type] = {
    "passage": Passage,
    "heading": Heading,
    "paragraph": Paragraph,
    "photo": Photo,
    "quotation": Quotation,
}
"""What templates may ask of a part of the text, `{% if part is photo %}`: of which type it is."""


def tests() -> Mapping[str, Callable[[object], bool]]:
    """Return the tests by name."""
    return {name: partial(_is_a, kind) for name, kind in TESTS.items()}


def _is_a(kind: type, part: object) -> bool:
    return isinstance(part, kind)


def month_names(locale: str) -> tuple[str, ...]:
    """Return the names of the months as dates have them, January first."""
    names = get_month_names("wide", context="format", locale=locale)
    return tuple(names[number] for number in range(1, 13))
