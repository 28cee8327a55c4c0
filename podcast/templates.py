"""The templates: ours, or the show's own of the same name, in the show's language.

The words of the interface are Swedish in the templates; the catalogue beside them has them in
English.
"""

from __future__ import annotations

import gettext
import math
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from babel.dates import format_date
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from podcast.document import Heading, Paragraph, Photo
from podcast.reading import Passage, Quotation
from podcast.span import clock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from podcast.show import Language

LOCALES: Mapping[Language, str] = {"sv": "sv_SE", "en": "en_GB"}
"""Where Babel and OpenGraph write dates and languages as people there do."""

_ASSETS = "assets"
# So many colours tell voices apart before they come back; names stand beside them anyway.
_COLOURS = 6
# Forbidden in HTML, or able to turn the direction of what stands after them.
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def environment(language: Language, own: Path | None = None) -> Environment:
    """Return the templates in a language, those in the show's own folder before ours."""
    folders = _folders(own)
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        keep_trailing_newline=True,
        finalize=_writable,
    )
    made.install_gettext_translations(  # type: ignore[attr-defined]  # by the extension
        _translations(language, folders), newstyle=True
    )
    made.filters |= _filters(LOCALES[language])
    made.tests |= {
        "passage": lambda part: isinstance(part, Passage),
        "heading": lambda part: isinstance(part, Heading),
        "paragraph": lambda part: isinstance(part, Paragraph),
        "photo": lambda part: isinstance(part, Photo),
        "quotation": lambda part: isinstance(part, Quotation),
    }
    return made


def assets(own: Path | None = None) -> Mapping[str, bytes]:
    """Return style, script and letters by their place in feed/; the show's own win over ours."""
    return {
        f"{_ASSETS}/{file.name}": file.read_bytes()
        for folder in reversed(_folders(own))
        for file in sorted((folder / _ASSETS).glob("*"))
        if file.is_file()
    }


def shipped_templates(package: Path) -> Path:
    """Return the folder of our templates: inside an installed package, beside it in a checkout."""
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def _folders(own: Path | None) -> tuple[Path, ...]:
    ours = shipped_templates(Path(str(files("podcast"))))
    return (own, ours) if own else (ours,)


class _Catalogue(gettext.NullTranslations):
    """Translations read from a catalogue that people edit, without a compiled file beside it."""

    def __init__(self, folder: Path, language: str) -> None:
        super().__init__()
        with (folder / "translations" / f"{language}.po").open("rb") as file:
            self._entries = {entry.id: entry.string for entry in read_po(file, locale=language)}

    def gettext(self, message: str) -> str:
        return str(self._entries.get(message) or message)


def _translations(language: str, folders: tuple[Path, ...]) -> gettext.NullTranslations:
    catalogues = (
        folder for folder in folders if (folder / f"translations/{language}.po").is_file()
    )
    folder = next(catalogues, None)
    return _Catalogue(folder, language) if folder else gettext.NullTranslations()


def _filters(locale: str) -> dict[str, Any]:
    return {
        "clock": clock,
        "moment": _moment,
        "colour": lambda order: (order - 1) % _COLOURS + 1,
        "day": lambda day: format_date(day, "d MMMM y", locale=locale),
        "at_least": lambda share: _percent(math.floor(100 * share), locale),
        "at_most": lambda share: _percent(math.ceil(100 * share), locale),
        "length": lambda seconds: _length(seconds, locale),
        "megabytes": lambda size: _megabytes(size, locale),
        "names": lambda people: format_list([person.name for person in people], locale=locale),
        "inside": quote,
    }


def _writable(value: Any) -> Any:  # noqa: ANN401  # whatever a template prints
    if isinstance(value, str) and _UNWRITABLE.search(value):
        return type(value)(_UNWRITABLE.sub("", value))
    return value


def _moment(seconds: float) -> str:
    """Write seconds as a media fragment does: `754`, `24.36`."""
    return f"{seconds:.3f}".rstrip("0").rstrip(".")


def _length(seconds: float, locale: str) -> str:
    minutes = round(seconds / 60)
    if not minutes:
        return format_unit(round(seconds), "duration-second", "short", locale=locale)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "duration-hour"), (minutes, "duration-minute")]
    return " ".join(format_unit(n, unit, "short", locale=locale) for n, unit in parts if n)


def _percent(hundredths: int, locale: str) -> str:
    return format_percent(hundredths / 100, locale=locale)


def _megabytes(size: int, locale: str) -> str:
    pattern = "#,##0" if size >= 10_000_000 else "0.0"
    return f"{format_decimal(max(size / 1e6, 0.1), pattern, locale=locale)} MB"
