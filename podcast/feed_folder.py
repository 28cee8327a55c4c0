"""The folder feed/ as it lies there: which files it has, and where addresses lead in it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin

from podcast.workspace import read
from podcast.xml_text import ascii_address

_PAGE = "index.html"
NOWHERE = "an address that cannot be read"
"""The place of such an address; no file has it."""


@dataclass(frozen=True, slots=True)
class FeedFolder:
    """What lies in feed/, to be looked at and not changed.

    Attributes:
        root: the folder.
        address: of the show, in ASCII; what lies below it lies in the folder.
        sizes: of every file in bytes, by its place in the folder.
    """

    root: Path
    address: str
    sizes: Mapping[str, int]

    @classmethod
    def at(cls, root: Path, address: str) -> FeedFolder:
        """Look at a folder; one that is not there has no files."""
        sizes = {}
        for folder, _, names in os.walk(root):
            for file in (Path(folder) / name for name in names):
                if file.is_file():
                    sizes[file.relative_to(root).as_posix()] = file.stat().st_size
        return cls(root, ascii_address(address), sizes)

    def has(self, place: str) -> bool:
        """Tell whether a file lies there."""
        return place in self.sizes

    def read(self, place: str) -> bytes:
        """Read a file.

        Raises:
            WorkspaceError: when it cannot be read.
        """
        return read(self.root / place)

    def beside(self, place: str, suffix: str) -> tuple[str, ...]:
        """The files of a kind that lie in the same folder as a page."""
        folder = place.rpartition("/")[0]
        return tuple(
            other
            for other in sorted(self.sizes)
            if other.endswith(suffix) and other.rpartition("/")[0] == folder
        )

    def path(self, place: str) -> Path:
        """Where a file lies on the disk."""
        return self.root / place

    def shown(self, place: str) -> str:
        """How a finding names a file of the folder."""
        return f"{self.root.name}/{place}"

    def place(self, link: str, page: str = "") -> str | None:
        """Return the place that an address leads to, None where that is not below the show's.

        Args:
            link: as it is written, whole or from a page.
            page: the place of that page.
        """
        try:
            whole = _whole(f"{self.address}{page}", link.strip())
        except ValueError:  # such as http://[
            return NOWHERE
        if not f"{whole}/".startswith(self.address):
            return None
        path = whole.removeprefix(self.address).partition("#")[0].partition("?")[0]
        place = unquote(path) if f"{whole}/" != self.address else ""
        if not place or place.endswith("/"):
            return f"{place}{_PAGE}"
        return f"{place}/{_PAGE}" if f"{place}/{_PAGE}" in self.sizes else place


@lru_cache(maxsize=1 << 14)  # what pages link to hardly changes from one check to the next
def _whole(page: str, link: str) -> str:
    return ascii_address(urljoin(page, link))
