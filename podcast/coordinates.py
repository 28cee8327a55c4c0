"""Places on the earth: latitude and longitude in degrees, such as `59.3793,13.5036`."""

from __future__ import annotations

import re

_DEGREES = re.compile(r"(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)")


def is_place(written: str) -> bool:
    """Tell whether it is a place, without spaces and with nothing else beside it."""
    found = _DEGREES.fullmatch(written)
    return bool(found and abs(float(found[1])) <= 90 and abs(float(found[2])) <= 180)
