"""Whether listeners have what was published: the feed held against the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast.feed_values import is_uuid, moment
from podcast.finding import Kind, extract

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcast.check_items import Item
    from podcast.feed_folder import FeedFolder
    from podcast.feed_reading import ReadFeed
    from podcast.finding import Finding
    from podcast.ledger import Entry, Ledger

_BUILD = "run `podcast build`"
LOST = Kind(
    "L001", "error", "The ledger is damaged, or gone although there is a feed.",
    "`episodes/ledger.json` was removed",
    "bring it back from a backup or from version control",
)  # fmt: skip
OTHER_GUID = Kind(
    "L002", "error", "An episode has another guid than before; subscribers get it once more.",
    "`<guid>` changed by hand", _BUILD,
)  # fmt: skip
OTHER_DATE = Kind(
    "L003", "error", "An episode has another date than before; apps sort it anew.",
    "`<pubDate>` changed by hand", _BUILD,
)  # fmt: skip
OTHER_SOUND = Kind(
    "L004", "error", "An episode's sound has another address than before; apps download it again.",
    "`<enclosure url>` changed by hand", _BUILD,
)  # fmt: skip
OTHER_SHOW = Kind(
    "L005", "error", "The show's `podcast:guid` is another than before, as if it were a new show.",
    "`<podcast:guid>` changed by hand", _BUILD,
)  # fmt: skip
MISSING = Kind(
    "L006", "error", "An episode that listeners have is not in the feed.",
    "an `<item>` was removed by hand",
    f'{_BUILD}, or set status = "withdrawn" in episode.toml if it is to go',
)  # fmt: skip
UNKNOWN = Kind(
    "L007", "error", "An episode is in the feed that should not be, or is not known.",
    "an `<item>` for an unlisted episode", _BUILD,
)  # fmt: skip
LEFT = Kind(
    "L008", "error", "Something of an episode that was taken back still lies in feed/.",
    "`tillit/tillit.mp3` of a withdrawn episode", _BUILD,
)  # fmt: skip
NO_FORMER_PAGE = Kind(
    "L009", "error", "An address that was published has no page any more.",
    "a withdrawn episode without `tillit/index.html`", _BUILD,
)  # fmt: skip
KINDS = (
    LOST, OTHER_GUID, OTHER_DATE, OTHER_SOUND, OTHER_SHOW, MISSING, UNKNOWN, LEFT, NO_FORMER_PAGE,
)  # fmt: skip

_PAGE = "index.html"


def check_ledger(
    feeds: Sequence[ReadFeed], items: Sequence[Item], ledger: Ledger, folder: FeedFolder
) -> Iterator[Finding]:
    """Hold a feed and the folder it lies in against what was published before.

    Args:
        feeds: the documents of the feed.
        items: the episodes in them.
        ledger: what listeners have.
        folder: feed/.
    """
    for feed in feeds:
        guid = feed.channel.one("podcast:guid")
        if guid and is_uuid(guid.text) and guid.text.lower() != ledger.podcast_guid:
            yield guid.fault(
                OTHER_SHOW, f"the guid was {ledger.podcast_guid} when it was published"
            )
    by_guid = {entry.guid: entry for entry in ledger.entries}
    by_slug = {entry.slug: entry for entry in ledger.entries}
    found = set()
    for item in items:
        entry = by_slug.get(item.slug) or by_guid.get(item.guid)
        if not entry or entry.state != "published":
            yield item.part.fault(UNKNOWN, f"listeners should not have {extract(item.title)}")
            continue
        found.add(entry.guid)
        yield from _kept(item, entry, ledger)
    for entry in ledger.entries:
        if entry.state == "published" and entry.guid not in found and feeds:
            wrong = f"the episode {extract(entry.title or entry.slug)} is not in the feed"
            yield MISSING.at(feeds[0].channel.file, wrong)
    yield from _former(ledger, folder)


def _kept(item: Item, entry: Entry, ledger: Ledger) -> Iterator[Finding]:
    """Check what an app knows an episode by; what it has of another one, the feed has twice."""
    others = [other for other in ledger.entries if other != entry]
    known = {"", entry.guid, *(other.guid for other in others)}
    if item.guid not in known:
        yield item.part.fault(OTHER_GUID, f"its guid was {entry.guid} when it was published")
    published = moment(item.part.said("pubDate"))
    if published and published != entry.published:
        wrong = f"its date was {entry.published.isoformat()} when it was published"
        yield item.part.fault(OTHER_DATE, wrong)
    known = {"", entry.enclosure, *(other.enclosure for other in others)}
    if item.sound not in known:
        wrong = f"its sound lay at {entry.enclosure} when it was published"
        yield item.part.fault(OTHER_SOUND, wrong)


def _former(ledger: Ledger, folder: FeedFolder) -> Iterator[Finding]:
    """Check what readers find where an episode is no more."""
    for slug in ledger.silent:
        for place in folder.sizes:
            if place.startswith(f"{slug}/") and place != f"{slug}/{_PAGE}":
                yield LEFT.at(folder.shown(place), "the episode was taken back and this is left")
    for slug in (*(one.slug for one in ledger.withdrawn), *(one.slug for one in ledger.moved)):
        place = f"{slug}/{_PAGE}"
        if not folder.has(place):
            yield NO_FORMER_PAGE.at(folder.shown(place), "there is no page at an address of before")
