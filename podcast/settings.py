"""Settings read from TOML, every fault of a file told at once in plain words."""

from __future__ import annotations

import re
import tomllib
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

import tomlkit
from pydantic import BaseModel, ValidationError

from podcast.errors import SettingsError
from podcast.options import part
from podcast.toml_lines import Place, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)

_MOST_ALTERNATIVES = 40  # more than that is not read but searched
_LONGEST_SHOWN = 40
_LARGEST_SHOWN = 10**_LONGEST_SHOWN  # beyond it Python may refuse to write it
_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

_BACKSLASH = "a backslash in text must be written twice: \\\\"

# What the parser says, by its first words, and what a person can do about it.
_SYNTAX = {
    "Invalid value": "what stands after = must be text in quotation marks, a number, true or false,"
    " a date, or a list in [ ]",
    "Invalid statement": "this is not a setting; write it as name = value",
    "Invalid initial character": "this is not the name of a setting; write it as name = value",
    "Expected '='": "there is no = after the name; write it as name = value",
    "Expected newline": "there are two settings on the line, or a quotation mark is missing",
    "Illegal character '\\n'": "the quotation mark that ends the text is missing",
    "Illegal character": "there is an invisible control character; delete it",
    "Found invalid character": "there is an invisible control character; delete it",
    "Unterminated string": "the quotation mark that ends the text is missing",
    'Expected "\'"': "the quotation mark that ends the text is missing",
    "Expected \"'''\"": "the quotation marks that end the text are missing",
    "Unescaped '\\' in a string": _BACKSLASH,
    "Invalid hex value": _BACKSLASH,
    "Escaped character": _BACKSLASH,
    "Unclosed array": "the list is not closed with ], or a comma is missing in it",
    "Unclosed inline table": "the part in { } is not closed, or a comma is missing in it",
    "Cannot overwrite a value": "this setting stands twice; keep one of them",
    "Duplicate inline table key": "this setting stands twice; keep one of them",
    "Cannot declare": "this part stands twice; keep one of them",
    "Invalid date or datetime": "there is no such date; write it as 2026-05-04",
    "Expected ']'": "the part's name must stand in brackets, such as [credits]",
    "Expected ']]'": "the part's name must stand in double brackets, such as [[people]]",
}

# What pydantic calls a fault, by its beginning, and what is asked for.
_DATE = "write a date such as 2026-05-04, without quotation marks"
_DEMANDS = {
    "value_error": "{error}",
    "string_pattern": "use only a–z, 0–9 and single hyphens between them",
    "string": "write text, between quotation marks",
    "bool": "write true or false, without quotation marks",
    "int": "write a whole number, without quotation marks",
    "float": "write a moment such as 12:31, between quotation marks",
    "finite": "write a number",
    "greater": "the least is {ge:g}",
    "less": "the most is {le:g}",
    "date": _DATE,
    "tuple": 'write a list, such as ["one", "two"]',
    "model": "write it as a part of its own, with [{name}] above it",
}


def parse(content: bytes | str, model: type[Model], file: Path) -> Model:
    """Read a settings file.

    Args:
        content: what the file holds; bytes are UTF-8, with or without a byte order mark.
        model: what it is to be read as.
        file: named in the messages, never opened.

    Raises:
        SettingsError: with all faults of the file, each with its line and what is offered instead.
    """
    text = content if isinstance(content, str) else _decoded(content, file)
    try:
        values = tomllib.loads(text)
        return model.model_validate(values)
    except tomllib.TOMLDecodeError as fault:
        raise SettingsError(file, [_syntax(fault, text)]) from fault
    except RecursionError as fault:
        raise SettingsError(file, ["the brackets are nested too deep; close them."]) from fault
    except ValidationError as fault:
        raise SettingsError(file, _faults(fault, model, text)) from fault
    except ValueError as fault:  # Python reads no whole number of so many digits
        raise SettingsError(file, ["a number has thousands of digits; shorten it."]) from fault


def _decoded(content: bytes, file: Path) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        told = f"line {line}: the text is not written in UTF-8; save the file again as UTF-8."
        raise SettingsError(file, [told]) from fault


def _syntax(fault: tomllib.TOMLDecodeError, text: str) -> str:
    said = str(fault)
    at = _AT.search(said)
    lines = text.splitlines() or [""]
    line, column = (int(at[1]), int(at[2])) if at and at[1] else (len(lines), len(lines[-1]) + 1)
    told = next((plain for words, plain in _SYNTAX.items() if said.startswith(words)), None)
    if set("“”„’") & set(lines[line - 1][column - 1 : column]):
        told = 'text stands between straight quotation marks: "…"'
    return f"line {line}, column {column}: {told or said[: at.start() if at else None]}."


