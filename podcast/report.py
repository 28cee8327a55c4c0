"""How long work tells what it does and why; the command line shows it, tests collect it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager


class Report(Protocol):
    """Somebody who listens."""

    def working(
        self, episode: str, doing: str, why: Sequence[str]
    ) -> AbstractContextManager[Callable[[float], None]]:
        """Begin a step; the function given is told the share done, 0 to 1."""

    def tell(self, episode: str, sentence: str) -> None:
        """Tell what was done besides."""

    def warn(self, episode: str, sentence: str) -> None:
        """Tell of something odd that did not stop the work."""
