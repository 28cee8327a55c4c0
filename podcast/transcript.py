"""The words as heard: evidence, never edited."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain

from podcast.span import Span

SENTENCE_ENDS = (".", "?", "!", "…")
_MARK = re.compile(r"\[[^\[\]]+\]\W*")


def ends_sentence(text: str) -> bool:
    """Tell whether a word closes a sentence; quotation marks after the point do not matter."""
    return text.rstrip("”“\"'’)»").endswith(SENTENCE_ENDS)


def is_mark(text: str) -> bool:
    """Tell whether it is no word but tells what else is heard, such as [skratt]."""
    return _MARK.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Word:
    """One word as heard.

    Attributes:
        text: with its punctuation, without the space around it.
        span: when it sounds.
        certainty: the model's probability, 0 to 1.
    """

    text: str
    span: Span
    certainty: float

    @property
    def ends_sentence(self) -> bool:
        """Whether it closes a sentence."""
        return ends_sentence(self.text)


@dataclass(frozen=True, slots=True)
class Segment:
    """What the model wrote in one go, with the figures that tell whether to trust it.

    Attributes:
        words: in order of time.
        log_probability: mean log-probability of the tokens.
        no_speech: probability that nobody speaks, 0 to 1.
        compression: length of the text through its length when compressed; high = a loop.
    """

    words: tuple[Word, ...]
    log_probability: float
    no_speech: float
    compression: float

    @property
    def span(self) -> Span:
        """From the first word to the last; empty at 0 when there are no words."""
        return self.words[0].span | self.words[-1].span if self.words else Span(0, 0)

    @property
    def text(self) -> str:
        """The words with a space between."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Transcript:
    """Everything that was heard, in order of time.

    Attributes:
        language: ISO 639-1, such as `sv`.
        segments: none overlaps the next by its words.
        removed: segments taken out as phantoms (credits that were never spoken).
    """

    language: str
    segments: tuple[Segment, ...]
    removed: tuple[Segment, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """All words in order."""
        return tuple(chain.from_iterable(segment.words for segment in self.segments))
