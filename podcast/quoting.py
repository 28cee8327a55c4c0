"""Who said what is lifted out of the talk, and when."""

from __future__ import annotations

import itertools
import operator
from functools import reduce
from typing import TYPE_CHECKING

from podcast.document import Quote, Quoted
from podcast.quotations import find

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcast.document import Document, TimedParagraph


def quoted(document: Document, paragraphs: Sequence[TimedParagraph]) -> tuple[Quoted, ...]:
    """Return the quotes of a document that are found in its talk, in its order.

    Args:
        document: with the quotes.
        paragraphs: its talk, each word with its moment.
    """
    said = [
        (speaker, [word for timed in run for word in timed.words])
        for speaker, run in itertools.groupby(paragraphs, lambda timed: timed.paragraph.speaker)
    ]
    stretches = [[word.text for word in words] for _, words in said]

    def found() -> Iterator[Quoted]:
        for block in document.blocks:
            if isinstance(block, Quote) and (place := find(block.words, stretches)):
                speaker, words = said[place.stretch]
                spans = (word.span for word in words[place.first : place.last + 1])
                yield Quoted(block.words, speaker, reduce(operator.or_, spans))

    return tuple(found())
