"""Every reader of what others wrote, with valid examples of what it reads.

`tests/test_fuzzed_readers.py` and `python -m bench.fuzz` give them the examples made odd. Nothing
may come out of a reader but its value or one of the errors that it promises.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.fuzzing import of_others, of_people, of_the_browser, of_the_machine

if TYPE_CHECKING:
    from bench.fuzzing.reader import Reader


def all_readers() -> tuple[Reader, ...]:
    """Return all of them."""
    homes = (of_people, of_the_machine, of_others, of_the_browser)
    return tuple(reader for home in homes for reader in home.readers())
