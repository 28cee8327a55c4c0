"""When each word is said, as a small file that a page fetches when somebody listens.

Nine thousand words, an hour of talk, take under 30 kilobytes, and a third of that on the way.
The script that reads it is templates/assets/talk.js.
"""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from podcast.document import TimedParagraph

SCHEMA = 1
# Finer than an eye that follows, and mostly two digits from one word to the next.
_A_SECOND = 100


def word_times(paragraphs: Iterable[TimedParagraph]) -> str:
    """Write for each paragraph when its words begin, in the order of the text.

    A number is hundredths of a second since the word before it began, across paragraphs too, and
    since the beginning of the recording for the first; below zero where words have been moved.
    A word is what stands between spaces; paragraphs follow each other as on the page.
    """
    counts, moments = [], [0]
    for timed in paragraphs:
        counts.append(len(timed.words))
        moments.extend(round(word.span.start * _A_SECOND) for word in timed.words)
    steps = (after - before for before, after in pairwise(moments))
    lists = [[next(steps) for _ in range(count)] for count in counts]
    return json.dumps({"schema": SCHEMA, "words": lists}, separators=(",", ":")) + "\n"
