"""Who said what: every word to one voice, and voices to turns.

Three things are heard: where each voice sounds, what voice prints say of single pieces, and where
sentences end. Each alone is off at the change of a speaker, by some tenths of a second or by a
whole answer. So a sequence of voices is looked for: each word adds what speaks for its voice, each
change of voice costs according to the place, and the sequence with the best balance wins (Viterbi).
All of it is measured in nats: the logarithm of how much likelier one reading is than another.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from podcast.conversation import Conversation, Turn, Voices
from podcast.rules import folded
from podcast.word_voices import likeness_beneath, overlaps, seconds_beneath

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from numpy.typing import NDArray

    from podcast.transcript import Transcript, Word

    Phrases = frozenset[tuple[str, ...]]

PAUSE = 0.5  # seconds without words; inside a sentence as good a place as an interruption
BESIDE = 0.4  # seconds by which the times of words and voices may differ

# What must never be, in nats.
_NEVER = 1e6

BACKCHANNEL_WORDS = 3
BACKCHANNEL_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class AlignOptions:
    """What each thing heard counts, in nats; 0 leaves it out, as benches do to see its worth.

    In the recordings of `bench/who_said_what.py` two of 3100 places inside a sentence are changes
    of voice (7 nats against), and a third of those between sentences (hardly any). By itself a
    voice print decides with 30 to 40 nats times its difference in likeness, however long it is; it
    counts more here, because the seconds speak against it wherever a change was missed. Each number
    may be halved or doubled with little harm, see `docs/measured.md`.

    Attributes:
        second: for a voice that sounds for one second beneath a word, where voice prints speak too.
        second_alone: the same where none does, as with a channel for each person.
        likeness: for a voice print that is fully like a voice, beneath a word that covers it.
        inside: what it costs to change voice inside a sentence.
        opening: the same at a pause in it, or where two are heard at once: one is interrupted.
    """

    second: float = 1.0
    second_alone: float = 7.0
    likeness: float = 90.0
    inside: float = 7.0
    opening: float = 2.0


OPTIONS = AlignOptions()


def align(
    transcript: Transcript,
    voices: Voices,
    told: Sequence[tuple[float, int]] = (),
    backchannels: Collection[tuple[str, ...]] = (),
    options: AlignOptions = OPTIONS,
) -> Conversation:
    """Give each word heard to the voice that said it, exactly once and in order.

    Args:
        transcript: the words, in order of time.
        voices: who speaks when; without any, words get voice 0.
        told: moments with the voice that people say speaks there, which always holds for the word
            that sounds at that moment; of two for one word, the earlier.
        backchannels: phrases that only show that one listens, as the rules of the language have
            them; inside another's turn they do not break it.
        options: what each thing heard counts.
    """
    words = transcript.words
    if not words:
        return Conversation(())
    if not voices.spans:
        return Conversation((Turn(0, words),))
    turns = _turns(words, _best_voices(words, voices, told, options))
    return _set_asides(turns, frozenset(backchannels))


def _best_voices(
    words: Sequence[Word],
    voices: Voices,
    told: Sequence[tuple[float, int]],
    options: AlignOptions,
) -> list[int]:
    numbers, spans = voices.numbers, [word.span for word in words]
    hears_prints = voices.opinions and options.likeness
    gains = seconds_beneath(spans, voices)
    gains *= options.second if hears_prints else options.second_alone
    gains += options.likeness * likeness_beneath(spans, voices.opinions, len(numbers))
    _obey(gains, words, [(at, numbers.index(voice)) for at, voice in told if voice in numbers])
    path = _viterbi(gains, _change_costs(words, voices, options))
    return [numbers[state] for state in path]


def _obey(
    gains: NDArray[np.float64], words: Sequence[Word], told: Sequence[tuple[float, int]]
) -> None:
    """Let no other voice have a word at whose moment people have said who speaks."""
    for at, column in sorted(told, reverse=True):  # the earliest has the last word
        place = bisect_right(words, at, key=lambda word: word.span.start) - 1
        if place >= 0 and at in words[place].span:
            gains[place] = -_NEVER
            gains[place, column] = 0.0


def _change_costs(words: Sequence[Word], voices: Voices, options: AlignOptions) -> list[float]:
    """For each word but the first what it costs to change voice before it."""
    both = overlaps(voices)
    starts, ends = sorted(span.start for span in both), sorted(span.end for span in both)

    def cost(before: Word, after: Word) -> float:
        if before.ends_sentence:
            return 0.0
        begun = bisect_left(starts, after.span.start + BESIDE)
        interrupted = begun > bisect_right(ends, before.span.end - BESIDE)
        paused = after.span.start - before.span.end >= PAUSE
        return options.opening if interrupted or paused else options.inside

    return [cost(before, after) for before, after in itertools.pairwise(words)]


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


def _set_asides(turns: Sequence[Turn], backchannels: Phrases) -> Conversation:
    """Take the backchannels out and join what they stood between."""
    kept: list[Turn] = []
    asides: list[Turn] = []
    for index, turn in enumerate(turns):
        after = turns[index + 1] if index + 1 < len(turns) else None
        inside = kept and after and after.voice == kept[-1].voice
        if inside and _is_backchannel(turn, kept[-1], backchannels):
            asides.append(turn)
        elif kept and kept[-1].voice == turn.voice:
            kept[-1] = Turn(turn.voice, kept[-1].words + turn.words)
        else:
            kept.append(turn)
    return Conversation(tuple(kept), tuple(asides))


def _is_backchannel(turn: Turn, before: Turn, backchannels: Phrases) -> bool:
    """Tell whether it only shows that one listens; after a question it would be an answer."""
    return (
        len(turn.words) <= BACKCHANNEL_WORDS
        and turn.span.duration <= BACKCHANNEL_SECONDS
        and not before.words[-1].text.endswith("?")
        and _consists_of(tuple(folded(word.text) for word in turn.words), backchannels)
    )


def _consists_of(words: tuple[str, ...], phrases: Phrases) -> bool:
    """Tell whether the words are nothing but phrases, one after another."""
    return not words or any(
        words[:count] in phrases and _consists_of(words[count:], phrases)
        for count in range(1, len(words) + 1)
    )
