from __future__ import annotations

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.episode import Episode, Person
from podcast.reference import commented
from podcast.settings_edit import with_entry, with_person, with_setting, without_flag

NEW = commented(Episode(title="Tillit", published=date(2026, 5, 4)))

VALUES = st.one_of(
    st.integers(-5, 5).map(str),
    st.sampled_from(['"text"', "'[x]'", "true", "2026-05-04", "[\n  1,\n  2, # two\n]"]),
    st.just('"""\n# speakers = 1\n[people]\n"""'),
)
LINES = st.one_of(
    st.sampled_from(["", "# a comment", '# speakers = "2..5"', "  # [x]"]),
    st.tuples(st.sampled_from("abcdefgh"), VALUES).map(" = ".join),
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A valid TOML text as people may have written it."""
    top = draw(st.lists(LINES, max_size=8, unique_by=lambda line: line.partition(" =")[0]))
    tables = [
        [f"[[{draw(st.sampled_from(['people', 'photos']))}]]", f'name = "{index}"', *comments]
        for index, comments in enumerate(
            draw(st.lists(st.lists(st.just("# speakers = 9"), max_size=1), max_size=3))
        )
    ]
    text = "\n".join([*top, *(line for table in tables for line in table)])
    end = draw(st.sampled_from(["\n", "\r\n"]))
    return (text + draw(st.sampled_from(["", "\n"]))).replace("\n", end)


@given(texts(), st.one_of(st.integers(1, 20), st.just("2..5")))
def test_one_line_comes_and_everything_else_stays_to_the_letter(text: str, value: int | str):
    edited = with_setting(text, "speakers", value)
    assert tomllib.loads(edited) == tomllib.loads(text) | {"speakers": value}
    end = "\r\n" if "\r\n" in text else "\n"
    written = f"speakers = {value}" if isinstance(value, int) else f'speakers = "{value}"'
    line = f"{written}{end}"
    places = (at for at in range(len(edited)) if edited.startswith(line, at))
    assert {text, text + end} & {edited[:at] + edited[at + len(line) :] for at in places}


@given(texts(), st.integers(1, 9), st.sampled_from(["4..9", 5]))
def test_a_value_that_stands_is_replaced_in_its_place(text: str, first: int, then: int | str):
    once = with_setting(text, "speakers", first)
    twice = with_setting(once, "speakers", then)
    assert twice == with_setting(text, "speakers", then)


def test_a_new_setting_stands_below_its_example():
    lines = with_setting(NEW, "speakers", 3).splitlines()
    assert lines[lines.index("speakers = 3") - 1] == '# speakers = "2..5"'
    assert [line for line in lines if line != "speakers = 3"] == NEW.splitlines()


def test_a_new_setting_stands_above_the_comment_of_the_first_table():
    text = 'title = "T"\n\n# Who takes part\n[[people]]\nname = "K"\n'
    expected = 'title = "T"\nspeakers = 3\n\n# Who takes part\n[[people]]\nname = "K"\n'
    assert with_setting(text, "speakers", 3) == expected


def test_the_comment_beside_a_value_stays():
    assert with_setting("speakers = 2 # guests too\n", "speakers", "2..5") == (
        'speakers = "2..5" # guests too\n'
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '[[people]]\nname = "Lena Holm" # hon\nremember = true\nrole = "chef"\n',
            '[[people]]\nname = "Lena Holm" # hon\nrole = "chef"\n',
        ),
        (
            '[[people]]\r\nremember = true # ja\r\nname = "Lena Holm"\r\n',
            '[[people]]\r\nname = "Lena Holm"\r\n',
        ),
        (
            '[[people]]\nname = "Per Lind"\nremember = true\n',
            '[[people]]\nname = "Per Lind"\nremember = true\n',
        ),
        ('title = "T"\n', 'title = "T"\n'),
    ],
)
def test_a_flag_is_taken_out_under_one_name_only(text: str, expected: str):
    assert without_flag(text, "people", "Lena Holm", "remember") == expected


def test_a_flag_is_taken_out_of_people_written_in_one_line():
    text = (
        'people = [{name = "Lena Holm", remember = true}, {name = "Per Lind", remember = true}]\n'
    )
    left = tomllib.loads(without_flag(text, "people", "Lena Holm", "remember"))["people"]
    assert left == [{"name": "Lena Holm"}, {"name": "Per Lind", "remember": True}]


@given(st.lists(st.sampled_from(["Lena Holm", "Per Lind"]), max_size=5), st.booleans())
def test_only_the_flags_of_the_name_go(names: list[str], flag: bool):  # noqa: FBT001 - drawn
    people = tuple(Person(name=name, remember=flag) for name in names)
    text = commented(Episode(title="T", published=date(2026, 5, 4), people=people))
    left = tomllib.loads(without_flag(text, "people", "Lena Holm", "remember")).get("people", [])
    assert [person["name"] for person in left] == names
    assert ["remember" in person for person in left] == [name != "Lena Holm" for name in names]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '[[people]]\nname = "Lena Holm" # hon\nrole = "chef"\n\n[credits]\nphoto = "P"\n',
            (
                '[[people]]\nname = "Lena Holm" # hon\nrole = "chef"\nheard_at = ["1:31"]\n'
                '\n[credits]\nphoto = "P"\n'
            ),
        ),
        (
            '[[people]]\nheard_at = ["0:05"] # ]\nname = "Lena Holm"',
            '[[people]]\nheard_at = ["0:05", "1:31"] # ]\nname = "Lena Holm"',
        ),
        (
            (
                '[[people]]\nname = "Per Lind"\nheard_at = ["0:05"]\n'
                '[[people]]\nname = "Lena Holm"\nheard_at = [\n  "0:05", # ett\n]\n'
            ),
            (
                '[[people]]\nname = "Per Lind"\nheard_at = ["0:05"]\n'
                '[[people]]\nname = "Lena Holm"\nheard_at = [\n  "0:05", # ett\n  "1:31",\n]\n'
            ),
        ),
        (
            '[[people]]\nname = "Lena Holm"\nheard_at = []\n',
            '[[people]]\nname = "Lena Holm"\nheard_at = ["1:31"]\n',
        ),
        (
            'people = [{name = "Per Lind"}, {name = "Lena Holm"}]\n',
            'people = [{name = "Per Lind"}, {name = "Lena Holm", heard_at = ["1:31"]}]\n',
        ),
        (
            '[[people]]\nname = "Lena Holm"\nheard_at = ["1:31"]\n',
            '[[people]]\nname = "Lena Holm"\nheard_at = ["1:31"]\n',
        ),
        (
            '[[people]]\nname = "Per Lind"\n\n[credits]\nphoto = "P"\n',
            (
                '[[people]]\nname = "Per Lind"\n\n[[people]]\nname = "Lena Holm"\n'
                'heard_at = ["1:31"]\n\n[credits]\nphoto = "P"\n'
            ),
        ),
        (
            'title = "T"\r\n',
            'title = "T"\r\n\r\n[[people]]\r\nname = "Lena Holm"\r\nheard_at = ["1:31"]\r\n',
        ),
        (
            'people = [{name = "Per Lind"}]\n',
            'people = [{name = "Per Lind"}, {name = "Lena Holm", heard_at = ["1:31"]}]\n',
        ),
        (
            '[[people]]\nname = "Lena Holm"\nrole = """\nx"""\n[credits]\n',
            '[[people]]\nname = "Lena Holm"\nrole = """\nx"""\nheard_at = ["1:31"]\n[credits]\n',
        ),
        ("people = []\n", 'people = [{name = "Lena Holm", heard_at = ["1:31"]}]\n'),
    ],
)
def test_a_moment_is_written_under_a_name(text: str, expected: str):
    assert with_person(text, "Lena Holm", "1:31") == expected


def test_a_role_is_written_where_there_is_none_or_in_its_place():
    text = '[[people]]\nname = "Lena Holm"\nheard_at = ["1:31"]\n'
    once = with_person(text, "Lena Holm", "1:31", "chef")
    assert once == text + 'role = "chef"\n'
    assert with_person(once, "Lena Holm", "1:31", "kurator") == text + 'role = "kurator"\n'


def test_people_written_in_an_unusual_way_are_left_alone():
    with pytest.raises(ValueError, match="change it by hand"):
        with_person('[[people]]\nname = "Per Lind"\n"ro\\u006ce" = "x"\n', "Per Lind", "1:31", "y")


@given(
    st.lists(st.sampled_from(["Karin Ek", "Lena Holm", "Per Lind"]), max_size=3, unique=True),
    st.lists(
        st.tuples(
            st.sampled_from(["Lena Holm", "Per Lind", "Åsa “Å” Ö"]),
            st.sampled_from(["0:05", "1:31", "1:02:03"]),
            st.sampled_from(["", "chef", 'chef "på" \\ [[x]]']),
        ),
        max_size=4,
    ),
    texts(),
)
def test_whoever_is_named_the_file_says_just_that_besides(
    names: list[str], given_: list[tuple[str, str, str]], more: str
):
    top = more.partition("[[")[0].replace("\r\n", "\n").rstrip("\n") + "\n"
    text = top + "".join(f'\n# one\n[[people]]\nname = "{name}" # {name}\n' for name in names)
    for name, moment, role in given_:
        before = tomllib.loads(text).get("people", [])
        lines = text.splitlines()
        text = with_person(text, name, moment, role)
        people = {one["name"]: one for one in tomllib.loads(text)["people"]}
        assert moment in people[name]["heard_at"]
        assert not role or people[name]["role"] == role
        assert [one["name"] for one in before] == list(people)[: len(before)]
        assert all(people[one["name"]] == one for one in before if one["name"] != name)
        kept = [line for line in lines if not line.startswith(("heard_at", "role"))]
        left = iter(text.splitlines())
        assert all(line in left for line in kept)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('title = "a"\n', 'title = "a"\nglossary = ["x => y"]\n'),
        ('# glossary = []\ntitle = "a"\n', '# glossary = []\nglossary = ["x => y"]\ntitle = "a"\n'),
        ("glossary = [] # none\n", 'glossary = ["x => y"] # none\n'),
        ('glossary = ["a", "b"]\n', 'glossary = ["a", "b", "x => y"]\n'),
        (
            'title = "b"\nglossary = [\n  "a",\n  \'b\', # last\n]\n',
            'title = "b"\nglossary = [\n  "a",\n  \'b\', # last\n  "x => y",\n]\n',
        ),
        ('glossary = ["x => y", "a"]\n', 'glossary = ["x => y", "a"]\n'),
    ],
)
def test_an_entry_comes_last_in_its_list(before: str, after: str):
    assert with_entry(before, "glossary", "x => y") == after
