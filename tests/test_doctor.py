from __future__ import annotations

from typing import TYPE_CHECKING

from podcast import doctor, speech_models
from podcast.machine import cache_folder, memory, physical_cores

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def by_name(checks: tuple[doctor.Check, ...]) -> dict[str, doctor.Check]:
    return {check.name: check for check in checks}


def test_this_machine_is_ready(tmp_path: Path) -> None:
    checks = by_name(doctor.examine(tmp_path, "whisper-base"))
    for name in ("Python", "Processor", "ffmpeg", "Speech model", "Voice models"):
        assert checks[name].ok, checks[name].sentence
    assert all(check.sentence.endswith(".") for check in checks.values())


def test_a_speech_model_that_is_not_here_is_told(tmp_path: Path) -> None:
    check = by_name(doctor.examine(tmp_path, "kb-whisper-nowhere"))["Speech model"]
    assert not check.ok
    assert "podcast models" in check.sentence


def test_a_damaged_model_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    model = speech_models.choose("whisper-base")
    with (model.folder / "vocabulary.txt").open("rb+") as words:
        words.write(b"damage")
    check = by_name(doctor.examine(tmp_path, "whisper-base"))["Speech model"]
    assert not check.ok
    assert "vocabulary.txt" in check.sentence


def test_an_ffmpeg_that_does_not_run_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "ffmpeg"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(broken))
    check = by_name(doctor.examine(tmp_path))["ffmpeg"]
    assert not check.ok
    assert "imageio-ffmpeg" in check.sentence


def test_the_machine_tells_what_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 1 <= physical_cores() <= 1024
    assert memory() == 0 or memory() > 100_000_000
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path
