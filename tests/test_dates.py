"""Dates in words, and months that have fewer days."""

from __future__ import annotations

from datetime import date

import pytest

from podcast.dates import months_after, written_date


def test_a_day_is_written_as_readers_of_the_language_write_it() -> None:
    assert written_date(date(2026, 5, 4), "sv_SE") == "4 maj 2026"
    assert written_date(date(2026, 5, 4), "en_GB") == "4 May 2026"


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 5, 4), 12, date(2027, 5, 4)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(
    day: date, months: int, after: date
) -> None:
    assert months_after(day, months) == after
