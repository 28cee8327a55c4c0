"""What is said in the order in which it was said, whatever order people have put the text in.

Captions follow the sound. A paragraph that was moved is taken back to its moment; where people
talk at once, sentences alternate in the order in which they begin.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import chain, groupby, pairwise
from typing import TYPE_CHECKING

from podcast.harmless import NAMELESS, harmless
from podcast.span import Span
from podcast.transcript import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from podcast.document import TimedParagraph

PAUSE = 1.0  # seconds of silence after which something new is said


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word as captions have it.

    Attributes:
        text: harmless, with something to see.
        span: when it is said.
        language: empty where it is that of the show.
    """

    text: str
    span: Span
    language: str = ""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words of one speaker without a pause, and without anyone in between.

    Attributes:
        speaker: the name, harmless and never empty.
        words: at least one; none begins before the one before it.
    """

    speaker: str
    words: tuple[Spoken, ...]

    @property
    def start(self) -> float:
        """When the first word begins, in seconds."""
        return self.words[0].span.start


def utterances(paragraphs: Iterable[TimedParagraph]) -> tuple[Utterance, ...]:
    """Return the talk in order of time; words in which nothing can be seen are left out."""
    stretches = sorted(chain.from_iterable(map(_stretches, paragraphs)), key=_start)
    starts = [stretch.start for stretch in stretches]
    pieces = [
        (number, piece)
        for number, stretch in enumerate(stretches)
        for piece in _pieces(stretch, starts)
    ]
    pieces.sort(key=lambda numbered: numbered[1].start)
    return tuple(
        _joined([piece for _, piece in together])
        for _, together in groupby(pieces, key=lambda numbered: numbered[0])
    )


def _start(utterance: Utterance) -> float:
    return utterance.start


def _stretches(timed: TimedParagraph) -> Iterator[Utterance]:
    """A paragraph, parted where a pause is or where its words go backwards."""
    seen = (
        Spoken(harmless(word.text), word.span, language)
        for word, language in zip(timed.words, timed.languages, strict=True)
    )
    words = [word for word in seen if word.text]
    speaker = harmless(timed.paragraph.speaker) or NAMELESS
    for together in _parted(words, _goes_on):
        yield Utterance(speaker, together)


def _goes_on(before: Spoken, after: Spoken) -> bool:
    return before.span.start <= after.span.start < before.span.end + PAUSE


def _pieces(stretch: Utterance, starts: Sequence[float]) -> Iterator[Utterance]:
    """A stretch, parted after sentences and where another one begins."""

    def undisturbed(before: Spoken, after: Spoken) -> bool:
        begun = bisect_right(starts, after.span.start) - bisect_right(starts, before.span.start)
        return not begun and not ends_sentence(before.text)

    for together in _parted(stretch.words, undisturbed):
        yield Utterance(stretch.speaker, together)


def _parted(
    words: Sequence[Spoken], goes_on: Callable[[Spoken, Spoken], bool]
) -> Iterator[tuple[Spoken, ...]]:
    """The words in groups; each next word of a group goes on from the one before."""
    cuts = [
        place
        for place, (before, after) in enumerate(pairwise(words), start=1)
        if not goes_on(before, after)
    ]
    for start, end in pairwise([0, *cuts, len(words)]):
        if start < end:
            yield tuple(words[start:end])


def _joined(pieces: Sequence[Utterance]) -> Utterance:
    words = chain.from_iterable(piece.words for piece in pieces)
    return Utterance(pieces[0].speaker, tuple(words))
