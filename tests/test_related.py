"""What the page of an episode leads on to: what it shares most with, and nothing else."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from podcast.catalogue import catalogue
from podcast.episode import Person
from podcast.related import related
from tests.editions import demo_show
from tests.test_catalogue import episode

if TYPE_CHECKING:
    from podcast.edition import Edition

KARIN = Person(name="Karin Ek", role="moderator")
LENA, PER = Person(name="Lena Holm"), Person(name="Per Lind")


def ways(edition: Edition, *others: Edition) -> list[str]:
    known = catalogue(demo_show(), [edition, *others])
    return [other.slug for other in related(edition, known)]


def test_the_same_event_counts_most_then_people_then_the_season_then_nearness() -> None:
    here = episode("har", 10, LENA, event="Demodagen", season=1)
    others = (
        episode("sasong-langt-bort", 1, event="", season=1),
        episode("sasong-nara", 9, event="", season=1),
        episode("lena", 1, LENA, event=""),
        episode("dagen", 1, event="Demodagen"),
    )
    assert ways(here, *others) == ["dagen", "lena", "sasong-nara"]
    assert ways(here, *others[:1]) == ["sasong-langt-bort"]


def test_an_episode_that_shares_nothing_changes_nothing() -> None:
    here, lena = episode("har", 10, LENA, event=""), episode("lena", 1, LENA, event="")
    assert ways(here, lena) == ways(here, lena, episode("annat", 11, PER, event="")) == ["lena"]


def test_the_host_makes_no_episodes_related() -> None:
    here = episode("har", 10, KARIN, event="")
    assert ways(here, episode("annat", 11, KARIN, event="")) == []


def test_what_people_have_chosen_is_all_and_in_their_order() -> None:
    others = (episode("lena", 1, LENA, event=""), episode("per", 2, PER, event=""))
    chosen = ("per", "finns-inte", "har", "lena")
    here = episode("har", 10, LENA, event="", related=chosen)
    assert ways(here, *others) == ["per", "lena"]


def test_of_a_thousand_with_one_guest_the_nearest_are_found_at_once() -> None:
    first = episode("a0", 1, LENA, event="")
    days = range(1, 1000)
    others = [
        replace(first, slug=f"a{day}", published=first.published + timedelta(days=day))
        for day in days
    ]
    known = catalogue(demo_show(), [first, *others])
    began = time.process_time()
    found = {one.slug: [other.slug for other in related(one, known)] for one in (first, *others)}
    assert time.process_time() - began < 5
    assert found["a0"] == ["a1", "a2", "a3"]
    assert found["a500"] == ["a499", "a501", "a498"]
    assert found["a999"] == ["a998", "a997", "a996"]


def test_no_page_leads_to_an_unlisted_episode() -> None:
    here = episode("har", 10, LENA, event="", related=("hemlig",))
    assert ways(here, episode("hemlig", 9, LENA, event="", status="unlisted")) == []
