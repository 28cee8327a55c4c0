from __future__ import annotations

import math
import os
import shutil
import struct
import threading
import time
import wave
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from podcast import ingest as module
from podcast.episode import Episode
from podcast.ingest import Ingested, ingest
from podcast.settings import parse
from podcast.show import Show
from podcast.workspace import EpisodeFolder, Workspace
from tests.shared import DEMO, audio, odd_names

if TYPE_CHECKING:
    from pathlib import Path

SHOW = Show(title="Panelpodden")
MIDNIGHT = datetime(2026, 5, 3, 22, 30, tzinfo=UTC).timestamp()  # half past midnight in Stockholm


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "episodes").mkdir()
    return Workspace(tmp_path)


def drop(path: Path, tone: int = 440, changed: float = MIDNIGHT) -> Path:
    """Write a short tone, so that different tones are different recordings of equal size."""
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as raw, wave.open(raw) as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        samples = (int(9000 * math.sin(n * tone * math.tau / 8000)) for n in range(1600))
        sound.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))
    os.utime(path, (changed, changed))
    return path


def later(workspace: Workspace, show: Show = SHOW) -> Ingested:
    """Take in what was dropped, a minute after it was."""
    return ingest(workspace, show, datetime.now(UTC) + timedelta(minutes=1))


def episode_of(folder: EpisodeFolder) -> Episode:
    return parse(folder.settings.read_bytes(), Episode, folder.settings)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_dropped_recording_gets_a_folder_with_what_is_known(workspace: Workspace) -> None:
    path = drop(workspace.episodes / "2026-05-01 Tillit i vården.wav")
    sound = path.read_bytes()
    [folder] = later(workspace).taken
    assert folder.name == "2026-05-01-tillit-i-varden"
    assert not path.exists()
    assert contents(folder.path).keys() == {"2026-05-01 Tillit i vården.wav", "episode.toml"}
    episode = episode_of(folder)
    assert (episode.title, episode.published) == ("Tillit i vården", date(2026, 5, 1))
    assert folder.recordings()[0].read_bytes() == sound
    assert "# [[people]]" in folder.settings.read_text("utf-8")


def test_a_second_run_has_nothing_to_do(workspace: Workspace) -> None:
    drop(workspace.episodes / "a.wav")
    later(workspace)
    before = contents(workspace.root)
    assert later(workspace) == Ingested((), (), (), ())
    assert contents(workspace.root) == before


def test_without_a_date_in_the_name_the_day_of_the_file_counts_where_the_show_is(
    workspace: Workspace,
) -> None:
    drop(workspace.episodes / "tillit.wav")
    assert later(workspace).taken[0].name == "2026-05-04-tillit"
    drop(workspace.episodes / "annat.wav", tone=500)
    elsewhere = Show(title="x", timezone="America/New_York")
    assert later(workspace, elsewhere).taken[0].name == "2026-05-03-annat"


def test_a_file_from_the_future_does_not_make_an_episode_of_the_future(
    workspace: Workspace,
) -> None:
    drop(workspace.episodes / "a.wav", changed=time.time() + 9_000_000)
    [folder] = later(workspace).taken
    published = episode_of(folder).published
    assert abs((published - datetime.now(SHOW.zone).date()).days) <= 1


@pytest.mark.parametrize(("language", "title"), [("sv", "Avsnitt"), ("en", "Episode")])
def test_a_name_that_is_only_a_date_is_titled_by_it(
    workspace: Workspace, language: str, title: str
) -> None:
    drop(workspace.episodes / "20260504_133015.wav")
    show = Show.model_validate({"title": "x", "language": language})
    [folder] = later(workspace, show).taken
    assert folder.name == f"2026-05-04-{title.lower()}"
    assert episode_of(folder).title == f"{title} 2026-05-04"


def test_other_files_and_folders_are_left_in_peace(workspace: Workspace) -> None:
    names = ["show.toml", "omslag.png", "LÄSMIG.md", ".DS_Store", "a.mp3.part", "README", "x.xyz"]
    for name in names:
        (workspace.episodes / name).write_text("hej", "utf-8")
    (workspace.episodes / "bilder").mkdir()
    (workspace.episodes / "bilder" / "a.png").write_text("hej", "utf-8")
    before = contents(workspace.root)
    assert later(workspace) == Ingested((), (), (), ())
    assert contents(workspace.root) == before


