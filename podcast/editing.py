"""Which words the rules of a language would leave out or spell anew, as edits.

The rules are asked again and again of the text as written so far, until they find nothing more:
“om, eh, om att” is a stutter only once the hesitation is gone. First the automatic ones, then,
on what those leave, the suggestions.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from podcast.edits import Edit, apply
from podcast.rules import bare, folded
from podcast.talk import Talk
from podcast.transcript import SENTENCE_ENDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from podcast.conversation import Conversation
    from podcast.rules import LeaveOut, Repeat, Respell, Rules
    from podcast.transcript import Word

LONGEST_PHRASE = 4  # words that are said again in one go

WITHIN = 0.6
"""Seconds between words and their repeat; what comes later is said again on purpose."""


def find_edits(conversation: Conversation, rules: Rules) -> tuple[Edit, ...]:
    """Return all edits that the rules ask for, in order of time; `accepted` chooses among them."""
    edits = list(_backchannels(conversation, rules))
    for suggested in (False, True):
        while found := _look(conversation, edits, rules, suggested=suggested):
            edits += found
    return tuple(sorted(edits))


def _backchannels(conversation: Conversation, rules: Rules) -> Iterator[Edit]:
    heard = conversation.words
    for places in conversation.aside_places:
        if rules.keep.isdisjoint(folded(heard[place][0].text) for place in places):
            yield Edit(places, rules.backchannels.id, "backchannel")


def _look(
    conversation: Conversation, edits: Sequence[Edit], rules: Rules, *, suggested: bool
) -> list[Edit]:
    """Look once at the text as written so far; what one rule has found, no other touches."""
    talk = Talk.of(apply(conversation, edits), rules)
    found = []
    taken: set[int] = set()
    for edit in _asked_for(conversation.words, talk, rules, suggestions=suggested):
        if taken.isdisjoint(edit.at):
            found.append(replace(edit, suggested=suggested))
            taken.update(edit.at)
    return found


def _asked_for(
    heard: Sequence[tuple[Word, int]], talk: Talk, rules: Rules, *, suggestions: bool
) -> Iterator[Edit]:
    for rule, first, last in _to_leave_out(talk, rules):
        if suggestions or rule.automatic:
            yield from _gone(talk, rules, rule, first, last)
    for respell in rules.respell:
        if suggestions or respell.automatic:
            yield from _respelled(heard, talk, respell)


def _to_leave_out(talk: Talk, rules: Rules) -> Iterator[tuple[LeaveOut | Repeat, int, int]]:
    for leave_out in rules.leave_out:
        for first, last in _phrases(talk, leave_out):
            yield leave_out, first, last
    for repeat in rules.repeat:
        for first, last in _FINDERS[repeat.what](talk, repeat):
            yield repeat, first, last


def _gone(
    talk: Talk, rules: Rules, rule: LeaveOut | Repeat, first: int, last: int
) -> Iterator[Edit]:
    """Leave the words out, unless a person can be held to one of them."""
    if not rules.keep.isdisjoint(talk.bare[first : last + 1]):
        return
    mark = _mark(talk, rules, rule, last)
    yield Edit(
        at=tuple(said.at for said in talk.words[first : last + 1]),
        rule=rule.id,
        kind=rule.kind,
        mark=mark,
        comma_of=None if mark else _comma_of(talk, rules, rule, first, last),
    )


def _mark(talk: Talk, rules: Rules, rule: LeaveOut | Repeat, last: int) -> str:
    """What closes the word before once the words are gone."""
    text = talk.text(last)
    if talk.words[last].word.ends_sentence:
        return rule.mark or next(mark for mark in reversed(text) if mark in SENTENCE_ENDS)
    goes_on = talk.together(last, last + 1)
    if text.endswith(",") and goes_on and talk.bare[last + 1] in rules.comma_before:
        return ","
    return ""


def _comma_of(
    talk: Talk, rules: Rules, rule: LeaveOut | Repeat, first: int, last: int
) -> int | None:
    """The word before whose comma goes with the words: “och, eh, lyssnat”."""
    before, after = first - 1, last + 1
    if not talk.together(before, first):
        return None
    is_inserted = (
        rule.kind == "filler"
        and talk.text(last).endswith(",")
        and talk.together(last, after)
        and talk.bare[after] not in rules.begins_clause
    )
    if rule.kind == "restart" or is_inserted or talk.bare[before] in rules.no_comma_after:
        return talk.words[before].at
    return None


def _phrases(talk: Talk, rule: LeaveOut) -> Iterator[tuple[int, int]]:
    """Where the rule's phrases stand as it wants them."""
    for phrase in rule.phrases:
        for first in talk.places.get(phrase[0], ()):
            last = first + len(phrase) - 1
            if (
                talk.bare[first : last + 1] == phrase
                and talk.in_one_go(first, last)
                and talk.fits(rule, first, last)
                and not _says_all(talk, rule, first, last)
            ):
                yield first, last


