"""What people say the channels are for, through a whole build with plain functions as engines."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from podcast.building import build
from podcast.job import read_show
from podcast.status import survey
from tests.fakes import Collected, FakeEngines, add_episode, new_show, panel

NOW = datetime(2026, 6, 1, tzinfo=UTC)
LOOKS_SO = "sound.mp3 looks like one person on each of its channels"


@pytest.fixture
def workspace(tmp_path):
    return new_show(tmp_path)


def stereo(*, apart: bool = False) -> FakeEngines:
    engines = panel()
    engines.channels, engines.speaker_per_channel = 2, apart
    return engines


def built(workspace, engines):
    report = Collected()
    return build(workspace, engines.engines(), report, NOW), report


def reasons(workspace) -> str:
    return " ".join(survey(workspace, read_show(workspace), panel().choose, NOW)[0].reasons)


def test_the_voices_are_told_by_channels_where_people_say_so(workspace):
    add_episode(workspace, "tillit", 'channels = "speakers"\n')
    engines = stereo()
    result, _ = built(workspace, engines)
    assert result.is_whole
    assert "diarize by channel" in engines.asked


def test_saying_so_later_hears_nothing_again(workspace):
    folder = add_episode(workspace, "tillit")
    built(workspace, stereo())
    with (folder / "episode.toml").open("a", encoding="utf-8") as settings:
        settings.write('channels = "speakers"\n')
    engines = stereo()
    _, report = built(workspace, engines)
    assert engines.asked == ["diarize by channel"]
    assert "by_channel was False, is True" in report.steps[-1]


@pytest.mark.parametrize(("channels", "count"), [(1, "one channel"), (24, "24 channels")])
def test_channels_that_are_not_there_are_told_before_anything_is_heard(workspace, channels, count):
    add_episode(workspace, "tillit", 'channels = "speakers"\n')
    engines = panel()
    engines.channels = channels
    result, _ = built(workspace, engines)
    fault = str(result.outcome.failures[0].fault)
    assert "episode.toml" in fault
    assert f"sound.mp3 has {count}; remove that line." in fault
    assert engines.asked == ["decode"]
    assert fault in reasons(workspace)


def test_a_recording_that_looks_like_one_person_each_is_told_by_build_and_status(workspace):
    add_episode(workspace, "tillit")
    _, report = built(workspace, stereo(apart=True))
    assert sum(LOOKS_SO in warning for warning in report.warnings) == 1
    assert LOOKS_SO in reasons(workspace)
    assert 'channels = "speakers"' in reasons(workspace)


@pytest.mark.parametrize("said", ["speakers", "mixed"])
def test_nothing_is_suggested_once_people_have_said_what_it_is(workspace, said):
    add_episode(workspace, "tillit", f'channels = "{said}"\n')
    _, report = built(workspace, stereo(apart=True))
    assert not any(LOOKS_SO in warning for warning in report.warnings)
    assert LOOKS_SO not in reasons(workspace)


def test_nothing_is_suggested_for_ordinary_stereo(workspace):
    add_episode(workspace, "tillit")
    _, report = built(workspace, stereo())
    assert not any("channels" in warning for warning in report.warnings)


def test_what_was_measured_is_cleared_away_with_the_samples(workspace):
    folder = add_episode(workspace, "tillit")
    built(workspace, stereo())
    assert not (folder / ".work").exists()
    silent = add_episode(workspace, "tyst")
    engines = stereo()
    engines.heard = type(engines.heard)("sv", ())
    built(workspace, engines)
    assert not list(silent.rglob("*.npy"))
