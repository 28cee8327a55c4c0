"""The file of word times: small, and read back to the moment of every word."""

from __future__ import annotations

import gzip
import json
from itertools import accumulate, chain

from hypothesis import given
from hypothesis import strategies as st

from podcast.document import Paragraph, TimedParagraph, TimedWord
from podcast.span import Span
from podcast.word_times_file import word_times
from tests.editions import demo_edition, long_edition


def spoken(starts: list[float]) -> TimedParagraph:
    words = tuple(TimedWord("ord", Span(start, start + 0.2), heard=True) for start in starts)
    return TimedParagraph(Paragraph(" ".join("ord" for _ in words), "Karin Ek"), words)


def read_back(text: str) -> list[list[float]]:
    """As talk.js reads it."""
    lists = json.loads(text)["words"]
    moments = accumulate(chain.from_iterable(lists))
    return [[next(moments) / 100 for _ in steps] for steps in lists]


def test_a_moment_is_written_as_the_time_since_the_word_before() -> None:
    file = word_times([spoken([0.3, 0.52]), spoken([2.0])])
    assert file == '{"schema":1,"words":[[30,22],[148]]}\n'


@given(st.lists(st.lists(st.floats(0, 36_000), min_size=1, max_size=9), max_size=9))
def test_every_word_is_found_again_within_a_hundredth_of_a_second(
    paragraphs: list[list[float]],
) -> None:
    found = read_back(word_times([spoken(starts) for starts in paragraphs]))
    assert [len(starts) for starts in found] == [len(starts) for starts in paragraphs]
    for there, here in zip(chain(*found), chain(*paragraphs), strict=True):
        assert abs(there - here) <= 0.0051


def test_words_that_were_moved_go_back_in_time() -> None:
    assert read_back(word_times([spoken([20.0]), spoken([10.0])])) == [[20.0], [10.0]]


def test_it_has_a_number_for_every_word_of_the_page() -> None:
    edition = demo_edition()
    counts = [len(starts) for starts in read_back(word_times(edition.paragraphs))]
    assert counts == [len(said.text.split()) for said in edition.document.talk]


def test_an_hour_of_talk_is_a_small_file() -> None:
    edition = long_edition(280)
    text = word_times(edition.paragraphs)
    assert sum(map(len, read_back(text))) > 8000
    assert len(text) <= 30_000
    assert len(gzip.compress(text.encode())) <= 20_000
