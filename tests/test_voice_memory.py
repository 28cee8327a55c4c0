from __future__ import annotations

import json
import os
import shutil
import stat
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest

from podcast.building import build, local_engines
from podcast.errors import WorkspaceError
from podcast.job import read_show
from podcast.profile_store import ProfileStore
from podcast.status import survey
from podcast.voice_memory import forget, remembered
from tests.fakes import Collected, FakeEngines, add_episode, new_show, transcript, voices
from tests.shared import audio
from tests.test_returning import dense, hearing, point

NOW = datetime(2026, 6, 1, tzinfo=UTC)
KARIN, LENA, PER = (1.0, 0.1), (0.0, 1.0), (0.0, 0.1, 1.0)
LENA_CONSENTS = '[[people]]\nname = "Lena Holm"\nremember = true\nheard_at = ["0:30"]\n'


@pytest.fixture
def workspace(tmp_path):
    return new_show(tmp_path)


def two(first=KARIN, second=LENA):
    """A conversation of two whose voices sound like these points."""
    heard = transcript((0, "Vad betyder tillit?"), (25, "Att man lyssnar."))
    engines = FakeEngines(heard, voices((1, 0, 20), (2, 20, 40)))
    prints = hearing(*dense(0, 20, first), *dense(20, 40, second))

    def listen(samples, journal, progress):  # noqa: ARG001 - as asked for
        engines.asked.append("listen")
        return prints

    engines.listen = listen  # type: ignore[method-assign]  # a plain function in its place
    return engines


def built(workspace, engines=None, **more):
    report = Collected()
    build(workspace, (engines or two()).engines(), report, NOW, **more)
    return report


def write(folder, settings):
    title = f'title = "Avsnitt {folder.name}"\npublished = 2026-05-04\n'
    (folder / "episode.toml").write_text(title + settings, encoding="utf-8")


def asked(report) -> list[str]:
    return [warning for warning in report.warnings if "sounds like" in warning]


def test_a_voice_that_was_named_is_proposed_in_the_next_episode(workspace):
    add_episode(workspace, "ett", LENA_CONSENTS)
    built(workspace)
    add_episode(workspace, "tva")
    (sentence,) = asked(built(workspace))
    assert sentence == (
        "tva: Röst 2 is probably Lena Holm (sounds like Lena Holm: 1.00); "
        "`podcast name tva` accepts it"
    )


def test_the_proposal_names_nobody_by_itself_and_is_true_when_followed(workspace):
    add_episode(workspace, "ett", LENA_CONSENTS)
    folder = add_episode(workspace, "tva", '[[people]]\nname = "Lena Holm"\n')
    assert asked(built(workspace))
    assert "Lena Holm:" not in (folder / "text.md").read_text(encoding="utf-8")
    write(folder, '[[people]]\nname = "Lena Holm"\nheard_at = ["0:30"]\n')
    assert not asked(built(workspace))
    assert "Lena Holm: Att man" in (folder / "text.md").read_text(encoding="utf-8")


def test_status_proposes_the_same_as_a_build(workspace):
    add_episode(workspace, "ett", LENA_CONSENTS)
    built(workspace)
    add_episode(workspace, "tva")
    (sentence,) = asked(built(workspace))
    rows = survey(workspace, read_show(workspace), two().choose, NOW)
    assert [reason for row in rows for reason in row.reasons if "sounds like" in reason] == [
        sentence.removeprefix("tva: ")
    ]


def test_an_episode_is_not_compared_with_itself(workspace):
    folder = add_episode(workspace, "ett", LENA_CONSENTS)
    built(workspace)
    write(folder, '[[people]]\nname = "Lena Holm"\nremember = true\n')
    assert not asked(built(workspace))


def test_without_consent_nothing_is_kept(workspace):
    add_episode(workspace, "ett", LENA_CONSENTS.replace("remember = true\n", ""))
    built(workspace)
    assert not workspace.profiles.exists()


def test_consent_without_a_voice_keeps_nothing(workspace):
    add_episode(workspace, "ett", '[[people]]\nname = "Lena Holm"\nremember = true\n')
    built(workspace)
    assert not remembered(workspace)


