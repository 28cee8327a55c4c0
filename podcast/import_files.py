"""The files that a feed leads to: in a folder of the user's, else on the web.

A feed that is a file on this machine never makes us use the network.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from podcast.errors import FeedError
from podcast.fetch import SMALL, Fetched, Web, is_web_address
from podcast.file_names import dated, is_sound
from podcast.slug import slug
from podcast.workspace import read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from podcast.foreign import ForeignItem

_MOST_FILES = 100_000  # a folder that has more is not one of recordings


@dataclass
class FeedFiles:
    """Where to look for what a feed leads to.

    Attributes:
        folder: given by the user; None where none was.
        web: None where the feed is a file.
    """

    folder: Path | None
    web: Web | None
    _by_name: dict[str, list[Path]] = field(default_factory=dict)
    _common: frozenset[str] = frozenset()
    _given: set[Path] = field(default_factory=set)

    def look(self, items: Iterable[ForeignItem]) -> None:
        """Look what lies in the folder, and which names the feed has for several sounds."""
        by_name = defaultdict(list)
        for number, file in enumerate(sorted(self.folder.rglob("*")) if self.folder else ()):
            if number > _MOST_FILES:
                raise FeedError(
                    f"{self.folder}: there are too many files in it; name a smaller one."
                )
            if file.is_file() and not file.is_symlink():
                by_name[file.name.casefold()].append(file)
        names = Counter(_name(item.sound.address) for item in items if item.sound)
        self._by_name = dict(by_name)
        self._common = frozenset(name for name, times in names.items() if times > 1)

    def small(self, address: str) -> Fetched:
        """Return a small file.

        Raises:
            FeedError: when it cannot be had.
        """
        if found := self._beside(address):
            if found.stat().st_size > SMALL.size:
                raise FeedError(f"{found}: it is too big for what it should be; skipped.")
            return Fetched(read(found), address)
        if self.web:
            return self.web.get(address)
        raise FeedError("it is not in the folder given with --sound, and the feed is a file")

    def sound(self, item: ForeignItem) -> Path | None:
        """Return the recording of an item in the folder: by its name in the feed, else by title.

        No file is given to two items.
        """
        found = self._beside(item.sound.address) if item.sound else None
        found = found or self._titled(item)
        if found is None or found in self._given:
            return None
        self._given.add(found)
        return found

    def may_have_sound(self, item: ForeignItem) -> bool:
        """Tell whether there is anywhere to get its recording from, without getting it."""
        return self.sound(item) is not None or bool(item.sound and self.web)

    def _beside(self, address: str) -> Path | None:
        """The file in the folder whose place is most like the address; none where two are."""
        parts = _parts(address)
        near = [(_alike(file, parts), file) for file in self._by_name.get(_name(address), ())]
        most = max((score for score, _ in near), default=0)
        best = [file for score, file in near if score == most]
        if len(best) != 1 or (_name(address) in self._common and most < 2):
            return None
        return best[0]

    def _titled(self, item: ForeignItem) -> Path | None:
        wanted = slug(item.title, "")
        found = [
            file
            for files in self._by_name.values()
            for file in files
            if wanted
            and is_sound(file)
            and wanted in {slug(file.stem, ""), slug(dated(file.stem)[1], "")}
        ]
        return found[0] if len(found) == 1 else None


def source_files(source: str, folder: Path | None, web: Web) -> FeedFiles:
    """Return where to look for what a feed leads to; the web only if the feed comes from there."""
    return FeedFiles(folder, web if is_web_address(source) else None)


def _parts(address: str) -> tuple[str, ...]:
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return ()
    return PurePosixPath(path).parts


def _name(address: str) -> str:
    parts = _parts(address)
    return parts[-1].casefold() if parts else ""


def _alike(file: Path, parts: tuple[str, ...]) -> int:
    """How many names, from the last backwards, are the same."""
    both = zip(reversed(file.parts), reversed(parts), strict=False)
    number = 0
    for one, other in both:
        if one.casefold() != other.casefold():
            break
        number += 1
    return number
