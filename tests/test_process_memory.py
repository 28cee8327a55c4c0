from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bench.process_memory import watched
from tests.waiting import wait_until

_HOLD = "held = b'x' * {size}; print(flush=True); input()"
_PARENT = f"""
import subprocess, sys
child = subprocess.Popen((sys.executable, "-c", sys.argv[1]), stdin=subprocess.PIPE)
{_HOLD.format(size=30_000_000)}
child.communicate(b"\\n")
"""


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="the machine does not tell")
def test_memory_is_that_of_a_process_and_of_what_it_starts() -> None:
    child = _HOLD.format(size=50_000_000)
    with (
        subprocess.Popen(
            (sys.executable, "-c", _PARENT, child), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
        ) as process,
        watched(process.pid) as peak,
    ):
        wait_until(lambda: peak.own > 80_000_000)
        process.communicate(b"\n")
    assert peak.own < 150_000_000
    assert peak.own <= peak.resident
