"""The form of text.md: the documentation as people write and own it.

    # Title

    The lead, in paragraphs.

    ## A heading

    Karin Ek: What she says …

    (a paragraph without a name goes on with the same speaker)

    > A sentence lifted out

    ![Caption](panel.jpg "© Whose")

`parse(compose(document))` is the document again. What is not understood stays a paragraph, to the
letter. A paragraph that would read as something else begins with a backslash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.conversation import is_voice_label
from podcast.document import Block, Document, Heading, Paragraph, Photo, Quote

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_NAME = r"[A-ZÅÄÖÉÜØÆ][\w’'.-]*"
_PARTICLE = r"(?:af|al|av|bin|da|de|del|den|der|di|du|el|van|von|y|zu)"
_LOOKS_LIKE_A_NAME = re.compile(rf"{_NAME}(?: (?:{_NAME}|{_PARTICLE}))* {_NAME}")
_TURN = re.compile(r"([^\n:]{1,80}):[ \n](.*\S.*)", re.DOTALL)
_PHOTO = re.compile(
    r"!\[((?:[^\]\\]|\\.)*)\]\(<([^<>\n]*)>(?: \"((?:[^\"\\]|\\.)*)\")?\)", re.DOTALL
)
_PLAIN_PHOTO = re.compile(
    r"!\[((?:[^\]\\]|\\.)*)\]\(([^\s<>()]*)(?: \"((?:[^\"\\]|\\.)*)\")?\)", re.DOTALL
)
_NEEDS_BRACKETS = re.compile(r"[\s()]|^$")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in the text that a person should look at.

    Attributes:
        line: of text.md, from 1.
        sentence: what it is and what to do.
    """

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text as a document, with what was odd about it."""

    document: Document
    remarks: tuple[Remark, ...] = ()


def compose(document: Document, cast: Collection[str] = ()) -> str:
    """Write the document, one blank line between its parts."""
    names = {*cast, *(paragraph.speaker for paragraph in document.talk)}
    parts = [f"# {document.title}"] if document.title else []
    parts += [_compose_block(block, names) for block in document.blocks]
    return "\n\n".join(parts) + "\n"


def parse(text: str, cast: Collection[str] = ()) -> Parsed:
    """Read a text; a turn begins with a name of the cast, a voice label or what looks like a name.

    Names outside the cast are accepted and remarked on, because a person may have added them.
    """
    title = ""
    blocks: list[Block] = []
    remarks: list[Remark] = []
    speaker = ""
    for line, part in _parts(text):
        if not title and not blocks and part.startswith("# ") and "\n" not in part:
            title = part[2:].strip()
            continue
        block = _parse_block(part, speaker, cast)
        if isinstance(block, Paragraph):
            speaker = block.speaker
            remarks += _remarks(line, block, cast, {remark.sentence for remark in remarks})
        blocks.append(block)
    return Parsed(Document(title, tuple(blocks)), tuple(remarks))


def begins_to_speak(part: str, cast: Collection[str] = ()) -> str | None:
    """Return who begins to speak in a part between blank lines.

    Empty in a paragraph without a name; None in what is no talk, such as a heading.
    """
    if part.startswith("# ") and "\n" not in part:
        return None
    block = _parse_block(part, "", cast)
    return block.speaker if isinstance(block, Paragraph) else None


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Each part between blank lines, with its first line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    line = 1
    position = 0
    for gap in (*_BLANK_LINES.finditer(text), None):
        part = text[position : gap.start() if gap else len(text)]
        if part.strip():
            lead = len(part) - len(part.lstrip("\n"))
            yield line + lead, part.strip("\n")
        if gap:
            line += text.count("\n", position, gap.end())
            position = gap.end()


def _parse_block(part: str, speaker: str, cast: Collection[str]) -> Block:
    if part.startswith("## ") and "\n" not in part:
        return Heading(part[3:].strip())
    if part.startswith("> "):
        return Quote("\n".join(line.removeprefix(">").strip() for line in part.split("\n")))
    if photo := _PHOTO.fullmatch(part) or _PLAIN_PHOTO.fullmatch(part):
        caption, file, credit = photo.groups(default="")
        return Photo(file, _ESCAPED.sub(r"\1", caption), _ESCAPED.sub(r"\1", credit))
    if (turn := _TURN.fullmatch(part)) and _is_speaker(turn[1], cast):
        return Paragraph(turn[2], turn[1], opens=True)
    guarded = part.removeprefix("\\")
    return Paragraph(guarded if guarded.strip() else part, speaker)


def _is_speaker(name: str, cast: Collection[str]) -> bool:
    return name in cast or is_voice_label(name) or bool(_LOOKS_LIKE_A_NAME.fullmatch(name))


def _remarks(
    line: int, paragraph: Paragraph, cast: Collection[str], said: Collection[str]
) -> Iterator[Remark]:
    name = paragraph.speaker
    if not paragraph.opens or not cast or name in cast or is_voice_label(name):
        return
    sentence = f"“{name}” is not in the cast; add the person to episode.toml or mend the name"
    if sentence not in said:
        yield Remark(line, sentence)


def _compose_block(block: Block, names: Collection[str]) -> str:
    match block:
        case Heading(text):
            return f"## {text}"
        case Quote(text):
            return "\n".join(f"> {line}" for line in text.split("\n"))
        case Photo():
            return _compose_photo(block)
        case Paragraph(text, speaker, opens):
            return f"{speaker}: {text}" if opens else _guarded(text, names)


def _compose_photo(photo: Photo) -> str:
    file = f"<{photo.file}>" if _NEEDS_BRACKETS.search(photo.file) else photo.file
    credit = f' "{_escaped(photo.credit, chr(34))}"' if photo.credit else ""
    return f"![{_escaped(photo.caption, ']')}]({file}{credit})"


def _escaped(text: str, mark: str) -> str:
    return text.replace("\\", "\\\\").replace(mark, f"\\{mark}")


def _guarded(text: str, names: Collection[str]) -> str:
    """Keep a paragraph from reading as something else."""
    reads_as_itself = _parse_block(text, "", names) == Paragraph(text)
    return text if reads_as_itself and not text.startswith("# ") else f"\\{text}"
