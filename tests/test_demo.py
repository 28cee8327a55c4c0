"""The whole way on the demo panel, with the real models: what a fresh clone shows."""

from __future__ import annotations

import csv
import io
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from pyannote.core import (  # type: ignore[import-untyped]  # has no stubs
    Annotation,
    Segment,
)
from pyannote.metrics.diarization import DiarizationErrorRate

from bench.scoring import Said, score, words
from podcast.building import Built, build, local_engines
from podcast.export import export
from podcast.job import read_show
from podcast.name_giving import accepted, give, nameless
from podcast.speech_models import choose
from podcast.status import survey
from podcast.text import parse
from podcast.workspace import Workspace
from tests.fakes import Collected
from tests.shared import DATA, DEMO, ROOT

pytestmark = pytest.mark.model

NOW = datetime(2026, 11, 1, tzinfo=UTC)
FOLDER = DEMO.parent.name


@dataclass(frozen=True)
class Demo:
    workspace: Workspace
    built: Built
    report: Collected

    def text(self) -> str:
        return (self.workspace.episodes / FOLDER / "text.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Demo:
    """The demo as it is committed, built from nothing."""
    root = tmp_path_factory.mktemp("demo")
    (root / "episodes" / FOLDER).mkdir(parents=True)
    shutil.copy(ROOT / "episodes" / "show.toml", root / "episodes")
    for name in ("episode.toml", DEMO.name):
        shutil.copy(DEMO.parent / name, root / "episodes" / FOLDER)
    workspace, report = Workspace.at(root), Collected()
    return Demo(workspace, build(workspace, local_engines(), report, NOW), report)


def spoken() -> list[dict[str, str]]:
    table = io.StringIO((DATA / "tillit.verbatim.tsv").read_text(encoding="utf-8"))
    return [row for row in csv.DictReader(table, delimiter="\t") if row["kind"] == "turn"]


def test_nothing_is_in_doubt(demo):
    assert demo.built.is_whole
    assert demo.report.warnings == []


def test_all_turns_are_there_in_order_under_the_right_names(demo):
    turns = [paragraph for paragraph in parse(demo.text()).document.talk if paragraph.opens]
    assert [turn.speaker for turn in turns] == [row["speaker"] for row in spoken()]


def test_few_words_stand_under_the_wrong_person(demo):
    reference = [Said(word, row["speaker"]) for row in spoken() for word in words(row["text"])]
    written = [
        Said(word, paragraph.speaker)
        for paragraph in parse(demo.text()).document.talk
        for word in words(paragraph.text)
    ]
    scored = score(reference, written)
    assert scored.matched > 0.6 * scored.words
    assert scored.wder <= 3


def test_backchannels_break_no_turn_and_stutters_and_hesitations_are_gone(demo):
    """“Mm” and “Precis” lie over turns of others; “Eh”, “om, om” and “vi vi” are said and heard."""
    talk = parse(demo.text()).document.talk
    assert not {"eh", "öh", "mm", "hm"} & {word for said in talk for word in words(said.text)}
    assert not any(re.search(r"\b(om|vi|det), \1\b|\b(om|vi) \2\b", said.text) for said in talk)
    starts = [float(row["start"]) for row in spoken()]
    edition = demo.built.outcome.editions[0]
    opened = [timed.span.start for timed in edition.paragraphs if timed.paragraph.opens]
    assert all(abs(own - start) < 1.5 for own, start in zip(opened, starts, strict=True))


@pytest.mark.parametrize(("collar", "skip_overlap", "most"), [(0.0, False, 14), (0.5, True, 3)])
def test_the_diarization_error_is_small(demo, collar, skip_overlap, most):
    heard = _annotation(export(demo.workspace, "tillit", "rttm").decode())
    reference = _annotation((DATA / "tillit.rttm").read_text(encoding="utf-8"))
    metric = DiarizationErrorRate(collar=collar, skip_overlap=skip_overlap)
    assert len(heard.labels()) == 4
    with pytest.warns(UserWarning, match="uem"):
        assert 100 * metric(reference, heard) <= most


def test_the_published_sound_is_as_long_as_the_recording(demo):
    (edition,) = demo.built.outcome.editions
    assert edition.sound.duration == pytest.approx(114.5, abs=0.2)
    assert edition.sound.size == demo.workspace.sound("tillit").stat().st_size


def test_a_second_build_hears_nothing(demo):
    report = Collected()
    again = build(demo.workspace, local_engines(), report, NOW)
    assert report.steps == []
    assert (again.published.written, again.published.removed) == (0, 0)


def test_feed_deleted_comes_back_byte_for_byte(demo):
    before = _bytes(demo.workspace)
    shutil.rmtree(demo.workspace.feed)
    build(demo.workspace, local_engines(), Collected(), NOW)
    assert _bytes(demo.workspace) == before


def test_status_has_nothing_to_do(demo):
    (row,) = survey(demo.workspace, read_show(demo.workspace), choose, NOW)
    assert (row.stage, row.text, row.reasons) == ("published", "automatic", ())


def test_every_turn_on_the_page_plays_from_where_it_begins(demo):
    page = (demo.workspace.feed / "tillit" / "index.html").read_text(encoding="utf-8")
    for row, (edition,) in [(row, demo.built.outcome.editions) for row in spoken()]:
        starts = [
            timed.span.start
            for timed in edition.paragraphs
            if timed.paragraph.opens and timed.paragraph.speaker == row["speaker"]
        ]
        assert min(abs(start - float(row["start"])) for start in starts) < 1.5
    assert page.count('href="tillit.mp3#t=') == len(spoken())


def _bytes(workspace: Workspace) -> dict[str, bytes]:
    return {
        file.relative_to(workspace.feed).as_posix(): file.read_bytes()
        for file in workspace.feed.rglob("*")
        if file.is_file()
    }


def _annotation(rttm: str) -> Annotation:
    annotation = Annotation()
    for track, line in enumerate(rttm.splitlines()):
        _, _, _, start, duration, _, _, who, *_ = line.split()
        annotation[Segment(float(start), float(start) + float(duration)), track] = who
    return annotation


def test_who_is_who_is_told_with_only_the_cast_given(demo, tmp_path):
    """All four from the sound, each with what was said; accepted, the text has their names."""
    workspace = Workspace.at(shutil.copytree(demo.workspace.root, tmp_path / "cast"))
    settings = workspace.episodes / FOLDER / "episode.toml"
    lines = settings.read_text(encoding="utf-8").splitlines()
    cast = [line for line in lines if not line.startswith(("heard_at", "role"))]
    settings.write_text("\n".join(cast), encoding="utf-8")
    (settings.parent / "text.md").unlink()
    report = Collected()
    build(workspace, local_engines(), report, NOW)
    assert not [warning for warning in report.warnings if "without a name" in warning]
    assert len([one for one in report.warnings if " is probably " in one and "“" in one]) == 4
    found = nameless(workspace, "tillit")
    give(workspace, found, accepted(found))
    build(workspace, local_engines(), Collected(), NOW)
    text = parse((settings.parent / "text.md").read_text(encoding="utf-8"))
    turns = [paragraph.speaker for paragraph in text.document.talk if paragraph.opens]
    assert turns == [row["speaker"] for row in spoken()]
