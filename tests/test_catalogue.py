"""Who and what has a page: addresses in ASCII that stay, and nobody who is not on the lists."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from podcast.catalogue import catalogue
from podcast.document import Paragraph
from podcast.episode import Person
from tests.editions import demo_edition, demo_episode, demo_show, edition_of

if TYPE_CHECKING:
    from podcast.edition import Edition


def episode(slug: str, day: int, *people: Person, **changes: object) -> Edition:
    """An episode published on a day of May."""
    about = demo_episode(people=people, **changes)
    made = edition_of((Paragraph("Ett.", "Karin Ek", opens=True),), about, slug)
    return replace(made, published=datetime(2026, 5, day, tzinfo=UTC))


def paths(*editions: Edition) -> dict[str, str]:
    return {one.name: one.path for one in catalogue(demo_show(), editions).people.values()}


def test_everybody_of_the_cast_has_a_page_in_the_order_of_the_alphabet() -> None:
    assert paths(demo_edition()) == {
        "Johan Strand": "person/johan-strand/",
        "Karin Ek": "person/karin-ek/",
        "Lena Holm": "person/lena-holm/",
        "Per Lind": "person/per-lind/",
    }


def test_names_that_give_one_address_are_told_apart_and_keep_it_when_episodes_are_added() -> None:
    first = episode("ett", 1, Person(name="Åsa Ek"))
    second = episode("tva", 2, Person(name="Asa Ek"))
    assert paths(second, first) == {"Åsa Ek": "person/asa-ek/", "Asa Ek": "person/asa-ek-2/"}
    third = episode("tre", 3, Person(name="Äsa Ek"))
    assert paths(third, second, first).items() >= paths(first, second).items()


def test_a_name_is_the_same_whatever_its_capitals_and_spaces() -> None:
    first = episode("ett", 1, Person(name="karin  ek", role="moderator"))
    second = episode("tva", 2, Person(name="Karin Ek", role="chef", organisation="Demodagen"))
    known = catalogue(demo_show(), [first, second])
    (karin,) = known.people.values()
    assert karin.name == "Karin Ek"
    assert karin.parts == ("chef på Demodagen", "moderator")
    assert [one.edition.slug for one in karin.appearances] == ["tva", "ett"]
    assert known.speaker("KARIN EK") == karin
    assert known.speaker("Lena Holm") is None


def test_names_without_letters_and_names_that_no_folder_may_have_get_an_address() -> None:
    shown = paths(episode("ett", 1, Person(name="???"), Person(name="Con"), Person(name="../../x")))
    assert sorted(shown.values()) == ["person/person-con/", "person/person/", "person/x/"]


def test_who_is_only_in_an_unlisted_episode_has_no_page() -> None:
    assert paths(demo_edition(status="unlisted")) == {}


def test_events_and_seasons_have_a_page_where_there_are_any() -> None:
    first = episode("ett", 1, event="Demodagen", season=1)
    second = episode("tva", 2, event="Demodagen", season=2)
    show = demo_show(seasons=[{"number": 2, "name": "Våren 2026"}])
    known = catalogue(show, [first, second, episode("tre", 3, event="")])
    assert [(one.name, one.path, len(one.editions)) for one in known.series] == [
        ("Demodagen", "evenemang/demodagen/", 2),
        ("Våren 2026", "sasong/2/", 1),
        ("Säsong 1", "sasong/1/", 1),
    ]
    assert known.event("demodagen") == known.series[0]
    assert known.season(1) == known.series[2]
    assert known.season(None) is None
