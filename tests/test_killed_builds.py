"""A real build, killed at random moments, ends as one that nobody disturbed."""

from __future__ import annotations

import random

import pytest

from bench.killed_builds import kills, undisturbed
from bench.killed_show import SHORT


@pytest.mark.model
def test_whenever_a_build_is_killed_nothing_is_lost_and_no_link_is_dead(tmp_path):
    """The bench kills more, and builds of shows that are new."""
    _, changed = undisturbed(tmp_path, SHORT)
    seed = random.randrange(10**6)  # noqa: S311
    found = list(kills([changed], 5, random.Random(seed), tmp_path))  # noqa: S311
    assert [kill for kill in found if kill.faults] == [], f"seed {seed}"
    assert len(found) == 5
