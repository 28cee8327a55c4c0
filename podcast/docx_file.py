"""The documentation as a Word file, for those who go on writing: headings, styles, languages."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from podcast.document import Heading, Paragraph, Photo
from podcast.harmless import seen
from podcast.reading import Passage, Quotation
from podcast.xml_text import writable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph as WordParagraph

    from podcast.document import Run
    from podcast.handout import Handout
    from podcast.reading import Part
    from podcast.show import Language

_LANGUAGES: Mapping[Language, str] = {"sv": "sv-SE", "en": "en-GB"}
# The oldest that a zip file knows: when it was packed says nothing about it.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_A4 = Mm(210), Mm(297)
_COLUMN = Mm(150)
# Characters of a property; python-docx allows no more.
_LONGEST = 255
_BLACK, _ACCENT = RGBColor(0, 0, 0), "0A5960"


def docx_file(handout: Handout) -> bytes:
    """Write it as DOCX: the same bytes for the same values.

    Title and headings are headings of Word, each photo has its caption as alternative text, and
    all words have their language, so that they are spelt and read aloud right.
    """
    word = Document()
    _Writer(handout, word).write()
    out = io.BytesIO()
    word.save(out)
    return _packed_anew(out.getvalue())


class _Writer:
    """Writes the parts of a text, in order."""

    def __init__(self, handout: Handout, word: Word) -> None:
        self._handout, self._word = handout, word

    def write(self) -> None:
        self._tell_of_itself()
        self._set_up()
        handout, reading = self._handout, self._handout.reading
        self._add(handout.kicker, "Subtitle")
        self._add(handout.title, "Heading 1")
        for paragraph in reading.lead:
            self._part(paragraph)
        if handout.cast:
            self._add(handout.cast)
        for part in (*reading.article, *reading.parts):
            self._part(part)
        for line in handout.closing:
            self._add(line)
        if links := handout.edition.episode.links:
            self._add(handout.words.links, "Heading 2")
            for link in links:
                self._link(self._add("", "List Bullet"), link.title, link.address)

    def _tell_of_itself(self) -> None:
        about, handout = self._word.core_properties, self._handout
        moment = handout.edition.published.astimezone(UTC).replace(tzinfo=None, microsecond=0)
        about.title = _plain(handout.title)[:_LONGEST]
        about.author = _plain(handout.author)[:_LONGEST]
        about.last_modified_by, about.comments = about.author, ""
        about.language = _LANGUAGES[handout.show.language]
        about.created = about.modified = moment

    def _set_up(self) -> None:
        """Paper, letters, language, and the address at the foot of each page."""
        section, styles = self._word.sections[0], self._word.styles
        section.page_width, section.page_height = _A4
        section.left_margin = section.right_margin = Mm(30)
        language = _LANGUAGES[self._handout.show.language]
        defaults = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        defaults.find(qn("w:lang")).set(qn("w:val"), language)
        styles["Normal"].font.size = Pt(11)
        for name in ("Heading 1", "Heading 2", "Subtitle", "Caption", "Quote"):
            styles[name].font.color.rgb = _BLACK
        section.footer.paragraphs[0].text = self._handout.foot

    def _part(self, part: Part | Paragraph) -> None:
        match part:
            case Heading(text):
                self._add(text, "Heading 2")
            case Paragraph():
                self._runs(self._add(), part.runs)
            case Photo():
                self._photo(part)
            case Quotation():
                words = self._handout.words.quotation(part.words)
                said = part.said or part.speaker
                self._add(f"{words}\n{said}" if said else words, "Quote")
            case Passage():
                self._passage(part)

    def _passage(self, passage: Passage) -> None:
        """What somebody says, with the name before it; a question is bold."""
        name = passage.speaker if passage.is_named and not passage.continued else ""
        for part in passage.content:
            if not isinstance(part, Paragraph):
                self._part(part)
                continue
            paragraph = self._add()
            if name:
                paragraph.add_run(f"{_plain(name)}: ").bold = True
                name = ""
            self._runs(paragraph, part.runs, bold=passage.asks)
            paragraph.paragraph_format.keep_with_next = passage.asks or None

    def _runs(self, paragraph: WordParagraph, runs: tuple[Run, ...], *, bold: bool = False) -> None:
        for run in runs:
            written = paragraph.add_run(_plain(run.text))
            written.bold = bold or None
            if run.language:
                language = OxmlElement("w:lang")
                language.set(qn("w:val"), run.language)
                written._r.get_or_add_rPr().append(language)  # noqa: SLF001 - no other way

    def _photo(self, photo: Photo) -> None:
        credit = self._handout.words.photo(photo.credit) if photo.credit else ""
        if picture := self._handout.photos.get(photo.file):
            self._word.add_picture(io.BytesIO(picture), width=_COLUMN)
            about: Any = self._word.inline_shapes[-1]._inline.docPr  # noqa: SLF001 - as above
            about.set("descr", _plain(photo.caption))
            self._word.paragraphs[-1].paragraph_format.keep_with_next = True
        self._add(" ".join(filter(None, [photo.caption, credit])), "Caption")

    def _link(self, paragraph: WordParagraph, text: str, address: str) -> None:
        """A hyperlink, which python-docx reads and does not write."""
        to = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), to)
        run = paragraph.add_run(_plain(text))
        run.font.underline, run.font.color.rgb = True, RGBColor.from_string(_ACCENT)
        link.append(run._r)  # noqa: SLF001 - as above
        paragraph._p.append(link)  # noqa: SLF001 - as above

    def _add(self, text: str = "", style: str | None = None) -> WordParagraph:
        return self._word.add_paragraph(_plain(text), style)


def _plain(text: str) -> str:
    return writable(seen(text))


def _packed_anew(packed: bytes) -> bytes:
    """The same files in the same order, without the moment at which they were packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            after.writestr(entry, before.read(name))
    return out.getvalue()
