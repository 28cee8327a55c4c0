from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest

from podcast.building import build
from podcast.console import show_status
from podcast.edition import PublishedSound
from podcast.job import read_show
from podcast.loudness import Level
from podcast.status import Status, survey
from podcast.trust import Extract, Honesty, PeopleChanges, RuleChange
from tests.fakes import (
    Collected,
    FakeEngines,
    add_episode,
    new_show,
    panel,
    transcript,
    voices,
)
from tests.shared import ROOT

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path):
    return new_show(tmp_path)


def rows(workspace, now=NOW):
    return {row.name: row for row in survey(workspace, read_show(workspace), panel().choose, now)}


def test_a_new_episode_is_to_be_built(workspace):
    add_episode(workspace, "tillit")
    assert rows(workspace)["tillit"].stage == "to build"
    assert rows(workspace)["tillit"].reasons == ("new",)


def test_a_built_episode_is_published_and_its_unnamed_voices_are_told(workspace):
    add_episode(workspace, "tillit")
    build(workspace, panel().engines(), Collected(), NOW)
    row = rows(workspace)["tillit"]
    assert (row.stage, row.text) == ("published", "automatic")
    assert "Röst 1 (at 0:00), Röst 2 (at 0:02): without a name" in row.reasons[0]


def test_a_slip_in_the_text_is_told_with_line_and_column_by_build_and_status(workspace):
    folder = add_episode(workspace, "tillit")
    (folder / "text.md").write_text("# T\n\nRöst 1: Vad betyder tillit?\n\n### Så\n", "utf-8")
    report = Collected()
    build(workspace, panel().engines(), report, NOW)
    slip = "text.md:5:1: a heading is “## ” and words"
    assert any(warning.startswith(f"tillit: {slip}") for warning in report.warnings)
    assert any(reason.startswith(slip) for reason in rows(workspace)["tillit"].reasons)


def test_what_is_stale_says_why(workspace):
    folder = add_episode(workspace, "tillit")
    build(workspace, panel().engines(), Collected(), NOW)
    with (folder / "episode.toml").open("a", encoding="utf-8") as settings:
        settings.write("speakers = 3\n")
    with workspace.show.open("a", encoding="utf-8") as show:
        show.write("beam_size = 1\n")
    row = rows(workspace)["tillit"]
    assert row.stage == "to build"
    assert "words: beam_size was 5, is 1" in row.reasons
    assert "voices: fewest was 1, is 3" in row.reasons


def test_a_sound_that_is_gone_from_feed_is_to_be_built(workspace):
    add_episode(workspace, "tillit")
    build(workspace, panel().engines(), Collected(), NOW)
    workspace.sound("tillit").unlink()
    assert "sound: it is not in feed/" in rows(workspace)["tillit"].reasons


def test_an_edited_and_a_reviewed_text_are_told(workspace):
    folder = add_episode(workspace, "tillit")
    build(workspace, panel().engines(), Collected(), NOW)
    text = folder / "text.md"
    text.write_text(text.read_text(encoding="utf-8") + "\nMer.\n", encoding="utf-8")
    assert rows(workspace)["tillit"].text == "edited"
    with (folder / "episode.toml").open("a", encoding="utf-8") as settings:
        settings.write("reviewed = 2026-05-06\n")
    assert rows(workspace)["tillit"].text == "reviewed"


def test_how_sure_a_text_is_follows_what_people_do_with_it(workspace):
    folder = add_episode(workspace, "tillit")
    engines = panel()
    unsure = replace(engines.heard.words[-1], certainty=0.2)
    last = engines.heard.segments[-1]
    last = replace(last, words=(*last.words[:-1], unsure))
    engines.heard = replace(engines.heard, segments=(*engines.heard.segments[:-1], last))
    build(workspace, engines.engines(), Collected(), NOW)

    def sure():
        return rows(workspace)["tillit"].honesty

    assert (sure().in_doubt, sure().from_machine, sure().listened) == (1, 6, 0)
    with (folder / "episode.toml").open("a", encoding="utf-8") as settings:
        settings.write('heard = ["0:02-0:03"]\n')
    assert sure().in_doubt == 0
    assert sure().listened == pytest.approx(0.8)
    with (folder / "episode.toml").open("a", encoding="utf-8") as settings:
        settings.write("reviewed = 2026-05-06\n")
    assert sure().listened_share == 1
    text = folder / "text.md"
    text.write_text(text.read_text(encoding="utf-8").replace("lyssnar", "hör efter"), "utf-8")
    changes = sure().by_people
    assert (changes.changed, changes.added, changes.removed) == (1, 1, 0)


def test_an_episode_that_was_not_heard_yet_tells_nothing_of_its_text(workspace):
    add_episode(workspace, "tillit")
    assert rows(workspace)["tillit"].honesty is None


