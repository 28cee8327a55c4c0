"""Whether somebody has read what is published as said, and knows who said it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from podcast.conversation import is_voice_label
from podcast.finding import Kind, extract

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcast.edition import Edition
    from podcast.finding import Finding

UNNAMED = Kind(
    "T002", "warning", "A voice has no name, so readers do not know who speaks.",
    "`Röst 2:` in text.md", "run `podcast name` with the episode, then `podcast build`",
)  # fmt: skip
NOT_REVIEWED = Kind(
    "T003", "warning", "Nobody has held the text against the sound.",
    "no `reviewed` in episode.toml",
    "listen, mend text.md, set reviewed in episode.toml and run `podcast build`",
)  # fmt: skip
DOUBTS = Kind(
    "T004", "warning", "Of the words that stand as the machine heard them, more than one in ten is "
    "in doubt.",
    "240 words, 31 of them in doubt", "listen where `podcast status` says, and mend text.md",
)  # fmt: skip
KINDS = (UNNAMED, NOT_REVIEWED, DOUBTS)

_MOST_DOUBT = 0.1


def check_text(edition: Edition, folder: str) -> Iterator[Finding]:
    """Check how far the text of an episode can be trusted.

    Args:
        edition: the episode as it is published.
        folder: in which people write about it, by its place in the workspace.
    """
    settings, text = f"{folder}/episode.toml", f"{folder}/text.md"
    speakers = dict.fromkeys(paragraph.speaker for paragraph in edition.document.talk)
    if nameless := [speaker for speaker in speakers if is_voice_label(speaker)]:
        names = ", ".join(extract(name) for name in nameless)
        yield UNNAMED.at(text, f"nobody has said whose voices these are: {names}")
    if not edition.episode.reviewed:
        yield NOT_REVIEWED.at(settings, "nobody has held the text against the sound")
    if edition.honesty and edition.honesty.doubt_share > _MOST_DOUBT:
        share = math.ceil(100 * edition.honesty.doubt_share)
        yield DOUBTS.at(text, f"{share} % of the words are in doubt")
