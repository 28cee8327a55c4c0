"""An edition that may be published, kept beside the episode for a day when it cannot be made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.cache import Store
from podcast.edition import Edition
from podcast.ledger import Entry

if TYPE_CHECKING:
    from podcast.workspace import EpisodeFolder


@dataclass(frozen=True, slots=True)
class Finished:
    """An edition, with what the ledger wants to know of it.

    Attributes:
        edition: the episode.
        recording_digest: of its recording.
        audio: digest of all that decides how its sound is to the ear.
    """

    edition: Edition
    recording_digest: str
    audio: str = ""

    @property
    def entry(self) -> Entry:
        """What the ledger writes down."""
        edition = self.edition
        return Entry(
            slug=edition.slug,
            guid=edition.guid,
            published=edition.published,
            recording=self.recording_digest,
            sound=edition.sound.digest,
            title=edition.episode.title,
            enclosure=f"{edition.slug}/{edition.sound.file}",
            audio=self.audio,
            state="published" if edition.is_listed else "unlisted",
        )


def finished_store(folder: EpisodeFolder) -> Store[Finished]:
    """Where the edition is kept as it was published last."""
    return Store(folder.edition, Finished)
