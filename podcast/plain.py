"""The documentation as plain text, in the manner of a printed panel documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast.document import Block, Document, Heading, Paragraph, Photo, Quote
from podcast.wording import wording

if TYPE_CHECKING:
    from podcast.episode import Episode
    from podcast.show import Kind, Language


def plain(document: Document, episode: Episode, kind: Kind, language: Language) -> str:
    """Write title, lead, cast, talk, captions, event and credits, a blank line between."""
    words = wording(kind, language)
    parts = [document.title or episode.title]
    parts += [paragraph.text for paragraph in document.lead]
    if episode.people:
        parts.append(f"{words.cast}: {words.cast_list(episode.people)}")
    parts += [_part(block) for block in document.blocks if block not in document.lead]
    if closing := list(words.closing(episode)):
        parts.append("\n".join(closing))
    return "\n\n".join(parts) + "\n"


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
