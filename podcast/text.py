"""The form of text.md: the documentation as people write and own it.

    # Title

    The lead, in paragraphs.

    ## A heading

    Karin Ek: What she says …

    (a paragraph without a name goes on with the same speaker)

    > A sentence lifted out

    ![Caption](panel.jpg "© Whose")

    A paragraph with [a few words]{lang=en} in another language

`parse(compose(document))` is the document again. What is not understood stays a paragraph, to the
letter. A paragraph that would read as something else begins with a backslash.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcast.conversation import is_voice_label
from podcast.document import Block, Document, Heading, Paragraph, Photo, Quote
from podcast.language_marks import read_marks, write_marks
from podcast.text_parts import Part, split
from podcast.text_remarks import Remark, find_remarks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

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
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text as a document, with what was odd about it."""

    document: Document
    remarks: tuple[Remark, ...] = ()


def compose(document: Document, cast: Collection[str] = ()) -> str:
    """Write the document, one blank line between its parts."""
    names = {*cast, *(paragraph.speaker for paragraph in document.talk)}
    parts = [f"# {document.title}"] if document.title else []
    for block in document.blocks:
        parts.append(compose_block(_with_marks(block), names, is_first=not parts))
    return "\n\n".join(parts) + "\n"


def compose_block(block: Block, names: Collection[str], *, is_first: bool = False) -> str:
    """Write one part of a text, so that it reads as the block again.

    Args:
        block: what is written.
        names: that begin a turn.
        is_first: whether nothing stands before it, so that it could read as a title.
    """
    match block:
        case Heading(text):
            return f"## {text}"
        case Quote(text):
            return "\n".join(f"> {line}" for line in text.split("\n"))
        case Photo():
            return _compose_photo(block)
        case Paragraph(text, speaker, opens):
            if opens:
                return f"{speaker}: {text}"
            return f"\\{text}" if _needs_guard(text, names, is_first=is_first) else text


def parse(text: str, cast: Collection[str] = ()) -> Parsed:
    """Read a text; a turn begins with a name of the cast, a voice label or what looks like a name.

    Names outside the cast are accepted and remarked on, because a person may have added them.
    """
    title = ""
    read: list[tuple[Part, Block]] = []
    for part, block in blocks_of(split(text).parts, cast):
        if isinstance(block, str):
            title = block
        else:
            read.append((part, block))
    blocks = tuple(_without_marks(block) for _, block in read)
    return Parsed(Document(title, blocks), find_remarks(read, cast))


def blocks_of(
    parts: Iterable[Part], cast: Collection[str] = ()
) -> Iterator[tuple[Part, Block | str]]:
    """Read the parts of a text, each with what it is: the title of the text is a plain string.

    Marks of other languages are left in the paragraphs as people wrote them.
    """
    speaker, is_first = "", True
    for part in parts:
        if not part.text.strip():
            continue
        if is_first and _is_title(part.text):
            yield part, part.text[2:].strip()
        else:
            block = _parse_block(part.text, speaker, cast, is_first=is_first)
            speaker = block.speaker if isinstance(block, Paragraph) else speaker
            yield part, block
        is_first = False


def _with_marks(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=write_marks(block.text, block.in_language), in_language=())
    return block


def _without_marks(block: Block) -> Block:
    if isinstance(block, Paragraph):
        text, in_language = read_marks(block.text)
        return replace(block, text=text, in_language=in_language)
    return block


def begins_to_speak(part: str, cast: Collection[str] = ()) -> str | None:
    """Return who begins to speak in a part between blank lines.

    Empty in a paragraph without a name; None in what is no talk, such as a heading.
    """
    if _is_title(part):
        return None
    block = _parse_block(part, "", cast)
    return block.speaker if isinstance(block, Paragraph) else None


def _is_title(part: str) -> bool:
    return part.startswith("# ") and "\n" not in part


def _parse_block(
    part: str, speaker: str, cast: Collection[str], *, is_first: bool = False
) -> Block:
    if understood := _understood(part, cast):
        return understood
    guarded = part.removeprefix("\\")
    is_guarded = guarded != part and _needs_guard(guarded, cast, is_first=is_first)
    return Paragraph(guarded if is_guarded else part, speaker)


def _understood(part: str, cast: Collection[str]) -> Block | None:
    """What is more than a paragraph that goes on."""
    if part.startswith("## ") and "\n" not in part:
        return Heading(part[3:].strip())
    if part.startswith("> "):
        return Quote("\n".join(line.removeprefix(">").strip() for line in part.split("\n")))
    if photo := _PHOTO.fullmatch(part) or _PLAIN_PHOTO.fullmatch(part):
        caption, file, credit = photo.groups(default="")
        return Photo(file, _ESCAPED.sub(r"\1", caption), _ESCAPED.sub(r"\1", credit))
    if (turn := _TURN.fullmatch(part)) and _is_speaker(turn[1], cast):
        return Paragraph(turn[2], turn[1], opens=True)
    return None


def _is_speaker(name: str, cast: Collection[str]) -> bool:
    return name in cast or is_voice_label(name) or bool(_LOOKS_LIKE_A_NAME.fullmatch(name))


def _compose_photo(photo: Photo) -> str:
    file = f"<{photo.file}>" if _NEEDS_BRACKETS.search(photo.file) else photo.file
    credit = f' "{_escaped(photo.credit, chr(34))}"' if photo.credit else ""
    return f"![{_escaped(photo.caption, ']')}]({file}{credit})"


def _escaped(text: str, mark: str) -> str:
    return text.replace("\\", "\\\\").replace(mark, f"\\{mark}")


def _needs_guard(text: str, names: Collection[str], *, is_first: bool) -> bool:
    """Whether a paragraph would read as something else, or as one that was guarded."""
    bare = text.lstrip("\\")
    return bool(_understood(bare, names)) or (is_first and _is_title(bare))
