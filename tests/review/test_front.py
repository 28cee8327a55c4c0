"""The first page, and the command that opens it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from podcast.job import read_show
from podcast.review.front import rows
from tests.builds import run, setting
from tests.fakes import add_episode, new_show, panel
from tests.review.reviewing import reviewing
from tests.shared import ROOT

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def test_each_episode_is_told_with_where_it_stands(tmp_path: Path):
    workspace = new_show(tmp_path)
    folders = {
        name: add_episode(workspace, name)
        for name in ("ute", "utkast", "sedan", "borta", "olistad", "trasig", "redigerad", "sedd")
    }
    setting(folders["utkast"], 'status = "draft"')
    setting(folders["sedan"], "published = 2026-06-11")
    setting(folders["olistad"], 'status = "unlisted"')
    run(workspace, NOW)
    setting(folders["borta"], 'status = "withdrawn"')
    setting(folders["trasig"], 'status = "traft"')
    setting(folders["sedd"], "reviewed = 2026-05-05")
    text = folders["redigerad"] / "text.md"
    text.write_text(text.read_text(encoding="utf-8").replace("Vad", "Hur"), encoding="utf-8")
    add_episode(workspace, "ny")
    told = {row.name: (row.stage, row.text) for row in rows(workspace, read_show(workspace), NOW)}
    assert told == {
        "ute": ("published", "automatic"),
        "utkast": ("draft", "automatic"),
        "sedan": ("scheduled", "automatic"),
        "borta": ("withdrawn", "automatic"),
        "olistad": ("unlisted", "automatic"),
        "trasig": ("broken", ""),
        "redigerad": ("published", "edited"),
        "sedd": ("published", "reviewed"),
        "ny": ("to build", ""),
    }
    with reviewing(workspace, panel().engines()) as review:
        page = review.ask("/").body.decode()
    for words in (
        "utkast · automatisk text",
        "att bygga",
        "redigerad text",
        "menade du ”draft”",
    ):
        assert words in page
    assert page.index("Avsnitt sedan") < page.index("Avsnitt ute")


def command(*arguments: str, workspace: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "podcast", "review", *arguments, "--workspace", str(workspace)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_the_command_prints_an_address_and_ends_when_it_is_told_to(tmp_path: Path):
    workspace = new_show(tmp_path)
    add_episode(workspace, "ett")
    asked = command("ett", "--no-browser", workspace=tmp_path)
    assert asked.stdout
    first = asked.stdout.readline()
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/open\?key=[\w-]{43}&way=ett/\n", first)
    time.sleep(0.2)  # it may be answering by now, or not yet
    asked.send_signal(signal.SIGINT)
    _, complaint = asked.communicate(timeout=60)
    assert asked.returncode in {0, 130}
    assert complaint == ""


def test_an_episode_that_is_not_there_is_a_sentence(tmp_path: Path):
    add_episode(new_show(tmp_path), "ett")
    asked = command("eett", "--no-browser", workspace=tmp_path)
    _, complaint = asked.communicate(timeout=60)
    assert asked.returncode == 2
    assert "there is no such episode; did you mean “ett”?" in complaint
    assert "Traceback" not in complaint