def test_building_again_changes_nothing_and_counts_nothing_twice(workspace):
    folder = add_episode(workspace, "ett", LENA_CONSENTS)
    built(workspace)
    before = workspace.profiles.read_bytes()
    built(workspace)
    assert workspace.profiles.read_bytes() == before
    folder.rename(folder.parent / "annan")
    built(workspace, accept_change=True)
    (kept,) = remembered(workspace).people[0].prints
    assert kept.episode == "annan"


def test_a_new_recording_in_the_folder_takes_the_place_of_the_old(workspace):
    folder = add_episode(workspace, "ett", LENA_CONSENTS)
    built(workspace)
    (folder / "sound.mp3").write_bytes(b"another, much longer recording")
    built(workspace, two(second=PER))
    (profile,) = remembered(workspace).people
    assert len(profile.prints) == 1
    assert profile.mean @ point(*PER) == pytest.approx(1, abs=1e-3)


def test_the_profile_is_the_mean_of_the_episodes_by_their_seconds(workspace):
    add_episode(workspace, "ett", LENA_CONSENTS)
    built(workspace)
    add_episode(workspace, "tva", LENA_CONSENTS)
    built(workspace, two(second=PER))
    (profile,) = remembered(workspace).people
    expected = point(*LENA) + point(*PER)
    assert profile.mean @ expected / np.linalg.norm(expected) == pytest.approx(1, abs=1e-3)
    assert profile.seconds == pytest.approx(40, abs=1)


@pytest.mark.parametrize("settings", ["", LENA_CONSENTS.replace("true", "false")])
def test_consent_taken_back_is_the_end_of_the_profile(workspace, settings):
    folder = add_episode(workspace, "ett", LENA_CONSENTS)
    built(workspace)
    write(folder, settings)
    built(workspace)
    assert not workspace.profiles.exists()


def test_consent_taken_back_counts_for_episodes_that_are_not_built_today(workspace):
    folder = add_episode(workspace, "ett", LENA_CONSENTS)
    add_episode(workspace, "tva")
    built(workspace)
    write(folder, "")
    built(workspace, only=frozenset({"tva"}))
    assert not workspace.profiles.exists()


def test_consent_for_one_episode_keeps_only_that_ones_print(workspace):
    first = add_episode(workspace, "ett", LENA_CONSENTS)
    add_episode(workspace, "tva", LENA_CONSENTS)
    built(workspace)
    write(first, "")
    built(workspace)
    assert [kept.episode for kept in remembered(workspace).people[0].prints] == ["tva"]


def test_settings_that_cannot_be_read_take_no_consent_back(workspace):
    folder = add_episode(workspace, "ett", LENA_CONSENTS)
    built(workspace)
    before = workspace.profiles.read_bytes()
    (folder / "episode.toml").write_text("title =\n", encoding="utf-8")
    built(workspace)
    assert workspace.profiles.read_bytes() == before


def test_a_hearing_that_was_deleted_is_heard_again_only_for_who_is_remembered(workspace):
    one, other = add_episode(workspace, "ett", LENA_CONSENTS), add_episode(workspace, "tva")
    built(workspace)
    for folder in (one, other):
        (folder / "hearing.npz").unlink()
    engines = two()
    built(workspace, engines)
    assert engines.asked == ["decode", "listen"]
    assert (one / "hearing.npz").exists()


def test_nothing_of_a_voice_reaches_what_is_published(workspace):
    add_episode(workspace, "ett", LENA_CONSENTS)
    tva = add_episode(workspace, "tva")
    engines = two(second=tuple(np.random.default_rng(1).normal(size=192)))
    assert asked(built(workspace, engines))
    (kept,) = remembered(workspace).people[0].prints
    fine = {str(abs(value)) for value in kept.values if len(str(abs(value))) == len("0.1234")}
    assert len(fine) > 100
    secrets = fine | {kept.made_of, "remember"}
    published = [file for file in workspace.feed.rglob("*") if file.is_file()]
    assert len(published) > 5
    for file in published:
        assert file.name not in {"voices.json", "hearing.npz"}
        content = file.read_bytes().decode("utf-8", "replace")
        assert not [secret for secret in secrets if secret in content], file
    for folder in (workspace.episodes / "ett", tva):
        edition = (folder / "edition.json").read_text(encoding="utf-8")
        assert kept.made_of not in edition
        people = json.loads(edition)["result"]["edition"]["episode"]["people"]
        assert not any(person["remember"] for person in people)


