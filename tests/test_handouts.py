"""The files to print and go on with, read back by programs of others."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from podcast.docx_file import docx_file
from podcast.episode import Person
from podcast.handout import Handout
from podcast.pdf_file import pdf_file
from podcast.text import parse
from tests.editions import demo_edition, demo_episode, demo_show, edition_of
from tests.kinds import KINDS, edition, plain_of
from tests.test_page import HOSTILE, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcast.edition import Edition

LINKS = [{"title": "Rapporten", "address": "https://kommun.example/tillit"}]
FAULTS = [{"date": date(2026, 5, 12), "what": "Lena Holm är chef."}]
ODD = "\x00\x0b\x1c\x85\u202e\ud800\ufffe😀中👩‍👩‍👧"


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG")
    return out.getvalue()


def handout(made: Edition, **show: object) -> Handout:
    names = {photo.file for photo in made.document.photos}
    return Handout(demo_show(**show), made, dict.fromkeys(names, picture()))


def word(made: Edition, **show: object) -> Any:
    return Document(io.BytesIO(docx_file(handout(made, **show))))


def pdf(made: Edition, **show: object) -> Any:
    return pypdf.PdfReader(io.BytesIO(pdf_file(handout(made, **show))))


def words_of(read: Any) -> str:
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def tags(read: Any) -> Iterator[Any]:
    """Every tag of the file's structure."""
    waiting: list[Any] = [read.root_object["/StructTreeRoot"]]
    while waiting:
        tag = waiting.pop()
        if isinstance(tag, pypdf.generic.DictionaryObject):
            yield tag
            inside = tag.get("/K")
            inside = inside.get_object() if inside is not None else []
            parts = inside if isinstance(inside, list) else [inside]
            waiting += [part.get_object() for part in parts]


def named(read: Any, name: str) -> list[Any]:
    return [tag for tag in tags(read) if tag.get("/S") == name]


@pytest.mark.parametrize("kind", KINDS)
def test_all_words_of_each_kind_are_in_both_files(kind: str) -> None:
    made = edition(kind)
    in_word = " ".join(" ".join(part.text for part in word(made).paragraphs).split())
    in_pdf = words_of(pdf(made)).replace("- ", "")
    for paragraph in made.document.talk:
        first = " ".join(paragraph.text.split()[:4])
        assert paragraph.text in in_word
        assert first.replace("- ", "") in in_pdf
    for line in plain_of(kind).splitlines()[-2:]:
        assert line in in_word
        assert line in in_pdf


def test_a_word_file_has_real_headings_a_title_and_its_language() -> None:
    made = word(edition("panel"))
    headings = [
        (part.style.name, part.text) for part in made.paragraphs if "Head" in part.style.name
    ]
    assert headings == [("Heading 1", "Tillit i socialtjänsten"), ("Heading 2", "Pengarna")]
    about = made.core_properties
    assert (about.title, about.author, about.language) == (
        "Tillit i socialtjänsten",
        "Panelpodden",
        "sv-SE",
    )
    foot = made.sections[0].footer.paragraphs[0].text
    assert foot == "https://panelpodden.example/panel/ · 4 maj 2026"
    assert foot in words_of(pdf(edition("panel")))
    assert about.created.replace(tzinfo=None) == datetime(2026, 5, 3, 22, 0)  # noqa: DTZ001
    (language,) = made.styles.element.iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "sv-SE"
    names = [part.runs[0].text for part in made.paragraphs if part.runs and part.runs[0].bold]
    assert names[0] == "Karin Ek: "


def test_a_photo_has_its_caption_as_alternative_text_in_both() -> None:
    caption = "Från vänster till höger: Per Lind, Lena Holm och Karin Ek."
    made = word(edition("panel"))
    (shown,) = made.inline_shapes
    assert shown._inline.docPr.get("descr") == caption
    assert [part.text for part in made.paragraphs if part.style.name == "Caption"] == [
        f"{caption} Foto: © Johan Strand"
    ]
    (figure,) = named(pdf(edition("panel")), "/Figure")
    assert figure["/Alt"] == caption


def test_a_photo_that_is_not_at_hand_is_told_by_its_caption() -> None:
    made = Handout(demo_show(), edition("panel"), {})
    assert b"Per Lind, Lena Holm" in Document(io.BytesIO(docx_file(made))).part.blob
    assert "Per Lind, Lena Holm" in words_of(pypdf.PdfReader(io.BytesIO(pdf_file(made))))


