"""The voice models: that the files are whole, and that the sound reaches them as it should."""

from __future__ import annotations

import hashlib
import shutil
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from podcast import voice_models
from podcast.engines import SAMPLE_RATE
from podcast.errors import ModelError
from podcast.voice_models import (
    FEATURE_LENGTH,
    FEATURE_STEP,
    MEL_BINS,
    POWERSET,
    WINDOW,
    WINDOW_FRAMES,
    VoiceModels,
)

MODELS = Path(voice_models.__file__).parent / "models"


@pytest.fixture(scope="module")
def models() -> VoiceModels:
    return voice_models.load(threads=2)


def _noise(samples: int) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return (np.random.default_rng(0).standard_normal(samples) * 0.1).astype(np.float32)


@pytest.mark.parametrize("name", ["segmentation.onnx", "campplus.onnx"])
def test_the_digest_in_the_readme_is_the_files_own(name: str) -> None:
    digest = hashlib.sha256((MODELS / name).read_bytes()).hexdigest()
    assert f"`{digest}`" in (MODELS / "README.md").read_text()


def test_every_model_comes_with_its_licence() -> None:
    assert "CNRS" in (MODELS / "LICENSE-MIT-CNRS.txt").read_text()
    assert "Apache License" in (MODELS / "LICENSE-Apache-2.0.txt").read_text()


@pytest.mark.parametrize("name", ["segmentation.onnx", "campplus.onnx"])
def test_a_damaged_model_is_refused_in_one_sentence(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _installed_at(tmp_path, monkeypatch)
    whole = (MODELS / name).read_bytes()
    (tmp_path / "models" / name).write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(ModelError, match=rf"^podcast/models/{name}: .*damaged.*install.*\.$"):
        voice_models.load(threads=1)


def test_a_missing_model_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _installed_at(tmp_path, monkeypatch)
    (tmp_path / "models" / "campplus.onnx").unlink()
    with pytest.raises(ModelError, match=r"^podcast/models/campplus\.onnx: .*missing.*\.$"):
        voice_models.load(threads=1)


def _installed_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the package lie in another folder, with models of its own."""
    shutil.copytree(MODELS, folder / "models")
    monkeypatch.setattr(resources, "files", lambda _package: folder)


@pytest.mark.parametrize("samples", [FEATURE_LENGTH, FEATURE_LENGTH + 159, 6400, 24000])
def test_features_have_the_promised_shape(samples: int) -> None:
    frames = 1 + (samples - FEATURE_LENGTH) // FEATURE_STEP
    assert voice_models.features(_noise(samples)).shape == (frames, MEL_BINS)


def test_a_quiet_recording_has_the_same_features_as_a_loud_one() -> None:
    loud = _noise(SAMPLE_RATE)
    quiet = loud * np.float32(0.001)
    assert np.allclose(voice_models.features(loud), voice_models.features(quiet), atol=1e-3)


def test_features_of_silence_are_finite() -> None:
    assert np.isfinite(voice_models.features(np.zeros(SAMPLE_RATE, np.float32))).all()


def test_a_tone_is_heard_in_the_bin_of_its_pitch() -> None:
    moments = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    low, high = (
        voice_models.features(np.sin(2 * np.pi * pitch * moments).astype(np.float32)).mean(axis=0)
        for pitch in (200, 3000)
    )
    assert low.argmax() < high.argmax()


def test_the_powerset_has_every_set_of_at_most_two_voices_once() -> None:
    sets = {tuple(row) for row in POWERSET.tolist()}
    assert len(sets) == len(POWERSET) == 7
    assert POWERSET.sum(axis=1).tolist() == [0, 1, 1, 1, 2, 2, 2]


@pytest.mark.model
def test_segmentation_answers_a_class_for_each_frame(models: VoiceModels) -> None:
    local = models.local_voices(np.stack([_noise(WINDOW), np.zeros(WINDOW, np.float32)]))
    assert local.shape == (2, WINDOW_FRAMES)
    assert local.max() < len(POWERSET)
    assert not local[1].any(), "nobody speaks in silence"


@pytest.mark.model
def test_embeddings_lie_on_the_unit_sphere_however_many_at_once(models: VoiceModels) -> None:
    features = np.stack(
        [voice_models.features(_noise(samples)[:24000]) for samples in (24000, 48000)]
    )
    together = models.embed(features)
    assert together.shape == (2, 192)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert np.allclose(together[:1], models.embed(features[:1]), atol=1e-4)
