"""The moments of an edited text: each of its words found again among the words heard.

People correct, cut and add. A global alignment of the two sequences of words (Levenshtein, over
words without case and punctuation) ties what is left to the evidence; a word that was put in
place of another takes its moment, and a word that was added stands between its neighbours.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from podcast.document import Document, TimedParagraph, TimedWord
from podcast.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcast.conversation import Conversation
    from podcast.transcript import Word

_NOT_LETTERS = re.compile(r"[\W_]+")

# As alike as “baktaler” and “det talar” are not; a word this like the one heard is that word.
ALIKE = 0.5


def anchor(document: Document, conversation: Conversation) -> tuple[TimedParagraph, ...]:
    """Give every word of the talk its moment, in the order of the text.

    The moments never go backwards.
    """
    heard = [word for word, _ in conversation.words]
    talk = [(paragraph, paragraph.text.split()) for paragraph in document.talk]
    written = list(itertools.chain.from_iterable(words for _, words in talk))
    timed = iter(_timed(written, heard))
    return tuple(
        TimedParagraph(paragraph, tuple(itertools.islice(timed, len(words))))
        for paragraph, words in talk
    )


def _timed(written: Sequence[str], heard: Sequence[Word]) -> list[TimedWord]:
    found = _matches(written, heard)
    moments = _between_neighbours([word.span if word else None for word in found])
    return [
        TimedWord(text, span, heard=word is not None and _is_alike(text, word.text))
        for text, span, word in zip(written, moments, found, strict=True)
    ]


def _matches(written: Sequence[str], heard: Sequence[Word]) -> list[Word | None]:
    """For each written word the one heard that it is or replaces, None where it was added."""
    found: list[Word | None] = [None] * len(written)
    edits = Levenshtein.opcodes(
        [_folded(text) for text in written], [_folded(word.text) for word in heard]
    )
    for edit in edits:
        if edit.tag in ("equal", "replace"):
            found[edit.src_start : edit.src_end] = heard[edit.dest_start : edit.dest_end]
    return found


def _folded(text: str) -> str:
    return _NOT_LETTERS.sub("", text).casefold()


def _is_alike(written: str, heard: str) -> bool:
    return Levenshtein.normalized_similarity(_folded(written), _folded(heard)) >= ALIKE


def _between_neighbours(spans: Sequence[Span | None]) -> Iterator[Span]:
    """Share the time between the known neighbours among the words that have none."""
    latest = next((span.start for span in spans if span is not None), 0.0)
    for index, span in enumerate(spans):
        moment = _share(latest, spans[index:]) if span is None else span
        yield Span(max(latest, moment.start), max(latest, moment.end))
        latest = max(latest, moment.end)


def _share(latest: float, ahead: Sequence[Span | None]) -> Span:
    """The first of equal parts of the time until the next known word."""
    unknown = list(itertools.takewhile(lambda span: span is None, ahead))
    following = next((span for span in ahead[len(unknown) :] if span is not None), None)
    until = max(latest, following.start) if following is not None else latest
    return Span(latest, latest + (until - latest) / len(unknown))
