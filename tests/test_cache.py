from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.cache import BlockJournal, Store, differences
from podcast.span import Span
from podcast.transcript import Segment, Transcript, Word
from tests.fakes import transcript


def test_a_kept_result_is_read_back_and_is_true(tmp_path):
    store = Store(tmp_path / "transcript.json", Transcript)
    heard = transcript((0, "Hej på er."))
    store.write(heard, {"model": "base", "hotwords": ("a", "b")})
    assert store.read({"model": "base", "hotwords": ("a", "b")}) == (heard, ())
    assert store.made_of()["model"] == "base"


def test_what_changed_is_said_in_words():
    before = {"beam_size": 1, "recording": "a" * 64, "glossary": []}
    now = {"beam_size": 5, "recording": "b" * 64, "glossary": ["SKR"], "version": 2}
    assert differences(before, now) == (
        "beam_size was 1, is 5",
        "recording was aaaaaaaa, is bbbbbbbb",
        "glossary was empty, is SKR",
        "version was not set, is 2",
    )


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"made_of": {}}', b"\xff", b'{"result": 1}']
)
def test_a_damaged_result_counts_as_absent(tmp_path, content):
    store = Store(tmp_path / "transcript.json", Transcript)
    store.path.write_bytes(content)
    assert store.read({}) == (None, ("transcript.json was damaged",))
    assert store.made_of() == {}


def test_a_result_that_was_never_made_is_new(tmp_path):
    assert Store(tmp_path / "x.json", Transcript).read({}) == (None, ("new",))


def test_blocks_are_kept_one_by_one(tmp_path):
    journal = BlockJournal(tmp_path / "words")
    segments = transcript((0, "Hej på er.")).segments
    assert journal.get(Span(0, 600)) is None
    journal.put(Span(0, 600), segments)
    assert journal.get(Span(0, 600)) == segments
    assert journal.get(Span(600, 1200)) is None


@given(st.text(max_size=20), st.floats(0, 1e5), st.floats(0, 1))
def test_any_word_survives_being_kept(tmp_path_factory, text, start, certainty):
    store = Store(tmp_path_factory.mktemp("kept") / "t.json", Transcript)
    word = Word(text.encode(errors="ignore").decode(), Span(start, start + 1), certainty)
    heard = Transcript("sv", (Segment((word,), -0.1, 0.0, 1.0),))
    store.write(heard, {})
    assert store.read({})[0] == heard