def test_sound_is_known_by_what_is_in_it_whatever_the_name(workspace: Workspace) -> None:
    for name in ("utan ändelse", "fel.mp3", "okänd.xyz"):
        drop(workspace.episodes / name, tone=100 * len(name))
    names = [folder.slug for folder in later(workspace).taken]
    assert names == ["fel", "okand", "utan-andelse"]


def test_what_cannot_be_used_is_refused_and_stays_while_the_others_go_on(
    workspace: Workspace,
) -> None:
    (workspace.episodes / "a.mp3").touch()
    (workspace.episodes / "b.m4a").write_text("ett brev", "utf-8")
    drop(workspace.episodes / "c.wav")
    result = later(workspace)
    assert [folder.slug for folder in result.taken] == ["c"]
    assert [str(fault).split("; ")[0] for fault in result.refused] == [
        f"{workspace.episodes / 'a.mp3'}: the file is empty (0 bytes)",
        f"{workspace.episodes / 'b.m4a'}: this is not a sound file, or its beginning is damaged",
    ]
    assert {"a.mp3", "b.m4a"} <= contents(workspace.episodes).keys()


@pytest.mark.parametrize("name", odd_names())
def test_every_odd_file_ends_in_a_folder_or_one_sentence(workspace: Workspace, name: str) -> None:
    file = audio("odd") / name
    shutil.copyfile(file, workspace.episodes / file.name)
    drop(workspace.episodes / "god.wav")
    result = later(workspace)
    assert "god" in [folder.slug for folder in result.taken]
    assert len(result.taken) + len(result.refused) == 2
    for fault in result.refused:
        assert str(fault).startswith(f"{workspace.episodes / file.name}: ")
        assert "\n" not in str(fault)
        assert (workspace.episodes / file.name).read_bytes() == file.read_bytes()


def test_a_file_that_changed_a_moment_ago_is_left_for_later(workspace: Workspace) -> None:
    path = drop(workspace.episodes / "a.wav", changed=time.time())
    early = ingest(workspace, SHOW, datetime.now(UTC))
    assert [left.path for left in early.waiting] == [path]
    assert early.waiting[0].why.endswith(
        "was changed a moment ago and may still grow; the next build takes it."
    )
    assert not early.taken
    assert len(later(workspace).taken) == 1


def test_the_time_of_a_second_look_is_used(workspace: Workspace) -> None:
    drop(workspace.episodes / "a.wav")  # of long ago by its date, and just come here
    called: list[float] = []
    began = time.monotonic()

    def meanwhile() -> None:
        called.append(time.monotonic() - began)
        time.sleep(0.2)

    taken = ingest(workspace, SHOW, datetime.now(UTC), 0.3, meanwhile).taken
    assert len(taken) == 1
    assert len(called) == 1
    assert time.monotonic() - began >= 0.3


@pytest.mark.parametrize("ago", [0.0, 3600.0], ids=["is waited for", "has long been there"])
def test_no_second_look_is_taken_where_the_clock_of_a_drop_tells_enough(
    workspace: Workspace, ago: float
) -> None:
    drop(workspace.episodes / "a.wav", changed=time.time())
    called: list[bool] = []
    moment = datetime.now(UTC) + timedelta(seconds=ago)
    ingest(workspace, SHOW, moment, 5.0, lambda: called.append(True))
    assert not called


@pytest.mark.parametrize(
    "changed", [MIDNIGHT, time.time() + 9_000_000], ids=["long ago", "to come"]
)
def test_a_file_that_grows_under_an_old_or_future_date_is_left_for_later(
    workspace: Workspace, changed: float
) -> None:
    path = drop(workspace.episodes / "a.wav")
    done = threading.Event()

    def copy() -> None:
        while not done.wait(0.02):
            with path.open("ab") as file:
                file.write(b"\0" * 100)
            os.utime(path, (changed, changed))

    copier = threading.Thread(target=copy)
    copier.start()
    try:
        result = ingest(workspace, SHOW, datetime.now(UTC), still_for=0.5)
    finally:
        done.set()
        copier.join()
    assert [left.path for left in result.waiting] == [path]
    assert path.exists()


