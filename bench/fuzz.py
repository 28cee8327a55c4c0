"""Readers given valid files made odd, for as long as you like: `python -m bench.fuzz`.

Each reader runs in a process of its own, `--seconds` long. Where atheris is installed, files that
reach code not reached before are kept and changed further; without it each is made of an example.
A fault is any error that the reader does not promise, a file that takes more than ten seconds,
or one that takes more than a gigabyte. `python -m bench.fuzz feed transcript` tries these alone.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.fuzzing import COUNTED
from bench.fuzzing.readers import all_readers
from bench.machine import describe

_TO_START = 300
"""Seconds that a worker may take to start and to end besides."""


def main() -> int:
    """Try the readers that are named, else all; the exit status is 1 when there was a fault."""
    names = [reader.name for reader in all_readers()]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="*", metavar="reader", help=", ".join(names))
    parser.add_argument("--seconds", type=int, default=60, help="for each reader")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where files with faults are kept")
    asked = parser.parse_args()
    if unknown := set(asked.readers) - set(names):
        parser.error(f"no such reader: {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    guided = importlib.util.find_spec("atheris") is not None
    print(describe("pydantic", "lxml", "pillow", "av", *(["atheris"] if guided else [])))
    if not guided:
        print("atheris is not installed: files are made of the examples alone")
    faults = sum(_tried(name, asked.seconds, asked.keep) for name in asked.readers or names)
    print(f"{faults} faults")
    return 1 if faults else 0


def _tried(name: str, seconds: int, keep: Path | None) -> int:
    """Try one reader; tell what was found, and how many faults there were."""
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(keep or folder).absolute()
        kept.mkdir(parents=True, exist_ok=True)
        try:
            done = subprocess.run(
                [
                    sys.executable,
                    "-W",
                    "ignore",
                    "-m",
                    "bench.fuzz_worker",
                    name,
                    str(seconds),
                    kept,
                ],
                env={**os.environ, "TMPDIR": folder},
                capture_output=True,
                text=True,
                check=False,
                timeout=seconds + _TO_START,
            )
        except subprocess.TimeoutExpired:
            print(f"{name}: it did not come to an end")
            return 1
    lines = done.stdout.splitlines()
    count = next((line.removeprefix(COUNTED) for line in lines if line.startswith(COUNTED)), "")
    faults = [line for line in lines if not line.startswith(COUNTED)]
    if not count:
        faults.append(f"it ended early: {' '.join(done.stderr.split())[-600:]}")
    print(f"{name}: {count or 'some'} files, {len(faults)} faults", *faults, sep="\n  ", flush=True)
    return len(faults)


if __name__ == "__main__":
    sys.exit(main())
