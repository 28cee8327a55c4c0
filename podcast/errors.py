"""What can go wrong for the user, each as one sentence: where, what is wrong, what to do.

Anything that is not a `PodcastError` is a bug of ours and shows its traceback.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def printable(text: str) -> str:
    """Write out what would steer a terminal or cannot be written: names of files are not ours."""
    return "".join(
        sign if sign.isprintable() or sign == "\n" else sign.encode("unicode_escape").decode()
        for sign in text
    )


class PodcastError(Exception):
    """A fault that the user can mend; its text is the whole message.

    Attributes:
        exit_status: what the command ends with: 2 for the user's input.
    """

    exit_status = 2


class RecordingError(PodcastError):
    """A recording that cannot be used, with the file and what to do about it."""

    def __init__(self, file: Path | str, wrong: str, remedy: str) -> None:
        super().__init__(f"{file}: {wrong}; {remedy}.")


class SettingsError(PodcastError):
    """All the faults of one settings file at once, a line each."""

    def __init__(self, file: Path, faults: Sequence[str]) -> None:
        super().__init__("\n".join(f"{file}: {fault}" for fault in faults))
        self.faults = tuple(faults)


class TextError(PodcastError):
    """A text.md that cannot be read, with its line."""

    def __init__(self, file: Path | str, line: int, wrong: str, remedy: str) -> None:
        super().__init__(f"{file}:{line}: {wrong}; {remedy}.")


class ModelError(PodcastError):
    """A speech or voice model that is missing, damaged or cannot be fetched."""


class WorkspaceError(PodcastError):
    """A folder that is not a workspace, is locked, or cannot be written."""


class LedgerError(PodcastError):
    """A change to something that listeners have already seen."""


class FeedError(PodcastError):
    """Somebody else's feed, or a file that it leads to, that cannot be had or read."""
