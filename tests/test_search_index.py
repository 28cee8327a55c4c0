"""The index: any three letters lead to every word that has them, in files of bounded size."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from podcast.catalogue import catalogue
from podcast.document import Paragraph, Photo
from podcast.search_index import (
    INDEX_FILE,
    Searchable,
    keys,
    search_index,
    searchable,
    shard_of,
    words,
)
from tests.editions import demo_edition, demo_show, edition_of, long_edition


def shards(files: dict[str, str]) -> list[dict[str, str]]:
    count = len(json.loads(files[INDEX_FILE])["sizes"])
    return [json.loads(files[f"sok/words-{number}.json"]) for number in range(count)]


def numbers(written: str) -> list[int]:
    """The pages that a word is on, read as search.js reads them."""
    found: list[int] = []
    for run in written.split("."):
        first, _, last = run.partition("-")
        found += range(int(first, 36), int(last or first, 36) + 1)
    return found


def test_a_word_is_found_by_any_three_of_its_letters_without_accents() -> None:
    assert keys("bättre") == {"bat", "att", "ttr", "tre"}
    assert keys("hår") == keys("har") == {"har"}
    assert keys("eu") == {"eu"}


def test_words_are_what_stands_between_other_signs() -> None:
    assert words("Bättre-tillit, _EU_ 2026!") == {"bättre", "tillit", "eu", "2026"}
    assert words("a\u030a") == {"å"}


@given(st.lists(st.text(st.characters(categories=["L", "N", "Z", "P"]), max_size=80), max_size=12))
def test_every_word_leads_to_its_pages_in_the_file_of_each_of_its_keys(texts: list[str]) -> None:
    files = dict(search_index([Searchable(f"{n}/", text) for n, text in enumerate(texts)]))
    parts = shards(files)
    for number, text in enumerate(texts):
        for word in words(text):
            for key in keys(word):
                written = parts[shard_of(key, len(parts))][word]
                assert written == "*" or number in numbers(written)


def test_pages_in_a_row_are_written_as_a_run() -> None:
    texts = ["ett"] * 3 + [""] * 40 + ["ett"]
    files = dict(search_index([Searchable(f"{n}/", text) for n, text in enumerate(texts)]))
    assert shards(files)[0]["ett"] == "0-2.17"
    assert numbers("0-2.17") == [0, 1, 2, 43]


def test_a_word_that_most_pages_have_is_not_written_out() -> None:
    texts = ["och ett", *["och"] * 9]
    (only,) = shards(dict(search_index([Searchable("", text) for text in texts])))
    assert only == {"och": "*", "ett": "0"}


def test_many_words_are_parted_into_files_of_bounded_size() -> None:
    pages = [Searchable(f"{n}/", " ".join(f"ord{n * 7919 % 100_003}x{m}" for m in range(900)))
             for n in range(40)]  # fmt: skip
    files = search_index(pages)
    sizes = json.loads(files[INDEX_FILE])["sizes"]
    assert len(sizes) > 8
    assert sizes == [len(files[f"sok/words-{number}.json"]) for number in range(len(sizes))]
    assert sum(sizes) / len(sizes) < 100_000


def test_all_that_a_page_says_can_be_found_and_nothing_of_unlisted_episodes() -> None:
    blocks = (
        Paragraph("Ingress."),
        Paragraph("Samtal.", "Karin Ek", opens=True),
        Photo("bild.jpg", "Bildtext."),
    )
    edition = edition_of(blocks)
    known = catalogue(demo_show(), [edition, demo_edition(status="unlisted", title="Hemligt")])
    pages = searchable([edition], known)
    assert words(pages[0].text) >= {"tillit", "ingress", "samtal", "bildtext", "lena", "karlstad"}
    assert [page.path for page in pages] == [
        "tillit/", "evenemang/panelpoddens-demodag/", "person/johan-strand/",
        "person/karin-ek/", "person/lena-holm/", "person/per-lind/",
    ]  # fmt: skip


def test_the_same_pages_give_the_same_index() -> None:
    pages = searchable([long_edition(20)], catalogue(demo_show(), []))
    assert search_index(pages) == search_index(pages)
