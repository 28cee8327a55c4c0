from __future__ import annotations

import os
import pty
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from podcast.asking import ask_names
from podcast.building import build
from podcast.cli import main
from podcast.errors import PodcastError, WorkspaceError
from podcast.job import read_show
from podcast.lock import only_one
from podcast.name_giving import accepted, chosen, give, nameless
from podcast.status import survey
from podcast.transcript import Segment, Transcript
from tests.fakes import Collected, FakeEngines, add_episode, new_show, transcript, voices
from tests.test_who_is_who import PANEL, demo

NOW = datetime(2026, 6, 1, tzinfo=UTC)
CAST = "".join(f'\n[[people]]\nname = "{name}"\n' for name in PANEL)


def panel() -> FakeEngines:
    """The demo panel heard to the letter."""
    turns = demo().conversation.turns
    heard = Transcript("sv", tuple(Segment(turn.words, -0.2, 0.01, 1.2) for turn in turns))
    return FakeEngines(heard, voices(*((t.voice, t.span.start, t.span.end) for t in turns)))


def two() -> FakeEngines:
    heard = transcript((0, "Vad betyder tillit för dig?"), (20, "Att man lyssnar på andra."))
    return FakeEngines(heard, voices((1, 0, 20), (2, 20, 40)))


def built(tmp_path, settings="", engines=None):
    workspace, report = new_show(tmp_path), Collected()
    folder = add_episode(workspace, "tillit", settings)
    build(workspace, (engines or panel()).engines(), report, NOW)
    return workspace, folder, report


def people(folder) -> dict[str, dict[str, object]]:
    settings = tomllib.loads((folder / "episode.toml").read_text(encoding="utf-8"))
    return {one["name"]: one for one in settings.get("people", [])}


def test_a_build_and_status_propose_each_voice_in_one_sentence(tmp_path):
    workspace, folder, report = built(tmp_path, CAST)
    expected = [
        "Röst 1 is probably Karin Ek (“Jag heter Karin Ek” at 0:04)",
        "Röst 2 is probably Lena Holm (“Lena, vi börjar med dig” at 0:17)",
        "Röst 3 is probably Johan Strand (“Johan, vad gör ni konkret?” at 1:17)",
        "Röst 4 is probably Per Lind (“Per, hur ser du på det som politiker?” at 0:54)",
    ]
    expected = [f"{sentence}; `podcast name tillit` accepts it" for sentence in expected]
    (row,) = survey(workspace, read_show(workspace), panel().choose, NOW)
    assert list(row.reasons) == expected
    assert report.warnings == [f"tillit: {sentence}" for sentence in expected]
    text = (folder / "text.md").read_text(encoding="utf-8")
    page = (workspace.feed / "tillit" / "index.html").read_text(encoding="utf-8")
    assert "Röst 2: Tack." in text
    assert "Lena Holm: " not in text
    assert "probably" not in page


def test_voices_without_a_proposal_keep_their_sentence(tmp_path):
    _, _, report = built(tmp_path, engines=two())
    (sentence,) = (told for told in report.warnings if "without a name" in told)
    assert sentence == (
        "tillit: Röst 1 (at 0:10), Röst 2 (at 0:30): without a name; in episode.toml, give each "
        'person a moment at which they speak, such as heard_at = ["0:10"]'
    )


def test_all_proposals_are_accepted_into_the_cast_and_nothing_else_moves(tmp_path):
    workspace, folder, _ = built(tmp_path, CAST)
    before = (folder / "episode.toml").read_text(encoding="utf-8").splitlines()
    found = nameless(workspace, "tillit")
    told = give(workspace, found, accepted(found))
    assert told[1] == f"{folder / 'episode.toml'}: Lena Holm is heard at 0:32"
    after = (folder / "episode.toml").read_text(encoding="utf-8").splitlines()
    assert [line for line in after if not line.startswith("heard_at")] == before
    report = Collected()
    build(workspace, panel().engines(), report, NOW)
    assert report.warnings == []
    assert "\nLena Holm: Tack." in (folder / "text.md").read_text(encoding="utf-8")
    with pytest.raises(WorkspaceError, match="no voice is without a name"):
        nameless(workspace, "tillit")


