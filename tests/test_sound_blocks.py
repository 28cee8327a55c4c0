from __future__ import annotations

import threading
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from podcast.engines import SAMPLE_RATE
from podcast.sound_blocks import AT_A_TIME, blocks, heard_in_blocks
from podcast.span import Span

if TYPE_CHECKING:
    from podcast.engines import Progress, Samples

PARTS = (Span(0, 10), Span(10, 40), Span(40, 60))


def noise(seconds: float) -> Samples:
    drawn = np.random.default_rng(1).normal(0, 2000, round(seconds * SAMPLE_RATE))
    return drawn.astype(np.int16)


def test_a_short_recording_is_one_block_and_none_has_none() -> None:
    assert blocks(np.zeros(SAMPLE_RATE * 290, np.int16)) == (Span(0, 290),)
    assert blocks(np.empty(0, np.int16)) == ()


def test_a_recording_is_cut_where_it_is_quietest() -> None:
    samples = noise(400)
    for pause in (170, 190):
        samples[pause * SAMPLE_RATE : (pause + 2) * SAMPLE_RATE] //= 10
    samples[190 * SAMPLE_RATE : 192 * SAMPLE_RATE] //= 10  # quieter than the pause at 170
    first, second = blocks(samples)
    assert first.end == second.start == pytest.approx(191, abs=0.6)


@pytest.mark.parametrize("seconds", [300, 601, 700.5])
def test_blocks_follow_each_other_cover_everything_and_come_in_pairs(seconds: float) -> None:
    found = blocks(noise(seconds))
    assert (found[0].start, found[-1].end) == (0, seconds)
    assert all(before.end == after.start for before, after in pairwise(found))
    assert len(found) % AT_A_TIME == 0
    assert all(90 <= block.duration <= 420 for block in found)


def test_what_is_heard_comes_in_order_whichever_block_is_done_first() -> None:
    second_done = threading.Event()

    def hear(part: Span, tell: Progress) -> float:
        tell(part.duration / 2)
        if part.start == 0:
            assert second_done.wait(10)
        else:
            second_done.set()
        return part.start

    shares: list[float] = []
    assert heard_in_blocks(PARTS, hear, shares.append, 2) == [0, 10, 40]
    assert shares == sorted(shares)
    assert (len(shares), shares[-1]) == (6, 1.0)


def test_a_block_that_fails_ends_the_others() -> None:
    begun, failed = threading.Event(), threading.Event()
    told: list[str] = []

    def hear(part: Span, tell: Progress) -> None:
        if part.start == 0:
            assert begun.wait(10)
            failed.set()
            raise OSError("no space left")
        tell(1.0)
        begun.set()
        assert failed.wait(10)
        while True:  # until telling raises
            tell(1.0)

    with pytest.raises(OSError, match="no space left"):
        heard_in_blocks(PARTS, hear, lambda _: told.append("share"), 2)
    assert told
