from __future__ import annotations

from itertools import product
from typing import get_args

import pytest

from podcast.episode import Credits, Episode, Person
from podcast.show import Kind, Language
from podcast.wording import wording

EVERY = list(product(get_args(Kind), get_args(Language)))


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_every_kind_has_its_words_in_every_language(kind, language):
    words = wording(kind, language)
    assert words.what
    assert words.cast
    assert words.place("Demodagen", "Karlstad").count("Karlstad") == 1


def test_no_two_kinds_say_the_same():
    for language in get_args(Language):
        said = [wording(kind, language) for kind in get_args(Kind)]
        assert len({words.cast for words in said}) == len({words.what for words in said}) == 3


@pytest.mark.parametrize(
    ("event", "place", "line"),
    [
        ("Demodagen", "Karlstad", "Det här var ett panelsamtal på Demodagen i Karlstad."),
        ("Demodagen", "", "Det här var ett panelsamtal på Demodagen."),
        ("", "Karlstad", "Det här var ett panelsamtal i Karlstad."),
        ("", "", ""),
    ],
)
def test_the_closing_line_says_what_is_known(event, place, line):
    assert wording("panel", "sv").place(event, place) == line


def test_people_are_presented_in_one_phrase():
    people = (
        Person(name="Karin Ek", role="moderator"),
        Person(name="Lena Holm", role="chef", organisation="nämnden"),
        Person(name="Per Lind"),
    )
    assert (
        wording("panel", "sv").cast_list(people)
        == "Karin Ek, moderator, Lena Holm, chef på nämnden och Per Lind"
    )
    assert wording("panel", "en").cast_list(people[:1]) == "Karin Ek, moderator"


def test_names_with_braces_are_only_names():
    episode = Episode(
        title="T",
        published="2026-05-04",
        event="{0}",
        credits=Credits(documentation="{}", photo="© {x}"),
    )
    assert list(wording("podcast", "en").closing(episode)) == [
        "The conversation was recorded at {0}.",
        "Documentation: {}",
        "Photo: © {x}",
    ]


@pytest.mark.parametrize(
    ("role", "leads"),
    [
        ("moderator", True),
        ("Programledare och journalist", True),
        ("interviewer", True),
        ("", False),
        ("värdegrundschef", False),
        ("ordförande i socialnämnden", False),
    ],
)
def test_who_leads_the_talk_is_told_by_the_role(role, leads):
    assert Person(name="Karin Ek", role=role).leads is leads
