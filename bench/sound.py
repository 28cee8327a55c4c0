"""How long the published sound takes beside bare ffmpeg, in how much memory.

    python -m bench.sound RECORDING --hours 3
    python -m bench.sound RECORDING ... --limiters

The first loops a recording to that length and encodes it by the sound stage, and by ffmpeg alone
with the same two passes: a meter; then gain, limiter and LAME. What the stage does besides
(decoding and measuring what it wrote, tags, digests) is in its time. The second tells what ways of
reaching the goal do to talk whose peaks forbid a gain.
"""

from __future__ import annotations

import argparse
import multiprocessing
import re
import resource
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import imageio_ffmpeg  # type: ignore[import-untyped]
import numpy as np

from bench.machine import Usage, describe
from podcast.building import local_engines
from podcast.decode import decode, stream
from podcast.edition import Tags
from podcast.encode import SAMPLE_RATE, Source, measure
from podcast.engines import EncodeOptions
from podcast.levelling import first_way
from podcast.loudness import Level, goal

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.queues import SimpleQueue

    from numpy.typing import NDArray

    from podcast.recording import Recording

_METER = "ebur128=peak=true:framelog=quiet"
_FRAME = 1024  # samples that are compared at a time
_TOUCHED = 0.1  # dB


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("recordings", type=Path, nargs="+")
    parser.add_argument("--hours", type=float, default=3.0)
    parser.add_argument("--limiters", action="store_true")
    arguments = parser.parse_args()
    print(describe("imageio-ffmpeg", "av", "pydub"))
    began = Usage.now()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.limiters:
            for recording in arguments.recordings:
                _compare_limiters(recording, Path(folder))
        else:
            _race(arguments.recordings[0], arguments.hours, Path(folder))
    print(f"other programs used {began.by_others(Usage.now()):.0%} of the processors")


def _race(recording: Path, hours: float, folder: Path) -> None:
    long = folder / "long.wav"
    length = ("-t", str(round(hours * 3600)), "-ar", str(SAMPLE_RATE), "-c:a", "pcm_s16le")
    _ffmpeg("-stream_loop", "-1", "-i", str(recording), *length, str(long))
    facts = decode(long, folder / "facts.pcm")
    print(f"{recording.name}, looped to {hours:g} h, {facts.channels} channels\n")
    print(f"{'':14}{'seconds':>9}{'MB':>6}")
    bare, memory = _apart(_bare, long, facts)
    print(f"{'bare ffmpeg':14}{bare:9.1f}{memory:6.0f}")
    ours, memory = _apart(_stage, long, facts)
    print(f"{'sound stage':14}{ours:9.1f}{memory:6.0f}\n\nratio {ours / bare:.2f}")


def _apart(
    work: Callable[[Path, Recording], None], long: Path, facts: Recording
) -> tuple[float, float]:
    """Seconds, and megabytes: at most those of the process and of the largest that it started."""
    # Not forked: a child would begin with the memory of this process.
    context = multiprocessing.get_context("spawn")
    found: SimpleQueue[tuple[float, float]] = context.SimpleQueue()
    process = context.Process(target=_measured, args=(work, long, facts, found))
    process.start()
    process.join()
    return found.get()


def _measured(
    work: Callable[[Path, Recording], None],
    long: Path,
    facts: Recording,
    found: SimpleQueue[tuple[float, float]],
) -> None:
    began = time.perf_counter()
    work(long, facts)
    seconds = time.perf_counter() - began
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    found.put((seconds, sum(resource.getrusage(who).ru_maxrss for who in whose) / 1024))


def _stage(long: Path, facts: Recording) -> None:
    options = EncodeOptions(Tags("Title", "Artist", "Show"))
    target = long.with_name("ours.mp3")
    published = local_engines().encode(long, facts, target, options, lambda _: None)
    assert published.after  # noqa: S101 - what is encoded is measured
    print(f"{'':14}came out at {published.after.loudness} LUFS, peak {published.after.peak} dB")


def _bare(long: Path, facts: Recording) -> None:
    said = _ffmpeg("-i", str(long), "-af", _METER, "-f", "null", "-")
    level = Level(_last(r"I:\s+(-?[\d.]+) LUFS", said), _last(r"Peak:\s+(-?[\d.]+) dBFS", said))
    filters = first_way(level, facts.channels).filters(SAMPLE_RATE)
    lame = ("-c:a", "libmp3lame", "-b:a", "96k" if facts.channels == 1 else "128k")
    _ffmpeg("-i", str(long), "-af", filters, *lame, str(long.with_name("bare.mp3")))


def _compare_limiters(recording: Path, folder: Path) -> None:
    plain = folder / "plain.wav"
    _ffmpeg("-i", str(recording), "-ac", "1", "-ar", str(SAMPLE_RATE), str(plain))
    before = _level(plain)
    way = first_way(before, 1)
    louder = f"volume={goal(1) - before.loudness:.2f}dB:precision=float"
    linear = (
        f"loudnorm=I=-19:TP=-1.5:LRA=20:linear=true:measured_I={before.loudness}"
        f":measured_TP={before.peak}:measured_LRA=10:measured_thresh={before.loudness - 10}"
    )
    wanted = before.peak + goal(1) - before.loudness
    print(f"\n{recording.name}: {before.loudness} LUFS; one gain puts its peak at {wanted:.1f} dB")
    print(f"{'':14}{'LUFS':>7}{'peak':>7}{'touched':>9}{'most':>7}{'seconds':>9}")
    meant = _samples(plain, louder)
    for name, filters in (
        ("ours", way.filters(SAMPLE_RATE)),
        ("hard clipping", f"{louder},asoftclip=type=hard:threshold=0.75"),
        ("loudnorm", f"{linear},aresample={SAMPLE_RATE}"),
    ):
        began = time.perf_counter()
        mp3 = folder / "out.mp3"
        _ffmpeg("-i", str(plain), "-af", filters, "-c:a", "libmp3lame", "-b:a", "96k", str(mp3))
        seconds, after = time.perf_counter() - began, _level(mp3)
        changed = _changes(meant, _samples(plain, filters))
        print(
            f"{name:14}{after.loudness:>7.1f}{after.peak:>7.1f}"
            f"{np.mean(np.abs(changed) > _TOUCHED):>9.1%}{changed.min():>7.1f}{seconds:>9.1f}"
        )


def _changes(meant: NDArray[np.float32], made: NDArray[np.float32]) -> NDArray[np.float64]:
    """By how many dB each moment of talk is louder than one gain would have it."""
    whole = min(len(meant), len(made)) // _FRAME * _FRAME
    want, got = (
        np.sqrt((sound[:whole].reshape(-1, _FRAME).astype(np.float64) ** 2).mean(1))
        for sound in (meant, made)
    )
    talk = want > 0.01
    change = 20 * np.log10(got[talk] / want[talk])
    return np.asarray(change - np.median(change))


def _samples(file: Path, filters: str) -> NDArray[np.float32]:
    raw = file.with_suffix(".raw")
    _ffmpeg("-i", str(file), "-af", filters, "-f", "f32le", str(raw))
    return np.fromfile(raw, np.float32)


def _level(file: Path) -> Level:
    source = Source(file, lambda: stream(file, SAMPLE_RATE, 1), 1, 0.0)
    return measure(source)


def _ffmpeg(*arguments: str) -> str:
    command = (imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostats", "-y", *arguments)
    return subprocess.run(command, check=True, capture_output=True).stderr.decode()


def _last(pattern: str, said: str) -> float:
    return float(re.findall(pattern, said)[-1])


if __name__ == "__main__":
    main()
