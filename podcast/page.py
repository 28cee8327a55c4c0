"""The web pages: what readers see, and what a page tells other machines about the episode.

Templates are ours, or the show's own of the same name. The words of the interface are Swedish in
the templates; the catalogue beside them has them in English.
"""

from __future__ import annotations

import gettext
import math
import re
import textwrap
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from babel.dates import format_date
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from podcast.document import Heading, Paragraph, Photo
from podcast.edition import ARTWORK_FILE, Edition, newest_first
from podcast.errors import PodcastError
from podcast.reading import Passage, Quotation, Reading, read
from podcast.show import Kind, Show
from podcast.span import clock
from podcast.wording import Wording, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from podcast.former import Moved, Withdrawn

_ASSETS = "assets"
# As feed_channel.py names them: for browsers with XSLT, and for those without.
_FEED_SHEETS = ("feed.xsl", "feed.css")
# Where Babel and OpenGraph write dates and languages as people there do.
_LOCALES = {"sv": "sv_SE", "en": "en_GB"}
_IN_CONTEXT = {"@context": "https://schema.org"}
# Search engines and link previews show about this much.
_SUMMARY = 300
# So many colours tell voices apart before they come back; names stand beside them anyway.
_COLOURS = 6
# Forbidden in HTML, or able to turn the direction of what stands after them.
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Site:
    """What every page says about the show.

    Attributes:
        show: its settings.
        locale: language and country, as `sv_SE`.
        root: from this page to the folder that all pages lie in; empty when it lies there itself.
        artwork: the web address of the picture: the episode's own, else the show's.
    """

    show: Show
    locale: str
    root: str
    artwork: str

    @property
    def home(self) -> str:
        """From this page to the front page."""
        return self.root or "./"


@dataclass(frozen=True, slots=True)
class EpisodePage:
    """The page of one episode.

    Attributes:
        edition: the episode.
        reading: its documentation, arranged.
        kind: what it is, by itself or by the show.
        words: those around the talk, as its kind has them.
        day: when it was published, in the show's time zone.
        address: the page's web address.
        sound_address: that of the sound.
        summary: a sentence or two for search engines and previews.
        linked_data: schema.org's PodcastEpisode as JSON that is safe inside HTML.
    """

    edition: Edition
    reading: Reading
    kind: Kind
    words: Wording
    day: date
    address: str
    sound_address: str
    summary: str
    linked_data: Markup


