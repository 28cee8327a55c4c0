from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.hearing import Hearing
from podcast.profile import KeptPrint, Profiles
from podcast.returning import ENOUGH, MARGIN, SCORE, Proposal, VoicePrint, propose, voice_print
from tests.fakes import voices

RATE = 16_000


def point(*values: float):
    """A point on the unit sphere, its first values in this proportion."""
    whole = np.zeros(192)
    whole[: len(values)] = values
    return whole / np.linalg.norm(whole)


def hearing(*pieces: tuple[float, float, tuple[float, ...]]) -> Hearing:
    """A hearing of pieces: start, length and print."""
    starts, lengths, prints = zip(*pieces, strict=True) if pieces else ((), (), ())
    return Hearing(
        samples=60 * RATE,
        firsts=np.empty(0, np.int64),
        local=np.empty((0, 589), np.uint8),
        starts=(np.array(starts) * RATE).astype(np.int64),
        lengths=(np.array(lengths) * RATE).astype(np.int64),
        prints=np.array([point(*one) for one in prints], np.float16).reshape(-1, 192),
        loudness=np.empty(0, np.int8),
    )


def dense(start: float, end: float, values: tuple[float, ...]):
    """Pieces of 1.5 s that overlap, as listening gives them."""
    return [(at, 1.5, values) for at in np.arange(start, end - 1.4, 0.75)]


def profiles(**people: tuple[float, ...]) -> Profiles:
    found = Profiles()
    for name, values in people.items():
        kept = KeptPrint("avsnitt", "digest", "", 30.0, tuple(point(*values).tolist()))
        found = found.with_print(name, kept)
    return found


def like(*values: float) -> VoicePrint:
    return VoicePrint(point(*values), 30.0)


def test_a_voice_print_is_the_mean_of_the_pieces_inside_its_stretches():
    heard = hearing(*dense(0, 12, (1,)), *dense(12, 24, (0, 1)))
    found = voice_print(heard, voices((1, 0, 12), (2, 12, 24)), {2})
    assert found
    assert found.values @ point(0, 1) == pytest.approx(1, abs=1e-3)
    assert found.seconds == pytest.approx(12)


def test_a_piece_that_two_voices_share_is_nobodys():
    heard = hearing(*dense(0, 12, (1,)), (11.3, 1.5, (0, 1)), *dense(12.8, 24, (1,)))
    found = voice_print(heard, voices((1, 0, 12), (2, 12, 24)), {1})
    assert found
    assert found.values @ point(0, 1) == pytest.approx(0, abs=1e-3)


def test_longer_pieces_weigh_more():
    heard = hearing((0, 9, (1,)), (9, 3, (0, 1)))
    found = voice_print(heard, voices((1, 0, 12)), {1})
    assert found
    assert found.values[:2] == pytest.approx(point(3, 1)[:2], abs=1e-3)


def test_speech_in_pieces_that_overlap_counts_once():
    heard = hearing(*dense(0, ENOUGH - 1, (1,)))
    assert voice_print(heard, voices((1, 0, 20)), {1}) is None
    assert voice_print(hearing(), voices((1, 0, 20)), {1}) is None


def test_a_person_with_two_voices_has_one_print_of_both():
    heard = hearing(*dense(0, 6, (1,)), *dense(6, 12, (0, 1)))
    found = voice_print(heard, voices((1, 0, 6), (2, 6, 12)), {1, 2})
    assert found
    assert found.values[:2] == pytest.approx(point(1, 1)[:2], abs=1e-3)


def test_a_voice_is_proposed_with_score_and_runner_up():
    found = propose({2: like(1, 0.1)}, profiles(Lena=(1,), Per=(0.2, 1)), ())
    score, second = point(1, 0.1) @ point(1), point(1, 0.1) @ point(0.2, 1)
    assert found == (Proposal(2, "Lena", float(score), float(second)),)


def test_a_voice_that_is_like_nobody_enough_is_not_proposed():
    below, above = np.arccos(SCORE) + 0.02, np.arccos(SCORE) - 0.02
    remembered = profiles(Lena=(1,))
    assert not propose({1: like(np.cos(below), np.sin(below))}, remembered, ())
    assert propose({1: like(np.cos(above), np.sin(above))}, remembered, ())


def test_a_voice_between_two_people_is_not_proposed():
    assert not propose({1: like(1, 0.3)}, profiles(Lena=(1,), Per=(1, 0.6)), ())


def test_somebody_who_has_a_voice_here_is_proposed_for_no_other_and_still_competes():
    remembered = profiles(Lena=(1,), Per=(1, 0.3))
    assert not propose({2: like(1)}, remembered, {"Lena"})
    assert not propose({2: like(1, 0.25)}, remembered, {"Lena"})


def test_of_two_voices_like_one_person_the_liker_is_proposed():
    (found,) = propose({1: like(1, 0.3), 2: like(1, 0.1)}, profiles(Lena=(1,)), ())
    assert (found.voice, found.name) == (2, "Lena")


POINTS = st.lists(st.integers(-9, 9), min_size=3, max_size=3).filter(any)


@given(
    st.dictionaries(st.integers(1, 6), POINTS, max_size=6),
    st.dictionaries(st.sampled_from("ABCD"), POINTS, max_size=4),
    st.sets(st.sampled_from("ABCD")),
)
def test_whatever_is_heard_no_name_comes_twice_and_each_is_clear(heard, people, tied):
    prints = {voice: like(*values) for voice, values in heard.items()}
    found = propose(prints, profiles(**people), tied)
    names = [one.name for one in found]
    assert len(set(names)) == len(names)
    assert not set(names) & tied
    for one in found:
        assert one.score >= SCORE
        assert one.second is None or one.score - one.second >= MARGIN
        assert (one.second is None) == (len(people) == 1)
