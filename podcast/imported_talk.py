"""A transcript with moments as words and voices, in the form in which we hear them ourselves.

Each word gets its share of the time of its cue by its letters, since a cue does not say more. How
sure the words are nobody knows: they count as certain, so that nothing of them is called doubtful
that nobody has doubted.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.conversation import Voices, VoiceSpan
from podcast.span import Span, union
from podcast.transcript import Segment, Transcript, Word, ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcast.timed_text import TimedText

CERTAINTY = 1.0
_WORD_SECONDS = 0.4  # of the last words, where nothing says when they end: Swedish talk's pace
_BREATH = 1.0  # seconds between two cues of a speaker that are one stretch
_NOBODY = re.compile(
    r"(?:(?:okänd )?röst|(?:unknown )?voice|speaker|talare|spk|unknown|okänd)?[ _-]*(?:\d+|[A-Z])?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody whom a transcript names.

    Attributes:
        name: as it has it.
        at: a moment at which nobody else speaks, in seconds.
    """

    name: str
    at: float


@dataclass(frozen=True, slots=True)
class ImportedTalk:
    """What a transcript says.

    Attributes:
        transcript: its words.
        voices: a voice for each speaker; None where it does not tell them apart.
        speakers: those who have a name, in the order in which they first speak.
    """

    transcript: Transcript
    voices: Voices | None
    speakers: tuple[Speaker, ...]


def imported_talk(said: Sequence[TimedText], language: str, duration: float = 0.0) -> ImportedTalk:
    """Turn what is said into words and voices.

    Args:
        said: in order of time.
        language: of the show.
        duration: of the recording in seconds, 0 where it is not known.
    """
    placed = tuple(_placed(said, duration))
    segments = tuple(
        Segment(tuple(itertools.chain.from_iterable(_words(one) for one in run)), 0.0, 0.0, 1.0)
        for run in _sentences(placed)
    )
    names = tuple(dict.fromkeys(one.speaker for one in placed))
    tells_apart = all(names)
    return ImportedTalk(
        Transcript(language, segments),
        _voices(placed, names) if tells_apart and names else None,
        tuple(Speaker(name, _moment(placed, name)) for name in names if is_name(name)),
    )


def is_name(speaker: str) -> bool:
    """Tell whether it names a person, and is not only a number that a machine gave."""
    return bool(speaker) and not _NOBODY.fullmatch(speaker)


@dataclass(frozen=True, slots=True)
class _Placed:
    span: Span
    speaker: str
    words: tuple[str, ...]


def _placed(said: Sequence[TimedText], duration: float) -> Iterator[_Placed]:
    """Give each text its stretch, none overlapping the next; those that begin at once share it."""
    groups = [tuple(run) for _, run in itertools.groupby(said, key=lambda one: one.start)]
    for number, group in enumerate(groups):
        start = group[0].start
        limit = groups[number + 1][0].start if number + 1 < len(groups) else 0.0
        ends = [one.end for one in group if one.end is not None and one.end > start]
        talk = _WORD_SECONDS * sum(len(one.text.split()) for one in group)
        end = max(ends, default=limit or max(duration, start) or start + talk)
        end = min(end, limit) if limit else end
        yield from _split(Span(start, end if end > start else start + talk), group)


def _split(span: Span, group: Sequence[TimedText]) -> Iterator[_Placed]:
    weights = [len(one.text) + 1 for one in group]
    for part, one in zip(_shares(span, weights), group, strict=True):
        yield _Placed(part, one.speaker, tuple(one.text.split()))


def _words(one: _Placed) -> Iterator[Word]:
    shares = _shares(one.span, [len(word) + 1 for word in one.words])
    for span, word in zip(shares, one.words, strict=True):
        yield Word(word, span, CERTAINTY)


def _shares(span: Span, weights: Sequence[int]) -> Iterator[Span]:
    """Part a stretch by weights, to the millisecond."""
    total, done, at = sum(weights), 0, span.start
    for weight in weights:
        done += weight
        share = round(span.start + span.duration * done / total, 3)
        until = max(at, min(share, span.end))
        yield Span(at, until)
        at = until


def _sentences(placed: Sequence[_Placed]) -> Iterator[list[_Placed]]:
    """Runs of one speaker up to the end of a sentence."""
    run: list[_Placed] = []
    for one in placed:
        if run and (one.speaker != run[-1].speaker or ends_sentence(run[-1].words[-1])):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _voices(placed: Sequence[_Placed], names: Sequence[str]) -> Voices:
    spans = tuple(
        sorted(
            VoiceSpan(span, number)
            for number, name in enumerate(names, start=1)
            for span in _stretches(placed, name)
        )
    )
    return Voices(spans, spans)


def _stretches(placed: Sequence[_Placed], name: str) -> Iterator[Span]:
    """When somebody speaks: neighbouring cues are one stretch, but not across another's words."""
    for speaker, run in itertools.groupby(placed, key=lambda one: one.speaker):
        if speaker == name:
            yield from union((one.span for one in run), bridging=_BREATH)


def _moment(placed: Sequence[_Placed], name: str) -> float:
    """A whole second if one lies in the longest stretch, else its middle."""
    longest = max(_stretches(placed, name), key=lambda span: span.duration, default=Span(0, 0))
    whole = float(round(longest.middle))
    return whole if whole in longest else round(longest.middle, 3)
