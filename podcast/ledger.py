"""What the world has seen and must not change by itself: `episodes/ledger.json`.

Podcast apps know an episode by its guid, people by its address and date. They are written down
when an episode is first published and hold from then on.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Self

from pydantic import TypeAdapter, ValidationError

from podcast.errors import LedgerError
from podcast.workspace import write

if TYPE_CHECKING:
    from pathlib import Path

# The namespace that the podcast namespace's specification gives for podcast:guid.
PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one published episode.

    Attributes:
        slug: the last part of its address.
        guid: what podcast apps know it by.
        published: the date that listeners see.
        recording: digest of the recording, by which a renamed folder is recognised.
        sound: digest of the file that listeners get.
    """

    slug: str
    guid: str
    published: datetime
    recording: str
    sound: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that has been published from this workspace.

    Attributes:
        podcast_guid: of the whole feed; assigned once.
        entries: by slug, in order.
    """

    podcast_guid: str
    entries: tuple[Entry, ...] = ()

    @classmethod
    def read(cls, path: Path, address: str) -> Self:
        """Read the ledger; a show without one gets its guid from its feed's address.

        Raises:
            LedgerError: when the file is damaged; it is not guessed at.
        """
        try:
            return TypeAdapter(cls).validate_json(path.read_bytes())
        except FileNotFoundError:
            return cls(podcast_guid=podcast_guid(f"{address}feed.xml"))
        except (OSError, ValidationError) as fault:
            raise LedgerError(
                f"{path}: the ledger of what has been published is damaged; "
                "bring it back from a backup or from version control."
            ) from fault

    def write(self, path: Path) -> None:
        """Write the ledger down."""
        write(path, TypeAdapter(type(self)).dump_json(self, indent=1) + b"\n")

    def entry(self, slug: str) -> Entry | None:
        """What was published at this address, if anything was."""
        return next((entry for entry in self.entries if entry.slug == slug), None)

    def guid(self, slug: str) -> str:
        """The guid that an episode has, or will have when it is published first."""
        known = self.entry(slug)
        return known.guid if known else str(uuid.uuid5(uuid.UUID(self.podcast_guid), slug))

    def drift(self, now: Entry, slugs: frozenset[str]) -> str | None:
        """Say what would break for listeners if the episode were published as it is now.

        Args:
            now: the episode as it would be published.
            slugs: of all episodes that the workspace has today.
        """
        before = self.entry(now.slug)
        if before and before.published != now.published:
            return (
                f"{now.slug}: it was published with the date {before.published.isoformat()} and "
                f"has {now.published.isoformat()} now, so podcast apps would sort it anew; put "
                "the date back in episode.toml, or run `podcast build --accept-change`"
            )
        moved = [
            entry.slug
            for entry in self.entries
            if entry.recording == now.recording and entry.slug not in slugs
        ]
        if not before and moved:
            return (
                f"{now.slug}: this recording was published at the address “{moved[0]}”, so links "
                "would die and subscribers would get it again; "
                f'write slug = "{moved[0]}" in episode.toml, '
                "or run `podcast build --accept-change`"
            )
        return None

    def with_entry(self, now: Entry) -> Ledger:
        """Return the ledger with the episode written down as it is published now."""
        others = [entry for entry in self.entries if entry.slug != now.slug]
        return replace(self, entries=tuple(sorted([*others, now], key=lambda entry: entry.slug)))


def podcast_guid(feed_address: str) -> str:
    """Return the guid of a feed: UUIDv5 of its address without scheme and trailing slash."""
    bare = feed_address.split("://", 1)[-1].rstrip("/")
    return str(uuid.uuid5(PODCAST_NAMESPACE, bare))
