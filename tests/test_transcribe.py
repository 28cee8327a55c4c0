from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import cycle, pairwise
from typing import TYPE_CHECKING

import jiwer
import numpy as np
import pytest
from faster_whisper import (  # type: ignore[import-untyped]
    BatchedInferencePipeline,
    WhisperModel,
)

from bench.intros import KINDS, made
from podcast import decode, speech_models
from podcast.engines import SAMPLE_RATE, TranscribeOptions
from podcast.span import Span
from podcast.transcribe import activity, transcribe
from podcast.transcript import Segment, Transcript
from tests.shared import DEMO, audio

if TYPE_CHECKING:
    from pathlib import Path

    from podcast.engines import SpeechModel


Samples = np.ndarray[tuple[int, ...], np.dtype[np.int16]]


@dataclass
class Kept:
    """A journal in memory."""

    blocks: dict[Span, tuple[Segment, ...]] = field(default_factory=dict)

    def get(self, block: Span) -> tuple[Segment, ...] | None:
        return self.blocks.get(block)

    def put(self, block: Span, segments: tuple[Segment, ...]) -> None:
        self.blocks[block] = segments


@pytest.fixture(scope="module")
def model() -> SpeechModel:
    return speech_models.choose("whisper-base")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Samples:
    pcm = tmp_path_factory.mktemp("demo") / "demo.pcm"
    decode.decode(DEMO, pcm)
    return decode.samples(pcm)


def hear(
    samples: Samples, model: SpeechModel, journal: Kept | None = None, beam_size: int = 1
) -> tuple[Transcript, list[float]]:
    shares: list[float] = []
    options = TranscribeOptions(model.name, model.digest, "sv", beam_size)
    heard = transcribe(samples, options, model.folder, journal or Kept(), shares.append)
    return heard, shares


def folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def test_there_is_no_voice_in_silence() -> None:
    assert activity(np.zeros(SAMPLE_RATE * 5, np.float32)) == ()


def test_what_the_journal_holds_is_not_heard_again(tmp_path: Path) -> None:
    journal = Kept({Span(0, 10): ()})
    shares: list[float] = []
    options = TranscribeOptions("none", "", "sv")
    heard = transcribe(
        np.zeros(10 * SAMPLE_RATE, np.int16), options, tmp_path / "no-model", journal, shares.append
    )
    assert heard == Transcript("sv", ())
    assert shares == [1.0]


@pytest.mark.parametrize("seconds", [0, 0.01, 8])
def test_silence_has_no_words_and_needs_no_model(seconds: float, tmp_path: Path) -> None:
    options = TranscribeOptions("none", "", "sv")
    samples = np.zeros(round(seconds * SAMPLE_RATE), np.int16)
    heard = transcribe(samples, options, tmp_path / "no-model", Kept(), lambda _: None)
    assert heard == Transcript("sv", ())


@pytest.mark.model
def test_the_demo_panel_is_written_down_with_times_in_order(
    demo: Samples, model: SpeechModel
) -> None:
    journal = Kept()
    heard, shares = hear(demo, model, journal)
    words = heard.words
    assert len(words) > 200
    assert "välkomna" in folded(" ".join(word.text for word in words))
    assert all(a.span.end <= b.span.start for a, b in pairwise(words))
    assert all(0 < word.span.duration < 4 and 0 <= word.certainty <= 1 for word in words)
    assert words[-1].span.end <= len(demo) / SAMPLE_RATE
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)
    assert len(shares) > 3
    kept = [segment for block in sorted(journal.blocks) for segment in journal.blocks[block]]
    assert [word for segment in kept for word in segment.words] == list(words)


@pytest.mark.model
def test_the_same_sound_gives_the_same_words(demo: Samples, model: SpeechModel) -> None:
    assert hear(demo[: 40 * SAMPLE_RATE], model) == hear(demo[: 40 * SAMPLE_RATE], model)


@pytest.mark.model
def test_talk_after_a_long_silence_keeps_its_times(demo: Samples, model: SpeechModel) -> None:
    talk = demo[: 20 * SAMPLE_RATE]
    later = np.concatenate([np.zeros(60 * SAMPLE_RATE, np.int16), talk])
    plain = hear(talk, model)[0].words
    shifted = hear(later, model)[0].words
    assert shifted[0].span.start == pytest.approx(plain[0].span.start + 60, abs=0.5)
    assert shifted[-1].span.end == pytest.approx(plain[-1].span.end + 60, abs=0.5)


# Where somebody begins to speak in the demo panel, in seconds; each goes on for this long.
BEGINS = (0.2, 42.0, 57.4, 72.9, 77.7, 92.2, 98.6)
TALK = 4.0


@dataclass(frozen=True)
class AfterIntros:
    """Talk after each kind of sound in which nobody speaks, all in one recording."""

    heard: Transcript
    intros: dict[str, Span]

    def first_word_after(self, kind: str) -> float:
        """Seconds from the end of the sound to the first word."""
        end = self.intros[kind].end
        return min(w.span.start for w in self.heard.words if w.span.middle > end) - end


@pytest.fixture(scope="module")
def after_intros(demo: Samples, model: SpeechModel) -> AfterIntros:
    parts: list[Samples] = []
    intros: dict[str, Span] = {}
    for kind, begin in zip(KINDS, cycle(BEGINS), strict=False):
        start = sum(map(len, parts)) / SAMPLE_RATE
        intros[kind] = Span(start, start + 4)
        parts += [made(kind, 4), demo[round(begin * SAMPLE_RATE) :][: round(TALK * SAMPLE_RATE)]]
    return AfterIntros(hear(np.concatenate(parts), model)[0], intros)


@pytest.mark.model
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_written_where_nobody_speaks(after_intros: AfterIntros, kind: str) -> None:
    intro = after_intros.intros[kind]
    said = [word.text for word in after_intros.heard.words if word.span.middle in intro]
    assert said == []


@pytest.mark.model
@pytest.mark.parametrize("kind", KINDS)
def test_talk_right_after_it_is_not_lost(after_intros: AfterIntros, kind: str) -> None:
    assert after_intros.first_word_after(kind) < 1


@pytest.mark.model
def test_no_more_words_are_wrong_than_with_bare_faster_whisper(
    tmp_path: Path, model: SpeechModel
) -> None:
    sales = audio("sv-dialog/sales.wav")
    decode.decode(sales, tmp_path / "a.pcm")
    samples = decode.samples(tmp_path / "a.pcm")
    script = sales.with_suffix(".txt").read_text(encoding="utf-8")
    reference = folded(" ".join(line.partition(": ")[2] for line in script.splitlines()))
    bare = BatchedInferencePipeline(
        WhisperModel(str(model.folder), device="cpu", compute_type="int8", cpu_threads=2)
    )
    theirs, _ = bare.transcribe(samples.astype(np.float32) / 32768, language="sv", beam_size=5)
    ours, _ = hear(samples, model, beam_size=5)
    wrong = jiwer.wer(reference, folded(" ".join(word.text for word in ours.words)))
    assert wrong <= jiwer.wer(reference, folded(" ".join(part.text for part in theirs))) + 0.005
