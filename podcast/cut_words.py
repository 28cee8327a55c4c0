"""Words that still stand in a text although their sound was cut."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from podcast.span import Span
from podcast.trust import Extract

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcast.cuts import Cuts
    from podcast.document import TimedParagraph, TimedWord


def still_written(
    left: Sequence[TimedParagraph], whole: Sequence[TimedParagraph], cuts: Cuts
) -> tuple[Extract, ...]:
    """Return the words of a text that are heard nowhere but in what was cut.

    Args:
        left: the talk of the text, found again in what is left of the conversation.
        whole: the same talk, found again in all of it.
        cuts: what was cut.
    """
    return tuple(
        extract
        for timed, before in zip(left, whole, strict=True)
        for extract in _in_cuts(timed.words, before.words, cuts)
    )


def _in_cuts(
    words: Sequence[TimedWord], before: Sequence[TimedWord], cuts: Cuts
) -> Iterator[Extract]:
    def is_cut(pair: tuple[TimedWord, TimedWord]) -> bool:
        now, then = pair
        return not now.heard and then.span.middle in cuts

    for cut, run in groupby(zip(words, before, strict=True), key=is_cut):
        found = [then for _, then in run]
        # What people added beside a cut lies in it by reckoning, and was heard nowhere.
        if cut and any(then.heard for then in found):
            span = Span(found[0].span.start, max(then.span.end for then in found))
            yield Extract(span, " ".join(then.text for then in found))
