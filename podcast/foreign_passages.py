"""Passages that seem to be in another language than the show, and are not marked as such.

A speech model that is told one language writes another as it can: partly in that language, partly
by ear, at times translated. It is as sure of that as of the rest, so it is told by the words
themselves. Words such as “the” and “with” are two of five in any English, and none in Swedish.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.show import Language
from podcast.span import Span, clock, outside, union

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from podcast.document import TimedParagraph

# The commonest words of each language, but for those that the other has, too.
_COMMON: Mapping[Language, frozenset[str]] = {
    "en": frozenset(
        """the of and are were you your we they their he she his this that these those with from
        would could should what when where which who why how because about there don't isn't it's
        i'm you're we're that's been just people really think know like out not but or than then
        them our us""".split()
    ),
    "sv": frozenset(
        """och att det som är på inte för jag vi ni de dem har hade också från av ska vad när var
        eller mycket den hos så där här vara blir kanske bara någon något""".split()
    ),
}
_NAMES: Mapping[Language, str] = {"en": "English", "sv": "Swedish"}
# Of so many words in a row at least so many; our Swedish recordings have one at most.
_ROW = 12
_FEWEST = 4
# Two passages in one language with so few seconds between them are one.
_BETWEEN = 3.0
_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class ForeignPassage:
    """A stretch of talk that seems to be in another language.

    Attributes:
        span: when it is said.
        language: which one.
    """

    span: Span
    language: Language

    def __str__(self) -> str:
        """Tell what to do about it."""
        return (
            f"it seems to be {_NAMES[self.language]} from {clock(self.span.start)} to "
            f"{clock(self.span.end)}; listen there, write what is said, and mark it in text.md as "
            f"[words]{{lang={self.language}}}"
        )


def foreign_passages(
    paragraphs: Iterable[TimedParagraph], language: Language, listened: Iterable[Span] = ()
) -> tuple[ForeignPassage, ...]:
    """Find the passages of a text that seem to be in another language.

    Args:
        paragraphs: the text as it stands; what is marked as in another language is passed over.
        language: of the show.
        listened: stretches that a person has listened to against the text; there it is right.
    """
    settled = union(listened)
    found: list[ForeignPassage] = []
    for one in (each for paragraph in paragraphs for each in _of(paragraph, language)):
        last = found[-1] if found else None
        if last and last.language == one.language and last.span.gap(one.span) < _BETWEEN:
            found[-1] = ForeignPassage(last.span | one.span, last.language)
        else:
            found.append(one)
    return tuple(one for one in found if any(outside((one.span,), settled)))


def _of(paragraph: TimedParagraph, language: Language) -> Iterator[ForeignPassage]:
    plain = [
        (word.span, _folded(word.text))
        for word, marked in zip(paragraph.words, paragraph.languages, strict=True)
        if not marked
    ]
    for other, common in _COMMON.items():
        if other != language:
            telling = [place for place, (_, text) in enumerate(plain) if text in common]
            for first, last in _rows(telling):
                yield ForeignPassage(plain[first][0] | plain[last][0], other)


def _rows(telling: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of places that lie close enough, row by row."""
    row: tuple[int, int] | None = None
    for first, last in zip(telling, telling[_FEWEST - 1 :], strict=False):
        if last - first >= _ROW:
            continue
        if row and first <= row[1]:
            row = (row[0], last)
        else:
            if row:
                yield row
            row = (first, last)
    if row:
        yield row


def _folded(text: str) -> str:
    word = _LETTERS.search(text.casefold())
    return word[0].replace("’", "'") if word else ""
