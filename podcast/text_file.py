"""text.md on disk: drafted by us, then owned by people, and never a word of theirs lost.

We remember the draft that we wrote. A text that is still that draft is written anew when we would
draft it otherwise today; into a text that people have touched the new draft is merged.

Whatever is killed when: before the text is written, draft.json knows the drafts before and after
and the text between, so that the next run can tell from which of them the text on disk comes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from podcast import text
from podcast.cache import Store
from podcast.errors import TextError
from podcast.merge import Place, merge, renamed, shared_parts, standing
from podcast.text_parts import split
from podcast.workspace import EpisodeFolder, read, writing

if TYPE_CHECKING:
    from collections.abc import Collection


@dataclass(frozen=True, slots=True)
class Remembered:
    """What draft.json knows.

    Attributes:
        drafts: of ours, from one of which the text on disk comes; several only when a run was
            killed, the latest last.
        merged: the text that the latest merge wrote, or was about to.
        places: where it found that people and we had both changed something.
    """

    drafts: tuple[str, ...] = ()
    merged: str = ""
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class TextFile:
    """The text of an episode as it is now, with what we remember of it.

    Attributes:
        folder: where it lies.
        raw: the text to the letter; None where there is none.
        remembered: what draft.json knows.
    """

    folder: EpisodeFolder
    raw: str | None
    remembered: Remembered

    @staticmethod
    def of(folder: EpisodeFolder) -> TextFile:
        """Read both files.

        Raises:
            TextError: when the text is not UTF-8.
        """
        return TextFile(folder, _read(folder), _remembered(folder))

    @property
    def text(self) -> str | None:
        """The text with line ends as ours, without byte order mark."""
        return None if self.raw is None else _plain(self.raw)

    @property
    def is_edited(self) -> bool:
        """Whether a person has changed the draft."""
        return self.raw is not None and self.text not in self.remembered.drafts

    @property
    def begun_with(self) -> str:
        """The draft that people began with, as far as we know; empty where we wrote none."""
        return self.remembered.drafts[-1] if self.remembered.drafts else ""

    @property
    def can_follow(self) -> bool:
        """Whether a new draft can be taken up: by an untouched text, or one whose draft we know."""
        return not self.is_edited or bool(self.remembered.drafts)

    @property
    def places(self) -> tuple[tuple[int, Place], ...]:
        """Where a person's words stand against ours, each with its line."""
        return standing(self.remembered.places, self.raw or "")

    def is_behind(self, draft: str) -> bool:
        """Tell whether we would draft it otherwise today."""
        return self.remembered.drafts != (draft,) or self.raw is None

    def follow(self, draft: str, cast: Collection[str]) -> None:
        """Write the draft, or merge it into what people have made of the one before."""
        if not self.is_behind(draft) or not self.can_follow:
            return
        if not self.is_edited or self.raw is None:
            self._write(draft, draft, ())
            return
        speaker = partial(text.begins_to_speak, cast=cast)
        merged = merge(self._base(), draft, self.raw, speaker)
        ours = [part.text for part in split(draft).parts]
        before = (renamed(place, merged.names) for place in self.remembered.places)
        kept = [
            place
            for _, place in standing(before, merged.text)
            if all(part in ours for part in place.ours)
            and place.yours not in {new.yours for new in merged.places}
        ]
        self._write(draft, merged.text, (*kept, *merged.places))

    def _base(self) -> str:
        """The draft from which people's text comes: the one that it has the most parts of."""
        drafts = self.remembered.drafts
        if self.raw == self.remembered.merged:
            return drafts[-1]
        return max(reversed(drafts), key=lambda draft: shared_parts(draft, self.raw or ""))

    def _write(self, draft: str, new: str, places: tuple[Place, ...]) -> None:
        """Write the text, unless people have written it meanwhile: the next run merges that."""
        store = _store(self.folder)
        drafts = (*(known for known in self.remembered.drafts if known != draft), draft)
        store.write(Remembered(drafts, new, places), {})
        if new != self.raw and not replace_text(self.folder, self.raw, new):
            return
        store.write(Remembered((draft,), new, places), {})


def replace_text(folder: EpisodeFolder, known: str | None, new: str) -> bool:
    """Write the text of an episode, unless it is another than we know; tell whether we did.

    Args:
        folder: of the episode.
        known: the text to the letter as we know it; None where there was none.
        new: what is to stand there, to the letter.

    Raises:
        WorkspaceError: when it cannot be written.
    """
    try:
        with writing(folder.text) as file:
            file.write_bytes(new.encode())
            _refuse_change(folder, known)
    except _WrittenMeanwhile:
        return False
    return True


def _refuse_change(folder: EpisodeFolder, known: str | None) -> None:
    if _bytes(folder) != (None if known is None else known.encode()):
        raise _WrittenMeanwhile


class _WrittenMeanwhile(Exception):  # noqa: N818 - no fault; it only ends the writing
    """A person has saved the text while we merged it."""


def _read(folder: EpisodeFolder) -> str | None:
    content = _bytes(folder)
    try:
        return None if content is None else content.decode()
    except UnicodeDecodeError as fault:
        line = fault.object[: fault.start].count(b"\n") + 1
        raise TextError(
            folder.text, line, "the text is not UTF-8", "save it as UTF-8 in your editor"
        ) from fault


def _bytes(folder: EpisodeFolder) -> bytes | None:
    return read(folder.text) if folder.text.exists() else None


def _plain(raw: str) -> str:
    return raw.removeprefix("\ufeff").replace("\r\n", "\n")


def _remembered(folder: EpisodeFolder) -> Remembered:
    return _store(folder).read({})[0] or Remembered(_drafts_only(folder))


def _drafts_only(folder: EpisodeFolder) -> tuple[str, ...]:
    """What draft.json was before it knew of merges."""
    return Store(folder.draft, tuple[str, ...]).read({})[0] or ()


def _store(folder: EpisodeFolder) -> Store[Remembered]:
    return Store(folder.draft, Remembered)
