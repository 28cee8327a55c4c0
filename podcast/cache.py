"""Results kept beside an episode: is a stored one still true, and if not, why not.

Each file holds a result and what it was made of. A result is stale when what it would be made of
today differs; a file that cannot be read counts as absent, because it can be made again.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import TypeAdapter

from podcast.transcript import Segment
from podcast.workspace import write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from podcast.span import Span

T = TypeVar("T")

_HALF = re.compile(rb"\\u[dD]")
# A value that JSON can hold; what results are made of is written down in these.
Ingredients = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Store(Generic[T]):
    """A result of one type in one file."""

    path: Path
    kind: type[T]

    def read(self, made_of: Mapping[str, object]) -> tuple[T | None, tuple[str, ...]]:
        """Return the result, and why it cannot be used; no reasons mean that it is still true."""
        try:
            kept = loaded(self.path.read_bytes())
            result: T = self._adapter.validate_python(kept["result"])
            before = dict(kept["made_of"])
        except FileNotFoundError:
            return None, ("new",)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None, (f"{self.path.name} was damaged",)
        return result, differences(before, plain(made_of))

    def made_of(self) -> Ingredients:
        """Return what the kept result was made of; nothing when there is none."""
        try:
            return dict(loaded(self.path.read_bytes())["made_of"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return {}

    def write(self, result: T, made_of: Mapping[str, object]) -> None:
        """Keep a result with what it was made of."""
        kept = {
            "made_of": plain(made_of),
            "result": self._adapter.dump_python(result, mode="json"),
        }
        write(self.path, json.dumps(kept, ensure_ascii=False, separators=(",", ":")) + "\n")

    @property
    def _adapter(self) -> TypeAdapter[T]:
        return _adapter(self.kind)  # type: ignore[arg-type]  # every type is hashable


@cache
def _adapter(kind: type[T]) -> TypeAdapter[T]:
    """What reads and writes a type; making one takes longer than using it."""
    return TypeAdapter(kind)


@dataclass(frozen=True, slots=True)
class BlockJournal:
    """Finished blocks of words, a file each, in a folder that belongs to one way of hearing."""

    folder: Path

    def get(self, block: Span) -> tuple[Segment, ...] | None:
        """Return the words of a block that was finished before."""
        return self._store(block).read({})[0]

    def put(self, block: Span, segments: tuple[Segment, ...]) -> None:
        """Keep the words of a block."""
        self._store(block).write(segments, {})

    def _store(self, block: Span) -> Store[tuple[Segment, ...]]:
        return Store(self.folder / f"{block.start:.3f}-{block.end:.3f}.json", tuple[Segment, ...])


def loaded(content: bytes) -> Any:  # noqa: ANN401 - any type is kept
    """Return what JSON says, if it can be written again.

    Raises:
        ValueError: when it is no JSON, or names half a character, which no file can hold.
        RecursionError: when it is nested too deep.
    """
    kept = json.loads(content)
    if _HALF.search(content):
        json.dumps(kept, ensure_ascii=False).encode()
    return kept


def differences(before: Mapping[str, object], now: Mapping[str, object]) -> tuple[str, ...]:
    """Say what is made of other things than before: `beam_size was 1, is 5`."""
    return tuple(
        f"{name} was {_shown(before.get(name))}, is {_shown(now.get(name))}"
        for name in dict.fromkeys((*now, *before))
        if before.get(name) != now.get(name)
    )


def fingerprint(made_of: Mapping[str, object]) -> str:
    """Return a short name for what something is made of."""
    return hashlib.sha256(json.dumps(made_of, sort_keys=True).encode()).hexdigest()[:16]


def plain(made_of: Mapping[str, object]) -> Ingredients:
    """The same as JSON would give it back, so that a tuple equals the list it was stored as."""
    return dict(json.loads(json.dumps(made_of)))


def _shown(value: object) -> str:
    match value:
        case None:
            return "not set"
        case str() if len(value) == 64:  # a digest says nothing beyond its beginning
            return value[:8]
        case list():
            return ", ".join(map(str, value)) or "empty"
        case _:
            return str(value)
