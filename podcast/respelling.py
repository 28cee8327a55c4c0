"""Words that are written otherwise than they were heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast.edits import Edit
from podcast.rules import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcast.rules import Respell
    from podcast.talk import Talk
    from podcast.transcript import Word


def respelled(heard: Sequence[tuple[Word, int]], talk: Talk, rule: Respell) -> Iterator[Edit]:
    """Find the words that the rule would spell anew."""
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
