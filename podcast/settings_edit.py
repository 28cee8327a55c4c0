"""Settings files changed by commands: the one thing asked for, everything else to the letter."""

from __future__ import annotations

import tomllib

from podcast.toml_edit import with_item, with_table, with_value, written


def setting(name: str, value: str | int) -> str:
    """Return a setting as it stands in a file."""
    return f"{name} = {written(value)}"


def with_setting(text: str, name: str, value: str | int) -> str:
    """Return a valid TOML text with a setting of its top level written, or written anew.

    A new setting stands below its example in a comment, else below the last of the top level.

    Raises:
        ValueError: when the old value is written in a way that cannot be replaced.
    """
    return with_value(text, (name,), value)


def with_entry(text: str, name: str, entry: str) -> str:
    """Return a valid TOML text with one more entry at the end of a list of its top level.

    Raises:
        ValueError: when the list is written in a way that cannot be added to.
    """
    return with_item(text, (name,), entry)


def without_flag(text: str, people: str, name: str, flag: str) -> str:
    """Return a valid TOML text with a flag taken out of each entry of a list that has a name.

    Args:
        text: of the file.
        people: the list's name, such as `people`.
        name: of the entries.
        flag: the option to take out.

    Raises:
        ValueError: when it is written in a way that cannot be taken out.
    """
    for number, entry in enumerate(tomllib.loads(text).get(people, ())):
        if str(entry.get("name", "")).strip() == name:
            text = with_value(text, (people, number, flag), None)
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
        known = {"name": name, **({"role": role} if role else {})}
        return with_table(text, "people", {**known, "heard_at": [heard_at]})
    text = with_item(text, ("people", at, "heard_at"), heard_at)
    return with_value(text, ("people", at, "role"), role) if role else text
