"""Somebody who edits the text of the demo panel in real Chromium."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from playwright.sync_api import Page

from podcast.review.journal import version_of
from podcast.workspace import EpisodeFolder, Workspace
from tests.chromium import PATIENCE, until
from tests.review.demo import SLUG

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def copied(workspace: Workspace, to: Path) -> Workspace:
    """The same show where a test may change it; what was heard stays as fresh as it was."""
    shutil.copytree(workspace.root, to, dirs_exist_ok=True)
    return Workspace.at(to)


@dataclass(frozen=True)
class Writer:
    """The room “Texten” in a browser, with the files that it writes.

    Attributes:
        page: where the text is edited.
        folder: of the episode.
    """

    page: Page
    folder: EpisodeFolder

    @property
    def on_disk(self) -> str:
        return self.folder.text.read_bytes().decode()

    def wait_for_text(self) -> Writer:
        """Wait until the text is there, and what is known of its words."""
        until(self.page, "!!document.getElementById('text').dataset.known")
        return self

    def wait_for(self, *words: str, without: str = "") -> None:
        """Wait until the file has these words, and not others, and the page knows it."""
        deadline = time.monotonic() + PATIENCE
        while not self._has(words, without):
            assert time.monotonic() < deadline, (
                f"{words} without {without!r} never came into\n{self.on_disk}"
            )
            self.page.wait_for_timeout(50)

    def _has(self, words: Sequence[str], without: str) -> bool:
        text = self.on_disk
        shown = self.page.evaluate("document.getElementById('text').dataset.version")
        is_there = all(one in text for one in words) and not (without and without in text)
        return is_there and shown == version_of(text)

    def passages(self) -> list[str]:
        """The words of all passages as they are shown."""
        texts: list[str] = self.page.evaluate(
            "[...document.querySelectorAll('.passage .words')].map((box) => box.textContent)"
        )
        return texts

    def select(self, words: str, *, start: bool = False) -> None:
        """Select words with the caret in their passage, or put the caret before them."""
        found = self.page.evaluate(
            """([words, isStart]) => {
              const has = (box) => box.textContent.includes(words);
              const box = [...document.querySelectorAll(".passage .words")].find(has);
              const at = box.textContent.indexOf(words);
              box.scrollIntoView({ block: "center" });
              box.focus();
              const end = isStart ? at : at + words.length;
              getSelection().setBaseAndExtent(box.firstChild, at, box.firstChild, end);
              return getSelection().toString();
            }""",
            [words, start],
        )
        assert found == ("" if start else words)

    def correct(self, wrong: str, right: str) -> None:
        """Type other words in the place of some, and wait until they are kept."""
        self.select(wrong)
        self.page.keyboard.type(right)
        self.wait_for(right, without=wrong)

    def press(self, keys: str) -> None:
        """Press keys, such as `Control+Z`."""
        self.page.keyboard.press(keys)

    def click(self, name: str) -> None:
        """Click a button by what it says."""
        self.page.get_by_role("button", name=name, exact=True).click()


ROOM = f"{SLUG}/text"
