"""The voice models: that the files are whole, and that the sound reaches them as it should."""

from __future__ import annotations

import hashlib
import shutil
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from podcast import voice_models
from podcast.errors import ModelError
from podcast.voice_models import POWERSET, PRINT_VALUES, WINDOW, WINDOW_FRAMES, VoiceModels

MODELS = Path(voice_models.__file__).parent / "models"


@pytest.fixture(scope="module")
def models() -> VoiceModels:
    return voice_models.load()


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
        voice_models.load()


def test_a_missing_model_is_told_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _installed_at(tmp_path, monkeypatch)
    (tmp_path / "models" / "campplus.onnx").unlink()
    with pytest.raises(ModelError, match=r"^podcast/models/campplus\.onnx: .*missing.*\.$"):
        voice_models.load()


def _installed_at(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the package lie in another folder, with models of its own."""
    shutil.copytree(MODELS, folder / "models")
    monkeypatch.setattr(resources, "files", lambda _package: folder)


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
def test_prints_lie_on_the_unit_sphere_however_many_at_once(models: VoiceModels) -> None:
    pieces = np.stack([_noise(24000), _noise(48000)[24000:]])
    together = models.embed(pieces)
    assert together.shape == (2, PRINT_VALUES)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert np.allclose(together[:1], models.embed(pieces[:1]), atol=1e-4)
