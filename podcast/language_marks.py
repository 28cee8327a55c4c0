"""Passages in another language as people mark them in text.md: `[trust but verify]{lang=en}`.

It is how Pandoc writes the language of a few words, so other programs that read Markdown know it.
A backslash before the bracket keeps the words from being a mark.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from podcast.document import InLanguage

if TYPE_CHECKING:
    from collections.abc import Sequence

# A language as BCP 47 names it: `en`, `fi`, `sr-Latn`, `en-GB`.
_MARK = re.compile(r"(?<!\\)(\\*)\[([^\[\]]+)\]\{lang=([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\}")


def read_marks(written: str) -> tuple[str, tuple[InLanguage, ...]]:
    """Take the marks out of a text; return it without them, and what they say."""
    plain, passages, place = "", [], 0
    for mark in _MARK.finditer(written):
        backslashes, words, language = mark.groups()
        plain += written[place : mark.start()] + "\\" * (len(backslashes) // 2)
        place = mark.end()
        if len(backslashes) % 2:
            plain += mark[0].lstrip("\\")
        else:
            passages.append(InLanguage(len(plain), len(plain) + len(words), language))
            plain += words
    return plain + written[place:], tuple(passages)


def write_marks(plain: str, passages: Sequence[InLanguage] = ()) -> str:
    """Write the marks into a text, so that `read_marks` gives both again."""
    written, place = "", 0
    for passage in passages:
        before = _guarded(plain[place : passage.start])
        backslashes = len(before) - len(before.rstrip("\\"))
        words = plain[passage.start : passage.end]
        written += f"{before}{backslashes * chr(92)}[{words}]{{lang={passage.language}}}"
        place = passage.end
    return written + _guarded(plain[place:])


def _guarded(plain: str) -> str:
    """Text that reads as itself: what looks like a mark gets a backslash."""
    return _MARK.sub(lambda mark: f"{2 * mark[1]}\\{mark[0][len(mark[1]) :]}", plain)
