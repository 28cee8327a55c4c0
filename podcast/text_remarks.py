"""What in a text a person should look at: slips, and Markdown that means nothing here.

Nothing of it is changed. What is not understood is shown to the letter, and that is seldom what a
person meant who wrote it.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from podcast.conversation import is_voice_label
from podcast.document import Paragraph, Photo, Quote
from podcast.quotations import find

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from podcast.document import Block
    from podcast.text_parts import Part

# One letter in four may be another: beyond that it is somebody else.
NEAR = 0.75

_BEGINNING = re.compile(r"[*_ ]{0,9}([^\n:]{1,60}?)[*_ ]{0,9}:[*_]*(?P<after>.?)", re.DOTALL)
_LINE_WITH_NAME = re.compile(r"\n([^\n:]{1,60}):(?=\s)")
_HEADING = "a heading is “## ” and words, with empty lines around; this is no heading"
_MEANINGLESS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.MULTILINE), sentence)
    for pattern, sentence in (
        (r"\A# .*\Z", "there is a title already; write “## ” for a heading"),
        (r"^#{3,6} |^#{2,6}[^#\s]|^##? .*\n|(?<=\n)##? |(?<=\n)(=+|-+)[ \t]*\Z", _HEADING),
        (r"\A(\*{3,}|-{3,}|_{3,})\Z", "a line across is shown as it is written; take it away"),
        (
            r"!\[",
            'this is no picture; write ![Caption](picture.jpg "© Name"), and nothing beside it',
        ),
        (
            r"\A>|(?<=\n)> ",
            "this is no quotation; write “> ” and the words, with empty lines around",
        ),
        (
            r"<(!--|/?[A-Za-z][A-Za-z0-9]*(?=[\s/>])[^<>\n]*>)",
            "HTML is shown as it is written; take it away",
        ),
        (
            r"^[ \t]*\|.*\||^[^|\n]*\|.*\n[ \t]*:?-{3,}",
            "a table is shown as it is written; say it in sentences",
        ),
        (
            r"^[ \t]*[-*+] \S|^\d{1,2}[.)] .*\n(.+\n)*?\d{1,2}[.)] ",
            "a list is shown as it is written, on one line; make each point a paragraph",
        ),
        (r"^```", "code is shown as it is written; take the marks away"),
        (
            r"\*\*[^\s*].*?\*\*|__[^\s_].*?__|(?<![\w*])\*[^\s*]([^*\n]*[^\s*])?\*(?![\w*])",
            "words in asterisks or underscores are shown with them; take them away",
        ),
        (
            r"(?<!!)\[[^\[\]\n]+\]\([^()\n]+\)",
            "a link is shown as it is written; write the words and then the address",
        ),
    )
)


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """Something in the text that a person should look at.

    Attributes:
        line: of text.md, from 1.
        column: in that line, from 1.
        sentence: what it is and what to do.
    """

    line: int
    column: int
    sentence: str

    def __str__(self) -> str:
        """As compilers point things out, after the name of the file."""
        return f"{self.line}:{self.column}: {self.sentence}"


def find_remarks(read: Sequence[tuple[Part, Block]], cast: Collection[str]) -> tuple[Remark, ...]:
    """Return what to look at, in the order of the text; the same is said once.

    Args:
        read: the parts of a text but for its title, each with what it was read as.
        cast: the names that begin a turn.
    """
    times: Counter[str] = Counter()
    first: dict[str, tuple[Part, int]] = {}
    for part, place, sentence in _found(read, cast):
        times[sentence] += 1
        first.setdefault(sentence, (part, place))
    remarks = (_at(part, place, sentence) for sentence, (part, place) in first.items())
    return tuple(_counted(remark, times[remark.sentence] - 1) for remark in sorted(remarks))


def _found(
    read: Sequence[tuple[Part, Block]], cast: Collection[str]
) -> Iterator[tuple[Part, int, str]]:
    """Each remark with its part and its place there; the same ones in the order of the text."""
    for part, block in read:
        yield from ((part, place, said) for place, said in _in_part(part.text, block, cast))
    yield from _of_quotes(read)


def _at(part: Part, place: int, sentence: str) -> Remark:
    before = part.text[:place]
    return Remark(part.line + before.count("\n"), place - before.rfind("\n"), sentence)


def _counted(remark: Remark, more: int) -> Remark:
    if not more:
        return remark
    places = f"and in {more} more place{'s' * (more > 1)}"
    return Remark(remark.line, remark.column, f"{remark.sentence} ({places})")


def _in_part(text: str, block: Block, cast: Collection[str]) -> Iterator[tuple[int, str]]:
    """Each remark with its place in the part; what begins with a backslash is meant as it is."""
    if isinstance(block, Photo) and not block.caption.strip():
        yield 0, "this picture has no caption; write what it shows between [ and ]"
    if not isinstance(block, Paragraph) or not (block.opens or block.text == text):
        return
    yield from _of_names(text, block, cast)
    for pattern, sentence in _MEANINGLESS:
        if found := pattern.search(text):
            yield found.start(), sentence


def _of_names(text: str, block: Paragraph, cast: Collection[str]) -> Iterator[tuple[int, str]]:
    if block.opens:
        yield from _of_speaker(block.speaker, cast)
    elif beginning := _BEGINNING.match(text):
        yield from _of_beginning(beginning, cast)
    for line in _LINE_WITH_NAME.finditer(text):
        if line[1] in cast or is_voice_label(line[1]):
            yield (
                line.start(1),
                f"“{line[1]}:” begins no turn inside a paragraph; put an empty line before it",
            )


def _of_speaker(name: str, cast: Collection[str]) -> Iterator[tuple[int, str]]:
    if not cast or name in cast or is_voice_label(name):
        return
    add = "add the person to episode.toml, or begin the paragraph with \\ if it is no name"
    if near := _near(name, cast):
        yield 0, f"“{name}” is not in the cast; did you mean “{near}”? If not, {add}"
    else:
        yield 0, f"“{name}” is not in the cast; {add}"


def _of_beginning(beginning: re.Match[str], cast: Collection[str]) -> Iterator[tuple[int, str]]:
    name = beginning[1].strip()
    near = name if is_voice_label(name) else _near(name, cast)
    if near and not beginning.string[beginning.end("after") :].strip():
        yield 0, f"no words stand after “{name}:”; write them in the same paragraph"
    elif near == name:
        yield 0, f"this begins no turn; write “{name}: ” alone before the words"
    elif near:
        yield 0, f"“{name}:” begins no turn; did you mean “{near}:”?"


def _near(name: str, cast: Collection[str]) -> str | None:
    """Whom of the cast somebody probably meant, by a slip or by one of the names alone."""
    if name in cast:
        return name
    meant = [known for known in cast if name.casefold() in known.casefold().split()]
    if len(meant) == 1:
        return meant[0]

    def likeness(known: str) -> float:
        return Levenshtein.normalized_similarity(name.casefold(), known.casefold())

    best = max(cast, key=likeness, default="")
    return best if best and likeness(best) >= NEAR else None


def _of_quotes(read: Sequence[tuple[Part, Block]]) -> Iterator[tuple[Part, int, str]]:
    stretches = list(_stretches(block for _, block in read))
    for part, block in read:
        if isinstance(block, Quote) and stretches and not find(block.words, stretches):
            yield (
                part,
                0,
                "nobody says these words in the talk; quote what is said, or take away the >",
            )


def _stretches(blocks: Iterable[Block]) -> Iterator[list[str]]:
    """The words that each speaker says in a row."""
    talk = [block for block in blocks if isinstance(block, Paragraph) and block.speaker]
    for _, run in itertools.groupby(talk, lambda said: said.speaker):
        yield [word for said in run for word in said.text.split()]
