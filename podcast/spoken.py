"""Talk as it compares: words without marks, sentences, phrases and what to quote of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from podcast.transcript import Word

_GAP = 4  # words that “…” in a phrase stands for
_LONGEST_QUOTE = 8  # words
_MARKS = "\"'“”„’‘()[]«»*"
_POINTS = ".,:;?!…–—-"


@dataclass(frozen=True, slots=True)
class Token:
    """A word as it compares.

    Attributes:
        text: as heard, with a dash that stands behind it.
        start: when it begins, in seconds.
        bare: its letters, without the marks around it.
        folded: the same in lower case, with straight apostrophes.
        opens: whether a sentence begins with it.
        closed: whether a comma, a dash or the end of a sentence follows.
        ends: whether a sentence ends with it.
    """

    text: str
    start: float
    bare: str
    folded: str
    opens: bool
    closed: bool
    ends: bool

    @property
    def is_name_like(self) -> bool:
        """Whether it is written as a part of a name: a capital, then letters, not all capitals."""
        letters = self.bare.replace("-", "").replace("’", "").replace("'", "")
        is_word = letters.isalpha() and len(letters) > 1
        return is_word and letters[0].isupper() and not letters[1:].isupper()


def tokens(words: Iterable[Word]) -> list[Token]:
    """Read words for comparison; a dash or a point on its own closes the word before it."""
    read: list[Token] = []
    opens = True
    for word in words:
        bare = word.text.strip(_MARKS + _POINTS)
        closed = word.text.rstrip(_MARKS)[-1:] in set(_POINTS)
        if bare:
            folded, start = bare.casefold().replace("’", "'"), word.span.start
            read.append(Token(word.text, start, bare, folded, opens, closed, word.ends_sentence))
        elif read:
            text, ends = f"{read[-1].text} {word.text}", read[-1].ends or word.ends_sentence
            read[-1] = replace(read[-1], text=text, closed=True, ends=ends)
        opens = bool(read) and read[-1].ends
    return read


def phrases(said: Sequence[Token], wanted: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where one of the phrases stands: its first token and the one behind it, in order.

    Args:
        said: where they may stand.
        wanted: folded words with a space between; “…” stands for up to four words.
    """
    split = [phrase.split() for phrase in wanted]
    firsts = {phrase[0] for phrase in split}
    for start, token in enumerate(said):
        if token.folded in firsts:
            end = max(_end(said, start, phrase) for phrase in split)
            if end:
                yield start, end


def behind(said: Sequence[Token], at: int, wanted: Sequence[str]) -> int:
    """Return the token behind the longest of the phrases that begins at a token, else itself."""
    return max(_end(said, at, phrase.split()) for phrase in wanted) or at


def sentence(said: Sequence[Token], at: int) -> Sequence[Token]:
    """Return what is left of a sentence from a token on."""
    return until(said, at, lambda token: token.ends)


def until(said: Sequence[Token], at: int, last: Callable[[Token], bool]) -> Sequence[Token]:
    """Return the tokens from one on to the first that is the last."""
    for index in range(at, len(said)):
        if last(said[index]):
            return said[at : index + 1]
    return said[at:]


def text(said: Sequence[Token]) -> str:
    """Return the words as heard, without the point at the end."""
    return " ".join(token.text for token in said).strip(_MARKS + _POINTS + " ")


def quote(said: Sequence[Token]) -> str:
    """Return the words as heard, shortened where they are many; a question keeps its mark."""
    shown = " ".join(token.text for token in said[:_LONGEST_QUOTE])
    shown = shown.strip(_MARKS + " ").rstrip(".,:;–—- ")
    return f"{shown} …" if len(said) > _LONGEST_QUOTE else shown


def _end(said: Sequence[Token], at: int, phrase: Sequence[str]) -> int:
    """The token behind a phrase that begins here; 0 if it does not."""
    for index, part in enumerate(phrase):
        if part == "…":
            rest = phrase[index + 1 :]
            ends = (_end(said, at + gap, rest) for gap in range(_GAP + 1))
            return next((end for end in ends if end), 0)
        if at >= len(said) or said[at].folded != part:
            return 0
        at += 1
    return at
