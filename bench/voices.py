"""How well voices are told apart, against references, by group of recordings.

    python -m bench.voices
    python -m bench.voices ../shared/audio --bounds cast

Prints machine, versions and protocol, then for each recording and group the diarization error rate
(DER) twice: strict (collar 0, overlap scored) and lenient (collar 0.25 s on each side of every
reference boundary, overlap skipped), the voices found and true, and the speed. Recordings without
times in their reference (two-voice scripts) have only their voices counted.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pyannote.core import (  # type: ignore[import-untyped]  # has no stubs
    Annotation,
    Segment,
    Timeline,
)
from pyannote.metrics.diarization import DiarizationErrorRate

from bench.machine import describe
from podcast import decode
from podcast.diarize import diarize
from podcast.engines import DiarizeOptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray

SHARED = Path(__file__).parents[2] / "shared" / "audio"
DEMO = Path(__file__).parents[1] / "episodes" / "2026-05-04-tillit" / "tillit.mp3"
DEMO_REFERENCE = Path(__file__).parents[1] / "tests" / "data" / "tillit.rttm"
GROUPS = ("sv-panel3", "en-meeting", "en-tv", "en-phone", "en-three-voices")
COUNTED = ("sv-two-voices", "sv-long", "sv-dialog")
SOUND = (".flac", ".mp3", ".wav")


@dataclass(frozen=True)
class Case:
    """A recording with what is known about it.

    Attributes:
        group: the recordings whose errors are added up.
        sound: the file.
        reference: who speaks when, or None where only their number is known.
        voices: how many people speak.
    """

    group: str
    sound: Path
    reference: Annotation | None
    voices: int


class System(Protocol):
    """Something that tells voices apart; a peer is another function of this shape."""

    def __call__(self, samples: NDArray[np.int16], fewest: int, most: int) -> Annotation:
        """Tell who speaks when in 16 kHz mono samples."""


@dataclass
class Score:
    """What a group has come to so far."""

    strict: DiarizationErrorRate
    lenient: DiarizationErrorRate
    counts: list[str]
    seconds: float = 0.0
    spent: float = 0.0

    @classmethod
    def new(cls) -> Score:
        """Begin with nothing scored."""
        # pyannote.metrics takes the whole width of the collar: 0.25 s on each side
        return cls(
            strict=DiarizationErrorRate(collar=0.0, skip_overlap=False),
            lenient=DiarizationErrorRate(collar=0.5, skip_overlap=True),
            counts=[],
        )

    def add(self, case: Case, heard: Annotation, seconds: float, spent: float) -> str:
        """Score one recording; return its line."""
        self.seconds += seconds
        self.spent += spent
        self.counts.append(f"{len(heard.labels())}/{case.voices}")
        rates = "      –       –"
        if case.reference is not None:
            whole = Timeline([Segment(0, seconds)])
            strict = self.strict(case.reference, heard, uem=whole)
            lenient = self.lenient(case.reference, heard, uem=whole)
            rates = f"{strict:7.1%} {lenient:7.1%}"
        return f"  {case.sound.name:24} {rates}  {self.counts[-1]:>5}  {seconds / spent:5.1f} ×"

    def line(self, group: str) -> str:
        """Return the line of the whole group."""
        rates = "      –       –"
        if self.strict.accumulated_["total"]:
            rates = f"{abs(self.strict):7.1%} {abs(self.lenient):7.1%}"
        speed = self.seconds / self.spent
        return f"{group:26} {rates}  {' '.join(self.counts):>5}  {speed:5.1f} ×"


def main() -> None:
    """Measure every group and print it as it comes."""
    arguments = _arguments()
    systems = {"panelpodd": _panelpodd(arguments.threads)}
    _protocol(arguments)
    for name, system in systems.items():
        print(f"\n{name}: recording, strict DER, lenient DER, voices found/true, × real time")
        for group, cases in _groups(arguments.audio):
            score = Score.new()
            for case in cases:
                print(_measure(case, system, arguments.bounds, score), flush=True)
            print(score.line(group), flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("audio", nargs="?", type=Path, default=SHARED, help="groups of recordings")
    parser.add_argument(
        "--bounds",
        choices=("default", "cast", "exact"),
        default="default",
        help="what is known of the number of voices: nothing, at most so many, exactly so many",
    )
    parser.add_argument("--threads", type=int, default=2, help="of each model")
    return parser.parse_args()


def _protocol(arguments: argparse.Namespace) -> None:
    print(describe("onnxruntime", "kaldi-native-fbank", "numpy", "scipy", "pyannote.metrics"))
    print("strict: collar 0, overlap scored; lenient: collar 0.25 s each side, overlap skipped")
    print(f"bounds: {arguments.bounds}; threads: {arguments.threads}; speed without decoding")


def _groups(audio: Path) -> Iterator[tuple[str, tuple[Case, ...]]]:
    yield "demo", (_timed("demo", DEMO, DEMO_REFERENCE),)
    for group in GROUPS:
        sounds = _sounds(audio / group)
        yield group, tuple(_timed(group, sound, sound.with_suffix(".rttm")) for sound in sounds)
    for group in COUNTED:
        yield group, tuple(Case(group, sound, None, 2) for sound in _sounds(audio / group))


def _sounds(folder: Path) -> Iterable[Path]:
    return sorted(file for file in folder.iterdir() if file.suffix in SOUND)


def _timed(group: str, sound: Path, reference: Path) -> Case:
    known = Annotation()
    for track, line in enumerate(reference.read_text().splitlines()):
        fields = line.split()
        if fields and fields[0] == "SPEAKER":
            start, duration = float(fields[3]), float(fields[4])
            known[Segment(start, start + duration), track] = fields[7]
    return Case(group, sound, known, len(known.labels()))


def _measure(case: Case, system: System, bounds: str, score: Score) -> str:
    fewest = case.voices if bounds == "exact" else 1
    most = 20 if bounds == "default" else case.voices
    with tempfile.TemporaryDirectory() as folder:
        pcm = Path(folder) / "samples"
        recording = decode.decode(case.sound, pcm)
        begun = time.perf_counter()
        heard = system(decode.samples(pcm), fewest, most)
        spent = time.perf_counter() - begun
    return score.add(case, heard, recording.duration, spent)


def _panelpodd(threads: int) -> System:
    def hear(samples: NDArray[np.int16], fewest: int, most: int) -> Annotation:
        voices = diarize(samples, DiarizeOptions(fewest, most), lambda _share: None, threads)
        heard = Annotation()
        for track, spoken in enumerate(voices.spans):
            heard[Segment(spoken.span.start, spoken.span.end), track] = spoken.voice
        return heard

    return hear


if __name__ == "__main__":
    main()
