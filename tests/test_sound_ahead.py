"""The published sound is written while the words are heard, and left undone where they fail."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING

import pytest

from podcast.begun import Begun
from podcast.building import Built, build
from podcast.errors import RecordingError, WorkspaceError
from tests.builds import NOW
from tests.fakes import Collected, FakeEngines, add_episode, new_show, panel

if TYPE_CHECKING:
    from pathlib import Path

    from podcast.edition import PublishedSound
    from podcast.workspace import Workspace

_SOON = 20.0  # seconds; what has not happened by then never will


@dataclass
class Together(FakeEngines):
    """Engines that tell when the sound is begun and when it was stopped."""

    begun: Event = field(default_factory=Event)
    stopped: Event = field(default_factory=Event)
    is_endless: bool = False
    fault: str = ""

    def transcribe(self, samples, options, model_folder, journal, progress):
        assert self.begun.wait(_SOON), "the sound waits for the words"
        if self.is_endless:
            raise RecordingError(model_folder, "nobody can hear this", "record it again")
        return super().transcribe(samples, options, model_folder, journal, progress)

    def encode(self, file, recording, target, options, progress) -> PublishedSound:
        target.write_bytes(b"the beginning of a sound")
        self.begun.set()
        if self.fault:
            raise WorkspaceError(f"{target}: {self.fault}")
        try:
            while self.is_endless:
                progress(0.5)
                time.sleep(0.01)
        except Exception:
            self.stopped.set()
            raise
        return super().encode(file, recording, target, options, progress)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return new_show(tmp_path)


def engines(**how: object) -> Together:
    return Together(panel().heard, panel().who, **how)  # type: ignore[arg-type]  # as the tests name them


def built(workspace: Workspace, by: FakeEngines) -> Built:
    return build(workspace, by.engines(), Collected(), NOW)


def test_the_sound_is_begun_before_the_words_are_heard(workspace: Workspace):
    add_episode(workspace, "tillit")
    by = engines()
    assert built(workspace, by).is_whole
    assert workspace.sound("tillit").is_file()
    assert sorted(by.asked) == ["decode", "diarize 1..20", "encode", "listen", "tag", "transcribe"]


def test_the_sound_is_left_undone_where_the_words_fail(workspace: Workspace):
    add_episode(workspace, "tillit")
    by = engines(is_endless=True)
    (failure,) = built(workspace, by).outcome.failures
    assert "nobody can hear this" in str(failure.fault)
    assert by.stopped.is_set()
    assert not (workspace.feed / "tillit").exists()


def test_what_keeps_the_sound_from_being_written_is_told_by_the_name_that_it_would_have(
    workspace: Workspace,
):
    add_episode(workspace, "tillit")
    (failure,) = built(workspace, engines(fault="the disk is full")).outcome.failures
    assert str(failure.fault) == f"{workspace.sound('tillit')}: the disk is full"
    assert not (workspace.feed / "tillit").exists()
    by = panel()
    assert built(workspace, by).is_whole
    assert by.asked == ["encode", "tag"]


def test_an_episode_that_nobody_has_is_noted_before_anything_of_it_is_written(workspace: Workspace):
    add_episode(workspace, "tillit")
    noted: list[tuple[str, ...]] = []

    class Noting(FakeEngines):
        def encode(self, *asked):
            noted.append(Begun(workspace).left_out(()))
            return super().encode(*asked)

    built(workspace, Noting(panel().heard, panel().who))
    assert noted == [("tillit",)]


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_nothing_is_encoded_that_nobody_is_to_have(workspace: Workspace, status: str):
    add_episode(workspace, "tillit", f'status = "{status}"\n')
    by = panel()
    built(workspace, by)
    assert not {"encode", "tag"} & set(by.asked)


def test_what_was_encoded_before_is_not_begun_again(workspace: Workspace):
    folder = add_episode(workspace, "tillit")
    built(workspace, panel())
    with (folder / "episode.toml").open("a", encoding="utf-8") as settings:
        settings.write("number = 7\n")
    by = panel()
    built(workspace, by)
    assert by.asked == ["tag"]
