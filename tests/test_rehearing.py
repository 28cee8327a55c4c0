from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from podcast.rehearing import reheard
from podcast.span import Span
from podcast.transcript import Segment
from tests.fakes import words

if TYPE_CHECKING:
    from collections.abc import Sequence

WHOLE = Span(0, 60)


def segment(start: float, text: str, log_probability: float = -0.3) -> Segment:
    return Segment(words(text, start), log_probability, 0.1, 1.4)


@dataclass
class Sound:
    """What is said in truth, of which a second hearing tells what lies inside its stretch."""

    said: list[Segment]
    asked: list[Span] = field(default_factory=list)
    drawn: list[bool] = field(default_factory=list)

    def again(self, spans: Sequence[Span], *, lots: bool) -> list[list[Segment]]:
        self.asked += spans
        self.drawn += [lots] * len(spans)
        return [
            [one for one in self.said if span.start <= one.span.start < span.end] for span in spans
        ]


def texts(segments: list[Segment]) -> list[str]:
    return [one.text for one in segments if one.words]


def test_what_looks_right_is_not_heard_again():
    talk = segment(1, "Hej och välkomna till panelen.")
    sound = Sound([])
    assert texts(reheard([talk], (talk.span,), WHOLE, sound.again)) == [talk.text]
    assert sound.asked == []


def test_a_loop_is_heard_again_and_the_better_reading_kept():
    loop = segment(0, "det är " * 12)
    talk = segment(0, "Det är viktigt att vi har tid för dem som söker hjälp hos oss.")
    heard = reheard([loop], (talk.span,), WHOLE, Sound([talk]).again)
    assert texts(heard) == [talk.text]


def test_a_loop_that_stays_one_is_written_once():
    loop = Segment(words("det är bra " * 20), -0.3, 0.1, 6.0)
    heard = reheard([loop], (loop.span,), WHOLE, Sound([loop]).again)
    assert texts(heard)[0] == "det är bra"


def test_a_voice_without_words_is_heard_again_with_what_stands_beside_it():
    first, lost, last = segment(4, "Hej."), segment(7, "Vad gör ni konkret?"), segment(12, "Jo.")
    voices = (first.span, lost.span, last.span)
    sound = Sound([lost])
    assert texts(reheard([first, last], voices, WHOLE, sound.again)) == [
        "Hej.",
        "Vad gör ni konkret?",
        "Jo.",
    ]
    assert sound.asked == [Span(first.span.end - 2, last.span.start + 2)]


def test_what_is_not_found_then_is_listened_to_by_itself():
    first, lost = segment(1, "Hej."), segment(5, "Vad gör ni konkret?")
    asked: list[Span] = []

    def again(spans: Sequence[Span], *, lots: bool) -> list[list[Segment]]:
        asked.extend(spans)
        return [[] if lots else [lost] for _ in spans]

    assert texts(reheard([first], (first.span, lost.span), WHOLE, again))[-1] == lost.text
    assert asked == [Span(0, 60), Span(first.span.end, 60)]


def test_the_first_words_after_music_are_not_lost():
    """The first hearing begins in the middle of what is said when the music ends."""
    lost, heard = segment(20, "Johan, vad gör ni?"), segment(22, "Vi har en grupp.")
    found = reheard([heard], (lost.span, heard.span), WHOLE, Sound([lost, heard]).again)
    assert texts(found) == [lost.text, heard.text]


def test_unlikely_words_do_not_fill_a_gap():
    first, guess = segment(1, "Hej."), segment(5, "Tack till elever.", log_probability=-1.3)
    found = reheard([first], (first.span, guess.span), WHOLE, Sound([guess]).again)
    assert texts(found) == [first.text]


def test_laughter_stays_without_words():
    first = segment(1, "Hej.")
    sound = Sound([])
    assert texts(reheard([first], (first.span, Span(4, 9)), WHOLE, sound.again)) == [first.text]
    assert sound.drawn == [True, False]
