"""What people drop by mistake: each file ends in an episode or one sentence, beside a good one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests.fakes import new_show
from tests.shared import audio, odd_names

pytestmark = pytest.mark.model

# Files without any sound that could be an episode.
UNUSABLE = {
    "empty_file.flac",
    "empty_file.m4a",
    "empty_file.mp3",
    "empty_file.ogg",
    "empty_file.wav",
    "invalid_file.m4a",
    "ooming-header.flac",
    "silence.wav",
    "test1_empty.wav",
    "video_no_audio.mp4",
}


# The talk of another of these in one more container; tests/test_decode.py reads them all.
AGAIN = {f"two_speakers_de.{form}" for form in ("mkv", "mp3", "mp4", "ogg", "wav", "webm")}
NAMES = [name for name in odd_names() if name not in AGAIN]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """All odd files dropped at once, and built by the command as a producer would."""
    folder = audio("odd")
    workspace = new_show(tmp_path_factory.mktemp("odd"))
    for file in (folder / name for name in NAMES):
        copy = shutil.copy(file, workspace.episodes)
        os.utime(copy, (1_770_000_000, 1_770_000_000))
    result = subprocess.run(
        [sys.executable, "-m", "podcast", "build", "--workspace", str(workspace.root)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return workspace, result


def test_it_says_that_some_failed_and_shows_no_traceback(built):
    _, result = built
    assert result.returncode == 1
    assert "Traceback" not in result.stdout + result.stderr


@pytest.mark.parametrize("name", NAMES)
def test_each_file_is_published_or_has_its_sentence(built, name):
    workspace, result = built
    published = [
        folder.name
        for folder in workspace.folders()
        if (folder.path / name).exists() and (folder.path / "edition.json").exists()
    ]
    sentences = [line for line in result.stderr.splitlines() if name in line and ";" in line]
    assert published or sentences
    if name in UNUSABLE:
        assert not published


def test_the_good_ones_are_in_the_feed(built):
    workspace, _ = built
    feed = (workspace.feed / "feed.xml").read_text(encoding="utf-8")
    assert feed.count("<item>") >= 10
