"""One reader given odd files: `python -m bench.fuzz_worker READER SECONDS DIR`, for bench.fuzz.

Faults are printed when they are met, each kind once, and its file is kept in the folder.
"""

from __future__ import annotations

import hashlib
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

try:
    import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]  # it has no types
except ImportError:  # files are then made of the examples alone
    atheris = None

from bench.fuzzing import COUNTED
from bench.fuzzing.reader import Reader

if TYPE_CHECKING:
    from types import FrameType

PATIENCE = 10
"""Seconds of a processor that a file may take: how busy the machine is tells nothing."""
MEMORY = 1_000_000_000
"""Bytes that it may take besides what the program has."""
_LONGEST = 100_000


class TooSlowError(Exception):
    """A file that takes longer than anybody waits."""


def main() -> None:
    """Try the reader until the time is up."""
    name, seconds, kept = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    # What is not instrumented is not looked into: C libraries, and those that only carry.
    looked_into = atheris.instrument_imports(include=["podcast"]) if atheris else nullcontext()
    with looked_into:
        from bench.fuzzing.readers import all_readers  # noqa: PLC0415 - looked into as it loads
    reader = next(one for one in all_readers() if one.name == name)
    trial = Trial(reader, kept, time.monotonic() + seconds)
    trial.warm_up()
    _bound_memory()
    signal.signal(signal.SIGPROF, _too_slow)
    if atheris:
        trial.run_guided()
    trial.run()


@dataclass
class Trial:
    """A reader, and what was found.

    Attributes:
        reader: what reads.
        kept: where files with faults are kept.
        deadline: by the clock that only runs on.
        count: of files so far.
        known: faults that were told.
    """

    reader: Reader
    kept: Path
    deadline: float
    count: int = 0
    known: set[str] = field(default_factory=set)

    def warm_up(self) -> None:
        """Read what is valid: it must be read, and what loads late is loaded."""
        for example in self.reader.examples():
            self.reader.read(example)

    def run(self) -> None:
        """Make each file of an example, the same files in the same order each time."""
        examples = self.reader.examples()
        while time.monotonic() < self.deadline:
            chance = random.Random(self.count)  # noqa: S311 - nobody is to be kept from guessing
            self.read(_mutated(chance.choice(examples), chance, examples))
        self._end()

    def run_guided(self) -> None:
        """Let atheris choose what to change further; it ends the program."""
        examples = self.reader.examples()

        def change(content: bytes, most: int, seed: int) -> bytes:
            chance = random.Random(seed)  # noqa: S311 - as above
            if chance.random() < 0.3:
                return bytes(atheris.Mutate(content, most))
            return _mutated(content, chance, examples)[:most]

        corpus = Path(tempfile.mkdtemp(prefix="corpus-"))
        for number, example in enumerate(examples):
            (corpus / str(number)).write_bytes(example)
        longest = max(_LONGEST, *(2 * len(example) for example in examples))
        options = ("-verbosity=0", "-print_final_stats=0", f"-max_len={longest}")
        quiet = (
            *options,
            "-rss_limit_mb=4000",
            "-detect_leaks=0",
            f"-artifact_prefix={self.kept}/",
            str(corpus),
        )
        atheris.Setup([sys.argv[0], *quiet], self.read, custom_mutator=change)
        atheris.Fuzz()

    def read(self, content: bytes) -> None:
        """Read one file, and tell what may not be."""
        self.count += 1
        signal.setitimer(signal.ITIMER_PROF, PATIENCE)
        try:
            self.reader.read(content)
        except self.reader.promised:
            pass
        except Exception as fault:  # noqa: BLE001 - that none comes out is what is tried
            self._tell(fault, content)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        if atheris and time.monotonic() > self.deadline:
            self._end()

    def _tell(self, fault: Exception, content: bytes) -> None:
        frames = traceback.extract_tb(fault.__traceback__)
        ours = [frame for frame in frames if "podcast" in Path(frame.filename).parts] or frames
        place = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
        kind = f"{type(fault).__name__} in {place}"  # the same fault is told once
        if kind in self.known:
            return
        self.known.add(kind)
        name = f"{self.reader.name}-{hashlib.sha256(content).hexdigest()[:12]}".replace(" ", "-")
        (self.kept / name).write_bytes(content)
        print(f"{kind} ({str(fault)[:100]!r}): {name}", flush=True)

    def _end(self) -> None:
        print(f"{COUNTED}{self.count}", flush=True)
        if atheris:
            os._exit(0)  # libFuzzer has no other end that leaves what was printed


def _mutated(content: bytes, chance: random.Random, others: tuple[bytes, ...]) -> bytes:
    from bench.fuzzing.mutations import mutated  # noqa: PLC0415

    return mutated(content, chance, others)


def _bound_memory() -> None:
    used = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))


def _too_slow(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise TooSlowError(f"longer than {PATIENCE} s")


if __name__ == "__main__":
    main()
