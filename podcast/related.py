"""Which episodes the page of another leads on to."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from podcast.catalogue import Catalogue
    from podcast.edition import Edition

_Held = TypeVar("_Held")

MOST = 3
"""So many are chosen where people have not."""

# So many on either side of an episode, in time, are asked what they share: a regular guest of a
# thousand episodes must not make a build slow.
_NEAR = 30
# What two episodes share, by how much it says of what they are about.
_EVENT, _PERSON, _SEASON = 4, 2, 1


def related(edition: Edition, catalogue: Catalogue) -> tuple[Edition, ...]:
    """Return the episodes that people have chosen, else those that share most with this one.

    Only an episode of the same event, people or season is in question; of those that share as much
    the nearest in time comes first. So a new episode changes the pages of those that it shares
    more with, or is nearer to, than one of the three that they had. Who leads the talk does not
    count: a host is in every episode.
    """
    if edition.episode.related:
        chosen = map(catalogue.episodes.get, edition.episode.related)
        return tuple(other for other in chosen if other and other.slug != edition.slug)
    shared = Counter[str]()
    for other, weight in _sharing(edition, catalogue):
        shared[other.slug] += weight
    del shared[edition.slug]

    def order(slug: str) -> tuple[int, float, str]:
        apart = catalogue.episodes[slug].published - edition.published
        return -shared[slug], abs(apart.total_seconds()), slug

    return tuple(catalogue.episodes[slug] for slug in sorted(shared, key=order)[:MOST])


def _sharing(edition: Edition, catalogue: Catalogue) -> Iterator[tuple[Edition, int]]:
    """Each episode that has something in common with this one, with what it counts."""
    episode = edition.episode
    for series, weight in (
        (catalogue.event(episode.event), _EVENT),
        (catalogue.season(episode.season), _SEASON),
    ):
        others = series.editions if series else ()
        yield from ((other, weight) for other in _near(edition, others, _itself))
    guests = {person.name for person in episode.people if not person.leads}
    for speaker in filter(None, map(catalogue.speaker, sorted(guests))):
        near = _near(edition, speaker.appearances, attrgetter("edition"))
        yield from ((other.edition, _PERSON) for other in near if not other.person.leads)


def _near(
    edition: Edition, newest_first: Sequence[_Held], held: Callable[[_Held], Edition]
) -> Sequence[_Held]:
    """Of what is in the order of its episodes, what came out about when this one did."""
    moment = edition.published.timestamp()
    place = bisect_left(newest_first, -moment, key=lambda one: -held(one).published.timestamp())
    return newest_first[max(0, place - _NEAR) : place + _NEAR + 1]


def _itself(edition: Edition) -> Edition:
    return edition