def _faults(fault: ValidationError, model: type[BaseModel], text: str) -> list[str]:
    try:
        lines = lines_of(text)
    except RecursionError:  # nested nearly too deep for the parser, and a little more for us
        lines = {}
    return _told(fault.errors(include_url=False), model, lines)


def _told(
    faults: Sequence[ErrorDetails], model: type[BaseModel], lines: Mapping[Place, int]
) -> list[str]:
    """Say each fault once, in the order of the lines."""
    told: dict[Place, tuple[int, str]] = {}
    offered = set()
    for fault in faults:
        if fault["type"] == "extra_forbidden":
            place = fault["loc"]
            names = list(_table(model, place[:-1]).model_fields)
            near = nearest(str(place[-1]), names)
            offered.add((*place[:-1], near))
            told[place] = (_line(place, lines), _unknown(place, names, near))
    for fault in faults:
        place = _written_place(fault["loc"], lines)
        if fault["type"] == "missing" and fault["loc"] not in offered:
            told[fault["loc"]] = (_line(fault["loc"][:-1], lines), _missing(fault["loc"], model))
        elif fault["type"] not in {"missing", "extra_forbidden"}:
            told.setdefault(place, (_line(place, lines), _wrong(place, fault)))
    return [f"line {line}: {words}" if line else words for line, words in sorted(told.values())]


def _written_place(place: Place, lines: Mapping[Place, int]) -> Place:
    """Return the innermost part of the place that is written: a choice of types adds its own."""
    while place and place not in lines:
        place = place[:-1]
    return place


def _line(place: Place, lines: Mapping[Place, int]) -> int:
    return lines.get(_written_place(place, lines), 0)


def _table(model: type[BaseModel], place: Place) -> type[BaseModel]:
    """Return the model of the part that the place leads to."""
    for step in place:
        if isinstance(step, str):
            model = part(model.model_fields[step]) or model
    return model


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice that was probably meant, in whatever case it is written."""
    by_lower = {choice.lower(): choice for choice in choices}
    found = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def _offer(near: str | None, choices: Sequence[str]) -> str:
    if near:
        return f"; did you mean “{near}”?"
    if len(choices) > _MOST_ALTERNATIVES:
        return "; leave it out to have the default."
    return f"; choose one of {', '.join(choices)}." if choices else "; leave it out."


def _unknown(place: Place, names: Sequence[str], near: str | None) -> str:
    tables = [step for step in place[:-1] if isinstance(step, str)]
    inside = f" of {'.'.join(tables)}" if tables else ""
    return f"{_quoted(place[-1])} is not a setting{inside}{_offer(near, names)}"


def _missing(place: Place, model: type[BaseModel]) -> str:
    field = _table(model, place[:-1]).model_fields[str(place[-1])]
    example = tomlkit.item(field.examples[0]).as_string() if field.examples else '"…"'
    return f"“{place[-1]}” is missing; write it, such as {place[-1]} = {example}."


def _wrong(place: Place, fault: ErrorDetails) -> str:
    if not fault["loc"]:  # parts of the file that do not agree
        return f"{fault['ctx']['error']}."
    name = next((step for step in reversed(place) if isinstance(step, str)), "")
    if fault["type"] == "string_too_short":
        return f"“{name}” is empty; write something there."
    if fault["type"] in {"literal_error", "choice"}:
        choices = _choices(fault)
        near = nearest(str(fault["input"]), choices)
        return f"“{name}” cannot be {_shown(fault['input'])}{_offer(near, choices)}"
    return f"“{name}” cannot be {_shown(fault['input'])}; {_demand(fault)}."


def _choices(fault: ErrorDetails) -> list[str]:
    if "choices" in fault["ctx"]:
        return list(fault["ctx"]["choices"])
    return re.findall(r"'([^']*)'", fault["ctx"]["expected"])


def _shown(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return _quoted(value)
        case list():
            return "a list"
        case dict():
            return "a table"
        case int() if abs(value) > _LARGEST_SHOWN:
            return "a number as large"
    return str(value)


def _quoted(text: str | int) -> str:
    """Quote what somebody wrote, so that it stays a part of our line."""
    plain = "".join(sign if sign.isprintable() else "�" for sign in str(text))
    return f"“{plain[:_LONGEST_SHOWN]}{'…' if len(plain) > _LONGEST_SHOWN else ''}”"


def _demand(fault: ErrorDetails) -> str:
    *above, name = fault["loc"]
    facts = {**fault.get("ctx", {}), "name": f"[{above[-1]}]" if isinstance(name, int) else name}
    for kind, demand in _DEMANDS.items():
        if fault["type"].startswith(kind):
            return demand.format_map(facts)
    return fault["msg"]
