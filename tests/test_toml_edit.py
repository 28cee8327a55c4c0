from __future__ import annotations

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.toml_edit import with_item, with_table, with_value, without_table

PEOPLE = """\
# Who is it about?
title = "Tillit" # never the number

# Who takes part, in the order of the cast
[[people]]
name = "Karin Ek" # asks
role = 'moderator'

[[people]]
name = "Per Lind"
heard_at = [
  "0:05", # at once
]

# Who wrote it
[credits]
photo = "Lena Holm"
"""


@pytest.mark.parametrize(
    ("place", "value", "before", "after"),
    [
        (("title",), "Mod", 'title = "Tillit" #', 'title = "Mod" #'),
        (("people", 0, "role"), "värd", "role = 'moderator'", 'role = "värd"'),
        (
            ("people", 1, "role"),
            "ordförande",
            '  "0:05", # at once\n]\n',
            '  "0:05", # at once\n]\nrole = "ordförande"\n',
        ),
        (("credits", "photo"), "Per", 'photo = "Lena Holm"', 'photo = "Per"'),
        (
            ("credits", "documentation"),
            "Per",
            'photo = "Lena Holm"\n',
            'photo = "Lena Holm"\ndocumentation = "Per"\n',
        ),
        (("people", 0, "role"), None, "role = 'moderator'\n", ""),
        (("credits", "photo"), None, 'photo = "Lena Holm"\n', ""),
        (("people", 1, "heard_at"), None, 'heard_at = [\n  "0:05", # at once\n]\n', ""),
        (
            ("published",),
            date(2026, 5, 4),
            "the number\n",
            "the number\npublished = 2026-05-04\n",
        ),
    ],
)
def test_one_value_changes_and_all_else_stays_to_the_letter(place, value, before, after):
    assert with_value(PEOPLE, place, value) == PEOPLE.replace(before, after, 1)


def test_a_table_that_is_not_there_is_opened_at_the_end():
    assert with_value('title = "T"\n', ("credits", "photo"), "P") == (
        'title = "T"\n\n[credits]\nphoto = "P"\n'
    )


def test_text_of_several_lines_keeps_them_and_can_be_changed_again():
    once = with_value(PEOPLE, ("description",), "Ett.\n\nTvå [x] = 3.")
    assert '"""Ett.\n\nTvå [x] = 3."""' in once
    assert with_value(once, ("description",), None) == PEOPLE


def test_what_is_the_same_already_is_not_touched():
    assert with_value(PEOPLE, ("title",), "Tillit") == PEOPLE
    assert with_item(PEOPLE, ("people", 1, "heard_at"), "0:05") == PEOPLE
    assert with_value(PEOPLE, ("place",), None) == PEOPLE


def test_a_number_is_not_taken_for_a_flag_of_the_same_worth():
    assert with_value("explicit = true\n", ("explicit",), 1) == "explicit = 1\n"


def test_an_item_comes_below_the_last_with_a_line_of_its_own():
    assert with_item(PEOPLE, ("people", 1, "heard_at"), "1:31") == PEOPLE.replace(
        '  "0:05", # at once\n', '  "0:05", # at once\n  "1:31",\n'
    )


def test_a_table_goes_with_its_lines_and_leaves_the_comments_of_others():
    assert without_table(PEOPLE, "people", 1) == PEOPLE.replace(
        '\n[[people]]\nname = "Per Lind"\nheard_at = [\n  "0:05", # at once\n]\n', ""
    )
    only = without_table(without_table(PEOPLE, "people", 0), "people", 0)
    assert "people" not in tomllib.loads(only)
    assert "# Who wrote it" in only


def test_a_table_in_one_line_goes_with_its_comma():
    text = 'chapters = [{at = "0:10", title = "A"}, {at = "1:00", title = "B"}]\n'
    assert without_table(text, "chapters", 0) == 'chapters = [{at = "1:00", title = "B"}]\n'
    assert without_table(text, "chapters", 1) == 'chapters = [{at = "0:10", title = "A"}]\n'


def test_what_is_written_in_an_unusual_way_is_left_to_people():
    with pytest.raises(ValueError, match=r"“title” is written in an unusual way"):
        with_value('"\\u0074itle" = "T"\n', ("title",), "S")


@given(st.text(max_size=30), st.sampled_from(["title", "place"]))
def test_any_text_is_read_back_as_it_was_meant(value: str, name: str):
    edited = with_value(PEOPLE, (name,), value)
    assert tomllib.loads(edited) == {**tomllib.loads(PEOPLE), name: value}
    assert tomllib.loads(with_table(PEOPLE, "chapters", {"at": "0:10", "title": value}))[
        "chapters"
    ] == [{"at": "0:10", "title": value}]
