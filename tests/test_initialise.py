from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from podcast.errors import WorkspaceError
from podcast.ingest import Ingested, ingest
from podcast.initialise import initialise
from podcast.settings import parse
from podcast.show import Show
from podcast.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


def show_of(workspace: Workspace) -> Show:
    return parse(workspace.show.read_bytes(), Show, workspace.show)


def test_a_new_show_is_a_workspace_with_valid_settings(tmp_path: Path) -> None:
    workspace = initialise(tmp_path / "min-podd")
    assert Workspace.at(tmp_path / "min-podd") == workspace
    assert workspace.feed.is_dir()
    assert show_of(workspace) == Show(title="Min podd", language="sv")


def test_a_new_show_explains_what_to_do_and_has_nothing_to_take_in(tmp_path: Path) -> None:
    workspace = initialise(tmp_path)
    assert "podcast build" in (workspace.episodes / "LÄSMIG.md").read_text("utf-8")
    nothing = ingest(workspace, show_of(workspace), datetime.now(UTC))
    assert nothing == Ingested((), (), (), ())


def test_a_show_is_never_overwritten(tmp_path: Path) -> None:
    workspace = initialise(tmp_path)
    workspace.show.write_text("title = 'Vår'", "utf-8")
    with pytest.raises(WorkspaceError, match=r"show\.toml: there is a show already; change"):
        initialise(tmp_path)
    assert show_of(workspace).title == "Vår"


def test_what_lies_in_the_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "episodes").mkdir()
    (tmp_path / "episodes" / "LÄSMIG.md").write_text("vår", "utf-8")
    (tmp_path / "episodes" / "a.mp3").write_bytes(b"ljud")
    workspace = initialise(tmp_path)
    assert (workspace.episodes / "LÄSMIG.md").read_text("utf-8") == "vår"
    assert (workspace.episodes / "a.mp3").read_bytes() == b"ljud"


@pytest.mark.parametrize(
    ("file", "unlisted"),
    [
        ("voices.json", 0),
        ("2026-05-04-tillit/hearing.npz", 0),
        ("2026-05-04-tillit/.work/sound.pcm", 0),
        (".lock", 0),
        ("2026-05-04-tillit/voices.json", 1),
        ("2026-05-04-tillit/episode.toml", 1),
        ("ledger.json", 1),
    ],
)
def test_voice_prints_stay_out_of_git_and_the_rest_does_not(
    tmp_path: Path, file: str, unlisted: int
) -> None:
    git = shutil.which("git") or pytest.skip("git is not on this machine")
    workspace = initialise(tmp_path)
    subprocess.run([git, "init", "-q", tmp_path], check=True)
    command = [git, "-C", str(tmp_path), "check-ignore", "-q", str(workspace.episodes / file)]
    assert subprocess.run(command, check=False).returncode == unlisted


def test_what_git_ignores_already_stays(tmp_path: Path) -> None:
    (tmp_path / "episodes").mkdir()
    (tmp_path / "episodes" / ".gitignore").write_text("*.wav\n", "utf-8")
    workspace = initialise(tmp_path)
    assert (workspace.episodes / ".gitignore").read_text("utf-8") == "*.wav\n"


def test_a_folder_with_a_hostile_name_still_gives_a_valid_file(tmp_path: Path) -> None:
    workspace = initialise(tmp_path / 'a"\n[x]\\')
    assert show_of(workspace).title == 'A" [x]\\'


def test_a_place_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "fil").touch()
    with pytest.raises(WorkspaceError, match="cannot be"):
        initialise(tmp_path / "fil")
