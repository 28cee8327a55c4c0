"""The parts of a conversation that listeners can jump to, and the questions that may head them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast.document import Chapter, Heading, Paragraph
from podcast.names_said import known_name
from podcast.spoken import tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from podcast.background import Background
    from podcast.document import Document, TimedParagraph
    from podcast.episode import ChapterMark
    from podcast.rules import Headings
    from podcast.spoken import Token
    from podcast.talk import Talk

LONG_ENOUGH = 600.0
"""Seconds of talk from which on it is parted: some 1,500 words, five sections."""
SECTION_WORDS = 300
"""The fewest words of a section. Web editors ask for a heading about every 300 words (Yoast's
readability check does): a shorter section would be a question with hardly an answer."""
LONGEST_TITLE = 80  # letters; a heading is one line, or two on a phone
TELLING = 6
"""Letters of the longest word of a title, at least: “Hur ser du på det?” heads nothing."""


def chapters(
    marks: Iterable[ChapterMark], document: Document, paragraphs: Sequence[TimedParagraph]
) -> tuple[Chapter, ...]:
    """Return the chapters that people set, else those that the headings of the text make.

    Args:
        marks: of the episode's settings.
        document: with the headings.
        paragraphs: the talk of the document in order, timed.
    """
    found = [Chapter(mark.at, mark.title, mark.link) for mark in marks]
    found = found or list(_headed(document, paragraphs))
    return tuple(sorted(found, key=lambda chapter: chapter.start))


def _headed(document: Document, paragraphs: Sequence[TimedParagraph]) -> Iterator[Chapter]:
    """Each heading with the moment of the first word after it; of several in a row the last."""
    times = iter(paragraphs)
    heading = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Paragraph) and block.speaker:
            timed = next(times)
            if heading:
                yield Chapter(timed.span.start, heading)
            heading = ""


def proposed_headings(
    talk: Talk, headings: Headings, background: Background
) -> tuple[Chapter, ...]:
    """Return the questions of who leads a talk that may head its sections, in order of time.

    None for a short talk, nor when there is but one: that would part nothing.

    Args:
        talk: as written.
        headings: how questions of its language become headings.
        background: who leads it, and the names of those who are asked.
    """
    words = talk.words
    if not words or words[-1].word.span.end - words[0].word.span.start < LONG_ENOUGH:
        return ()
    found: list[Chapter] = []
    latest = -SECTION_WORDS
    for first, last in talk.sentences():
        is_near = min(first - latest, len(words) - first) < SECTION_WORDS
        if is_near or words[first].voice not in background.leading:
            continue
        said = tokens(one.word for one in words[first : last + 1])
        if title := _title(said, headings, background.names):
            found.append(Chapter(words[first].word.span.start, title))
            latest = first
    return tuple(found) if len(found) > 1 else ()


def _title(said: Sequence[Token], headings: Headings, names: Collection[str]) -> str:
    """The question without what leads to it and whom it is put to; empty if it is no heading."""
    if not said or not said[-1].text.endswith("?"):
        return ""
    asked = _without_address(_question(said, headings, names), names)
    if not asked or asked[0].folded not in headings.questions:
        return ""
    title = " ".join(token.text for token in asked).rstrip("?,") + "?"
    tells = any(len(token.bare) >= TELLING for token in asked)
    return title[0].upper() + title[1:] if tells and len(title) <= LONGEST_TITLE else ""


def _question(said: Sequence[Token], headings: Headings, names: Collection[str]) -> Sequence[Token]:
    """What follows “Och Johan,”."""
    while said:
        heard = known_name(said, 0, names)
        if said[0].folded in headings.skip:
            said = said[1:]
        elif heard and _is_address(said, heard.last, headings):
            said = said[heard.last + 1 :]
        else:
            break
    return said


def _is_address(said: Sequence[Token], last: int, headings: Headings) -> bool:
    follows = said[last + 1 : last + 2]
    return said[last].closed or any(token.folded in headings.questions for token in follows)


def _without_address(said: Sequence[Token], names: Collection[str]) -> Sequence[Token]:
    """What stands before “, Johan?”."""
    for at in range(1, len(said)):
        heard = known_name(said, at, names)
        if heard and heard.last == len(said) - 1 and said[at - 1].closed:
            return said[:at]
    return said
