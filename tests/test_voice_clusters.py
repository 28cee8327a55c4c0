"""How many people, and who: on points whose owners are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast import voice_clusters
from podcast.voice_clusters import (
    Points,
    centres,
    dissolve_small,
    k_means,
    merge_alike,
    nearest,
    spectral,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray


def people(
    counts: list[int], spread: float = 0.6, seed: int = 0
) -> tuple[Points, NDArray[np.int64]]:
    """Points around one direction per person, people in turns; spread 0.6 gives cosines of 0.7."""
    random = np.random.default_rng(seed)
    owners = np.repeat(np.arange(len(counts)), counts)
    directions = np.linalg.qr(random.standard_normal((192, len(counts))))[0].T
    noise = random.standard_normal((len(owners), 192)) / np.sqrt(192)
    points = directions[owners] + spread * noise
    order = random.permutation(len(owners))
    unit = points / np.linalg.norm(points, axis=1, keepdims=True)
    return unit[order].astype(np.float32), owners[order]


def same_partition(one: NDArray[np.int64], other: NDArray[np.int64]) -> bool:
    pairs = set(zip(one.tolist(), other.tolist(), strict=True))
    return len(pairs) == len(set(one.tolist())) == len(set(other.tolist()))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6])
def test_as_many_voices_are_found_as_there_are_people(count: int) -> None:
    points, owners = people([40] * count)
    found = centres(points, fewest=1, most=20)
    assert len(found) == count
    assert same_partition(nearest(points, found), owners)


def test_one_who_speaks_much_does_not_hide_one_who_speaks_little() -> None:
    points, owners = people([200, 12])
    found = centres(points, fewest=1, most=20)
    assert same_partition(nearest(points, found), owners)


def test_more_points_than_can_be_clustered_at_once_find_the_same_people() -> None:
    points, owners = people([voice_clusters._MOST_POINTS, 600, 300])
    found = centres(points, fewest=1, most=20)
    assert same_partition(nearest(points, found), owners)


@pytest.mark.parametrize(("fewest", "most"), [(2, 2), (3, 3), (4, 6), (1, 2), (5, 20)])
def test_the_bounds_hold_whatever_the_points_say(fewest: int, most: int) -> None:
    points, _owners = people([40, 40, 40])
    assert fewest <= len(centres(points, fewest, most)) <= most


@given(
    counts=st.lists(st.integers(1, 12), min_size=1, max_size=5),
    fewest=st.integers(1, 6),
    more=st.integers(0, 6),
    seed=st.integers(0, 1000),
)
@settings(deadline=None, max_examples=60)
def test_any_points_keep_the_bounds_and_come_out_the_same_twice(
    counts: list[int], fewest: int, more: int, seed: int
) -> None:
    points, _owners = people(counts, spread=1.5, seed=seed)
    found = centres(points, fewest, fewest + more)
    assert min(fewest, len(points)) <= len(found) <= min(fewest + more, len(points))
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    assert found.tobytes() == centres(points, fewest, fewest + more).tobytes()


def test_no_points_are_no_voices() -> None:
    assert len(centres(np.empty((0, 192), np.float32), fewest=1, most=20)) == 0


def test_a_single_point_is_one_voice_even_when_two_are_asked_for() -> None:
    assert len(centres(people([1])[0], fewest=2, most=2)) == 1


def test_equal_points_are_one_voice() -> None:
    points = np.repeat(people([1])[0], 30, axis=0)
    assert len(centres(points, fewest=1, most=20)) == 1


def test_a_cluster_too_small_to_be_a_person_joins_the_nearest() -> None:
    points, owners = people([20, 20, 2])
    labels = dissolve_small(points, owners, fewest=1)
    assert set(labels.tolist()) == {0, 1}
    assert (labels[owners < 2] == owners[owners < 2]).all()


def test_a_small_cluster_stays_where_so_many_people_are_known_to_speak() -> None:
    points, owners = people([20, 20, 2])
    assert same_partition(dissolve_small(points, owners, fewest=3), owners)


def test_halves_of_one_person_are_joined_and_different_people_are_not() -> None:
    points, owners = people([40, 40], spread=0.4)
    halves = owners + 2 * (np.arange(len(owners)) % 2)
    assert same_partition(merge_alike(points, halves, fewest=1), owners)


def test_halves_are_not_joined_below_the_number_of_people_known() -> None:
    points, owners = people([40], spread=0.2)
    halves = owners + np.arange(len(owners)) % 2
    assert len(np.unique(merge_alike(points, halves, fewest=2))) == 2


def test_k_means_separates_what_lies_apart() -> None:
    points = np.array([[0.0], [0.1], [5.0], [5.1], [9.0]])
    labels = k_means(points, 3)
    assert same_partition(labels, np.array([0, 0, 1, 1, 2]))


def test_spectral_labels_every_point_when_there_are_fewer_than_voices_asked_for() -> None:
    points, _owners = people([1, 1, 1])
    assert sorted(spectral(points, 5, 5).tolist()) == [0, 1, 2]
