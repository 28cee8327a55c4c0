"""The moments of an edited text: each of its words found again among the words heard.

People correct, cut, add and move. Words that are left keep their own moments wherever they stand
now; a word that was put in place of another takes its moment, and a word that was added stands
between its neighbours.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice, pairwise
from typing import TYPE_CHECKING

from podcast.document import Document, TimedParagraph, TimedWord
from podcast.likeness import is_alike
from podcast.matching import matches
from podcast.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcast.conversation import Conversation
    from podcast.transcript import Word


@dataclass(frozen=True, slots=True)
class _Found:
    """A written word that has been found among the words heard.

    Attributes:
        place: among the written words.
        rank: how many of the words found are heard before it.
        span: when it sounds.
    """

    place: int
    rank: int
    span: Span


def anchor(document: Document, conversation: Conversation) -> tuple[TimedParagraph, ...]:
    """Give every word of the talk its moment, in the order of the text.

    The moments go backwards only where people have moved words.
    """
    heard = [word for word, _ in conversation.words]
    talk = [(paragraph, paragraph.text.split()) for paragraph in document.talk]
    timed = iter(_timed([words for _, words in talk], heard))
    return tuple(
        TimedParagraph(paragraph, tuple(islice(timed, len(words)))) for paragraph, words in talk
    )


def _timed(paragraphs: Sequence[Sequence[str]], heard: Sequence[Word]) -> Iterator[TimedWord]:
    written = list(chain.from_iterable(paragraphs))
    found = matches(written, [word.text for word in heard], moves=True)
    for text, number, span in zip(written, found, _moments(paragraphs, found, heard), strict=True):
        is_heard = number is not None and is_alike(text, heard[number].text)
        yield TimedWord(text, span, heard=is_heard)


def _moments(
    paragraphs: Sequence[Sequence[str]], found: Sequence[int | None], heard: Sequence[Word]
) -> list[Span]:
    paragraph_of = [number for number, words in enumerate(paragraphs) for _ in words]
    known = _in_text_order(found, heard)
    spans = [Span(0, 0)] * len(found)
    for word in known:
        spans[word.place] = word.span
    for before, after in pairwise([None, *known, None]):
        places = range(before.place + 1 if before else 0, after.place if after else len(found))
        if before and after and after.rank == before.rank + 1:
            between = Span(before.span.end, max(before.span.end, after.span.start))
            spans[places.start : places.stop] = _shared(between, len(places))
            continue
        for place in places:
            stays = before and (not after or paragraph_of[place] == paragraph_of[before.place])
            spans[place] = _edge(before if stays else None, after)
    return spans


def _in_text_order(found: Sequence[int | None], heard: Sequence[Word]) -> list[_Found]:
    """The words found; one that is heard while the one before still sounds, begins at its end."""
    ranks = {number: rank for rank, number in enumerate(sorted(n for n in found if n is not None))}
    known: list[_Found] = []
    for place, number in enumerate(found):
        if number is None:
            continue
        span, rank = heard[number].span, ranks[number]
        if known and known[-1].rank < rank:
            latest = known[-1].span.end
            span = Span(max(latest, span.start), max(latest, span.end))
        known.append(_Found(place, rank, span))
    return known


def _shared(between: Span, count: int) -> list[Span]:
    """Equal parts of the time, one for each word added."""
    edges = [between.start + between.duration * step / count for step in range(count)]
    return [Span(start, end) for start, end in pairwise([*edges, between.end])] if count else []


def _edge(before: _Found | None, after: _Found | None) -> Span:
    """No time, next to a word that was found; at the beginning where none was."""
    moment = before.span.end if before else after.span.start if after else 0.0
    return Span(moment, moment)
