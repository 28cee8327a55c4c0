"""What lies in feed/, held against rules, settings and ledger: `podcast check`.

Nothing is changed, and nothing is asked of the network. A file that somebody has broken is a
finding; what depends on it is then left unsaid, so that one fault is one finding.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from podcast import (
    check_artwork,
    check_captions,
    check_channel,
    check_chapters,
    check_colours,
    check_items,
    check_ledger,
    check_namespace,
    check_pages,
    check_sound,
    check_templates,
    check_text,
)
from podcast.edition import Edition, listed
from podcast.errors import LedgerError
from podcast.feed_channel import FEED_FILE
from podcast.feed_folder import FeedFolder
from podcast.feed_reading import UnreadableFeed, read_feed
from podcast.finding import Finding
from podcast.finished import finished_store
from podcast.job import read_shelf
from podcast.ledger import Ledger
from podcast.page_facts import UnreadablePage, read_page
from podcast.report import Report
from podcast.show import PREVIEW_ADDRESS, Show
from podcast.sound_looking import Look, look_at
from podcast.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from podcast.check_items import Item
    from podcast.feed_reading import ReadFeed
    from podcast.finding import Kind
    from podcast.sound_facts import SoundFacts

SCHEMA = 1
"""Of the findings as JSON; a new number where what a field means has changed, or one is gone."""

KINDS: tuple[Kind, ...] = tuple(
    sorted(
        (
            *check_artwork.KINDS, *check_captions.KINDS, *check_channel.KINDS,
            *check_chapters.KINDS, *check_colours.KINDS, *check_items.KINDS,
            *check_ledger.KINDS, *check_namespace.KINDS, *check_pages.KINDS,
            *check_sound.KINDS, *check_templates.KINDS, *check_text.KINDS,
        ),
        key=lambda kind: kind.code,
    )
)  # fmt: skip
"""Every kind of fault that there is, by code."""

_FEED = re.compile(r"feed(?:-([0-9]{1,6}))?\.xml")
_FRONT = "index.html"
_TRANSCRIPT = ".transcript.html"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found.

    Attributes:
        findings: errors first, then by file and line.
    """

    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What listeners or directories meet."""
        return tuple(finding for finding in self.findings if finding.is_error)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What might be better."""
        return tuple(finding for finding in self.findings if not finding.is_error)

    def is_clean(self, *, strict: bool) -> bool:
        """Tell whether nothing was found that counts; where it is strict, warnings do."""
        return not (self.findings if strict else self.errors)

    def as_json(self) -> str:
        """Write it for other programs; docs/json.md tells the fields."""
        content = {
            "schema": SCHEMA,
            "errors": len(self.errors),
            "warnings": len(self.warnings),
            "findings": [
                {
                    "code": finding.kind.code,
                    "level": finding.kind.level,
                    "file": finding.file,
                    "line": finding.line or None,
                    "wrong": finding.wrong,
                    "mend": finding.kind.mend,
                }
                for finding in self.findings
            ],
        }
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def check(
    workspace: Workspace,
    show: Show,
    editions: Sequence[Edition],
    now: datetime,
    look: Look = Look.KEPT,
    report: Report | None = None,
) -> Checked:
    """Check feed/ as it lies there.

    Args:
        workspace: of the show.
        show: its settings.
        editions: what was published, as far as it is known; see `kept_editions`.
        now: with time zone.
        look: how closely to look at the sound.
        report: told what takes long.

    Raises:
        WorkspaceError: when a file that is there cannot be read.
    """
    inspection = _Inspection(
        workspace, show, {edition.slug: edition for edition in editions}, now, look,
        FeedFolder.at(workspace.feed, show.address), report,
    )  # fmt: skip
    found = sorted(
        set(inspection.findings()),
        key=lambda one: (not one.is_error, one.file, one.line, one.kind.code, one.wrong),
    )
    return Checked(tuple(found))


def kept_editions(workspace: Workspace, show: Show) -> tuple[Edition, ...]:
    """Return the episodes as they were published last, without building anything."""
    stores = (finished_store(shelved.folder) for shelved in read_shelf(workspace, show))
    return tuple(kept.edition for kept in (store.read({})[0] for store in stores) if kept)


