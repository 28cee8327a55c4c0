"""Settings files changed by commands: the one thing asked for, everything else to the letter.

A change is tried where it may belong, best place first, and taken where the file then reads as
meant. So a setting's name inside a long text or a comment does no harm, and tables keep the order
in which people wrote them, which `tomlkit` does not promise.
"""

from __future__ import annotations

import copy
import re
import tomllib
from typing import TYPE_CHECKING, Any

import tomlkit

from podcast.toml_lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_VALUE = r"""
    \"{3} (?:\\.|[^\\])*? \"{3,5} | '{3} .*? '{3,5}
  | " (?:\\.|[^"\\\n])* " | ' [^'\n]* '
  | [^\s"'\[{\#]+
"""


def setting(name: str, value: str | int) -> str:
    """Return a setting as it stands in a file."""
    return f"{name} = {tomlkit.item(value).as_string()}"


def with_setting(text: str, name: str, value: str | int) -> str:
    """Return a valid TOML text with a setting of its top level written, or written anew.

    A new setting stands below its example in a comment, else below the last of the top level.

    Raises:
        ValueError: when the old value is written in a way that cannot be replaced.
    """
    before = tomllib.loads(text)
    if before.get(name) == value:
        return text
    candidates = (
        _replaced(text, name, setting(name, value))
        if name in before
        else (_inserted(text, setting(name, value), place) for place in _places(text, name))
    )
    return _meant(candidates, {**before, name: value}, name)


def without_flag(text: str, people: str, name: str, flag: str) -> str:
    """Return a valid TOML text with a flag taken out of each entry of a list that has a name.

    Args:
        text: of the file.
        people: the list's name, such as `people`.
        name: of the entries.
        flag: the option to take out; its value is true or false.

    Raises:
        ValueError: when it is written in a way that cannot be taken out.
    """
    wanted = tomllib.loads(text)
    for number, entry in enumerate(wanted.get(people, ())):
        if str(entry.get("name", "")).strip() == name and flag in entry:
            wanted = copy.deepcopy(wanted)
            del wanted[people][number][flag]
            text = _meant(_without(text, flag), wanted, flag)
    return text


def _meant(candidates: Iterable[str], wanted: dict[str, Any], name: str) -> str:
    for edited in candidates:
        try:
            if tomllib.loads(edited) == wanted:
                return edited
        except tomllib.TOMLDecodeError:
            continue
    raise ValueError(f"“{name}” is written in an unusual way; change it by hand.")


def _replaced(text: str, name: str, written: str) -> Iterator[str]:
    """The text with one setting of such a name replaced, for each that there is."""
    pattern = rf"""["']?{name}["']? [ \t]* = [ \t]* (?: {_VALUE} )"""
    for found in re.finditer(pattern, text, re.VERBOSE | re.DOTALL):
        yield f"{text[: found.start()]}{written}{text[found.end() :]}"


def _without(text: str, flag: str) -> Iterator[str]:
    """The text without one such flag, for each that there is: its whole line, or within one."""
    written = rf"""["']?{flag}["']?[ \t]*=[ \t]*(?:true|false)"""
    line = rf"(?m:^)[ \t]*{written}[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z)"
    for pattern in (line, rf"[ \t]*,[ \t]*{written}", rf"{written}[ \t]*,[ \t]*", written):
        for found in re.finditer(pattern, text):
            yield f"{text[: found.start()]}{text[found.end() :]}"


def _places(text: str, name: str) -> Iterator[int]:
    """Where a new setting may stand, the best first, as the line that it would be."""
    lines = text.split("\n")
    own = (at for place, at in lines_of(text).items() if len(place) == 1)
    settings = [at for at in own if not lines[at - 1].lstrip().startswith("[")]
    example = re.compile(rf"#\s*{name}\s*=")
    yield from (at for at, line in enumerate(lines, start=1) if example.match(line))
    yield from range(max(settings, default=0), len(lines) + 1)


def _inserted(text: str, line: str, place: int) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split("\n")
    above, below = "\n".join(lines[:place]), "\n".join(lines[place:])
    if place == len(lines):  # the last line has no end yet
        return f"{above}{end}{line}{end}"
    return f"{above}\n{line}{end}{below}" if place else f"{line}{end}{below}"
