"""The button “Bygg”: the same build as the command's, told as it goes."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from podcast.building import build
from podcast.review.answers import Nothing
from podcast.review.work import Done, Progress, Work

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from podcast.building import Built
    from podcast.review.answers import House
    from podcast.review.desk import Desk

# So many faults of what lies in feed/ are told; `podcast check` tells all.
_FINDINGS = 10


def routes(house: House) -> list[BaseRoute]:
    """`/<slug>/api/build`, which begins; `/<slug>/api/work` tells how it goes."""
    return [
        house.changing("build", Nothing, partial(_begun, house)),
        house.telling("work", lambda _: house.work.progress),
    ]


def _begun(house: House, desk: Desk, _: Nothing) -> Progress:
    return house.work.start(partial(_built, house, desk.job.slug), desk.job.show.language)


def _built(house: House, slug: str, work: Work) -> Done:
    workspace, now = house.desks.workspace, datetime.now(UTC)
    return _done(build(workspace, house.engines, work, now, frozenset({slug})), slug)


def _done(built: Built, slug: str) -> Done:
    faults = [str(fault) for fault in built.ingested.refused]
    faults += [str(failure.fault) for failure in built.outcome.failures]
    faults += [
        f"{one.place}: {one.kind.code} {one.sentence}" for one in built.checked.errors[:_FINDINGS]
    ]
    changed = built.published.written + built.published.removed
    if built.outcome.failures:
        return Done("failed", changed, tuple(faults))
    waits = slug in built.outcome.waiting
    return Done("waiting" if waits else "published", changed, tuple(faults))
