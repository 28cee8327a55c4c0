from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from faster_whisper import WhisperModel  # type: ignore[import-untyped]
from faster_whisper.tokenizer import Tokenizer  # type: ignore[import-untyped]

from podcast import decode, speech_models
from podcast.engines import SAMPLE_RATE
from podcast.whisper import Whisper
from tests.shared import DEMO

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Sound = NDArray[np.float32]

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def model() -> Whisper:
    return Whisper(speech_models.choose("whisper-base").folder, threads=2, at_a_time=1)


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Sound:
    pcm: Path = tmp_path_factory.mktemp("sound") / "sound.pcm"
    decode.decode(DEMO, pcm)
    sound: Sound = decode.samples(pcm).astype(np.float32) / np.float32(32768)
    return sound


def test_windows_are_encoded_and_timed_together_as_each_alone(model: Whisper, talk: Sound) -> None:
    folder = str(speech_models.choose("whisper-base").folder)
    bare = WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=2)
    windows = np.stack([features(model, talk, start) for start in (0, 30)])
    swedish = tokenizer(model)
    texts = [swedish.encode(text) for text in (" Hej och välkomna till Karlstad.", " Tack.")]
    ours = model.find_alignment(swedish, texts, model.encode(windows), [3000, 3000])
    for text, window, words in zip(texts, windows, ours, strict=True):
        assert words == bare.find_alignment(swedish, [text], bare.encode(window), 3000)[0]


def test_a_window_without_words_has_no_times(model: Whisper) -> None:
    silence = np.zeros((2, 80, 3000), np.float32)
    swedish = tokenizer(model)
    texts: list[list[int]] = [[], swedish.encode(" Tack.")]
    first, second = model.find_alignment(swedish, texts, model.encode(silence), [3000, 3000])
    assert not first
    assert "".join(str(word["word"]) for word in second) == " Tack."


def test_lots_fall_alike_whatever_was_drawn_before(model: Whisper, talk: Sound) -> None:
    part = talk[: 8 * SAMPLE_RATE]
    first = drawn(model.with_new_lots(), part)
    again = model.with_new_lots()
    assert drawn(again, part) == first
    assert drawn(again, part) != first  # else nothing was drawn


def features(model: Whisper, sound: Sound, start: float) -> Sound:
    """The log-mel features of half a minute."""
    part = sound[int(start * SAMPLE_RATE) : int((start + 30) * SAMPLE_RATE)]
    windows: Sound = model.feature_extractor(part)[:, :3000]
    return windows


def tokenizer(model: Whisper) -> Tokenizer:
    return Tokenizer(model.hf_tokenizer, multilingual=True, task="transcribe", language="sv")


def drawn(model: Whisper, sound: Sound) -> str:
    """What the model says by lot, as freely as it ever may."""
    heard, _ = model.transcribe(sound, language="sv", temperature=1.0, best_of=1)
    return " ".join(segment.text for segment in heard)
