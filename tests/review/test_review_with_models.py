"""The review of the demo panel as the real models hear it: named, and built as it was named."""

from __future__ import annotations

import json
import re
import shutil
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from podcast.building import build, local_engines
from podcast.workspace import Workspace
from tests.fakes import Collected
from tests.review.demo import SLUG
from tests.review.reviewing import Answer, Reviewing, reviewing
from tests.shared import DEMO, ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.model

CAST = ["Karin Ek", "Lena Holm", "Johan Strand", "Per Lind"]


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reviewing]:
    """The demo, built without a word of who speaks when."""
    root: Path = tmp_path_factory.mktemp("demo")
    folder = root / "episodes" / DEMO.parent.name
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "episodes" / "show.toml", root / "episodes")
    shutil.copy(DEMO, folder)
    settings = (DEMO.parent / "episode.toml").read_text(encoding="utf-8")
    (folder / "episode.toml").write_text(re.sub(r"heard_at = .*\n", "", settings), "utf-8")
    workspace = Workspace.at(root)
    build(workspace, local_engines(), Collected(), datetime(2026, 11, 1, tzinfo=UTC))
    with reviewing(workspace) as found:
        yield found


def change(review: Reviewing, what: str, **wish: object) -> Answer:
    return review.ask(f"/{SLUG}/api/{what}", "POST", json.dumps(wish).encode())


def text(review: Reviewing) -> str:
    return review.workspace.folders()[0].text.read_text(encoding="utf-8")


def test_the_names_that_the_talk_tells_are_taken_parted_and_published(review: Reviewing):
    page = review.ask(f"/{SLUG}/roster").body.decode()
    assert re.findall(r"Det är troligen <b>([^<]+)</b>", page) == CAST
    began = time.perf_counter()
    assert change(review, "roster/accept-all").status == 200
    assert time.perf_counter() - began < 30  # nothing is heard anew
    assert "Röst" not in text(review)
    # Two voices with one name are one, and come apart again by a moment of the other.
    assert change(review, "roster/name", moment="0:50", name="Lena Holm").status == 200
    assert "Johan Strand:" not in text(review)
    assert change(review, "roster/split", moment="0:50", name="Johan Strand").status == 200
    assert "Johan Strand:" in text(review)
    assert change(review, "build").status == 200
    while json.loads(review.ask(f"/{SLUG}/api/work").body)["running"]:
        time.sleep(0.2)
    done = json.loads(review.ask(f"/{SLUG}/api/work").body)
    assert done["outcome"] == "published", done
    page = (review.workspace.feed / SLUG / "index.html").read_text(encoding="utf-8")
    assert all(name in page for name in CAST)
    said = (review.workspace.feed / SLUG / f"{SLUG}.vtt").read_text(encoding="utf-8")
    assert set(re.findall(r"<v ([^>]+)>", said)) == set(CAST)
