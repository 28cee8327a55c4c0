"""How many people, and who: on stretches whose owners are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast import voice_clusters
from podcast.voice_clusters import tell_apart
from podcast.voice_stretches import NOBODY, Stretches, noise_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Labels = NDArray[np.int64]

NOISE = 0.33
LONG = 4.0


def heard(
    counts: list[int], seconds: float | list[float] = LONG, spread: float = 0.45, seed: int = 0
) -> tuple[Stretches, Labels]:
    """Stretches of people who take turns; spread is how far a stretch lies from its person."""
    random = np.random.default_rng(seed)
    owners = random.permutation(np.repeat(np.arange(len(counts)), counts))
    directions = np.linalg.qr(random.standard_normal((192, len(counts) + 1)))[0].T
    common, own = directions[0], directions[1:]
    noise = random.standard_normal((len(owners), 192)) / np.sqrt(192)
    points = 0.65 * common + 0.5 * own[owners] + spread * noise
    lengths = np.broadcast_to(seconds, len(counts))[owners].astype(np.float64)
    nobody = np.full(len(owners), NOBODY)
    return Stretches(points, lengths, NOISE, nobody), owners


def given_to(stretches: Stretches, persons: Labels) -> Stretches:
    return Stretches(stretches.prints, stretches.seconds, stretches.noise, persons)


def same_partition(one: Labels, other: Labels) -> bool:
    pairs = set(zip(one.tolist(), other.tolist(), strict=True))
    return len(pairs) == len(set(one.tolist())) == len(set(other.tolist()))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 6, 9])
def test_as_many_people_are_found_as_there_are(count: int) -> None:
    stretches, owners = heard([12] * count)
    assert same_partition(tell_apart(stretches, fewest=1, most=20), owners)


def test_one_who_speaks_much_does_not_hide_one_who_speaks_little() -> None:
    stretches, owners = heard([100, 3])
    assert same_partition(tell_apart(stretches, fewest=1, most=20), owners)


def test_two_turns_are_enough_to_be_two_people() -> None:
    stretches, owners = heard([1, 1], seconds=20)
    assert same_partition(tell_apart(stretches, fewest=1, most=20), owners)


def test_who_was_never_heard_alone_for_a_whole_piece_is_nobody() -> None:
    stretches, _owners = heard([30, 6], seconds=[LONG, 1.0])
    assert tell_apart(stretches, fewest=1, most=20).max() == 0
    assert tell_apart(stretches, fewest=2, most=20).max() == 1, "unless two are known to speak"


def test_more_stretches_than_are_joined_at_a_time_find_the_same_people(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stretches, owners = heard([150, 60, 40])
    monkeypatch.setattr(voice_clusters, "_AT_A_TIME", 50)
    assert same_partition(tell_apart(stretches, fewest=1, most=20), owners)


@pytest.mark.parametrize(("fewest", "most"), [(2, 2), (3, 3), (4, 6), (1, 2), (5, 20)])
def test_the_bounds_hold_whatever_the_prints_say(fewest: int, most: int) -> None:
    stretches, _owners = heard([12, 12, 12])
    assert fewest <= len(np.unique(tell_apart(stretches, fewest, most))) <= most


@given(
    counts=st.lists(st.integers(1, 9), min_size=1, max_size=5),
    bounds=st.tuples(st.integers(1, 6), st.integers(0, 6)),
    seconds=st.floats(0.4, 30),
    seed=st.integers(0, 1000),
    data=st.data(),
)
def test_what_people_know_is_never_contradicted(
    counts: list[int],
    bounds: tuple[int, int],
    seconds: float,
    seed: int,
    data: st.DataObject,
) -> None:
    stretches, owners = heard(counts, seconds, spread=1.5, seed=seed)
    persons = np.array(
        data.draw(
            st.lists(st.integers(NOBODY, 2), min_size=len(owners), max_size=len(owners)),
        )
    )
    stretches = given_to(stretches, persons)
    fewest, most = bounds[0], sum(bounds)
    labels = tell_apart(stretches, fewest, most)
    known = persons != NOBODY
    assert same_partition(labels[known], persons[known])
    named = len(np.unique(persons[known]))
    assert max(1, named) <= len(np.unique(labels)) <= max(most, named)
    assert sorted(set(labels.tolist())) == list(range(labels.max() + 1))
    assert labels.tobytes() == tell_apart(stretches, fewest, most).tobytes()


def test_what_people_know_of_a_few_stretches_tells_the_others() -> None:
    """Two who sound alike are one until somebody says at two moments that they are not."""
    stretches, owners = heard([10, 10], spread=0.3)
    alike = stretches.prints * 0.45 + stretches.prints.mean(axis=0) * 0.55
    stretches = Stretches(alike, stretches.seconds, NOISE, stretches.persons)
    assert tell_apart(stretches, fewest=1, most=20).max() == 0
    persons = np.full(len(owners), NOBODY)
    for person in (0, 1):
        persons[np.flatnonzero(owners == person)[:1]] = person
    assert same_partition(tell_apart(given_to(stretches, persons), fewest=1, most=20), owners)


def test_a_merge_by_people_joins_what_sounds_different() -> None:
    stretches, owners = heard([10, 10, 10])
    persons = np.full(len(owners), NOBODY)
    persons[[np.flatnonzero(owners == owner)[0] for owner in (0, 1)]] = 7
    labels = tell_apart(given_to(stretches, persons), fewest=1, most=20)
    assert same_partition(labels, np.where(owners == 1, 0, owners)), "whole voices are joined"


def test_voices_that_agree_are_one_person_unless_two_are_asked_for() -> None:
    stretches, owners = heard([20, 20], seconds=30, spread=0.1)
    close = stretches.prints + 0.9 * stretches.prints.mean(axis=0)
    stretches = Stretches(close, stretches.seconds, 0.01, stretches.persons)
    assert tell_apart(stretches, fewest=1, most=20, kept_apart=2).max() == 0
    assert same_partition(tell_apart(stretches, fewest=2, most=20), owners)


def test_people_whom_segmentation_keeps_apart_are_not_joined() -> None:
    stretches, owners = heard([1, 1], seconds=0.8)
    assert tell_apart(stretches, fewest=1, most=20).max() == 0
    assert same_partition(tell_apart(stretches, fewest=1, most=20, kept_apart=2), owners)
    assert tell_apart(stretches, fewest=1, most=1, kept_apart=2).max() == 0


def test_no_stretches_are_nobody() -> None:
    nothing = Stretches(np.empty((0, 192)), np.empty(0), NOISE, np.empty(0, np.int64))
    assert len(tell_apart(nothing, fewest=1, most=20)) == 0


def test_a_single_stretch_is_one_person_even_when_two_are_asked_for() -> None:
    stretches, _owners = heard([1])
    assert tell_apart(stretches, fewest=2, most=2).tolist() == [0]


def test_equal_stretches_are_one_person() -> None:
    stretches, _owners = heard([1])
    equal = Stretches(
        np.repeat(stretches.prints, 30, axis=0), np.full(30, LONG), NOISE, np.full(30, NOBODY)
    )
    assert tell_apart(equal, fewest=1, most=20).max() == 0


def test_noise_is_how_far_pieces_lie_from_their_stretch() -> None:
    random = np.random.default_rng(0)
    pieces = random.standard_normal((400, 192)).astype(np.float32) * np.sqrt(0.2 / 192)
    stretch = np.repeat(np.arange(100), 4)
    assert noise_of(pieces + stretch[:, np.newaxis], stretch) == pytest.approx(0.2, rel=0.03)


def test_noise_of_a_few_pieces_is_the_typical_one() -> None:
    assert noise_of(np.zeros((4, 192), np.float32), np.array([0, 0, 1, 2])) == NOISE
