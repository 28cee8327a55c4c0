from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest

from podcast.engines import SAMPLE_RATE
from podcast.sound_blocks import blocks
from podcast.span import Span

if TYPE_CHECKING:
    from podcast.engines import Samples


def noise(seconds: float) -> Samples:
    drawn = np.random.default_rng(1).normal(0, 2000, round(seconds * SAMPLE_RATE))
    return drawn.astype(np.int16)


def test_a_short_recording_is_one_block_and_none_has_none() -> None:
    assert blocks(np.zeros(SAMPLE_RATE * 600, np.int16)) == (Span(0, 600),)
    assert blocks(np.empty(0, np.int16)) == ()


def test_a_recording_is_cut_where_it_is_quietest() -> None:
    samples = noise(800)
    for pause in (370, 390):
        samples[pause * SAMPLE_RATE : (pause + 2) * SAMPLE_RATE] //= 10
    samples[390 * SAMPLE_RATE : 392 * SAMPLE_RATE] //= 10  # quieter than the pause at 370
    first, second = blocks(samples)
    assert first.end == second.start == pytest.approx(391, abs=0.6)


@pytest.mark.parametrize("seconds", [601, 1300.5])
def test_blocks_follow_each_other_and_cover_everything(seconds: float) -> None:
    found = blocks(noise(seconds))
    assert (found[0].start, found[-1].end) == (0, seconds)
    assert all(before.end == after.start for before, after in pairwise(found))
    assert len(found) > 1
    assert all(180 <= block.duration <= 800 for block in found)
