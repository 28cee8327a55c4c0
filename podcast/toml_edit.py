"""One value of a TOML text changed, everything else to the letter.

A change is tried where it may belong, best place first, and taken where the text then reads as
meant. So a setting's name inside a long text or a comment does no harm, and tables keep the order
in which people wrote them, which `tomlkit` does not promise.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from typing import TYPE_CHECKING, Any, cast

import tomlkit

from podcast.toml_lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from podcast.toml_lines import Place

Value = str | int | float | date | list[str] | list[str | float]
"""What a setting may hold: a datetime is a date, a bool an int."""

_TEXT = r"""
    \"{3} (?:\\.|[^\\])*? \"{3,5} | '{3} .*? '{3,5}
  | " (?:\\.|[^"\\\n])* " | ' [^'\n]* '
"""
_PLAIN = rf"(?: {_TEXT} | [^\s\"'\[\]{{\#,}}]+ )"
_VALUE = rf"(?: {_PLAIN} | \[ (?: {_TEXT} | \#[^\n]*\n | [^\[\]\"'\#] )* \] )"
_FLAGS = re.VERBOSE | re.DOTALL


def with_value(text: str, place: Place, value: Value | None) -> str:
    """Return a valid TOML text with one setting written, written anew, or taken out.

    Args:
        text: of the file.
        place: the way to it, such as `("title",)` or `("people", 0, "role")`; a table on the way
            that is not there yet is opened at the end.
        value: None takes the setting out.

    Raises:
        ValueError: when it is written in a way that cannot be changed.
    """
    wanted = tomllib.loads(text)
    table, name = _table(wanted, place[:-1]), str(place[-1])
    before = table.pop(name, None)
    if before == value and type(before) is type(value):
        return text
    if value is None:
        return _meant(_without(text, name), wanted, name)
    table[name] = value
    line = f"{name} = {written(value)}"
    candidates = _added(text, place, line) if before is None else _replaced(text, name, line)
    return _meant(candidates, wanted, name)


def with_item(text: str, place: Place, item: str) -> str:
    """Return a valid TOML text with one more item at the end of a list; one that is there stays.

    Raises:
        ValueError: when the list is written in a way that cannot be added to.
    """
    wanted = tomllib.loads(text)
    table, name = _table(wanted, place[:-1]), str(place[-1])
    items = table.get(name, [])
    if item in items:
        return text
    if name not in table:
        return with_value(text, place, [item])
    table[name] = [*items, item]
    if items:
        return _meant(_after(text, items[-1], written(item)), wanted, name)
    empty = (f"{text[:at]}{written(item)}{text[at:]}" for at in _ends_of(text, "["))
    return _meant(empty, wanted, name)


def with_table(text: str, name: str, entry: Mapping[str, Value]) -> str:
    """Return a valid TOML text with one more table in a list of tables, behind the others.

    Raises:
        ValueError: when the list is written in a way that cannot be added to.
    """
    wanted = tomllib.loads(text)
    wanted[name] = [*wanted.get(name, []), dict(entry)]
    lines = [f"{key} = {written(value)}" for key, value in entry.items()]
    table, inline = "\n".join([f"\n[[{name}]]", *lines]), ", ".join(lines)
    places = _below(text, (name, len(wanted[name]) - 2))
    candidates = [
        *(_inserted(text, table, at) for at in places),
        *(f"{text[:at]}, {{{inline}}}{text[at:]}" for at in _ends_of(text, "}")),
        *(f"{text[:at]}{{{inline}}}{text[at:]}" for at in _ends_of(text, "[")),
    ]
    return _meant(candidates, wanted, name)


def without_table(text: str, name: str, at: int) -> str:
    """Return a valid TOML text without one table of a list of tables.

    Comments that stand in it go with it; those below its last line stay.

    Raises:
        ValueError: when the list is written in a way that cannot be taken from.
    """
    wanted = tomllib.loads(text)
    del wanted[name][at]
    if not wanted[name]:
        del wanted[name]
    bare = {**wanted, name: []}
    candidates = [*_without_lines(text, (name, at)), *_without_inline(text)]
    for meant in (wanted, bare):
        for edited in _meaning(candidates, meant):
            return edited
    raise _unusual(name)


def written(value: Value) -> str:
    """A value as it stands in a file; text of several lines has them."""
    if isinstance(value, str) and "\n" in value and '"""' not in value and "\r" not in value:
        return tomlkit.string(value, multiline=True).as_string()
    return tomlkit.item(value).as_string()


def _table(values: dict[str, Any], place: Iterable[str | int]) -> dict[str, Any]:
    table: Any = values
    for step in place:
        table = table[step] if isinstance(step, int) else table.setdefault(step, {})
    return cast("dict[str, Any]", table)