def test_a_recording_that_is_in_the_show_already_is_left_and_its_place_told(
    workspace: Workspace,
) -> None:
    drop(workspace.episodes / "tillit.wav")
    later(workspace)
    copy = drop(workspace.episodes / "annat namn.wav")
    result = later(workspace)
    assert not result.taken
    assert [left.path for left in result.known] == [copy]
    assert result.known[0].why == (
        f"{copy}: is the same recording as episodes/2026-05-04-tillit/tillit.wav; "
        "remove one of them."
    )
    assert copy.exists()


def test_of_two_equal_drops_one_is_taken(workspace: Workspace) -> None:
    drop(workspace.episodes / "a.wav")
    drop(workspace.episodes / "b.wav")
    result = later(workspace)
    assert [folder.slug for folder in result.taken] == ["a"]
    assert [left.path.name for left in result.known] == ["b.wav"]


def test_recordings_of_equal_size_and_other_content_are_different(workspace: Workspace) -> None:
    drop(workspace.episodes / "a.wav", tone=300)
    drop(workspace.episodes / "b.wav", tone=400)
    assert len(later(workspace).taken) == 2


def test_two_episodes_never_share_an_address(workspace: Workspace) -> None:
    for number, name in enumerate(
        ["2026-05-01 Tillit.wav", "2026-05-02 Tillit.wav", "2026-05-02 tillit!.wav"]
    ):
        drop(workspace.episodes / name, tone=300 + number)
    names = [folder.name for folder in later(workspace).taken]
    assert names == ["2026-05-01-tillit", "2026-05-02-tillit-2", "2026-05-02-tillit-3"]


def test_an_address_that_people_chose_is_taken_as_well(workspace: Workspace) -> None:
    folder = workspace.episodes / "2026-01-01-gammalt"
    drop(folder / "a.wav")
    (folder / "episode.toml").write_text(
        "title = 'x'\npublished = 2026-01-01\nslug = 'tillit'", "utf-8"
    )
    drop(workspace.episodes / "Tillit.wav", tone=300)
    assert later(workspace).taken[0].slug == "tillit-2"


def test_an_episode_with_faulty_settings_does_not_stop_the_others(workspace: Workspace) -> None:
    folder = workspace.episodes / "2026-01-01-Tillit"
    drop(folder / "a.wav")
    (folder / "episode.toml").write_text("title = ", "utf-8")
    drop(workspace.episodes / "Tillit.wav", tone=300)
    assert later(workspace).taken[0].slug == "tillit-2"


def test_a_folder_that_people_made_gets_its_settings_where_it_is(workspace: Workspace) -> None:
    path = drop(workspace.episodes / "Möte om Tillit" / "inspelning 2026-04-01.wav")
    [folder] = later(workspace).taken
    assert folder.path == path.parent
    episode = episode_of(folder)
    assert (episode.title, episode.published) == ("Möte om Tillit", date(2026, 4, 1))
    assert episode.slug == "mote-om-tillit"
    assert folder.recordings() == (path,)


def test_a_folder_with_a_fit_name_needs_no_slug_of_its_own(workspace: Workspace) -> None:
    drop(workspace.episodes / "2026-04-01-tillit" / "a.wav")
    [folder] = later(workspace).taken
    assert "slug" not in episode_of(folder).model_fields_set
    assert episode_of(folder).published == date(2026, 4, 1)


def test_a_folder_with_several_recordings_gets_settings_to_choose_one_in(
    workspace: Workspace,
) -> None:
    drop(workspace.episodes / "två" / "a.wav")
    drop(workspace.episodes / "två" / "b.wav", tone=300)
    [folder] = later(workspace).taken
    assert "# recording = " in folder.settings.read_text("utf-8")


