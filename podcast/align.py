"""Who said what: every word to one voice, and voices to turns.

A speaker changes where a sentence ends or a pause is, hardly ever inside a sentence, while the
edges that a diarizer and a speech model give are each off by some tenths of a second. So each
word carries the seconds for which every voice sounds beneath it, each change of voice costs
seconds according to the place, and the sequence of voices with the best balance wins (Viterbi).
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

import numpy as np

from podcast.conversation import Conversation, Turn, Voices, VoiceSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from podcast.span import Span
    from podcast.transcript import Transcript, Word

# What a change of voice costs, in seconds of sound that must speak for it. Both ends of an
# interjection pay, so one inside a sentence needs two seconds and one between sentences a fifth.
CHANGE_AT_SENTENCE_END = 0.1
CHANGE_AT_SHORT_PAUSE = 0.5
CHANGE_INSIDE_SENTENCE = 1.0

PAUSE = 0.5  # seconds; as good a place for a change as the end of a sentence
SHORT_PAUSE = 0.15

# A word under which nobody sounds speaks for the voice with the nearest edge with this share of
# its length: enough to win a short sentence of its own, too little to cut one.
NEAREST = 0.3

BACKCHANNELS = frozenset(
    "mm mhm hm aha jaha ja jo jodå nej nä okej ok precis exakt absolut visst just det självklart "
    "yes yeah yep right okay sure exactly uh-huh mm-hmm".split()
)
BACKCHANNEL_WORDS = 3
BACKCHANNEL_SECONDS = 1.0


def align(transcript: Transcript, voices: Voices) -> Conversation:
    """Give each word heard to the voice that said it, exactly once and in order.

    Words get voice 0 when no voice was found at all.
    """
    words = transcript.words
    if not words:
        return Conversation(())
    if not voices.exclusive:
        return Conversation((Turn(0, words),))
    return _set_asides(_turns(words, _best_voices(words, voices)))


def _best_voices(words: Sequence[Word], voices: Voices) -> list[int]:
    numbers = voices.numbers
    path = _viterbi(_seconds_beneath(words, voices.exclusive, numbers), _change_costs(words))
    return [numbers[state] for state in path]


def _seconds_beneath(
    words: Sequence[Word], exclusive: Sequence[VoiceSpan], numbers: Sequence[int]
) -> NDArray[np.float64]:
    """For each word (row) the seconds that each voice (column) sounds beneath it."""
    column = {voice: index for index, voice in enumerate(numbers)}
    starts = [heard.span.start for heard in exclusive]
    ends = [heard.span.end for heard in exclusive]
    seconds = np.zeros((len(words), len(numbers)))
    for row, word in enumerate(words):
        first = bisect_right(ends, word.span.start)
        last = bisect_left(starts, word.span.end)
        for heard in exclusive[first:last]:
            seconds[row, column[heard.voice]] += heard.span.overlap(word.span)
        if not seconds[row].any():
            nearest = _nearest(word.span, exclusive[max(0, first - 1) : first + 1])
            seconds[row, column[nearest.voice]] = NEAREST * word.span.duration
    return seconds


def _nearest(span: Span, candidates: Iterable[VoiceSpan]) -> VoiceSpan:
    return min(candidates, key=lambda heard: (heard.span.gap(span), heard))


def _change_costs(words: Sequence[Word]) -> list[float]:
    """For each word but the first what it costs to change voice before it."""
    return [_change_cost(before, after) for before, after in itertools.pairwise(words)]


def _change_cost(before: Word, after: Word) -> float:
    pause = after.span.start - before.span.end
    if before.ends_sentence or pause >= PAUSE:
        return CHANGE_AT_SENTENCE_END
    return CHANGE_AT_SHORT_PAUSE if pause >= SHORT_PAUSE else CHANGE_INSIDE_SENTENCE


def _viterbi(gains: NDArray[np.float64], costs: Iterable[float]) -> list[int]:
    """Return the sequence of columns with the most gain less the cost of each change."""
    best = gains[0]
    came_from = []
    states = np.arange(gains.shape[1])
    for gain, cost in zip(gains[1:], costs, strict=True):
        leader = int(best.argmax())
        stays = best >= best[leader] - cost
        came_from.append(np.where(stays, states, leader))
        best = np.where(stays, best, best[leader] - cost) + gain
    path = [int(best.argmax())]
    for origin in reversed(came_from):
        path.append(int(origin[path[-1]]))
    return path[::-1]


def _turns(words: Sequence[Word], voices: Sequence[int]) -> list[Turn]:
    said = zip(words, voices, strict=True)
    return [
        Turn(voice, tuple(word for word, _ in run))
        for voice, run in itertools.groupby(said, key=lambda pair: pair[1])
    ]


def _set_asides(turns: Sequence[Turn]) -> Conversation:
    """Take the backchannels out and join what they stood between."""
    kept: list[Turn] = []
    asides: list[Turn] = []
    for index, turn in enumerate(turns):
        after = turns[index + 1] if index + 1 < len(turns) else None
        if kept and after and after.voice == kept[-1].voice and _is_backchannel(turn, kept[-1]):
            asides.append(turn)
        elif kept and kept[-1].voice == turn.voice:
            kept[-1] = Turn(turn.voice, kept[-1].words + turn.words)
        else:
            kept.append(turn)
    return Conversation(tuple(kept), tuple(asides))


def _is_backchannel(turn: Turn, before: Turn) -> bool:
    """Tell whether it only shows that one listens; after a question it would be an answer."""
    return (
        len(turn.words) <= BACKCHANNEL_WORDS
        and turn.span.duration <= BACKCHANNEL_SECONDS
        and not before.words[-1].text.endswith("?")
        and all(word.text.strip(".,!…–").casefold() in BACKCHANNELS for word in turn.words)
    )
