"""On what machine, with which versions, a bench was run, and whether it had the machine alone."""

from __future__ import annotations

import os
import platform
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

_TIMES = Path("/proc/stat")


@dataclass(frozen=True, slots=True)
class Usage:
    """How much the processors have worked, in seconds.

    Attributes:
        moment: when this was noted, by a clock that only runs on.
        everybody: of all programs since the machine started; 0 where it does not tell.
        ours: of this program and its children that have ended.
    """

    moment: float
    everybody: float
    ours: float

    @classmethod
    def now(cls) -> Usage:
        """Note the work done so far."""
        return cls(time.monotonic(), _everybody(), sum(os.times()[:4]))

    def by_others(self, later: Usage) -> float:
        """Return the share of all processors that other programs used until later."""
        others = (later.everybody - self.everybody) - (later.ours - self.ours)
        return max(0.0, others) / (later.moment - self.moment) / (os.cpu_count() or 1)


def describe(*packages: str) -> str:
    """Return the machine and the versions of the packages that matter, in two lines."""
    versions = ", ".join(f"{name} {version(name)}" for name in (*packages,))
    return (
        f"machine: {_processor()}, {os.cpu_count()} logical processors, "
        f"{platform.system()}, Python {platform.python_version()}\nversions: {versions}"
    )


def _everybody() -> float:
    if not _TIMES.is_file():
        return 0.0
    user, nice, system, _idle, _waiting, *interrupts = (
        _TIMES.read_text().split("\n")[0].split()[1:9]
    )
    ticks = sum(int(part) for part in (user, nice, system, *interrupts))
    return ticks / os.sysconf("SC_CLK_TCK")


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next(
        (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")),
        platform.machine(),
    )
