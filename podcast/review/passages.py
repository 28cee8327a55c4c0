"""text.md as people edit it: its parts by what they are, each kept to the letter.

What is changed is composed anew, part by part; all else stays as it lies on disk: line ends, blank
lines, what is not understood. A paragraph that nobody touched stays with whoever says it, so its
name is written where the one above it is now somebody else's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

from podcast.document import Heading, Paragraph, Photo, Quote
from podcast.text import blocks_of, compose_block
from podcast.text_parts import Part, TextParts, split

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from podcast.document import Block

Kind = Literal["title", "heading", "quote", "photo", "paragraph", "blank"]

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a text by what it is.

    Attributes:
        kind: a `blank` one has only signs that do not show.
        words: what people read and change of it; of a photo its caption.
        speaker: who says it; empty in the lead, and where nobody does.
        opens: whether the name stands before it, that is, whether a turn begins here.
    """

    kind: Kind
    words: str
    speaker: str = ""
    opens: bool = False

    @property
    def is_talk(self) -> bool:
        """Whether somebody says it."""
        return bool(self.speaker)


@dataclass(frozen=True)
class Script:
    """A text and what its parts are.

    Attributes:
        parts: to the letter.
        passages: one for each part.
        cast: the names that begin a turn.
    """

    parts: TextParts
    passages: tuple[Passage, ...]
    cast: tuple[str, ...]

    @staticmethod
    def of(text: str, cast: Collection[str]) -> Script:
        """Read a text; one that was read lately is taken out again."""
        return _known(text, tuple(cast))

    @cached_property
    def text(self) -> str:
        """The text to the letter."""
        parts = (part.gap + part.raw for part in self.parts.parts)
        return "".join((self.parts.lead, *parts, self.parts.tail))

    def speaker_before(self, at: int) -> str:
        """Whose turn it is where a passage stands, before it."""
        above = (one.speaker for one in reversed(self.passages[:at]) if one.kind == "paragraph")
        return next(above, "")

    def turn(self, at: int) -> range:
        """The passages of the turn that a passage is part of, what stands among them too."""
        if not self.passages[at].is_talk:
            return range(at, at + 1)
        first = next(at for at in range(at, -1, -1) if self.passages[at].opens)
        later = range(first + 1, len(self.passages))
        stop = next((n for n in later if self.passages[n].opens), len(self.passages))
        while self.passages[stop - 1].kind != "paragraph":
            stop -= 1
        return range(first, stop)

    def with_passages(self, start: int, stop: int, new: Sequence[Passage]) -> Script:
        """Return the script with other passages in the place of those from `start` to `stop`.

        One that stood there before stays to the letter. The first to go on with a turn below
        them gets its name where it would be said by somebody else.
        """
        old = self.parts.parts
        letters = _Letters.of(self.passages[start:stop], old[start:stop])
        written = [
            letters.part(one, self, is_first=not start and not step) for step, one in enumerate(new)
        ]
        spoken = (one.speaker for one in reversed(new) if one.kind == "paragraph")
        rest = self._under_own_name(stop, next(spoken, self.speaker_before(start)))
        parts = [*old[:start], *written, *rest]
        if start < min(
            len(old), len(parts)
        ):  # what is new takes the blank lines of what stood there
            parts[start] = replace(parts[start], gap=old[start].gap)
        if start == stop and rest:
            parts[-len(rest)] = replace(rest[0], gap="")
        return self._spaced(parts)

    def with_words(self, new: Mapping[int, str]) -> Script:
        """Return the script with other words in some passages; one without any goes."""
        parts = list(self.parts.parts)
        kept = {at: tidy(words) for at, words in new.items()}
        for at, words in kept.items():
            if words:
                one, part = self.passages[at], parts[at]
                changed = _Letters.of([one], [part]).part(
                    replace(one, words=words), self, is_first=not at
                )
                parts[at] = replace(changed, gap=part.gap)
        script = _read(replace(self.parts, parts=tuple(parts)), self.cast)
        for at in sorted((at for at, words in kept.items() if not words), reverse=True):
            script = script.with_passages(at, at + 1, [])
        return script

    def with_other(self, there: Sequence[str], other: Sequence[str]) -> Script:
        """Return the script with other parts where these stand; at its end where none do.

        Both are parts of a text with line ends as ours.
        """
        texts = [part.text for part in self.parts.parts]
        starts = (at for at in range(len(texts)) if texts[at : at + len(there)] == list(there))
        at = next(starts, len(texts)) if there else len(texts)
        end = self.parts.line_end
        new = [Part(text.replace("\n", end), "", 0) for text in other]
        parts = [*self.parts.parts[:at], *new, *self.parts.parts[at + len(there) :]]
        if new and at < len(texts):
            parts[at] = replace(parts[at], gap=self.parts.parts[at].gap)
        return self._spaced(parts)

    def _spaced(self, parts: Sequence[Part]) -> Script:
        """The script of these parts, none of which runs into the one before."""
        usual = 2 * self.parts.line_end
        spaced = (
            replace(part, gap=(part.gap or usual) if at else "") for at, part in enumerate(parts)
        )
        return _read(replace(self.parts, parts=tuple(spaced)), self.cast)

    def _under_own_name(self, stop: int, speaker: str) -> tuple[Part, ...]:
        """The parts from here on, after somebody spoke."""
        parts = self.parts.parts
        for at in range(stop, len(self.passages)):
            one = self.passages[at]
            if one.kind == "paragraph":
                if one.opens or one.speaker in {speaker, ""}:
                    break
                opened = _NOTHING.part(replace(one, opens=True), self, is_first=False)
                return (*parts[stop:at], replace(opened, gap=parts[at].gap), *parts[at + 1 :])
        return parts[stop:]


