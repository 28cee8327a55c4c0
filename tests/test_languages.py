"""Swedish and English: whatever a show says of itself, it says in its own language."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, get_args

import lxml.html  # type: ignore[import-untyped]  # it has no types
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from podcast import conversation, feed_item, show_notes
from podcast import wording as around
from podcast.dates import LOCALES
from podcast.document import Heading, Paragraph, Photo, Quote
from podcast.episode import Credits, Episode, Person
from podcast.former import Moved, Upcoming, Withdrawn
from podcast.show import Kind, Language, Show
from podcast.site_files import files_beside, site_files
from tests.editions import SURE, edition_of
from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from podcast.edition import Edition

DAY = datetime(2026, 5, 3, tzinfo=UTC)
# What is written for people to see or hear, besides the words between tags.
SHOWN = ("title", "alt", "aria-label", "placeholder", "content")


def test_every_table_of_words_has_both_languages() -> None:
    tables: tuple[Mapping[Any, object], ...] = (
        LOCALES,
        around._WORDINGS,
        show_notes._WORDS,
        feed_item._SMALL_SOUND,
        conversation._LABELS,
        conversation._UNKNOWN,
    )
    for table in tables:
        assert set(table) == set(get_args(Language))
    for language in get_args(Language):
        assert (ROOT / "podcast" / "rules" / f"{language}.toml").is_file()
        assert set(around._WORDINGS[language]) == set(get_args(Kind))


def extracted(*names: str) -> set[str]:
    """What templates of these names have to say."""
    methods = [(name, "jinja2.ext:babel_extract") for name in names]
    found = extract_from_dir(str(ROOT / "templates"), method_map=methods)
    return {str(message) for _, _, message, _, _ in found}


def catalogue() -> dict[str, str]:
    with (ROOT / "templates" / "translations" / "en.po").open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}


def test_every_word_that_is_published_has_its_english() -> None:
    said, english = extracted("*.html", "feed.*"), catalogue()
    assert said <= set(english)
    assert all(english.values())


def test_every_word_of_the_review_page_has_its_english() -> None:
    assert extracted("review/*.html") <= set(catalogue())


def test_no_word_has_an_english_that_nothing_says() -> None:
    assert set(catalogue()) <= extracted("**.html", "feed.*")


def test_a_translation_has_the_same_holes() -> None:
    holes = re.compile(r"%\(\w+\)s")
    for message, translation in catalogue().items():
        assert sorted(holes.findall(message)) == sorted(holes.findall(translation))


def spoken(kind: Kind, slug: str) -> Edition:
    """An episode in English that has something of everything."""
    people = (
        Person(name="Karin Ek", role="moderator"),
        Person(
            name="Lena Holm", role="director", organisation="The Agency", link="https://a.example"
        ),
    )
    episode = Episode.model_validate(
        {
            "title": f"Trust at work {slug}", "published": date(2026, 5, 4), "kind": kind,
            "description": "On trust.", "event": "The spring days", "place": "London",
            "people": people, "season": 1, "number": 3, "reviewed": date(2026, 5, 6),
            "credits": Credits(documentation="Per Lind", photo="Lena Holm"),
            "chapters": [{"at": "0:00", "title": "The beginning"}],
            "links": [{"title": "The agency", "address": "https://agency.example/"}],
            "corrections": [{"date": date(2026, 5, 7), "what": "The year was wrong."}],
        }
    )  # fmt: skip
    said = "What does trust mean to you as a leader of people?"
    blocks = (
        Paragraph("The guest leads a small agency."),
        Heading("The beginning"),
        Paragraph(said, "Karin Ek", opens=True),
        Quote("That we listen to each other every day."),
        Photo("us.jpg", "Two people at a table.", "Per Lind"),
        Paragraph("That we listen to each other every day.", "Lena Holm", opens=True),
    )
    return replace(edition_of(blocks, episode, slug), honesty=SURE)


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    """Every page of an English show, by its place."""
    show = Show.model_validate(
        {
            "title": "The Panel", "description": "Talks on social work.", "language": "en",
            "address": "https://panel.example/", "author": "The Agency", "email": "a@b.example",
            "age_notice": 6, "link_notice": "shown",
            "accessibility": {
                "is_public_body": True, "email": "a@b.example", "assessed": date(2026, 1, 2),
                "published": date(2026, 1, 1), "updated": date(2026, 1, 3),
                "shortcomings": ["The map."],
            },
        }
    )  # fmt: skip
    editions = [spoken(kind, kind) for kind in get_args(Kind)]
    automatic = spoken("panel", "automatic")
    unread = automatic.episode.model_copy(update={"reviewed": None})
    editions.append(replace(automatic, episode=unread))
    editions += [replace(editions[0], slug=f"e{n}", guid=f"e{n}") for n in range(30)]
    made = site_files(
        show,
        editions,
        withdrawn=[Withdrawn("gone", "", DAY)],
        moved=[Moved("old", "panel", "Moved")],
        upcoming=(Upcoming("Next", DAY),),
    )
    pages = {name: content.decode() for name, content in made if name.endswith((".html", ".xsl"))}
    return pages | {
        name: text for one in editions[:3] for name, text in files_beside(show, one)
    }  # fmt: skip


def shown(text: str) -> Iterator[str]:
    """What people see or hear of a page, each piece by itself."""
    tree = lxml.html.document_fromstring(text.encode())
    for element in tree.iter(lxml.html.etree.Element):
        if element.tag not in {"script", "style"}:
            pieces: list[Any] = [element.text, element.tail]
            pieces += [element.get(name) for name in SHOWN]
            pieces += [value for name, value in element.attrib.items() if name.startswith("data-")]
            yield from (" ".join(piece.split()) for piece in pieces if piece and piece.strip())


def test_no_page_of_an_english_show_speaks_swedish(english: dict[str, str]) -> None:
    swedish = {message for message, translation in catalogue().items() if message != translation}
    pages = {name: set(shown(text)) for name, text in english.items() if name.endswith(".html")}
    assert len(pages) > 40
    for name, pieces in pages.items():
        assert not pieces & swedish, name


def test_no_text_of_an_english_show_has_swedish_letters(english: dict[str, str]) -> None:
    for name, text in english.items():
        pieces = set(shown(text)) if name.endswith(".html") else {text}
        found = {piece for piece in pieces if set(piece.lower()) & set("åäö")}
        # Digg has no English name.
        assert not {piece for piece in found if "digg" not in piece.lower()}, name


def test_dates_are_written_in_words_in_the_language_of_the_show(english: dict[str, str]) -> None:
    for name, text in english.items():
        if name.endswith(".html") and "transcript" not in name:
            pieces = " | ".join(shown(text))
            assert "2026-05" not in pieces.replace("data-from", ""), name
    assert "4 May 2026" in english["panel/index.html"]
    assert "6 May 2026" in english["panel/index.html"]
    assert "2 January 2026" in english["tillganglighet/index.html"]


def test_people_are_presented_in_the_language_of_the_show(english: dict[str, str]) -> None:
    for name in ("panel/index.html", "panel/panel.txt", "person/lena-holm/index.html"):
        assert "director at The Agency" in english[name]
        assert "director på" not in english[name]
