"""On which line each key of a TOML text stands, for messages that people can follow.

The parsers give values without their lines. This reads the same text again for the lines only,
and trusts that a parser has found it valid.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field

Place = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""
      (?P<blank> [ \t\r]+ | \#[^\n]* )
    | (?P<newline> \n )
    | (?P<text> \"{3} (?:\\.|[^\\])*? \"{3,5} | '{3} .*? '{3,5}
              | " (?:\\.|[^"\\])* " | ' [^']* ' )
    | (?P<mark> [\[\]{}=,.] )
    | (?P<bare> [^\s\[\]{}=,."'\#]+ )
    """,
    re.DOTALL | re.VERBOSE,
)


def lines_of(text: str) -> dict[Place, int]:
    """Return the line, from 1, of every key, table and list entry of a valid TOML text.

    A place is the way to it from the top: `("people", 0, "role")`. A table that is opened
    several times has the line of its first opening.
    """
    reader = _Reader(text)
    reader.read()
    return reader.lines


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int


def _tokens(text: str) -> list[_Token]:
    tokens, line = [], 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "blank":
            tokens.append(_Token(match.lastgroup or "", match[0], line))
        line += match[0].count("\n")
    return [*tokens, _Token("end", "", line)]


@dataclass(slots=True)
class _Reader:
    text: str
    lines: dict[Place, int] = field(default_factory=dict)
    _tokens: list[_Token] = field(default_factory=list)
    _next: int = 0
    _entries: dict[Place, int] = field(default_factory=dict)  # the newest entry of each [[list]]

    def read(self) -> None:
        self._tokens = _tokens(self.text)
        table: Place = ()
        while (token := self._token).kind != "end":
            if token.kind == "newline":
                self._next += 1
            elif token.text == "[":
                table = self._header()
            else:
                self._setting(table)

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def _take(self, *marks: str) -> bool:
        """Step over the next token if it is one of these; never over a text that looks like it."""
        found = self._token.kind in {"mark", "newline"} and self._token.text in marks
        self._next += found
        return found

    def _key(self) -> list[str]:
        names = [self._name()]
        while self._take("."):
            names.append(self._name())
        return names

    def _name(self) -> str:
        token = self._token
        self._next += 1
        if token.kind == "bare":
            return token.text
        return next(iter(tomllib.loads(f"{token.text} = 0")))

    def _note(self, place: Place, line: int) -> None:
        self.lines.setdefault(place, line)

    def _header(self) -> Place:
        line = self._token.line
        self._take("[")
        is_entry = self._take("[")
        names = self._key()
        self._take("]")
        self._take("]")
        place: Place = ()
        for name in names[:-1]:
            place = self._inside((*place, name), line)
        place = (*place, names[-1])
        self._note(place, line)
        if is_entry:
            self._entries[place] = self._entries.get(place, -1) + 1
            place = (*place, self._entries[place])
            self._note(place, line)
        return place

    def _inside(self, place: Place, line: int) -> Place:
        self._note(place, line)
        return (*place, self._entries[place]) if place in self._entries else place

    def _setting(self, table: Place) -> None:
        line = self._token.line
        place = table
        for name in self._key():
            place = (*place, name)
            self._note(place, line)
        self._take("=")
        self._value(place)

    def _value(self, place: Place) -> None:
        if self._take("["):
            self._list(place)
        elif self._take("{"):
            self._inline_table(place)
        else:
            while self._token.kind in {"text", "bare"} or self._token.text == ".":
                self._next += 1

    def _list(self, place: Place) -> None:
        entry = 0
        while not self._take("]"):
            if self._take(","):
                entry += 1
            elif not self._take("\n"):
                self._note((*place, entry), self._token.line)
                self._value((*place, entry))

    def _inline_table(self, place: Place) -> None:
        while not self._take("}"):
            if not self._take(",", "\n"):
                self._setting(place)
