from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from podcast.building import build
from podcast.cli import main
from podcast.profile import KeptPrint, Profiles
from podcast.profile_store import ProfileStore
from tests.fakes import Collected, add_episode, new_show, panel


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def podcast(capsys, monkeypatch):
    """Run a command as the shell would, but for the start of another Python."""

    def run(*arguments, cwd=None):
        if cwd:
            monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["podcast", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        out = capsys.readouterr()
        return Ended(int(ended.value.code or 0), out.out, out.err)

    return run


@pytest.fixture
def workspace(tmp_path):
    place = new_show(tmp_path)
    add_episode(place, "2026-05-04-tillit")
    build(place, panel().engines(), Collected(), datetime(2026, 6, 1, tzinfo=UTC))
    return place


def test_a_new_show_is_built_at_once_and_says_that_nothing_is_there(podcast, tmp_path):
    made = podcast("init", tmp_path / "podd")
    assert made.returncode == 0
    built = podcast("build", cwd=tmp_path / "podd")
    assert built.returncode == 0, built.stderr
    assert "0 episodes" in built.stdout
    assert (tmp_path / "podd" / "feed" / "feed.xml").is_file()


def test_the_workspace_is_found_from_below_or_named(podcast, workspace, tmp_path_factory):
    below = podcast("status", cwd=workspace.episodes / "2026-05-04-tillit")
    named = podcast("status", "--workspace", workspace.root, cwd=tmp_path_factory.mktemp("else"))
    assert below.stdout == named.stdout
    assert "tillit" in named.stdout


def test_status_tells_other_programs_the_same_in_json(podcast, workspace):
    told = podcast("status", "--format", "json", cwd=workspace.root)
    survey = json.loads(told.stdout)
    assert survey["schema"] == 1
    (episode,) = survey["episodes"]
    assert (episode["name"], episode["stage"], episode["text"]) == (
        "tillit",
        "published",
        "automatic",
    )
    assert "Röst 1 (at 0:00)" in episode["reasons"][0]
    honesty = episode["honesty"]
    assert (honesty["words"], honesty["in_doubt"]) == (6, 0)
    assert honesty["by_rule"] == [
        {
            "rule": "hesitations",
            "kind": "hesitation",
            "span": {"start": 1.2, "end": 1.6},
            "heard": "Eh,",
            "written": "",
        }
    ]


def test_status_and_build_act_by_the_clock_that_is_rehearsed(podcast, workspace):
    before = podcast("status", "--now", "2026-05-03T23:59", "--workspace", workspace.root)
    assert "scheduled: published on 2026-05-04 00:00, Europe/Stockholm" in before.stdout
    after = podcast("status", "--now", "2026-05-04T00:00", "--workspace", workspace.root)
    assert "scheduled" not in after.stdout
    early = podcast("build", "--now", "2026-05-03T23:59", "--workspace", workspace.root)
    assert early.returncode == 1
    assert "still to come by this clock (2026-05-03T23:59+02:00)" in early.stderr


def test_a_moment_that_is_none_is_told(podcast, workspace):
    out = podcast("build", "--now", "tomorrow", "--workspace", workspace.root)
    assert out.returncode == 2
    assert out.stderr == "podcast: --now tomorrow: write a moment such as 2026-05-04T06:00.\n"


def test_a_second_build_does_nothing_and_says_so(podcast, workspace):
    podcast("build", "--workspace", workspace.root)
    again = podcast("build", "--workspace", workspace.root)
    assert again.stdout.endswith("Nothing to do: 1 episode published, everything up to date.\n")
    assert again.returncode == 0


@pytest.mark.parametrize(("form", "beginning"), [("docx", b"PK\x03\x04"), ("pdf", b"%PDF-1.")])
def test_a_file_to_print_is_written_as_it_would_be_published(
    podcast, workspace, tmp_path, form, beginning
):
    podcast("build", "--workspace", workspace.root)
    file = tmp_path / f"text.{form}"
    out = podcast("export", "tillit", "--to", form, "--output", file, "--workspace", workspace.root)
    assert (out.returncode, out.stdout) == (0, "")
    assert file.read_bytes().startswith(beginning)
    assert file.read_bytes() == (workspace.feed / "tillit" / f"tillit.{form}").read_bytes()


@pytest.mark.parametrize(
    ("form", "beginning"),
    [
        ("txt", "Avsnitt 2026-05-04-tillit\n\nRöst 1: Vad betyder tillit?"),
        ("md", "# Avsnitt 2026-05-04-tillit\n\nRöst 1: Vad"),
        ("vtt", "WEBVTT\n"),
        ("srt", "1\n00:00:00,000 --> "),
        ("json", '{\n "version": "1.0.0"'),
        ("html", "<cite>Röst 1:</cite>\n<time>00:00:00</time>\n<p>Vad betyder tillit?</p>\n"),
        ("rttm", "SPEAKER tillit 1 0.000 1.200 <NA> <NA> Röst_1 <NA> <NA>\n"),
    ],
)
def test_an_episode_is_exported_in_every_form(podcast, workspace, form, beginning):
    out = podcast("export", "tillit", "--to", form, "--workspace", workspace.root)
    assert out.stdout.startswith(beginning)
    assert out.returncode == 0


def test_an_export_goes_to_a_file_when_asked(podcast, workspace, tmp_path):
    out = podcast(
        "export", "tillit", "--to", "txt", "--output", tmp_path / "t.txt", cwd=workspace.root
    )
    assert out.stdout == ""
    assert (tmp_path / "t.txt").read_text(encoding="utf-8").startswith("Avsnitt")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("export", "tilit", "--to", "txt"), "did you mean “tillit”?"),
        (("build", "nej"), "there is no such episode"),
        (("build", "--workspace", "nowhere"), "there is no folder episodes/ in it"),
        (("serve", "--workspace", "nowhere"), "there is no folder episodes/ in it"),
        (("models", "pull", "nothing"), "nothing"),
    ],
)
def test_a_fault_of_the_user_is_one_sentence_and_status_two(
    podcast, workspace, arguments, sentence
):
    out = podcast(*arguments, cwd=workspace.root)
    assert out.returncode == 2
    assert sentence in out.stderr
    assert out.stderr.startswith("podcast: ")
    assert "Traceback" not in out.stderr
    assert len(out.stderr.strip().split("\n")) == 1