@dataclass(frozen=True, slots=True)
class Entry:
    """An episode on the front page."""

    edition: Edition
    day: date
    summary: str


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The page that lists all episodes, newest first."""

    entries: tuple[Entry, ...]
    summary: str
    linked_data: Markup


@dataclass(frozen=True, slots=True)
class FormerPage:
    """The page at an address where an episode is no more.

    Attributes:
        title: its heading.
        day: when it was published, in the show's time zone; None where it has only moved.
        address: the web address at which it is now; empty when it was withdrawn.
        way: the same from this page.
    """

    title: str
    day: date | None = None
    address: str = ""
    way: str = ""


_Page = EpisodePage | FrontPage | FormerPage | None


class Pages:
    """Writes the pages of a show."""

    def __init__(self, show: Show, own: Path | None = None) -> None:
        """Take the show, and the folder of its own templates where it has some."""
        self._show = show
        self._environment = _environment(show, _folders(own))

    def episode(self, edition: Edition) -> str:
        """Return the page of an episode, for `<slug>/index.html`."""
        kind = edition.episode.kind or self._show.kind
        page = EpisodePage(
            edition=edition,
            reading=read(edition, kind),
            kind=kind,
            words=wording(kind, self._show.language),
            day=self._day(edition),
            address=edition.address(self._show),
            sound_address=edition.sound_address(self._show),
            summary=_summary(edition),
            linked_data=_safe_json(_linked_episode(self._show, edition)),
        )
        return self._render("episode.html", "../", page)

    def front(self, editions: Iterable[Edition]) -> str:
        """Return the front page, for `index.html`."""
        entries = tuple(
            Entry(edition, self._day(edition), _summary(edition))
            for edition in newest_first(editions)
        )
        page = FrontPage(
            entries,
            summary=_shortened(self._show.description) or self._show.title,
            linked_data=_safe_json(_IN_CONTEXT | _linked_series(self._show)),
        )
        return self._render("front.html", "", page)

    def withdrawn(self, episode: Withdrawn) -> str:
        """Return the page that says that an episode is withdrawn, for `<slug>/index.html`."""
        day = episode.published.astimezone(self._show.zone).date()
        return self._render("withdrawn.html", "../", FormerPage(episode.title, day))

    def moved(self, episode: Moved) -> str:
        """Return the page that leads on from an earlier address, for `<slug>/index.html`."""
        address = f"{self._show.address}{episode.to}/"
        page = FormerPage(episode.title, address=address, way=f"../{episode.to}/")
        return self._render("moved.html", "../", page)

    def missing(self) -> str:
        """Return the page for addresses that lead nowhere, for `404.html`."""
        return self._render("404.html", urlsplit(self._show.address).path, None)

    def feed_sheets(self) -> Mapping[str, str]:
        """Return what makes the feed readable in a browser, by its place in feed/."""
        return {name: self._render(name, "", None) for name in _FEED_SHEETS}

    def _day(self, edition: Edition) -> date:
        return edition.published.astimezone(self._show.zone).date()

    def _render(self, template: str, root: str, page: _Page) -> str:
        artwork = (
            page.edition.artwork_address(self._show)
            if isinstance(page, EpisodePage)
            else f"{self._show.address}{ARTWORK_FILE}"
        )
        site = Site(self._show, _LOCALES[self._show.language], root, artwork)
        try:
            return self._environment.get_template(template).render(site=site, page=page)
        except TemplateError as fault:
            raise PodcastError(
                f"templates/{template}: the page cannot be made ({fault}); "
                "mend the show's own template, or remove it to get ours back."
            ) from fault


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


def _environment(show: Show, folders: tuple[Path, ...]) -> Environment:
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        keep_trailing_newline=True,
        finalize=_writable,
    )
    environment.install_gettext_translations(  # type: ignore[attr-defined]  # by the extension
        _translations(show.language, folders), newstyle=True
    )
    environment.filters |= _filters(_LOCALES[show.language])
    environment.tests |= {
        "passage": lambda part: isinstance(part, Passage),
        "heading": lambda part: isinstance(part, Heading),
        "paragraph": lambda part: isinstance(part, Paragraph),
        "photo": lambda part: isinstance(part, Photo),
        "quotation": lambda part: isinstance(part, Quotation),
    }
    return environment


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


def _summary(edition: Edition) -> str:
    return _shortened(" ".join(edition.lead)) or edition.document.title


def _shortened(text: str) -> str:
    return textwrap.shorten(text, _SUMMARY, placeholder=" …")


def _safe_json(value: Mapping[str, Any]) -> Markup:
    """Write JSON that cannot end the script element it stands in."""
    return htmlsafe_json_dumps(value, ensure_ascii=False)


def _linked_series(show: Show) -> dict[str, Any]:
    return {
        "@type": "PodcastSeries",
        "name": show.title,
        "url": show.address,
        "webFeed": f"{show.address}feed.xml",
    }


def _linked_episode(show: Show, edition: Edition) -> dict[str, Any]:
    episode, sound = edition.episode, edition.sound
    duration = f"PT{round(sound.duration)}S"
    linked: dict[str, Any] = _IN_CONTEXT | {
        "@type": "PodcastEpisode",
        "name": edition.document.title,
        "url": edition.address(show),
        "description": _summary(edition),
        "datePublished": edition.published.isoformat(),
        "inLanguage": show.language,
        "duration": duration,
        "associatedMedia": {
            "@type": "AudioObject",
            "contentUrl": edition.sound_address(show),
            "encodingFormat": sound.media_type,
            "contentSize": str(sound.size),
            "duration": duration,
        },
        "accessMode": ["auditory", "textual"],
        "accessibilityFeature": ["transcript"],
        "partOfSeries": _linked_series(show),
    }
    if episode.number:
        linked["episodeNumber"] = episode.number
    if episode.people:
        linked["contributor"] = [
            {"@type": "Person", "name": person.name} for person in episode.people
        ]
    return linked