def _says_all(talk: Talk, rule: LeaveOut, first: int, last: int) -> bool:
    """Tell whether nothing would be left of a sentence, or of the answer to a question."""
    if rule.kind != "hesitation":
        return talk.starts(first) and talk.ends(last)
    hesitations = {phrase[0] for phrase in rule.phrases}
    return talk.answers(first) and hesitations.issuperset(talk.whole_turn(first))


def _said_again(talk: Talk, rule: Repeat) -> Iterator[tuple[int, int]]:
    """Words or phrases said again in one go, all but the last time, where the talk goes on."""
    lengths = (1,) if rule.what == "words" else range(2, LONGEST_PHRASE + 1)
    for length in lengths:
        for first in _equal(talk.bare, talk.bare[length:]):
            last = _end_of_run(talk, first, length)
            times, rest = divmod(last + 1 - first, length)
            if (
                times > 1
                and not rest
                and _may_repeat(talk, rule, first, last, length)
                and talk.fits(rule, first, last)
            ):
                yield first, last - length


def _equal(words: Iterable[str], later: Iterable[str]) -> Iterator[int]:
    """Where both have the same word."""
    return (at for at, pair in enumerate(zip(words, later, strict=False)) if pair[0] == pair[1])


def _end_of_run(talk: Talk, first: int, length: int) -> int:
    """Where words that come again after so many end; the phrase itself where they do not.

    In the midst of a run nothing comes again: it is found where it begins.
    """
    last = first + length - 1
    if talk.together(first - 1, last) and talk.bare[first - 1] == talk.bare[last]:
        return last
    while talk.together(first, last + 1) and talk.bare[last + 1] == talk.bare[last + 1 - length]:
        last += 1
    return last


def _may_repeat(talk: Talk, rule: Repeat, first: int, last: int, length: int) -> bool:
    said = talk.bare[first : last + 1]
    return (
        all(said)
        and (not rule.words or rule.words.issuperset(said))
        and rule.but_not.isdisjoint(said)
        and (length == 1 or len(set(said)) > 1)
        and talk.in_one_go(first, last)
        and talk.goes_on(last)
        and not talk.mirrors(first, last)
        and not any(talk.is_number(at) or talk.is_name(at) for at in range(first, last + 1))
        and all(talk.gap(at) <= WITHIN for at in range(first + length, last + 1, length))
    )


def _begun_anew(talk: Talk, rule: Repeat) -> Iterator[tuple[int, int]]:
    """The second half of “är vi, vi är”."""
    for before in _equal(talk.bare, talk.bare[1:]):
        second = before + 1
        first, last = before - 1, second + 1
        if (
            talk.in_one_go(first, last)
            and all(talk.bare[first : last + 1])
            and talk.mirrors(before, second)
            and talk.gap(second) <= WITHIN
            and not any(talk.is_number(at) or talk.is_name(at) for at in range(first, last + 1))
            and talk.fits(rule, second, last)
        ):
            yield second, last


def _broken(talk: Talk, rule: Repeat) -> Iterator[tuple[int, int]]:
    """The piece of a word that the next word begins with."""
    for at, piece in enumerate(talk.bare[:-1]):
        if (
            piece
            and talk.text(at).rstrip(",").endswith(("-", "–"))
            and talk.together(at, at + 1)
            and talk.bare[at + 1].startswith(piece)
            and talk.gap(at + 1) <= WITHIN
            and talk.fits(rule, at, at)
        ):
            yield at, at


_FINDERS: Mapping[str, Callable[[Talk, Repeat], Iterator[tuple[int, int]]]] = {
    "words": _said_again,
    "phrases": _said_again,
    "restart": _begun_anew,
    "broken word": _broken,
}


def _respelled(heard: Sequence[tuple[Word, int]], talk: Talk, rule: Respell) -> Iterator[Edit]:
    for spoken, written in rule.spellings.items():
        for index in talk.places.get(spoken, ()):
            if talk.fits(rule, index, index):
                place = talk.words[index].at
                text = _with_core(heard[place][0].text, written)
                yield Edit((place,), rule.id, "spelling", text=text)


def _with_core(heard: str, written: str) -> str:
    """Put a word in the place of another, with its marks and its capital."""
    core = bare(heard)
    new = written[:1].upper() + written[1:] if core[:1].isupper() else written
    return heard.replace(core, new, 1)
