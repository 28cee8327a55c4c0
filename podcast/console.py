"""What the commands show in a terminal, or as plain lines where there is none."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from podcast.building import Built
    from podcast.doctor import Check
    from podcast.errors import PodcastError
    from podcast.speech_models import ModelRow
    from podcast.status import Status

_STAGE_STYLES = {"published": "green", "to build": "yellow", "broken": "red"}


@dataclass(slots=True)
class ConsoleReport:
    """Shows work as it goes: a bar with the time left in a terminal, a line a step elsewhere.

    Attributes:
        console: where to.
        steps: how many steps had something to do.
    """

    console: Console = field(default_factory=lambda: Console(highlight=False))
    steps: int = 0

    @contextmanager
    def working(
        self, episode: str, doing: str, why: Sequence[str]
    ) -> Iterator[Callable[[float], None]]:
        """Show a step, why it is done, and how long it took."""
        self.steps += 1
        began = time.monotonic()
        self._say(f"{episode}: {doing} ({'; '.join(why)})")
        with Progress(
            TextColumn("  "),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(elapsed_when_finished=True),
            console=self.console,
            transient=True,
            disable=not self.console.is_terminal,
        ) as bar:
            task = bar.add_task(doing, total=1.0)
            yield lambda share: bar.update(task, completed=share)
        self._say(f"  done in {time.monotonic() - began:.0f} s")

    def warn(self, episode: str, sentence: str) -> None:
        """Show something odd that did not stop the work."""
        self._say(f"{episode}: note: {sentence}", "yellow")

    def _say(self, sentence: str, style: str = "") -> None:
        self.console.print(Text(sentence, style), soft_wrap=True)


def show_built(built: Built, report: ConsoleReport) -> None:
    """Tell what a build did, or that there was nothing to do."""
    say = report.console.print
    for folder in built.ingested.taken:
        say(Text(f"{folder.name}: a new episode; write who takes part in {folder.settings}"))
    for left in (*built.ingested.waiting, *built.ingested.known):
        say(Text(f"{left.path.name}: left where it is: {left.why}"), soft_wrap=True)
    for slug in built.outcome.waiting:
        say(Text(f"{slug}: not published yet; its date or status keeps it back"), soft_wrap=True)
    _show_faults(report.console, built)
    count = len(built.outcome.editions)
    episodes = f"{count} episode{'' if count == 1 else 's'}"
    changed = built.published.written + built.published.removed
    if not changed and not report.steps and built.is_whole:
        say(Text(f"Nothing to do: {episodes} published, everything up to date."))
    else:
        say(Text(f"{episodes} published; {changed} file{'' if changed == 1 else 's'} changed."))


def _show_faults(console: Console, built: Built) -> None:
    for fault in built.ingested.refused:
        _show_fault(console, fault)
    for failure in built.outcome.failures:
        _show_fault(console, failure.fault)


def _show_fault(console: Console, fault: PodcastError) -> None:
    console.print(Text(str(fault), "red"), soft_wrap=True)


def show_status(rows: Sequence[Status]) -> None:
    """Show where each episode stands, and below the table why."""
    console = Console(highlight=False)
    if not rows:
        console.print("No episodes yet: drop a recording into episodes/ and run `podcast build`.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("episode", "stage", "text", "title"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        style = _STAGE_STYLES.get(row.stage, "")
        table.add_row(Text(row.name), Text(row.stage, style), Text(row.text), Text(row.title))
    console.print(table)
    for row in rows:
        for reason in row.reasons:
            console.print(Text(f"{row.name}: {reason}"), soft_wrap=True)


def show_models(rows: Iterable[ModelRow]) -> None:
    """Show which speech models there are and which would be used."""
    console = Console(highlight=False)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("model")
    table.add_column("size", justify="right")
    table.add_column("error on Swedish, %", justify="right")
    table.add_column("here")
    table.add_column("")
    for row in rows:
        table.add_row(
            Text(row.offer.name),
            f"{row.offer.size / 1e6:,.0f} MB",
            " / ".join(f"{rate:.1f}" for rate in row.offer.swedish),
            "yes" if row.installed else "no",
            Text(row.remark),
        )
    console.print(table)
    console.print("Published word error rates on FLEURS / CommonVoice / NST.", style="dim")


def show_checks(checks: Sequence[Check]) -> None:
    """Show what is ready on this machine and what is not."""
    console = Console(highlight=False)
    for check in checks:
        mark = Text("ok  ", "green") if check.ok else Text("no  ", "red")
        console.print(mark + Text(f"{check.name}: {check.sentence}"), soft_wrap=True)