@dataclass(frozen=True, slots=True)
class _Inspection:
    """One check of one show; the attributes are the arguments of `check`."""

    workspace: Workspace
    show: Show
    editions: Mapping[str, Edition]
    now: datetime
    look: Look
    folder: FeedFolder
    report: Report | None

    def findings(self) -> Iterator[Finding]:
        settings = self._shown(self.workspace.show)
        if self.show.address == PREVIEW_ADDRESS:
            yield check_channel.PREVIEW.at(settings, "the show has no address yet")
        feeds, faults = self._feeds()
        yield from faults
        items = () if faults else tuple(self._items(feeds))
        if not faults:
            yield from self._of_feed(feeds, items)
            yield from self._of_ledger(feeds, items)
        yield from self._of_pages(items, feeds, is_whole=not faults)
        yield from check_colours.check_colours(self.folder, settings)
        yield from check_templates.check_templates(self.workspace.templates)
        on_lists = {edition.slug for edition in listed(self.editions.values())}
        for folder, edition in self._texts():
            yield from check_text.check_text(edition, folder, on_lists)

    def _feeds(self) -> tuple[tuple[ReadFeed, ...], tuple[Finding, ...]]:
        """Read the documents of the feed, in their order."""
        numbers = {
            name: int(found[1] or 1)
            for name in self.folder.sizes
            if (found := _FEED.fullmatch(name))
        }
        feeds, faults = [], []
        for name in sorted({**numbers, FEED_FILE: 1}, key=lambda name: numbers.get(name, 1)):
            file = self.folder.shown(name)
            if not self.folder.has(name):
                faults.append(check_channel.UNREADABLE.at(file, "there is no feed"))
                continue
            try:
                feeds.append(read_feed(name, file, self.folder.read(name)))
            except UnreadableFeed as fault:
                wrong = f"the feed cannot be read: {fault}"
                faults.append(check_channel.UNREADABLE.at(file, wrong, fault.line))
        return tuple(feeds), tuple(faults)

    def _items(self, feeds: Sequence[ReadFeed]) -> Iterator[Item]:
        for item in (item for feed in feeds for item in feed.items):
            found = check_items.find_item(item, self.folder)
            yield replace(found, facts=self._facts(found))

    def _facts(self, item: Item) -> SoundFacts | None:
        if not item.sound or not self.folder.has(item.sound):
            return None
        edition = self.editions.get(item.slug)
        is_known = edition and f"{edition.slug}/{edition.sound.file}" == item.sound
        published = edition.sound if edition and is_known else None
        file = self.folder.path(item.sound)
        if self.report and self.look is Look.WHOLE:
            with self.report.working(item.slug, "measuring the sound", ("--sound",)):
                return look_at(file, published, self.look)
        return look_at(file, published, self.look)

    def _of_feed(self, feeds: Sequence[ReadFeed], items: Sequence[Item]) -> Iterator[Finding]:
        yield from check_channel.check_channels(feeds, self.show)
        yield from check_artwork.check_artwork(feeds, self.folder)
        yield from check_pages.check_addresses(feeds, self.folder)
        yield from check_pages.check_slugs(items, self.folder)
        yield from check_items.check_items(items, self.folder, self.now)
        yield from check_namespace.check_podcast(items, self.folder)
        for feed in feeds:
            yield from check_namespace.check_words(feed.channel)
        for item in items:
            yield from check_chapters.check_chapters(item, self.folder)
            edition = self.editions.get(item.slug)
            digest = edition.sound.digest if edition else ""
            yield from check_sound.check_sound(item, self.folder, digest)

    def _of_ledger(self, feeds: Sequence[ReadFeed], items: Sequence[Item]) -> Iterator[Finding]:
        file = self._shown(self.workspace.ledger)
        if not self.workspace.ledger.exists():
            if items:
                yield check_ledger.LOST.at(file, "the ledger of what was published is gone")
            return
        try:
            ledger = Ledger.read(self.workspace.ledger, self.show.address)
        except LedgerError:
            yield check_ledger.LOST.at(file, "the ledger of what was published is damaged")
            return
        yield from check_ledger.check_ledger(feeds, items, ledger, self.folder)

    def _of_pages(
        self, items: Sequence[Item], feeds: Sequence[ReadFeed], *, is_whole: bool
    ) -> Iterator[Finding]:
        told = check_pages.named_files(feeds, self.folder)
        by_page = {f"{item.slug}/{_FRONT}": item for item in items if item.slug}
        fronts = {}
        for place in sorted(self.folder.sizes):
            if not place.endswith(".html") or place.endswith(_TRANSCRIPT):
                continue
            try:
                page = read_page(self.folder.read(place))
            except UnreadablePage as fault:
                file = self.folder.shown(place)
                yield check_pages.UNREADABLE.at(file, f"the page cannot be read: {fault}")
                continue
            yield from check_pages.check_page(place, page, self.folder, told)
            yield from check_captions.check_has_words(place, page, self.folder)
            if check_pages.is_front(place):
                fronts[place] = page
            if item := by_page.get(place):
                yield from check_pages.check_episode_page(item, page, self.folder, self.show)
                yield from check_captions.check_captions(item, self.folder, page)
        if _FRONT in fronts and is_whole:
            yield from check_pages.check_front(items, fronts, self.folder)

    def _texts(self) -> Iterator[tuple[str, Edition]]:
        """Each episode with the folder in which people write about it."""
        for shelved in read_shelf(self.workspace, self.show):
            if edition := self.editions.get(shelved.name):
                yield self._shown(shelved.folder.path), edition

    def _shown(self, path: Path) -> str:
        return path.relative_to(self.workspace.root).as_posix()
