"""Captions composed as a subtitler would: what stands on the screen when, in which lines.

Cues are cut where it costs the reader least, over a whole utterance at once: at the ends of
sentences and clauses, neither too short to be read nor longer than they need be. Then each stays
as long as it takes to read, if the talk allows: until the next one begins.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from math import inf
from typing import TYPE_CHECKING

from podcast.breaks import CLAUSE, SENTENCE, TIED, break_costs
from podcast.span import Span
from podcast.utterances import utterances

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from podcast.document import TimedParagraph
    from podcast.utterances import Utterance

LINES = 2
READING_SPEED = 17  # characters a second, for grown-ups; a cue stays longer where there is time
READABLE = 1.0  # seconds; a cue stays at least so long where there is time (5/6 s at the least)
LONGEST = 7.0  # seconds; what stands longer is read twice
SHORTEST = 0.2  # seconds; a cue that has no time of its own is still there
LATE = 0.5  # seconds; a cue may wait so long for the one before to be read
BLINK = 0.5  # seconds; a shorter gap between cues flickers, so it is closed

# What a reader is spared, in the measure of `podcast.breaks`.
_CUE = 6.0  # one more cue: as much as a break in the open, so that short sentences share one
_END = 2.0  # times the cost of a break: the eye waits longer for a cue than for a line
_HESITATION = 0.3  # seconds of silence in which a cue ends as well as at a comma
_STUB, _STUB_WORDS = 6.0, 2  # so few words of a sentence, left alone on one side of a cue's end
_FLASH = 20.0  # for each second that lacks to `READABLE`
_RUSH = 2.0  # for each second that lacks to `READING_SPEED`
_STAY = 5.0  # for each second over `LONGEST`
_UNEVEN = 6.0  # lines that differ by a whole line's length
_OVERFULL = 1000.0  # what does not fit; only where a name and one word are too long


@dataclass(frozen=True, slots=True)
class Cue:
    """What stands on the screen at once.

    Attributes:
        span: when, in whole milliseconds.
        speaker: who says it.
        lines: one or two.
        named: whether the first line begins with the name and a colon.
        languages: of each word of the lines; empty where it is that of the show.
    """

    span: Span
    speaker: str
    lines: tuple[str, ...]
    named: bool = False
    languages: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The lines as one."""
        return " ".join(self.lines)

    @property
    def shown(self) -> str:
        """The lines, one under the other."""
        return "\n".join(self.lines)


def compose(
    paragraphs: Iterable[TimedParagraph], line_length: int, *, with_names: bool = False
) -> tuple[Cue, ...]:
    """Cut the talk into cues of at most two lines of so many characters.

    Each word stands in exactly one cue, in order of time, and cues never overlap. A line is
    longer only where a single word is, or a name with the word after it.

    Args:
        paragraphs: the talk, in any order.
        line_length: in characters.
        with_names: write the name and a colon before the words where the speaker changes.
    """
    cues: list[Cue] = []
    said = ""
    for utterance in utterances(paragraphs):
        named = with_names and utterance.speaker != said
        cues += _Script.of(utterance, line_length, named=named).cues()
        said = utterance.speaker
    return tuple(_in_time(cues))


