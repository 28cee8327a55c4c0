"""The pages of the review, held against the checker of the HTML standard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from podcast.review.rooms import ROOMS
from tests.chromium import assert_valid
from tests.review.demo import SLUG

if TYPE_CHECKING:
    from pathlib import Path

    from tests.review.reviewing import Reviewing

pytestmark = pytest.mark.browser


def test_every_page_and_style_is_valid(review: Reviewing, tmp_path: Path) -> None:
    pages = {"first": "/", "nowhere": "/nowhere/text"}
    pages |= {room: f"/{SLUG}/{room}" for room in ROOMS}
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, path in pages.items():
        (folder / f"{name}.html").write_bytes(review.ask(path).body)
    for style in ("review", "facts", "roster"):
        answer = review.ask(f"/assets/{style}.css")
        (folder / f"{style}.css").write_bytes(answer.body)
    assert_valid(folder)
