from __future__ import annotations

import contextlib
import errno
import os
import subprocess
from pathlib import Path

import pytest

from podcast.errors import WorkspaceError
from podcast.workspace import EpisodeFolder, Workspace, remove, write, writing


@pytest.fixture
def show(tmp_path: Path) -> Path:
    (tmp_path / "episodes" / "2026-05-04-tillit").mkdir(parents=True)
    return tmp_path


def test_a_workspace_is_found_from_any_folder_inside_it(show: Path) -> None:
    inner = show / "episodes" / "2026-05-04-tillit"
    assert Workspace.find(show) == Workspace.find(inner) == Workspace(show.resolve())


def test_the_nearest_workspace_is_the_one(show: Path) -> None:
    inner = show / "andra"
    (inner / "episodes").mkdir(parents=True)
    assert Workspace.find(inner).root == inner.resolve()


def test_a_folder_without_episodes_is_no_workspace_and_the_way_to_one_is_told(
    tmp_path: Path,
) -> None:
    with pytest.raises(WorkspaceError, match=r"podcast init DIR"):
        Workspace.find(tmp_path)
    with pytest.raises(WorkspaceError, match=r"podcast init .*tom"):
        Workspace.at(tmp_path / "tom")


def test_a_named_workspace_is_not_searched_for_above(show: Path) -> None:
    assert Workspace.at(show).root == show.resolve()
    with pytest.raises(WorkspaceError):
        Workspace.at(show / "episodes" / "2026-05-04-tillit")


def test_folders_without_settings_and_files_are_no_episodes(show: Path) -> None:
    workspace = Workspace(show)
    (workspace.episodes / "show.toml").touch()
    (workspace.episodes / "bilder").mkdir()
    for name in ("b", "a"):
        (workspace.episodes / name).mkdir()
        (workspace.episodes / name / "episode.toml").touch()
    assert [folder.name for folder in workspace.folders()] == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("2026-05-04-tillit", "tillit"),
        ("tillit", "tillit"),
        ("2026-05-04", "2026-05-04"),
        ("2026-05-04-2026-05-05-dagar", "2026-05-05-dagar"),
    ],
)
def test_the_slug_is_the_name_of_the_folder_without_the_date(name: str, slug: str) -> None:
    assert EpisodeFolder(Path(name)).slug == slug


def test_a_file_is_written_with_its_folders_and_read_by_all(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.txt"
    assert write(path, "hej å")
    assert path.read_bytes() == "hej å".encode()
    assert path.stat().st_mode & 0o444 == 0o444


def test_a_file_that_people_protect_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "text.md"
    path.touch()
    path.chmod(0o440)
    assert write(path, "hej")
    assert path.stat().st_mode & 0o777 == 0o440


def test_the_same_content_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write(path, "hej")
    before = path.stat()
    assert not write(path, b"hej")
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert path.stat().st_ino == before.st_ino
    assert write(path, "hej då")


def test_a_write_that_fails_keeps_the_old_file_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write(path, "gammalt")

    def interrupted() -> None:
        with writing(path) as temporary:
            temporary.write_text("halv")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_text() == "gammalt"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_until_the_write_is_done_readers_find_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write(path, "gammalt")
    with writing(path) as temporary:
        temporary.write_text("nytt")
        assert path.read_text() == "gammalt"
        assert temporary.parent == path.parent
    assert path.read_text() == "nytt"


def test_a_full_disk_keeps_the_old_file_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write(path, "gammalt")

    def fill() -> None:
        with writing(path), Path("/dev/full").open("w") as full:
            full.write("x")
            full.flush()

    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full to fill a disk with")
    with pytest.raises(WorkspaceError, match=r"a\.txt: cannot be written .*check the disk's space"):
        fill()
    assert path.read_text() == "gammalt"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(("answer", "is_written"), [(errno.EINVAL, True), (errno.ENOSPC, False)])
def test_a_drive_may_not_know_how_to_flush_but_must_have_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: int, *, is_written: bool
) -> None:
    def refused(_: int) -> None:
        raise OSError(answer, os.strerror(answer))

    monkeypatch.setattr(os, "fsync", refused)
    told = contextlib.nullcontext() if is_written else pytest.raises(WorkspaceError, match="space")
    with told:
        write(tmp_path / "a.txt", "hej")
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"] * is_written


def test_what_is_there_and_cannot_be_removed_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").mkdir()
    with pytest.raises(WorkspaceError, match=r"a\.mp3: cannot be removed"):
        remove(tmp_path / "a.mp3", tmp_path)
    assert not remove(tmp_path / "b.mp3", tmp_path)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "fil").touch()
    with pytest.raises(WorkspaceError, match=r"x\.txt: cannot be written"):
        write(tmp_path / "fil" / "x.txt", "hej")


def test_sound_by_its_extension_is_the_recording_before_what_is_unknown(tmp_path: Path) -> None:
    folder = EpisodeFolder(tmp_path)
    for name in ("episode.toml", "bild.png", ".dold.mp3", "anteckning.xyz"):
        (tmp_path / name).touch()
    assert [file.name for file in folder.recordings()] == ["anteckning.xyz"]
    (tmp_path / "b.MP3").touch()
    (tmp_path / "a.wav").touch()
    assert [file.name for file in folder.recordings()] == ["a.wav", "b.MP3"]


def test_a_link_and_a_folder_are_no_recordings(tmp_path: Path) -> None:
    (tmp_path / "avsnitt" / "a.wav").mkdir(parents=True)
    (tmp_path / "b.wav").touch()
    (tmp_path / "avsnitt" / "b.wav").symlink_to(tmp_path / "b.wav")
    assert EpisodeFolder(tmp_path / "avsnitt").recordings() == ()


def test_what_somebody_is_writing_is_no_leftover(show: Path) -> None:
    workspace = Workspace(show)
    folder = show / "episodes" / "2026-05-04-tillit"
    with subprocess.Popen(["sleep", "60"]) as another:
        theirs = folder / f".new-{another.pid}-theirs.bin"
        theirs.touch()
        old = folder / f".new-{another.pid}-old.bin"
        same_number = folder / f".new-{os.getpid()}-killed.bin"
        for left in (old, same_number):
            left.touch()
        os.utime(old, (0, 0))
        with writing(folder / "waveform.bin") as ours:
            workspace.clear_unfinished()
            assert ours.exists()
            assert theirs.exists()
            assert not old.exists()
            assert not same_number.exists()
        another.kill()
    workspace.clear_unfinished()
    assert not theirs.exists()
    assert (folder / "waveform.bin").exists()
