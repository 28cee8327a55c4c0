"""What a feed says about each episode, held against Apple's rules and the files beside it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.check_channel import check_description, check_explicit
from podcast.feed_reading import Part
from podcast.feed_values import moment, seconds, whole
from podcast.finding import Kind, extract
from podcast.sound_facts import SoundFacts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from podcast.feed_folder import FeedFolder
    from podcast.finding import Finding

_BUILD = "run `podcast build`"
NO_TITLE = Kind(
    "F101", "error", "An episode has no title.",
    "`<item><title/>`", f"set title in its episode.toml and {_BUILD}",
)  # fmt: skip
NUMBERED_TITLE = Kind(
    "F102", "warning", "A title begins with the episode's number, which apps show besides.",
    "`<title>Avsnitt 12: Tillit</title>`",
    f"take it out of title in episode.toml, set number there instead, and {_BUILD}",
)  # fmt: skip
NO_GUID = Kind(
    "F103", "error", "An episode has no guid; apps then download it again with every change.",
    "`<item>` without `<guid>`", _BUILD,
)  # fmt: skip
TWIN_GUID = Kind(
    "F104", "error", "Two episodes have the same guid, so apps show only one of them.",
    "the same `<guid>` in two items", _BUILD,
)  # fmt: skip
NO_PAGE = Kind(
    "F105", "error", "An episode's link is missing or leads to no page of the show.",
    "`<link>https://panelpodden.example/tilit/</link>`", _BUILD,
)  # fmt: skip
BAD_DATE = Kind(
    "F106", "error", "The date is missing, is not as RFC 2822 has it, or has no time zone.",
    "`<pubDate>2026-05-04 06:00</pubDate>`", _BUILD,
)  # fmt: skip
FUTURE_DATE = Kind(
    "F107", "error", "An episode is in the feed before its date; apps treat it in different ways.",
    "`<pubDate>` of next week", f"set the machine's clock right and {_BUILD}",
)  # fmt: skip
NO_SOUND = Kind(
    "F108", "error", "An episode has no sound, or more than one.",
    "`<item>` without `<enclosure>`", _BUILD,
)  # fmt: skip
TWIN_SOUND = Kind(
    "F109", "error", "Two episodes have the same sound, so apps take them for one.",
    "the same `<enclosure url>` in two items", _BUILD,
)  # fmt: skip
WRONG_SIZE = Kind(
    "F110", "error", "The length of the sound is 0 or not the size of the file.",
    '`<enclosure length="0">`', _BUILD,
)  # fmt: skip
WRONG_TYPE = Kind(
    "F111", "error", "The type of the sound is missing or not that of its file.",
    '`<enclosure url="….mp3" type="audio/mp4">`', _BUILD,
)  # fmt: skip
LOST_SOUND = Kind(
    "F112", "error", "The sound of an episode is not in feed/, so nobody can hear it.",
    "`tillit/tillit.mp3` was removed", _BUILD,
)  # fmt: skip
BAD_DURATION = Kind(
    "F113", "error", "The duration is missing or cannot be read.",
    "`<itunes:duration>ca 20 min</itunes:duration>`", _BUILD,
)  # fmt: skip
LYING_DURATION = Kind(
    "F114", "error", "The duration is another than that of the sound, by more than a second.",
    "`<itunes:duration>60</itunes:duration>` for two minutes of sound", _BUILD,
)  # fmt: skip
NO_DESCRIPTION = Kind(
    "F115", "warning", "An episode has no description.",
    "`<item>` without `<description>`", f"set description in its episode.toml and {_BUILD}",
)  # fmt: skip
BAD_EPISODE_TYPE = Kind(
    "F116", "error", "`itunes:episodeType` is neither `full`, `trailer` nor `bonus`.",
    "`<itunes:episodeType>extra</itunes:episodeType>`", _BUILD,
)  # fmt: skip
BAD_NUMBER = Kind(
    "F117", "error", "The number of an episode or a season is no whole number from 1.",
    "`<itunes:episode>12b</itunes:episode>`", _BUILD,
)  # fmt: skip
KINDS = (
    NO_TITLE, NUMBERED_TITLE, NO_GUID, TWIN_GUID, NO_PAGE, BAD_DATE, FUTURE_DATE, NO_SOUND,
    TWIN_SOUND, WRONG_SIZE, WRONG_TYPE, LOST_SOUND, BAD_DURATION, LYING_DURATION, NO_DESCRIPTION,
    BAD_EPISODE_TYPE, BAD_NUMBER,
)  # fmt: skip

_LABELLED = re.compile(r"(?:avsnitt|episode|ep\.?|nr\.?|#)\s*\d+\b", re.IGNORECASE)
_BARE = re.compile(r"(\d+)\s*[.:–—|-]\s")
_PAGE = "/index.html"
_TYPES = {"mp3": "audio/mpeg", "m4a": "audio/x-m4a", "mp4": "video/mp4", "opus": "audio/ogg"}
# Feeds write whole seconds, and decoders differ by the silence at both ends.
_SLACK = 1.0


@dataclass(frozen=True, slots=True)
class Item:
    """An episode of a feed, and what of ours it leads to.

    Attributes:
        part: the element.
        slug: the last part of the address of its page; empty where it leads to none of ours.
        sound: the place of its sound in feed/; empty where it has none there.
        facts: what is known of that file; None where nothing is.
    """

    part: Part
    slug: str
    sound: str
    facts: SoundFacts | None = None

    @property
    def title(self) -> str:
        """As apps show it."""
        return self.part.said("title")

    @property
    def guid(self) -> str:
        """By what apps know it."""
        return self.part.said("guid")

    @property
    def length(self) -> float | None:
        """Seconds of its sound: of the file, else as the feed has it."""
        known = self.facts.duration if self.facts else None
        return seconds(self.part.said("itunes:duration")) if known is None else known


def find_item(part: Part, folder: FeedFolder) -> Item:
    """Find what an item of a feed leads to.

    Args:
        part: the element.
        folder: in which its files lie.
    """
    page = folder.place(part.said("link")) or ""
    enclosure = part.one("enclosure")
    sound = folder.place(enclosure.get("url")) or "" if enclosure else ""
    slug = page.removesuffix(_PAGE) if page.endswith(_PAGE) and folder.has(page) else ""
    return Item(part, slug, sound)


def check_items(items: Sequence[Item], folder: FeedFolder, now: datetime) -> Iterator[Finding]:
    """Check what a feed says about its episodes.

    Args:
        items: of all documents of the feed.
        folder: in which their files lie.
        now: with time zone.
    """
    yield from _twins(items)
    for item in items:
        yield from _texts(item)
        yield from _date(item.part, now)
        yield from _enclosure(item, folder)
        yield from _duration(item)
        yield from _numbers(item.part)
        yield from check_explicit(item.part, required=False)


def _twins(items: Sequence[Item]) -> Iterator[Finding]:
    guids = Counter(item.guid for item in items)
    sounds = Counter(_address(item) for item in items)
    for item in items:
        if item.guid and guids[item.guid] > 1:
            yield item.part.fault(TWIN_GUID, f"another episode has the guid {extract(item.guid)}")
        if _address(item) and sounds[_address(item)] > 1:
            wrong = f"another episode has the sound {extract(_address(item))}"
            yield item.part.fault(TWIN_SOUND, wrong)


def _address(item: Item) -> str:
    enclosure = item.part.one("enclosure")
    return enclosure.get("url") if enclosure else ""


def _texts(item: Item) -> Iterator[Finding]:
    part, title = item.part, item.title
    if not title:
        yield part.fault(NO_TITLE, f"the episode {extract(item.slug or item.guid)} has no title")
    elif _is_numbered(title, part.said("itunes:episode")):
        yield part.fault(NUMBERED_TITLE, f"the title {extract(title)} begins with a number")
    if not item.guid:
        yield part.fault(NO_GUID, f"the episode {extract(title)} has no guid")
    if not item.slug:
        wrong = f"the link {extract(part.said('link'))} leads to no page of the show"
        yield part.fault(NO_PAGE, wrong)
    if not part.said("description"):
        yield part.fault(NO_DESCRIPTION, f"the episode {extract(title)} has no description")
    yield from check_description(part)


def _is_numbered(title: str, number: str) -> bool:
    """Tell whether a title begins with a number that is called one, or is the episode's."""
    bare = _BARE.match(title)
    return bool(_LABELLED.match(title) or (bare and number and bare[1].lstrip("0") == number))