@pytest.mark.parametrize(
    ("written", "demand"),
    [
        ("nio", "write a number such as 3, or bounds such as “2..5”."),
        ("3,5", "write a number such as 3, or bounds such as “2..5”."),
        ("5..2", "the lower bound comes first and is at least 1."),
        ("0", "the lower bound comes first and is at least 1."),
    ],
)
def test_a_number_of_speakers_that_is_none_is_told(podcast, workspace, written, demand):
    out = podcast("build", "--speakers", written, cwd=workspace.root)
    assert (out.returncode, out.stderr) == (2, f"podcast: --speakers {written}: {demand}\n")


def test_a_number_of_speakers_is_written_and_told_in_one_line(podcast, workspace):
    file = workspace.episodes / "2026-05-04-tillit" / "episode.toml"
    before = file.read_text(encoding="utf-8")
    file.write_text(f"{before}speakers = 2\n", encoding="utf-8")
    build(workspace, panel().engines(), Collected(), datetime(2026, 6, 1, tzinfo=UTC))
    file.write_text(before, encoding="utf-8")  # what was heard stays true
    out = podcast("build", "tillit", "--speakers", "2", cwd=workspace.root)
    assert out.stdout.splitlines()[0] == f"tillit: speakers = 2 stands in {file}"
    assert file.read_text(encoding="utf-8") == f"{before}speakers = 2\n"


