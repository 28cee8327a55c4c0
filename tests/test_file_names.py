from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.file_names import dated, may_be_sound, title

THE_DAY = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("2026-05-04 Tillit", "Tillit"),
        ("Tillit 2026_05_04", "Tillit"),
        ("20260504-tillit", "Tillit"),
        ("2026.05.04 Tillit", "Tillit"),
        ("Tillit den 4 maj 2026", "Tillit den"),
        ("4_Maj_2026", ""),
        ("May 4, panel 4 May 2026", "May 4, panel"),
        ("20260504_133015", ""),
        ("2026-05-04T1330 Tillit", "Tillit"),
        ("2026-05-04 13.30.15 Tillit", "Tillit"),
        ("2026-05-04 2030-agendan", "2030-agendan"),
        ("inspelning_20260504", "Inspelning"),
    ],
)
def test_a_date_is_found_in_a_name_however_it_is_written(name: str, rest: str) -> None:
    day, left = dated(name)
    assert day == THE_DAY
    assert title(left) == rest


@pytest.mark.parametrize(
    "name",
    ["2026-02-30 Tillit", "2026-13-01", "120260504", "202605041", "Agenda 2030", "31 juni 2026"],
)
def test_what_is_no_day_of_the_calendar_is_no_date(name: str) -> None:
    assert dated(name) == (None, name)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y%m%d"]))
def test_every_day_is_found_again(day: date, form: str) -> None:
    assert dated(f"Tillit {day.strftime(form)} i vården")[0] == day


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("tillit_i_vården", "Tillit i vården"),
        ("tillit-i-vården", "Tillit i vården"),
        ("co-production", "Co-production"),
        ("Panel - LSS", "Panel - LSS"),
        (" – Tillit, ", "Tillit"),
        ("Vem får\nhjälp?\x00\u202e", "Vem får hjälp?"),
        ("Mo\u0308te", "Möte"),
        ("\udcff\udcfe", ""),
        ("IVO", "IVO"),
    ],
)
def test_a_name_becomes_a_heading(name: str, heading: str) -> None:
    assert title(name) == heading


@given(st.text(st.characters()))
def test_every_heading_is_one_printable_line(name: str) -> None:
    assert title(name).isprintable()
    assert title(name) == title(name).strip()


@pytest.mark.parametrize("name", ["a.mp3", "film.MOV", "utan ändelse", "a.b.c", "okänd.xyz"])
def test_whatever_is_not_known_to_be_something_else_may_be_sound(name: str) -> None:
    assert may_be_sound(Path(name))


@pytest.mark.parametrize("name", [".DS_Store", "show.toml", "bild.JPG", "a.mp3.part", "LÄSMIG.md"])
def test_hidden_files_texts_pictures_and_unfinished_downloads_are_no_sound(name: str) -> None:
    assert not may_be_sound(Path(name))
