from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.span import Span
from podcast.windows import batches, montage, stretches

WHOLE = Span(0, 200)


def near(*spans: Span) -> list[tuple[float, float]]:
    return [(round(span.start, 3), round(span.end, 3)) for span in spans]


def test_talk_is_heard_in_one_go_with_what_sounds_right_around_it():
    found = montage((Span(5, 8), Span(8.5, 20)), WHOLE)
    assert found.parts == (Span(4.6, 20.4),)
    assert near(*found.windows) == [(0, 15.8)]


def test_a_pause_is_left_out():
    found = montage((Span(5, 8), Span(10, 20)), WHOLE)
    assert found.parts == (Span(4.6, 8.4), Span(9.6, 20.4))
    assert near(*found.windows) == [(0, 14.6)]


def test_talk_on_both_sides_of_music_is_heard_apart():
    found = montage((Span(5, 8), Span(12, 20)), WHOLE)
    assert found.parts == (Span(4.6, 8.4), Span(11.6, 20.4))
    assert [window.duration for window in found.windows] == pytest.approx([3.8, 8.8])


def test_a_window_ends_in_the_latest_pause_that_it_reaches():
    voices = (Span(1, 10), Span(10.5, 28), Span(28.05, 29), Span(29.5, 50))
    ends = [window.end for window in montage(voices, WHOLE).windows]
    assert ends == pytest.approx([29.25 - 0.6, 50.4 - 0.6])


def test_who_makes_no_pause_is_cut_where_the_model_would_stop():
    ends = [window.end for window in montage((Span(1, 71),), WHOLE).windows]
    assert ends == pytest.approx([30, 60, 70.8])


def test_a_word_is_placed_where_it_is_said():
    talk = montage((Span(5, 8), Span(12, 20)), WHOLE)
    assert near(talk.original(Span(1, 2))) == [(5.6, 6.6)]
    assert near(talk.original(Span(4.8, 5.8))) == [(12.6, 13.6)]


def test_a_word_over_a_join_is_said_where_its_middle_is():
    talk = montage((Span(5, 8), Span(12, 20)), WHOLE)
    assert near(talk.original(Span(3.6, 4.5))) == [(11.6, 12.3)]
    assert near(talk.original(Span(3.2, 3.9))) == [(7.8, 8.4)]


def test_only_what_lies_in_the_whole_is_heard():
    assert stretches((Span(0, 4), Span(9, 30)), Span(2, 10)) == (Span(2, 4.4), Span(8.6, 10))
    assert montage((), WHOLE).windows == ()


@given(st.lists(st.integers(0, 2000), min_size=2, max_size=40, unique=True))
@settings(max_examples=50)
def test_all_talk_lies_in_windows_in_order_that_a_model_can_hear(tenths: list[int]) -> None:
    edges = [tenth / 10 for tenth in sorted(tenths)]
    voices = tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False))
    talk = montage(voices, WHOLE)
    assert all(0 < window.duration <= 30.001 for window in talk.windows)
    assert all(before.end == after.start for before, after in pairwise(talk.windows))
    assert all(before.end <= after.start for before, after in pairwise(talk.parts))
    assert talk.windows[-1].end == pytest.approx(sum(part.duration for part in talk.parts))
    covered = sum(voice.overlap(part) for voice in voices for part in talk.parts)
    assert covered == pytest.approx(sum(voice.duration for voice in voices))


@pytest.mark.parametrize(
    ("windows", "sizes"),
    [
        (1, [1]),
        (2, [1, 1]),
        (5, [2, 3]),
        (8, [4, 4]),
        (9, [2, 2, 3, 2]),
        (20, [3, 4, 3, 3, 4, 3]),
    ],
)
def test_as_many_batches_of_like_sizes_for_each_that_are_heard_at_a_time(windows, sizes):
    every = [Span(start, start + 1) for start in range(windows)]
    found = batches(every, 2)
    assert [len(batch) for batch in found] == sizes
    assert [window for batch in found for window in batch] == every


def test_what_is_heard_one_at_a_time_is_in_as_few_batches_as_can_be():
    assert [len(batch) for batch in batches([Span(0, 1)] * 4, 1)] == [4]
