"""Where remembered voices are kept: one file of this show, that only its owner may read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter

from podcast.cache import loaded
from podcast.engines import LISTEN_VERSION
from podcast.profile import Profile, Profiles
from podcast.workspace import PRIVATE, read, remove, write

_PEOPLE = TypeAdapter(tuple[Profile, ...])


@dataclass(frozen=True, slots=True)
class ProfileStore:
    """The profiles of a show, `episodes/voices.json`."""

    path: Path

    def read(self) -> Profiles:
        """Return the profiles; none where there are none that today's models can be compared with.

        A damaged file counts as absent: the next build makes it again from the hearings kept.

        Raises:
            WorkspaceError: when the file may not be read.
        """
        if not self.path.exists():
            return Profiles()
        content = read(self.path)
        try:
            kept = loaded(content)
            is_comparable = kept["version"] == LISTEN_VERSION
            return Profiles(_PEOPLE.validate_python(kept["people"] if is_comparable else ()))
        except (ValueError, KeyError, TypeError, RecursionError):
            return Profiles()

    def write(self, profiles: Profiles) -> None:
        """Keep the profiles; without any the file goes too.

        Raises:
            WorkspaceError: when the folder cannot be written.
        """
        if not profiles:
            remove(self.path, self.path.parent)
            return
        people = _PEOPLE.dump_python(profiles.people, mode="json")
        kept = {"version": LISTEN_VERSION, "people": people}
        content = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
        write(self.path, content + "\n", PRIVATE)
