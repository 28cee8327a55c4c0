"""Which words the rules of a language would leave out or spell anew, as edits.

The rules are asked again and again of the text as written so far, until they find nothing more:
“om, eh, om att” is a stutter only once the hesitation is gone. First the automatic ones, then,
on what those leave, the suggestions.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from podcast.background import Background
from podcast.edits import Edit, apply
from podcast.numerals import numerals
from podcast.procedural import procedural_lines
from podcast.repeats import repeats
from podcast.respelling import names_by_sound, probable_terms, respelled, told_respellings
from podcast.rules import folded
from podcast.sound_marks import hardly_heard, marks
from podcast.talk import Talk
from podcast.transcript import SENTENCE_ENDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcast.conversation import Conversation
    from podcast.rulebook import Rules
    from podcast.rules import LeaveOut, Repeat
    from podcast.transcript import Word

_NOTHING = Background()


def find_edits(
    conversation: Conversation, rules: Rules, background: Background = _NOTHING
) -> tuple[Edit, ...]:
    """Return all edits that the rules ask for, in order of time; `accepted` chooses among them."""
    edits = list(_backchannels(conversation, rules))
    for suggested in (False, True):
        while found := _look(conversation, edits, rules, background, suggested=suggested):
            edits += found
    edits += hardly_heard(Talk.of(apply(conversation, edits), rules), rules.inaudible)
    return tuple(sorted(edits))


def _backchannels(conversation: Conversation, rules: Rules) -> Iterator[Edit]:
    heard = conversation.words
    for places in conversation.aside_places:
        if rules.keep.isdisjoint(folded(heard[place][0].text) for place in places):
            yield Edit(places, rules.backchannels.id, "backchannel")


def _look(
    conversation: Conversation,
    edits: Sequence[Edit],
    rules: Rules,
    background: Background,
    *,
    suggested: bool,
) -> list[Edit]:
    """Look once at the text as written so far; what one rule has found, no other touches.

    A word is spelled anew but once.
    """
    talk = Talk.of(apply(conversation, edits), rules)
    asked = rules if suggested else rules.automatic
    heard, glossary = conversation.words, background.glossary
    wanted = [told_respellings(heard, talk, glossary), _asked_for(heard, talk, asked, background)]
    if suggested:
        wanted += [probable_terms(heard, talk, glossary)]
        wanted += [names_by_sound(heard, talk, background.cast)]
    found = []
    taken: set[int] = set()
    spelled = {place for edit in edits if edit.text for place in edit.at}
    for edit in chain.from_iterable(wanted):
        if taken.isdisjoint(edit.at) and not (edit.text and spelled.intersection(edit.at)):
            found.append(replace(edit, suggested=suggested))
            taken.update(edit.at)
    return found


def _asked_for(
    heard: Sequence[tuple[Word, int]], talk: Talk, rules: Rules, background: Background
) -> Iterator[Edit]:
    yield from marks(talk, rules.mark)
    for number in rules.number:
        yield from numerals(talk, number, rules.figures)
    yield from procedural_lines(talk, rules, background)
    for rule, first, last in _to_leave_out(talk, rules):
        yield from _gone(talk, rules, rule, first, last)
    for respell in rules.respell:
        yield from respelled(heard, talk, respell)


def _to_leave_out(talk: Talk, rules: Rules) -> Iterator[tuple[LeaveOut | Repeat, int, int]]:
    for leave_out in rules.leave_out:
        for first, last in _phrases(talk, leave_out):
            yield leave_out, first, last
    for repeat in rules.repeat:
        for first, last in repeats(talk, repeat):
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
        for first, last in talk.stands(phrase):
            if talk.fits(rule, first, last) and not _says_all(talk, rule, first, last):
                yield first, last


def _says_all(talk: Talk, rule: LeaveOut, first: int, last: int) -> bool:
    """Tell whether nothing would be left of a sentence, or of the answer to a question."""
    if rule.kind != "hesitation":
        return talk.starts(first) and talk.ends(last)
    hesitations = {phrase[0] for phrase in rule.phrases}
    return talk.answers(first) and hesitations.issuperset(talk.whole_turn(first))