@dataclass(frozen=True)
class _Letters:
    """How passages stand that are about to change.

    Attributes:
        parts: those that may stay.
        names: by speaker, the name with what people put between it and the words.
    """

    parts: Mapping[Passage, Part]
    names: Mapping[str, str]

    @staticmethod
    def of(passages: Sequence[Passage], parts: Sequence[Part]) -> _Letters:
        both = list(zip(passages, parts, strict=True))
        names = {
            one.speaker: part.text[: len(part.text) - len(one.words)]
            for one, part in both
            if one.opens
        }
        return _Letters({_written_of(one): part for one, part in both}, names)

    def part(self, one: Passage, script: Script, *, is_first: bool) -> Part:
        if there := self.parts.get(_written_of(one)):
            return there
        text = _composed(one, script.cast, is_first=is_first)
        if one.opens and one.speaker in self.names:
            text = self.names[one.speaker] + one.words
        return Part(text.replace("\n", script.parts.line_end), "", 0)


_NOTHING = _Letters({}, {})


def tidy(words: str) -> str:
    """Return words as one passage can have them: without blank lines, or space at the edges."""
    return _BLANK_LINES.sub("\n", words.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _written_of(one: Passage) -> Passage:
    """What of a passage stands in its part: not who says what goes on."""
    return one if one.opens else replace(one, speaker="")


@lru_cache(maxsize=8)
def _known(text: str, cast: tuple[str, ...]) -> Script:
    return _read(split(text), cast)


def _read(parts: TextParts, cast: tuple[str, ...]) -> Script:
    known = {id(part): block for part, block in blocks_of(parts.parts, cast)}
    return Script(parts, tuple(_passage(known.get(id(part))) for part in parts.parts), cast)


def _passage(block: Block | str | None) -> Passage:
    match block:
        case None:
            return Passage("blank", "")
        case str():
            return Passage("title", block)
        case Paragraph(words, speaker, opens):
            return Passage("paragraph", words, speaker, opens)
        case Photo():
            return Passage("photo", block.caption)
        case Heading(words):
            return Passage("heading", words)
        case Quote(words):
            return Passage("quote", words)


def _composed(one: Passage, cast: Collection[str], *, is_first: bool) -> str:
    match one.kind:
        case "title":
            return f"# {one.words}"
        case "heading":
            return compose_block(Heading(one.words), cast)
        case "quote":
            return compose_block(Quote(one.words), cast)
    said = Paragraph(one.words, one.speaker, one.opens)
    return compose_block(said, cast, is_first=is_first)
