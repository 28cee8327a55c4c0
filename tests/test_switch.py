"""Pages that lead to each other change in a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from podcast.errors import WorkspaceError
from podcast.switch import switching

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def front(tmp_path: Path) -> Path:
    page = tmp_path / "index.html"
    page.write_bytes(b"old")
    return page


def test_what_is_new_is_there_at_once_and_what_readers_have_changes_last(front: Path) -> None:
    new = front.parent / "tillit" / "index.html"
    with switching() as switch:
        assert switch.write(front, b"new: tillit/")
        assert front.read_bytes() == b"old"
        assert switch.write(new, b"talk")
        assert new.read_bytes() == b"talk"
    assert front.read_bytes() == b"new: tillit/"
    assert {file.name for file in front.parent.iterdir()} == {"index.html", "tillit"}


def test_what_has_not_changed_is_left_alone(front: Path) -> None:
    before = front.stat()
    with switching() as switch:
        assert not switch.write(front, b"old")
    assert front.stat() == before


def test_a_fault_on_the_way_leaves_readers_what_they_had(front: Path) -> None:
    def fail() -> None:
        with switching() as switch:
            switch.write(front, b"new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert front.read_bytes() == b"old"
    assert [file.name for file in front.parent.iterdir()] == ["index.html"]


def test_a_place_that_cannot_be_taken_is_told_by_its_own_name(front: Path) -> None:
    other = front.parent / "404.html"
    other.write_bytes(b"old")

    def fail() -> None:
        with switching() as switch:
            switch.write(front, b"new")
            switch.write(other, b"new")
            front.unlink()
            front.mkdir()

    with pytest.raises(WorkspaceError, match=r"index\.html: cannot be written"):
        fail()
