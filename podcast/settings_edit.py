"""Settings files changed by commands: the one thing asked for, everything else to the letter.

Each change is read back and must be that change and no other.
"""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import tomlkit

from podcast.toml_lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def with_setting(text: str, name: str, value: str | int) -> str:
    """Return a valid TOML text with a setting of its top level written, or written anew.

    A new setting stands below its example in a comment, else below the last of the top level.
    """
    before = tomllib.loads(text)
    if name in before:
        document = tomlkit.parse(text)
        document[name] = value
        return _confirmed(tomlkit.dumps(document), {**before, name: value})
    line = f"{name} = {tomlkit.item(value).as_string()}"
    candidates = (_inserted(text, line, place) for place in _places(text, name))
    return next(edited for edited in candidates if _reads_as(edited, {**before, name: value}))


def without_flag(text: str, people: str, name: str, flag: str) -> str:
    """Return a valid TOML text with a flag taken out of each entry of a list that has a name.

    Args:
        text: of the file.
        people: the list's name, such as `people`.
        name: of the entries.
        flag: the option to take out.
    """
    document = tomlkit.parse(text)
    wanted = tomllib.loads(text)
    for entry, plain in zip(document.get(people, ()), wanted.get(people, ()), strict=True):
        if str(plain.get("name", "")).strip() == name and flag in plain:
            entry.remove(flag)
            del plain[flag]
    return _confirmed(tomlkit.dumps(document), wanted)


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


def _confirmed(edited: str, wanted: dict[str, Any]) -> str:
    assert _reads_as(edited, wanted)  # noqa: S101 - else the TOML library has changed something
    return edited


def _reads_as(edited: str, wanted: dict[str, Any]) -> bool:
    try:
        return tomllib.loads(edited) == wanted
    except tomllib.TOMLDecodeError:
        return False
