"""The package as people install it: a wheel, far from the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile

import pytest

from tests.shared import DEMO, ROOT

pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def podcast(wheel, tmp_path_factory):
    """The command of the wheel, unpacked alone in a folder, run where no checkout is."""
    place = tmp_path_factory.mktemp("installed")
    install = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(place)]
    subprocess.run([*install, str(wheel)], check=True, capture_output=True)

    def run(*arguments, cwd):
        return subprocess.run(
            [sys.executable, "-m", "podcast", *arguments],
            env={**os.environ, "PYTHONPATH": str(place), "PYTHONSAFEPATH": "1"},
            cwd=cwd,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


def test_the_wheel_holds_templates_models_and_licences(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "podcast/templates/episode.html",
        "podcast/templates/assets/style.css",
        "podcast/templates/review/base.html",
        "podcast/templates/review/assets/desk.js",
        "podcast/templates/translations/en.po",
        "podcast/models/segmentation.onnx",
        "podcast/models/campplus.onnx",
        "podcast/models/README.md",
        "podcast/rules/sv.toml",
        "podcast/rules/en.toml",
        "podcast/py.typed",
    } <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests/", "bench/", "tools/"))]


def test_a_new_show_is_made_built_and_styled_from_the_wheel(podcast, tmp_path):
    assert podcast("init", "podd", cwd=tmp_path).returncode == 0
    built = podcast("build", cwd=tmp_path / "podd")
    assert built.returncode == 0, built.stderr
    assert (tmp_path / "podd" / "feed" / "assets" / "style.css").is_file()


@pytest.mark.model
def test_a_recording_is_published_from_the_wheel(podcast, tmp_path):
    podcast("init", "podd", cwd=tmp_path)
    dropped = shutil.copy(DEMO, tmp_path / "podd" / "episodes" / "2026-05-04 Tillit.mp3")
    os.utime(dropped, (1_770_000_000, 1_770_000_000))
    built = podcast("build", cwd=tmp_path / "podd")
    assert built.returncode == 0, built.stderr
    page = (tmp_path / "podd" / "feed" / "tillit" / "index.html").read_text(encoding="utf-8")
    assert "Röst 4" in page
