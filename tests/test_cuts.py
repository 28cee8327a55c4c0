"""What people cut: neither heard nor read by anybody, and everything after it on time."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.building import local_engines
from podcast.cuts import Cuts
from podcast.decode import decode
from podcast.edition import Tags
from podcast.engines import EncodeOptions
from podcast.export import export
from podcast.finished import finished_store
from podcast.job import read_show
from podcast.span import Span
from podcast.splicing import spliced
from podcast.status import survey
from tests.builds import NOW, Build, run, setting
from tests.fakes import FakeEngines, add_episode, new_show, transcript, voices
from tests.sounds import decoded_whole, tone, write_wav

if TYPE_CHECKING:
    from pathlib import Path

    from podcast.edition import Edition
    from podcast.workspace import Workspace

PEOPLE = """
[[people]]
name = "Karin Ek"
heard_at = ["0:00"]
[[people]]
name = "Lena Holm"
heard_at = ["0:05"]
[[chapters]]
at = "0:00"
title = "Början"
[[chapters]]
at = "0:04"
title = "Svaret"
"""
SPANS = st.lists(st.tuples(st.integers(0, 90), st.integers(1, 20)), max_size=4).map(
    lambda pairs: Cuts.of(Span(start, start + length) for start, length in pairs)
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = new_show(tmp_path)
    add_episode(made, "ett", PEOPLE)
    return made


def talk() -> FakeEngines:
    """Ten seconds: a question, an aside about somebody, the answer."""
    heard = transcript(
        (0, "Vad betyder tillit?"), (2, "Hemliga Sixten vet."), (4, "Att man lyssnar på andra.")
    )
    return FakeEngines(heard, voices((1, 0, 3.2), (2, 4, 6)), seconds=10)


def built(workspace: Workspace, engines: FakeEngines | None = None) -> Build:
    return run(workspace, by=engines or talk())


def cut(workspace: Workspace, *stretches: str) -> Build:
    setting(workspace.episodes / "ett", f"cuts = {json.dumps(stretches)}")
    return built(workspace)


def edition(workspace: Workspace) -> Edition:
    found, _ = finished_store(workspace.folders()[0]).read({})
    assert found
    return found.edition


def test_a_moment_after_a_cut_is_heard_sooner_and_one_inside_it_at_the_joint():
    cuts = Cuts.of([Span(10, 12), Span(11, 15), Span(20.5, 21)])
    assert [cuts.heard_at(at) for at in (9, 10, 13, 15, 20, 20.75, 30)] == [
        9, 10, 10, 10, 15, 15.5, 24.5,
    ]  # fmt: skip
    assert cuts.heard_in(Span(9, 16)) == Span(9, 11)
    assert 14.9 in cuts
    assert 15.0 not in cuts


@given(SPANS, st.integers(0, 1000))
def test_what_is_heard_is_in_order_and_as_long_as_what_is_left(cuts: Cuts, tenths: int):
    moment = tenths / 10
    left = sum(span.duration for span in cuts.left_of([Span(0, moment)]))
    assert cuts.heard_at(moment) == pytest.approx(left)
    assert cuts.heard_at(moment) <= cuts.heard_at(moment + 0.1)


@given(SPANS, st.integers(300, 15_000))
def test_sound_is_spliced_alike_whatever_the_blocks_are(cuts: Cuts, size: int):
    sound = np.full((20_000, 2), 1000, np.int16)
    blocks = [sound[first : first + size] for first in range(0, len(sound), size)]
    whole = np.concatenate([*spliced([sound], cuts, 200), np.empty((0, 2), np.int16)])
    in_blocks = np.concatenate([*spliced(blocks, cuts, 200), np.empty((0, 2), np.int16)])
    assert np.array_equal(whole, in_blocks)
    assert len(whole) == round(200 * sum(span.duration for span in cuts.left_of([Span(0, 100)])))


def test_a_joint_has_no_leap():
    steady = np.full((16_000, 1), 20_000, np.int16)
    (first, second) = spliced([steady[:8000], steady[8000:]], Cuts.of([Span(0.2, 0.7)]), 16_000)
    joined = np.concatenate([first, second])[:, 0].astype(int)
    assert len(joined) == 8000
    assert np.abs(np.diff(joined)).max() < 300
    assert joined[0] == joined[-1] == 20_000


@pytest.mark.parametrize("keep", [False, True])
def test_the_published_sound_is_without_what_is_cut(tmp_path: Path, *, keep: bool):
    wav = tmp_path / "a.wav"
    parts = [tone(1, 44_100, hertz, 0.1) for hertz in (300, 2000, 500)]
    write_wav(wav, 44_100, np.concatenate(parts))
    recording = decode(wav, tmp_path / "a.pcm")
    options = EncodeOptions(Tags("Titel"), keep, Cuts.of([Span(1, 2)]))
    target = tmp_path / "a.mp3"
    published = local_engines().encode(wav, recording, target, options, lambda _: None)
    samples, rate = decoded_whole(target)
    loud = np.abs(np.fft.rfft(samples[:, 0]))
    at = {hertz: loud[round(hertz * len(samples) / rate)] for hertz in (300, 500, 2000)}
    assert published.duration == pytest.approx(2, abs=0.001)
    assert at[2000] < at[300] / 100
    assert at[500] == pytest.approx(at[300], rel=0.2)


def test_neither_words_nor_moments_of_a_cut_are_published(workspace: Workspace):
    before = built(workspace)
    after = cut(workspace, "0:01.5-0:03.5")
    everything = b"".join(after.files.values())
    assert b"Sixten" in b"".join(before.files.values())
    assert b"Sixten" not in everything
    assert "Sixten" not in (workspace.episodes / "ett" / "text.md").read_text(encoding="utf-8")
    made = edition(workspace)
    assert [chapter.start for chapter in made.chapters] == [0, 2]
    assert made.paragraphs[-1].span == Span(2.0, 4.0)
    assert made.honesty
    assert made.honesty.talk == pytest.approx(1.5 + 2)
    assert made.episode.cuts == ()
    assert b"00:02.000 --> " in after.files["ett/ett.vtt"]
    assert after.items["Avsnitt ett"].guid == before.items["Avsnitt ett"].guid
    assert after.items["Avsnitt ett"].sound != before.items["Avsnitt ett"].sound


def test_an_exported_file_fits_the_published_sound(workspace: Workspace):
    cut(workspace, "0:01.5-0:03.5")
    for form in ("srt", "vtt", "json", "html", "txt", "md"):
        assert b"Sixten" not in export(workspace, "ett", form)
    assert b"00:00:02,000 --> " in export(workspace, "ett", "srt")


def test_a_cut_that_is_taken_back_brings_all_of_it_back(workspace: Workspace):
    before = built(workspace)
    cut(workspace, "0:01.5-0:03.5")
    after = cut(workspace)
    assert after.page("ett") == before.page("ett").replace(
        before.items["Avsnitt ett"].sound.rsplit("/", 1)[1],
        after.items["Avsnitt ett"].sound.rsplit("/", 1)[1],
    )


def test_words_that_people_hold_on_to_are_not_published_behind_their_backs(workspace: Workspace):
    built(workspace)
    text = workspace.episodes / "ett" / "text.md"
    edited = text.read_text(encoding="utf-8").replace("Hemliga Sixten vet.", "Hemliga Sixten vet!!")
    text.write_text(edited, encoding="utf-8")
    setting(workspace.episodes / "ett", "reviewed = 2026-05-06")
    faulty = cut(workspace, "0:01.5-0:03.5")
    told = "text.md: “Hemliga Sixten vet!!” is said at 0:02, in the cut 0:01.5-0:03.5; take the"
    assert told in faulty.faults
    assert text.read_text(encoding="utf-8") == edited
    show = read_show(workspace)
    (status,) = survey(workspace, show, talk().choose, NOW)
    assert "is said at 0:02" in "\n".join(status.reasons)
    text.write_text(edited.replace(" Hemliga Sixten vet!!", ""), encoding="utf-8")
    mended = built(workspace)
    assert not mended.faults
    assert b"Sixten" not in b"".join(mended.files.values())


def test_what_people_added_at_a_cut_is_theirs(workspace: Workspace):
    cut(workspace, "0:01.5-0:03.5")
    text = workspace.episodes / "ett" / "text.md"
    added = text.read_text(encoding="utf-8").replace(
        "tillit?", "tillit? (Här är något bortklippt.)"
    )
    text.write_text(added, encoding="utf-8")
    after = built(workspace)
    assert not after.faults
    assert "Här är något bortklippt." in after.page("ett")


@pytest.mark.parametrize(
    ("stretch", "told"),
    [
        ("0:00-0:10", "cuts: nobody is heard outside of them"),
        ("0:10-0:12", "cuts: 0:10-0:12 lies beyond the end of the recording, 0:10"),
    ],
)
def test_cuts_that_cannot_be_meant_are_told(workspace: Workspace, stretch: str, told: str):
    assert told in cut(workspace, stretch).faults


def test_a_name_that_is_known_from_a_cut_moment_stays_known(workspace: Workspace):
    engines = replace(talk(), heard=transcript((0, "Jag heter Karin Ek."), (4, "Och jag svarar.")))
    setting(workspace.episodes / "ett", 'cuts = ["0:00-0:01"]')
    built(workspace, engines)
    assert [timed.paragraph.speaker for timed in edition(workspace).paragraphs] == [
        "Karin Ek",
        "Lena Holm",
    ]
