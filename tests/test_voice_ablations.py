"""What the ablations are made of: sounds cut from others, other clusterings, what is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from bench.clusterings import Agglomerative, Variational, spectral
from bench.diarization_scoring import Spoken
from bench.voice_sounds import Sound, alone, altered, excerpts
from bench.voice_variants import ABLATIONS, BOUNDS, HEARINGS, OTHERS, Remembering
from podcast.engines import SAMPLE_RATE
from podcast.voice_stretches import NOBODY, Stretches

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Labels = NDArray[np.int64]

CLUSTERINGS = (
    Agglomerative(distance=0.35, centred=False, heard=1.5),
    Agglomerative(distance=1.02, centred=True, heard=1.5),
    Variational(0.5, 8, people=0.4, stay=0.5, most_pieces=4),
    Variational(0.5, 8, people=0.4, stay=0, most_pieces=4),
    lambda heard, fewest, most, _apart: spectral(
        heard.prints, np.arange(len(heard.prints)), fewest, most
    ),
)
TALK = Sound(
    np.random.default_rng(0).integers(-9000, 9000, 70 * SAMPLE_RATE).astype(np.int16),
    (Spoken(1, 20, "a"), Spoken(19, 34, "b"), Spoken(40, 62, "a"), Spoken(62, 69.5, "c")),
)


def heard(people: int, turns: int = 12) -> tuple[Stretches, Labels]:
    """Stretches of three seconds of people who take turns, and whose each is."""
    random = np.random.default_rng(people)
    owners = np.tile(np.arange(people), turns)
    middles = np.linalg.qr(random.standard_normal((192, people + 1)))[0].T
    noise = random.standard_normal((len(owners), 192)) / np.sqrt(192)
    prints = 0.6 * middles[-1] + 0.6 * middles[owners] + 0.35 * noise
    seconds, nobody = np.full(len(owners), 3.0), np.full(len(owners), NOBODY)
    return Stretches(prints, seconds, 0.33, nobody), owners


@pytest.mark.parametrize("clustering", CLUSTERINGS)
@pytest.mark.parametrize("people", [2, 3, 5])
def test_people_who_are_far_apart_are_told_by_every_clustering(clustering, people: int) -> None:
    stretches, owners = heard(people)
    labels = clustering(stretches, 1, 20, 1)
    assert len(set(zip(labels.tolist(), owners.tolist(), strict=True))) == people
    assert sorted(set(labels.tolist())) == list(range(people))


@pytest.mark.parametrize("clustering", CLUSTERINGS)
@pytest.mark.parametrize(("fewest", "most"), [(1, 1), (1, 2), (2, 2), (5, 7)])
def test_bounds_hold_for_every_clustering(clustering, fewest: int, most: int) -> None:
    stretches, _owners = heard(3)
    found = set(clustering(stretches, fewest, most, 1).tolist())
    assert fewest <= len(found) <= most
    assert found == set(range(len(found)))


@pytest.mark.parametrize("clustering", CLUSTERINGS)
@pytest.mark.parametrize("count", [0, 1])
def test_next_to_nothing_is_nobody_or_one_for_every_clustering(clustering, count: int) -> None:
    nobody = np.full(count, NOBODY)
    stretches = Stretches(np.ones((count, 192)) / 14, np.ones(count), 0.33, nobody)
    assert clustering(stretches, 1, 20, 1).tolist() == [0] * count


def test_what_is_replaced_is_there_to_be_replaced() -> None:
    for variant in (*ABLATIONS, *HEARINGS, *OTHERS, *BOUNDS):
        for module, name, value in variant.instead:
            assert type(getattr(module, name)) is type(value), variant.name


def test_names_of_variants_are_unique() -> None:
    names = [variant.name for variant in (*ABLATIONS, *HEARINGS, *OTHERS, *BOUNDS)]
    assert len(set(names)) == len(names)


def test_excerpts_overlap_by_half_and_end_with_the_recording() -> None:
    cut = list(excerpts(TALK, 30))
    assert [len(one.samples) for one in cut] == [30 * SAMPLE_RATE] * 4
    assert np.array_equal(cut[1].samples[: 15 * SAMPLE_RATE], cut[0].samples[15 * SAMPLE_RATE :])
    assert np.array_equal(cut[-1].samples, TALK.samples[-30 * SAMPLE_RATE :])
    assert cut[1].reference == (Spoken(0, 5, "a"), Spoken(4, 19, "b"), Spoken(25, 30, "a"))
    assert not list(excerpts(TALK, 69.5)), "no excerpt that is all but the whole"


def test_a_person_alone_is_what_nobody_else_speaks_over() -> None:
    persons = list(alone(TALK))
    assert [one.people for one in persons] == [1, 1, 1]
    spoken = [sum(turn.end - turn.start for turn in one.reference) for one in persons]
    assert spoken == pytest.approx([18 + 22, 14, 7.5])
    first = persons[0].reference[0]
    own = persons[0].samples[: round(first.end * SAMPLE_RATE)]
    assert np.array_equal(own, TALK.samples[SAMPLE_RATE : 19 * SAMPLE_RATE])


def test_altered_sound_keeps_its_reference_in_step() -> None:
    for name, other in altered(TALK):
        ratio = other.seconds / TALK.seconds
        assert other.people == TALK.people, name
        assert other.reference[-1].end == pytest.approx(69.5 * ratio, abs=0.01), name
        assert not np.array_equal(other.samples, TALK.samples), name


def test_models_hear_nothing_twice() -> None:
    class Counting:
        calls = 0

        def embed(self, pieces: NDArray[np.float32]) -> NDArray[np.float32]:
            self.calls += len(pieces)
            return pieces * 2

    counting = Counting()
    remembering = Remembering(counting)  # type: ignore[arg-type]  # only what is asked of it
    pieces = np.arange(12, dtype=np.float32).reshape(4, 3)
    assert np.array_equal(remembering.embed(pieces[:2]), pieces[:2] * 2)
    assert np.array_equal(remembering.embed(pieces[::-1]), pieces[::-1] * 2)
    assert counting.calls == len(pieces)
