"""A text in the parts that stand between blank lines, kept to the letter."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE_END = r"(?>\r\n|\r|\n)"
_LEAD = re.compile(rf"\ufeff?(?:[ \t]*{_LINE_END})*(?:[ \t]*\Z)?")
_BLANK_LINES = re.compile(rf"{_LINE_END}(?:[ \t]*{_LINE_END})+")


@dataclass(frozen=True, slots=True)
class Part:
    """A part with the blank lines before it.

    Attributes:
        raw: as it stands in the file.
        gap: the line ends between it and the part before; empty for the first.
        line: on which it begins, from 1.
    """

    raw: str
    gap: str
    line: int

    @property
    def text(self) -> str:
        """The part with line ends as ours."""
        return self.raw.replace("\r\n", "\n").replace("\r", "\n")


@dataclass(frozen=True, slots=True)
class TextParts:
    """A whole text; `lead`, then each part after its gap, then `tail` are the text again.

    Attributes:
        lead: byte order mark and blank lines before the first part.
        parts: none is blank.
        tail: line ends after the last part.
    """

    lead: str
    parts: tuple[Part, ...]
    tail: str

    @property
    def line_end(self) -> str:
        """How lines end in this text."""
        everything = self.lead + "".join(part.gap + part.raw for part in self.parts) + self.tail
        return next((end for end in ("\r\n", "\n", "\r") if end in everything), "\n")


def split(text: str) -> TextParts:
    """Take a text apart; nothing is lost."""
    lead_match = _LEAD.match(text)
    start = lead_match.end() if lead_match else 0
    stop = _end_of_words(text, start)
    parts: list[Part] = []
    position, gap, line = start, "", 1 + _line_ends(text[:start])
    for blank in (*_BLANK_LINES.finditer(text, start, stop), None):
        raw = text[position : blank.start() if blank else stop]
        if raw:
            parts.append(Part(raw, gap, line))
        if blank:
            gap, position = blank[0], blank.end()
            line += _line_ends(raw + gap)
    return TextParts(text[:start], tuple(parts), text[stop:])


def _end_of_words(text: str, start: int) -> int:
    """Where the line ends after the last part begin; spaces at the end of its line are its own."""
    words = len(text[start:].rstrip(" \t\r\n")) + start
    return next((at for at in range(words, len(text)) if text[at] in "\r\n"), len(text))


def _line_ends(text: str) -> int:
    return len(re.findall(_LINE_END, text))
