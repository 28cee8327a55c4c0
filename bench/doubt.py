"""How well the speech model knows which of its words are wrong.

    python -m bench.doubt [FOLDER ...] [--keep FOLDER] [--model NAME]

Takes every recording with its words beside it, a script of lines `Name: text` (`.txt`) or a table
with a column `text` (`.verbatim.tsv`), by default the Swedish conversations of ../shared. Prints
how many words are wrong by the certainty the model gave them, those that nobody writes
(`podcast.word_rarity`) apart, and for each threshold below which words would be called in doubt:
how many of the words in doubt are wrong (precision), how many of the wrong words are in doubt
(recall), and how many of all words are in doubt.

A word heard is wrong when the script does not have it there (Levenshtein over the whole text);
what was not heard at all has no certainty and is not counted. A figure that the script spells out
counts as wrong, too. With `--keep` the words are heard once and kept in a folder.
"""

from __future__ import annotations

import argparse
import csv
import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.machine import describe
from bench.scoring import faults, script, words
from bench.unkept import Unkept
from podcast.building import local_engines
from podcast.cache import Store
from podcast.decode import samples
from podcast.engines import TranscribeOptions
from podcast.speech_models import choose
from podcast.text_words import DOUBT
from podcast.transcript import Transcript
from podcast.word_rarity import COMMON, rarity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from podcast.engines import SpeechModel

SHARED = Path(__file__).parents[2] / "shared"
FOLDERS = ("audio/sv-two-voices", "audio/sv-dialog", "audio/sv-long", "audio/sv-panel3", "demo")
SOUND = frozenset({".mp3", ".wav", ".flac", ".m4a", ".ogg", ".opus"})
THRESHOLDS = tuple(tenth / 10 for tenth in range(1, 11))


@dataclass(frozen=True, slots=True)
class Judged:
    """A word heard: how sure the model was, whether it was wrong, and whether anybody writes it."""

    certainty: float
    wrong: bool
    written: bool


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--keep", type=Path, help="where words once heard are kept")
    parser.add_argument("--model", default="auto")
    arguments = parser.parse_args()
    model = choose(arguments.model)
    print(describe("faster-whisper", "ctranslate2"))
    print(f"protocol: {model.name}, int8, beam 5, batch 8; lower case, no punctuation\n")
    print(f"{'recording':16}{'words':>7}{'wrong':>8}{'in doubt':>10}{'precision':>11}{'recall':>8}")
    everything: list[Judged] = []
    for sound, spoken in _cases(arguments.folders or [SHARED / name for name in FOLDERS]):
        with tempfile.TemporaryDirectory() as folder:
            transcript = _heard(sound, model, arguments.keep or Path(folder))
        found = judged(transcript, spoken)
        _print_recording(sound.stem, found)
        everything += found
    _print_recording("all", everything)
    _print_calibration(everything)
    _print_thresholds(everything)


def judged(transcript: Transcript, spoken: Sequence[str]) -> list[Judged]:
    """Tell of each word heard whether it was spoken there."""
    said = [words(word.text) for word in transcript.words]
    wrong = faults(said, spoken).wrong
    return [
        Judged(word.certainty, number in wrong, rarity(word.text, "sv") < COMMON)
        for number, word in enumerate(transcript.words)
        if said[number]
    ]


def _cases(folders: Sequence[Path]) -> Iterator[tuple[Path, list[str]]]:
    for sound in (sound for folder in folders for sound in sorted(folder.iterdir())):
        if sound.suffix in SOUND and (spoken := _spoken(sound)):
            yield sound, spoken


def _spoken(sound: Path) -> list[str]:
    """The words of the reference beside the sound, in order; none where there is no reference."""
    if (table := sound.with_suffix(".verbatim.tsv")).is_file():
        rows = csv.DictReader(io.StringIO(table.read_text(encoding="utf-8")), delimiter="\t")
        return [word for row in rows for word in words(row["text"])]
    if (lines := sound.with_suffix(".txt")).is_file():
        return [said.word for said in script(lines.read_text(encoding="utf-8"))]
    return []


def _heard(sound: Path, model: SpeechModel, keep: Path) -> Transcript:
    made_of = {"model": model.digest, "size": sound.stat().st_size}
    store = Store(keep / f"{sound.stem}.transcript.json", Transcript)
    kept, why = store.read(made_of)
    if kept and not why:
        return kept
    engines = local_engines()
    options = TranscribeOptions(model.name, model.digest, "sv")
    with tempfile.TemporaryDirectory() as folder:
        pcm = Path(folder) / "sound.pcm"
        engines.decode(sound, pcm)
        transcript = engines.transcribe(
            samples(pcm), options, model.folder, Unkept(), lambda _: None
        )
    store.write(transcript, made_of)
    return transcript


def _scores(found: Sequence[Judged], below: float) -> tuple[float, float, float]:
    """Precision, recall and the share of all words, of the words in doubt below a certainty."""
    doubted = [word for word in found if word.certainty < below]
    right_to = sum(word.wrong for word in doubted)
    wrong = sum(word.wrong for word in found)
    return (
        right_to / max(1, len(doubted)),
        right_to / max(1, wrong),
        len(doubted) / max(1, len(found)),
    )


def _print_recording(name: str, found: Sequence[Judged]) -> None:
    precision, recall, share = _scores(found, DOUBT)
    wrong = sum(word.wrong for word in found) / max(1, len(found))
    print(
        f"{name:16}{len(found):>7}{wrong:>8.1%}{share:>10.1%}{precision:>11.1%}{recall:>8.1%}",
        flush=True,
    )


def _print_calibration(found: Sequence[Judged]) -> None:
    kinds = {"that people write": True, "that nobody writes": False}
    print(f"\n{'certainty':16}" + "".join(f"{kind:>22}" for kind in kinds))
    for above, below in zip((0.0, *THRESHOLDS), THRESHOLDS, strict=False):
        inside = [w for w in found if above <= w.certainty < below or below == w.certainty == 1]
        _print_wrong(f"{above:.1f} to {below:.1f}", inside, kinds)
    _print_wrong("all", found, kinds)


def _print_wrong(name: str, found: Sequence[Judged], kinds: Mapping[str, bool]) -> None:
    """Print how many words of each kind there are, and what share of them is wrong."""
    row = f"{name:16}"
    for written in kinds.values():
        own = [word for word in found if word.written == written]
        wrong = sum(word.wrong for word in own) / max(1, len(own))
        row += f"{len(own):>14}{wrong:>8.1%}"
    print(row)


def _print_thresholds(found: Sequence[Judged]) -> None:
    print(f"\n{'in doubt below':16}{'in doubt':>9}{'precision':>11}{'recall':>8}")
    for below in THRESHOLDS:
        precision, recall, share = _scores(found, below)
        print(f"{below:<16.1f}{share:>9.1%}{precision:>11.1%}{recall:>8.1%}")


if __name__ == "__main__":
    main()
