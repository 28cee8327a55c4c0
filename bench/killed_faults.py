"""What is wrong with a show whose build was killed: each file old or new, each link leads on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree, html  # type: ignore[import-untyped]  # it has no types

from bench.killed_show import contents

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

_FEED, _FRONT = "feed/feed.xml", "feed/index.html"
_ADDRESS = "https://panelpodden.example/"
# What is there only on the way, or knows the old and the new: the next build finds its way by it.
_BETWEEN = {"draft.json", ".panelpodd-begun.json"}
_OF_PEOPLE = (".toml", ".md")


@dataclass(frozen=True, slots=True)
class Versions:
    """What each file of a show may hold while a build is under way.

    Attributes:
        before: all files as they were when it began.
        after: as they are when it has come to its end.
    """

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]

    def faults(self, show: Path) -> list[str]:
        """Say what is wrong after a kill; nothing where all is as promised."""
        found = contents(show)
        told = (self._of_files(found), self._of_people(found), self._of_feed(found))
        return [*chain(*told), *dead(found, {_FEED, _FRONT} | self.before.keys())]

    def faults_at_the_end(self, show: Path) -> list[str]:
        """Say what is wrong when a build has ended well."""
        found = contents(show)
        names = found.keys() | self.after.keys()
        other = [f"{name} differs" for name in names if found.get(name) != self.after.get(name)]
        left = [*show.rglob(".new-*"), *show.rglob(".work")]
        return sorted(other) + [f"{file} is left over" for file in left]

    def _of_files(self, found: Mapping[str, bytes]) -> Iterator[str]:
        for name, content in found.items():
            if PurePosixPath(name).name in _BETWEEN:
                json.loads(content)
            elif content not in {self.before.get(name), self.after.get(name)}:
                yield f"{name} is neither the old nor the new one"

    def _of_people(self, found: Mapping[str, bytes]) -> Iterator[str]:
        """Tell what is gone; a recording that was dropped is at its old or its new place."""
        for name, content in self.before.items():
            is_sound = name.startswith("episodes/") and name.endswith(".wav")
            if is_sound and content not in found.values():
                yield f"{name} is gone"
            if name.startswith("episodes/") and name.endswith(_OF_PEOPLE) and name not in found:
                yield f"{name} is gone"

    def _of_feed(self, found: Mapping[str, bytes]) -> Iterator[str]:
        feed = found.get(_FEED)
        for enclosure in etree.fromstring(feed).iter("enclosure") if feed else ():
            place = f"feed/{enclosure.attrib['url'].removeprefix(_ADDRESS)}"
            known = {len(files.get(place, b"")) for files in (self.before, self.after)}
            # Tags may have changed already: the sound is at its address before the feed says so.
            promised = int(enclosure.attrib["length"])
            if not {promised, len(found.get(place, b""))} <= known:
                yield f"feed.xml promises {promised} bytes of {place}"


def dead(found: Mapping[str, bytes], seen: AbstractSet[str]) -> Iterator[str]:
    """Tell of every address that leads to no file, wherever readers come to it.

    But for the feed itself: it leads to the front page, which leads to the feed, and comes last.

    Args:
        found: all files by their place.
        seen: places that readers may know of.
    """
    waiting, reached = [name for name in seen if name in found], set(seen)
    while waiting:
        name = waiting.pop()
        for place in {_place(address) for address in _addresses(name, found[name])} - {"", _FEED}:
            if place not in found:
                yield f"{name} leads to {place}, which is not there"
            elif place not in reached:
                reached.add(place)
                waiting.append(place)


def _addresses(name: str, content: bytes) -> Iterator[str]:
    """Whither a page or the feed leads; the feed to the show's own files alone."""
    base = _ADDRESS + name.removeprefix("feed/")
    if name.startswith("feed/") and name.endswith(".html"):
        links = html.fromstring(content).iterlinks()
        yield from (urljoin(base, address) for _, _, address, _ in links)
    elif name == _FEED:
        for element in etree.fromstring(content).iter():
            yield from (*element.attrib.values(), element.text or "")


def _place(address: str) -> str:
    """Where an address of the show leads; nothing for those elsewhere."""
    if not address.startswith(_ADDRESS):
        return ""
    path = unquote(urlsplit(address).path).lstrip("/")
    return f"feed/{path}index.html" if path.endswith("/") or not path else f"feed/{path}"
