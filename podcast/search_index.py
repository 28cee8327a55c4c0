"""Which page has which word: small files from which a browser fetches the one that it needs.

A word is found by any three letters in a row, whatever their accents, so that *utbyggnad* finds
*bredbandsutbyggnad* and *battre* can find *bättre*. Which is meant, and where on the page it is,
search.js tells from the words and from the pages themselves.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from podcast.document import Photo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from podcast.catalogue import Catalogue
    from podcast.edition import Edition

INDEX_FILE = "sok/index.json"
"""The pages, and how large each file of words is, by its place in feed/."""

# Characters of a file of words, before the host compresses them to a third.
_FILE_SIZE = 90_000
_MOST_FILES = 1024
# Three letters in a row; shorter words are looked up whole.
_LETTERS = 3
# Usual in a word of ten letters, to reckon with.
_USUAL_KEYS = 8
# A word that so large a share of the pages has says nothing about which page is meant.
_USUAL_SHARE = 0.5
_FEW_PAGES = 8
_WORD = re.compile(r"[^\W_]+")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Searchable:
    """A page with the text by which it is found.

    Attributes:
        path: of the page, from the folder that all pages lie in.
        text: all that can be searched for; more than the page has does no harm.
    """

    path: str
    text: str


def searchable(editions: Sequence[Edition], catalogue: Catalogue) -> tuple[Searchable, ...]:
    """Return what can be searched, the most wanted last: episodes by age, then people and series.

    Args:
        editions: those on the lists, oldest first.
        catalogue: who and what has a page.
    """
    episodes = [Searchable(f"{one.slug}/", " ".join(_text(one))) for one in editions]
    series = [Searchable(one.path, one.name) for one in catalogue.series]
    people = [
        Searchable(one.path, " ".join((one.name, *one.parts))) for one in catalogue.people.values()
    ]
    return (*episodes, *series, *people)


def search_index(pages: Sequence[Searchable]) -> Mapping[str, str]:
    """Return the files of the index by their place in feed/; the same for the same pages."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(pages):
        for word in words(page.text):
            found[word].append(number)
    entries = {word: _places(found[word], len(pages)) for word in sorted(found)}
    shards = _sharded(entries)
    files = {f"sok/words-{number}.json": _json(shard) for number, shard in enumerate(shards)}
    digest = hashlib.sha256("".join(files.values()).encode()).hexdigest()
    index = {
        "version": digest[:8],
        "pages": [page.path for page in pages],
        "sizes": [len(file) for file in files.values()],
    }
    return {**files, INDEX_FILE: _json(index)}


def words(text: str) -> frozenset[str]:
    """Return the different words of a text in lower case."""
    return frozenset(_WORD.findall(unicodedata.normalize("NFC", text).lower()))


@lru_cache(maxsize=1 << 16)
def keys(word: str) -> frozenset[str]:
    """Return by what a word is found: each three letters in a row, without accents."""
    plain = "".join(
        sign for sign in unicodedata.normalize("NFD", word) if unicodedata.category(sign)[0] != "M"
    )
    starts = range(max(1, len(plain) - _LETTERS + 1))
    return frozenset(plain[start : start + _LETTERS] for start in starts)


def shard_of(key: str, count: int) -> int:
    """Return the number of the file in which the words with some letters are."""
    number = 0
    for sign in key:
        number = (number * 31 + ord(sign)) & 0xFFFFFFFF
    return number % count


def _text(edition: Edition) -> Iterator[str]:
    episode, document = edition.episode, edition.document
    yield document.title
    yield from edition.lead
    yield from (
        " ".join((person.name, person.role, person.organisation)) for person in episode.people
    )
    yield from (episode.event, episode.place)
    for block in document.blocks:
        yield block.caption if isinstance(block, Photo) else block.text


def _sharded(entries: Mapping[str, str]) -> list[dict[str, str]]:
    count = _count(sum(len(word) + len(places) + 6 for word, places in entries.items()))
    shards: list[dict[str, str]] = [{} for _ in range(count)]
    for word, places in entries.items():
        for number in {shard_of(key, count) for key in keys(word)}:
            shards[number][word] = places
    return shards


def _count(size: int) -> int:
    """How many files keep each to its size: a power of two; a word is in as many as it has keys."""
    count = 1
    while count < _MOST_FILES and size * (1 - (1 - 1 / count) ** _USUAL_KEYS) > _FILE_SIZE:
        count *= 2
    return count


def _places(numbers: Iterable[int], pages: int) -> str:
    """Write numbers of pages: `3.7-c` in the digits 0 to z, `*` for a word that most have."""
    numbers = list(numbers)
    if pages > _FEW_PAGES and len(numbers) >= pages * _USUAL_SHARE:
        return "*"
    runs = groupby(enumerate(numbers), key=lambda placed: placed[1] - placed[0])
    return ".".join(_run([number for _, number in run]) for _, run in runs)


def _run(numbers: Sequence[int]) -> str:
    first, last = _short(numbers[0]), _short(numbers[-1])
    return first if first == last else f"{first}-{last}"


def _short(number: int) -> str:
    written = ""
    while number or not written:
        number, digit = divmod(number, len(_DIGITS))
        written = _DIGITS[digit] + written
    return written


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
