"""What single voice prints say of who speaks, from prints made by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from podcast.conversation import Voices
from podcast.engines import SAMPLE_RATE
from podcast.hearing import Hearing
from podcast.span import Span
from podcast.voice_models import PRINT_VALUES, WINDOW_FRAMES
from podcast.voice_opinions import with_opinions
from tests.fakes import voices

KARIN, LENA = np.eye(PRINT_VALUES)[:2]
NOBODY, A = 0, 1
# Frames of a window between which one voice sounds: stretches of two seconds with pauses between.
STRETCHES = ((0, 118), (150, 268), (300, 418), (450, 568))
STARTS = (0.3, 2.8, 5.3, 7.8)
TWO = voices((1, 0, 2.2), (2, 2.5, 4.7), (1, 5, 7.2), (2, 7.5, 9.7))


def heard(*prints) -> Hearing:
    """A window with a piece of a second in each stretch."""
    local = np.full((1, WINDOW_FRAMES), NOBODY, np.uint8)
    for first, last in STRETCHES:
        local[0, first:last] = A
    return Hearing(
        samples=10 * SAMPLE_RATE,
        firsts=np.array([0]),
        local=local,
        starts=(np.array(STARTS[: len(prints)]) * SAMPLE_RATE).astype(np.int64),
        lengths=np.full(len(prints), SAMPLE_RATE),
        prints=np.array(prints, np.float16).reshape(-1, PRINT_VALUES),
        loudness=np.empty(0, np.int8),
    )


def test_a_print_is_like_the_voice_that_has_such_prints_elsewhere():
    opinions = with_opinions(TWO, heard(KARIN, LENA, KARIN, LENA)).opinions
    assert [opinion.likeness for opinion in opinions] == [(1, 0), (0, 1), (1, 0), (0, 1)]
    assert opinions[1].span == Span(2.8, 3.8)


def test_no_print_speaks_for_itself():
    wrongly_karins = with_opinions(
        replace(TWO, exclusive=voices((1, 0, 4.7), (1, 5, 7.2), (2, 7.5, 9.7)).exclusive),
        heard(KARIN, LENA, KARIN, LENA),
    )
    assert wrongly_karins.opinions[1].likeness == pytest.approx((0, 1))


def test_a_voice_of_one_stretch_leaves_that_stretch_without_opinion():
    opinions = with_opinions(TWO, heard(KARIN, LENA, KARIN)).opinions
    assert [opinion.span.start for opinion in opinions] == [0.3, 5.3]


def test_one_voice_or_none_needs_no_opinion():
    alone = voices((1, 0, 9.7))
    assert with_opinions(alone, heard(KARIN, KARIN)).opinions == ()
    assert with_opinions(Voices((), ()), heard(KARIN)).opinions == ()
    assert with_opinions(TWO, heard()).opinions == ()
