"""A podcast that exists is taken over: `podcast import`.

Each episode is made out of sight and appears by one rename, with all that belongs to it. The ledger
knows it just before, so that whoever kills us at any moment leaves a show that the next import
completes, and that no build publishes under a new guid meanwhile.
"""

from __future__ import annotations

import contextlib
import shutil
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.cache import Store
from podcast.digest import sha256
from podcast.errors import WorkspaceError
from podcast.fetch import Web
from podcast.foreign import ForeignFeed, ForeignItem, Notes
from podcast.import_episode import Importer, fetch_artwork
from podcast.import_files import FeedFiles, source_files
from podcast.import_source import read_source
from podcast.imported_books import ImportedBooks
from podcast.imported_settings import show_differences, show_settings
from podcast.initialise import furnish
from podcast.job import read_shelf, read_show
from podcast.ledger import Entry, Ledger
from podcast.lock import only_one
from podcast.report import Report
from podcast.slug import slug
from podcast.standing import Standing, stand
from podcast.workspace import EpisodeFolder, Workspace, make_folder
from podcast.zone_time import at_home

if TYPE_CHECKING:
    from podcast.show import Show


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user wants imported.

    Attributes:
        source: an address of the web or the name of a file.
        sounds: a folder with recordings and what else the feed leads to.
        web: how the web may be asked.
        dry_run: whether to tell only what would be done.
    """

    source: str
    sounds: Path | None
    web: Web
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do.

    Attributes:
        made: the new episodes' folders.
        completed: episodes of before that have got their recording now.
        known: how many episodes of the feed are in the show already.
        silent: those of the new that have no recording.
        new_show: whether show.toml was written.
        notes: what was not taken over, a sentence each.
        dry_run: whether nothing was done.
    """

    made: tuple[str, ...]
    completed: tuple[str, ...]
    known: int
    silent: tuple[str, ...]
    new_show: bool
    notes: tuple[str, ...]
    dry_run: bool


def import_feed(workspace: Workspace, wish: Wish, report: Report, now: datetime) -> Imported:
    """Take a feed over; what is in the show already stays as it is.

    Args:
        workspace: of the show; made where there is none.
        wish: what is imported.
        report: told what is done.
        now: with time zone; an episode that is to come counts as not published.

    Raises:
        FeedError: when the feed cannot be had or is none.
        LedgerError: when the ledger is damaged.
        WorkspaceError: when a build is at work, or the disk is full.
    """
    notes = Notes()
    files = source_files(wish.source, wish.sounds, wish.web)
    if wish.sounds and not wish.sounds.is_dir():
        raise WorkspaceError(f"{wish.sounds}: there is no such folder; check --sound.")
    files.look(())
    feed = read_source(wish.source, files, notes)
    files.look(feed.items)
    with contextlib.ExitStack() as stack:
        if not wish.dry_run:
            make_folder(workspace.episodes)
            stack.enter_context(only_one(workspace))
            workspace.clear_unfinished()
        taking = _Taking(workspace, wish, feed, files, report, notes, now)
        return taking.run()


