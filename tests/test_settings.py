from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.episode import Episode
from podcast.errors import SettingsError
from podcast.settings import parse
from podcast.show import Show

if TYPE_CHECKING:
    from pydantic import BaseModel

FILE = Path("episodes", "show.toml")


def faults(content: str | bytes, model: type[BaseModel] = Show) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        parse(content, model, FILE)
    assert all(line.startswith(f"{FILE}: ") for line in str(caught.value).splitlines())
    return list(caught.value.faults)


def episode_faults(written: str) -> list[str]:
    return faults(f'title = "x"\npublished = 2026-05-04\n{written}', Episode)


def test_a_file_is_read_with_its_defaults() -> None:
    show = parse('title = "Panelpodden"\nbeam_size = 3', Show, FILE)
    assert (show.title, show.beam_size, show.language) == ("Panelpodden", 3, "sv")


def test_all_faults_of_a_file_are_told_at_once_in_the_order_of_its_lines() -> None:
    written = 'titel = "x"\n\nkind = "panl"\nbeam_size = 20\nexplicit = "ja"\n'
    assert faults(written) == [
        "line 1: “titel” is not a setting; did you mean “title”?",
        "line 3: “kind” cannot be “panl”; did you mean “panel”?",
        "line 4: “beam_size” cannot be 20; the most is 10.",
        "line 5: “explicit” cannot be “ja”; write true or false, without quotation marks.",
    ]


def test_each_line_of_the_message_names_the_file() -> None:
    with pytest.raises(SettingsError) as caught:
        parse("a = 1\nb = 2\ntitle = 'x'", Show, FILE)
    assert str(caught.value).count(f"{FILE}: line ") == 2


def test_a_misspelt_name_is_not_told_a_second_time_as_missing() -> None:
    assert len(faults('Title = "x"')) == 1


def test_a_missing_setting_is_told_with_an_example() -> None:
    assert faults("") == ['“title” is missing; write it, such as title = "Panelpodden".']
    assert faults("title = 'x'", Episode) == [
        "“published” is missing; write it, such as published = 2026-05-04."
    ]


def test_a_name_like_no_other_is_answered_with_all_that_there_are() -> None:
    [fault] = faults('title = "x"\nqqq = 1')
    assert fault.startswith("line 2: “qqq” is not a setting; choose one of title, description, ")


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("kind = 'film'", "“kind” cannot be “film”; choose one of panel, podcast, interview."),
        ("category = 'goverment'", "“category” cannot be “goverment”; did you mean “Government”?"),
        (
            "category = 'News'\nsubcategory = 'Polics'",
            "“subcategory” cannot be “Polics”; did you mean “Politics”?",
        ),
        (
            "subcategory = 'Politics'",
            "“subcategory” cannot be “Politics”; leave it out.",
        ),
        (
            "timezone = 'Stockholm'",
            "“timezone” cannot be “Stockholm”; did you mean “Europe/Stockholm”?",
        ),
        (
            "timezone = '../../etc/passwd'",
            "“timezone” cannot be “../../etc/passwd”; leave it out to have the default.",
        ),
        ("beam_size = 2.5", "“beam_size” cannot be 2.5; write a whole number, without quotation"),
        ("glossary = 'IVO'", "“glossary” cannot be “IVO”; write a list, such as"),
        ("glossary = ['IVO', 3]", "“glossary” cannot be 3; write text, between quotation marks."),
        ("author = 2026-05-04", "“author” cannot be 2026-05-04; write text, between quotation"),
        ("model = ['auto']", "“model” cannot be a list; write text, between quotation marks."),
        ("address = 'podd.se'", "“address” cannot be “podd.se”; write the whole address of a"),
        ("email = 'redaktionen'", "“email” cannot be “redaktionen”; write a mail address"),
    ],
)
def test_a_wrong_value_is_told_with_what_would_be_right(written: str, fault: str) -> None:
    [told] = faults(f"title = 'x'\n{written}")
    line = 1 + len(written.splitlines())
    assert told.startswith(f"line {line}: {fault}")


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("slug = 'Tillit i vården'", "line 3: “slug” cannot be “Tillit i vården”; use only a–z"),
        ("slug = 'con'", "line 3: “slug” cannot be “con”; that name is kept"),
        ("number = 0", "line 3: “number” cannot be 0; the least is 1."),
        ("speakers = '5..2'", "line 3: “speakers” cannot be “5..2”; the lower bound comes first"),
        ("speakers = true", "line 3: “speakers” cannot be true; write a number such as 3"),
        ("reviewed = 20260504", "line 3: “reviewed” cannot be 20260504; write a date such as"),
        ("credits = 'x'", "line 3: “credits” cannot be “x”; write it as a part of its own, with"),
        ("people = ['Karin Ek']", "line 3: “people” cannot be “Karin Ek”; write it as a part of"),
        ("[credits]\nphotos = 'x'", "line 4: “photos” is not a setting of credits; did you mean"),
        ("credits.photos = 'x'", "line 3: “photos” is not a setting of credits; did you mean"),
        ("[[people]]\nrole = 'x'", "line 3: “name” is missing; write it, such as name = "),
        ("[[people]]\nname = ' '", "line 4: “name” is empty; write something there."),
        (
            "[[people]]\nname = 'a'\n[[people]]\nname = 'b'\nrool = 'x'",
            "line 7: “rool” is not a setting of people; did you mean “role”?",
        ),
        (
            "people = [\n  {name = 'a'},\n  {name = 'b', heard_at = ['0:05', '0:99']},\n]",
            "line 5: “heard_at” cannot be “0:99”; write a moment as 12:31 or 1:02:03.",
        ),
    ],
)
def test_faults_of_an_episode_are_told_with_the_line_inside_its_parts(
    written: str, fault: str
) -> None:
    [told] = episode_faults(written)
    assert told.startswith(fault)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("title = Tillit", "line 1, column 9: what stands after = must be text in quotation marks"),
        ("\ntitle = ”Tillit”", "line 2, column 9: text stands between straight quotation marks:"),
        (
            'title = "Tillit\n',
            "line 1, column 16: the quotation mark that ends the text is missing",
        ),
        ("title = 'x'\ntitle = 'y'", "line 2, column 12: this setting stands twice; keep one"),
        ("title", "line 1, column 6: there is no = after the name"),
        ("= 1", "line 1, column 1: this is not a setting; write it as name = value."),
        ("title = 'a' b", "line 1, column 13: there are two settings on the line, or a quotation"),
        (
            'title = "C:\\podd"',
            "line 1, column 14: a backslash in text must be written twice: \\\\.",
        ),
        ('title = "C:\\Users"', "line 1, column 14: a backslash in text must be written twice"),
        ("glossary = ['a'\n", "line 1, column 16: the list is not closed with ]"),
        ("published = 2026-02-30", "line 1, column 13: there is no such date; write it as 2026-05"),
        ("[credits\n", "line 1, column 9: the part's name must stand in brackets"),
        ("[a]\n[a]", "line 2, column 3: this part stands twice; keep one of them."),
        ("title = 'a\x01'", "line 1, column 11: there is an invisible control character; delete"),
        (f"a = {'[' * 9999}", "the brackets are nested too deep; close them."),
    ],
)
def test_what_is_no_toml_is_told_in_plain_words(written: str, fault: str) -> None:
    [told] = faults(written)
    assert told.startswith(fault)


