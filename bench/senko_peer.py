"""The environment in which the peer runs, made once, beside what else can be made again.

Everything in it is pinned in `senko.txt`. It is installed from wherever pip is set up to look, so
an index of CPU builds of torch saves gigabytes where pip knows one. Nothing is fetched afterwards:
the models lie in the packages.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bench.systems import UnmeasurableError
from podcast.machine import cache_folder

NAME = "senko 0.2.2"
_WANTED = Path(__file__).with_name("senko.txt")


def python() -> Path:
    """Return the Python of the peer's environment, which is made where it is missing.

    Raises:
        UnmeasurableError: when it cannot be made on this machine.
    """
    folder = _folder()
    installed = folder / _WANTED.name
    if not installed.is_file() or installed.read_text() != _WANTED.read_text():
        print(f"making an environment for {NAME} in {folder}, once", file=sys.stderr)
        _run(sys.executable, "-m", "venv", "--clear", folder)
        _run(_python(folder), "-m", "pip", "install", "--only-binary=:all:", "-r", _WANTED)
        installed.write_text(_WANTED.read_text())
    return _python(folder)


def environment() -> dict[str, str]:
    """Return the variables under which it runs: what it caches at home stays in its own folder."""
    return os.environ | {"HOME": str(_folder()), "USERPROFILE": str(_folder())}


def _folder() -> Path:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return cache_folder() / "panelpodd" / "bench" / f"senko-python{version}"


def _python(folder: Path) -> Path:
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _run(*command: str | Path) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        said = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
        reason = next((line for line in reversed(said) if line.startswith("ERROR")), said[-1])
        raise UnmeasurableError(f"{NAME} cannot be installed here: {reason}") from None
