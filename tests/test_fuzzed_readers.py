"""Whatever others wrote, odd or damaged, is read or refused in a sentence.

`pytest tests/test_fuzzed_readers.py --hypothesis-profile=thorough` tries fifty times as many files,
and `python -m bench.fuzz` as many as you have time for. The rows are in `bench/fuzzing`.
"""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.fuzzing.mutations import mutated
from bench.fuzzing.readers import all_readers

if TYPE_CHECKING:
    from bench.fuzzing.reader import Reader

READERS = {reader.name: reader for reader in all_readers()}
QUICK = [name for name, reader in READERS.items() if not reader.is_slow]
SLOW = [name for name, reader in READERS.items() if reader.is_slow]

# What has patterns of ours for text, and what they may look at again from each of its places.
PATTERNS = (
    "episode.toml", "changed settings", "rules.toml", "text.md", "language marks", "moments",
    "our feed", "our captions.vtt", "feed", "transcript", "web page",
)  # fmt: skip
# Not "a.": tomllib itself takes seconds for a name of five thousand parts, which nobody writes.
RUNS = (
    "a", " ", "\n", "1", "A ", "\\", '"', "-", "*", "|", "[", "(", "<", "<a", "<a>", "&", "> ",
    "![", "[a](", ":", "a: ", "-->", "\n\n", "\n ", "x=[", "{a=", "0:00 -->", "\n- ", "**a",
    "Karin Ek: a\n",
)  # fmt: skip
LONG = 20_000
"""Signs of a run: a pattern that tries each two of them takes a minute."""
PATIENCE = 2.0
"""Seconds of a processor's time."""

# A file is made of the numbers that Hypothesis draws, so what it makes smaller is the number.
files = st.integers(0, 2**32)


def odd(reader: Reader, number: int) -> bytes:
    chance, examples = random.Random(number), reader.examples()  # noqa: S311 - no secret
    return mutated(chance.choice(examples), chance, examples)


def try_to_read(reader: Reader, content: bytes) -> bool:
    try:
        reader.read(content)
    except reader.promised:
        return False
    return True


def with_run(example: bytes, sign: str) -> bytes:
    """A valid file with a long run of a sign in its middle."""
    run, half = (sign * LONG).encode()[:LONG], len(example) // 2
    return example[:half] + run + example[half:]


@pytest.mark.parametrize("name", QUICK)
def test_valid_files_are_read(name):
    reader = READERS[name]
    assert all(try_to_read(reader, example) for example in reader.examples())


@pytest.mark.parametrize("name", QUICK)
@given(st.data())
def test_odd_files_are_read_or_refused_in_a_sentence(name, data):
    reader = READERS[name]
    try_to_read(reader, odd(reader, data.draw(files)))
    try_to_read(reader, data.draw(st.binary() | st.text().map(str.encode)))


@pytest.mark.parametrize("name", SLOW)
@settings(max_examples=settings().max_examples // 4, suppress_health_check=list(HealthCheck))
@given(files)
def test_a_whole_show_gets_along_with_an_odd_file(name, number):
    try_to_read(READERS[name], odd(READERS[name], number))


@pytest.mark.parametrize("name", PATTERNS)
def test_long_runs_of_a_sign_take_no_longer_than_their_length(name):
    reader = READERS[name]
    example = reader.examples()[0]
    for sign in RUNS:
        before = time.thread_time()
        try_to_read(reader, with_run(example, sign))
        assert time.thread_time() - before < PATIENCE, sign
