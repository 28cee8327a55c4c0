"""What `podcast check` finds: where, what is wrong and what to do, under a code that stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fault; docs/check.md is made of these.

    Attributes:
        code: by which other programs know it; never given to another kind.
        level: `error` where listeners or directories meet a fault.
        what: the fault in general, and whom it troubles; a sentence.
        example: as it may stand in a file.
        mend: what to do, as the end of a sentence.
    """

    code: str
    level: Level
    what: str
    example: str
    mend: str

    def at(self, file: str, wrong: str, line: int = 0) -> Finding:
        """Return a fault of this kind.

        Args:
            file: its place in the workspace.
            wrong: what is wrong there, as the beginning of a sentence.
            line: from 1; 0 where there is none.
        """
        return Finding(self, file, line, wrong)


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault in a file."""

    kind: Kind
    file: str
    line: int
    wrong: str

    @property
    def place(self) -> str:
        """The file, with the line where there is one."""
        return f"{self.file}:{self.line}" if self.line else self.file

    @property
    def sentence(self) -> str:
        """What is wrong and what to do."""
        return f"{self.wrong}; {self.kind.mend}."

    @property
    def is_error(self) -> bool:
        """Whether listeners or directories meet it."""
        return self.kind.level == "error"


class Unreadable(Exception):  # noqa: N818 - becomes a finding, never the user's error
    """What lies in feed/ and cannot be read as what it is; in which line, 0 where there is none."""

    def __init__(self, wrong: str, line: int = 0) -> None:
        super().__init__(wrong)
        self.line = line


def extract(text: str) -> str:
    """Return so much of somebody's text as a sentence can quote, in quotation marks."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= _QUOTED else line[: _QUOTED - 1] + '…'}”"


_QUOTED = 60
