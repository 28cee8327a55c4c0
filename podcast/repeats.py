"""Words said twice, or begun and said again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from podcast.rules import Repeat
    from podcast.talk import Talk

LONGEST_PHRASE = 4  # words that are said again in one go

WITHIN = 0.6
"""Seconds between words and their repeat; what comes later is said again on purpose."""


def repeats(talk: Talk, rule: Repeat) -> Iterator[tuple[int, int]]:
    """Find what the rule would leave out, from the first word to the last."""
    return _FINDERS[rule.what](talk, rule)


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
            and talk.bare[first] != talk.bare[before]
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
