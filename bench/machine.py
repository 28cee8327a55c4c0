"""What every bench prints first: on what machine, with which versions, it was run."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path


def describe(*packages: str) -> str:
    """Return the machine and the versions of the packages that matter, in two lines."""
    versions = ", ".join(f"{name} {version(name)}" for name in (*packages,))
    return (
        f"machine: {_processor()}, {os.cpu_count()} logical processors, "
        f"{platform.system()}, Python {platform.python_version()}\nversions: {versions}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next(
        (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")),
        platform.machine(),
    )
