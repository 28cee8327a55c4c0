"""What is heard besides words: laughter, applause, and what cannot be made out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from podcast.edits import Edit
from podcast.rules import folded
from podcast.transcript import is_mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcast.rules import Mark
    from podcast.talk import Talk

_BRACKETS = {"(": ")", "[": "]", "*": "*"}
_LONGEST = 6  # words between brackets that may be a mark

HARDLY_HEARD = -1.0
"""Mean log-probability below which Whisper itself takes a stretch for badly heard."""
FEWEST = 3
"""Words of a sentence whose mean says something."""


def marks(talk: Talk, rules: Sequence[Mark]) -> Iterator[Edit]:
    """Find what the speech model wrote in brackets and we write otherwise."""
    known = {" ".join(phrase): rule for rule in rules for phrase in rule.heard}
    for first, said in enumerate(talk.words):
        closing = _BRACKETS.get(said.word.text[:1])
        last = _closed(talk, first, closing) if closing else None
        if closing is None or last is None:
            continue
        whole = " ".join(talk.text(index) for index in range(first, last + 1))
        inner, _, after = whole[1:].rpartition(closing)
        rule = known.get(" ".join(map(folded, inner.split())))
        if rule and (text := _written(rule, said.word.span.start) + after) != whole:
            at = tuple(one.at for one in talk.words[first : last + 1])
            yield Edit(at, rule.id, "mark", text=text)


def hardly_heard(talk: Talk, rule: Mark) -> Iterator[Edit]:
    """Find whole sentences that the speech model was so unsure of that they may be anything."""
    for first, last in talk.sentences():
        words = [said.word for said in talk.words[first : last + 1]]
        if len(words) < FEWEST or any(is_mark(word.text) for word in words):
            continue
        certainty = sum(math.log(max(word.certainty, 1e-9)) for word in words) / len(words)
        if certainty < HARDLY_HEARD:
            at = tuple(said.at for said in talk.words[first : last + 1])
            text = _written(rule, words[0].span.start)
            yield Edit(at, rule.id, "inaudible", suggested=True, text=text)


def _closed(talk: Talk, first: int, closing: str) -> int | None:
    """Where the bracket closes that opens with a word."""
    for index in range(first, first + _LONGEST):
        if not talk.together(first, index):
            return None
        text = talk.text(index)
        if closing in (text[1:] if index == first else text):
            return index
    return None


def _written(rule: Mark, moment: float) -> str:
    minutes, seconds = divmod(int(moment), 60)
    hours, minutes = divmod(minutes, 60)
    return rule.written.replace("TIME", f"{hours}:{minutes:02}:{seconds:02}")
