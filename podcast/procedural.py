"""What who leads a talk says only to lead it: “Tack, Lena.”, “Per, vi börjar med dig.”.

A documentation does without: who speaks next stands before the turn. Only whole sentences are
folded, and only those that a rule knows word for word; whatever tells something more stays, and
so does the question that follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast.edits import Edit
from podcast.names_said import known_name
from podcast.spoken import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from podcast.background import Background
    from podcast.rulebook import Rules
    from podcast.talk import Talk

NAME = "NAME"


def procedural_lines(talk: Talk, rules: Rules, background: Background) -> Iterator[Edit]:
    """Find the sentences by which the talk is led; how it ends is left alone."""
    ways = {way: rule for rule in rules.procedural for way in rule.lines}
    for first, last in talk.sentences():
        is_closing = talk.turn[first] == talk.turn[-1]
        if talk.words[first].voice not in background.leading or is_closing:
            continue
        shape, called = _shape(talk, first, last, background.names)
        rule = ways.get(shape) if rules.keep.isdisjoint(shape) else None
        if rule and _says_no_more(talk, first, last, called, background):
            at = tuple(said.at for said in talk.words[first : last + 1])
            yield Edit(at, rule.id, "procedural")


def _shape(
    talk: Talk, first: int, last: int, names: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The sentence with NAME for names of people, and who they are."""
    said = tokens(written.word for written in talk.words[first : last + 1])
    shape, called = [], []
    at = 0
    while at < len(said):
        heard = known_name(said, at, names)
        shape.append(NAME if heard else said[at].folded)
        called += [heard.name] if heard else []
        at = heard.last + 1 if heard else at + 1
    return tuple(shape), tuple(called)


def _says_no_more(
    talk: Talk, first: int, last: int, called: Iterable[str], background: Background
) -> bool:
    """Tell whether a reader misses nothing without the sentence.

    One with a name tells who is meant, unless that person speaks right before or after anyway.
    """
    is_answer = talk.starts_turn(first) and talk.answers(first)
    is_question = talk.text(last).endswith("?")
    near = {dict(background.named).get(voice) for voice in talk.voices_beside(first)}
    meant = None in near or near.issuperset(called)
    return meant and not is_answer and not is_question and not any(talk.quoted[first : last + 1])
