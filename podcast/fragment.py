"""The talk as the HTML transcript of the podcast namespace: `<cite>`, `<time>` and `<p>` only."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from podcast.harmless import NAMELESS, harmless

if TYPE_CHECKING:
    from collections.abc import Iterable

    from podcast.document import TimedParagraph


def fragment(paragraphs: Iterable[TimedParagraph]) -> str:
    """Write each paragraph with its speaker and its moment, in the order of the text.

    The name is repeated for a paragraph that goes on, because readers of this form look for all
    three and pass over a paragraph that lacks one.

    See https://github.com/Podcastindex-org/podcast-namespace, transcripts, HTML.
    """
    return "".join(_paragraph(timed) for timed in paragraphs if harmless(timed.paragraph.text))


def _paragraph(timed: TimedParagraph) -> str:
    name = _escaped(timed.paragraph.speaker) or NAMELESS
    text = _escaped(timed.paragraph.text)
    return f"<cite>{name}:</cite>\n<time>{_clock(timed.span.start)}</time>\n<p>{text}</p>\n"


def _escaped(text: str) -> str:
    return html.escape(harmless(text), quote=False)


def _clock(seconds: float) -> str:
    """Return hours, minutes and seconds: what HTML takes for a time without further notice."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest:02}"
