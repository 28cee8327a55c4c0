"""Moments by the clock on the wall of a time zone, also where the clock is put forward or back.

Python compares two moments of one zone by their wall clocks and holds moments of an hour that
comes twice for unequal to all others; moments with a fixed offset have neither trouble.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def at_home(written: datetime | date, zone: ZoneInfo) -> datetime:
    """Return a moment with the offset from UTC that holds then.

    Args:
        written: a day means its midnight; a moment with an offset keeps it. Of an hour that comes
            twice it is the first; an hour that is left out is read by the offset before it.
        zone: where it is meant, if it does not say so itself.
    """
    moment = written if isinstance(written, datetime) else datetime.combine(written, time())
    if not moment.tzinfo:
        moment = moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    offset = moment.utcoffset()
    assert offset is not None  # noqa: S101 - it has a zone by now
    return moment.replace(tzinfo=timezone(offset), fold=0)


def parse_moment(written: str, zone: ZoneInfo) -> datetime:
    """Read a moment from a command line: `2026-05-04`, `2026-05-04T06:00`, with `Z` or not.

    Raises:
        ValueError: when it is none.
    """
    try:
        return at_home(datetime.fromisoformat(written.strip()), zone)
    except (ValueError, OverflowError):
        raise ValueError("write a moment such as 2026-05-04T06:00") from None
