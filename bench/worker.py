"""The inside of a system that is measured: answers the bench, one recording at a time.

Runs in the environment of each system, so it needs nothing but Python. A question is a line of
JSON on standard input: path of a WAV file (16 kHz, mono, 16 bits), fewest and most voices. The
answer is one on standard output: the stretches heard as [start, end, voice], the seconds it took
and the most memory that the process has used so far.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Hear = Callable[[str, int, int], list[tuple[float, float, str]]]

_STATUS = Path("/proc/self/status")


def serve(hear: Hear) -> None:
    """Answer until the bench hangs up; a recording that fails is answered with the reason."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what libraries print must not stand among the answers
    for question in sys.stdin:
        answers.write(json.dumps(_answer(hear, *json.loads(question))) + "\n")
        answers.flush()


def peak_memory() -> int:
    """Return the most memory this process has had resident, in bytes; 0 where it is not told."""
    if _STATUS.is_file():
        # getrusage would tell the parent's peak where that was higher: it survives exec on Linux.
        status = _STATUS.read_text(encoding="ascii", errors="replace")
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) * 1024
    if sys.platform == "darwin":
        import resource  # noqa: PLC0415 — not on Windows

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return 0


def _answer(hear: Hear, wav: str, fewest: int, most: int) -> dict[str, object]:
    begun = time.perf_counter()
    turns: list[tuple[float, float, str]] = []
    failure = ""
    try:
        turns = hear(wav, fewest, most)
    except Exception as error:  # noqa: BLE001 — whatever a peer raises is its result
        failure = f"{type(error).__name__}: {error}"
    spent = time.perf_counter() - begun
    return {"turns": turns, "spent": spent, "peak": peak_memory(), "failure": failure}
