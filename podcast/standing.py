"""Which of the episodes that listeners have lies in which folder of today.

A folder may have got another name and a recording may have been replaced, but seldom both between
two builds; the facts kept beside a recording tell what a folder held when it was built last.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.cache import Store
from podcast.digest import sha256
from podcast.drift import drift, gone, new_address, taken
from podcast.errors import LedgerError
from podcast.ledger import Ledger
from podcast.recording import Recording
from podcast.show import PREVIEW_ADDRESS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from podcast.job import Job, Shelved
    from podcast.ledger import Entry
    from podcast.show import Show
    from podcast.workspace import EpisodeFolder, Workspace


@dataclass(frozen=True, slots=True)
class Standing:
    """What listeners have, set beside the folders of today.

    Attributes:
        ledger: what was published before today.
        homes: by guid, the folder in which an episode lies.
    """

    ledger: Ledger
    homes: Mapping[str, Path]

    def entry(self, folder: EpisodeFolder) -> Entry | None:
        """What listeners have of the episode in a folder, if it was ever published."""
        return next(
            (entry for entry in self.ledger.entries if self.homes.get(entry.guid) == folder.path),
            None,
        )

    @property
    def missing(self) -> tuple[Entry, ...]:
        """The episodes that listeners have and no folder holds."""
        return tuple(
            entry for entry in self.ledger.entries if entry.is_live and entry.guid not in self.homes
        )

    def refuse_taken(self, job: Job) -> None:
        """Keep an address for the episode that was published with it.

        Raises:
            LedgerError: when the address was another's; that cannot be meant.
        """
        holder = self.ledger.holder(job.slug)
        if holder and holder != self.entry(job.folder):
            free = self.ledger.free(job.slug)
            raise LedgerError(taken(str(job.folder.settings), job.slug, holder, free))

    def drift(self, job: Job, now: datetime) -> tuple[str, ...]:
        """Say all that would break if an episode were published as people have it now."""
        before = self.entry(job.folder)
        if not before:
            return ()
        return drift(before, job.slug, job.published, job.episode.status, now)


def stand(workspace: Workspace, show: Show, shelf: Sequence[Shelved]) -> Standing:
    """Read the ledger and find the episodes of it on the shelf.

    Raises:
        LedgerError: when the ledger is damaged or lost.
    """
    feed = workspace.feed_file
    if feed.exists() and not workspace.ledger.exists():
        raise LedgerError(
            f"{workspace.ledger}: the ledger of what has been published is gone; bring it back "
            f"from a backup or from version control, or remove {feed} if nobody has seen it."
        )
    ledger = Ledger.read(workspace.ledger, show.address)
    return Standing(ledger, _homes(ledger.entries, shelf))


def refuse_loss(standing: Standing, show: Show, shelf: Sequence[Shelved], now: datetime) -> None:
    """Keep the show where it is, with all its episodes.

    Raises:
        LedgerError: when the whole show would break for those who have it; then with all that
            would break besides, since what is meant is meant at once.
    """
    lines: list[str] = []
    before = standing.ledger.address
    if before not in {show.address, PREVIEW_ADDRESS}:
        lines.append(new_address(before, show.address))
    if standing.missing:
        lines.append(gone(standing.missing))
    if lines:
        jobs = [shelved.job for shelved in shelf if shelved.job]
        lines += [line for job in jobs for line in standing.drift(job, now)]
        raise LedgerError("\n".join(lines))


@dataclass(frozen=True, slots=True)
class _Place:
    """A folder, as far as it tells which episode it holds."""

    folder: Path
    slug: str
    is_withdrawn: bool
    recordings: frozenset[str]


def _homes(entries: Sequence[Entry], shelf: Sequence[Shelved]) -> dict[str, Path]:
    """Give each episode its folder: at its address with its recording, elsewhere, at its address.

    A folder that holds one episode's recording at another's address is the first one's.
    """
    slugs = {shelved.name for shelved in shelf}
    some_moved = any(entry.slug not in slugs for entry in entries if entry.is_live)
    free = [_place(shelved, look_inside=some_moved) for shelved in shelf]
    homes: dict[str, Path] = {}
    for fits in (_is_at_home, _has_moved, _is_all_there_is):
        for entry in entries:
            place = next((place for place in free if fits(entry, place)), None)
            if place and entry.guid not in homes:
                homes[entry.guid] = place.folder
                free.remove(place)
    return homes


def _is_at_home(entry: Entry, place: _Place) -> bool:
    return entry.slug == place.slug and entry.recording in place.recordings


def _has_moved(entry: Entry, place: _Place) -> bool:
    return entry.state != "withdrawn" and entry.recording in place.recordings


def _is_all_there_is(entry: Entry, place: _Place) -> bool:
    """Another recording at the address is the episode's new one, but not of a withdrawn episode."""
    return entry.slug == place.slug and (entry.state != "withdrawn" or place.is_withdrawn)


def _place(shelved: Shelved, *, look_inside: bool) -> _Place:
    return _Place(
        shelved.folder.path,
        shelved.name,
        bool(shelved.job and shelved.job.episode.status == "withdrawn"),
        _recordings(shelved.folder, look_inside=look_inside),
    )


def _recordings(folder: EpisodeFolder, *, look_inside: bool) -> frozenset[str]:
    """The digest of the recording at the last build; of what lies there, if that is not kept."""
    facts, _ = Store(folder.recording_facts, Recording).read({})
    if facts:
        return frozenset({facts.digest})
    if not look_inside:
        return frozenset()
    with contextlib.suppress(OSError):
        return frozenset(sha256(file) for file in folder.recordings())
    return frozenset()