@pytest.mark.parametrize("name", ["länk.wav", "länkad mapp"])
def test_a_link_that_leads_out_of_the_show_is_refused(
    workspace: Workspace, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    outside = drop(tmp_path_factory.mktemp("annanstans") / "hemlig.wav")
    target = outside if name.endswith("wav") else outside.parent
    (workspace.episodes / name).symlink_to(target)
    result = later(workspace)
    assert not result.taken
    assert "this is a link to another place; put the recording itself here" in str(
        result.refused[0]
    )
    assert outside.exists()
    assert [path.name for path in outside.parent.iterdir()] == ["hemlig.wav"]


HOSTILE = [
    "..wav",
    "-rf.wav",
    "CON.wav",
    "con .wav",
    "a\nb: \"c\" 'd' \\ [e].wav",
    "bell\x07\x1b[31m.wav",
    "%2e%2e%2fetc.wav",
    "$(reboot) `x` ${HOME}.wav",
    "東京 🎙.wav",
    "höger\u202evänster.wav",
    f"{'lång' * 45}.wav",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_out_or_breaks_the_settings(workspace: Workspace, name: str) -> None:
    sound = drop(workspace.episodes / name).read_bytes()
    result = later(workspace)
    if name.startswith("."):
        assert result == Ingested((), (), (), ())
        return
    [folder] = result.taken
    assert folder.path.parent == workspace.episodes
    assert folder.name.isascii()
    assert len(folder.name) < 80
    assert contents(workspace.root).keys() == {
        f"episodes/{folder.name}/{name}",
        f"episodes/{folder.name}/episode.toml",
    }
    assert episode_of(folder).title.isprintable()
    assert folder.recordings()[0].read_bytes() == sound


def test_a_name_that_is_not_unicode_is_taken_in(workspace: Workspace) -> None:
    try:
        drop(workspace.episodes / os.fsdecode(b"M\xf6te.wav"))
    except OSError:
        pytest.skip("this file system keeps only names in Unicode")
    [folder] = later(workspace).taken
    assert folder.slug == "m-te"
    assert episode_of(folder).title == "M te"


class Killed(BaseException):
    """Stands for the end of the program: nothing may catch it."""


@pytest.mark.parametrize("last_step", range(4))
def test_a_kill_between_any_two_steps_loses_nothing_and_the_next_run_goes_on(
    workspace: Workspace,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    last_step: int,
) -> None:
    undisturbed = Workspace(tmp_path_factory.mktemp("ostörd"))
    for place in (workspace, undisturbed):
        drop(place.episodes / "2026-05-01 Tillit.wav")
        drop(place.episodes / "2026-05-02 Tillit.wav", tone=300)
    later(undisturbed)

    steps = iter(range(4))
    with monkeypatch.context() as patch:
        for name in ("write", "_rename"):
            step = getattr(module, name)

            def killed_before(*facts: object, step: object = step) -> object:
                if next(steps) == last_step:
                    raise Killed
                return step(*facts)  # type: ignore[operator]

            patch.setattr(module, name, killed_before)
        with pytest.raises(Killed):
            later(workspace)
    recordings = [name for name in contents(workspace.root) if name.endswith(".wav")]
    assert len(recordings) == 2
    assert not later(workspace).refused
    assert contents(workspace.root) == contents(undisturbed.root)


def test_a_folder_begun_without_its_settings_is_gone_on_with(workspace: Workspace) -> None:
    drop(workspace.episodes / "2026-05-01 Tillit.wav")
    (workspace.episodes / "2026-05-01-tillit").mkdir()
    (workspace.episodes / "2026-05-01-tillit" / ".new-x.toml").touch()
    assert later(workspace).taken[0].name == "2026-05-01-tillit"


def test_settings_that_people_wrote_beforehand_are_not_overwritten(workspace: Workspace) -> None:
    folder = workspace.episodes / "2026-05-01-tillit"
    folder.mkdir()
    (folder / "episode.toml").write_text("title = 'Vår'\npublished = 2026-05-01", "utf-8")
    drop(workspace.episodes / "2026-05-01 Tillit.wav")
    assert later(workspace).taken[0].name == "2026-05-01-tillit-2"
    assert "Vår" in (folder / "episode.toml").read_text("utf-8")


def test_the_demo_recording_is_taken_in_with_its_bytes(workspace: Workspace) -> None:
    shutil.copyfile(DEMO, workspace.episodes / "Tillit.mp3")
    [folder] = later(workspace).taken
    assert (folder.path / "Tillit.mp3").read_bytes() == DEMO.read_bytes()
