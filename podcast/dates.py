"""Dates as people write and count them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from babel.dates import format_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from podcast.show import Language

LOCALES: Mapping[Language, str] = {"sv": "sv_SE", "en": "en_GB"}
"""Where dates and numbers are written as the language's readers expect; OpenGraph names it too."""


def written_date(day: date, locale: str) -> str:
    """Write a day in words: `4 maj 2026`."""
    return str(format_date(day, "d MMMM y", locale=locale))


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month where it is shorter.

    Raises:
        ValueError: when that is after the year 9999.
    """
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
