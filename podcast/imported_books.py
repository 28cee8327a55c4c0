"""What the ledger is to know of a podcast that was published elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from podcast.foreign import ForeignItem, ForeignShow, Notes
from podcast.ledger import Entry, is_guid
from podcast.slug import PATTERN, numbered, slug

if TYPE_CHECKING:
    from collections.abc import Container

    from podcast.ledger import Ledger

_OURS = re.compile(rf"{PATTERN}/{PATTERN}\.mp3")


@dataclass(frozen=True, slots=True)
class ImportedBooks:
    """How a feed is entered into the ledger.

    Attributes:
        show: of the feed.
        untitled: the word for an episode without title.
        now: with time zone; what is to come is not out yet.
        notes: gets what cannot be kept.
    """

    show: ForeignShow
    untitled: str
    now: datetime
    notes: Notes

    def opened(self, ledger: Ledger, file: str) -> Ledger:
        """Return the ledger with the podcast's guid; one with episodes keeps its own."""
        guid = self.show.guid
        if not guid or guid == ledger.podcast_guid:
            return ledger
        if not is_guid(guid):
            self.notes.add(file, f"the feed's <podcast:guid> “{guid[:40]}” is none; it is left out")
            return ledger
        if ledger.entries:
            known = f"the podcast is known as {ledger.podcast_guid} and the feed as {guid}"
            self.notes.add(file, f"{known}; the former stays")
            return ledger
        return replace(ledger, podcast_guid=guid)

    def address(self, item: ForeignItem, taken: Container[str], ledger: Ledger) -> str:
        """Return the last part of its address: our own feed's, else by title; never another's."""
        own = self.show.address
        rest = item.link.removeprefix(own).strip("/") if own and item.link.startswith(own) else ""
        free = (
            name
            for name in numbered(slug(rest or item.title, self.untitled))
            if name not in taken and not ledger.holder(name)
        )
        address = next(free)
        if rest and address != rest:
            self.notes.add(item.name, f"its address “{rest[:60]}” cannot be kept")
        return address

    def entry(
        self, item: ForeignItem, address: str, published: datetime, digest: str, ledger: Ledger
    ) -> Entry:
        """Return what is known of an episode.

        Args:
            item: of the feed.
            address: the last part of its address with us.
            published: its date.
            digest: of its recording; empty where there is none.
            ledger: with the other episodes.
        """
        is_out = item.sound and item.published and published <= self.now
        return Entry(
            slug=address,
            guid=item.guid,
            published=published,
            recording=digest,
            sound=digest,
            title=item.title,
            enclosure=self._enclosure(item, address, ledger),
            state="published" if is_out else "held",
        )

    def _enclosure(self, item: ForeignItem, address: str, ledger: Ledger) -> str:
        """Where its sound lay, below the show's address if it did; each place is one's alone.

        What lay below it is where we write, so no feed may say another name than we give.
        """
        lay = item.sound.address if item.sound else ""
        if self.show.address and lay.startswith(self.show.address):
            lay = lay.removeprefix(self.show.address)
            lay = lay if _OURS.fullmatch(lay) else ""
        used = {
            name
            for entry in ledger.entries
            if entry.guid != item.guid
            for name in (entry.enclosure, *entry.earlier_enclosures)
        }
        return lay if lay and lay not in used else f"{address}/{address}.mp3"
