"""Whether the show's own templates are used, and can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError, meta

from podcast.errors import PodcastError
from podcast.finding import Kind, extract
from podcast.template_faults import meant, misspelt
from podcast.templates import (
    ASSETS,
    TRANSLATIONS,
    environment,
    is_copy,
    is_shipped,
    shipped_names,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from podcast.finding import Finding

BROKEN = Kind(
    "D002", "error", "A template of the show's own cannot be used, so nothing can be published.",
    "`{% if page.number == 1 %}` without `{% endif %}`",
    "mend it, or remove the file to get ours back",
)  # fmt: skip
UNUSED = Kind(
    "D003", "warning", "A file among the show's own templates is not used by anything.",
    "`templates/fornt.html`",
    "give it the name of one of ours, as docs/templates.md lists them, or take it away",
)  # fmt: skip
KINDS = (BROKEN, UNUSED)

# What people write for each other, beside what we read.
_NOTES = (".md", ".txt")


def check_templates(own: Path) -> Iterator[Finding]:
    """Check the folder of a show's own templates, which need not be there."""
    if not own.is_dir() or is_shipped(own):
        return
    texts, faults = _texts(own)
    yield from faults
    used = shipped_names() | {name for text in texts.values() for name in _named(text)}
    for file in sorted(own.rglob("*")):
        place = file.relative_to(own).as_posix()
        is_hidden = any(part.startswith(".") for part in file.relative_to(own).parts)
        if file.is_dir() or is_hidden or place in used or file.suffix in _NOTES:
            continue
        if (wrong := _wrong(place, "".join(texts.values()))) and not is_copy(file, place):
            yield UNUSED.at(f"{own.name}/{place}", wrong)


def _texts(own: Path) -> tuple[Mapping[str, str], list[Finding]]:
    """Each template that can be read, and what is wrong with the others."""
    texts: dict[str, str] = {}
    faults = []
    for file in sorted(own.glob("*.*")):
        if file.is_dir() or file.suffix in _NOTES or file.name.startswith("."):
            continue
        shown = f"{own.name}/{file.name}"
        try:
            text = file.read_text("utf-8")
            environment("sv").compile(text, file.name)
        except UnicodeDecodeError:
            faults.append(BROKEN.at(shown, "it is not written in UTF-8"))
        except TemplateSyntaxError as fault:
            faults.append(BROKEN.at(shown, misspelt(fault), fault.lineno))
        else:
            texts[file.name] = text
    for file in sorted((own / TRANSLATIONS).glob("*.po")):
        try:
            words_of(file)
        except PodcastError:
            shown = f"{own.name}/{TRANSLATIONS}/{file.name}"
            faults.append(BROKEN.at(shown, "it is no catalogue of words"))
    return texts, faults


def _named(text: str) -> Iterator[str]:
    """The templates that another one extends, imports or includes."""
    for name in meta.find_referenced_templates(environment("sv").parse(text)):
        if name:
            yield name


def _wrong(place: str, texts: str) -> str:
    """What is wrong with a file that is none of ours; nothing where pages may well lead to it."""
    folder, _, name = place.rpartition("/")
    ours = [known for known in shipped_names() if known.rpartition("/")[0] == folder]
    if folder == ASSETS and name not in texts and meant(place, ours):
        return f"no page leads to it{meant(place, ours)}"
    if folder == ASSETS:
        return ""
    if folder.startswith(f"{ASSETS}/"):
        return f"it is not published, only what lies in {ASSETS}/ itself is"
    return f"nothing uses {extract(name)}{meant(place, ours)}"
