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
    SpinnerColumn,
    TaskProgressColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from podcast.errors import printable
from podcast.honesty_lines import honesty_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from podcast.building import Built
    from podcast.checking import Checked
    from podcast.doctor import Check
    from podcast.edition import PublishedSound
    from podcast.errors import PodcastError
    from podcast.importing import Imported
    from podcast.loudness import Level
    from podcast.profile import Profiles
    from podcast.speech_models import ModelRow
    from podcast.status import Status
    from podcast.voice_memory import Forgotten

# Words come in batches of minutes; the time left is reckoned from the pace over several of them.
_PACE_SECONDS = 300.0
# So many errors are told after a build; a broken template may make thousands.
_FINDINGS = 10
_STAGE_STYLES = {"published": "green", "to build": "yellow", "broken": "red"}


@dataclass(slots=True)
class ConsoleReport:
    """Shows work as it goes: a bar with the time left in a terminal, a line a step elsewhere.

    Attributes:
        steps: how many steps had something to do.
    """

    steps: int = 0
    _console: Console = field(default_factory=lambda: Console(highlight=False))

    @contextmanager
    def working(
        self, episode: str, doing: str, why: Sequence[str]
    ) -> Iterator[Callable[[float], None]]:
        """Show a step, why it is done, and how long it took."""
        self.steps += 1
        began = time.monotonic()
        _say(self._console, f"{episode}: {doing} ({'; '.join(why)})")
        with Progress(
            SpinnerColumn(),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(elapsed_when_finished=True),
            speed_estimate_period=_PACE_SECONDS,
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        ) as bar:
            task = bar.add_task(doing, total=1.0)
            yield lambda share: bar.update(task, completed=share)
        _say(self._console, f"  done in {time.monotonic() - began:.0f} s")

    def tell(self, episode: str, sentence: str) -> None:
        """Show what was done besides."""
        _say(self._console, f"{episode}: {sentence}")

    def warn(self, episode: str, sentence: str) -> None:
        """Show something odd that did not stop the work."""
        _say(self._console, f"{episode}: note: {sentence}", "yellow")


def show_built(built: Built, *, worked: bool) -> None:
    """Tell what a build did, or that there was nothing to do; faults go to standard error."""
    console = Console(highlight=False)
    for folder in built.ingested.taken:
        _say(console, f"{folder.name}: a new episode; say who takes part in {folder.settings}")
    for left in (*built.ingested.waiting, *built.ingested.known):
        _say(console, f"{left.path.name}: left where it is: {left.why}")
    for name in built.outcome.waiting:
        _say(console, f"{name}: not published yet; its date or status keeps it back")
    failed = tuple(failure.fault for failure in built.outcome.failures)
    for fault in (*built.ingested.refused, *failed):
        show_fault(fault)
    _show_briefly(built.checked)
    changed = built.published.written + built.published.removed
    episodes = _counted(len(built.outcome.editions), "episode")
    if changed or worked or not built.is_whole:
        _say(console, f"{episodes} published; {_counted(changed, 'file')} changed.")
    else:
        _say(console, f"Nothing to do: {episodes} published, everything up to date.")


def show_imported(imported: Imported) -> None:
    """Tell what an import did and what it left out; the same again tells that nothing is new."""
    console = Console(highlight=False)
    for sentence in imported.notes:
        _say(console, f"note: {sentence}", "yellow")
    would = "would be " if imported.dry_run else ""
    if imported.dry_run:
        for name in imported.made:
            _say(console, name)
    if not imported.made and not imported.completed:
        known = _counted(imported.known, "episode")
        _say(console, f"Nothing to import: the show has the feed's {known} already.")
        return
    made = _counted(len(imported.made), "episode")
    _say(console, f"{made} {would}imported; {imported.known} were here already.")
    for name in imported.completed:
        _say(console, f"{name}: has its recording now")
    for name in imported.silent:
        _say(console, f"{name}: has no recording; put one into its folder")
    if imported.new_show and not imported.dry_run:
        _say(console, "Look through episodes/show.toml, set its address, and run `podcast build`.")


