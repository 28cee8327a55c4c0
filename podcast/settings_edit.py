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


def with_entry(text: str, name: str, entry: str) -> str:
    """Return a valid TOML text with one more entry at the end of a list of its top level.

    Raises:
        ValueError: when the list is written in a way that cannot be added to.
    """
    before = tomllib.loads(text)
    entries = before.get(name, [])
    candidates: Iterable[str]
    if entry in entries:
        return text
    if name not in before:
        line = f"{name} = [{_written(entry)}]"
        candidates = (_inserted(text, line, place) for place in _places(text, name))
    elif entries:
        candidates = _after(text, entries[-1], _written(entry))
    else:
        candidates = (f"{text[:at]}{_written(entry)}{text[at:]}" for at in _ends_of(text, "["))
    return _meant(candidates, {**before, name: [*entries, entry]}, name)


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


def with_person(text: str, name: str, heard_at: str, role: str = "") -> str:
    """Return a valid TOML text in which a person of `people` has one more moment.

    A name that is not there yet gets an entry of its own behind the others.

    Args:
        text: of the file.
        name: of the person.
        heard_at: the moment, as `1:31`; one that stands there already is not written twice.
        role: to be written where the person has none, or in its place.

    Raises:
        ValueError: when the people are written in a way that cannot be added to.
    """
    people = tomllib.loads(text).get("people", [])
    at = next((i for i, one in enumerate(people) if str(one.get("name")).strip() == name), None)
    if at is None:
        return _with_entry(text, name, heard_at, role)
    if heard_at not in people[at].get("heard_at", ()):
        text = _with_moment(text, at, heard_at)
    if role and people[at].get("role", "") != role:
        text = _with_role(text, at, role)
    return text


def _with_entry(text: str, name: str, heard_at: str, role: str) -> str:
    entry: dict[str, Any] = {"name": name, **({"role": role} if role else {})}
    entry["heard_at"] = [heard_at]
    wanted = tomllib.loads(text)
    wanted["people"] = [*wanted.get("people", []), entry]
    lines = [f"{key} = {_written(value)}" for key, value in entry.items()]
    table, inline = "\n".join(["\n[[people]]", *lines]), ", ".join(lines)
    places = _below(text, ("people", len(wanted["people"]) - 2))
    candidates = [
        *(_inserted(text, table, at) for at in places),
        *(f"{text[:at]}, {{{inline}}}{text[at:]}" for at in _ends_of(text, "}")),
        *(f"{text[:at]}{{{inline}}}{text[at:]}" for at in _ends_of(text, "[")),
    ]
    return _meant(candidates, wanted, "people")


def _with_moment(text: str, at: int, heard_at: str) -> str:
    wanted = copy.deepcopy(tomllib.loads(text))
    before = wanted["people"][at].get("heard_at", [])
    wanted["people"][at]["heard_at"] = [*before, heard_at]
    written = _written(heard_at)
    if not before and "heard_at" not in tomllib.loads(text)["people"][at]:
        return _meant(_with_line(text, at, f"heard_at = [{written}]"), wanted, "heard_at")
    ends = (found.end() for found in re.finditer(rf"(?:{_VALUE})", text, re.VERBOSE | re.DOTALL))
    places = ends if before else _ends_of(text, "[")
    comma = ", " if before else ""
    candidates = (f"{text[:end]}{comma}{written}{text[end:]}" for end in places)
    return _meant(candidates, wanted, "heard_at")


def _with_role(text: str, at: int, role: str) -> str:
    wanted = copy.deepcopy(tomllib.loads(text))
    line = setting("role", role)
    is_there = "role" in wanted["people"][at]
    wanted["people"][at]["role"] = role
    candidates = _replaced(text, "role", line) if is_there else _with_line(text, at, line)
    return _meant(candidates, wanted, "role")


def _with_line(text: str, at: int, line: str) -> Iterator[str]:
    """The text with a setting in an entry of `people`: below its last, or within one line."""
    yield from (_inserted(text, line, place) for place in _below(text, ("people", at)))
    for end in _ends_of(text, "}"):
        yield f"{text[: end - 1]}, {line}{text[end - 1 :]}"


def _below(text: str, place: tuple[str | int, ...]) -> range:
    """From the last line on which something of a place stands to the end; the end if nothing does.

    A list may go on below the line of its last entry.
    """
    end = text.count("\n") + (not text.endswith("\n"))
    within = (at for key, at in lines_of(text).items() if key[: len(place)] == place)
    return range(max(within, default=end), end + 1)


def _ends_of(text: str, mark: str) -> Iterator[int]:
    return (found.end() for found in re.finditer(re.escape(mark), text))


def _written(value: str | list[str]) -> str:
    return tomlkit.item(value).as_string()


def _meant(candidates: Iterable[str], wanted: dict[str, Any], name: str) -> str:
    for edited in candidates:
        try:
            if tomllib.loads(edited) == wanted:
                return edited
        except tomllib.TOMLDecodeError:
            continue
    raise ValueError(f"“{name}” is written in an unusual way; change it by hand.")


def _after(text: str, entry: str, written: str) -> Iterator[str]:
    """The text with an entry after each that is such a one, on a line of its own if that is."""
    for found in re.finditer(rf"(?:{_VALUE})", text, re.VERBOSE | re.DOTALL):
        try:
            is_entry = tomllib.loads(f"entry = {found[0]}") == {"entry": entry}
        except tomllib.TOMLDecodeError:
            continue
        if is_entry:
            line = text.rfind("\n", 0, found.start())
            before = text[max(line, 0) : found.start()]
            between = f",{before}" if before.startswith("\n") and before.isspace() else ", "
            yield f"{text[: found.end()]}{between}{written}{text[found.end() :]}"


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
    lines, line = text.split("\n"), line.replace("\n", end)
    above, below = "\n".join(lines[:place]), "\n".join(lines[place:])
    if place == len(lines):  # the last line has no end yet
        return f"{above}{end}{line}{end}"
    return f"{above}\n{line}{end}{below}" if place else f"{line}{end}{below}"
