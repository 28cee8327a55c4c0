"""Values as feeds in the wild write them: dates, truths, whole numbers, names, places.

Lenient, for `podcast import`; what a value must be is told by `feed_values`.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz

from podcast.coordinates import is_place
from podcast.span import parse_clock

# Zones that RFC 2822 does not name and feeds do, in hours; “Z” is ISO's.
_ZONES = {"BST": 1, "CEST": 2, "CET": 1, "EEST": 3, "EET": 2, "MESZ": 2, "MEZ": 1, "WET": 0, "Z": 0}
_KNOWN = frozenset("UT UTC GMT EST EDT CST CDT MST MDT PST PDT AST ADT".split())
_ZONE_NAME = re.compile(r"\s([A-Z]{1,5})(?:\s*\([^()]*\))?$")
_ZONE = re.compile(r"[+-]\d{4}(?:\s*\([^()]*\))?$")
_YEARS = range(1990, 2200)  # there was no podcast before, and nobody dates one after
_WHOLE = re.compile(r"\d{1,6}")
# What may follow latitude and longitude: an altitude, and in which system it is reckoned.
_GEO = re.compile(r"(?:geo:)?([^,;]*,[^,;]*)(?:[,;].*)?")
LONGEST = 1_000_000.0
"""Seconds; nobody talks for eleven days."""
_TRUTHS = {"yes": True, "true": True, "explicit": True, "no": False, "false": False, "clean": False}


def moment(written: str) -> tuple[datetime | None, bool]:
    """Read a date of RFC 2822, in the shapes that feeds have, or of ISO 8601.

    Returns:
        The moment, None where it is none; and whether it said its time zone. Without one, or with
        one that nobody knows, it is taken for UTC, as podcast apps do.
    """
    written = " ".join(written.split())
    try:
        read, is_zoned = _internet_date(written) or _iso_date(written)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None, False
    return (read, is_zoned) if read.year in _YEARS else (None, False)


def _internet_date(written: str) -> tuple[datetime, bool] | None:
    """Read `Mon, 4 May 2026 06:00 EST` and the like; seconds and weekday may be missing."""
    if not (parsed := parsedate_tz(written)):
        return None
    name = _ZONE_NAME.search(written)
    hours = _ZONES.get(name[1]) if name else None
    is_zoned = bool(_ZONE.search(written)) or bool(name and name[1] in _KNOWN)
    if hours is not None:
        zone, is_zoned = timezone(timedelta(hours=hours)), True
    else:
        zone = timezone(timedelta(seconds=parsed[9] or 0)) if is_zoned else UTC
    return datetime(*parsed[:6], tzinfo=zone), is_zoned


def _iso_date(written: str) -> tuple[datetime, bool]:
    read = datetime.fromisoformat(written)
    return (read, True) if read.tzinfo else (read.replace(tzinfo=UTC), False)


def truth(written: str) -> bool | None:
    """Read `yes`, `true`, `explicit` and their contraries; None for anything else."""
    return _TRUTHS.get(written.strip().lower())


def seconds(written: str) -> float | None:
    """Read a moment or a length of time: `754`, `12:34`, `1:02:03.5`; None for anything else."""
    try:
        read = parse_clock(written)
    except (ValueError, OverflowError):
        return None
    return read if read < LONGEST else None


def whole(written: str) -> int | None:
    """Read a whole number from 1; None for anything else."""
    return int(written) if _WHOLE.fullmatch(written.strip()) and int(written) else None


def geo(written: str) -> str:
    """Return latitude and longitude of a `geo:` address (RFC 5870); empty where it is none."""
    found = _GEO.fullmatch(written.strip())
    return found[1] if found and is_place(found[1]) else ""


def line(written: str) -> str:
    """Return the text on one line as settings can have it, without signs that are not seen."""
    seen = (
        sign if sign.isprintable() else "" if unicodedata.category(sign) == "Cf" else " "
        for sign in written
    )
    return " ".join("".join(seen).split())
