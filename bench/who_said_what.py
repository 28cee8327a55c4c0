"""Who said what: words, voices and the rules that join them, against scripts.

    python -m bench.who_said_what [FOLDER ...] [--bare]

Takes every recording with a script beside it (`.stm`, `.verbatim.tsv` or `.txt` with lines
`Name: text`), by default the Swedish conversations of two and the hard recordings of ../shared.
Prints for each: voices found, word error rate, cpWER less WER, and how many of the words heard
right stand under the wrong person, in all / beside a change of person: by our rule, by WhisperX's
(each word to the voice with the most overlap) and by whisper-diarization's (then each sentence to
the majority of its words). People whom a script names in full are the cast, whom the speech model
is told to expect, as it is in a build. Then the same in sum, with one thing of ours left out or
weighed otherwise, and with the voices of the reference (`.rttm`) in place of those heard. `--bare`
adds the word error rate of bare faster-whisper (batched) with the same model in the same run.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from faster_whisper import (  # type: ignore[import-untyped]  # has no stubs
    BatchedInferencePipeline,
    WhisperModel,
)

from bench.alignments import ABLATIONS, most_overlap, ours, sentence_majority
from bench.machine import describe
from bench.references import rttm
from bench.scoring import Said, Score, score, words
from bench.scripts import cast, read_script, scripted
from bench.unkept import Unkept
from podcast.building import local_engines
from podcast.conversation import Voices, VoiceSpan
from podcast.decode import samples
from podcast.engines import DiarizeOptions, TranscribeOptions
from podcast.machine import physical_cores
from podcast.span import Span
from podcast.speech_models import choose
from podcast.transcript import Transcript

if TYPE_CHECKING:
    from bench.alignments import Alignment
    from podcast.engines import Samples, SpeechModel

SHARED = Path(__file__).parents[2] / "shared"
TWO_VOICES = ("audio/sv-two-voices", "audio/sv-long", "audio/sv-dialog")
HARD = ("audio/en-meeting", "audio/en-phone", "audio/sv-panel3", "demo", "audio/en-three-voices")
WAYS: dict[str, Alignment] = {
    "ours": ours(),
    "most overlap": most_overlap,
    "sentences": sentence_majority,
}


@dataclass(frozen=True, slots=True)
class Heard:
    """One recording, with what was heard in it and what is said in truth.

    Attributes:
        name: of the file.
        reference: the script.
        transcript: the words.
        voices: who speaks when, as we tell it.
        true_voices: the same as the reference has it, if it does.
        bare: errors of bare faster-whisper in words, if it was asked.
    """

    name: str
    reference: Sequence[Said]
    transcript: Transcript
    voices: Voices
    true_voices: Voices | None
    bare: Score

    def score(self, way: Alignment, voices: Voices | None = None) -> Score:
        """Score the words, given to voices in some way."""
        given = way(self.transcript, voices or self.voices)
        said = zip(self.transcript.words, given, strict=True)
        spoken = [Said(part, voice) for word, voice in said for part in words(word.text)]
        return score(self.reference, spoken)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--model", default="auto")
    parser.add_argument("--bare", action="store_true")
    arguments = parser.parse_args()
    groups = {"given": arguments.folders} if arguments.folders else _shared()
    print(describe("faster-whisper", "ctranslate2", "onnxruntime"))
    print("protocol: int8, beam 5, batch 8; lower case, no punctuation")
    for group, folders in groups.items():
        print(f"\n{group}\n")
        found = [pair for folder in folders for pair in scripted(folder)]
        _report([_hear(*pair, arguments.model, with_bare=arguments.bare) for pair in found])


def _shared() -> dict[str, list[Path]]:
    return {
        "Swedish conversations of two": [SHARED / folder for folder in TWO_VOICES],
        "hard ones": [SHARED / folder for folder in HARD],
    }


def _hear(sound: Path, script: Path, wanted: str, *, with_bare: bool) -> Heard:
    """Hear a recording in English where its folder is called so, else in Swedish."""
    language = "en" if sound.parent.name.startswith("en-") else "sv"
    model, engines = choose(wanted, language), local_engines()
    reference = read_script(script)
    options = TranscribeOptions(model.name, model.digest, language, hotwords=cast(reference))
    with tempfile.TemporaryDirectory() as folder:
        pcm = Path(folder) / "sound.pcm"
        engines.decode(sound, pcm)
        heard = samples(pcm)
        bare = words(_bare(heard, model, language)) if with_bare else []
        return Heard(
            name=sound.stem,
            reference=reference,
            transcript=engines.transcribe(heard, options, model.folder, Unkept(), _ignore),
            voices=engines.diarize(engines.listen(heard, Unkept(), _ignore), DiarizeOptions()),
            true_voices=_true_voices(sound.with_suffix(".rttm")),
            bare=score(reference, [Said(word, 0) for word in bare]) if bare else Score(),
        )


def _true_voices(reference: Path) -> Voices | None:
    if not reference.is_file():
        return None
    spoken = rttm(reference)
    people = sorted({str(one.who) for one in spoken})
    spans = sorted(
        VoiceSpan(Span(one.start, one.end), 1 + people.index(str(one.who))) for one in spoken
    )
    return Voices(tuple(spans), tuple(spans))


def _bare(heard: Samples, model: SpeechModel, language: str) -> str:
    whisper = WhisperModel(
        str(model.folder), compute_type="int8", cpu_threads=physical_cores(), local_files_only=True
    )
    segments, _ = BatchedInferencePipeline(whisper).transcribe(
        heard.astype("float32") / 32768,
        language=language,
        beam_size=5,
        batch_size=8,
        word_timestamps=True,
    )
    return " ".join(segment.text for segment in segments)


def _report(recordings: Sequence[Heard]) -> None:
    ways = " | ".join(WAYS)
    print(f"| recording | voices | words | WER | bare | matched | beside | cpWER − WER | {ways} |")
    print("|---|" + "---|" * (7 + len(WAYS)))
    scores = {way: [one.score(rule) for one in recordings] for way, rule in WAYS.items()}
    for place, one in enumerate(recordings):
        people = len({said.who for said in one.reference})
        found = f"{len(one.voices.numbers)}/{people}"
        _row(one.name, found, one.bare, {way: of[place] for way, of in scores.items()})
    bare = sum((one.bare for one in recordings), Score())
    sums = {way: sum(of, Score()) for way, of in scores.items()}
    _row("all", "", bare, sums)
    print("\n| words under the wrong person | in all | beside a change |\n|---|---|---|")
    for way, total in sums.items():
        _sum(way, total)
    for name, rule in ABLATIONS.items():
        _sum(name, sum((one.score(rule) for one in recordings), Score()))
    known = [(one, one.true_voices) for one in recordings if one.true_voices]
    if len(known) == len(recordings):
        for way, rule in WAYS.items():
            _sum(f"{way}, true voices", sum((o.score(rule, true) for o, true in known), Score()))


def _row(name: str, found: str, bare: Score, scores: dict[str, Score]) -> None:
    own = scores["ours"]
    rest = " | ".join(f"{one.misplaced} / {one.misplaced_beside}" for one in scores.values())
    bare_wer = f"{bare.wer:.2f}" if bare.words else "–"
    print(
        f"| {name} | {found} | {own.words} | {own.wer:.2f} | {bare_wer} | {own.matched} | "
        f"{own.beside} | {own.cpwer - own.wer:.2f} | {rest} |",
        flush=True,
    )


def _sum(name: str, total: Score) -> None:
    print(
        f"| {name} | {total.misplaced} ({total.wder:.2f} %) | {total.misplaced_beside} |",
        flush=True,
    )


def _ignore(_: float) -> None:
    pass


if __name__ == "__main__":
    main()
