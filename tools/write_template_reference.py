"""Write docs/templates.md from the types that templates are given; run it after changing one."""

from __future__ import annotations

import collections.abc
import inspect
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

from jinja2 import nodes
from markupsafe import Markup
from pydantic import BaseModel

from podcast.template_filters import TESTS, Filters
from podcast.templates import environment, shipped_templates
from podcast.views import Page, Site
from podcast.workspace import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "templates.md"
TEMPLATES = shipped_templates(ROOT / "podcast")

GIVEN: tuple[type, ...] = (Site, *get_args(Page))

_PAGE = (Path(__file__).parent / "templates_page.md").read_text("utf-8")
_PLAIN: Mapping[object, str] = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "true or false",
    date: "date",
    datetime: "date and time",
    Markup: "safe HTML",
    Path: "path",
    ZoneInfo: "time zone",
    type(None): "nothing",
}
# More choices than these are not read in a table.
_FEW = 6
_ATTRIBUTE = re.compile(r" {4}(\w+): (.*)")
_BLOCK = re.compile(r"\{% block (\w+) -?%\}\s*\{#-? (.*?) -?#\}", re.DOTALL)


@dataclass(frozen=True)
class Attribute:
    """What stands after a dot in a template.

    Attributes:
        name: as written; a method has what it takes in brackets.
        kind: its type.
        meaning: a sentence.
    """

    name: str
    kind: Any
    meaning: str

    @property
    def bare(self) -> str:
        """The name without what a method takes."""
        return self.name.partition("(")[0]


def promised() -> Mapping[type, tuple[Attribute, ...]]:
    """Return each type that templates are given or led to, with what is promised of it.

    Of `site` and `page` that is all that their docstrings tell; of what they lead to, as much as
    our own templates use. What people write in settings is promised as settings.
    """
    used = used_names()
    found: dict[type, tuple[Attribute, ...]] = {}
    waiting = list(GIVEN)
    while waiting:
        kind = waiting.pop(0)
        if kind in found:
            continue
        told = (one for one in _attributes(kind) if kind in GIVEN or one.bare in used)
        found[kind] = tuple(told)
        waiting += [inner for one in found[kind] for inner in _kinds(one.kind)]
        if issubclass(kind, BaseModel):
            hints = get_type_hints(kind, _names(kind))
            waiting += [
                one for name in kind.model_fields if name in used for one in _kinds(hints[name])
            ]
    return found


def used_names() -> frozenset[str]:
    """Return what stands after a dot anywhere in our templates."""
    made = environment("sv")
    found = set()
    for name in made.list_templates(filter_func=lambda name: "/" not in name):
        tree = made.parse((TEMPLATES / name).read_text("utf-8"))
        found |= {node.attr for node in tree.find_all(nodes.Getattr)}
        found |= {
            str(option.value.as_const())
            for node in tree.find_all(nodes.Filter)
            for option in node.kwargs
            if option.key == "attribute"
        }
    return frozenset(found)


def blocks(template: str) -> Mapping[str, str]:
    """Return the blocks of one of our templates that a show may replace, with what each holds."""
    source = (TEMPLATES / template).read_text("utf-8")
    return {name: " ".join(told.split()) for name, told in _BLOCK.findall(source)}


def page() -> str:
    """Return the page as it should be."""
    known = promised()
    return _PAGE.format(
        site=_table(known[Site]),
        blocks=_block_table("base.html"),
        pages="\n".join(_page_section(kind, known[kind]) for kind in get_args(Page)),
        types="\n".join(
            _type_section(kind, known[kind])
            for kind in sorted(set(known) - set(GIVEN), key=lambda kind: kind.__name__)
        ),
        filters="\n".join(
            f"| `{name}` | {_first(made.__doc__)} |"
            for name, made in vars(Filters).items()
            if not name.startswith("_")
        ),
        tests=", ".join(f"`{name}` ({_linked(kind)})" for name, kind in TESTS.items()),
    )


