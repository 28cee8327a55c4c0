"""What people do to a text besides typing: part, join, give to another, move a boundary, mark.

Each change leaves the words and the speakers of all other paragraphs as they are. Where there is
nothing to change, such as the first passage to be joined to the one before, the script comes back
as it was. Places in a passage are counted in its signs, as browsers do it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from podcast.review.passages import Passage, Script, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable

_FIRST_WORD = re.compile(r"\S+\s*")


def reworded(script: Script, at: int, words: str) -> Script:
    """Change the words of a passage; without any it goes."""
    one = script.passages[at]
    words = tidy(words)
    if one.kind in {"title", "heading"}:
        words = " ".join(words.split())
    if words == one.words or one.kind in {"photo", "blank"}:
        return script
    return _with(script, at, [replace(one, words=words)])


def parted(script: Script, at: int, place: int) -> Script:
    """Part a paragraph in two, of which the second goes on with the turn."""
    one = script.passages[at]
    before, after = _cut(one, place)
    if one.kind != "paragraph" or not (before.words and after.words):
        return script
    return _with(script, at, [before, replace(after, opens=False)])


def joined(script: Script, at: int) -> Script:
    """Join a paragraph to the one before, as whose speaker's it goes on."""
    before, one = script.passages[at - 1], script.passages[at]
    if not at or before.kind != "paragraph" or one.kind != "paragraph":
        return script
    whole = replace(before, words=f"{before.words} {one.words}")
    return script.with_passages(at - 1, at + 1, [whole])


def given_turn(script: Script, at: int, speaker: str) -> Script:
    """Give the whole turn that a paragraph is part of to another person."""
    turn = script.turn(at)
    if not script.passages[at].is_talk:
        return script
    return _given(script, turn, script.passages[turn.start : turn.stop], speaker)


def given_rest(script: Script, at: int, place: int, speaker: str) -> Script:
    """Give what a turn has from a place in one of its paragraphs on to another person."""
    one, turn = script.passages[at], script.turn(at)
    before, after = _cut(one, place)
    if not one.is_talk or not after.words:
        return script
    rest = [after, *script.passages[at + 1 : turn.stop]]
    if not before.words:
        return _given(script, range(at, turn.stop), rest, speaker)
    given = _under(rest, speaker)
    return script.with_passages(at, turn.stop, [before, *given]) if given else script


def given(script: Script, at: int, start: int, end: int, speaker: str) -> Script:
    """Give the words between two places of a paragraph, such as a sentence, to another person."""
    one = script.passages[at]
    before, rest = _cut(one, start)
    marked, after = _cut(rest, len(rest.words) - len(one.words[end:].lstrip()))
    if not one.is_talk or speaker == one.speaker or not marked.words:
        return script
    own = replace(marked, speaker=speaker, opens=True)
    return _with(script, at, [before, own, replace(after, opens=True)])


def boundary_moved(script: Script, at: int, words: int) -> Script:
    """Move the boundary between a turn and the paragraph before it.

    Args:
        script: the text.
        at: of the passage that opens the turn.
        words: how many words later it is to be; below zero, earlier. Each side keeps one.
    """
    before, one = script.passages[at - 1], script.passages[at]
    if not at or not (before.is_talk and one.opens):
        return script
    for _ in range(abs(words)):
        before, one = _moved_later(before, one) if words > 0 else _moved_earlier(before, one)
    return script.with_passages(at - 1, at + 1, [before, one])


def headed(script: Script, at: int, words: str) -> Script:
    """Set a heading before a passage."""
    words = " ".join(words.split())
    if not words or script.passages[at].kind == "title":
        return script
    return script.with_passages(at, at, [Passage("heading", words)])


def quoted(script: Script, at: int, start: int, end: int) -> Script:
    """Set words of a paragraph as a quotation below it."""
    one = script.passages[at]
    words = " ".join(one.words[start:end].split())
    if not one.is_talk or not words:
        return script
    return script.with_passages(at + 1, at + 1, [Passage("quote", words)])


def removed(script: Script, at: int) -> Script:
    """Take a passage away."""
    return script.with_passages(at, at + 1, [])


def with_words_in(script: Script, at: int, place: int, new: Iterable[Passage]) -> Script:
    """Put turns of others into a paragraph, which goes on after them."""
    one = script.passages[at]
    before, after = _cut(one, place)
    return _with(script, at, [before, *new, replace(after, opens=True)])


def _with(script: Script, at: int, new: Iterable[Passage]) -> Script:
    return script.with_passages(at, at + 1, [one for one in new if one.words])


def _cut(one: Passage, place: int) -> tuple[Passage, Passage]:
    """A passage in two, without the space between them."""
    before, after = one.words[:place].rstrip(), one.words[place:].lstrip()
    return replace(one, words=before), replace(one, words=after)


def _given(script: Script, at: range, said: Iterable[Passage], speaker: str) -> Script:
    """Whole paragraphs under another name, unless it is theirs."""
    given = _under(said, speaker)
    return script.with_passages(at.start, at.stop, given) if given else script


def _under(said: Iterable[Passage], speaker: str) -> list[Passage]:
    """The passages of a turn under another name; nothing where it is theirs already."""
    first, *others = said
    if first.speaker == speaker:
        return []
    rest = [replace(one, speaker=speaker) if one.is_talk else one for one in others]
    return [replace(first, speaker=speaker, opens=True), *rest]


def _moved_later(before: Passage, one: Passage) -> tuple[Passage, Passage]:
    word = _FIRST_WORD.match(one.words)
    if not word or word.end() == len(one.words):
        return before, one
    words = f"{before.words} {word[0].rstrip()}"
    return replace(before, words=words), replace(one, words=one.words[word.end() :])


def _moved_earlier(before: Passage, one: Passage) -> tuple[Passage, Passage]:
    *rest, last = before.words.rsplit(maxsplit=1) or ("",)
    if not rest:
        return before, one
    return replace(before, words=rest[0]), replace(one, words=f"{last} {one.words}")
