"""What of the words heard in batches looks wrong, and which of two readings is the better.

Batches lack the checks that faster-whisper makes in sequence, but the figures that it judges by
come with each segment. What looks wrong by them is heard again; what each sign is worth stands in
docs/measured.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from podcast.phantoms import loops
from podcast.sound_marks import HARDLY_HEARD
from podcast.word_times import voiced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from podcast.span import Span
    from podcast.transcript import Segment

Suspicion = Literal["loops", "rushes", "unsure"]
"""Why a segment is in doubt: it repeats itself, has more letters than anybody can say in the time
that a voice sounds, or the model itself took its words for unlikely."""

# Talk has 14 to 18 letters and spaces a second of voice, very fast talk 25.
_MOST_LETTERS = 30.0
# So short a voice says nothing about a rate, in seconds: its edges are not known so well.
_LEAST_VOICE = 1.0


def suspicions(segment: Segment, voices: Sequence[Span]) -> tuple[Suspicion, ...]:
    """Return what speaks against a segment, the gravest first.

    Args:
        segment: as heard, its words in time.
        voices: where there is a voice, in order.
    """
    voice = max(_LEAST_VOICE, voiced(segment.span, voices))
    signs: dict[Suspicion, bool] = {
        "loops": loops(segment),
        "rushes": len(segment.text) > _MOST_LETTERS * voice,
        "unsure": segment.log_probability < HARDLY_HEARD,
    }
    return tuple(sign for sign, shows in signs.items() if shows)


def better(first: Segment, again: Segment, voices: Sequence[Span]) -> Segment:
    """Return the reading against which less speaks; of two alike, the one more likely to its model.

    One without words is never the better: what was lost is not mended.
    """
    if not again.words:
        return first
    return min(first, again, key=lambda reading: _badness(reading, voices))


def _badness(reading: Segment, voices: Sequence[Span]) -> tuple[bool, bool, float]:
    signs = suspicions(reading, voices)
    return "loops" in signs, "rushes" in signs, -reading.log_probability
