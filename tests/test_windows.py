from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.span import Span
from podcast.windows import stretches, windows

WHOLE = Span(0, 200)


def test_talk_is_heard_in_one_go_with_what_sounds_right_around_it():
    assert windows((Span(5, 8), Span(8.5, 20)), WHOLE) == (Span(4.6, 20.4),)


def test_talk_on_both_sides_of_music_is_heard_apart():
    assert windows((Span(5, 8), Span(12, 20)), WHOLE) == (Span(4.6, 8.4), Span(11.6, 20.4))


def test_a_window_ends_in_the_latest_pause_that_it_reaches():
    voices = (Span(1, 10), Span(11, 28), Span(28.05, 29), Span(29.5, 50))
    assert windows(voices, WHOLE) == (Span(0.6, 29.25), Span(29.25, 50.4))


def test_who_makes_no_pause_is_cut_where_the_model_would_stop():
    assert windows((Span(1, 71),), WHOLE) == (Span(0.6, 30.6), Span(30.6, 60.6), Span(60.6, 71.4))


def test_only_what_lies_in_the_whole_is_heard():
    assert stretches((Span(0, 4), Span(9, 30)), Span(2, 10)) == (Span(2, 4.4), Span(8.6, 10))
    assert windows((), WHOLE) == ()


@given(st.lists(st.floats(0, 200), min_size=2, max_size=40, unique=True))
@settings(max_examples=50)
def test_all_talk_lies_in_windows_in_order_that_a_model_can_hear(edges: list[float]) -> None:
    edges.sort()
    voices = tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False))
    found = windows(voices, WHOLE)
    assert all(0 < window.duration <= 30.001 for window in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    covered = sum(voice.overlap(window) for voice in voices for window in found)
    assert covered == pytest.approx(sum(voice.duration for voice in voices))
