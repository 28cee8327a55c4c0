"""text.md while it is edited on the review page: written at once, never blindly.

Whoever changes the text tells which version they saw. Where the file is another by now, because
of an editor, git, a build or a second window, what both did is merged from that version on; where
both changed the same words, those of the page stand and the others are kept beside them.

The text is written before the journal: whatever is killed between the two, the next look at the
file takes its words for a change made elsewhere, which can be undone like any other.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING

from podcast import text as text_form
from podcast.cache import Store
from podcast.errors import PodcastError
from podcast.merge import merge
from podcast.review.desk import ConflictError
from podcast.review.journal import Journal
from podcast.review.passages import Script
from podcast.text_file import TextFile, replace_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

    from podcast.merge import Place
    from podcast.workspace import EpisodeFolder

ELSEWHERE = "elsewhere"
"""What was done by somebody else, as a step of the journal says."""

_TRIES = 5  # when somebody else saves again and again while we do
_LOCKS: defaultdict[Path, threading.RLock] = defaultdict(threading.RLock)


class Manuscript:
    """The text of one episode on disk, with its journal."""

    def __init__(self, folder: EpisodeFolder, cast: Collection[str]) -> None:
        """Take the folder of the episode and the names that begin a turn."""
        self._folder = folder
        self._cast = tuple(cast)
        self._lock = _LOCKS[folder.path]

    def journal(self) -> Journal:
        """Return the text as it stands on disk, as the last step of its journal.

        Raises:
            TextError: when it is not UTF-8.
            ConflictError: when there is none.
        """
        with self._lock:
            journal = self._looked()
            self._store.write(journal, {})
            return journal

    def script(self, text: str) -> Script:
        """Read a version of the text."""
        return Script.of(text, self._cast)

    def change(self, what: str, version: str, edit: Callable[[Script], Script]) -> Journal:
        """Change the text as it was in a version, and write it with whatever was done since.

        Args:
            what: is done, as the journal will say.
            version: that whoever changes the text has before their eyes.
            edit: makes the change.

        Raises:
            ConflictError: when that version is forgotten.
            PodcastError: when the files cannot be read or written.
        """

        def step(journal: Journal) -> Journal:
            base = journal.text_of(version)
            if base is None:
                raise ConflictError("the text is another by now; look at it anew")
            return journal.stepped(what, *self._merged(base, journal, edit))

        return self._write(step)

    def undo(self, version: str) -> Journal:
        """Take the last step back, unless whoever wants it has not seen it yet."""
        return self._write(lambda now: now.undone() if now.version == version else now)

    def redo(self, version: str) -> Journal:
        """Do the step again that was taken back last, likewise."""
        return self._write(lambda now: now.redone() if now.version == version else now)

    def settle(self, place: Place, *, take_other: bool) -> Journal:
        """Decide between two versions of the same words, and forget the one that is not taken.

        Raises:
            PodcastError: when the files cannot be read or written.
        """

        def step(journal: Journal) -> Journal:
            if not take_other:
                return journal.settled(place)
            changed = self.script(journal.text).with_other(place.yours, place.ours)
            return journal.stepped("settled", changed.text).settled(place)

        return self._write(step)

    def _merged(
        self, base: str, journal: Journal, edit: Callable[[Script], Script]
    ) -> tuple[str, tuple[Place, ...]]:
        mine = edit(self.script(base)).text
        if base in {journal.text, mine}:
            return (mine if base == journal.text else journal.text), ()
        speaker = partial(text_form.begins_to_speak, cast=self._cast)
        merged = merge(base, journal.text, mine, speaker)
        return merged.text, merged.places

    def _write(self, step: Callable[[Journal], Journal]) -> Journal:
        with self._lock:
            for _ in range(_TRIES):
                before = self._looked()
                after = step(before)
                if after.text == before.text or replace_text(self._folder, before.text, after.text):
                    self._store.write(after, {})
                    return after
        raise PodcastError(f"{self._folder.text}: another program keeps writing it; close that.")

    def _looked(self) -> Journal:
        """The journal with what was done elsewhere as its last step."""
        text = TextFile.of(self._folder).raw
        if text is None:
            raise ConflictError(f"{self._folder.text}: there is no text yet; run `podcast build`.")
        known = self._store.read({})[0]
        return known.stepped(ELSEWHERE, text) if known else Journal(text)

    @property
    def _store(self) -> Store[Journal]:
        return Store(self._folder.journal, Journal)
