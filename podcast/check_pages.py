"""Whether pages lead somewhere, can be read without eyes, and agree with the feed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcast.feed_channel import FEED_FILE
from podcast.feed_values import moment, seconds
from podcast.finding import Kind, extract
from podcast.xml_text import ascii_address, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from podcast.check_items import Item
    from podcast.feed_folder import FeedFolder
    from podcast.feed_reading import ReadFeed
    from podcast.finding import Finding
    from podcast.page_facts import PageFacts
    from podcast.show import Show

_BUILD = "run `podcast build`"
_TEMPLATE = f"mend the show's own template, if it has one, and {_BUILD}"
UNREADABLE = Kind(
    "P001", "error", "A page cannot be read.", "an empty `index.html`", _BUILD,
)  # fmt: skip
NOWHERE = Kind(
    "P002", "error", "A link of a page or of the feed leads to nothing in feed/.",
    '`<a href="tillit/tillit.txt">` without that file', _TEMPLATE,
)  # fmt: skip
NO_ALTERNATIVE = Kind(
    "P003", "error", "A picture has no text for those who do not see it (WCAG 1.1.1).",
    "`![](panel.jpg)` in text.md", f"write between [ ] in text.md what it shows, and {_BUILD}",
)  # fmt: skip
OTHER_TITLE = Kind(
    "P004", "warning", "A page has another heading than the episode has in the feed.",
    '`# Tillit` in text.md and `title = "Om tillit"` in episode.toml',
    f"give both the same words and {_BUILD}",
)  # fmt: skip
OTHER_DATE = Kind(
    "P005", "error", "A page has another date than the episode has in the feed.",
    '`<time datetime="2026-05-03">`', _BUILD,
)  # fmt: skip
OTHER_SOUND = Kind(
    "P006", "error", "A page plays another sound than the feed has, or none.",
    '`<audio src="tillit-2.mp3">`', _BUILD,
)  # fmt: skip
OTHER_DURATION = Kind(
    "P007", "error", "A page tells search engines another duration than the feed has.",
    '`"duration": "PT60S"`', _BUILD,
)  # fmt: skip
OTHER_ADDRESS = Kind(
    "P008", "error", "A page says that it lies at another address.",
    '`<link rel="canonical" href="https://gammal.example/tillit/">`', _BUILD,
)  # fmt: skip
NO_LANGUAGE = Kind(
    "P009", "error", "A page has no language or no title (WCAG 3.1.1, 2.4.2).",
    "`<html>` without `lang`", _TEMPLATE,
)  # fmt: skip
TWINS = Kind(
    "P010", "error", "Two places of a page have the same name, so links lead to the first.",
    '`id="t1"` twice', _TEMPLATE,
)  # fmt: skip
STRANGER = Kind(
    "P011", "error", "A page has the reader's browser ask somebody else for something.",
    '`<script src="https://cdn.example/player.js">`', _TEMPLATE,
)  # fmt: skip
NOT_LISTED = Kind(
    "P012", "error", "The front page does not lead to an episode that is in the feed.",
    "`index.html` without `tillit/`", _TEMPLATE,
)  # fmt: skip
BAD_ADDRESS = Kind(
    "P013", "error", "An address in the feed has a space or a sign beyond ASCII; some apps fail.",
    '`<enclosure url="https://panelpodden.example/ålder/ålder.mp3">`', _BUILD,
)  # fmt: skip
CAPITALS = Kind(
    "P014", "warning", "The address of an episode has capitals, which people mistype.",
    "`https://panelpodden.example/Tillit/`",
    f"set slug in episode.toml, if nobody has the address yet, and {_BUILD}",
)  # fmt: skip
SILENT_WINDOW = Kind(
    "P015", "warning", "A link opens a new window and does not say so (WCAG 3.2.5, G201).",
    '`<a target="_blank" href="https://kommun.example/">Kommunen</a>`', _TEMPLATE,
)  # fmt: skip
NO_LINK = Kind(
    "P016", "error", "Apps lead listeners on to where the page does not lead readers.",
    '`<atom:link rel="related" href="https://kommun.example/tillit">` beside a page without it',
    _BUILD,
)  # fmt: skip
KINDS = (
    UNREADABLE, NOWHERE, NO_ALTERNATIVE, OTHER_TITLE, OTHER_DATE, OTHER_SOUND, OTHER_DURATION,
    OTHER_ADDRESS, NO_LANGUAGE, TWINS, STRANGER, NOT_LISTED, BAD_ADDRESS, CAPITALS, SILENT_WINDOW,
    NO_LINK,
)  # fmt: skip

FRONT = "index.html"
_FRONTS = re.compile(r"(sida/\d+/)?index\.html")
_ADDRESSES = ("url", "href", "uri", "img")
# These have codes of their own where they lead nowhere.
_TOLD_ELSEWHERE = {
    "enclosure", "itunes:image", "podcast:transcript", "podcast:chapters", "podcast:source",
    "atom:link",
}  # fmt: skip
_SLACK = 1.0
# As templates/lists.html says it.
_SAYS_SO = re.compile("nytt fönster|new window", re.IGNORECASE)


def check_page(
    place: str, page: PageFacts, folder: FeedFolder, told: AbstractSet[str] = frozenset()
) -> Iterator[Finding]:
    """Check what every page must be, whatever it is about.

    Args:
        place: of the page in feed/.
        page: what it says.
        folder: where its links must lead.
        told: places of which it is told elsewhere that nothing lies there.
    """
    file = folder.shown(place)
    if not page.language or not page.title:
        yield NO_LANGUAGE.at(file, f"the page has no {'title' if page.language else 'language'}")
    for name in page.twins:
        yield TWINS.at(file, f"two places have the name {extract(name)}")
    for line, picture in page.without_alternative:
        wrong = f"the picture {extract(picture)} has no text for those who do not see it"
        yield NO_ALTERNATIVE.at(file, wrong, line)
    for line, text in page.windows:
        if not _SAYS_SO.search(text):
            wrong = f"the link {extract(text)} opens a new window and does not say so"
            yield SILENT_WINDOW.at(file, wrong, line)
    if page.canonical and folder.place(page.canonical) != place:
        yield OTHER_ADDRESS.at(file, f"the page says that it lies at {extract(page.canonical)}")
    yield from _links(place, page, folder, told)


def check_episode_page(
    item: Item, page: PageFacts, folder: FeedFolder, show: Show
) -> Iterator[Finding]:
    """Check that the page of an episode says what the feed says.

    Args:
        item: the episode.
        page: its page.
        folder: in which both lie.
        show: the settings.
    """
    file = folder.shown(f"{item.slug}/{FRONT}")
    if item.title and page.heading.split() != one_line(item.title).split():
        wrong = f"the heading is {extract(page.heading)} and the feed has {extract(item.title)}"
        yield OTHER_TITLE.at(file, wrong)
    published = moment(item.part.said("pubDate"))
    day = published.astimezone(show.zone).date().isoformat() if published else ""
    if day and any(told and told != day for told in (page.day, page.linked.day)):
        told = page.day if page.day != day else page.linked.day
        yield OTHER_DATE.at(file, f"the page's date is {extract(told)} and the feed has {day}")
    yield from _sound(item, page, folder, file)
    ways = {ascii_address(link.address) for link in page.links}
    for link in item.part.all("atom:link"):
        if link.get("rel") == "related" and link.get("href") not in ways:
            wrong = f"the page does not lead to {extract(link.get('href'))}, as the feed does"
            yield NO_LINK.at(file, wrong)
    duration = seconds(item.part.said("itunes:duration"))
    told_duration = page.linked.duration
    if duration and told_duration is not None and abs(duration - told_duration) > _SLACK:
        wrong = f"the page says {told_duration:.0f} seconds and the feed {duration:.0f}"
        yield OTHER_DURATION.at(file, wrong)


def is_front(place: str) -> bool:
    """Tell whether a page is the front page, or one on which its list goes on."""
    return bool(_FRONTS.fullmatch(place))


def check_front(
    items: Sequence[Item], fronts: Mapping[str, PageFacts], folder: FeedFolder
) -> Iterator[Finding]:
    """Check that the front page leads to every episode of the feed.

    Args:
        items: the episodes.
        fronts: the front page and those on which its list goes on, by place.
        folder: in which all lie.
    """
    led_to = {
        folder.place(link.address, place) for place, page in fronts.items() for link in page.links
    }
    for item in items:
        if item.slug and f"{item.slug}/{FRONT}" not in led_to:
            wrong = f"no link leads to the episode {extract(item.title)}"
            yield NOT_LISTED.at(folder.shown(FRONT), wrong)


def check_addresses(feeds: Sequence[ReadFeed], folder: FeedFolder) -> Iterator[Finding]:
    """Check the addresses in the documents of a feed."""
    for feed in feeds:
        for address, line in feed.sheets:
            if not folder.has(folder.place(address, feed.name) or feed.name):
                wrong = f"there is no style sheet {extract(address)}"
                yield NOWHERE.at(feed.channel.file, wrong, line)
        for part in feed.channel.everything():
            for address in filter(None, map(part.get, _ADDRESSES)):
                if not address.isascii() or " " in address:
                    yield part.fault(BAD_ADDRESS, f"the address {extract(address)} is not ASCII")
                elif part.name not in _TOLD_ELSEWHERE and _is_dead(address, folder):
                    yield part.fault(NOWHERE, f"{extract(address)} leads to nothing in feed/")


def named_files(feeds: Sequence[ReadFeed], folder: FeedFolder) -> frozenset[str]:
    """Return the places of sound, pictures and texts that a feed names, and of the feed."""
    parts = (part for feed in feeds for part in feed.channel.everything())
    named = {
        folder.place(address)
        for part in parts
        if part.name in _TOLD_ELSEWHERE
        for address in filter(None, map(part.get, _ADDRESSES))
    }
    return frozenset({FEED_FILE, *(place for place in named if place)})


def check_slugs(items: Sequence[Item], folder: FeedFolder) -> Iterator[Finding]:
    """Check that the addresses of episodes are easy to type."""
    for item in items:
        if item.slug != item.slug.lower():
            wrong = f"the address {extract(f'{folder.address}{item.slug}/')} has capitals"
            yield item.part.fault(CAPITALS, wrong)


def _links(
    place: str, page: PageFacts, folder: FeedFolder, told: AbstractSet[str]
) -> Iterator[Finding]:
    file = folder.shown(place)
    for link in page.links:
        target = folder.place(link.address, place)
        if target is None:
            if link.fetched and not link.address.startswith("data:"):
                wrong = f"the browser is made to ask for {extract(link.address)}"
                yield STRANGER.at(file, wrong, link.line)
            continue
        _, _, name = link.address.partition("#")
        is_on_page = target != place or not name or name in page.ids
        if (not folder.has(target) and target not in told) or not is_on_page:
            wrong = f"the link {extract(link.address)} leads to nothing in feed/"
            yield NOWHERE.at(file, wrong, link.line)


def _is_dead(address: str, folder: FeedFolder) -> bool:
    place = folder.place(address)
    return place is not None and not folder.has(place)


def _sound(item: Item, page: PageFacts, folder: FeedFolder, file: str) -> Iterator[Finding]:
    """Check that page and feed play the same; a sound elsewhere on the web is not followed."""
    place = f"{item.slug}/{FRONT}"
    played = {folder.place(address, place) for address in page.sounds}
    told = folder.place(page.linked.sound) if page.linked.sound else item.sound
    if item.sound and ({item.sound} != played or told != item.sound):
        wrong = f"the page does not play what the feed has, {folder.shown(item.sound)}"
        yield OTHER_SOUND.at(file, wrong)
