from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from podcast.span import Span
from podcast.transcript import Word
from podcast.word_times import mended, uncovered, voiced


def word(start: float, end: float, text: str = "ord") -> Word:
    return Word(text, Span(start, end), 0.9)


def spans(words: tuple[Word, ...]) -> list[tuple[float, float]]:
    return [(round(word.span.start, 3), round(word.span.end, 3)) for word in words]


ALL_VOICE = (Span(0, 1000),)


def test_good_times_stay() -> None:
    good = (word(0.1, 0.4), word(0.4, 0.9), word(1.5, 1.8))
    assert mended(good, ALL_VOICE) == good


def test_of_two_words_that_overlap_the_first_ends_earlier() -> None:
    assert spans(mended([word(0, 1), word(0.6, 1.4)], ALL_VOICE)) == [(0, 0.6), (0.6, 1.4)]


def test_the_first_word_after_a_pause_keeps_its_end() -> None:
    words = [word(0, 0.4), word(3, 6), word(6, 6.3)]
    assert spans(mended(words, ALL_VOICE))[1] == (4.8, 6)


def test_the_last_word_before_a_pause_keeps_its_start() -> None:
    words = [word(0, 0.4), word(0.4, 4), word(6, 6.3)]
    assert spans(mended(words, ALL_VOICE))[1] == (0.4, 1.6)


def test_a_very_long_word_may_last_longer() -> None:
    text = "socialtjänstlagstiftningen"
    (longer,) = mended([word(0, 9, text)], ALL_VOICE)
    assert longer.span.duration == 0.3 + 0.12 * len(text)


def test_a_word_is_clipped_to_the_voice() -> None:
    assert spans(mended([word(1, 2)], (Span(0, 0.5), Span(1.6, 5)))) == [(1.6, 2)]


def test_a_word_where_no_voice_was_found_stays() -> None:
    assert spans(mended([word(1, 1.4)], (Span(3, 4),))) == [(1, 1.4)]


def test_a_voice_without_words_is_found_before_between_and_after() -> None:
    words = (word(5, 5.5), word(9, 9.5))
    found = uncovered(words, (Span(1, 9.5), Span(11, 13)), Span(0, 14), least=1.5)
    assert found == (Span(0, 5), Span(5.5, 9), Span(9.5, 14))


def test_a_pause_without_voice_misses_no_words() -> None:
    assert not uncovered((word(0, 1), word(9, 10)), (Span(0, 1), Span(9, 10)), Span(0, 10), 1.5)


def test_voiced_time_is_counted_inside_the_span_alone() -> None:
    assert voiced(Span(1, 4), (Span(0, 2), Span(3, 9))) == 2


moments = st.floats(0, 100, allow_nan=False)
stretches = st.tuples(moments, st.floats(0, 8)).map(lambda pair: Span(pair[0], sum(pair)))


@given(st.lists(stretches, max_size=30), st.lists(moments, max_size=20, unique=True))
def test_mended_words_are_the_same_words_in_order_and_never_overlap(
    given_spans: list[Span], edges: list[float]
) -> None:
    edges.sort()
    voice = tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False))
    words = [Word(str(index), span, 0.5) for index, span in enumerate(given_spans)]
    after = mended(words, voice)
    assert [word.text for word in after] == [word.text for word in words]
    for earlier, later in pairwise(after):
        assert earlier.span.end <= later.span.start
    assert all(0 < word.span.duration <= 1.2001 for word in after)
