"""Every option explained: as a commented settings file, and as the reference in the docs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomlkit

from podcast.options import is_several, part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

_PLAIN = {
    "string": "text",
    "boolean": "`true` or `false`",
    "number": "moment",
    "date": "date",
    "date-time": "date and time",
    "stretch": "stretch",
    "color": "colour",
    "$ref": "number or bounds",
}


def commented(settings: BaseModel) -> str:
    """Write settings as TOML with every option explained.

    An option that was set stands with its value; any other is commented out, with its default or
    an example. `settings.parse` reads the same settings from it.
    """
    return "\n".join(_table(type(settings), settings)).lstrip("\n") + "\n"


def reference(model: type[BaseModel]) -> str:
    """Write a Markdown table of the options of a settings file, and one for each of its parts."""
    return "\n".join(_section(model)) + "\n"


def _table(model: type[BaseModel], settings: BaseModel | None, mark: str = "") -> Iterator[str]:
    """Write the options of a table, then its parts; without settings it is an example."""
    values = settings.model_dump(exclude_unset=True) if settings else {}
    fields = model.model_fields
    for name, field in fields.items():
        if not part(field):
            yield f"\n# {field.description}"
            yield f"{mark}{_setting(name, field, values)}"
    for name, field in fields.items():
        if inner := part(field):
            yield f"\n\n# {field.description}"
            yield from _parts(name, inner, field, getattr(settings, name) if name in values else ())


def _setting(name: str, field: FieldInfo, values: Mapping[str, Any]) -> str:
    if name in values and values[name] is not None:
        return f"{name} = {_toml(values[name])}"
    return f"# {name} = {_toml(_example(field))}"


def _parts(
    name: str, model: type[BaseModel], field: FieldInfo, written: BaseModel | tuple[BaseModel, ...]
) -> Iterator[str]:
    heading = f"[[{name}]]" if is_several(field) else f"[{name}]"
    entries = written if isinstance(written, tuple) else (written,)
    for number, entry in enumerate(entries):
        yield f"\n{heading}" if number else heading
        yield from _table(model, entry)
    if not entries:
        yield f"# {heading}"
        yield from (
            f"# {option} = {_toml(_example(inner))}" for option, inner in model.model_fields.items()
        )


def _example(field: FieldInfo) -> object:
    if field.examples and (field.is_required() or not field.default):
        return field.examples[0]
    return field.default


def _toml(value: object) -> str:
    return tomlkit.item(list(value) if isinstance(value, tuple) else value).as_string()


def _section(model: type[BaseModel], heading: str = "") -> Iterator[str]:
    if heading:
        yield f"\n### `{heading}`\n\n{model.__doc__}\n"
    yield "| option | takes | default | what it says |\n|---|---|---|---|"
    schemas = model.model_json_schema()["properties"]
    for name, field in model.model_fields.items():
        if not part(field):
            takes, default = _takes(schemas[name]), _default(field)
            yield f"| `{name}` | {takes} | {default} | {field.description} |"
    for name, field in model.model_fields.items():
        if inner := part(field):
            yield from _section(inner, f"[[{name}]]" if is_several(field) else f"[{name}]")


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "must be written"
    return f"`{_toml(field.default)}`" if field.default not in {None, "", ()} else ""


def _takes(schema: Mapping[str, Any]) -> str:
    """Say in plain words what a JSON schema of pydantic's lets through."""
    match schema:
        case {"enum": choices}:
            return ", ".join(f"`{choice}`" for choice in choices)
        case {"anyOf": kinds}:
            return " or ".join(_takes(kind) for kind in kinds if kind != {"type": "null"})
        case {"type": "array", "items": entry}:
            return f"list of: {_takes(entry)}"
        case {"type": "integer", "minimum": least}:
            most = schema.get("maximum")
            return f"whole number, {least} to {most}" if most else f"whole number from {least}"
    return _PLAIN[schema.get("format") or schema.get("type", "$ref")]
