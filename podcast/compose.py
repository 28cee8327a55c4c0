"""The draft of the documentation: turns as paragraphs, at the level the show wants.

The rules here remove only what cannot change the meaning. The evidence keeps everything.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

from podcast.document import Document, Paragraph
from podcast.transcript import SENTENCE_ENDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from podcast.conversation import Conversation, Turn
    from podcast.show import Level
    from podcast.transcript import Word

HESITATIONS = frozenset("eh ehh ehm eee öh öhh öhm äh ähm hm hmm uh uhm um erm".split())

# After these words a comma stood only because of the hesitation behind it (“och, eh, lyssnat”).
_NO_COMMA_AFTER = frozenset(
    "och men att som i på av för till med om när eller så utan från vid under över mellan den det "
    "de en ett är har vi jag and but that of to in on for with the a is".split()
)

PARAGRAPH_WORDS = 60  # from here on a sentence end with a pause ends the paragraph …
PARAGRAPH_ENOUGH = 120  # … from here on any sentence end …
PARAGRAPH_MOST = 150  # … and no paragraph is longer.
PARAGRAPH_PAUSE = 0.4  # seconds

_QUOTATION_MARKS = '”“"»«'


def compose(
    title: str,
    lead: str,
    conversation: Conversation,
    level: Level,
    label: Callable[[int], str],
) -> Document:
    """Write the conversation up, each voice under the label that it is given.

    Neighbouring turns with the same label, such as two voices of one person, become one turn.
    """
    blocks = [Paragraph(text) for text in lead.split("\n\n") if text.strip()]
    turns = conversation.exchanges if level == "verbatim" else conversation.turns
    said = [(label(turn.voice), words) for turn, words in _as_written(turns, level)]
    for speaker, run in itertools.groupby(said, key=lambda pair: pair[0]):
        words = tuple(itertools.chain.from_iterable(words for _, words in run))
        blocks += _turn(speaker, words)
    return Document(title, tuple(blocks))


def _as_written(turns: Sequence[Turn], level: Level) -> Iterator[tuple[Turn, tuple[Word, ...]]]:
    """Each turn with the words that the level keeps; a turn that loses them all is gone."""
    asked = False
    for turn in turns:
        words = turn.words
        if level == "clean":
            words = without_hesitations(words, is_answer=asked)
        if words:
            yield turn, words
            asked = words[-1].text.endswith("?")


def _turn(speaker: str, words: Sequence[Word]) -> Iterator[Paragraph]:
    for index, part in enumerate(paragraphs(words)):
        yield Paragraph(" ".join(word.text for word in part), speaker, opens=index == 0)


def without_hesitations(words: Sequence[Word], *, is_answer: bool = False) -> tuple[Word, ...]:
    """Return the words without “eh” and its kin, commas and capitals mended.

    An answer that is nothing but a hesitation stays, and so does what stands in quotation marks.
    """
    if is_answer and all(_is_hesitation(word.text) for word in words):
        return tuple(words)
    kept: list[Word] = []
    dropped = quoted = False
    for word in words:
        if _is_hesitation(word.text) and not quoted and not _after_number(kept):
            dropped = True
            kept[-1:] = [_close(before, word.text) for before in kept[-1:]]
            continue
        kept.append(_with_capital(word) if dropped and _begins_sentence(kept) else word)
        dropped = False
        quoted ^= sum(word.text.count(mark) for mark in _QUOTATION_MARKS) % 2 == 1
    return tuple(kept)


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


def _is_hesitation(text: str) -> bool:
    return text.strip(".,…–-!?").casefold() in HESITATIONS


def _after_number(before: Sequence[Word]) -> bool:
    """Tell whether a unit may follow, as in “5 hm”."""
    return bool(before) and before[-1].text[-1:].isdigit()


def _begins_sentence(before: Sequence[Word]) -> bool:
    return not before or before[-1].ends_sentence


def _close(before: Word, hesitation: str) -> Word:
    """Give the word before a dropped hesitation the mark that belongs there now."""
    bare = before.text.rstrip(",")
    if hesitation.endswith(SENTENCE_ENDS) and not before.ends_sentence:
        return replace(before, text=bare + hesitation[-1])
    if before.text.endswith(",") and bare.casefold() in _NO_COMMA_AFTER:
        return replace(before, text=bare)
    return before


def _with_capital(word: Word) -> Word:
    return replace(word, text=word.text[:1].upper() + word.text[1:])