def show_checked(checked: Checked) -> None:
    """Tell every finding, each with its code, and how many there are."""
    console = Console(highlight=False)
    for finding in checked.findings:
        line = f"{finding.place}: {finding.kind.code} {finding.kind.level}: {finding.sentence}"
        _say(console, line, "red" if finding.is_error else "yellow")
    errors, warnings = len(checked.errors), len(checked.warnings)
    _say(console, f"{_counted(errors, 'error')}, {_counted(warnings, 'warning')}.")


def _show_briefly(checked: Checked) -> None:
    """Tell after a build what is wrong, and that there is more to be read."""
    console = Console(highlight=False)
    for finding in checked.errors[:_FINDINGS]:
        _say(console, f"{finding.place}: {finding.kind.code} {finding.sentence}", "red")
    if left := len(checked.findings) - min(len(checked.errors), _FINDINGS):
        _say(console, f"{_counted(left, 'remark')} more; `podcast check` tells all.", "dim")


def show_fault(fault: PodcastError) -> None:
    """Tell on standard error what the user has to mend."""
    _say(Console(stderr=True, highlight=False), str(fault), "red")


def _say(console: Console, sentence: str, style: str = "") -> None:
    """Write a line; what it says of files and people must not steer the terminal."""
    console.print(Text(printable(sentence), style), soft_wrap=True)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def show_status(rows: Sequence[Status]) -> None:
    """Show where each episode stands, and below the table why."""
    console = Console(highlight=False)
    if not rows:
        _say(console, "No episodes yet: drop a recording into episodes/ and run `podcast build`.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("episode", "stage", "text", "title"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        style = _STAGE_STYLES.get(row.stage, "")
        title = Text(printable(row.title))
        table.add_row(Text(row.name), Text(row.stage, style), Text(row.text), title)
    console.print(table)
    for row in rows:
        for reason in row.reasons:
            _say(console, f"{row.name}: {reason}")
        levels = _levels(row.sound) if row.sound else ""
        for line in (levels, row.edits, *(honesty_lines(row.honesty) if row.honesty else ())):
            if line:
                _say(console, f"{row.name}: {line}", "dim")


def _levels(sound: PublishedSound) -> str:
    """How loud the recording is, and how loud listeners get it."""
    if not (sound.before and sound.after):
        return ""
    return f"sound: {_level(sound.before)}; published at {_level(sound.after)}"


def _level(level: Level) -> str:
    if level.is_silent:
        return "silent"
    return f"{level.loudness:.1f} LUFS, true peak {level.peak:.1f} dB".replace("-", "−")


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
    _say(console, "Published word error rates on FLEURS / CommonVoice / NST.", "dim")
    _say(
        console,
        "`podcast models pull NAME` fetches one; only this and `podcast import` use the network.",
        "dim",
    )


def show_profiles(profiles: Profiles) -> None:
    """Show whose voices are remembered, and from how much."""
    console = Console(highlight=False)
    if not profiles:
        _say(
            console,
            "Nobody's voice is remembered; remember = true under a person in episode.toml "
            "does that, when the person has consented.",
        )
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("name", overflow="fold")
    table.add_column("episodes", justify="right")
    table.add_column("seconds", justify="right")
    for profile in profiles.people:
        episodes, seconds = str(len(profile.prints)), f"{profile.seconds:.0f}"
        table.add_row(Text(printable(profile.name)), episodes, seconds)
    console.print(table)


def show_forgotten(forgotten: Forgotten) -> None:
    """Tell what is gone of a voice, and what is still to be done by hand."""
    console = Console(highlight=False)
    if forgotten.profile:
        episodes = _counted(len(forgotten.profile.prints), "episode")
        _say(console, f"{forgotten.name}: forgotten; the voice was remembered from {episodes}.")
    for file in forgotten.changed:
        _say(console, f"{file}: remember was taken out under {forgotten.name}.")
    for fault in forgotten.unreadable:
        show_fault(fault)


def show_checks(checks: Sequence[Check]) -> None:
    """Show what is ready on this machine and what is not."""
    console = Console(highlight=False)
    for check in checks:
        mark, style = ("ok", "") if check.ok else ("no", "red")
        _say(console, f"{mark}  {check.name}: {check.sentence}", style)
