"""What becomes of the words heard on their way into the text: changes that can be taken back.

The evidence is never edited. An edit names the words that it leaves out or spells anew and the
rule that asks for it. Commas and capitals are mended while edits are applied, where a word is
gone, so that an edit that is taken back takes its mending with it.
"""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from podcast.transcript import SENTENCE_ENDS, Word, ends_sentence, is_mark

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from podcast.conversation import Conversation
    from podcast.show import Level

Kind = Literal[
    "hesitation",
    "broken word",
    "repeat",
    "restart",
    "backchannel",
    "filler",
    "opener",
    "tag",
    "spelling",
    "procedural",
    "number",
    "mark",
    "inaudible",
]


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """A change to some of the words heard.

    Attributes:
        at: places of the words in `Conversation.words`, in order, at least one.
        rule: the rule that asks for it.
        kind: what sort of thing it changes.
        suggested: whether a person, or the level `documentation`, has to accept it.
        text: what stands for the words, for several of them together; empty when they are left
            out.
        mark: what closes the word before, when words with a closing mark are left out.
        comma_of: the place of a word before, whose comma stood only because of what is left out.
    """

    at: tuple[int, ...]
    rule: str
    kind: Kind
    suggested: bool = False
    text: str = ""
    mark: str = ""
    comma_of: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A word heard, or several for which one text stands, as it stands in the text.

    Attributes:
        at: its place in `Conversation.words`, of several that of the first.
        word: with the text as written, and the moment as heard.
        voice: who says it.
    """

    at: int
    word: Word
    voice: int


def taken(
    edits: Iterable[Edit],
    conversation: Conversation,
    everywhere: Collection[str],
    of_voices: Mapping[int, Collection[str]],
) -> tuple[Edit, ...]:
    """Return the edits, those no longer suggested whose rules a person takes.

    Args:
        edits: all that the rules ask for.
        conversation: what they are about.
        everywhere: rules that are taken whoever speaks.
        of_voices: rules that are taken in what a voice says.
    """
    words = conversation.words

    def is_taken(edit: Edit) -> bool:
        _, voice = words[edit.at[0]]
        return edit.rule in everywhere or edit.rule in of_voices.get(voice, ())

    return tuple(
        replace(edit, suggested=False) if edit.suggested and is_taken(edit) else edit
        for edit in edits
    )


def accepted(edits: Iterable[Edit], level: Level) -> tuple[Edit, ...]:
    """Choose the edits that a level makes without asking.

    None takes words away because they are in doubt: that they cannot be heard, a person tells.
    """
    if level == "verbatim":
        return ()
    return tuple(edit for edit in edits if _is_made(edit, level))


def suggestions(edits: Iterable[Edit], level: Level) -> tuple[Edit, ...]:
    """Choose the edits that a person may accept at a level."""
    if level == "verbatim":
        return ()
    return tuple(edit for edit in edits if not _is_made(edit, level))


def apply(conversation: Conversation, edits: Iterable[Edit]) -> tuple[Written, ...]:
    """Return the words as the edits leave them, in order of time.

    Without edits these are the words heard. What is left out by any edit is left out; of two
    spellings of a word that of the most words stands.
    """
    left_out, spelled = _by_place(edits)
    heard = conversation.words
    written: list[Written] = []
    gaps: set[int] = set()  # whose words were left out since the last one that is written
    for place, (word, voice) in enumerate(heard):
        if gone := left_out.get(place):
            if _goes_on(written, voice):
                written[-1] = _closed(written[-1], gone)
            gaps.add(voice)
            continue
        spelling = spelled.get(place)
        if spelling and spelling.at[0] != place:
            continue  # its text stands for all of them where the first one is
        kept = _spelled(spelling, heard) if spelling else word
        if voice in gaps and _begins_sentence(written, voice):
            kept = _with_capital(kept)
        written.append(Written(place, kept, voice))
        gaps.clear()
    return tuple(written)


def by_rule(edits: Iterable[Edit]) -> tuple[tuple[str, int], ...]:
    """Count what each rule did, the most first."""
    return tuple(Counter(edit.rule for edit in edits).most_common())


def turns(written: Sequence[Written]) -> Iterator[tuple[Written, ...]]:
    """Cut the words where another voice takes over."""
    turn: list[Written] = []
    for word in written:
        if turn and word.voice != turn[-1].voice:
            yield tuple(turn)
            turn = []
        turn.append(word)
    if turn:
        yield tuple(turn)


def _is_made(edit: Edit, level: Level) -> bool:
    return not edit.suggested or (level == "documentation" and edit.kind != "inaudible")


def _by_place(edits: Iterable[Edit]) -> tuple[dict[int, Edit], dict[int, Edit]]:
    """Which edit leaves the word at a place out, and which one spells it anew."""
    left_out: dict[int, Edit] = {}
    spelled: dict[int, Edit] = {}
    for edit in sorted(edits, key=lambda edit: len(edit.at)):
        (spelled if edit.text else left_out).update(dict.fromkeys(edit.at, edit))
    return left_out, spelled


def _spelled(edit: Edit, heard: Sequence[tuple[Word, int]]) -> Word:
    """What stands for the words, from the first to the last; as sure as the least sure of them."""
    words = [heard[place][0] for place in edit.at]
    certainty = min(word.certainty for word in words)
    return Word(edit.text, words[0].span | words[-1].span, certainty)


def _goes_on(written: Sequence[Written], voice: int) -> bool:
    return bool(written) and written[-1].voice == voice


def _begins_sentence(written: Sequence[Written], voice: int) -> bool:
    words = itertools.takewhile(lambda said: said.voice == voice, reversed(written))
    before = next((said.word for said in words if not is_mark(said.word.text)), None)
    return before is None or before.ends_sentence


def _closed(before: Written, edit: Edit) -> Written:
    """Give the word before a gap the mark that belongs there now."""
    text = before.word.text
    if ends_sentence(text):
        return before
    bare = text.rstrip(",")
    if edit.mark.endswith(SENTENCE_ENDS) or (edit.mark and not _has_mark(text)):
        text = bare + edit.mark
    elif edit.comma_of == before.at:
        text = bare
    return replace(before, word=replace(before.word, text=text))


def _has_mark(text: str) -> bool:
    return not text[-1:].isalnum()


def _with_capital(word: Word) -> Word:
    return replace(word, text=word.text[:1].upper() + word.text[1:])