def test_a_file_in_another_encoding_is_told_with_its_line() -> None:
    content = "# remark\ntitle = 'Å'".encode("latin-1")
    assert faults(content) == [
        "line 2: the text is not written in UTF-8; save the file again as UTF-8."
    ]


def test_a_byte_order_mark_and_line_ends_of_windows_are_read() -> None:
    assert parse(b"\xef\xbb\xbftitle = 'x'\r\nauthor = 'y'\r\n", Show, FILE).author == "y"


def test_a_name_with_a_line_break_cannot_pretend_to_be_another_message() -> None:
    [fault] = faults('title = "x"\n"a\\nb: all is well" = 1')
    assert fault.startswith("line 2: “a�b: all is well” is not a setting")


def test_a_very_long_value_is_shown_in_part() -> None:
    [fault] = faults(f'title = "x"\nkind = "{"p" * 999}"')
    assert len(fault) < 200


names = st.sampled_from([*Show.model_fields, *Episode.model_fields, "titel", "x y", "ö"])
written_values = st.sampled_from(
    "1 -1 2.5 nan true '' 'x' [] [1,'a'] [[]] {} {a=1} [{name=1}] '5..2' 2026-05-04 "
    "07:30:00 2026-05-04T07:30:00Z 999999999999999999999999999999".split()
)


@given(
    st.lists(st.tuples(names, written_values), unique_by=lambda pair: pair[0]),
    st.sampled_from((Show, Episode)),
)
def test_every_fault_there_can_be_is_a_sentence_with_a_line_and_without_jargon(
    pairs: list[tuple[str, str]], model: type[BaseModel]
) -> None:
    lines = [f"'{name}' = {value}" for name, value in pairs]
    try:
        parse("\n".join(lines), model, FILE)
    except SettingsError as caught:
        for fault in caught.faults:
            assert fault.endswith((".", "?"))
            assert not re.search(
                r"Input|should be|valid|Value error|pydantic|None|(?<!episode)_type", fault
            )
            at = re.match(r"line (\d+): “([^”]+)”", fault)
            if "is missing; write it" not in fault:  # what is missing stands on no line
                assert at
                assert at[2] in lines[int(at[1]) - 1]
