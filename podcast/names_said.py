"""Names among the words heard.

Those of people we know of are found by how they sound, and as the speech model may misspell them;
those of strangers by their capitals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.fuzz import ratio

from podcast.name_phrases import PARTICLES
from podcast.name_sounds import sound_alike, sounded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from podcast.spoken import Token

ALIKE = 80.0
"""How alike, of 100, a misspelt name is: “Lena Holme” and “Karinek” are, “Lana” and “Johannes”
for Lena and Johan are not. A name of three letters must sound right."""
_RUN_TOGETHER = 90.0  # how alike two parts written as one word are: “Anna” is not “Anna Ek”
_SHORT = 4  # letters from which a part of a name may be misspelt
_MOST_PARTS = 4
_SAME = 100.0


@dataclass(frozen=True, slots=True)
class Said:
    """A name in the talk.

    Attributes:
        name: whole, as in the cast; of a stranger as heard.
        first: index of its first token.
        last: index of its last token.
        rank: how sure the reading is, to choose among several.
    """

    name: str
    first: int
    last: int
    rank: float = 0.0


def known_name(said: Sequence[Token], at: int, people: Iterable[str]) -> Said | None:
    """Return the name of one of these people that begins at a token, if it is clear whose.

    The whole name wins over a first name, a first name over a last name; a part that two people
    share is nobody's.
    """
    if not said[at].is_name_like:
        return None
    people = tuple(people)
    found = [one for name in people for one in _readings(said, at, name)]
    best = max(found, key=lambda one: one.rank, default=None)
    rivals = {one.name for one in found if best and one.rank == best.rank}
    return best if len(rivals) == 1 else None


def strangers_name(said: Sequence[Token], at: int) -> Said | None:
    """Return what is written like a name from a token on: words with capitals, and “af” between."""
    last = at
    if not said[at].is_name_like:
        return None
    while not said[last].closed and last + 1 < len(said) and last - at + 1 < _MOST_PARTS:
        step = 2 if said[last + 1].folded in PARTICLES and last + 2 < len(said) else 1
        if not said[last + step].is_name_like:
            break
        last += step
    return Said(" ".join(token.bare for token in said[at : last + 1]), at, last)


def same_person(name: str, others: Iterable[str]) -> str | None:
    """Return which of these names means the same person as a name heard, if just one does."""
    whole = [other for other in others if _alike(name, other)]
    part = [other for other in others if " " not in name and _is_part(name, other)]
    found = whole or part
    return found[0] if len(found) == 1 else None


def is_shared(name: str, people: Iterable[str]) -> bool:
    """Tell whether a name alone may mean several of these people."""
    return sum(_is_part(name, other) for other in people) > 1


def _readings(said: Sequence[Token], at: int, name: str) -> Iterable[Said]:
    """A name as it may stand at a token: whole, two parts run together, first or last only."""
    parts = name.split()
    if len(parts) > 1:
        for count, least in ((len(parts), ALIKE), (len(parts) - 1, _RUN_TOGETHER)):
            window = said[at : at + count]
            alike = _likeness([token.folded for token in window], parts)
            if len(window) == count and alike >= least and not any(t.ends for t in window[:-1]):
                yield Said(name, at, at + count - 1, 200 + alike)
    if _is_spelt(said[at].folded, parts[0]):
        yield Said(name, at, at, 100 + _likeness([said[at].folded], parts[:1]))
    if len(parts) > 1 and not said[at].opens and sound_alike(said[at].folded, parts[-1]):
        yield Said(name, at, at, 100)


def _likeness(heard: Sequence[str], parts: Sequence[str]) -> float:
    """How alike what is heard and the parts of a name are; 100 where they sound alike."""
    if "".join(map(sounded, heard)) == "".join(map(sounded, parts)):
        return _SAME
    return float(ratio("".join(heard), "".join(parts).casefold()))


def _is_spelt(heard: str, part: str) -> bool:
    is_long = min(len(heard), len(part)) >= _SHORT
    return sound_alike(heard, part) or (is_long and ratio(heard, part.casefold()) >= ALIKE)


def _alike(name: str, other: str) -> bool:
    return _is_spelt("".join(name.split()).casefold(), "".join(other.split()))


def _is_part(name: str, other: str) -> bool:
    parts = other.split()
    return _is_spelt(name.casefold(), parts[0]) or sound_alike(name, parts[-1])
