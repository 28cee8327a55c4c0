"""A journal of nothing, for benches that hear everything each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from podcast.span import Span
    from podcast.transcript import Segment


class Unkept:
    """Has nothing, and keeps nothing."""

    def get(self, block: Span) -> None:
        """Nothing was heard before."""

    def put(self, block: Span, segments: tuple[Segment, ...]) -> None:
        """Nothing is kept."""
