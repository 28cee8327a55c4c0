"""Text with its moment, as other people's transcripts have it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimedText:
    """What is said from one moment on.

    Attributes:
        start: in seconds.
        end: in seconds, not before the start; None where the transcript does not say.
        speaker: by name; empty where the transcript does not say.
        text: on one line, not empty.
    """

    start: float
    end: float | None
    speaker: str
    text: str
