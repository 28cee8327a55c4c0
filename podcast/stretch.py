"""A stretch of the recording as people write it in settings: `0:00-12:31`."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from podcast.span import Span, clock, parse_clock

# A hyphen, or the dash that people write between numbers.
_BETWEEN = re.compile(r"\s*[-–]\s*")


def _parsed(written: object) -> object:
    """Read a stretch; a span that is one already, as from a stored edition, stays."""
    if isinstance(written, Span):
        return written
    edges = _BETWEEN.split(written.strip()) if isinstance(written, str) else ()
    try:
        start, end = (parse_clock(edge) for edge in edges)
    except ValueError:
        raise ValueError("write a stretch as 0:00-12:31, between quotation marks") from None
    if end <= start:
        raise ValueError("a stretch ends after it begins, such as 0:00-12:31")
    return Span(start, end)


def _written(span: Span) -> str:
    return f"{_edge(span.start)}-{_edge(span.end)}"


def _edge(seconds: float) -> str:
    return clock(seconds) if seconds.is_integer() else str(seconds)


Stretch = Annotated[
    Span,
    BeforeValidator(_parsed),
    PlainSerializer(_written),
    WithJsonSchema({"type": "string", "format": "stretch"}),
]
