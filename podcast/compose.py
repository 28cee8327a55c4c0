"""The draft of the documentation: turns as paragraphs, as the edits leave the words."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from podcast.document import Document, Heading, Paragraph
from podcast.edits import apply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from podcast.conversation import Conversation
    from podcast.document import Block, Chapter
    from podcast.edits import Edit
    from podcast.transcript import Word

PARAGRAPH_WORDS = 60  # from here on a sentence end with a pause ends the paragraph …
PARAGRAPH_ENOUGH = 120  # … from here on any sentence end …
PARAGRAPH_MOST = 150  # … and no paragraph is longer.
PARAGRAPH_PAUSE = 0.4  # seconds
PARAGRAPH_LEFT = 30
"""Words at the end of a turn that do not stand alone, but where the paragraph would be too long: a
sentence or two would read as an afterthought."""

TURN_REACH = 10.0
"""Seconds from a chapter to a turn that begins it; else it begins at the nearest sentence."""


def compose(
    title: str,
    lead: str,
    conversation: Conversation,
    edits: Iterable[Edit],
    label: Callable[[int], str],
    chapters: Iterable[Chapter] = (),
) -> Document:
    """Write the conversation up, each voice under the label that it is given.

    Without edits every word stands as it was heard, backchannels as turns of their own.
    Neighbouring turns with the same label, such as two voices of one person, become one turn.
    Each chapter has a heading; one that begins inside a turn parts it at the end of a sentence.
    """
    blocks: list[Block] = [Paragraph(text) for text in lead.split("\n\n") if text.strip()]
    turns = [
        (speaker, tuple(said.word for said in run))
        for speaker, run in itertools.groupby(
            apply(conversation, edits), key=lambda said: label(said.voice)
        )
    ]
    headings = _places(chapters, [words for _, words in turns])
    place = 0
    for speaker, words in turns:
        blocks += _turn(speaker, words, place, headings)
        place += len(words)
    return Document(title, tuple(blocks))


def _turn(
    speaker: str, words: Sequence[Word], place: int, headings: Mapping[int, str]
) -> Iterator[Block]:
    """The paragraphs of a turn whose first word has that place, with the headings before them."""
    cuts = [at for at in range(len(words)) if place + at in headings]
    for start, end in itertools.pairwise(sorted({0, *cuts, len(words)})):
        if place + start in headings:
            yield Heading(headings[place + start])
        for index, part in enumerate(paragraphs(words[start:end])):
            yield Paragraph(" ".join(word.text for word in part), speaker, opens=index == 0)


def _places(chapters: Iterable[Chapter], turns: Sequence[Sequence[Word]]) -> dict[int, str]:
    """Before which word each heading stands; in order of time, and no two before the same."""
    words = list(itertools.chain.from_iterable(turns))
    opens = {0, *itertools.accumulate(len(turn) for turn in turns)}
    sentences = {place for place, word in enumerate(words, start=1) if word.ends_sentence}
    free = sorted((opens | sentences) - {len(words)})
    places: dict[int, str] = {}
    for chapter in sorted(chapters, key=lambda chapter: chapter.start):
        if not free or chapter.start > words[-1].span.end:
            break

        def distance(place: int, moment: float = chapter.start) -> float:
            return abs(words[place].span.start - moment)

        near = [place for place in free if place in opens and distance(place) <= TURN_REACH]
        place = min(near or free, key=distance)
        places[place] = chapter.title
        free = [later for later in free if later > place]
    return places


def paragraphs(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """Cut a turn into paragraphs at sentence ends; none when there are no words."""
    paragraph: list[Word] = []
    left = _length(words)
    for sentence, pause in _sentences(words):
        if paragraph and _length(paragraph) + _length(sentence) > PARAGRAPH_MOST:
            yield tuple(paragraph)
            paragraph = []
        paragraph += sentence
        left -= _length(sentence)
        if _is_whole(_length(paragraph), pause, left):
            yield tuple(paragraph)
            paragraph = []
    if paragraph:
        yield tuple(paragraph)


def _is_whole(length: int, pause: float, left: int) -> bool:
    """Tell whether a paragraph of so many words ends before a pause, with so many words left."""
    if left < PARAGRAPH_LEFT and length + left <= PARAGRAPH_MOST:
        return False
    return length >= PARAGRAPH_ENOUGH or (length >= PARAGRAPH_WORDS and pause >= PARAGRAPH_PAUSE)


def _length(words: Iterable[Word]) -> int:
    """The number of words as written: “12,5 procent” was one word when it was heard."""
    return sum(len(word.text.split()) for word in words)


def _sentences(words: Sequence[Word]) -> Iterator[tuple[tuple[Word, ...], float]]:
    """Each sentence with the pause after it; one that is too long is cut where it is."""
    sentence: list[Word] = []
    length = 0
    for word, after in itertools.zip_longest(words, words[1:]):
        sentence.append(word)
        length += _length([word])
        if not after or word.ends_sentence or length + _length([after]) > PARAGRAPH_MOST:
            pause = after.span.start - word.span.end if after else 0.0
            yield tuple(sentence), pause
            sentence, length = [], 0