@dataclass(frozen=True, slots=True)
class _Script:
    """An utterance to be cut, its words numbered; the name, where it is written, comes first.

    Attributes:
        texts: the words; `costs` is what a line may cost that ends after each, `ends` a cue.
        places: how many characters, each word with a space, lie before a word.
        starts: when each word begins; never, after the last.
        stops: when each word ends.
        name: how many words the name has, 0 where it is not written.
        length: of a line, in characters.
        languages: of each word.
    """

    speaker: str
    texts: Sequence[str]
    costs: Sequence[float]
    ends: Sequence[float]
    places: Sequence[int]
    starts: Sequence[float]
    stops: Sequence[float]
    name: int
    length: int
    languages: Sequence[str]

    @classmethod
    def of(cls, utterance: Utterance, length: int, *, named: bool) -> _Script:
        """Prepare everything that is asked for again and again."""
        words = utterance.words
        name = f"{utterance.speaker}:".split() if named else []
        costs = break_costs([word.text for word in words])
        texts = [*name, *(word.text for word in words)]
        begin = len(name) * [utterance.start]
        return cls(
            speaker=utterance.speaker,
            texts=texts,
            costs=[*(TIED for _ in name[1:]), *(CLAUSE for _ in name[:1]), *costs],
            ends=[*(_OVERFULL for _ in name), *_end_costs(utterance, costs)],
            places=[0, *accumulate(len(text) + 1 for text in texts)],
            starts=[*begin, *(word.span.start for word in words), inf],
            stops=[*begin, *(word.span.end for word in words)],
            name=len(name),
            length=length,
            languages=[*("" for _ in name), *(word.language for word in words)],
        )

    def cues(self) -> Iterator[Cue]:
        """The cheapest way to cut it all, found from the end backwards."""
        count = len(self.texts)
        cheapest, ends = [0.0] * (count + 1), [count] * (count + 1)
        for start in (*range(count - 1, self.name, -1), 0):
            cheapest[start], ends[start] = min(
                (cost + cheapest[end], end) for end, cost in self._choices(start)
            )
        start = 0
        while start < count:
            yield self._cue(start, ends[start])
            start = ends[start]

    def _choices(self, start: int) -> Iterator[tuple[int, float]]:
        """Each cue that may begin here, by its end, with its cost; hot, hence the local names."""
        places, costs, length = self.places, self.costs, self.length
        begun, shortest = self.starts[start], start + 1 if start else self.name + 1
        full_line = max(self._reach(start), start + 1)
        turn, line_cost = full_line, _OVERFULL
        for end in range(max(self._reach(full_line), shortest), shortest - 1, -1):
            least = places[end] - length - 1
            while turn > start and places[turn] >= least:
                line_cost = min(line_cost, costs[turn - 1])
                turn -= 1
            cost = _CUE + _END * self.ends[end - 1] + (0.0 if end <= full_line else line_cost)
            time = self.starts[end] - begun
            needed = max(READABLE, (places[end] - places[start] - 1) / READING_SPEED)
            if time < needed:
                cost += (needed - time) * _RUSH + max(0.0, READABLE - time) * _FLASH
            if time > LONGEST:
                cost += max(0.0, self.stops[end - 1] - begun - LONGEST) * _STAY
            yield end, cost

    def _cue(self, start: int, end: int) -> Cue:
        begun = self.starts[start]
        latest = max(begun + LONGEST, self.starts[end - 1] + READABLE)
        span = Span(begun, min(max(self.stops[start:end]), latest))
        lines, languages = self._lines(start, end), tuple(self.languages[start:end])
        return Cue(span, self.speaker, lines, named=start < self.name, languages=languages)

    def _lines(self, start: int, end: int) -> tuple[str, ...]:
        """One line if it fits, else the best two."""

        def badness(turn: int) -> tuple[int, float]:
            upper, lower = self._width(start, turn), self._width(turn, end)
            over = max(0, upper - self.length) + max(0, lower - self.length)
            return over, self.costs[turn - 1] + _UNEVEN * abs(upper - lower) / self.length

        if end - start == 1 or self._width(start, end) <= self.length:
            return (" ".join(self.texts[start:end]),)
        turn = min(range(start + 1, end), key=badness)
        return " ".join(self.texts[start:turn]), " ".join(self.texts[turn:end])

    def _width(self, start: int, end: int) -> int:
        return self.places[end] - self.places[start] - 1

    def _reach(self, start: int) -> int:
        """The end of the longest line that begins here and fits."""
        return bisect_right(self.places, self.places[start] + self.length + 1) - 1


def _end_costs(utterance: Utterance, costs: Sequence[float]) -> Iterator[float]:
    """What it costs to end a cue after each word."""
    words = utterance.words
    sentences = [0, *(place for place, cost in enumerate(costs, start=1) if cost == SENTENCE)]
    for place, cost in enumerate(costs, start=1):
        after = bisect_right(sentences, place)
        if sentences[after - 1] == place:
            yield SENTENCE
            continue
        silence = words[place].span.start - words[place - 1].span.end
        stub = min(place - sentences[after - 1], sentences[after] - place) <= _STUB_WORDS
        yield (min(cost, CLAUSE) if silence >= _HESITATION else cost) + stub * _STUB


def _in_time(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Let each cue stay as long as it takes to read, but no longer than until the next."""
    starts = [*_starts(cues), inf]
    for cue, (start, following) in zip(cues, pairwise(starts), strict=True):
        wanted = max(cue.span.end, start + READABLE, start + len(cue.text) / READING_SPEED)
        end = following if following - wanted < BLINK else wanted
        yield replace(cue, span=Span(round(start, 3), round(end, 3)))


def _starts(cues: Sequence[Cue]) -> Iterator[float]:
    """When each cue begins: with its first word, or a little later so that none is lost.

    It waits for the one before to be read, unless it would lose its own time by that.
    """
    before = -inf
    begins = [*(cue.span.start for cue in cues), inf]
    for begun, following in pairwise(begins):
        patient = min(before + READABLE, begun + LATE, following - READABLE)
        before = max(begun, before + SHORTEST, patient)
        yield before
