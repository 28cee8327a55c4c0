"""Who speaks when, and who said what, with voices that have no names yet.

A voice is what the machine hears; a person is whom people name. Voices are numbered from 1 in
the order in which they are first heard; the number means nothing beyond one result.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from podcast.span import Span
from podcast.transcript import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from podcast.cuts import Cuts

REACH = 2.0
"""Seconds from a moment to the voice it means: one read off a player is a little early or late."""

# What a voice without a name is called, by language.
_LABELS = {"sv": "Röst", "en": "Voice"}
_UNKNOWN = {"sv": "Okänd röst", "en": "Unknown voice"}
_LABEL = re.compile(rf"(?:{'|'.join(_LABELS.values())}) \d+|{'|'.join(_UNKNOWN.values())}")


@dataclass(frozen=True, slots=True, order=True)
class VoiceSpan:
    """A stretch in which a voice sounds."""

    span: Span
    voice: int


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a single voice print says of who speaks.

    Attributes:
        span: the piece of sound, in which one voice sounds alone.
        likeness: for each of `Voices.numbers` the cosine of the print with the rest of that voice.
    """

    span: Span
    likeness: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Voices:
    """Who speaks when.

    Attributes:
        spans: everything that sounds, in order of time; stretches of different voices may overlap.
        exclusive: the same with at most one voice at a time.
        opinions: what single voice prints say, in order of time; none where channels tell the
            voices, or where there are not two.
    """

    spans: tuple[VoiceSpan, ...]
    exclusive: tuple[VoiceSpan, ...]
    opinions: tuple[Opinion, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """The voices that there are, in order."""
        return tuple(sorted({heard.voice for heard in self.spans}))

    def seconds(self, voice: int) -> float:
        """How long the voice sounds in all."""
        return sum(heard.span.duration for heard in self.spans if heard.voice == voice)

    def without(self, cuts: Cuts) -> Voices:
        """Return the voices that sound outside of what is cut."""
        if not cuts:
            return self
        return Voices(
            spans=tuple(_left_of(self.spans, cuts)),
            exclusive=tuple(_left_of(self.exclusive, cuts)),
            opinions=tuple(one for one in self.opinions if one.span.middle not in cuts),
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """What one voice says before another takes over.

    Attributes:
        voice: its number; 0 when no voice could be told.
        words: in order of time, at least one.
    """

    voice: int
    words: tuple[Word, ...]

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return self.words[0].span | self.words[-1].span

    @property
    def text(self) -> str:
        """The words with a space between."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class Conversation:
    """Every word heard, under the voice that said it, exactly once.

    Attributes:
        turns: in order of time; neighbours have different voices.
        asides: backchannels said inside another's turn, which they do not break.
    """

    turns: tuple[Turn, ...]
    asides: tuple[Turn, ...] = ()

    @cached_property
    def words(self) -> tuple[tuple[Word, int], ...]:
        """All words, asides too, each with its voice, in order of time."""
        return tuple((word, voice) for word, voice, _ in self._said())

    @property
    def aside_places(self) -> tuple[tuple[int, ...], ...]:
        """For each aside the places of its words in `words`."""
        places: list[list[int]] = [[] for _ in self.asides]
        for place, (_, _, aside) in enumerate(self._said()):
            if aside is not None:
                places[aside].append(place)
        return tuple(map(tuple, places))

    def without(self, cuts: Cuts) -> Conversation:
        """Return what is said outside of what is cut; a word is where its middle is."""
        if not cuts:
            return self
        turns = groupby(_spoken(self.turns, cuts), key=lambda turn: turn.voice)
        joined = (
            Turn(voice, tuple(word for turn in run for word in turn.words)) for voice, run in turns
        )
        return Conversation(tuple(joined), tuple(_spoken(self.asides, cuts)))

    def _said(self) -> list[tuple[Word, int, int | None]]:
        """All words in order of time, each with its voice and the number of its aside."""
        turns = [(word, turn.voice, None) for turn in self.turns for word in turn.words]
        asides = [
            (word, turn.voice, number)
            for number, turn in enumerate(self.asides)
            for word in turn.words
        ]
        return sorted([*turns, *asides], key=lambda said: (said[0].span.start, said[0].span.end))


def _left_of(heard: Iterable[VoiceSpan], cuts: Cuts) -> Iterator[VoiceSpan]:
    for one in heard:
        for span in cuts.left_of((one.span,)):
            yield VoiceSpan(span, one.voice)


def _spoken(turns: Iterable[Turn], cuts: Cuts) -> Iterator[Turn]:
    for turn in turns:
        words = tuple(word for word in turn.words if word.span.middle not in cuts)
        if words:
            yield replace(turn, words=words)


def voice_label(voice: int, language: str) -> str:
    """What stands before the turns of a voice that nobody has named."""
    return f"{_LABELS[language]} {voice}" if voice else _UNKNOWN[language]


def is_voice_label(speaker: str) -> bool:
    """Tell whether the speaker is a voice without a name, in any language."""
    return _LABEL.fullmatch(speaker) is not None
