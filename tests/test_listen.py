"""Sound to a hearing: which pieces are embedded, and that the same sound gives the same bytes."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast import listen as module
from podcast.engines import SAMPLE_RATE
from podcast.hearing import Hearing
from podcast.hearing_store import HearingStore, PartJournal
from podcast.listen import listen, pieces
from podcast.voice_activity import moment
from tests.shared import DEMO
from tests.sounds import decoded

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_a_short_stretch_is_one_piece_and_a_long_one_is_heard_from_end_to_end() -> None:
    stretches = np.array([[0, 12], [60, 120], [200, 380], [500, 5000]])
    starts, lengths = pieces(stretches, samples=3_200_000)
    seconds = lengths / SAMPLE_RATE
    assert seconds[0] == pytest.approx(1.0, abs=0.11), "0.2 s are too short to be told by sound"
    assert seconds[1:].tolist() == [1.5] * 8, "three seconds as four pieces, 76 seconds as four"
    ends = (starts + lengths) / SAMPLE_RATE
    assert ends[[4, 8]] == pytest.approx(moment(np.array([380, 5000])), abs=0.01)


@given(
    st.lists(st.integers(0, 1000), min_size=2, max_size=12, unique=True),
    st.integers(0, 17 * SAMPLE_RATE),
)
def test_no_piece_reaches_beyond_its_stretch_or_the_sound(edges: list[int], samples: int) -> None:
    cuts = np.array(sorted(edges))
    stretches = np.column_stack((cuts[:-1], cuts[1:]))
    starts, lengths = pieces(stretches, samples)
    lies_in = np.searchsorted(moment(cuts), starts / SAMPLE_RATE + 0.006) - 1
    seconds = moment(stretches[lies_in])
    assert (starts / SAMPLE_RATE >= seconds[:, 0] - 0.006).all()
    assert ((starts + lengths) / SAMPLE_RATE <= seconds[:, 1] + 0.006).all()
    assert (starts + lengths <= samples).all()
    assert (np.diff(starts) > 0).all()


def _same(one: Hearing, other: Hearing) -> bool:
    parts = [field.name for field in fields(Hearing)]
    return all(np.array_equal(getattr(one, part), getattr(other, part)) for part in parts)


@pytest.mark.model
def test_a_killed_hearing_goes_on_from_its_finished_parts_to_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PART", 2)
    opening = decoded(DEMO)[: 20 * SAMPLE_RATE]
    undisturbed = listen(opening, lambda _share: None)
    journal = PartJournal(tmp_path / "voices")
    for share in (0.2, 0.8):
        with pytest.raises(_Killed):
            listen(opening, _killing_at(share), journal=journal)
    told: list[float] = []
    assert _same(undisturbed, listen(opening, told.append, journal=journal))
    assert told[0] > 0.6, "the rest is not heard again"


class _Killed(BaseException):
    """Stands for the end of the program."""


def _killing_at(moment: float) -> Callable[[float], None]:
    def kill(share: float) -> None:
        if share >= moment:
            raise _Killed

    return kill


@pytest.mark.model
def test_the_same_sound_is_heard_alike_on_one_thread_or_two_from_memory_or_disk(
    tmp_path: Path,
) -> None:
    opening = decoded(DEMO)[: 35 * SAMPLE_RATE]
    opening.tofile(tmp_path / "samples")
    mapped = np.memmap(tmp_path / "samples", np.int16, mode="r")
    once = listen(opening, lambda _share: None, threads=1)
    assert len(once.prints)
    assert _same(once, listen(mapped, lambda _share: None, threads=2))


@pytest.mark.model
def test_progress_never_goes_back_and_ends_at_the_whole() -> None:
    told: list[float] = []
    listen(decoded(DEMO)[: 20 * SAMPLE_RATE], told.append)
    assert told == sorted(told)
    assert told[0] > 0
    assert told[-1] == pytest.approx(1)


def _hearing() -> Hearing:
    random = np.random.default_rng(0)
    return Hearing(
        samples=160_000,
        firsts=np.array([0]),
        local=random.integers(0, 7, (1, 589)).astype(np.uint8),
        starts=np.array([0, 16_000]),
        lengths=np.array([24_000, 8_000]),
        prints=random.standard_normal((2, 192)).astype(np.float16),
        loudness=random.integers(-127, 0, 589).astype(np.int8),
    )


def test_a_hearing_is_kept_to_the_bit_and_always_as_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.npz", "other.npz"):
        HearingStore(tmp_path / name).write(_hearing(), {"version": 1})
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "other.npz").read_bytes()
    kept, why = HearingStore(tmp_path / "one.npz").read({"version": 1})
    assert kept is not None
    assert _same(kept, _hearing())
    assert not why
    assert HearingStore(tmp_path / "one.npz").read({"version": 2})[1] == ("version was 1, is 2",)


@pytest.mark.parametrize("damage", [b"", b"no archive", None])
def test_a_hearing_that_is_missing_or_damaged_is_heard_again(
    tmp_path: Path, damage: bytes | None
) -> None:
    store = HearingStore(tmp_path / "hearing.npz")
    assert store.read({}) == (None, ("new",))
    store.write(_hearing(), {})
    store.path.write_bytes(store.path.read_bytes()[:-100] if damage is None else damage)
    assert store.read({}) == (None, ("hearing.npz was damaged",))
