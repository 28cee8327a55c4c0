"""Sound with stretches taken out, its ends joined without a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from podcast.cuts import Cuts

# Seconds in which sound fades on either side of a joint: a leap from one sample to another is heard
# as a click, a fade of some milliseconds is not heard as one.
_FADE = 0.005


def spliced(
    blocks: Iterable[NDArray[np.int16]], cuts: Cuts, sample_rate: int
) -> Iterator[NDArray[np.int16]]:
    """Yield sound without what is cut.

    Args:
        blocks: consecutive, of shape (samples, channels).
        cuts: of this sound; what lies beyond its end cuts nothing.
        sample_rate: samples per second.
    """
    fade = round(_FADE * sample_rate)
    edges = [
        (round(span.start * sample_rate), round(span.end * sample_rate)) for span in cuts.spans
    ]
    at = 0
    for block in blocks:
        near = [
            (first - at, last - at)
            for first, last in edges
            if first - fade < at + len(block) and last + fade > at
        ]
        at += len(block)
        left = _left(block, near, fade) if near else block
        if len(left):
            yield left


def _left(block: NDArray[np.int16], near: list[tuple[int, int]], fade: int) -> NDArray[np.int16]:
    """What is left of a block, if anything; `near` are cuts counted from its first sample."""
    place = np.arange(len(block))
    beside = np.min([np.maximum(first - place, place - last + 1) for first, last in near], axis=0)
    loud = np.clip(beside / fade, 0, 1)[:, None]
    left: NDArray[np.int16] = (block * loud).round().astype(np.int16)[beside > 0]
    return left
