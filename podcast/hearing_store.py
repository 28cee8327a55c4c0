"""Where a hearing is kept, whole or in parts: arrays beside the episode, with what made them.

The file is an ordinary `.npz` archive, the same bytes for the same hearing. It may be deleted: the
voices that were told from it stay, and it is heard again when they have to be told anew.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from podcast.cache import differences, plain
from podcast.hearing import Hearing
from podcast.workspace import PRIVATE, write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

_MADE_OF = "made_of"
# What reading a damaged archive raises: RuntimeError where it says that it has a password.
_DAMAGED = (
    OSError, ValueError, TypeError, KeyError, EOFError, RuntimeError, MemoryError,
    zipfile.BadZipFile, zlib.error,
)  # fmt: skip
# A date of its own in each archive would make equal hearings unequal files.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class HearingStore:
    """The hearing of one episode."""

    path: Path

    def read(self, made_of: Mapping[str, object]) -> tuple[Hearing | None, tuple[str, ...]]:
        """Return the hearing, and why it cannot be used; no reasons mean that it is still true."""
        try:
            with np.load(io.BytesIO(self.path.read_bytes()), allow_pickle=False) as kept:
                before = json.loads(str(kept[_MADE_OF]))
                parts = {field.name: kept[field.name] for field in fields(Hearing)}
                parts["samples"] = int(parts["samples"])
        except FileNotFoundError:
            return None, ("new",)
        except _DAMAGED:
            return None, (f"{self.path.name} was damaged",)
        return Hearing(**parts), differences(before, plain(made_of))

    def write(self, hearing: Hearing, made_of: Mapping[str, object]) -> None:
        """Keep a hearing with what it was made of."""
        parts = {field.name: getattr(hearing, field.name) for field in fields(hearing)}
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, part in (*parts.items(), (_MADE_OF, json.dumps(plain(made_of)))):
                array = io.BytesIO()
                np.save(array, np.asarray(part), allow_pickle=False)
                entry = zipfile.ZipInfo(f"{name}.npy", _NO_DATE)
                archive.writestr(entry, array.getvalue(), zipfile.ZIP_DEFLATED)
        write(self.path, packed.getvalue(), PRIVATE)


@dataclass(frozen=True, slots=True)
class PartJournal:
    """Finished parts of a hearing, a file each, in a folder for one way of listening."""

    folder: Path

    def get(self, part: str) -> NDArray[np.generic] | None:
        """Return what was heard in a part that was finished before."""
        try:
            heard: NDArray[np.generic] = np.load(self._file(part), allow_pickle=False)
        except (OSError, ValueError, EOFError):
            return None
        return heard

    def put(self, part: str, heard: NDArray[np.generic]) -> None:
        """Keep what was heard in a part."""
        array = io.BytesIO()
        np.save(array, heard, allow_pickle=False)
        write(self._file(part), array.getvalue(), PRIVATE)

    def _file(self, part: str) -> Path:
        return self.folder / f"{part}.npy"
