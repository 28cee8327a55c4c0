"""The templates: ours, or the show's own of the same name, in the show's language.

The words of the interface are Swedish in the templates; the catalogue beside them has them in
English. A show may put files of the same names into its own folder, one by one; ours are still
there as `panelpodd/…`, to be extended.
"""

from __future__ import annotations

import gettext
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.pofile import PoFileError, read_po
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader

from podcast.dates import LOCALES
from podcast.errors import PodcastError
from podcast.template_faults import REMEDY, Unknown, told
from podcast.template_filters import filters, tests
from podcast.xml_text import writable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from podcast.show import Language
    from podcast.views import Page, Site

SHIPPED = "panelpodd"
"""Before the name of a template, with a slash between: ours, whatever the show has."""

ASSETS, TRANSLATIONS = "assets", "translations"
"""The folders among the templates."""

STYLE = f"{ASSETS}/style.css"
"""The style sheet that all pages share, with their colours."""


class Templates:
    """Makes pages of what they tell."""

    def __init__(self, language: Language, own: Path | None = None) -> None:
        """Take the language and the folder of the show's own templates, if any."""
        self._own = own
        self._environment = environment(language, own)

    def render(self, site: Site, page: Page) -> str:
        """Return a page, made by the template of its type.

        Raises:
            PodcastError: when a template of the show's own cannot be used, with its line.
        """
        try:
            return self._environment.get_template(page.template).render(site=site, page=page)
        except Exception as fault:
            if self._own and (sentence := told(fault, page.template, self._own)):
                raise PodcastError(sentence) from fault
            raise


def environment(language: Language, own: Path | None = None) -> Environment:
    """Return the templates in a language, those in the show's own folder before ours.

    Ours are the same all the time, and compiled once: that takes longer than a page.

    Raises:
        PodcastError: when a catalogue of the show's own cannot be read.
    """
    return _environment(language, own) if own else _shipped_environment(language)


def assets(own: Path | None = None) -> Mapping[str, bytes]:
    """Return style, script and letters by their place in feed/; the show's own win over ours.

    They are published as they are, so a link to what lies elsewhere is passed over.
    """
    return {
        f"{ASSETS}/{file.name}": file.read_bytes()
        for folder in reversed(_folders(own))
        for file in sorted((folder / ASSETS).glob("[!.]*"))
        if file.is_file() and file.resolve().is_relative_to(folder.resolve())
    }


def shipped_templates(package: Path) -> Path:
    """Return the folder of our templates: inside an installed package, beside it in a checkout."""
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def is_shipped(folder: Path) -> bool:
    """Tell whether a folder is that of our templates, as in a checkout that is a show as well."""
    return folder.resolve() == _shipped().resolve()


def shipped_names() -> frozenset[str]:
    """Return what a show may have a file of its own for, by its place among the templates."""
    ours = _shipped()
    found = (file for folder in (ours, ours / ASSETS) for file in folder.iterdir())
    catalogues = {f"{TRANSLATIONS}/{language}.po" for language in LOCALES}
    return frozenset(catalogues).union(
        file.relative_to(ours).as_posix() for file in found if file.is_file()
    )


def is_copy(file: Path, place: str) -> bool:
    """Tell whether a file is ours to the letter, as all are in a clone that is a show as well."""
    ours = _shipped() / place
    return ours.is_file() and ours.read_bytes() == file.read_bytes()


def words_of(file: Path) -> dict[str, str]:
    """Return what a catalogue says otherwise than the templates; one that is not there, nothing.

    Raises:
        PodcastError: when it cannot be read.
    """
    if not file.is_file():
        return {}
    try:
        with file.open("rb") as opened:
            entries = list(read_po(opened, abort_invalid=True))
    except (PoFileError, ValueError, LookupError) as fault:
        raise PodcastError(
            f"templates/{TRANSLATIONS}/{file.name}: it is no catalogue ({fault}); {REMEDY}."
        ) from fault
    return {str(entry.id): str(entry.string) for entry in entries if entry.string}


@cache
def _shipped_environment(language: Language) -> Environment:
    return _environment(language, None)


def _environment(language: Language, own: Path | None) -> Environment:
    ours = FileSystemLoader(_shipped())
    first = [FileSystemLoader(own)] if own else []
    made = Environment(
        loader=ChoiceLoader([*first, ours, PrefixLoader({SHIPPED: ours})]),
        autoescape=True,
        undefined=Unknown,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        keep_trailing_newline=True,
        finalize=_writable,
    )
    made.install_gettext_translations(  # type: ignore[attr-defined]  # by the extension
        _Catalogue(language, _folders(own)), newstyle=True
    )
    made.filters |= filters(LOCALES[language])
    made.tests |= tests()
    return made


def _shipped() -> Path:
    return shipped_templates(Path(str(files("podcast"))))


def _folders(own: Path | None) -> tuple[Path, ...]:
    return (own, _shipped()) if own else (_shipped(),)


class _Catalogue(gettext.NullTranslations):
    """Words of the interface from catalogues that people edit, without compiled ones beside them.

    What stands in an earlier folder wins, word by word.
    """

    def __init__(self, language: str, folders: Iterable[Path]) -> None:
        super().__init__()
        self._words: dict[str, str] = {}
        for folder in folders:
            self._words = words_of(folder / TRANSLATIONS / f"{language}.po") | self._words

    def gettext(self, message: str) -> str:
        return self._words.get(message, message)


def _writable(value: Any) -> Any:  # noqa: ANN401  # whatever a template prints
    if isinstance(value, str) and (clean := writable(value)) != value:
        return type(value)(clean)
    return value
