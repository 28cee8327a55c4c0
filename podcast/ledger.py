"""What the world has seen and must not change by itself: `episodes/ledger.json`.

Podcast apps know an episode by its guid, people by its address and date. They are written down
when an episode is first published and hold from then on. What has been an address stays in the
ledger for ever, so that no link ever leads to something else.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from pydantic import AwareDatetime, TypeAdapter, ValidationError

from podcast.errors import LedgerError
from podcast.former import Moved, Withdrawn
from podcast.show import PREVIEW_ADDRESS
from podcast.slug import numbered
from podcast.workspace import write

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# The namespace that the podcast namespace's specification gives for podcast:guid.
PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")

# One part of an address; also what is refused today, such as capitals, is an address that was.
_ADDRESS = re.compile(r"\w[\w.-]*")

State = Literal["published", "unlisted", "withdrawn", "held"]
"""`held` was published once and then made a draft or dated in the future, knowingly."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one episode that has been published.

    Attributes:
        slug: the last part of its address.
        guid: what podcast apps know it by; never changes.
        published: the date that listeners see.
        recording: digest of the recording, by which a renamed folder is recognised.
        sound: digest of the file that listeners get.
        title: its heading.
        enclosure: where that file lies below the show's address.
        audio: digest of all that decides how the file sounds; its tags do not.
        state: what listeners have of it today.
        earlier_slugs: addresses it had; pages there lead to the one it has.
        earlier_enclosures: where its sound lay; never used again.
    """

    slug: str
    guid: str
    published: AwareDatetime
    recording: str
    sound: str
    title: str = ""
    enclosure: str = ""
    audio: str = ""
    state: State = "published"
    earlier_slugs: tuple[str, ...] = ()
    earlier_enclosures: tuple[str, ...] = ()

    @property
    def is_live(self) -> bool:
        """Whether its page and sound are there for listeners."""
        return self.state in {"published", "unlisted"}

    @property
    def slugs(self) -> tuple[str, ...]:
        """Every address it has or had."""
        return (self.slug, *self.earlier_slugs)

    def after(self, before: Entry) -> Entry:
        """Return the same with what only the entry before knows."""
        return replace(
            self,
            audio=self.audio or before.audio,
            earlier_slugs=_but(before.slugs, self.slug),
            earlier_enclosures=_but((before.enclosure, *before.earlier_enclosures), self.enclosure),
        )

    def sound_file(self, slug: str, recording: str, audio: str) -> str:
        """Return the name of the file that listeners get, at the address that the episode has now.

        Another sound gets another address: apps that go on with half a download, and caches on
        the way, would else join the bytes of two recordings. The same sound with other tags keeps
        its address: many apps download again where it changes, and the frames of an MP3 are the
        same wherever its tags end.

        Args:
            slug: of the address.
            recording: digest of the recording.
            audio: digest of all that decides how the file sounds.
        """
        is_same = self.audio == audio if self.audio else self.recording == recording
        folder, _, file = self.enclosure.rpartition("/")
        if is_same and folder == slug:
            return file
        used = {self.enclosure, *self.earlier_enclosures}
        names = (f"{name}.mp3" for name in numbered(slug))
        return next(name for name in names if f"{slug}/{name}" not in used)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that has been published from this workspace.

    Attributes:
        podcast_guid: of the whole feed; assigned once.
        entries: by slug, in order.
        address: of the show, below which everything lies.
    """

    podcast_guid: str
    entries: tuple[Entry, ...] = ()
    address: str = ""

    @classmethod
    def read(cls, path: Path, address: str) -> Ledger:
        """Read the ledger, also one of before that knew less.

        Args:
            path: of the file; a show without one gets its guid from its feed's address.
            address: of the show today.

        Raises:
            LedgerError: when the file is damaged; it is not guessed at.
        """
        try:
            ledger = _LEDGER.validate_json(path.read_bytes())
        except FileNotFoundError:
            return cls(podcast_guid(f"{address}feed.xml"), address=address)
        except (OSError, ValidationError) as fault:
            raise _damaged(path) from fault
        entries = tuple(
            replace(entry, enclosure=entry.enclosure or f"{entry.slug}/{entry.slug}.mp3")
            for entry in ledger.entries
        )
        if _has_twins(entries) or not is_guid(ledger.podcast_guid) or _leads_out(entries):
            raise _damaged(path)
        return replace(ledger, entries=entries, address=ledger.address or address)

    def write(self, path: Path) -> None:
        """Write the ledger down."""
        write(path, _LEDGER.dump_json(self, indent=1) + b"\n")

    def at(self, address: str) -> Ledger:
        """Return the ledger of the show at another address.

        The podcast keeps its guid, but for the one that every show has which nobody but its own
        machine has seen yet.
        """
        is_unseen = self.podcast_guid == podcast_guid(f"{PREVIEW_ADDRESS}feed.xml")
        guid = podcast_guid(f"{address}feed.xml") if is_unseen else self.podcast_guid
        return replace(self, podcast_guid=guid, address=address)

    def holder(self, slug: str) -> Entry | None:
        """The episode that has or had this address, if any."""
        return next((entry for entry in self.entries if slug in entry.slugs), None)

    def free(self, slug: str) -> str:
        """Return the slug, or the first with a number that no episode has had."""
        return next(name for name in numbered(slug) if not self.holder(name))

    def new_guid(self, slug: str, recording: str) -> str:
        """Return the guid of an episode that is published first.

        The recording is part of it, so that shows that have no address yet do not give the same.
        """
        return str(uuid.uuid5(uuid.UUID(self.podcast_guid), f"{slug} {recording}"))

    def with_entry(self, now: Entry) -> Ledger:
        """Return the ledger with the episode written down as it is now."""
        before = next((entry for entry in self.entries if entry.guid == now.guid), None)
        others = [entry for entry in self.entries if entry.guid != now.guid]
        entries = [*others, now.after(before) if before else now]
        return replace(self, entries=tuple(sorted(entries, key=lambda entry: entry.slug)))

    @property
    def withdrawn(self) -> tuple[Withdrawn, ...]:
        """The episodes that their publisher took back."""
        return tuple(
            Withdrawn(entry.slug, entry.title, entry.published)
            for entry in self.entries
            if entry.state == "withdrawn"
        )

    @property
    def moved(self) -> tuple[Moved, ...]:
        """The addresses that episodes had before, where there is a page to lead to."""
        return tuple(
            Moved(slug, entry.slug, entry.title)
            for entry in self.entries
            if entry.state != "held"
            for slug in entry.earlier_slugs
        )

    @property
    def silent(self) -> tuple[str, ...]:
        """The addresses below which no sound, captions or text may lie any more."""
        return tuple(
            slug
            for entry in self.entries
            for slug in (entry.earlier_slugs if entry.is_live else entry.slugs)
        )


