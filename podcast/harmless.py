"""Text from anywhere, made harmless: all that people read, nothing that a program would obey."""

from __future__ import annotations

import re

# Controls, what turns the direction of the text around it, what is never seen, and what neither
# XML nor HTML has a place for. The joiners of emoji and of Persian (U+200C, U+200D) stay.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
    "\ufeff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_ODD_ENDS = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
# Nothing by themselves: they join or vary the sign before them.
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"

NAMELESS = "…"
"""Who speaks where nothing of the name can be seen."""


def seen(text: str) -> str:
    """Return the text without signs that are not seen; lines and spaces stay.

    What only some programs take for the end of a line is a space. Markup is left as it is: escaping
    it is up to the form that it is written in.
    """
    return _ODD_ENDS.sub(" ", _UNSEEN.sub("", text))


def harmless(text: str) -> str:
    """Return what is seen on one line with single spaces; empty where that is nothing."""
    line = " ".join(seen(text).split())
    return line if line.strip(_JOINERS + " ") else ""
