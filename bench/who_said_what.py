"""Who said what: words, voices and the rule that joins them, against scripts.

    python -m bench.who_said_what [FOLDER ...]

Takes every recording with a script of lines `Name: text` beside it (`.txt`), by default the
Swedish conversations of ../shared/audio, and prints for each: voices found, word error rate beside
that of bare faster-whisper (batched) with the same model in the same run, cpWER less WER, and the
share of matched words under the wrong person, by our rule and by the most-overlap rule (each word
to the voice that sounds longest beneath it).
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from faster_whisper import (  # type: ignore[import-untyped]  # has no stubs
    BatchedInferencePipeline,
    WhisperModel,
)

from bench.machine import describe
from bench.scoring import Said, Score, score, script, words
from podcast.align import align
from podcast.building import local_engines
from podcast.decode import samples
from podcast.engines import DiarizeOptions, TranscribeOptions
from podcast.machine import physical_cores
from podcast.speech_models import choose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcast.conversation import Conversation, Voices
    from podcast.engines import Samples, SpeechModel
    from podcast.span import Span
    from podcast.transcript import Segment, Transcript

SHARED = Path(__file__).parents[2] / "shared" / "audio"
FOLDERS = ("sv-two-voices", "sv-long", "sv-dialog")
SOUND = frozenset({".mp3", ".wav", ".flac", ".m4a", ".ogg", ".opus"})


class _NoJournal:
    def get(self, block: Span) -> None:
        """Nothing was heard before."""

    def put(self, block: Span, segments: tuple[Segment, ...]) -> None:
        """Nothing is kept."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one recording scored."""

    name: str
    voices: int
    people: int
    ours: Score
    most_overlap: Score
    bare: Score


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--model", default="auto")
    arguments = parser.parse_args()
    folders = arguments.folders or [SHARED / name for name in FOLDERS]
    model = choose(arguments.model)
    print(describe("faster-whisper", "ctranslate2", "onnxruntime"))
    print(f"protocol: {model.name}, int8, beam 5, batch 8; lower case, no punctuation; percent\n")
    print(
        f"{'recording':16}{'voices':>8}{'words':>7}{'WER':>8}{'bare':>8}"
        f"{'cpWER-WER':>11}{'WDER':>7}{'overlap':>9}"
    )
    rows = []
    for sound in (sound for folder in folders for sound in _recordings(folder)):
        rows.append(_measure(sound, model))
        _print(rows[-1])
    total = Row(
        "all",
        sum(row.voices for row in rows),
        sum(row.people for row in rows),
        sum((row.ours for row in rows), Score()),
        sum((row.most_overlap for row in rows), Score()),
        sum((row.bare for row in rows), Score()),
    )
    _print(total)


def _recordings(folder: Path) -> Iterator[Path]:
    for sound in sorted(folder.iterdir()):
        if sound.suffix in SOUND and sound.with_suffix(".txt").is_file():
            yield sound


def _measure(sound: Path, model: SpeechModel) -> Row:
    reference = script(sound.with_suffix(".txt").read_text(encoding="utf-8"))
    engines = local_engines()
    options = TranscribeOptions(model.name, model.digest, "sv")
    with tempfile.TemporaryDirectory() as folder:
        pcm = Path(folder) / "sound.pcm"
        engines.decode(sound, pcm)
        heard = samples(pcm)
        transcript = engines.transcribe(heard, options, model.folder, _NoJournal(), _ignore)
        voices = engines.diarize(engines.listen(heard, _ignore), DiarizeOptions())
        bare = _bare(heard, model)
    return Row(
        sound.stem,
        len(voices.numbers),
        len({said.who for said in reference}),
        score(reference, _by_conversation(align(transcript, voices))),
        score(reference, _by_most_overlap(transcript, voices)),
        score(reference, [Said(word, 0) for word in words(bare)]),
    )


def _by_conversation(conversation: Conversation) -> list[Said]:
    return [Said(part, voice) for word, voice in conversation.words for part in words(word.text)]


def _by_most_overlap(transcript: Transcript, voices: Voices) -> list[Said]:
    """WhisperX's rule: each word to the voice with the most overlap, else the nearest."""
    said = []
    for word in transcript.words:
        _, _, voice = max(_fit(word.span, number, voices) for number in voices.numbers)
        said += [Said(part, voice) for part in words(word.text)]
    return said


def _fit(span: Span, voice: int, voices: Voices) -> tuple[float, float, int]:
    """How much of the span a voice covers, and how near it is."""
    spans = [heard.span for heard in voices.spans if heard.voice == voice]
    return sum(own.overlap(span) for own in spans), -min(own.gap(span) for own in spans), voice


def _bare(heard: Samples, model: SpeechModel) -> str:
    whisper = WhisperModel(
        str(model.folder), compute_type="int8", cpu_threads=physical_cores(), local_files_only=True
    )
    segments, _ = BatchedInferencePipeline(whisper).transcribe(
        heard.astype("float32") / 32768,
        language="sv",
        beam_size=5,
        batch_size=8,
        word_timestamps=True,
    )
    return " ".join(segment.text for segment in segments)


def _print(row: Row) -> None:
    print(
        f"{row.name:16}{row.voices:>5}/{row.people}{row.ours.words:>8}{row.ours.wer:>8.2f}"
        f"{row.bare.wer:>8.2f}{row.ours.cpwer - row.ours.wer:>11.2f}{row.ours.wder:>7.2f}"
        f"{row.most_overlap.wder:>9.2f}",
        flush=True,
    )


def _ignore(_: float) -> None:
    pass


if __name__ == "__main__":
    main()