_LEDGER = TypeAdapter(Ledger)  # making one takes longer than using it


def podcast_guid(feed_address: str) -> str:
    """Return the guid of a feed: UUIDv5 of its address without scheme and trailing slash."""
    bare = feed_address.split("://", 1)[-1].rstrip("/")
    return str(uuid.uuid5(PODCAST_NAMESPACE, bare))


def is_guid(text: str) -> bool:
    """Tell whether a text is a guid of a feed as they are written: in small letters."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def _but(known: Iterable[str], now: str) -> tuple[str, ...]:
    """All that is known, once, without what is true now and what is empty."""
    return tuple(name for name in dict.fromkeys(known) if name not in {now, ""})


def _has_twins(entries: tuple[Entry, ...]) -> bool:
    """Tell whether something that only one episode can have is written down twice."""
    known = (
        [entry.guid for entry in entries],
        [slug for entry in entries for slug in entry.slugs],
        [name for entry in entries for name in (entry.enclosure, *entry.earlier_enclosures)],
    )
    return any(times > 1 for names in known for times in Counter(names).values())


def _leads_out(entries: tuple[Entry, ...]) -> bool:
    """Tell whether an address is none of ours: pages and sound are written there, and removed."""
    return any(
        not all(_ADDRESS.fullmatch(slug) for slug in entry.slugs)
        or ".." in entry.enclosure.split("/")
        for entry in entries
    )


def _damaged(path: Path) -> LedgerError:
    return LedgerError(
        f"{path}: the ledger of what has been published is damaged; "
        "bring it back from a backup or from version control."
    )
