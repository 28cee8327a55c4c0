"""The documentation as plain text, in the manner of a printed panel documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast.document import Block, Document, Heading, Paragraph, Photo, Quote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcast.episode import Credits, Episode, Person
    from podcast.show import Kind, Language

CAST_LINES = {
    "sv": {"panel": "I panelen", "podcast": "I avsnittet", "interview": "I intervjun"},
    "en": {"panel": "On the panel", "podcast": "In this episode", "interview": "In the interview"},
}
AND = {"sv": "och", "en": "and"}


def plain(document: Document, episode: Episode, kind: Kind, language: Language) -> str:
    """Write title, lead, cast, talk, captions, event and credits, a blank line between."""
    parts = [document.title or episode.title]
    parts += [paragraph.text for paragraph in document.lead]
    if episode.people:
        parts.append(f"{CAST_LINES[language][kind]}: {cast_list(episode.people, language)}")
    parts += [_part(block) for block in document.blocks if block not in document.lead]
    if closing := list(closing_lines(episode, kind, language)):
        parts.append("\n".join(closing))
    return "\n\n".join(parts) + "\n"


def cast_list(people: Sequence[Person], language: Language) -> str:
    """Present people in one phrase: `A, role, B, role och C, role`."""
    *most, last = [person.presentation for person in people]
    return f"{', '.join(most)} {AND[language]} {last}" if most else last


def closing_lines(episode: Episode, kind: Kind, language: Language) -> Iterator[str]:
    """The lines at the end: which event it was, who documented it, whose photos."""
    if event := _event_line(episode, kind, language):
        yield event
    yield from _credit_lines(episode.credits, language)


def _event_line(episode: Episode, kind: Kind, language: Language) -> str:
    if not episode.event:
        return ""
    if language == "sv":
        what = {"panel": "panelsamtal", "podcast": "samtal", "interview": "samtal"}[kind]
        where = f" i {episode.place}" if episode.place else ""
        return f"Det här var ett {what} på {episode.event}{where}."
    what = {"panel": "panel", "podcast": "conversation", "interview": "conversation"}[kind]
    where = f" in {episode.place}" if episode.place else ""
    return f"This was a {what} at {episode.event}{where}."


def _credit_lines(credits_: Credits, language: Language) -> Iterator[str]:
    documentation, photo = {"sv": ("Dokumentation", "Foto"), "en": ("Documentation", "Photo")}[
        language
    ]
    if credits_.documentation:
        yield f"{documentation}: {credits_.documentation}"
    if credits_.photo:
        yield f"{photo}: © {credits_.photo}"


def _part(block: Block) -> str:
    match block:
        case Heading(text):
            return text
        case Quote(text):
            return f"”{text}”"
        case Photo(_, caption, _):
            return caption
        case Paragraph(text, speaker, opens):
            return f"{speaker}: {text}" if opens else text
