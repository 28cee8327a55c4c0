"""Whole builds with plain functions for engines, and what listeners get of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import feedparser  # type: ignore[import-untyped]  # it has no types

from podcast.building import Built, build
from tests.fakes import Collected, panel

if TYPE_CHECKING:
    from pathlib import Path

    from podcast.workspace import Workspace
    from tests.fakes import FakeEngines

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Item:
    """What a podcast app remembers of an episode."""

    guid: str
    date: str
    link: str
    sound: str


@dataclass(frozen=True)
class Build:
    """What a build did, and feed/ as it was after it."""

    result: Built
    report: Collected
    files: dict[str, bytes]

    @property
    def faults(self) -> str:
        return "\n".join(str(failure.fault) for failure in self.result.outcome.failures)

    @property
    def items(self) -> dict[str, Item]:
        """The feed by title, as an independent reader has it."""
        read = feedparser.parse(self.files["feed.xml"])
        return {
            entry.title: Item(entry.id, entry.published, entry.link, entry.enclosures[0].href)
            for entry in read.entries
        }

    def page(self, slug: str) -> str:
        return self.files[f"{slug}/index.html"].decode()

    def below(self, slug: str) -> set[str]:
        """The files at an address."""
        return {name for name in self.files if name.startswith(f"{slug}/")}


def run(
    workspace: Workspace,
    now: datetime = NOW,
    *,
    accept: bool = False,
    by: FakeEngines | None = None,
) -> Build:
    """Build everything, heard by these engines or else as a panel of two."""
    report = Collected()
    result = build(workspace, (by or panel()).engines(), report, now, accept_change=accept)
    return Build(result, report, files_of(workspace))


def files_of(workspace: Workspace) -> dict[str, bytes]:
    """All that lies in feed/, by its place."""
    feed = workspace.feed
    return {
        file.relative_to(feed).as_posix(): file.read_bytes()
        for file in sorted(feed.rglob("*"))
        if file.is_file()
    }


def setting(folder: Path, line: str) -> None:
    """Put a setting at the top of episode.toml, in the place of the one that stands there."""
    name = line.split(" = ", maxsplit=1)[0]
    file = folder / "episode.toml"
    kept = [
        other
        for other in file.read_text(encoding="utf-8").splitlines()
        if not other.startswith(f"{name} = ")
    ]
    file.write_text("\n".join([line, *kept]) + "\n", encoding="utf-8")
