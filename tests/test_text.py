from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from podcast.document import Block, Document, Heading, Paragraph, Photo, Quote
from podcast.text import compose, parse

CAST = ("Karin Ek", "Per Lind", "Anna-Karin af Klercker")

TEXT = """\
# Tillit

Ingressen.

## Om kontroll

Karin Ek: Hej och välkomna.

Vi lyssnar. Mer av henne.

![Från vänster: Karin Ek](panel.jpg "© Foto Graf")

> Vi lyssnar.

Per Lind: Tack: nu börjar vi.
"""


def test_a_text_is_read_as_people_write_it():
    parsed = parse(TEXT, CAST)
    assert parsed.remarks == ()
    assert parsed.document == Document(
        "Tillit",
        (
            Paragraph("Ingressen."),
            Heading("Om kontroll"),
            Paragraph("Hej och välkomna.", "Karin Ek", opens=True),
            Paragraph("Vi lyssnar. Mer av henne.", "Karin Ek"),
            Photo("panel.jpg", "Från vänster: Karin Ek", "© Foto Graf"),
            Quote("Vi lyssnar."),
            Paragraph("Tack: nu börjar vi.", "Per Lind", opens=True),
        ),
    )


def test_what_was_read_is_written_to_the_letter():
    assert compose(parse(TEXT, CAST).document, CAST) == TEXT


def test_line_ends_of_another_system_and_a_byte_order_mark_do_not_matter():
    assert parse("\ufeff" + TEXT.replace("\n", "\r\n"), CAST) == parse(TEXT, CAST)


@pytest.mark.parametrize("name", ["Anna-Karin af Klercker", "Röst 12", "Okänd röst", "Voice 3"])
def test_long_names_and_voice_labels_begin_a_turn(name):
    (paragraph,) = parse(f"{name}: Ja.", CAST).document.blocks
    assert paragraph == Paragraph("Ja.", name, opens=True)


def test_a_name_outside_the_cast_is_a_speaker_and_is_asked_about_once():
    parsed = parse("# T\n\nKarin Ek: Hej.\n\nKarim Ek: Ja.\n\nKarim Ek: Nej.\n", CAST)
    assert [paragraph.speaker for paragraph in parsed.document.talk] == [
        "Karin Ek",
        "Karim Ek",
        "Karim Ek",
    ]
    (remark,) = parsed.remarks
    assert (remark.line, remark.column) == (5, 1)
    assert "“Karim Ek” is not in the cast; did you mean “Karin Ek”?" in remark.sentence


@pytest.mark.parametrize(
    "words",
    ["Så här är det: vi måste.", "Exempel: ett.", "https://example.org/: se där", "12:30: paus"],
)
def test_a_colon_in_ordinary_talk_begins_no_turn(words):
    blocks = parse(f"Karin Ek: Hej.\n\n{words}", CAST).document.blocks
    assert blocks[1] == Paragraph(words, "Karin Ek")


def test_markdown_that_we_do_not_know_stays_to_the_letter():
    table = "| a | b |\n|---|---|\n| 1 | 2 |"
    text = f"# T\n\nKarin Ek: Hej.\n\n{table}\n\n* en\n* två\n"
    assert compose(parse(text, CAST).document, CAST) == text


def test_a_paragraph_that_looks_like_something_else_is_kept_apart():
    document = Document(
        "T",
        (
            Paragraph("Hej.", "Karin Ek", opens=True),
            Paragraph("## ingen rubrik", "Karin Ek"),
            Paragraph("Per Lind: så sa han.", "Karin Ek"),
            Paragraph("\\ ett streck", "Karin Ek"),
            Paragraph("> inget citat", "Karin Ek"),
        ),
    )
    assert parse(compose(document, CAST), CAST).document == document


texts = (
    (
        st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=40)
        | st.sampled_from(
            ["# a", "## a", "> a", "![a](b)", "Karin Ek: a", "\\", "\\\\# a", "Röst 1: b"]
        )
    )
    .map(str.strip)
    .filter(lambda text: bool(text.strip("\ufeff").strip()) and not text.startswith("\ufeff"))
)
names = st.sampled_from([*CAST, "Röst 1", "Voice 2"])


@st.composite
def documents(draw):
    blocks: list[Block] = [Paragraph(text) for text in draw(st.lists(texts, max_size=2))]
    speaker = ""
    for kind in draw(
        st.lists(st.sampled_from("turn more heading photo quote".split()), max_size=8)
    ):
        text = draw(texts)
        if kind == "turn":
            speaker = draw(names)
            blocks.append(Paragraph(text, speaker, opens=True))
        elif kind == "more" and speaker:
            blocks.append(Paragraph(text, speaker))
        elif kind == "heading":
            blocks.append(Heading(text))
        elif kind == "photo":
            file = draw(st.sampled_from(["a.jpg", "en bild (1).png", ""]))
            blocks.append(Photo(file, text, draw(st.just("") | texts)))
        elif kind == "quote":
            blocks.append(Quote(text))
    return Document(draw(st.just("") | texts), tuple(blocks))


@given(documents())
def test_a_document_written_and_read_is_the_document_again(document):
    assert parse(compose(document, CAST), CAST).document == document


@given(st.text(max_size=200))
@example("\\")
@example("\\ ")
def test_any_text_can_be_read(text):
    document = parse(text, CAST).document
    assert parse(compose(document, CAST), CAST).document == document
