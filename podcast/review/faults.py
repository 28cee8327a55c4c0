"""What went wrong, in the language of the show, line by line, each with the language that it is in.

Whatever goes wrong is said in English where it is raised, for the command line. The Swedish
sentences stand in the catalogue beside the templates of the review page. What it does not have
stays English and is told to be, so that a screen reader reads it as such.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

from podcast.show import Language
from podcast.templates import shipped_templates

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

CATALOGUE = Path("review") / "faults.sv.po"
"""Among the templates; what it may hold is told at its beginning."""

PART = "part"
"""The context of what may be a part of a sentence, and is none by itself."""

KNOWN = frozenset({"demand", "said"})
"""Parts that are sentences of ours: where we have none in Swedish, the whole stays English."""
OURS = KNOWN | {
    "fault",
    "folders",
    "inside",
    "names",
    "places",
    "reasons",
    "value",
    "what",
    "where",
}
"""Parts that may be words of ours; all others are the user's and stay as they are."""

_NAME = re.compile(r"\{(\w+)\}")
_COLON = ": "
_MOST_COLONS = 8  # a file, a line and the name of a setting; more belong to the sentence
_DEEPEST = 8  # parts within parts, such as three reasons in brackets


@dataclass(frozen=True, slots=True)
class Line:
    """A line for people to read.

    Attributes:
        text: of it.
        lang: the language that it is in.
    """

    text: str
    lang: Language


def told(sentences: str, language: Language) -> tuple[Line, ...]:
    """Tell what went wrong in a language, a line each.

    Args:
        sentences: as the command line has them; each line may begin with a file, its line or an
            episode and a colon, which stay.
        language: of the show.
    """
    return tuple(_line(line, language) for line in sentences.splitlines() if line.strip())


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence in both languages.

    Attributes:
        words: what it always says: before its first part, between the parts, and after the last.
        names: of the parts.
        swedish: with the names of the parts in braces.
    """

    words: tuple[str, ...]
    names: tuple[str, ...]
    swedish: str

    @classmethod
    def of(cls, english: str, swedish: str) -> _Sentence:
        pieces = _NAME.split(english)
        return cls(tuple(pieces[::2]), tuple(pieces[1::2]), swedish)

    @property
    def weight(self) -> int:
        """How much of it is always the same: the more, the surer is it meant."""
        return sum(map(len, self.words))

    def parts(self, said: str) -> dict[str, str] | None:
        """Return the parts of what is said by their names; None where this is not what is said.

        The words are taken where they come first, as for the `*` of a file's name: what follows
        can begin anywhere, so nothing is ever tried twice, however odd a line is.
        """
        first, *between = self.words
        if not between:
            return {} if said == first else None
        last = between.pop()
        if not (said.startswith(first) and said.endswith(last)):
            return None
        at, end, found = len(first), len(said) - len(last), []
        for words in between:
            place = said.find(words, at + 1, end)
            if place < 0:
                return None
            found.append(said[at:place])
            at = place + len(words)
        return dict(zip(self.names, [*found, said[at:end]], strict=True)) if at < end else None


@dataclass(frozen=True, slots=True)
class _Catalogue:
    """All sentences that are known in Swedish, and what may be a part of them."""

    sentences: tuple[_Sentence, ...]
    parts: tuple[_Sentence, ...]


def _line(said: str, language: Language) -> Line:
    if language == "sv" and (swedish := _swedish(said)):
        return Line(swedish, "sv")
    return Line(said, "en")


def _swedish(said: str) -> str | None:
    """Return a line in Swedish: the sentence that has most in common with it, or none."""
    body = said.removesuffix(".")
    candidates = [
        (sentence.weight, at, sentence, parts)
        for at in _beginnings(body)
        for sentence, parts in _matching(_catalogue().sentences, body[at:])
    ]
    for _, at, sentence, parts in sorted(candidates, key=lambda one: one[:2], reverse=True):
        if (filled := _filled(sentence, parts)) is not None:
            return _before(body[:at]) + filled + said[len(body) :]
    return None


def _beginnings(line: str) -> Iterator[int]:
    """Where its sentence may begin: at once, or after what tells where the fault is."""
    yield 0
    at = 0
    for _ in range(_MOST_COLONS):
        at = line.find(_COLON, at) + len(_COLON)
        if at < len(_COLON):
            return
        yield at


def _before(places: str) -> str:
    """Where the fault is; a line and a column are told in Swedish."""
    return _COLON.join(_part(place) or place for place in places.split(_COLON))


def _matching(
    sentences: Iterable[_Sentence], said: str
) -> Iterator[tuple[_Sentence, Mapping[str, str]]]:
    for sentence in sentences:
        if (parts := sentence.parts(said)) is not None:
            yield sentence, parts


def _filled(sentence: _Sentence, parts: Mapping[str, str], depth: int = 0) -> str | None:
    """Put the parts into the Swedish sentence; None where one of them ought to be known."""
    shown = dict(parts)
    for name in OURS.intersection(parts):
        swedish = _part(parts[name], depth + 1)
        if swedish is None and name in KNOWN:
            return None
        shown[name] = swedish or parts[name]
    return _NAME.sub(lambda found: shown[found[1]], sentence.swedish)


def _part(said: str, depth: int = 0) -> str | None:
    """Return a part of a sentence in Swedish, or None where it is not ours."""
    if depth > _DEEPEST:
        return None
    known = _catalogue()
    found = list(_matching((*known.parts, *known.sentences), said))
    for sentence, parts in sorted(found, key=lambda one: one[0].weight, reverse=True):
        if (filled := _filled(sentence, parts, depth)) is not None:
            return filled
    return None


@cache
def _catalogue() -> _Catalogue:
    file = shipped_templates(Path(str(files("podcast")))) / CATALOGUE
    with file.open("rb") as opened:
        entries = [one for one in read_po(opened, abort_invalid=True) if one.id]
    return _Catalogue(
        tuple(_Sentence.of(str(one.id), str(one.string)) for one in entries if not one.context),
        tuple(_Sentence.of(str(one.id), str(one.string)) for one in entries if one.context == PART),
    )
