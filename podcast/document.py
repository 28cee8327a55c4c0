"""The documentation of a conversation: what people read, and own as text.md.

A document has no times; `TimedParagraph` is the same paragraph with the moment of every word,
found again in the evidence however the text was edited.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Discriminator

from podcast.span import Span

# `”Words”, säger Karin Ek`, or the words and on a line of its own `– Karin Ek`.
_ATTRIBUTED = re.compile(
    r"[”“\"»„](?P<marked>.+?)[”“\"«](?P<said>\s*[,–—].*)?|(?P<bare>.+)(?P<dash>\n[–—] ?.+)",
    re.DOTALL,
)

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class InLanguage:
    """A passage of a paragraph in another language than the rest.

    Attributes:
        start: the first of its characters in the text, from 0.
        end: the first after them.
        language: as BCP 47 names it, such as `en`.
    """

    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one language.

    Attributes:
        text: as written.
        language: as BCP 47 names it; empty where it is that of the show.
    """

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of talk, or of the lead where there is no speaker yet.

    Attributes:
        text: as written, marks such as [skratt] included.
        speaker: the name as written; empty in the lead.
        opens: whether the name stands before it, that is, whether a turn begins here.
        in_language: passages in other languages, in their order; none overlaps another.
    """

    text: str
    speaker: str = ""
    opens: bool = False
    kind: Literal["paragraph"] = "paragraph"
    in_language: tuple[InLanguage, ...] = ()

    @property
    def runs(self) -> tuple[Run, ...]:
        """The text in parts of one language each; together they are all of it."""
        edges = [0, *(edge for one in self.in_language for edge in (one.start, one.end))]
        languages = ["", *(name for one in self.in_language for name in (one.language, ""))]
        spans = zip(edges, [*edges[1:], len(self.text)], languages, strict=True)
        return tuple(
            Run(self.text[start:end], language) for start, end, language in spans if start < end
        )


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading between turns.

    Attributes:
        text: as written.
    """

    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture with its caption and credit.

    Attributes:
        file: as written, beside text.md.
        caption: what it shows; also the alternative text.
        credit: whose picture it is, or empty.
    """

    file: str
    caption: str
    credit: str = ""
    kind: Literal["photo"] = "photo"


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence lifted out of the talk.

    Attributes:
        text: as written; people may add marks and who said it: `”Words”, säger Karin Ek.`
    """

    text: str
    kind: Literal["quote"] = "quote"

    @property
    def words(self) -> str:
        """What is quoted, without marks."""
        found = _ATTRIBUTED.fullmatch(self.text)
        return str(found["marked"] or found["bare"]) if found else self.text

    @property
    def attribution(self) -> str:
        """Who said it, as people wrote it after the words; empty where they did not."""
        found = _ATTRIBUTED.fullmatch(self.text)
        return (found["said"] or found["dash"] or "").lstrip(", \n–—") if found else ""


# `kind` tells the parts of a stored document apart.
Block = Annotated[Paragraph | Heading | Photo | Quote, Discriminator("kind")]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole write-up.

    Attributes:
        title: the heading of the page.
        blocks: everything below it, in order; nobody says the paragraphs before the first turn.
    """

    title: str
    blocks: tuple[Block, ...]

    @property
    def opening(self) -> tuple[Block, ...]:
        """What stands before the talk: to the last paragraph that nobody says, with its quotes."""
        end = 0
        for place, block in enumerate(self.blocks, start=1):
            if isinstance(block, Paragraph):
                if block.speaker:
                    break
                end = place
            elif isinstance(block, Quote) and place == end + 1:
                end = place
        return self.blocks[:end]

    @property
    def lead(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the opening; only the first where it is an article.

        It is one when headings, quotes or photos stand among its paragraphs.
        """
        paragraphs = tuple(block for block in self.opening if isinstance(block, Paragraph))
        return paragraphs if len(paragraphs) == len(self.opening) else paragraphs[:1]

    @property
    def article(self) -> tuple[Block, ...]:
        """The opening without the lead."""
        lead = self.lead
        return tuple(block for block in self.opening if not any(block is first for first in lead))

    @property
    def talk(self) -> tuple[Paragraph, ...]:
        """The paragraphs that somebody says."""
        return tuple(
            block for block in self.blocks if isinstance(block, Paragraph) and block.speaker
        )

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The pictures that it shows."""
        return tuple(block for block in self.blocks if isinstance(block, Photo))


@dataclass(frozen=True, slots=True)
class TimedWord:
    """A word of the document with its moment.

    Attributes:
        text: as written in the document, with punctuation.
        span: from the evidence, or placed between its neighbours.
        heard: whether the evidence has it; a word a person added has not been heard.
    """

    text: str
    span: Span
    heard: bool


@dataclass(frozen=True, slots=True)
class TimedParagraph:
    """A paragraph of talk with the moment of each of its words.

    Attributes:
        paragraph: the paragraph of the document.
        words: its words in the order of the text, at least one.
    """

    paragraph: Paragraph
    words: tuple[TimedWord, ...]

    @property
    def languages(self) -> tuple[str, ...]:
        """The language of each word; empty where it is that of the show."""
        passages = self.paragraph.in_language
        if not passages:
            return ("",) * len(self.words)
        return tuple(
            next((one.language for one in passages if one.start < end and start < one.end), "")
            for start, end in (word.span() for word in _WORD.finditer(self.paragraph.text))
        )

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(
            min(word.span.start for word in self.words), max(word.span.end for word in self.words)
        )


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the recording that listeners can jump to.

    Attributes:
        start: seconds from the beginning of the recording.
        title: what it is about.
        link: a web address about it, or empty.
    """

    start: float
    title: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote found again in the talk.

    Attributes:
        words: as the quote has them.
        speaker: the name as written at the turn.
        span: when they are said.
    """

    words: str
    speaker: str
    span: Span
