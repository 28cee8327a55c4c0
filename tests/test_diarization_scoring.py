from __future__ import annotations

import pytest

from bench.diarization_scoring import Errors, Score, Spoken, boundary_errors, changes, score


def turns(*spoken: tuple[str, float, float]) -> tuple[Spoken, ...]:
    """Turns from triples of person, start and end."""
    return tuple(Spoken(start, end, who) for who, start, end in spoken)


def test_a_change_of_speaker_is_where_the_next_person_begins():
    assert changes(turns(("A", 0, 4), ("B", 4.5, 8), ("B", 8.5, 9), ("A", 10, 12))) == (4.5, 10)


def test_after_an_answer_thrown_in_the_same_person_going_on_is_no_change():
    assert changes(turns(("A", 0, 10), ("B", 3, 3.5), ("A", 10.2, 15))) == (3,)


def test_an_answer_that_outlasts_the_speaker_makes_two_changes():
    assert changes(turns(("A", 0, 10), ("B", 9.5, 11), ("A", 11.2, 15))) == (9.5, 11.2)


def test_the_order_of_turns_does_not_matter():
    spoken = turns(("A", 0, 10), ("B", 9.5, 11), ("A", 11.2, 15))
    assert changes(reversed(spoken)) == changes(spoken)


def test_a_boundary_error_is_the_distance_to_the_nearest_change_before_or_after():
    true = turns(("A", 0, 5), ("B", 5, 10), ("C", 10, 15))
    heard = turns(("x", 0, 4.75), ("y", 4.75, 10.5), ("z", 10.5, 15))
    assert boundary_errors(true, heard) == (0.25, 0.5)


@pytest.mark.parametrize("heard", [(), turns(("x", 0, 20)), turns(("x", 0, 9), ("y", 9, 20))])
def test_a_change_that_is_not_heard_within_two_seconds_counts_as_two(heard):
    assert boundary_errors(turns(("A", 0, 5), ("B", 5, 20)), heard) == (2.0,)


def test_seconds_missed_false_and_confused_are_told_apart():
    true = turns(("A", 0, 10), ("B", 10, 20))
    heard = turns(("x", 1, 12), ("y", 12, 23))
    result = score(true, heard, people=2, seconds=30, spent=3)
    assert result.strict == Errors(speech=20, missed=1, false_alarm=3, confused=2)
    assert result.strict.rate == pytest.approx(6 / 20)
    assert result.voices == ((2, 2),)
    assert result.speed == 10


def test_a_lenient_score_leaves_out_a_quarter_second_each_side_and_all_overlap():
    true = turns(("A", 0, 10), ("B", 9, 20))
    heard = turns(("x", 0.2, 9.7), ("y", 9.7, 19.8))
    result = score(true, heard, people=2, seconds=20, spent=1)
    assert result.strict.rate == pytest.approx(1.4 / 21)
    assert result.lenient.rate == 0


def test_what_is_heard_outside_the_references_turns_is_a_false_alarm_to_the_end_of_the_file():
    result = score(turns(("A", 0, 10)), turns(("x", 0, 10), ("x", 50, 60)), 1, 55, 1)
    assert result.strict.false_alarm == 5


def test_without_a_reference_only_voices_are_counted():
    result = score(None, turns(("x", 0, 1), ("y", 1, 2), ("z", 2, 3)), 2, 3, 1)
    assert result.strict.rate is None
    assert result.boundary is None
    assert result.miscounted == 1


def test_the_score_of_several_recordings_weighs_by_their_speech():
    long = score(turns(("A", 0, 90)), turns(("x", 0, 90)), 1, 90, 1)
    short = score(turns(("A", 0, 10)), (), 1, 10, 1)
    both = sum((long, short), Score())
    assert both.strict.rate == pytest.approx(0.1)
    assert both.miscounted == 1
    assert both.speed == 50
