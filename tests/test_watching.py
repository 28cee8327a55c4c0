"""Watching a show: what wakes a build, what does not, and how it ends."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from podcast.building import Built, build
from podcast.lock import only_one
from podcast.watching import Watch
from podcast.workspace import Workspace
from tests.builds import NOW, setting
from tests.fakes import Collected, add_episode, new_show, panel
from tests.waiting import PATIENCE, wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator


STILL = 0.1  # seconds, in the place of those that a person's copying needs
EVERY = 0.3  # seconds, in the place of the minute for drives that tell nothing


@dataclass
class Watched:
    """A show that is watched while a test runs.

    Attributes:
        workspace: the show.
        moment: by which it is built.
        sizes: of what lay in each build's way, the recordings of the show.
        faults: what was told.
        found: the files of people as the last build found them.
    """

    workspace: Workspace
    moment: datetime = NOW
    sizes: list[list[int]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    found: dict[str, int] = field(default_factory=dict)

    @property
    def builds(self) -> int:
        return len(self.sizes)

    def build(self) -> Built:
        recordings = sorted(self.workspace.episodes.rglob("*.wav"))
        found = self.files()
        built = build(self.workspace, panel().engines(), Collected(), self.moment)
        self.found = found
        self.sizes.append([file.stat().st_size for file in recordings if file.exists()])
        return built

    def rest(self) -> None:
        """Wait until a build has found all as it left it, so that the next has no reason."""
        wait_until(lambda: self.builds > 0 and self.files() == self.found)

    def files(self) -> dict[str, int]:
        """What people may write, with when it was changed; a build writes a text, too."""
        kinds = (".toml", ".md", ".wav", ".mp3")
        files = (file for file in self.workspace.episodes.rglob("*") if file.suffix in kinds)
        return {f"{file}": file.stat().st_mtime_ns for file in files}


@contextlib.contextmanager
def watched(workspace: Workspace, moment: datetime = NOW) -> Iterator[Watched]:
    """Watch a show while the block runs."""
    seen = Watched(workspace, moment)
    stop = threading.Event()
    watch = Watch(
        workspace, seen.build, lambda fault: seen.faults.append(str(fault)), stop, STILL, EVERY
    )
    thread = threading.Thread(target=watch.run)
    thread.start()
    try:
        yield seen
    finally:
        stop.set()
        thread.join(PATIENCE)
        assert not thread.is_alive()


@pytest.fixture
def workspace(tmp_path) -> Workspace:
    workspace = new_show(tmp_path)
    add_episode(workspace, "2026-05-04-tillit")
    return workspace


def test_what_is_there_is_built_at_once_and_then_only_what_changes(workspace: Workspace) -> None:
    with watched(workspace) as seen:
        seen.rest()
        assert workspace.feed_file.is_file()
        before = seen.builds
        time.sleep(2 * EVERY)
        assert seen.builds == before
        setting(workspace.episodes / "2026-05-04-tillit", 'title = "Tillit igen"')
        wait_until(lambda: "Tillit igen" in workspace.feed_file.read_text("utf-8"))


def test_a_recording_that_is_copied_slowly_wakes_no_build_before_it_is_whole(
    workspace: Workspace,
) -> None:
    with watched(workspace) as seen:
        seen.rest()
        before = seen.builds
        folder = workspace.episodes / "2026-06-01-ny"
        folder.mkdir()
        with (folder / "ny.wav").open("wb") as file:
            for _ in range(12):
                file.write(bytes(1000))
                file.flush()
                time.sleep(STILL / 2)
        (folder / "episode.toml").write_text('title = "Ny"\npublished = 2026-06-01\n')
        wait_until(lambda: seen.builds > before)
        seen.rest()
        assert all(12_000 in sizes for sizes in seen.sizes[before:])


def test_a_broken_setting_is_told_once_and_mended_without_a_restart(workspace: Workspace) -> None:
    good = workspace.show.read_text("utf-8")
    with watched(workspace) as seen:
        seen.rest()
        workspace.show.write_text("title = \n", encoding="utf-8")
        wait_until(lambda: bool(seen.faults))
        time.sleep(3 * EVERY)
        assert len(seen.faults) == 1
        assert "show.toml" in seen.faults[0]
        before = seen.builds
        workspace.show.write_text(good, encoding="utf-8")
        wait_until(lambda: seen.builds > before)


def test_while_another_build_is_at_work_it_waits(workspace: Workspace) -> None:
    with only_one(workspace), watched(workspace) as seen:
        wait_until(lambda: bool(seen.faults))
        assert "another `podcast build`" in seen.faults[0]
        assert seen.builds == 0
    with watched(workspace) as seen:
        wait_until(lambda: seen.builds > 0)
        assert seen.faults == []


def test_an_episode_is_published_when_its_moment_comes(workspace: Workspace) -> None:
    soon = datetime.now(UTC) + timedelta(seconds=3)
    setting(workspace.episodes / "2026-05-04-tillit", f"published = {soon.isoformat()}")
    with watched(workspace, soon - timedelta(seconds=1)) as seen:
        seen.rest()
        assert "<item>" not in workspace.feed_file.read_text("utf-8")
        seen.moment = soon
        wait_until(lambda: "<item>" in workspace.feed_file.read_text("utf-8"))


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_when_it_is_told_to(tmp_path, sign) -> None:
    workspace = new_show(tmp_path)
    process = subprocess.Popen(
        [sys.executable, "-m", "podcast", "watch", "--workspace", workspace.root],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stdout
    lines = [process.stdout.readline(), process.stdout.readline()]
    process.send_signal(sign)
    out, err = process.communicate(timeout=PATIENCE)
    assert "until you press Ctrl-C" in lines[0]
    assert out.endswith("Stopped.\n")
    assert err == ""
    assert process.returncode == 0