def test_a_pdf_is_tagged_and_says_its_title_language_and_standard() -> None:
    read = pdf(edition("panel"))
    assert read.root_object["/MarkInfo"]["/Marked"]
    assert read.root_object["/Lang"] == "sv-SE"
    assert read.metadata.title == "Tillit i socialtjänsten"
    assert read.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in read.root_object["/Metadata"].get_data()
    assert [len(named(read, name)) for name in ("/H1", "/H2")] == [1, 1]


def test_a_time_in_a_pdf_leads_to_that_moment_on_the_page() -> None:
    addresses = [
        note.get_object()["/A"]["/URI"]
        for page in pdf(demo_edition(links=LINKS)).pages
        for note in page["/Annots"]
    ]
    assert "https://panelpodden.example/tillit/#t=22.91" in addresses
    assert "https://kommun.example/tillit" in addresses


def test_words_in_another_language_say_so_in_both() -> None:
    text = "# Tillit\n\nKarin Ek: Hon sa [trust but verify]{lang=en-GB}.\n"
    made = edition_of(parse(text).document.blocks)
    marked = [
        run for part in word(made).paragraphs for run in part.runs if run.text.startswith("trust")
    ]
    (language,) = marked[0]._r.iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "en-GB"
    assert b"/Lang(en-GB)" in pdf(made).pages[0].get_contents().get_data()


def test_corrections_and_links_are_in_both() -> None:
    made = demo_edition(links=LINKS, corrections=FAULTS, reviewed=date(2026, 5, 6))
    paragraphs = [part.text for part in word(made).paragraphs]
    for line in ("Rättat 12 maj 2026: Lena Holm är chef.", "Granskad av en människa 6 maj 2026"):
        assert line in paragraphs
        assert line in words_of(pdf(made))
    links = word(made).paragraphs[-1].hyperlinks
    assert [(link.text, link.address) for link in links] == [
        ("Rapporten", "https://kommun.example/tillit")
    ]


def test_an_english_show_hands_out_english() -> None:
    assert word(demo_edition(), language="en").core_properties.language == "en-GB"
    read = pdf(demo_edition(), language="en")
    assert read.root_object["/Lang"] == "en-GB"
    assert "Automatic text, not reviewed" in words_of(read)


@pytest.mark.parametrize("form", [docx_file, pdf_file])
def test_the_same_episode_gives_the_same_bytes(form: Any) -> None:
    assert form(handout(edition("panel"))) == form(handout(edition("panel")))


def test_whatever_people_write_is_words_in_both() -> None:
    typst = '#panic("x") $x^2$ `raw` @ref <label> *b* _i_ \\ #{1+1} " // /* '
    episode = demo_episode(people=(Person(name=HOSTILE[:40], role=typst),))
    for words in (HOSTILE, typst, ODD):
        odd = episode.model_copy(update={"title": f"Titel {words} " + "lång " * 80})
        made = edition_of((said(f"Ett {words} två."),), odd)
        assert "två." in " ".join(part.text for part in word(made).paragraphs)
        assert "två." in words_of(pdf(made))
        assert word(made).core_properties.title.startswith("Titel ")
    made = edition_of((said(f"Ett {typst}två."),))
    assert f"Karin Ek: Ett {typst}två." in [part.text for part in word(made).paragraphs]
    assert '#panic("x")' in words_of(pdf(made))
    assert "$x^2$ `raw` @ref <label> *b* _i_" in words_of(pdf(made))


def test_a_sign_that_no_letters_have_costs_the_standard_and_not_the_tags() -> None:
    read = pdf(edition_of((said("Hej 😀 du."),)))
    assert b"pdfuaid" not in read.root_object["/Metadata"].get_data()
    assert read.root_object["/MarkInfo"]["/Marked"]


def test_no_people_no_lead_and_no_talk_make_files_all_the_same() -> None:
    bare = replace(edition_of((), demo_episode(people=(), description="", event="", place="")))
    assert word(bare).paragraphs[1].text == "Tillit i socialtjänsten"
    assert "Tillit i socialtjänsten" in words_of(pdf(bare))
