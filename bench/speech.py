"""How long a whole build takes beside bare faster-whisper, and how much memory.

    python -m bench.speech [RECORDING ...] [--runs N]
    python -m bench.speech --memory [MINUTES ...]

The first builds a fresh show with each recording, from the drop to the finished feed, as a user
does, and lets bare faster-whisper (batched, batches of 8, beam 5, times of words, int8) hear the
words of the same file with the same model on as many threads, in turns. Prints the medians, their
ratio, the most memory, and what the steps of the build take; *work* is the processors' seconds,
which other programs stretch less than the clock's. By default the recordings are the news of
../shared and twelve and a half minutes joined from all Swedish ones.

The second joins them to each of so many minutes and prints the most memory that a build and all it
starts hold at once; and, for the fewest minutes, the same of one that is killed halfway, and of the
build that goes on.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import wave
from collections import defaultdict
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from bench.machine import Usage, describe
from bench.process_memory import Peak, watched
from podcast.decode import stream
from podcast.machine import physical_cores
from podcast.speech_models import choose

if TYPE_CHECKING:
    from collections.abc import Sequence

SHARED = Path(__file__).parents[2] / "shared" / "audio"
_FOLDERS = ("sv-two-voices", "sv-panel3", "sv-dialog", "sv-long")
_SOUND = frozenset({".mp3", ".wav", ".flac"})
_RATE = 44_100
_JOINED_SECONDS = 750
_MINUTES = (10, 60, 180)
_OLD = 3600  # seconds; what was dropped so long ago is not waited for
_STEP = re.compile(r"^\S+: (?P<doing>\w[^:]*?) \(")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a program.

    Attributes:
        clock: seconds that people wait.
        work: seconds of the processors, children included.
        steps: seconds by what the program said that it does.
        peak: of memory.
    """

    clock: float
    work: float
    steps: dict[str, float]
    peak: Peak


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("recordings", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--memory", nargs="*", type=float, metavar="MINUTES")
    arguments = parser.parse_args()
    print(describe("faster-whisper", "ctranslate2", "onnxruntime"))
    began = Usage.now()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if arguments.memory is not None:
            recordings = arguments.recordings or _swedish()
            lengths = sorted(arguments.memory or _MINUTES)
            for minutes in lengths:
                _weigh(recordings, minutes, folder, is_killed=minutes == lengths[0])
        else:
            for recording in arguments.recordings or _by_default(folder):
                _race(recording, arguments.runs, folder)
    print(f"\nother programs used {began.by_others(Usage.now()):.0%} of the processors")


def _by_default(folder: Path) -> tuple[Path, ...]:
    return SHARED / "sv-long" / "news.mp3", _joined(_swedish(), _JOINED_SECONDS, folder)


def _swedish() -> list[Path]:
    found = [
        file
        for name in _FOLDERS
        for file in sorted((SHARED / name).glob("*"))
        if file.suffix in _SOUND
    ]
    if not found:
        raise SystemExit("../shared/audio is not here: give recordings of your own")
    return found


def _joined(sounds: Sequence[Path], seconds: float, folder: Path) -> Path:
    """Join the sounds, from the first again after the last, until there are so many seconds."""
    target, missing = folder / f"joined-{seconds:.0f}.wav", round(seconds * _RATE)
    with wave.open(str(target), "wb") as joined:
        joined.setparams((1, 2, _RATE, 0, "NONE", ""))
        for sound in cycle(sounds):
            for block in stream(sound, _RATE, 1):
                joined.writeframes(block[:missing].tobytes())
                missing -= min(missing, len(block))
            if not missing:
                return target
    raise AssertionError("a cycle has no end")


def _race(recording: Path, runs: int, folder: Path) -> None:
    model, threads = choose("auto", "sv"), physical_cores()
    bare_command = ("-m", "bench.bare_speech", str(recording), str(model.folder), str(threads))
    bare, ours = [], []
    for _ in range(runs):
        bare.append(_run(*bare_command))
        ours.append(_built(recording, folder))
    print(f"\n{recording.name}, {model.name}, {threads} threads, median of {runs}\n")
    print(f"{'':40}{'seconds':>9}{'work':>9}{'own MB':>9}")
    for name, found in (("bare faster-whisper", bare), ("podcast build", ours)):
        own = max(run.peak.own for run in found) / 1e6
        print(f"{name:40}{_clock(found):9.1f}{_work(found):9.1f}{own:9.0f}")
    print(f"{'ratio':40}{_clock(ours) / _clock(bare):9.2f}{_work(ours) / _work(bare):9.2f}\n")
    for step in ours[0].steps:
        print(f"  {step:38}{median(run.steps[step] for run in ours):9.1f}")


def _clock(runs: Sequence[Run]) -> float:
    return median(run.clock for run in runs)


def _work(runs: Sequence[Run]) -> float:
    return median(run.work for run in runs)


def _weigh(recordings: Sequence[Path], minutes: float, folder: Path, *, is_killed: bool) -> None:
    sound = _joined(recordings, minutes * 60, folder)
    whole = _built(sound, folder)
    print(f"\n{minutes:g} min: {'seconds':>22}{'own MB':>9}{'resident MB':>13}")
    _print_peak("whole", whole)
    if is_killed:
        show = _fresh(sound, folder)
        _print_peak("killed halfway", _run(*_build(show), kill_after=whole.clock / 2))
        _print_peak("the next one", _run(*_build(show)))
    sound.unlink()


def _print_peak(name: str, run: Run) -> None:
    own, resident = run.peak.own / 1e6, run.peak.resident / 1e6
    print(f"  {name:20}{run.clock:9.1f}{own:9.0f}{resident:13.0f}", flush=True)


def _built(recording: Path, folder: Path) -> Run:
    """Build a show with nothing but this recording, of which nothing has been heard yet."""
    return _run(*_build(_fresh(recording, folder)))


def _build(show: Path) -> tuple[str, ...]:
    return ("-m", "podcast", "build", "--workspace", str(show))


def _fresh(recording: Path, folder: Path) -> Path:
    show = Path(tempfile.mkdtemp(dir=folder)) / "show"
    _run("-m", "podcast", "init", str(show))
    dropped = show / "episodes" / recording.name
    dropped.write_bytes(recording.read_bytes())
    long_ago = time.time() - _OLD
    os.utime(dropped, (long_ago, long_ago))
    return show


def _run(*arguments: str, kill_after: float = 0.0) -> Run:
    """Run Python with these arguments; end it after so many seconds, as a power cut would."""
    began, before, steps, doing = (
        time.perf_counter(),
        os.times(),
        defaultdict[str, float](float),
        "starting",
    )
    with subprocess.Popen(
        (sys.executable, *arguments),
        cwd=Path(__file__).parents[1],
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout  # noqa: S101 - opened as a pipe
        with watched(process.pid) as peak:
            if kill_after:
                time.sleep(kill_after)
                process.kill()
            for line in process.stdout:
                now = time.perf_counter() - began
                steps[doing] += now - sum(steps.values())
                doing = step["doing"] if (step := _STEP.match(line)) else "between and after"
    clock, after = time.perf_counter() - began, os.times()
    steps["between and after"] += clock - sum(steps.values())
    if process.returncode and not kill_after:
        raise SystemExit(f"{' '.join(arguments[1:3])} failed; it says why above")
    work = after.children_user + after.children_system
    return Run(clock, work - before.children_user - before.children_system, steps, peak)


if __name__ == "__main__":
    main()
