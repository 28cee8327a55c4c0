from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.zone_time import at_home, parse_moment

STOCKHOLM = ZoneInfo("Europe/Stockholm")


@pytest.mark.parametrize(
    ("written", "in_utc"),
    [
        (date(2026, 1, 5), "2026-01-04T23:00"),
        (date(2026, 7, 5), "2026-07-04T22:00"),
        (datetime(2026, 3, 29, 1, 59), "2026-03-29T00:59"),  # noqa: DTZ001 - as people write it
        (datetime(2026, 3, 29, 2, 30), "2026-03-29T01:30"),  # noqa: DTZ001 - is left out
        (datetime(2026, 3, 29, 3, 0), "2026-03-29T01:00"),  # noqa: DTZ001
        (datetime(2026, 10, 25, 2, 30), "2026-10-25T00:30"),  # noqa: DTZ001 - comes twice
        (datetime(2026, 10, 25, 3, 0), "2026-10-25T02:00"),  # noqa: DTZ001
        (datetime(2026, 7, 5, 6, tzinfo=UTC), "2026-07-05T06:00"),
    ],
)
def test_a_written_date_is_a_moment_where_the_show_is(written, in_utc):
    moment = at_home(written, STOCKHOLM)
    assert moment == datetime.fromisoformat(f"{in_utc}+00:00")


def test_an_hour_that_is_left_out_is_shown_as_the_clock_on_the_wall_then_has_it():
    moment = at_home(datetime(2026, 3, 29, 2, 30), STOCKHOLM)  # noqa: DTZ001
    assert moment.isoformat() == "2026-03-29T03:30:00+02:00"


def test_of_an_hour_that_comes_twice_the_first_is_over_when_the_second_begins():
    first = at_home(datetime(2026, 10, 25, 2, 40), STOCKHOLM)  # noqa: DTZ001
    second = at_home(datetime(2026, 10, 25, 2, 30, tzinfo=STOCKHOLM, fold=1), STOCKHOLM)
    assert first < second
    assert first == datetime.fromisoformat(first.isoformat())


@given(st.datetimes(datetime(2000, 1, 1), datetime(2037, 1, 1)))  # noqa: DTZ001
def test_a_moment_written_down_and_read_again_is_the_same(written):
    moment = at_home(written, STOCKHOLM)
    assert datetime.fromisoformat(moment.isoformat()) == moment
    assert at_home(moment, STOCKHOLM) == moment
    assert abs(moment.replace(tzinfo=None) - written) in {timedelta(0), timedelta(hours=1)}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-05-04T06:00", "2026-05-04T06:00:00+02:00"),
        (" 2026-05-04 ", "2026-05-04T00:00:00+02:00"),
        ("2026-05-04T06:00Z", "2026-05-04T06:00:00+00:00"),
        ("2026-05-04 06:00+05:30", "2026-05-04T06:00:00+05:30"),
    ],
)
def test_a_moment_on_the_command_line_is_where_the_show_is(written, meant):
    assert parse_moment(written, STOCKHOLM).isoformat() == meant


@pytest.mark.parametrize("written", ["", "tomorrow", "2026-13-01", "06:00", "2026-05-04T25:00"])
def test_what_is_no_moment_is_refused(written):
    with pytest.raises(ValueError, match="2026-05-04T06:00"):
        parse_moment(written, STOCKHOLM)
