"""Words that are written otherwise than they were heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from podcast.edits import Edit
from podcast.glossary import GLOSSARY
from podcast.name_sounds import sounded
from podcast.rules import bare, folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from podcast.glossary import Term
    from podcast.rules import Respell
    from podcast.talk import Talk
    from podcast.transcript import Word

SHORTEST = 5
"""Letters of a name that may be misheard; shorter words are each other's neighbours too often."""
LONG = 10
"""Letters from which on the words need not be written as a name: ones as long as that hardly have
neighbours but their own forms, which end otherwise."""
VERY_LONG = 14
"""Letters from which on it may have two slips; a name from `LONG` on."""


def respelled(heard: Sequence[tuple[Word, int]], talk: Talk, rule: Respell) -> Iterator[Edit]:
    """Find the words that the rule would spell anew."""
    for spoken, written in rule.spellings.items():
        for first, last in talk.stands(tuple(spoken.split())):
            if talk.fits(rule, first, last):
                yield _spelled(
                    heard, talk, (first, last), rule.id, _like(heard, talk, first, written)
                )


def told_respellings(
    heard: Sequence[tuple[Word, int]], talk: Talk, glossary: Iterable[Term]
) -> Iterator[Edit]:
    """Find what people have said in the glossary how to spell: “tillits delegation => …”."""
    for term in glossary:
        phrase = tuple(filter(None, map(folded, term.heard.split())))
        for first, last in talk.stands(phrase) if phrase else ():
            yield _spelled(heard, talk, (first, last), GLOSSARY, _begun(talk, first, term.written))


def probable_terms(
    heard: Sequence[tuple[Word, int]], talk: Talk, glossary: Iterable[Term]
) -> Iterator[Edit]:
    """Find what is probably a term of the glossary, misheard: “Tillitsdelegatonen”."""
    by_letter: dict[str, list[int]] = {}
    for index, word in enumerate(talk.bare):
        by_letter.setdefault(word[:1], []).append(index)
    for term in glossary:
        letters, count = _letters(term.written), len(term.written.split())
        for first in by_letter.get(letters[:1], ()):
            for last in range(max(first, first + count - 2), first + count + 1):
                if talk.in_one_go(first, last) and _is_slip(talk, first, last, term.written):
                    text = _begun(talk, first, term.written)
                    yield _spelled(heard, talk, (first, last), GLOSSARY, text)


def names_by_sound(
    heard: Sequence[tuple[Word, int]], talk: Talk, cast: Iterable[str]
) -> Iterator[Edit]:
    """Find names that sound like those of one who takes part and are spelt otherwise: “Pär”, Per.

    What two of them spell each in their own way stays as it was heard. Where a sentence begins, a
    capital says nothing (“Han” is not Hahn): there it is whom somebody speaks to, “Pär, hur …”.
    """
    names = [[part for part in name.split() if part[:1].isupper()] for name in cast]
    parts = {part for name in names for part in name if len(folded(part)) > 1}
    firsts = {name[0] for name in names if name}
    own = frozenset(map(folded, parts))
    by_sound: dict[str, list[str]] = {}
    for part in sorted(parts):
        by_sound.setdefault(sounded(part), []).append(part)
    for index, word in enumerate(talk.bare):
        if word in own or not _is_written_as_name(talk, index):
            continue
        spelt = by_sound.get(sounded(word), [])
        if len(spelt) == 1 and (talk.is_name(index) or spelt[0] in firsts):
            yield _spelled(heard, talk, (index, index), GLOSSARY, spelt[0])


def _is_written_as_name(talk: Talk, index: int) -> bool:
    """Whether a word has a capital of its own, or that of a sentence and a comma behind it."""
    text = talk.text(index)
    is_capital = text[:1].isupper() and (talk.is_name(index) or text.endswith(","))
    return is_capital and not bare(text).isupper() and not talk.quoted[index]


def _is_slip(talk: Talk, first: int, last: int, written: str) -> bool:
    """Tell whether the words are the term but for a slip or two inside it.

    One that ends otherwise is another form of the word (“kommunen”, “kommuner”), not a slip.
    """
    said, letters = "".join(talk.bare[first : last + 1]), _letters(written)
    is_name = written[:1].isupper() and talk.is_name(first)
    if min(len(said), len(letters)) < (SHORTEST if is_name else LONG) or any(
        talk.quoted[first : last + 1]
    ):
        return False
    if said == letters:  # only parted or run together
        return last - first + 1 != len(written.split())
    most = 2 if len(letters) >= (LONG if is_name else VERY_LONG) else 1
    is_near = OSA.distance(said, letters, score_cutoff=most) <= most
    return is_near and said[0] == letters[0] and said[-2:] == letters[-2:]


def _letters(written: str) -> str:
    return "".join(map(folded, written.split()))


def _begun(talk: Talk, first: int, written: str) -> str:
    """The text with a capital where it begins a sentence."""
    return written[:1].upper() + written[1:] if talk.starts(first) else written


def _like(heard: Sequence[tuple[Word, int]], talk: Talk, first: int, written: str) -> str:
    """The text with a capital where what was heard has one."""
    core = bare(heard[talk.words[first].at][0].text)
    return written[:1].upper() + written[1:] if core[:1].isupper() else written


def _spelled(
    heard: Sequence[tuple[Word, int]], talk: Talk, place: tuple[int, int], rule: str, text: str
) -> Edit:
    """Put a text in the place of words, with the marks before the first and after the last."""
    at = tuple(said.at for said in talk.words[place[0] : place[1] + 1])
    opening, closing = heard[at[0]][0].text, heard[at[-1]][0].text
    before = opening[: opening.index(bare(opening))]
    after = closing[closing.rindex(bare(closing)) + len(bare(closing)) :]
    return Edit(at, rule, "spelling", text=before + text + after)