def _date(part: Part, now: datetime) -> Iterator[Finding]:
    said = part.said("pubDate")
    published = moment(said)
    if not published:
        yield part.fault(BAD_DATE, f"the date is {extract(said)}")
    elif published > now:
        yield part.fault(FUTURE_DATE, f"the date is still to come: {extract(said)}")


def _enclosure(item: Item, folder: FeedFolder) -> Iterator[Finding]:
    enclosures = item.part.all("enclosure")
    if len(enclosures) != 1:
        wrong = f"the episode {extract(item.title)} has {len(enclosures)} sounds"
        yield item.part.fault(NO_SOUND, wrong)
        return
    (enclosure,) = enclosures
    address, media_type = enclosure.get("url"), enclosure.get("type")
    wanted = _TYPES.get(address.rpartition(".")[2].lower())
    if not media_type or (wanted and media_type != wanted):
        wrong = f"the type of {extract(address)} is {extract(media_type)}"
        yield enclosure.fault(WRONG_TYPE, wrong)
    if item.sound and not folder.has(item.sound):
        yield enclosure.fault(LOST_SOUND, f"there is no file {folder.shown(item.sound)}")
        return
    length = whole(enclosure.get("length"))
    size = folder.sizes.get(item.sound)
    if not length or (size is not None and length != size):
        found = f" and the file has {size} bytes" if size is not None else ""
        wrong = f"the length of the sound is {extract(enclosure.get('length'))}{found}"
        yield enclosure.fault(WRONG_SIZE, wrong)


def _duration(item: Item) -> Iterator[Finding]:
    said = item.part.said("itunes:duration")
    length = seconds(said)
    if not length:
        yield item.part.fault(BAD_DURATION, f"the duration is {extract(said)}")
    elif item.length is not None and abs(length - max(item.length, 1)) > _SLACK:
        wrong = f"the duration is {said} and the sound has {item.length:.0f} seconds"
        yield item.part.fault(LYING_DURATION, wrong)


def _numbers(part: Part) -> Iterator[Finding]:
    kind = part.one("itunes:episodeType")
    if kind and kind.text not in {"full", "trailer", "bonus"}:
        yield kind.fault(BAD_EPISODE_TYPE, f"<itunes:episodeType> is {extract(kind.text)}")
    for name in ("itunes:season", "itunes:episode"):
        said = part.one(name)
        if said and not whole(said.text):
            yield said.fault(BAD_NUMBER, f"<{name}> is {extract(said.text)}")
