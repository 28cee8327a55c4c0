"""Where a line or a caption may end: what a break between two words costs those who read it.

What subtitlers agree on (Netflix's Timed Text Style Guide, the guidelines of the Nordic trades):
break after punctuation, else before a conjunction, else before a preposition; never part an
article from its noun, a pronoun from its verb, a first name from a surname or a number from what
it counts. Swedish and English words stand in one list, because talk mixes them and a break is a
matter of taste: a word that is harmless to part in one of them is rarely harmful in the other.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from podcast.transcript import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

# Only their order and rough distance matter: three clauses are worth one break in the open.
SENTENCE = 0.0
CLAUSE = 2.0
CONJUNCTION = 3.0
PREPOSITION = 4.0
OPEN = 6.0
BOUND = 10.0  # the word before leans on the one after, as an article does
TIED = 15.0  # one thing in two words: a name, a number and its unit

_CONJUNCTIONS = frozenset(
    """och eller men utan samt för så att som när om då därför eftersom medan innan än fast där dit
    varför hur vad vem vilket vilken vilka vars ifall såsom
    and or but because that which who when where while if than although so whether""".split()
)
_PREPOSITIONS = frozenset(
    """i på av till från med hos vid under över genom mellan mot inom kring bland enligt efter före
    sedan åt ur trots per
    in on of to from with at by for through between against within about among after before
    into""".split()
)
_DETERMINERS = frozenset(
    """en ett den det de denna detta dessa min mitt mina din ditt dina sin sitt sina hans hennes vår
    vårt våra er ert era deras dess någon något några ingen inget inga varje alla hela samma två tre
    fyra fem sex sju åtta nio tio elva tolv hundra tusen mycket väldigt lite mer mest
    a an the my your his her our their this these those some any no every all two three four five
    six seven eight nine ten eleven twelve very more most""".split()
)
_PRONOUNS_AND_AUXILIARIES = frozenset(
    """jag du han hon vi ni man har hade är var ska skulle kan kunde vill ville måste får fick bör
    blir blev inte aldrig
    you he she it we they is are was were have has had will would can could must should may do does
    did not never""".split()
)
_LEAN_FORWARD = _CONJUNCTIONS | _PREPOSITIONS | _DETERMINERS | _PRONOUNS_AND_AUXILIARIES
_LEAN_BACK = frozenset("inte aldrig ju väl nog sig mig dig oss not never".split())
_BEFORE_NUMBERS = frozenset("kl. klockan nr nummer år sidan kapitel artikel paragraf no.".split())
_SHORTENED = frozenset(
    "bl.a. t.ex. d.v.s. dvs. s.k. f.d. ca. kl. nr. st. dr. mr. mrs. ms. prof. e.g. i.e.".split()
)

_CLOSING = "”“\"'’)»]"
_OPENING = "”“\"'‘(«["
_CLAUSE_ENDS = (",", ";", ":", "–", "—")
_NUMBER = re.compile(r"[\d.,:/–-]*\d")


def break_costs(words: Sequence[str]) -> list[float]:
    """Return what a break after each word costs; `SENTENCE` after the last."""
    return [_cost(before, after) for before, after in pairwise(words)] + [SENTENCE] * bool(words)


def _cost(before: str, after: str) -> float:
    ended, begun = before.rstrip(_CLOSING), after.lstrip(_OPENING)
    if _ends_sentence(before, begun):
        return SENTENCE
    if ended.endswith(_CLAUSE_ENDS):
        return CLAUSE
    if _are_one(before, after):
        return TIED
    word, following = before.lstrip(_OPENING).casefold(), begun.rstrip(".,;:?!…" + _CLOSING)
    following = following.casefold()
    if word in _LEAN_FORWARD or word in _SHORTENED or following in _LEAN_BACK:
        return BOUND
    if following in _CONJUNCTIONS:
        return CONJUNCTION
    return PREPOSITION if following in _PREPOSITIONS else OPEN


def _ends_sentence(word: str, following: str) -> bool:
    """Tell whether a sentence ends here, not only an abbreviation."""
    shortened = word.lstrip(_OPENING).casefold() in _SHORTENED
    return ends_sentence(word) and not shortened and not following[:1].islower()


def _are_one(before: str, after: str) -> bool:
    """Tell names of two words, numbers with what they count, and a clock with its hour."""
    if _NUMBER.fullmatch(before):
        return True
    if after[:1].isdecimal():
        return before.casefold() in _BEFORE_NUMBERS
    return before[:1].isupper() and before[-1:].isalpha() and after[:1].isupper()
