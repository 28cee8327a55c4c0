"""How long voices take in a long recording, and how much memory.

    python -m bench.long_voices
    python -m bench.long_voices --hours 3

Joins the recordings of a folder, over and over, to so many hours, and prints the seconds that
hearing takes, the seconds to tell the people apart anew from what is kept, the size of what is
kept, and the peak memory of this process. On Linux that counts the sound as well, 115 MB an hour,
which is mapped from the disk and need not stay in memory.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from bench.machine import describe
from bench.references import cases
from bench.voices import SHARED
from bench.worker import peak_memory
from podcast import decode
from podcast.diarize import diarize
from podcast.engines import SAMPLE_RATE, DiarizeOptions
from podcast.hearing_store import HearingStore
from podcast.listen import listen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcast.engines import Samples

_HOUR = 3600


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("audio", nargs="?", type=Path, default=SHARED, help="recordings to join")
    parser.add_argument("--hours", type=float, default=1.0)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    print(describe("onnxruntime", "numpy", "scipy"))
    with tempfile.TemporaryDirectory() as folder:
        sounds = [case.sound for case in cases(arguments.audio)]
        samples = _joined(sounds, Path(folder), round(arguments.hours * _HOUR))
        _measure(samples, HearingStore(Path(folder) / "hearing.npz"), arguments.threads)


def _joined(sounds: Sequence[Path], folder: Path, seconds: int) -> Samples:
    """Join the sounds, from the first again after the last, until there are so many seconds."""
    missing, pcm = seconds * SAMPLE_RATE, folder / "one.pcm"
    with (folder / "all.pcm").open("wb") as joined:
        for sound in cycle(sounds):
            decode.decode(sound, pcm)
            samples = decode.samples(pcm)[:missing]
            joined.write(samples.tobytes())
            missing -= len(samples)
            if not missing:
                return decode.samples(folder / "all.pcm")
    raise SystemExit("there is no recording with a reference in that folder")


def _measure(samples: Samples, store: HearingStore, threads: int) -> None:
    hours = len(samples) / SAMPLE_RATE / _HOUR
    begun = time.perf_counter()
    store.write(listen(samples, lambda _: None, threads), {})
    heard = time.perf_counter()
    kept, _ = store.read({})
    if kept is None:
        raise SystemExit("what was kept could not be read again")
    voices = diarize(kept, DiarizeOptions())
    told = time.perf_counter()
    print(
        f"{hours:.1f} h: heard in {heard - begun:.1f} s ({hours * _HOUR / (heard - begun):.0f} × "
        f"real time), told anew in {told - heard:.2f} s ({len(voices.numbers)} voices); "
        f"{store.path.stat().st_size / 1e6:.1f} MB kept, peak memory {peak_memory() / 1e6:.0f} MB"
    )


if __name__ == "__main__":
    main()
