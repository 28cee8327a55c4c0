"""Words: ours against faster-whisper in batches and in sequence, with the same model.

    python -m bench.words [FOLDER ...] [--model NAME] [--threads N] [--expect WORDS ...]

Takes every recording with a script beside it, by default the Swedish ones of ../shared. Each is
heard by all three right after one another: by us, as a build hears it, loading the model included;
by bare faster-whisper in batches; and by faster-whisper in sequence with its full fallback, without
conditioning on previous text. All have voice activity detection and the times of words. Where words
to expect are given, we hear it once more with those as hotwords. Prints word error rates and the
processors' seconds, and at the end how much longer than ours the others take by the clock, too,
which says little where other programs work at the same time.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from faster_whisper import (  # type: ignore[import-untyped]  # has no stubs
    BatchedInferencePipeline,
    WhisperModel,
)

from bench.machine import Usage, describe
from bench.scoring import Said, Score, score, words
from bench.scripts import read_script, scripted
from bench.unkept import Unkept
from podcast.decode import decode, samples
from podcast.engines import TranscribeOptions
from podcast.machine import physical_cores
from podcast.speech_models import choose
from podcast.transcribe import transcribe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from podcast.engines import Samples, SpeechModel

    Hear = Callable[[Samples], str]
    # faster-whisper's own, which has no types.
    Heard = Callable[[NDArray[np.float32]], Any]

SHARED = Path(__file__).parents[2] / "shared" / "audio"
FOLDERS = ("sv-two-voices", "sv-dialog", "sv-panel3", "sv-long")


@dataclass(frozen=True, slots=True)
class Result:
    """What a system made of a recording.

    Attributes:
        score: its words against the script.
        clock: seconds that people waited.
        work: seconds of the processors.
    """

    score: Score
    clock: float
    work: float

    def __add__(self, other: Result) -> Result:
        """Return both as one."""
        return Result(self.score + other.score, self.clock + other.clock, self.work + other.work)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--model", default="auto")
    parser.add_argument("--threads", type=int, default=physical_cores())
    parser.add_argument("--language", default="sv")
    parser.add_argument("--expect", nargs="*", default=())
    arguments = parser.parse_args()
    model = choose(arguments.model, arguments.language)
    systems = _systems(model, arguments.language, arguments.threads, tuple(arguments.expect))
    print(describe("faster-whisper", "ctranslate2", "onnxruntime"))
    print(f"protocol: {model.name}, int8, beam 5, batch 8, {arguments.threads} threads\n")
    begun = Usage.now()
    _report(arguments.folders or [SHARED / folder for folder in FOLDERS], systems)
    print(f"\nother programs used {begun.by_others(Usage.now()):.0%} of the processors")


def _systems(
    model: SpeechModel, language: str, threads: int, expected: tuple[str, ...]
) -> dict[str, Hear]:
    whisper = WhisperModel(
        str(model.folder),
        device="cpu",
        compute_type="int8",
        cpu_threads=threads,
        local_files_only=True,
    )
    asked: dict[str, Any] = {
        "language": language,
        "beam_size": 5,
        "word_timestamps": True,
        "vad_filter": True,
    }
    batched = partial(BatchedInferencePipeline(whisper).transcribe, batch_size=8, **asked)
    in_sequence = partial(whisper.transcribe, condition_on_previous_text=False, **asked)

    def ours(hotwords: tuple[str, ...], sound: Samples) -> str:
        options = TranscribeOptions(model.name, model.digest, language, hotwords=hotwords)
        heard = transcribe(sound, options, model.folder, Unkept(), lambda _: None, threads)
        return " ".join(word.text for word in heard.words)

    return {
        "ours": partial(ours, ()),
        **({"expecting": partial(ours, expected)} if expected else {}),
        "batched": lambda sound: _text(batched, sound),
        "in sequence": lambda sound: _text(in_sequence, sound),
    }


def _text(transcribe: Heard, sound: Samples) -> str:
    segments, _ = transcribe(sound.astype(np.float32) / np.float32(32768))
    return " ".join(segment.text for segment in segments)


def _report(folders: Sequence[Path], systems: dict[str, Hear]) -> None:
    columns = " | ".join(f"{name}: WER | seconds" for name in systems)
    print(f"| recording | length | words | {columns} |")
    print("|---|" + "---|" * (2 + 2 * len(systems)))
    length = 0.0
    sums: dict[str, Result] = {}
    with tempfile.TemporaryDirectory() as kept:
        pcm = Path(kept) / "sound.pcm"
        for sound, script in (pair for folder in folders for pair in scripted(folder)):
            seconds = decode(sound, pcm).duration
            reference = read_script(script)
            results = {
                name: _measure(hear, samples(pcm), reference) for name, hear in systems.items()
            }
            _row(sound.stem, seconds, results)
            sums = {name: sums[name] + one if sums else one for name, one in results.items()}
            length += seconds
    _row("all", length, sums)
    ours, *others = sums.items()
    for name, one in others:
        clock, work = one.clock / ours[1].clock, one.work / ours[1].work
        print(f"{name}: {clock:.2f} times as long as ours by the clock, {work:.2f} of work")


def _measure(hear: Hear, sound: Samples, reference: Sequence[Said]) -> Result:
    begun = Usage.now()
    heard = hear(sound)
    ended = Usage.now()
    result = score(reference, [Said(word, 0) for word in words(heard)])
    return Result(result, ended.moment - begun.moment, ended.ours - begun.ours)


def _row(name: str, length: float, results: dict[str, Result]) -> None:
    number = next(iter(results.values())).score.words
    columns = " | ".join(f"{one.score.wer:.2f} | {one.work:.1f}" for one in results.values())
    print(f"| {name} | {length:.0f} s | {number} | {columns} |", flush=True)


if __name__ == "__main__":
    main()
