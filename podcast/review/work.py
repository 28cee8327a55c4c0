"""Work that takes longer than a page can wait: what it does now, and what came of it."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from podcast.errors import PodcastError
from podcast.review.desk import ConflictError
from podcast.review.faults import Line, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from podcast.show import Language

Outcome = Literal["", "published", "waiting", "failed", "heard"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is, for a page to show.

    Attributes:
        running: whether it is still at it.
        doing: the step, as the command line names it; empty before the first.
        share: of the step that is done, 0 to 1.
        outcome: what came of it; empty while it runs and before there was any.
        changed: how many published files changed.
        notes: what was told on the way, and what went wrong, in the language of the show.
    """

    running: bool = False
    doing: str = ""
    share: float = 0.0
    outcome: Outcome = ""
    changed: int = 0
    notes: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it.

    Attributes:
        outcome: in a word.
        changed: how many published files changed.
        notes: what went wrong, as the command line tells it.
    """

    outcome: Outcome
    changed: int = 0
    notes: tuple[str, ...] = ()


class Work:
    """One piece of work at a time, on a thread of its own; it is a Report to those who do it."""

    def __init__(self) -> None:
        """Begin with nothing to do."""
        self._language: Language = "sv"
        self._lock = threading.Lock()
        self._progress = Progress()

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return self._progress

    def start(self, do: Callable[[Work], Done], language: Language) -> Progress:
        """Begin.

        Args:
            do: the work.
            language: in which it is told how it goes.

        Raises:
            ConflictError: when other work has not come to an end.
        """
        with self._lock:
            if self._progress.running:
                raise ConflictError("There is work going on already; wait until it is done.")
            self._language, self._progress = language, Progress(running=True)
        threading.Thread(target=self._run, args=(do,), daemon=True).start()
        return self._progress

    @contextmanager
    def working(
        self,
        episode: str,  # noqa: ARG002 - the page is of one episode
        doing: str,
        why: Sequence[str],  # noqa: ARG002 - told by `podcast status`
    ) -> Iterator[Callable[[float], None]]:
        """Show a step."""
        self._set(doing=doing, share=0.0)
        yield lambda share: self._set(share=round(share, 3))

    def tell(self, episode: str, sentence: str) -> None:
        """Keep what was done besides."""
        self._note(f"{episode}: {sentence}")

    def warn(self, episode: str, sentence: str) -> None:
        """Keep something odd."""
        self._note(f"{episode}: {sentence}")

    def _run(self, do: Callable[[Work], Done]) -> None:
        done = Done("failed")
        try:
            done = do(self)
        except PodcastError as fault:
            done = Done("failed", notes=(str(fault),))
        finally:
            self._note(*done.notes)
            self._set(running=False, outcome=done.outcome, changed=done.changed)

    def _note(self, *sentences: str) -> None:
        lines = told("\n".join(sentences), self._language)
        self._set(notes=(*self._progress.notes, *lines))

    def _set(self, **changes: object) -> None:
        with self._lock:
            self._progress = replace(self._progress, **changes)  # type: ignore[arg-type]
