"""A disk that is full, or may not be written: one sentence, nothing half-made, and on it goes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from podcast.building import build, local_engines
from podcast.errors import PodcastError, WorkspaceError
from podcast.ffmpeg import running
from tests.builds import NOW, files_of, run, setting
from tests.fakes import Collected, add_episode, new_show, panel
from tests.sounds import tone, write_wav

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from podcast.workspace import Workspace

_RATE = 16_000


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own, of 4 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "none", place], check=False)
    if mounted.returncode:
        pytest.skip("only root may make a disk of its own, and not everywhere")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)


@contextmanager
def filled(disk: Path, free: int) -> Iterator[None]:
    """Fill a disk but for so many bytes."""
    ballast, facts = disk / "ballast", os.statvfs(disk)
    ballast.write_bytes(bytes(max(0, facts.f_bavail * facts.f_frsize - free)))
    yield
    ballast.unlink()


def told(workspace: Workspace) -> str:
    """Build where there is no room; return the file of which it is told that it does not fit."""
    sentences = attempt(workspace).split("\n")
    assert len(sentences) == 1
    place, _, reason = sentences[0].partition(": ")
    assert not place or "(No space left on device)" in reason
    return place.removeprefix(f"{workspace.root}/")


def attempt(workspace: Workspace) -> str:
    """Build with our own decoder and encoder; return the sentence of what failed."""
    own = local_engines()
    engines = replace(panel().engines(), decode=own.decode, encode=own.encode, tag=own.tag)
    try:
        built = build(workspace, engines, Collected(), NOW)
    except PodcastError as fault:
        return str(fault)
    return "\n".join(str(failure.fault) for failure in built.outcome.failures)


def test_a_full_disk_stops_a_build_at_any_step_and_the_next_goes_on(
    small_disk: Path, tmp_path: Path
) -> None:
    workspace = new_show(small_disk / "show")
    run(workspace)
    sound = write_wav(tmp_path / "sound.wav", _RATE, tone(20, _RATE)).read_bytes()
    folder = add_episode(workspace, "tillit", sound=sound)
    setting(folder, 'status = "draft"')
    with filled(small_disk, 0):
        assert told(workspace) == "episodes/tillit/.work/sound.pcm"
    assert attempt(workspace) == ""
    setting(folder, 'status = "published"')
    places: list[str] = []
    free = 1 << 16
    while not places or places[-1]:
        with filled(small_disk, free):
            places.append(told(workspace))
            assert not [*small_disk.rglob(".new-*")]
            assert "<item>" not in workspace.feed_file.read_text("utf-8") or not places[-1]
        free += 1 << 16
    assert places[0] == "feed/tillit/tillit.mp3"
    assert any(place.endswith(".html") or "tillit/tillit." in place for place in places[1:])

    roomy = new_show(tmp_path / "show")
    add_episode(roomy, "tillit", 'status = "published"\n', sound)
    assert attempt(roomy) == ""
    assert files_of(workspace) == files_of(roomy)


def test_the_reason_is_told_and_not_what_ffmpeg_said_last() -> None:
    way = ("-f", "s16le", "-ar", f"{_RATE}", "-i", "pipe:0", "-f", "mp3", "/dev/full")
    with (
        pytest.raises(WorkspaceError, match=r"a\.mp3: .* \(No space left on device\)"),
        running(*way, making="a.mp3") as ffmpeg,
    ):
        ffmpeg.into.write(tone(3, _RATE).tobytes())


def without_rights() -> list[str]:
    """How to run a program that may write only where files say so, which root may everywhere."""
    if os.geteuid():
        return []
    dropped = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]
    if not shutil.which("setpriv") or subprocess.run([*dropped, "true"], check=False).returncode:
        pytest.skip("root may write everywhere, and cannot give up that right here")
    return dropped


@pytest.mark.parametrize(("place", "status"), [("feed/tillit", 2), ("episodes/tillit", 1)])
def test_a_folder_that_may_not_be_written_is_told_and_left_alone(
    tmp_path: Path, place: str, status: int
) -> None:
    workspace = new_show(tmp_path)
    for name in ("tillit", "vila"):
        add_episode(workspace, name)
    before = run(workspace).files
    for name in ("tillit", "vila"):
        text = workspace.episodes / name / "text.md"
        text.write_text(text.read_text("utf-8").replace("lyssnar", "hör på"), "utf-8")
    folder = tmp_path / place
    folder.chmod(0o500)
    command = (sys.executable, "-m", "podcast", "build", "--workspace", str(tmp_path))
    ended = subprocess.run(
        [*without_rights(), *command], capture_output=True, check=False, encoding="utf-8"
    )
    folder.chmod(0o700)
    assert (ended.returncode, ended.stderr.count("\n")) == (status, 1), ended.stderr
    assert f"{folder}/" in ended.stderr
    assert "cannot be written (Permission denied)" in ended.stderr
    kept = files_of(workspace)
    assert {name: kept[name] for name in kept if "tillit" in name} == {
        name: before[name] for name in before if "tillit" in name
    }
    assert ("hör på" in kept["vila/index.html"].decode()) == (status == 1)
