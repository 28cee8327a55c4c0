from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.name_sounds import sound_alike, sounded

NAMES = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzåäöéüACKPÅ-’"), max_size=20)


@pytest.mark.parametrize(
    "names",
    [
        "Per Pär Peer",
        "Karl Carl",
        "Filip Philip",
        "Lisbet Lisbeth",
        "Kristina Christina",
        "Rikard Richard",
        "Rebecka Rebecca Rebekka",
        "Almkvist Almqvist Almquist",
        "Gustav Gustaf",
        "Sofi Sofie",
        "Maja Maya",
        "Isak Isaac",
        "Mats Matts",
        "Nilsson Nilson",
        "Jon John",
        "Stål Ståhl",
        "Elisabet Elizabeth ELISABETH",
        "Mikael Michael",
        "Viktor Victor Wiktor",
        "Cecilia Cesilia",
        "Brant Brandt",
        "Linder Lindér",
        "Lind Lindh",
        "Ann-Marie Annmarie",
    ],
)
def test_names_that_the_ear_takes_for_the_same_are_alike(names: str):
    first, *others = names.split()
    assert all(sound_alike(first, other) for other in others)


@pytest.mark.parametrize(
    "names",
    [
        "Lena Lina",
        "Peter Petter",
        "Johan Johannes",
        "Anna Hanna",
        "Jan Jon",
        "Ann an",
        "Åke Ake",
        "Per Pär-Erik",
        "Ek Lind",
    ],
)
def test_names_that_the_ear_tells_apart_are_not(names: str):
    assert not sound_alike(*names.split())


@given(NAMES)
def test_case_and_marks_do_not_matter(name: str):
    assert sounded(name.upper()) == sounded(f"“{name.lower()}”,")