def test_people_who_are_new_come_with_the_roles_found(tmp_path):
    workspace, folder, _ = built(tmp_path)
    found = nameless(workspace, "tillit")
    told = give(workspace, found, accepted(found))
    assert told[3].endswith(
        "Per Lind, ordförande i socialnämnden, is new in the cast, heard at 1:05"
    )
    assert people(folder)["Lena Holm"] == {
        "name": "Lena Holm",
        "role": "verksamhetschef för socialpsykiatrin",
        "heard_at": ["0:32"],
    }
    assert list(people(folder)) == list(PANEL)


def test_names_and_roles_are_set_by_option(tmp_path):
    workspace, folder, _ = built(tmp_path, engines=two())
    found = nameless(workspace, "tillit")
    give(workspace, found, chosen(found, ["2 = Lena  Holm", "Röst 1=Karin Ek"], ["1=moderator"]))
    assert people(folder) == {
        "Lena Holm": {"name": "Lena Holm", "heard_at": ["0:30"]},
        "Karin Ek": {"name": "Karin Ek", "role": "moderator", "heard_at": ["0:10"]},
    }


def test_an_option_wins_over_a_proposal(tmp_path):
    workspace, folder, _ = built(tmp_path, CAST)
    found = nameless(workspace, "tillit")
    give(workspace, found, chosen(found, ["2=karin ek"], [], accept_all=True))
    assert people(folder)["Karin Ek"]["heard_at"] == ["0:11", "0:32"]
    assert "heard_at" not in people(folder)["Lena Holm"]


def test_a_cast_that_begins_does_not_join_the_voices_that_have_no_name(tmp_path):
    workspace, folder, _ = built(tmp_path)
    found = nameless(workspace, "tillit")
    told = give(workspace, found, chosen(found, ["1=Karin Ek", "2=Lena Holm"], []))
    assert told[-1].endswith('speakers = "2..4", so that the voices without a name stay apart')
    engines = panel()
    build(workspace, engines.engines(), Collected(), NOW)
    assert "diarize 2..4 knowing 2" in engines.asked
    found = nameless(workspace, "tillit")
    give(workspace, found, chosen(found, ["3=Johan Strand"], []))
    assert people(folder)["Johan Strand"]["heard_at"]


@pytest.mark.parametrize(
    ("names", "roles", "told"),
    [
        (["9=Lena Holm"], [], "--voice 9: no voice without a name is that; there are: 1, 2."),
        (["Lena Holm"], [], 'such as --voice 2="Lena Holm"'),
        (["2="], [], 'such as --voice 2="Lena Holm"'),
        (["2=A B", "2=C D"], [], "--voice 2: it is there twice"),
        (["2=Röst 1"], [], "“Röst 1” cannot be a name"),
        (["2=A: B"], [], "“A: B” cannot be a name"),
        (["2=A\x1bB"], [], "cannot be a name"),
        ([], ["2=chef"], "--role 2: name that voice too"),
        ([], [], "the talk does not tell who anybody is"),
    ],
)
def test_what_cannot_be_meant_is_told_in_one_sentence(tmp_path, names, roles, told):
    workspace, folder, _ = built(tmp_path, engines=two())
    before = (folder / "episode.toml").read_bytes()
    found = nameless(workspace, "tillit")
    with pytest.raises(PodcastError) as fault:
        chosen(found, names, roles)
    assert told in str(fault.value)
    assert "\n" not in str(fault.value)
    assert (folder / "episode.toml").read_bytes() == before


