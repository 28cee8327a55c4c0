"""The documentation as a PDF that screen readers can follow: tagged, as PDF/UA-1 asks.

Typst sets it (podcast/print.typ), in the letters that it brings along, so that the same episode
gives the same bytes on every machine.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import typst

from podcast.document import Heading, Paragraph, Photo
from podcast.harmless import seen
from podcast.reading import Passage, Quotation
from podcast.span import clock

if TYPE_CHECKING:
    from podcast.document import Run
    from podcast.handout import Handout
    from podcast.reading import Part

# JSON has no types, and neither have its values here; they are written at once.
_Told = dict[str, Any]
_REGION = re.compile(r"-([A-Za-z]{2})(?:-|$)")
_COUNTRIES = {"sv": "SE", "en": "GB"}
_STANDARD = "ua-1"


def pdf_file(handout: Handout) -> bytes:
    """Write it as PDF: the same bytes for the same values.

    Where a sign is in no letters that Typst has, such as an emoji, the file is tagged all the same
    but cannot call itself PDF/UA; the sign is shown as a box.
    """
    told = json.dumps(_told(handout), ensure_ascii=False)
    try:
        return _compiled(handout, told, [_STANDARD])
    except typst.TypstError:
        return _compiled(handout, told, [])


def _compiled(handout: Handout, told: str, standards: list[Any]) -> bytes:
    made = typst.compile(
        _source(),
        sys_inputs={"it": told},
        ignore_system_fonts=True,
        pdf_standards=standards,
        timestamp=int(handout.edition.published.timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("Typst gave no PDF")
    return made


@cache
def _source() -> bytes:
    return files("podcast").joinpath("print.typ").read_bytes()


def _told(handout: Handout) -> _Told:
    reading = handout.reading
    writer = _Writer(handout)
    return {
        "title": _line(handout.title),
        "author": _line(handout.author),
        "day": {"year": handout.day.year, "month": handout.day.month, "day": handout.day.day},
        "language": handout.show.language,
        "region": _COUNTRIES[handout.show.language],
        "foot": handout.foot,
        "kicker": _line(handout.kicker),
        "lead": [writer.part(part) for part in reading.lead],
        "cast": _line(handout.cast),
        "parts": [writer.part(part) for part in (*reading.article, *reading.parts)],
        "closing": [_line(line) for line in handout.closing],
        "links_heading": handout.words.links,
        "links": [
            {"title": _line(link.title), "address": link.address}
            for link in handout.edition.episode.links
        ],
    }


class _Writer:
    """Tells Typst of the parts of a text."""

    def __init__(self, handout: Handout) -> None:
        self._handout = handout

    def part(self, part: Part | Paragraph) -> _Told:
        match part:
            case Heading(text):
                return {"kind": "heading", "text": _line(text)}
            case Paragraph():
                return {"kind": "paragraph", "runs": [_run(run) for run in part.runs]}
            case Photo():
                return self._photo(part)
            case Quotation():
                words = _line(self._handout.words.quotation(part.words))
                said = _line(part.said or part.speaker)
                return {"kind": "quotation", "words": words, "said": said, **self._time(part.start)}
            case Passage():
                return {
                    "kind": "turn",
                    "speaker": _line(part.speaker),
                    "named": part.is_named,
                    "asks": part.asks,
                    "content": [self.part(inner) for inner in part.content],
                    **self._time(part.start),
                }

    def _photo(self, photo: Photo) -> _Told:
        caption = _line(photo.caption)
        credit = _line(self._handout.words.photo(photo.credit)) if photo.credit else ""
        if photo.file not in self._handout.photos:
            return {"kind": "caption", "text": f"{caption} {credit}".strip()}
        picture = list(self._handout.photos[photo.file])
        return {"kind": "photo", "bytes": picture, "caption": caption, "credit": credit}

    def _time(self, start: float | None) -> _Told:
        """The moment, and where it is heard; neither where there is none."""
        if start is None:
            return {"start": None, "address": ""}
        return {"start": clock(start), "address": f"{self._handout.address}#t={round(start, 2):g}"}


def _run(run: Run) -> _Told:
    region = _REGION.search(run.language)
    return {
        "text": _line(run.text, strip=False),
        "language": run.language.partition("-")[0] or None,
        "region": region[1].upper() if region else None,
    }


def _line(text: str, *, strip: bool = True) -> str:
    """What is seen of a text, on one line."""
    line = re.sub(r"\s+", " ", seen(text))
    return line.strip() if strip else line
