"""What a person has heard of an episode against its text: what was played, and what they say.

Two different things. That a stretch was played while its text was in view is a machine's count
(`played.json`, which may be lost); that it is right, a person says, and that stands in their
`episode.toml` as `heard`. So nothing is published as listened to because a sound was running.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from podcast.cache import Store
from podcast.span import Span, outside, union
from podcast.stretch import written_stretch
from podcast.toml_edit import with_item, with_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from podcast.review.desk import Desk

_Spans = tuple[Span, ...]


class Stretch(BaseModel):
    """A stretch of the recording as a page tells it, in seconds."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    start: float = Field(ge=0)
    end: float = Field(ge=0)

    @property
    def span(self) -> Span:
        """The same as a value; empty where it would end before it starts."""
        return Span(self.start, max(self.start, self.end))


_BREATH = 1.0  # seconds between two stretches that are approved together, in which nobody speaks


def played(desk: Desk) -> tuple[Span, ...]:
    """Return the stretches that were played with their text in view, a union."""
    spans, why = _store(desk).read(_made_of(desk))
    return spans if spans and not why else ()


def note_played(desk: Desk, spans: Iterable[Span]) -> None:
    """Remember what was played; nothing of another recording stays."""
    whole = Span(0.0, desk.evidence.recording.duration)
    _store(desk).write(union((*played(desk), *(span & whole for span in spans))), _made_of(desk))


def seconds(spans: Iterable[Span]) -> float:
    """How long stretches that do not overlap are together."""
    return sum((span.duration for span in spans), 0.0)


def not_in(span: Span, covered: Sequence[Span]) -> float:
    """Seconds of a stretch outside those covered, which are a union."""
    return seconds(outside((span,), covered))


def with_heard(text: str, before: Iterable[Span], approved: Iterable[Span]) -> str:
    """Return the text of episode.toml with stretches added to `heard`.

    Stretches that are not touched stay as people wrote them, with their comments.

    Raises:
        ValueError: when it is written in a way that cannot be changed.
    """
    old = tuple(before)
    new = union((*old, *map(_outward, union(approved, bridging=_BREATH))))
    if set(old) <= set(new):
        for span in new:
            text = text if span in old else with_item(text, ("heard",), written_stretch(span))
        return text
    return with_value(text, ("heard",), [written_stretch(span) for span in new])


def _outward(span: Span) -> Span:
    """The stretch in tenths of a second, no shorter."""
    return Span(math.floor(span.start * 10) / 10, math.ceil(span.end * 10) / 10)


def _store(desk: Desk) -> Store[tuple[Span, ...]]:
    return Store(desk.job.folder.played, _Spans)


def _made_of(desk: Desk) -> dict[str, object]:
    return {"recording": desk.evidence.recording.digest}