def test_an_episode_that_is_unknown_or_not_heard_is_told(tmp_path):
    workspace = new_show(tmp_path)
    add_episode(workspace, "tillit")
    with pytest.raises(WorkspaceError, match="did you mean “tillit”"):
        nameless(workspace, "tilit")
    with pytest.raises(WorkspaceError, match="run `podcast build tillit` first"):
        nameless(workspace, "tillit")


def test_nothing_is_written_while_a_build_is_at_work(tmp_path):
    workspace, folder, _ = built(tmp_path, CAST)
    before = (folder / "episode.toml").read_bytes()
    found = nameless(workspace, "tillit")
    with only_one(workspace), pytest.raises(WorkspaceError, match="another"):
        give(workspace, found, accepted(found))
    assert (folder / "episode.toml").read_bytes() == before


def asked(found, *lines: str):
    """What is given by these answers, and what was shown."""
    waiting, shown = list(lines), []

    def ask(question):
        shown.append(question)
        if not waiting:
            raise EOFError
        return waiting.pop(0)

    return ask_names(found, ask, shown.append), "\n".join(shown)


def test_somebody_at_a_terminal_accepts_names_or_skips(tmp_path):
    workspace, _, _ = built(tmp_path)
    found = nameless(workspace, "tillit")
    given, shown = asked(found, "", "", "Lena Berg", "chef", "s", "", "-")
    assert [(one.unnamed.label, one.name, one.role) for one in given] == [
        ("Röst 1", "Karin Ek", "moderator"),
        ("Röst 2", "Lena Berg", "chef"),
        ("Röst 4", "Per Lind", ""),
    ]
    assert "Röst 2, to be heard at 0:32, 25 s in all: “Tack. Eh, för mig handlar" in shown
    assert (
        "probably Per Lind, ordförande i socialnämnden (“Per, hur ser du på det som politiker?”"
        in shown
    )


def test_a_name_that_cannot_be_one_is_asked_for_again_and_the_end_of_input_ends(tmp_path):
    workspace, _, _ = built(tmp_path, CAST)
    given, shown = asked(nameless(workspace, "tillit"), "Röst 2", "karin ek")
    assert [one.name for one in given] == ["Karin Ek"]
    assert "“Röst 2” cannot be a name" in shown


def run(capsys, monkeypatch, *arguments: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["podcast", "name", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    shown = capsys.readouterr()
    return int(ended.value.code or 0), shown.out, shown.err


def test_the_command_says_what_it_wrote_and_what_comes_next(tmp_path, capsys, monkeypatch):
    workspace, folder, _ = built(tmp_path, CAST)
    place = ("--workspace", str(workspace.root))
    status, out, _ = run(capsys, monkeypatch, "tillit", "--accept", *place)
    assert status == 0
    assert out.splitlines()[0] == f"{folder / 'episode.toml'}: Karin Ek is heard at 0:11"
    assert out.splitlines()[-1] == "Run `podcast build tillit` to put the names into the text."


def test_without_a_terminal_the_command_says_how_to_answer(tmp_path, capsys, monkeypatch):
    workspace, _, _ = built(tmp_path, CAST)
    with Path(os.devnull).open(encoding="utf-8") as nobody:
        monkeypatch.setattr(sys, "stdin", nobody)
        status, _, err = run(capsys, monkeypatch, "tillit", "--workspace", str(workspace.root))
    assert (status, err.count("\n")) == (2, 1)
    assert "--accept" in err


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of this kind is not there")
def test_in_a_real_terminal_enter_accepts(tmp_path):
    workspace, folder, _ = built(tmp_path, CAST)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "podcast", "name", "tillit", "--workspace", workspace.root]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs) as asking:
        os.write(ours, b"\n\n\ns\n")
        assert asking.wait(60) == 0
    os.close(theirs)
    os.close(ours)
    named = [name for name, person in people(folder).items() if "heard_at" in person]
    assert named == ["Karin Ek", "Lena Holm", "Johan Strand"]
