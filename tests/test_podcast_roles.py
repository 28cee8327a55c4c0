from __future__ import annotations

import pytest

from podcast.podcast_roles import GUEST, HOST, PodcastRole, podcast_role


def test_who_leads_the_talk_is_the_host_and_everybody_else_a_guest() -> None:
    assert podcast_role("moderator", leads=True) == HOST
    assert podcast_role("verksamhetschef", "socialförvaltningen") == GUEST
    assert podcast_role("") == GUEST


@pytest.mark.parametrize(
    ("part", "role"),
    [
        ("Bisittare", PodcastRole("cast", "co-host")),
        ("gästprogramledare", PodcastRole("cast", "guest host")),
        ("Producent", PodcastRole("creative direction", "producer")),
        ("exekutiv  producent", PodcastRole("creative direction", "executive producer")),
        ("ljudtekniker", PodcastRole("audio production", "audio engineer")),
        ("klippning", PodcastRole("audio post-production", "audio editor")),
        ("skrivtolk", PodcastRole("writing", "transcriber")),
    ],
)
def test_a_part_in_the_programme_has_its_role_in_the_taxonomy(part: str, role: PodcastRole) -> None:
    assert podcast_role(part) == role
    assert podcast_role(part, leads=True) == role


def test_a_title_at_an_organisation_is_no_part_in_the_programme() -> None:
    assert podcast_role("redaktör", "Socialtidningen") == GUEST
    assert podcast_role("redaktör") == PodcastRole("writing", "editor")
