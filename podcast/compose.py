"""The draft of the documentation: turns as paragraphs, as the edits leave the words."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from podcast.document import Document, Paragraph
from podcast.edits import apply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from podcast.conversation import Conversation
    from podcast.edits import Edit
    from podcast.transcript import Word

PARAGRAPH_WORDS = 60  # from here on a sentence end with a pause ends the paragraph …
PARAGRAPH_ENOUGH = 120  # … from here on any sentence end …
PARAGRAPH_MOST = 150  # … and no paragraph is longer.
PARAGRAPH_PAUSE = 0.4  # seconds


def compose(
    title: str,
    lead: str,
    conversation: Conversation,
    edits: Iterable[Edit],
    label: Callable[[int], str],
) -> Document:
    """Write the conversation up, each voice under the label that it is given.

    Without edits every word stands as it was heard, backchannels as turns of their own.
    Neighbouring turns with the same label, such as two voices of one person, become one turn.
    """
    blocks = [Paragraph(text) for text in lead.split("\n\n") if text.strip()]
    written = apply(conversation, edits)
    for speaker, run in itertools.groupby(written, key=lambda said: label(said.voice)):
        blocks += _turn(speaker, tuple(said.word for said in run))
    return Document(title, tuple(blocks))


def _turn(speaker: str, words: Sequence[Word]) -> Iterator[Paragraph]:
    for index, part in enumerate(paragraphs(words)):
        yield Paragraph(" ".join(word.text for word in part), speaker, opens=index == 0)


def paragraphs(words: Sequence[Word]) -> Iterator[tuple[Word, ...]]:
    """Cut a turn into paragraphs at sentence ends; none when there are no words."""
    paragraph: list[Word] = []
    for sentence, pause in _sentences(words):
        if paragraph and len(paragraph) + len(sentence) > PARAGRAPH_MOST:
            yield tuple(paragraph)
            paragraph = []
        paragraph += sentence
        if len(paragraph) >= PARAGRAPH_ENOUGH or (
            len(paragraph) >= PARAGRAPH_WORDS and pause >= PARAGRAPH_PAUSE
        ):
            yield tuple(paragraph)
            paragraph = []
    if paragraph:
        yield tuple(paragraph)


def _sentences(words: Sequence[Word]) -> Iterator[tuple[tuple[Word, ...], float]]:
    """Each sentence with the pause after it; one that is too long is cut where it is."""
    sentence: list[Word] = []
    for word, after in itertools.zip_longest(words, words[1:]):
        sentence.append(word)
        if word.ends_sentence or len(sentence) == PARAGRAPH_MOST or not after:
            pause = after.span.start - word.span.end if after else 0.0
            yield tuple(sentence), pause
            sentence = []
