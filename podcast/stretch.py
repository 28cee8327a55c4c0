"""A stretch of the recording as people write it in settings: `0:00-12:31`."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from podcast.span import Span, clock, parse_clock

# A hyphen, or the dash that people write between numbers.
_BETWEEN = re.compile(r"\s*[-–]\s*")


def parse_stretch(written: str) -> Span:
    """Read a stretch written as `0:00-12:31`.

    Raises:
        ValueError: when it is none, or ends before it begins.
    """
    try:
        start, end = (parse_clock(edge) for edge in _BETWEEN.split(written.strip()))
    except ValueError:
        raise ValueError("write a stretch as 0:00-12:31, between quotation marks") from None
    if end <= start:
        raise ValueError("a stretch ends after it begins, such as 0:00-12:31")
    return Span(start, end)


def _parsed(written: object) -> object:
    """Read a stretch; a span that is one already, as from a stored edition, stays."""
    return written if isinstance(written, Span) else parse_stretch(str(written))


def written_stretch(span: Span) -> str:
    """Write a stretch as people do, with the part of a second where there is one."""
    return f"{_edge(span.start)}-{_edge(span.end)}"


def _edge(seconds: float) -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{clock(whole)}.{thousandths:03}".rstrip("0") if thousandths else clock(whole)


Stretch = Annotated[
    Span,
    BeforeValidator(_parsed),
    PlainSerializer(written_stretch),
    WithJsonSchema({"type": "string", "format": "stretch"}),
]
