"""What docs/templates.md promises to those who write templates is what templates get."""

from __future__ import annotations

import runpy
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, get_args

import pytest
from jinja2 import Environment, meta, nodes
from pydantic import BaseModel

from podcast.former import Moved, Upcoming, Withdrawn
from podcast.site_files import site_files
from podcast.templates import environment
from podcast.views import Page, Site
from tests.editions import SURE, demo_edition, demo_show
from tests.kinds import KINDS, edition
from tests.shared import ROOT
from tests.test_site_files import many

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

TOOL = runpy.run_path(str(ROOT / "tools" / "write_template_reference.py"))
TEMPLATES = ROOT / "templates"
OURS = environment("sv")
NAMES = sorted(file.name for file in TEMPLATES.iterdir() if file.is_file())
# They hold macros or what others share, and are no page.
SHARED = {"base.html", "lists.html", "honesty.html"}
# What Jinja and Python have: of a loop, a mapping and a moment.
BY_THEMSELVES = {"first", "last", "previtem", "values", "date"}
DAY = datetime(2026, 5, 3, tzinfo=UTC)


def promised() -> Mapping[str, set[str]]:
    """What may stand after a dot, by the name of the type before it."""
    known = {kind.__name__: {one.bare for one in told} for kind, told in TOOL["promised"]().items()}
    for kind in TOOL["promised"]():
        if issubclass(kind, BaseModel):
            known[kind.__name__] |= set(kind.model_fields)
    return known


def parsed(name: str) -> nodes.Template:
    return OURS.parse((TEMPLATES / name).read_text("utf-8"))


def every_page(own: Path | None = None, **show: object) -> None:
    """Make a site that has something of everything."""
    told = {"is_public_body": True, "email": "podd@kommun.example", "shortcomings": ["Kartan."]}
    season = demo_edition(season=1, number=2, links=[{"title": "Mer", "address": "https://a.se"}])
    made = site_files(
        demo_show(accessibility=told, email="podd@kommun.example", copyright="x", **show),
        [replace(season, honesty=SURE), *map(edition, KINDS), *many(40)],
        withdrawn=[Withdrawn("bort", "Borttaget", DAY)],
        moved=[Moved("dit", "tillit", "Flyttat")],
        upcoming=(Upcoming("Nästa", DAY),),
        own=own,
    )
    assert len(list(made)) > 40


def test_the_reference_in_the_docs_is_up_to_date() -> None:
    assert (ROOT / "docs" / "templates.md").read_text("utf-8") == TOOL["page"](), (
        "run python tools/write_template_reference.py"
    )


def test_every_template_is_told() -> None:
    assert set(NAMES) == SHARED | {kind.template for kind in get_args(Page)}
    page = (ROOT / "docs" / "templates.md").read_text("utf-8")
    assert all(f"`{name}`" in page for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_templates_are_given_nothing_but_site_and_page(name: str) -> None:
    tree = parsed(name)
    made = {macro.name for macro in tree.find_all(nodes.Macro)}
    made |= {imported.target for imported in tree.find_all(nodes.Import)}
    made |= {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    assert meta.find_undeclared_variables(tree) - made <= {"site", "page", "caller"}


def test_whatever_our_templates_use_is_promised() -> None:
    macros = {macro.name for name in NAMES for macro in parsed(name).find_all(nodes.Macro)}
    known = set[str]().union(*promised().values())
    assert TOOL["used_names"]() - macros - BY_THEMSELVES <= known


def test_what_templates_ask_of_each_type_is_promised_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: defaultdict[str, set[str]] = defaultdict(set)
    look_up = Environment.getattr

    def record(self: Environment, asked_of: Any, name: str) -> Any:
        if type(asked_of).__module__.startswith("podcast."):
            asked[type(asked_of).__name__].add(name)
        return look_up(self, asked_of, name)

    monkeypatch.setattr(Environment, "getattr", record)
    every_page()
    every_page(language="en", author="Förbundet")
    known = promised()
    assert {"Site", "Passage", "Honesty", "Series", "Upcoming", "Wording"} <= set(asked)
    assert {kind.__name__ for kind in get_args(Page)} - {"MissingPage", "FeedStyle"} <= set(asked)
    for kind, names in asked.items():
        assert names <= known[kind], kind


def test_all_that_is_promised_of_site_and_page_is_there(tmp_path: Path) -> None:
    told = TOOL["promised"]()
    for kind in get_args(Page):
        names = [("site", one.bare) for one in told[Site]]
        names += [("page", one.bare) for one in told[kind]]
        lines = "".join(f"{{{{ {of}.{name} is defined or lost }}}}\n" for of, name in names)
        (tmp_path / kind.template).write_text(lines, encoding="utf-8")
    every_page(tmp_path)


def test_each_type_has_what_is_promised_of_it() -> None:
    for kind, told in TOOL["promised"]().items():
        fields = set(getattr(kind, "__dataclass_fields__", ()))
        for one in told:
            assert one.bare in fields or hasattr(kind, one.bare), (kind, one.name)
            assert one.meaning


def blocks_of(name: str) -> Iterator[str]:
    return (block.name for block in parsed(name).find_all(nodes.Block))


@pytest.mark.parametrize("name", NAMES)
def test_every_block_that_can_be_replaced_is_told(name: str) -> None:
    told = set(TOOL["blocks"]("base.html")) | set(TOOL["blocks"](name))
    assert set(blocks_of(name)) <= told
