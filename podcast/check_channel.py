"""What a feed says about the show, held against PSP-1, Apple's rules and the settings.

PSP-1 is https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification; Apple's
requirements are https://podcasters.apple.com/support/823-podcast-requirements.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast.categories import CATEGORIES
from podcast.feed_channel import FeedPage
from podcast.feed_values import is_language, is_uuid, moment
from podcast.finding import Kind, extract
from podcast.xml_text import LONGEST_DESCRIPTION, ascii_address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcast.feed_reading import Part, ReadFeed
    from podcast.finding import Finding
    from podcast.show import Show

_BUILD = "run `podcast build`"
UNREADABLE = Kind(
    "F001", "error", "The feed is missing or cannot be read, so no app gets anything.",
    "`feed.xml` ends in the middle of `<item>`", _BUILD,
)  # fmt: skip
NO_TITLE = Kind(
    "F002", "error", "The show has no title.",
    "`<title></title>`", f"set title in show.toml and {_BUILD}",
)  # fmt: skip
OTHER_ADDRESS = Kind(
    "F003", "error", "The feed's link to the show's page is missing or leads to another address.",
    "`<link>https://gammal.example/</link>`", f"set address in show.toml and {_BUILD}",
)  # fmt: skip
NO_DESCRIPTION = Kind(
    "F004", "error", "The show has no description.",
    "`<description/>`", f"set description in show.toml and {_BUILD}",
)  # fmt: skip
LONG_DESCRIPTION = Kind(
    "F005", "error", "A description is longer than the 4 000 bytes that Apple and PSP-1 allow.",
    "`<description>` with 4 001 bytes; `å` is two of them", f"shorten it and {_BUILD}",
)  # fmt: skip
NO_LANGUAGE = Kind(
    "F006", "error", "The language is missing or has not the form that apps know.",
    "`<language>svenska</language>`", f"set language in show.toml and {_BUILD}",
)  # fmt: skip
NO_CATEGORY = Kind(
    "F007", "error", "The category is missing or is none of Apple's; capitals and `&` count.",
    '`<itunes:category text="government"/>`', f"set category in show.toml and {_BUILD}",
)  # fmt: skip
NOT_EXPLICIT = Kind(
    "F008", "error", "`itunes:explicit` is missing or neither `true` nor `false`.",
    "`<itunes:explicit>clean</itunes:explicit>`", _BUILD,
)  # fmt: skip
NO_AUTHOR = Kind(
    "F009", "warning", "Nobody stands as the author; apps show an empty line.",
    "no `<itunes:author>`", f"set author in show.toml and {_BUILD}",
)  # fmt: skip
NO_SELF = Kind(
    "F010", "error", "The feed does not say its own address, by which apps and hubs know it.",
    '`<atom:link rel="self" href="https://gammal.example/feed.xml"/>`', _BUILD,
)  # fmt: skip
LOST_PAGING = Kind(
    "F011", "error", "The links between the documents of a long feed do not lead through all.",
    '`<atom:link rel="next">` is missing in feed.xml beside feed-2.xml', _BUILD,
)  # fmt: skip
NO_GUID = Kind(
    "F012", "error", "The show's `podcast:guid` is missing or no UUID.",
    "`<podcast:guid>panelpodden</podcast:guid>`", _BUILD,
)  # fmt: skip
NOT_LOCKED = Kind(
    "F013", "error", "`podcast:locked` has no owner, or is neither `yes` nor `no`.",
    "`<podcast:locked>yes</podcast:locked>`", f"set email in show.toml and {_BUILD}",
)  # fmt: skip
BAD_CHANGE = Kind(
    "F014", "error", "The date of the last change cannot be read or has no time zone.",
    "`<lastBuildDate>2026-05-04</lastBuildDate>`", _BUILD,
)  # fmt: skip
BAD_ORDER = Kind(
    "F015", "error", "`itunes:type` is neither `episodic` nor `serial`.",
    "`<itunes:type>weekly</itunes:type>`", _BUILD,
)  # fmt: skip
COPYRIGHT_SIGN = Kind(
    "F016", "warning", "The copyright begins with ©, which apps put there themselves.",
    "`<copyright>© 2026 Panelpodden</copyright>`",
    f"take © out of copyright in show.toml and {_BUILD}",
)  # fmt: skip
NO_OWNER_ADDRESS = Kind(
    "F017", "error", "The owner has no mail address, so directories cannot verify the feed.",
    "`<itunes:owner><itunes:name>Panelpodden</itunes:name></itunes:owner>`",
    f"set email in show.toml and {_BUILD}",
)  # fmt: skip
PREVIEW = Kind(
    "F018", "warning", "The show has no address yet, so its links work on this machine only.",
    "no `address` in show.toml", f"set address in show.toml and {_BUILD}",
)  # fmt: skip
KINDS = (
    UNREADABLE, NO_TITLE, OTHER_ADDRESS, NO_DESCRIPTION, LONG_DESCRIPTION, NO_LANGUAGE,
    NO_CATEGORY, NOT_EXPLICIT, NO_AUTHOR, NO_SELF, LOST_PAGING, NO_GUID, NOT_LOCKED, BAD_CHANGE,
    BAD_ORDER, COPYRIGHT_SIGN, NO_OWNER_ADDRESS, PREVIEW,
)  # fmt: skip

_TRUTHS = {"true", "false"}


def check_channels(feeds: Sequence[ReadFeed], show: Show) -> Iterator[Finding]:
    """Check what each document of a feed says about the show.

    Args:
        feeds: in their order, feed.xml first.
        show: the settings.
    """
    for number, feed in enumerate(feeds, start=1):
        yield from _texts(feed.channel)
        yield from _addresses(feed, FeedPage(number, len(feeds)), show)
        yield from _itunes(feed.channel)
        yield from _podcast(feed.channel)


def check_description(part: Part) -> Iterator[Finding]:
    """Check that the description of a show or an episode is no longer than directories take."""
    length = len(part.said("description").encode())
    if length > LONGEST_DESCRIPTION:
        yield part.fault(LONG_DESCRIPTION, f"the description has {length} bytes")


def check_explicit(part: Part, *, required: bool) -> Iterator[Finding]:
    """Check that a show or an episode says whether it is unfit for children."""
    said = part.one("itunes:explicit")
    if said and said.text not in _TRUTHS:
        yield said.fault(NOT_EXPLICIT, f"<itunes:explicit> is {extract(said.text)}")
    elif not said and required:
        yield part.fault(NOT_EXPLICIT, "there is no <itunes:explicit>")


def _texts(channel: Part) -> Iterator[Finding]:
    if not channel.said("title"):
        yield channel.fault(NO_TITLE, "the show has no title")
    if not channel.said("description"):
        yield channel.fault(NO_DESCRIPTION, "the show has no description")
    yield from check_description(channel)
    language = channel.said("language")
    if not is_language(language):
        yield channel.fault(NO_LANGUAGE, f"the language is {extract(language)}")
    rights = channel.one("copyright")
    if rights and rights.text.startswith("©"):
        yield rights.fault(COPYRIGHT_SIGN, f"the copyright is {extract(rights.text)}")
    changed = channel.one("lastBuildDate")
    if changed and not moment(changed.text):
        yield changed.fault(BAD_CHANGE, f"<lastBuildDate> is {extract(changed.text)}")


def _addresses(feed: ReadFeed, page: FeedPage, show: Show) -> Iterator[Finding]:
    channel, address = feed.channel, ascii_address(show.address)
    link = channel.said("link")
    if link != address:
        wrong = f"the feed's link is {extract(link)} and the show's address is {address}"
        yield channel.fault(OTHER_ADDRESS, wrong)
    links = {link.get("rel"): link for link in channel.all("atom:link")}
    own = links.get("self")
    if not own or own.get("href") != f"{address}{page.file}":
        said = extract(own.get("href")) if own else "missing"
        wrong = f"the feed's link to itself is {said} and it lies at {address}{page.file}"
        yield (own or channel).fault(NO_SELF, wrong)
    for rel in ("first", "previous", "next", "last"):
        file = page.links.get(rel)
        wanted = f"{address}{file}" if file else ""
        found = links[rel].get("href") if rel in links else ""
        if found != wanted:
            wrong = f"the link to the {rel} document is {extract(found)}, not {extract(wanted)}"
            yield channel.fault(LOST_PAGING, wrong)


def _itunes(channel: Part) -> Iterator[Finding]:
    yield from _categories(channel)
    yield from check_explicit(channel, required=True)
    if not channel.said("itunes:author"):
        yield channel.fault(NO_AUTHOR, "the show has no author")
    order = channel.one("itunes:type")
    if order and order.text not in {"episodic", "serial"}:
        yield order.fault(BAD_ORDER, f"<itunes:type> is {extract(order.text)}")
    owner = channel.one("itunes:owner")
    if owner and "@" not in owner.said("itunes:email"):
        yield owner.fault(NO_OWNER_ADDRESS, "the owner has no mail address")


def _categories(channel: Part) -> Iterator[Finding]:
    categories = channel.all("itunes:category")
    if not categories:
        yield channel.fault(NO_CATEGORY, "the show has no category")
    for category in categories:
        name = category.get("text")
        if name not in CATEGORIES:
            yield category.fault(NO_CATEGORY, f"{extract(name)} is no category of Apple's")
            continue
        for inner in category.all("itunes:category"):
            if inner.get("text") not in CATEGORIES[name]:
                wrong = f"{extract(inner.get('text'))} is no subcategory of {name}"
                yield inner.fault(NO_CATEGORY, wrong)


def _podcast(channel: Part) -> Iterator[Finding]:
    guid = channel.said("podcast:guid")
    if not is_uuid(guid):
        yield channel.fault(NO_GUID, f"<podcast:guid> is {extract(guid)}")
    locked = channel.one("podcast:locked")
    if locked and locked.text not in {"yes", "no"}:
        yield locked.fault(NOT_LOCKED, f"<podcast:locked> is {extract(locked.text)}")
    elif locked and "@" not in locked.get("owner"):
        yield locked.fault(NOT_LOCKED, "<podcast:locked> names no owner who could unlock it")