def test_only_the_owner_may_read_voice_prints(workspace):
    folder = add_episode(workspace, "ett", LENA_CONSENTS)
    built(workspace)
    for file in (workspace.profiles, folder / "hearing.npz"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_damaged_profile_is_made_again_from_what_was_heard(workspace):
    add_episode(workspace, "ett", LENA_CONSENTS)
    built(workspace)
    before = workspace.profiles.read_bytes()
    workspace.profiles.write_text("{", encoding="utf-8")
    built(workspace)
    assert workspace.profiles.read_bytes() == before


def test_prints_of_another_model_are_compared_with_nothing(workspace):
    add_episode(workspace, "ett", LENA_CONSENTS)
    built(workspace)
    kept = json.loads(workspace.profiles.read_bytes()) | {"version": 0}
    workspace.profiles.write_text(json.dumps(kept), encoding="utf-8")
    assert not ProfileStore(workspace.profiles).read()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everywhere")
def test_a_profile_of_somebody_elses_does_not_stop_a_build(workspace):
    add_episode(workspace, "ett", LENA_CONSENTS)
    built(workspace)
    workspace.profiles.chmod(0)
    assert any("cannot be read" in warning for warning in built(workspace).warnings)


def test_forgetting_deletes_the_profile_and_the_consents(workspace):
    first = add_episode(workspace, "ett", LENA_CONSENTS)
    add_episode(workspace, "tva")
    third = add_episode(workspace, "tre", LENA_CONSENTS)
    built(workspace)
    gone = forget(workspace, "Lena Holm")
    assert gone.changed == (first / "episode.toml", third / "episode.toml")
    assert "remember" not in (first / "episode.toml").read_text(encoding="utf-8")
    assert not workspace.profiles.exists()
    assert not asked(built(workspace))
    assert not workspace.profiles.exists()


def test_forgetting_goes_on_past_settings_that_cannot_be_read(workspace):
    folder = add_episode(workspace, "ett", LENA_CONSENTS)
    broken = add_episode(workspace, "trasig", "speakers = ]")
    built(workspace)
    gone = forget(workspace, "Lena Holm")
    assert gone.changed == (folder / "episode.toml",)
    assert [str(fault).startswith(str(broken)) for fault in gone.unreadable] == [True]


def test_a_name_that_is_not_remembered_is_told_with_the_nearest(workspace):
    add_episode(workspace, "ett", LENA_CONSENTS)
    built(workspace)
    with pytest.raises(WorkspaceError, match="did you mean “Lena Holm”"):
        forget(workspace, "Lena Holmm")
    with pytest.raises(WorkspaceError, match="lists who is"):
        forget(workspace, "Xyz")
    assert remembered(workspace)


@pytest.mark.model
def test_real_voices_are_known_again_in_the_next_episode_and_strangers_are_not(workspace):
    """Two episodes with the same two neural voices, then one with two others of those names."""
    people = (
        '[[people]]\nname = "Astrid"\nremember = true\nheard_at = ["0:02"]\n'
        '[[people]]\nname = "Erik"\nremember = true\nheard_at = ["0:14"]\n'
    )
    for recording, settings in (("07-11", people), ("07-14", ""), ("07-22", "")):
        folder = add_episode(workspace, recording, f"speakers = 2\n{settings}")
        shutil.copyfile(audio(f"sv-two-voices/2026-{recording}.mp3"), folder / "sound.mp3")
    fake, report = two(), Collected()
    fake.heard = transcript(*((moment, "ord") for moment in range(100)))
    quick = replace(
        local_engines(),
        choose=fake.choose,
        transcribe=fake.transcribe,
        encode=fake.encode,
        tag=fake.tag,
    )
    built = build(workspace, quick, report, NOW)
    assert built.is_whole
    assert {(told[:13], told.split("sounds like ")[1].split(":")[0]) for told in asked(report)} == {
        ("07-14: Röst 1", "Astrid"),
        ("07-14: Röst 2", "Erik"),
    }
