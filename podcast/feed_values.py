"""Values as feeds must write them: moments, lengths of time, numbers, languages.

Strict, for `podcast check`: what only some apps understand is none. `foreign_values` reads what
others wrote as kindly as the kindest app, and so has functions of the same names.
"""

from __future__ import annotations

import math
import re
import uuid
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_CLOCK = re.compile(r"(?:(?:(\d+):)?(\d{1,2}):)?(\d+(?:\.\d+)?)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_WHOLE = re.compile(r"[0-9]{1,15}")


def moment(text: str) -> datetime | None:
    """Return the moment of RFC 2822; None where it is none or has no time zone."""
    try:
        read = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return read if read.tzinfo else None


def seconds(text: str) -> float | None:
    """Return a length of time written as `754`, `12:34` or `1:02:03.500`; None where it is none."""
    if not (found := _CLOCK.fullmatch(text.strip())):
        return None
    hours, minutes, rest = (float(part or 0) for part in found.groups())
    return 3600 * hours + 60 * minutes + rest


def number(text: str) -> float | None:
    """Return a number that is not below nought; None where it is none."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and value >= 0 else None


def whole(text: str) -> int | None:
    """Return a whole number; None where it is none."""
    return int(text) if _WHOLE.fullmatch(text.strip()) else None


def is_uuid(text: str) -> bool:
    """Tell whether it is a UUID in its usual form."""
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


def is_language(text: str) -> bool:
    """Tell whether it has the form of a language: `sv`, `en-GB` (BCP 47)."""
    return bool(_LANGUAGE.fullmatch(text))
