"""The parts of a conversation that listeners can jump to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast.document import Chapter, Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from podcast.document import Document, TimedParagraph
    from podcast.episode import ChapterMark


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
