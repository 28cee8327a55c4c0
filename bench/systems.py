"""Systems that tell voices apart, each in a process of its own that lives through the whole run.

So each has its own libraries, nothing of one's memory is counted as another's, and all can hear a
recording right after one another, which matters on a machine that is not quiet.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from bench.diarization_scoring import Spoken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).parents[1]


class UnmeasurableError(Exception):
    """A system that cannot be measured here; one sentence says why."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a system says of a recording.

    Attributes:
        turns: who speaks when.
        spent: seconds it took.
        failure: why there is nothing, where the system failed; such a recording is all missed.
    """

    turns: tuple[Spoken, ...]
    spent: float
    failure: str


@dataclass(slots=True)
class System:
    """A running system.

    Attributes:
        name: in the tables.
        ready: seconds from its start until it has heard a first short recording.
        peak: the most memory it has used so far, in bytes; 0 where the machine does not tell.
    """

    name: str
    process: subprocess.Popen[str]
    complaints: IO[str]
    ready: float = 0.0
    peak: int = 0

    def hear(self, wav: Path, fewest: int, most: int) -> Heard:
        """Let it hear a recording of 16 kHz, mono, 16 bits.

        Raises:
            UnmeasurableError: when it has died.
        """
        answer = json.loads(self._answer(json.dumps([str(wav), fewest, most])))
        self.peak = answer["peak"]
        turns = (Spoken(start, end, who) for start, end, who in answer["turns"])
        return Heard(tuple(turns), answer["spent"], answer["failure"])

    def _answer(self, question: str) -> str:
        assert self.process.stdin  # noqa: S101 — opened as a pipe
        assert self.process.stdout  # noqa: S101
        try:
            self.process.stdin.write(question + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass
        return self.process.stdout.readline() or self._died()

    def _died(self) -> str:
        self.process.wait()
        self.complaints.seek(0)
        last = [line for line in self.complaints.read().splitlines() if line.strip()][-1:]
        raise UnmeasurableError(f"{self.name} stopped: {''.join(last) or 'it does not say why'}")


@contextmanager
def running(
    name: str, command: Sequence[str | Path], environment: Mapping[str, str], first: Path
) -> Iterator[System]:
    """Start a system and let it hear a first short recording, which loads what loads late.

    Raises:
        UnmeasurableError: when it does not start.
    """
    begun = time.perf_counter()
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as complaints,
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
        ) as process,
    ):
        system = System(name, process, complaints)
        if failure := system.hear(first, 1, 20).failure:
            raise UnmeasurableError(f"{name} cannot hear: {failure}")
        system.ready = time.perf_counter() - begun
        yield system