def _attributes(kind: type) -> Iterator[Attribute]:
    """Yield all that the docstrings of a type tell, in the order of its source."""
    hints = get_type_hints(kind, _names(kind))
    for name, meaning in _told(kind).items():
        yield Attribute(name, hints[name], meaning)
    for name, value in vars(kind).items():
        made = value.fget if isinstance(value, property) else value
        if not name.startswith("_") and inspect.isfunction(made) and made.__doc__:
            shown = name if isinstance(value, property) else _call(name, made)
            # What it takes may have names that only a type checker knows.
            given = SimpleNamespace(__annotations__={"return": made.__annotations__["return"]})
            hint = get_type_hints(given, _names(kind))["return"]
            yield Attribute(shown, hint, _first(made.__doc__))


def _names(kind: object) -> dict[str, Any]:
    """What a type may mean by the names in it, also by those that only a type checker imports."""
    modules = [module for name, module in sys.modules.items() if name.startswith("podcast.")]
    types = {
        name: value
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, type)
    }
    return vars(collections.abc) | types | vars(sys.modules[str(kind.__module__)])


def _told(kind: type) -> Mapping[str, str]:
    """The attributes in the docstring of a type, each with its sentence."""
    told: dict[str, str] = {}
    name = ""
    for line in (inspect.getdoc(kind) or "").partition("Attributes:")[2].splitlines():
        if found := _ATTRIBUTE.match(line):
            name = found[1]
            told[name] = found[2]
        elif name and line.strip():
            told[name] += f" {line.strip()}"
    return told


def _call(name: str, made: Callable[..., object]) -> str:
    return f"{name}({', '.join(list(inspect.signature(made).parameters)[1:])})"


def _first(docstring: str | None) -> str:
    return " ".join((docstring or "").partition("\n\n")[0].split())


def _kinds(kind: object) -> Iterator[type]:
    """The types of ours that a type speaks of."""
    if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, BaseModel)):
        yield kind
    for inner in get_args(kind):
        yield from _kinds(inner)


def _linked(kind: object) -> str:
    """Say in plain words what a type is; those of ours lead to where they are told."""
    origin, inner = get_origin(kind), [one for one in get_args(kind) if one is not Ellipsis]
    if origin in {Union, UnionType}:
        said = " or ".join(dict.fromkeys(map(_linked, inner)))
    elif origin is Literal:
        said = ", ".join(f"`{choice}`" for choice in inner) if len(inner) <= _FEW else "text"
    elif origin is Mapping:
        said = f"{_linked(inner[1])} by {_linked(inner[0])}"
    elif origin is tuple and Ellipsis not in get_args(kind):
        said = f"({', '.join(map(_linked, inner))})"
    elif inner:
        said = f"list of {_linked(inner[0])}"
    else:
        said = _PLAIN.get(kind) or _link(kind)
    return said


def _link(kind: object) -> str:
    name = getattr(kind, "__name__", "")
    return f"[{name}](#{name.lower()})"


def _table(told: tuple[Attribute, ...]) -> str:
    rows = [f"| `{one.name}` | {_linked(one.kind)} | {_sentence(one.meaning)} |" for one in told]
    return "\n".join(["| attribute | type | what it is |", "|---|---|---|", *rows])


def _block_table(template: str) -> str:
    rows = [f"| `{name}` | {_sentence(told)} |" for name, told in blocks(template).items()]
    return "\n".join(["| block | what it holds |", "|---|---|", *rows]) if rows else ""


def _template(kind: type) -> str:
    return str(getattr(kind, "template"))  # noqa: B009 - a page's type has one


def _page_section(kind: type, told: tuple[Attribute, ...]) -> str:
    template = _template(kind)
    parts = [f"### `{template}`", _first(kind.__doc__)]
    if told:
        parts.append(_table(told))
    if own := _block_table(template):
        parts.append(own)
    return "\n\n".join(parts) + "\n"


def _type_section(kind: type, told: tuple[Attribute, ...]) -> str:
    parts = [f"### {kind.__name__}", _first(kind.__doc__)]
    if issubclass(kind, BaseModel):
        parts.append("All that people write of it: see [settings.md](settings.md).")
    if told:
        parts.append(_table(told))
    return "\n\n".join(parts) + "\n"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:].rstrip('.')}".replace("|", "\\|")


if __name__ == "__main__":
    print(PAGE if write(PAGE, page()) else f"{PAGE} was up to date")
