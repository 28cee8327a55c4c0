"""What speaks for each voice beneath each word."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.conversation import Opinion
from podcast.span import Span
from podcast.word_voices import likeness_beneath, overlaps, seconds_beneath
from tests.fakes import voices

moments = st.floats(0, 20)
spans = st.builds(lambda start, length: Span(start, start + length), moments, st.floats(0.05, 3))


@given(st.lists(spans, min_size=1, max_size=8))
def test_seconds_are_those_that_word_and_voice_share(words):
    who = voices((1, 0, 4), (2, 3, 7), (1, 9, 12))
    seconds = seconds_beneath(words, who)
    for word, row in zip(words, seconds, strict=True):
        shared = [
            sum(heard.span.overlap(word) for heard in who.spans if heard.voice == voice)
            for voice in who.numbers
        ]
        if any(shared):
            assert row == pytest.approx(shared, abs=1e-9)
        else:
            assert sorted(row) == [0, word.duration]


def test_a_word_over_silence_belongs_to_the_voice_with_the_nearest_edge():
    who = voices((1, 0, 8), (2, 9.5, 9.7))
    assert seconds_beneath([Span(8.2, 8.6), Span(9.0, 9.4)], who).tolist() == [
        pytest.approx([0.4, 0]),
        pytest.approx([0, 0.4]),
    ]


def test_a_print_is_spread_evenly_over_its_piece():
    opinions = [Opinion(Span(1, 3), (0.8, 0.4))]
    beneath = likeness_beneath([Span(0, 1), Span(1, 2), Span(0, 9)], opinions, 2)
    assert beneath.tolist() == [
        pytest.approx([0, 0]),
        pytest.approx([0.4, 0.2]),
        pytest.approx([0.8, 0.4]),
    ]


def test_where_pieces_overlap_each_moment_has_their_mean():
    opinions = [Opinion(Span(0, 2), (0.8, 0.2)), Opinion(Span(1, 3), (0.4, 0.6))]
    beneath = likeness_beneath([Span(0, 1), Span(1, 2), Span(2, 3)], opinions, 2)
    np.testing.assert_allclose(beneath, [[0.4, 0.1], [0.3, 0.2], [0.2, 0.3]])


@given(st.lists(st.tuples(spans, st.floats(-1, 1)), max_size=6), spans, moments)
def test_parts_of_a_word_have_together_what_the_whole_has(prints, word, moment):
    opinions = [Opinion(span, (like, -like)) for span, like in prints]
    cut = min(max(moment, word.start), word.end)
    whole, first, last = likeness_beneath(
        [word, Span(word.start, cut), Span(cut, word.end)], opinions, 2
    )
    np.testing.assert_allclose(first + last, whole, atol=1e-9)


def test_overlaps_are_where_one_begins_while_another_still_sounds():
    assert overlaps(voices((1, 0, 5), (2, 1, 2), (1, 6, 8), (2, 7.5, 9))) == (
        Span(1, 2),
        Span(7.5, 8),
    )
    assert overlaps(voices((1, 0, 5), (2, 5, 6))) == ()
