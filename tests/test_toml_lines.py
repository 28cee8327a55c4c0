from __future__ import annotations

import tomllib
from typing import Any

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from podcast.toml_lines import Place, lines_of

WRITTEN = '''\
# line 1
title = "a # b" # a remark with = and [brackets]

"quoted.key" = 1
a.b . 'c d' = 2
text = """
title = "no key"
[no.table]
""""
list = [
  "one", # ] "
  [ 2,
    3 ],
  { x = 1, y.z = [4] },
]
when = 2026-05-04 12:30:00.5+02:00

[credits]
photo = ''
[[people]]
name = "A"

[[people]]   # the second
  role = "x"
  [people.home]
  town = "K"
  [[people.homes]]
  town = "L"
  [[people.homes]]
  town = "M"
[[people]]
name = \'\'\'
'' \'\'\'
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("title",), 2),
        (("quoted.key",), 4),
        (("a",), 5),
        (("a", "b", "c d"), 5),
        (("text",), 6),
        (("list",), 10),
        (("list", 0), 11),
        (("list", 1), 12),
        (("list", 1, 1), 13),
        (("list", 2, "y", "z", 0), 14),
        (("when",), 16),
        (("credits",), 18),
        (("credits", "photo"), 19),
        (("people",), 20),
        (("people", 0, "name"), 21),
        (("people", 1), 23),
        (("people", 1, "role"), 24),
        (("people", 1, "home", "town"), 26),
        (("people", 1, "homes", 0, "town"), 28),
        (("people", 1, "homes", 1), 29),
        (("people", 1, "homes", 1, "town"), 30),
        (("people", 2, "name"), 32),
    ],
)
def test_every_key_has_the_line_on_which_it_is_written(place: Place, line: int) -> None:
    assert lines_of(WRITTEN)[place] == line


def test_the_text_of_this_test_is_valid() -> None:
    assert tomllib.loads(WRITTEN)["people"][1]["homes"][1]["town"] == "M"


def places(value: object, place: Place = ()) -> set[Place]:
    if isinstance(value, dict):
        inner = [places(entry, (*place, name)) for name, entry in value.items()]
    elif isinstance(value, list):
        inner = [places(entry, (*place, number)) for number, entry in enumerate(value)]
    else:
        inner = []
    return {place}.union(*inner)


signs = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.recursive(
    st.one_of(
        signs,
        st.booleans(),
        st.integers(-(2**40), 2**40),
        st.floats(allow_nan=False),
        st.dates(),
        st.datetimes(),
        st.sampled_from(['"""', "'''", "\\", '\\"', "a\nb", "]", "#", "[[x]]", "="]),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(signs, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(signs, values, max_size=5))
def test_no_place_of_any_document_is_missed_or_invented(document: dict[str, Any]) -> None:
    text = tomlkit.dumps(document)
    assert {(), *lines_of(text)} == places(tomllib.loads(text))


@given(st.lists(st.tuples(signs, values), min_size=1, max_size=6, unique_by=lambda pair: pair[0]))
def test_each_of_several_settings_has_its_own_line(pairs: list[tuple[str, Any]]) -> None:
    lines: list[str] = []
    expected: dict[Place, int] = {}
    for name, value in pairs:
        expected[name,] = sum(line.count("\n") + 1 for line in lines) + 1
        lines.append(f"{tomlkit.key([name]).as_string()} = {_inline(value)}")
    found = lines_of("\n".join(lines))
    assert {place: found[place] for place in expected} == expected


def _inline(value: object) -> str:
    if isinstance(value, dict):
        pairs = (f"{tomlkit.key([name]).as_string()} = {_inline(v)}" for name, v in value.items())
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        return "[" + ",".join(f"\n  {_inline(entry)} # , ]" for entry in value) + "\n]"
    if isinstance(value, str) and "\n" in value:
        return tomlkit.string(value, multiline=True).as_string()
    return str(tomlkit.item(value).as_string())