def test_a_reviewed_text_does_not_tell_of_rules_that_came_later(workspace):
    folder = add_episode(workspace, "tillit", "reviewed = 2026-05-06\n")
    build(workspace, panel().engines(), Collected(), NOW)
    assert [change.rule for change in rows(workspace)["tillit"].honesty.by_rule] == ["hesitations"]
    with (folder / "episode.toml").open("a", encoding="utf-8") as settings:
        settings.write('level = "verbatim"\n')
    found = rows(workspace)["tillit"].honesty
    assert found.by_rule == ()
    assert not found.by_people


@pytest.mark.parametrize("kind", [Status, Honesty, PeopleChanges, RuleChange, Extract])
def test_every_field_of_the_survey_as_json_is_documented(kind):
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    assert [field.name for field in fields(kind) if f"`{field.name}`" not in page] == []


def test_drafts_coming_and_broken_episodes_are_told_apart(workspace):
    add_episode(workspace, "utkast", 'status = "draft"\n')
    add_episode(workspace, "kommande")
    build(workspace, panel().engines(), Collected(), NOW)
    add_episode(workspace, "trasig", "number = 0\n")
    stages = {
        name: row.stage for name, row in rows(workspace, datetime(2026, 5, 1, tzinfo=UTC)).items()
    }
    assert stages == {"utkast": "draft", "kommande": "scheduled", "trasig": "broken"}


def test_status_changes_nothing(workspace):
    folder = add_episode(workspace, "tillit")
    before = sorted(folder.iterdir())
    rows(workspace)
    assert sorted(folder.iterdir()) == before


def test_what_the_rules_did_and_suggest_is_told_in_a_line(workspace):
    folder = add_episode(workspace, "tillit")
    engines = FakeEngines(
        transcript((0, "Vad betyder tillit?"), (1.2, "Eh, att, att man lyssnar.")),
        voices((1, 0, 1.2), (2, 1.2, 6)),
    )
    build(workspace, engines.engines(), Collected(), NOW)
    told = "edited by rule: hesitations 1, repeated words 1"
    assert rows(workspace)["tillit"].edits == told
    text = folder / "text.md"
    text.write_text(text.read_text(encoding="utf-8") + "\nMer.\n", encoding="utf-8")
    assert rows(workspace)["tillit"].edits == ""


def test_at_the_level_documentation_suggestions_are_made_and_at_verbatim_nothing_is(workspace):
    engines = FakeEngines(
        transcript((0, "Eh, ja, vi lyssnar."), (2, "Det, det är viktigt.")), voices((1, 0, 4))
    )
    for level in ("clean", "documentation", "verbatim"):
        add_episode(workspace, level, f'level = "{level}"\n')
    build(workspace, engines.engines(), Collected(), NOW)
    assert {name: row.edits for name, row in rows(workspace).items()} == {
        "clean": "edited by rule: hesitations 1; 2 suggestions: openers 1, doubled words 1",
        "documentation": "edited by rule: hesitations 1, openers 1, doubled words 1",
        "verbatim": "",
    }
    text = (workspace.episodes / "documentation" / "text.md").read_text(encoding="utf-8")
    assert text.endswith("Röst 1: Vi lyssnar. Det är viktigt.\n")


def test_a_name_of_the_cast_is_spelt_as_in_the_settings(workspace):
    people = '[[people]]\nname = "Per Lind"\n'
    add_episode(workspace, "tillit", f'level = "documentation"\n{people}')
    engines = FakeEngines(
        transcript((0, "Vad säger du, Pär?"), (2, "Det är bra.")), voices((1, 0, 1.5), (2, 2, 4))
    )
    build(workspace, engines.engines(), Collected(), NOW)
    assert rows(workspace)["tillit"].edits == "edited by rule: glossary 1"
    text = (workspace.episodes / "tillit" / "text.md").read_text(encoding="utf-8")
    assert "Vad säger du, Per?" in text


def test_the_status_says_how_loud_the_sound_was_and_is(capsys):
    before, after = Level(-24.7, -4.2), Level(-19.1, -2.3)
    sound = PublishedSound("tillit.mp3", "audio/mpeg", 1, 1.0, "", before=before, after=after)
    show_status([Status("tillit", "Tillit", "published", "reviewed", (), sound=sound)])
    said = " ".join(capsys.readouterr().out.split())
    assert (
        "tillit: sound: −24.7 LUFS, true peak −4.2 dB; "
        "published at −19.1 LUFS, true peak −2.3 dB" in said
    )
    silent = replace(sound, before=Level(-70, -70), after=Level(-70, -70))
    show_status([Status("tillit", "Tillit", "published", "reviewed", (), sound=silent)])
    assert "sound: silent; published at silent" in capsys.readouterr().out
