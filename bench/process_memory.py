"""The most memory that a process and all it starts hold at any one time, on Linux.

*Resident* counts files that are mapped from the disk too, as a recording is, which the machine
takes back whenever it needs the room, and libraries once for each process. *Own* is what only
these processes have (anonymous memory): what a build needs.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PROCESSES = Path("/proc")
_EVERY = 0.1  # seconds


@dataclass(slots=True)
class Peak:
    """The most so far, in bytes; 0 where the machine does not tell."""

    resident: int = 0
    own: int = 0


@contextmanager
def watched(process: int) -> Iterator[Peak]:
    """Watch a process while the block runs; give the peak, which rises meanwhile."""
    peak, ended = Peak(), Event()

    def watch() -> None:
        while not ended.wait(_EVERY):
            family = [_memory(one) for one in _family(process)]
            peak.resident = max(peak.resident, sum(one.resident for one in family))
            peak.own = max(peak.own, sum(one.own for one in family))

    thread = Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        ended.set()
        thread.join()


def _family(process: int) -> Iterator[int]:
    """Yield the process and whatever its threads have started."""
    yield process
    for children in (_PROCESSES / str(process)).glob("task/*/children"):
        with suppress(OSError):  # it has just ended
            for child in children.read_text().split():
                yield from _family(int(child))


def _memory(process: int) -> Peak:
    with suppress(OSError):
        lines = (_PROCESSES / str(process) / "status").read_text(errors="replace").splitlines()
        told = {name: value.split() for name, _, value in (line.partition(":") for line in lines)}
        if "RssAnon" in told:
            return Peak(int(told["VmRSS"][0]) * 1024, int(told["RssAnon"][0]) * 1024)
    return Peak()
