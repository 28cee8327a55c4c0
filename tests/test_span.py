from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from podcast.span import Span, clock, outside, parse_clock, union

moments = st.floats(0, 100_000, allow_nan=False)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start, end = sorted((draw(moments), draw(moments)))
    return Span(start, end)


def test_a_span_must_not_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="must not end before it starts: 2 > 1"):
        Span(2, 1)


def test_the_end_of_a_span_is_outside_and_its_start_inside() -> None:
    assert 1 in Span(1, 2)
    assert 1.999 in Span(1, 2)
    assert 2 not in Span(1, 2)


def test_an_empty_span_is_false_and_contains_nothing() -> None:
    assert not Span(1, 1)
    assert 1 not in Span(1, 1)


@given(spans(), spans())
def test_what_two_spans_share_lies_in_both_and_lasts_as_long_as_they_overlap(
    one: Span, other: Span
) -> None:
    shared = one & other
    assert shared.duration == one.overlap(other) == other.overlap(one)
    assert shared.duration <= min(one.duration, other.duration)
    if shared:
        assert one.start <= shared.start <= shared.end <= one.end
        assert other.start <= shared.start <= shared.end <= other.end
        assert shared == other & one


@given(spans(), spans())
def test_the_cover_of_two_spans_is_the_shortest_that_holds_both(one: Span, other: Span) -> None:
    cover = one | other
    assert cover == other | one
    assert one & cover == one
    assert other & cover == other
    assert {cover.start, cover.end} <= {one.start, one.end, other.start, other.end}


@given(spans(), spans(), spans())
def test_covering_does_not_depend_on_the_order(one: Span, other: Span, third: Span) -> None:
    assert (one | other) | third == one | (other | third)


@given(spans(), spans())
def test_spans_have_a_gap_only_where_they_share_nothing(one: Span, other: Span) -> None:
    assert one.gap(other) == other.gap(one)
    if one.gap(other):
        assert not one & other
        assert (one | other).duration >= one.gap(other)
    elif one and other:
        assert bool(one & other) or one.end == other.start or other.end == one.start


@given(st.lists(spans()), moments)
def test_a_union_covers_what_any_of_the_spans_covers_and_its_parts_do_not_touch(
    several: list[Span], moment: float
) -> None:
    joined = union(several)
    assert any(moment in span for span in joined) == any(moment in span for span in several)
    assert all(one.end < other.start for one, other in pairwise(joined))


def test_a_union_bridges_gaps_that_are_short_enough() -> None:
    several = (Span(5, 6), Span(0, 1), Span(1.5, 2), Span(9, 9))
    assert union(several) == (Span(0, 1), Span(1.5, 2), Span(5, 6))
    assert union(several, bridging=0.5) == (Span(0, 2), Span(5, 6))
    assert union(()) == ()


@given(st.lists(spans()), st.lists(spans()), moments)
def test_outside_is_what_the_spans_have_and_the_covered_ones_have_not(
    several: list[Span], covered: list[Span], moment: float
) -> None:
    taken = union(covered)
    left = list(outside(union(several), taken))
    is_left = any(moment in span for span in several) and not any(moment in span for span in taken)
    assert any(moment in span for span in left) == is_left
    assert all(left)


@given(spans(), moments)
def test_a_moment_inside_has_no_distance_and_one_outside_has(span: Span, moment: float) -> None:
    assume(moment != span.end)
    assert (span.distance(moment) == 0) == (moment in span)


@given(spans(), st.integers(0, 1000))
def test_a_shifted_span_keeps_its_length(span: Span, seconds: int) -> None:
    shifted = span.shifted(seconds)
    assert shifted.start == span.start + seconds
    assert shifted.duration == pytest.approx(span.duration, abs=1e-6)


@given(spans())
def test_the_middle_is_as_far_from_either_edge(span: Span) -> None:
    assert span.middle - span.start == pytest.approx(span.end - span.middle, abs=1e-6)


def test_spans_are_sorted_by_when_they_start() -> None:
    assert sorted([Span(2, 3), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(2, 3)]


@pytest.mark.parametrize(
    ("seconds", "written"),
    [(0, "0:00"), (5.9, "0:05"), (59.999, "0:59"), (751, "12:31"), (3600, "1:00:00")],
)
def test_a_moment_is_written_as_people_do(seconds: float, written: str) -> None:
    assert clock(seconds) == written


@given(st.integers(0, 360_000))
def test_a_written_moment_is_read_back(seconds: int) -> None:
    assert parse_clock(clock(seconds)) == seconds


@given(moments)
def test_writing_a_moment_cuts_off_less_than_a_second(seconds: float) -> None:
    assert 0 <= seconds - parse_clock(clock(seconds)) < 1


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("0:05,5", 5.5),
        ("0:05.25", 5.25),
        (" 12:31 ", 751),
        ("1:02:03", 3723),
        ("95", 95),
        ("7,5", 7.5),
    ],
)
def test_part_seconds_and_plain_seconds_are_read(written: str, seconds: float) -> None:
    assert parse_clock(written) == seconds


@pytest.mark.parametrize("written", ["", "0:99", "1:60:00", "-1", "12:31:", "tolv", "1:2:3:4"])
def test_what_is_no_time_is_refused_with_the_way_to_write_it(written: str) -> None:
    with pytest.raises(ValueError, match="is not a time; write it as 12:31 or 1:02:03"):
        parse_clock(written)
