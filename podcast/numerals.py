"""Numbers in figures, as the written language has them.

Only what cannot mean something else is touched: “12.30” may be a time and “1.500” may be either,
“1848” a year, “08 123 456” a telephone; all of them stay as they were heard.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcast.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcast.rules import Figures, Number
    from podcast.talk import Talk

_MARKS = r"[^\w%]*"
_FIGURE = re.compile(r"[\d%]")
_PERCENT = re.compile(rf"({_MARKS})(\d+)(?:[.,](\d{{1,2}}))?%({_MARKS})")
_DECIMALS = re.compile(r"(\d+)([.,])(\d{1,2})")
_WHOLE = re.compile(rf"({_MARKS})([1-9]\d{{3,}})({_MARKS})")
_HEAD = re.compile(rf"{_MARKS}[1-9]\d{{0,2}}")
_GROUP = re.compile(rf"\d{{3}}{_MARKS}")
_SMALL = re.compile(r"[1-9]\d?")
_WORD = re.compile(r"(?=.*[aeiouyåäö])[^\W\d_]{2,}\W*")  # without a vowel it is a measure: “hm”
_YEARS = range(1900, 2101)
_NEAR = 2  # words to another number that it belongs with: “2 av 10”


def numerals(talk: Talk, rule: Number, figures: Figures) -> Iterator[Edit]:
    """Find the numbers that the rule would write otherwise."""
    for index, said in enumerate(talk.words):
        if not _FIGURE.search(said.word.text):
            continue
        last, text = index, ""
        match rule.what:
            case "percent":
                text = _percent(talk, index, figures)
            case "decimals":
                text = _decimals(talk.text(index), figures)
            case "thousands":
                last, text = _thousands(talk, index, figures)
            case "small":
                text = _small(talk, index, figures)
        if text and talk.fits(rule, index, last):
            at = tuple(one.at for one in talk.words[index : last + 1])
            yield Edit(at, rule.id, "number", text=text)


def _percent(talk: Talk, index: int, figures: Figures) -> str:
    """“12.5%” in one word, or “%” after a number."""
    text = talk.text(index)
    if found := _PERCENT.fullmatch(text):
        before, whole, decimals, after = found.groups(default="")
        number = f"{whole}{figures.decimal}{decimals}" if decimals else whole
        return f"{before}{number} {figures.percent}{after}"
    if text.startswith("%") and talk.together(index - 1, index) and talk.is_number(index - 1):
        return figures.percent + text[1:]
    return ""


def _decimals(text: str, figures: Figures) -> str:
    found = _DECIMALS.fullmatch(text)
    return f"{found[1]}{figures.decimal}{found[3]}" if found and found[2] != figures.decimal else ""


def _thousands(talk: Talk, index: int, figures: Figures) -> tuple[int, str]:
    """“10000” in one word, or “10 000” in several: the last of them, and all as one."""
    text = talk.text(index)
    if found := _WHOLE.fullmatch(text):
        return index, "" if int(found[2]) in _YEARS else _grouped(found, figures)
    last = index
    if _HEAD.fullmatch(text):
        while text[-1].isdigit() and talk.together(index, last + 1):
            if not _GROUP.fullmatch(talk.text(last + 1)):
                break
            last += 1
            text += figures.group + talk.text(last)
    return last, text if last > index else ""


def _grouped(found: re.Match[str], figures: Figures) -> str:
    before, whole, after = found.groups()
    return before + f"{int(whole):,}".replace(",", figures.group) + after


def _small(talk: Talk, index: int, figures: Figures) -> str:
    """The word for a number that counts what follows it."""
    text = talk.text(index)
    if not _SMALL.fullmatch(text) or int(text) not in figures.in_words:
        return ""
    counted = talk.text(index + 1) if talk.together(index, index + 1) else ""
    if not _WORD.fullmatch(counted) or not counted.islower() or _is_near_number(talk, index):
        return ""
    word = figures.in_words[int(text)]
    return word[:1].upper() + word[1:] if talk.starts(index) else word


def _is_near_number(talk: Talk, index: int) -> bool:
    """Whether it belongs with another number, as in “2 av 10”."""
    others = (*range(index - _NEAR, index), *range(index + 1, index + 1 + _NEAR))
    return any(
        talk.together(min(other, index), max(other, index)) and talk.is_number(other)
        for other in others
    )