@dataclass
class _Taking:
    """One import."""

    workspace: Workspace
    wish: Wish
    feed: ForeignFeed
    files: FeedFiles
    report: Report
    notes: Notes
    now: datetime
    made: list[str] = field(default_factory=list)
    completed: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    known: int = 0

    def run(self) -> Imported:
        new_show = not self.workspace.show.exists()
        if not self.wish.dry_run:
            shutil.rmtree(self.workspace.importing, ignore_errors=True)
            self._write_show()
        self._take_all()
        if not self.wish.dry_run:
            shutil.rmtree(self.workspace.importing, ignore_errors=True)
        return Imported(
            tuple(self.made), tuple(self.completed), self.known, tuple(self.silent), new_show,
            self.notes.sentences, self.wish.dry_run,
        )  # fmt: skip

    @cached_property
    def show(self) -> Show:
        """The settings of the show: what people have, else what the feed says."""
        if not self.workspace.show.exists():
            return show_settings(self.feed.show, self.feed.items, "", self.notes)
        there = read_show(self.workspace)
        wanted = show_settings(self.feed.show, self.feed.items, "", self.notes)
        for sentence in show_differences(there, wanted):
            self.notes.add(str(self.workspace.show), sentence)
        return there

    @property
    def books(self) -> ImportedBooks:
        """What the ledger is to say."""
        return ImportedBooks(self.feed.show, self.show.untitled, self.now, self.notes)

    @cached_property
    def standing(self) -> Standing:
        """Which episodes the show has."""
        if not self.workspace.episodes.is_dir():
            return Standing(Ledger.read(self.workspace.ledger, self.show.address), {})
        return stand(self.workspace, self.show, read_shelf(self.workspace, self.show))

    @cached_property
    def slugs(self) -> set[str]:
        """The addresses of the folders that are there."""
        if not self.workspace.episodes.is_dir():
            return set()
        return {shelved.name for shelved in read_shelf(self.workspace, self.show)}

    def _write_show(self) -> None:
        """Write show.toml where there is none, and keep what the feed says of the show."""
        if not self.workspace.show.exists():
            image, episodes = self.feed.show.image, self.workspace.episodes
            artwork = fetch_artwork(image, episodes, "show.toml", self.files, self.notes)
            show = show_settings(self.feed.show, self.feed.items, artwork, Notes())
            furnish(self.workspace, show)
        if not self.workspace.imported.exists():
            made_of = {"feed": self.wish.source}
            Store(self.workspace.imported, str).write(self.feed.show.source, made_of)

    def _take_all(self) -> None:
        """Take each item, the oldest first, so that addresses are given in their order."""
        ledger = self.books.opened(self.standing.ledger, str(self.workspace.ledger))
        importer = Importer(
            self.show, self.files, self.wish.source, self.report, self.notes, self.feed.show.image
        )
        order = sorted(self.feed.items, key=lambda item: item.published or self.now)
        for item in order:
            entry = next((one for one in ledger.entries if one.guid == item.guid), None)
            home = self.standing.homes.get(item.guid)
            if home or (entry and entry.state == "withdrawn"):
                self.known += 1
                if home and entry:
                    ledger = self._complete(item, entry, EpisodeFolder(home), importer, ledger)
            else:
                ledger = self._take(item, entry, importer, ledger)
        if not self.wish.dry_run and ledger != self.standing.ledger:
            ledger.write(self.workspace.ledger)

    def _take(
        self, item: ForeignItem, entry: Entry | None, importer: Importer, ledger: Ledger
    ) -> Ledger:
        """Make an episode; one that the ledger has and no folder holds gets its folder back."""
        published = at_home(item.published or self.now.date(), self.show.zone)
        address = entry.slug if entry else self.books.address(item, self.slugs, ledger)
        day = published.astimezone(self.show.zone).date()
        folder = EpisodeFolder(self.workspace.episodes / f"{day}-{address}")
        self.made.append(folder.name)
        if self.wish.dry_run:
            if not self.files.may_have_sound(item):
                self.silent.append(folder.name)
            self.slugs.add(address)
            return ledger
        staging = EpisodeFolder(self.workspace.importing / folder.name)
        is_said = slug(folder.slug, self.show.untitled) == address
        recording = importer.make(item, staging, published, "" if is_said else address)
        digest = sha256(recording) if recording else ""
        if not recording:
            self.silent.append(folder.name)
        ledger = ledger.with_entry(self.books.entry(item, address, published, digest, ledger))
        ledger.write(self.workspace.ledger)
        _appear(staging.path, folder.path)
        self.slugs.add(address)
        self.report.tell(folder.name, f"imported: {item.name}")
        return ledger

    def _complete(
        self,
        item: ForeignItem,
        entry: Entry,
        folder: EpisodeFolder,
        importer: Importer,
        ledger: Ledger,
    ) -> Ledger:
        """Get the recording of an episode that has none yet."""
        if self.wish.dry_run or not item.sound or folder.recordings():
            return ledger
        recording = importer.fetch_sound(item, folder)
        if recording is None:
            return ledger
        self.completed.append(folder.name)
        return ledger.with_entry(replace(entry, recording=sha256(recording)))


def _appear(staging: Path, folder: Path) -> None:
    """Put a whole folder in its place."""
    try:
        staging.rename(folder)
    except OSError as fault:
        raise WorkspaceError(
            f"{folder}: cannot be made ({fault.strerror}); see what is in its place, and run again."
        ) from fault
