"""What this machine can do, as far as speech needs to know."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

_TOPOLOGY = Path("/sys/devices/system/cpu")
_MEMORY = Path("/proc/meminfo")
_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def physical_cores() -> int:
    """Count the cores this program may use, hyper-threads not counted twice; at least 1.

    Speech models get slower, not faster, with more threads than that.
    """
    usable = _usable_processors()
    if sys.platform == "darwin":
        usable = _told("sysctl", "-n", "hw.physicalcpu") or usable
    elif sys.platform == "linux":
        usable = min(_linux_cores() or usable, _quota() or usable)
    return max(1, usable)


def memory() -> int:
    """Return the machine's memory in bytes; 0 where it does not tell."""
    if sys.platform == "darwin":
        return _told("sysctl", "-n", "hw.memsize") or 0
    if not _MEMORY.is_file():
        return 0
    return int(_MEMORY.read_text().split(maxsplit=2)[1]) * 1024


def give_back_memory() -> None:
    """Give memory that is free, but kept for later, back to the machine, where the system can.

    glibc keeps it for each thread, in pieces that large arrays often do not fit into: hearing an
    hour of words held 1140 MB at most, and 978 when this was done after each batch.
    """
    with suppress(AttributeError, OSError, TypeError):  # not glibc
        ctypes.CDLL(None).malloc_trim(0)


def cache_folder() -> Path:
    """Return where this system keeps what programs can fetch or make again for a user."""
    if chosen := os.environ.get("XDG_CACHE_HOME"):
        return Path(chosen)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    if local := os.environ.get("LOCALAPPDATA"):
        return Path(local)
    return Path.home() / ".cache"


def _usable_processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _linux_cores() -> int:
    """Count different (package, core) pairs among the processors we may run on."""
    cores = set()
    for processor in os.sched_getaffinity(0):
        place = _TOPOLOGY / f"cpu{processor}" / "topology"
        try:
            package = (place / "physical_package_id").read_text()
            cores.add((package, (place / "core_id").read_text()))
        except OSError:
            return 0
    return len(cores)


def _quota() -> int:
    """Return how many processors a container may use, rounded up; 0 without a limit."""
    try:
        limit, period = _QUOTA.read_text().split()
        return -(-int(limit) // int(period))
    except (OSError, ValueError):
        return 0


def _told(*command: str) -> int:
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=5)  # noqa: S603 — fixed words
        return int(said.stdout)
    except (OSError, ValueError, subprocess.SubprocessError):
        return 0
