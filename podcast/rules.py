"""The rules by which talk becomes text, as data that a linguist can read and extend.

They stand in `podcast/rules/`, a file for each language; how to read one is told at its top.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
)

from podcast.options import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_WAYS = 10_000
"""In which lines may be said; a dozen choices in one line are thousands."""

# What may stand beside words, apart from words.
AFTER = frozenset({"START", "QUESTION", "COMMA", "PAUSE", "NUMBER", "NAME"})
BEFORE = frozenset({"END", "TURN", "COMMA", "PAUSE", "NUMBER", "NAME"})

_SIGN = re.compile(r"[^\W_]")
_OPTION = re.compile(r"\([^()\[\]]*\)|\[[^()\[\]]*\]")


def bare(text: str) -> str:
    """Return a word without the marks around it."""
    first = _SIGN.search(text)
    if not first:
        return ""
    after = _SIGN.search(text[::-1])  # not from the front: a word may be one long line of marks
    return text[first.start() : len(text) - (after.start() if after else 0)]


@lru_cache(maxsize=1 << 15)  # a talk has few words, said again and again
def folded(text: str) -> str:
    """Return a word without case and without the marks around it."""
    return bare(text).casefold().replace("’", "'")


def _split(words: object) -> object:
    return tuple(words.split()) if isinstance(words, str) else words


def _compared(phrase: object) -> object:
    """A phrase as words compare, however it is written; NAME is no word."""
    words = phrase.split() if isinstance(phrase, str) else phrase
    if not isinstance(words, tuple | list) or not all(isinstance(word, str) for word in words):
        return words
    return tuple(filter(None, (word if word == "NAME" else folded(word) for word in words)))


def _spoken(spellings: object) -> object:
    if not isinstance(spellings, dict):
        return spellings
    return {" ".join(map(folded, spoken.split())): written for spoken, written in spellings.items()}


def _known(names: frozenset[str]) -> AfterValidator:
    """Words in capitals name a place; one that we do not know is a slip."""

    def check(words: frozenset[str]) -> frozenset[str]:
        if odd := sorted(word for word in words - names if word.isupper()):
            raise ValueError(f"{odd[0]} is no place; choose among {', '.join(sorted(names))}")
        return words

    return AfterValidator(check)


def _spelled_out(lines: object) -> object:
    """Return every way to say the lines: “(a|b)” is one or the other, “[a|b]” may be left out."""
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        return lines
    ways = frozenset(islice((way for line in lines for way in _ways(line)), _MOST_WAYS + 1))
    if len(ways) > _MOST_WAYS:
        raise ValueError(f"these can be said in more than {_MOST_WAYS} ways; leave some out")
    return ways


def _ways(line: str) -> Iterator[tuple[str, ...]]:
    option = _OPTION.search(line)
    if not option:
        yield tuple(line.split())
        return
    nothing = ("",) if option[0].startswith("[") else ()
    for choice in (*nothing, *option[0][1:-1].split("|")):
        yield from _ways(f"{line[: option.start()]} {choice} {line[option.end() :]}")


Words = Annotated[frozenset[str], BeforeValidator(_split)]
Phrase = Annotated[tuple[str, ...], BeforeValidator(_compared), Field(min_length=1)]
Lines = Annotated[frozenset[Phrase], BeforeValidator(_spelled_out), Field(min_length=1)]


class Rule(BaseModel):
    """What all rules have in common.

    Attributes:
        id: its name, by which what it did can be counted and taken back.
        reason: why, in the linguist's words, and in the language of the rules: the review page
            tells it.
        automatic: whether it cannot change the meaning; other rules only suggest.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Line
    reason: Line
    automatic: bool


class Placed(Rule):
    """A rule that tells by what stands beside the words where it holds.

    Attributes:
        after: what must stand before the words; anything when empty.
        before: what the words must stand before; anything when empty.
        not_after: what must not stand before them.
        not_before: what they must not stand before.
        unless: phrases of which the words must not be a part.
    """

    after: Annotated[Words, _known(AFTER)] = frozenset()
    before: Annotated[Words, _known(BEFORE)] = frozenset()
    not_after: Annotated[Words, _known(AFTER)] = frozenset()
    not_before: Annotated[Words, _known(BEFORE)] = frozenset()
    unless: tuple[Phrase, ...] = ()


class Removal(Placed):
    """A rule that leaves words out.

    Attributes:
        mark: what closes the sentence when they closed it; their own mark when empty.
    """

    mark: Literal["", ".", "?", "!", "…"] = ""


class LeaveOut(Removal):
    """Words that are left out where they stand so.

    Attributes:
        kind: what sort of words.
        phrases: the words; a phrase of several must be said in one go.
    """

    kind: Literal["hesitation", "filler", "opener", "tag"]
    phrases: tuple[Phrase, ...] = Field(min_length=1)


class Repeat(Removal):
    """Words said twice, or begun and said again.

    Attributes:
        what: `words`, of which all but the last are left out; `phrases` of two words up to four,
            likewise; a `restart` “är vi, vi är”, of which the second half is left out; a
            `broken word` “ko- kommun”, of which the piece is left out.
        words: the words that it is about; any when empty.
        but_not: words that it never touches, nor a phrase that has one.
    """

    what: Literal["words", "phrases", "restart", "broken word"]
    words: Words = frozenset()
    but_not: Words = frozenset()

    @property
    def kind(self) -> Literal["repeat", "restart", "broken word"]:
        """What sort of thing it leaves out."""
        if self.what == "words" or self.what == "phrases":  # noqa: PLR1714 - mypy follows this
            return "repeat"
        return self.what


class Respell(Placed):
    """Words that are written as the written language has them.

    Attributes:
        spellings: what is said, a word or several in one go, and what is written for it.
    """

    spellings: Annotated[dict[str, str], BeforeValidator(_spoken), Field(min_length=1)]


class Backchannels(Rule):
    """Words that only show that one listens, said inside another's turn.

    Attributes:
        phrases: what is said so; several may follow each other.
    """

    phrases: tuple[Phrase, ...] = ()


class Procedural(Rule):
    """What who leads the talk says to lead it, a sentence at a time.

    Attributes:
        lines: whole sentences, in lower case and without marks; NAME is one who takes part.
    """

    lines: Lines


class Mark(Rule):
    """What is heard besides words, as the speech model writes it in brackets, and as we write it.

    Attributes:
        written: our mark, in square brackets; TIME in it is the moment.
        heard: what the speech model writes, without its brackets.
    """

    written: Annotated[str, Field(pattern=r"^\[[^\[\]]+\]$")]
    heard: tuple[Phrase, ...] = ()


class Number(Placed):
    """Numbers in figures that the written language has otherwise.

    Attributes:
        what: `percent`, the sign; `decimals` with the wrong mark; `thousands`, from 1,000 on,
            without a sign between them, years excepted; `small` ones, in words.
    """

    what: Literal["percent", "decimals", "thousands", "small"]


class Figures(BaseModel):
    """How a language writes numbers.

    Attributes:
        decimal: the mark before decimals.
        group: the sign between thousands.
        percent: the word for the sign.
        in_words: the small numbers that are written so.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    decimal: str
    group: str
    percent: str
    in_words: dict[int, str]


class Headings(BaseModel):
    """How a moderator's question becomes a heading.

    Attributes:
        questions: words that such a question begins with.
        skip: words before them, left out of the heading.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    questions: Words
    skip: Words
