from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from podcast.review.desk import Desks
from podcast.span import Span
from tests.builds import setting
from tests.review.demo import SLUG, demo_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from podcast.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return demo_workspace(tmp_path)


def test_a_desk_stays_as_long_as_no_file_has_changed(workspace: Workspace):
    desks = Desks(workspace)
    assert desks.at(SLUG) is desks.at(SLUG)


def test_another_text_is_read_without_drafting_anew(workspace: Workspace):
    desks = Desks(workspace)
    before = desks.at(SLUG)
    draft = before.draft
    text = before.job.folder.text
    text.write_text(text.read_text("utf-8").replace("Tack.", "Tack ska du ha."), encoding="utf-8")
    after = desks.at(SLUG)
    assert after.draft is draft
    assert any("Tack ska du ha." in said.text for said in after.written.document.talk)


def test_what_people_approve_makes_nobody_draft_anew(workspace: Workspace):
    desks = Desks(workspace)
    draft = desks.at(SLUG).draft
    folder = workspace.folders()[0].path
    setting(folder, 'heard = ["0:00-0:20"]')
    after = desks.at(SLUG)
    assert after.draft is draft
    assert after.job.episode.heard == (Span(0, 20),)
    setting(folder, "reviewed = 2026-06-01")
    assert desks.at(SLUG).draft is draft


def test_any_other_setting_does(workspace: Workspace):
    desks = Desks(workspace)
    draft = desks.at(SLUG).draft
    setting(workspace.folders()[0].path, 'level = "verbatim"')
    after = desks.at(SLUG)
    assert after.draft is not draft
    assert after.job.level == "verbatim"