def _added(text: str, place: Place, line: str) -> Iterator[str]:
    """The text with a setting that it has not, where it may belong."""
    *above, name = place
    if not above:
        yield from (_inserted(text, line, at) for at in _places(text, str(name)))
        return
    if tuple(above) in lines_of(text):
        yield from (_inserted(text, line, at) for at in _below(text, tuple(above)))
        for end in _ends_of(text, "}"):
            yield f"{text[: end - 1].rstrip()}, {line}{text[end - 1 :]}"
            yield f"{text[: end - 1]}{line}{text[end - 1 :]}"
        return
    header = f"\n[{'.'.join(map(str, above))}]"
    yield _inserted(text, f"{header}\n{line}", _end(text))


def _replaced(text: str, name: str, line: str) -> Iterator[str]:
    """The text with one setting of such a name replaced, for each that there is."""
    for found in re.finditer(rf"""["']?{name}["']? [ \t]* = [ \t]* {_VALUE}""", text, _FLAGS):
        yield f"{text[: found.start()]}{line}{text[found.end() :]}"


def _after(text: str, item: object, new: str) -> Iterator[str]:
    """The text with an item after each that is such a one, on a line of its own if that is."""
    for found in re.finditer(_PLAIN, text, _FLAGS):
        try:
            is_item = tomllib.loads(f"item = {found[0]}") == {"item": item}
        except tomllib.TOMLDecodeError:
            continue
        if is_item:
            yield _below_its_line(text, found, new)
            yield f"{text[: found.end()]}, {new}{text[found.end() :]}"


def _below_its_line(text: str, found: re.Match[str], new: str) -> str:
    """The text with an item below another that has its line for itself, and maybe a comment."""
    indent = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
    rest = re.compile(r"(,?)([^\n]*\n)").match(text, found.end())
    if indent.strip() or not rest:
        return ""
    end = "\r\n" if rest[2].endswith("\r\n") else "\n"
    return f"{text[: found.end()]},{rest[2]}{indent}{new}{rest[1]}{end}{text[rest.end() :]}"


def _without(text: str, name: str) -> Iterator[str]:
    """The text without one setting of such a name: its whole line, or within one."""
    setting = rf"""["']?{name}["']? [ \t]* = [ \t]* {_VALUE}"""
    whole = rf"(?m:^) [ \t]* {setting} [ \t]* (?:\#[^\n]*)? (?:\r?\n|\Z)"
    for pattern in (whole, rf"[ \t]*,[ \t]* {setting}", rf"{setting} [ \t]*,[ \t]*", setting):
        for found in re.finditer(pattern, text, _FLAGS):
            yield f"{text[: found.start()]}{text[found.end() :]}"


def _without_lines(text: str, place: Place) -> Iterator[str]:
    """The text without the lines from a table's header on, and the blank one above it."""
    lines, known = text.split("\n"), lines_of(text)
    first = known[place] - 1
    last = max(line for key, line in known.items() if key[: len(place)] == place)
    start = first - (first > 0 and not lines[first - 1].strip())
    for end in range(last, len(lines) + 1):
        yield "\n".join([*lines[:start], *lines[end:]])


def _without_inline(text: str) -> Iterator[str]:
    for pattern in (r"\s*,\s*\{[^{}]*\}", r"\{[^{}]*\}\s*,\s*", r"\{[^{}]*\}"):
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


def _below(text: str, place: Place) -> range:
    """From the last line on which something of a place stands to the end; the end if nothing does.

    A list may go on below the line of its last entry.
    """
    within = (at for key, at in lines_of(text).items() if key[: len(place)] == place)
    return range(max(within, default=_end(text)), _end(text) + 1)


def _end(text: str) -> int:
    """How many lines there are."""
    return text.count("\n") + (not text.endswith("\n"))


def _inserted(text: str, line: str, place: int) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    lines, line = text.split("\n"), line.replace("\n", end)
    above, below = "\n".join(lines[:place]), "\n".join(lines[place:])
    if place == len(lines):  # the last line has no end yet
        return f"{above}{end}{line}{end}"
    return f"{above}\n{line}{end}{below}" if place else f"{line}{end}{below}"


def _ends_of(text: str, mark: str) -> Iterator[int]:
    return (found.end() for found in re.finditer(re.escape(mark), text))


def _meant(candidates: Iterable[str], wanted: dict[str, Any], name: str) -> str:
    for edited in _meaning(candidates, wanted):
        return edited
    raise _unusual(name)


def _meaning(candidates: Iterable[str], wanted: dict[str, Any]) -> Iterator[str]:
    """Those of the texts that read as meant."""
    for edited in candidates:
        try:
            if tomllib.loads(edited) == wanted:
                yield edited
        except tomllib.TOMLDecodeError:
            continue


def _unusual(name: str) -> ValueError:
    return ValueError(f"“{name}” is written in an unusual way; change it by hand.")