def remember(workspace):
    """Let a voice be remembered as a build would."""
    file = workspace.episodes / "2026-05-04-tillit" / "episode.toml"
    with file.open("a", encoding="utf-8") as settings:
        settings.write('[[people]]\nname = "Lena Holm"\nremember = true\n')
    kept = KeptPrint("2026-05-04-tillit", "digest", "", 83.0, (1.0, 0.0))
    ProfileStore(workspace.profiles).write(Profiles().with_print("Lena Holm", kept))
    return file


def test_voices_lists_who_is_remembered(podcast, workspace):
    assert podcast("voices", cwd=workspace.root).stdout.startswith("Nobody's voice is remembered")
    remember(workspace)
    last = podcast("voices", cwd=workspace.root).stdout.splitlines()[-1]
    assert last.split() == ["Lena", "Holm", "1", "83"]


def test_a_voice_is_forgotten_by_name_and_it_is_told_what_changed(podcast, workspace):
    file = remember(workspace)
    out = podcast("voices", "forget", "Lena", "Holm", cwd=workspace.root)
    assert out.stdout.splitlines() == [
        "Lena Holm: forgotten; the voice was remembered from 1 episode.",
        f"{file}: remember was taken out under Lena Holm.",
    ]
    assert podcast("voices", cwd=workspace.root).stdout.startswith("Nobody's voice is remembered")
    again = podcast("voices", "forget", "Lena Holm", cwd=workspace.root)
    assert again.returncode == 2
    assert "nobody of that name is remembered" in again.stderr


def test_faults_of_the_settings_are_all_told_with_their_lines(podcast, workspace):
    workspace.show.write_text('titel = "P"\nlanguage = "no"\n', encoding="utf-8")
    out = podcast("build", cwd=workspace.root)
    assert out.returncode == 2
    assert "“titel”" in out.stderr
    assert "“title”" in out.stderr
    assert "line 2" in out.stderr


def test_a_bad_recording_beside_a_good_one_is_status_one(podcast, workspace):
    dropped = workspace.episodes / "tom.mp3"
    dropped.write_bytes(b"")
    os.utime(dropped, (1_770_000_000, 1_770_000_000))
    out = podcast("build", cwd=workspace.root)
    assert out.returncode == 1
    assert "tom.mp3" in out.stderr
    assert "Traceback" not in out.stderr


def test_names_cannot_write_to_the_terminal(podcast, workspace):
    settings = workspace.episodes / "2026-05-04-tillit" / "episode.toml"
    text = settings.read_text(encoding="utf-8").replace("Avsnitt", "[red]Avsnitt[/red]")
    settings.write_text(text, encoding="utf-8")
    assert "[red]Avsnitt[/red]" in podcast("status", cwd=workspace.root).stdout


def test_models_and_doctor_answer(podcast, workspace):
    models = podcast("models", cwd=workspace.root)
    assert models.returncode == 0
    assert "kb-whisper-small" in models.stdout
    assert "ffmpeg" in podcast("doctor", cwd=workspace.root).stdout


def test_the_name_of_a_file_cannot_steer_the_terminal(podcast, workspace):
    dropped = workspace.episodes / "\x1b[31mtom\x07.mp3"
    dropped.write_bytes(b"")
    os.utime(dropped, (1_770_000_000, 1_770_000_000))
    out = podcast("build", cwd=workspace.root)
    assert "\\x1b[31mtom\\x07.mp3" in out.stderr
    assert not {"\x1b", "\x07"} & set(out.stdout + out.stderr)


def test_a_workspace_that_cannot_be_locked_is_told(podcast, workspace):
    workspace.lock.unlink()
    workspace.lock.mkdir()
    out = podcast("build", cwd=workspace.root)
    assert out.returncode == 2
    assert "cannot be written" in out.stderr


def test_a_folder_of_episodes_without_a_show_is_told_how_to_get_one(podcast, workspace):
    workspace.show.unlink()
    out = podcast("build", cwd=workspace.root)
    assert out.returncode == 2
    assert f"podcast init {workspace.root}" in out.stderr
    assert podcast("init", workspace.root).returncode == 0
    assert podcast("status", cwd=workspace.root).returncode == 0
