"""Whether somebody has read what is published as said, and knows who said it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from podcast.conversation import is_voice_label
from podcast.finding import Kind, extract

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

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
UNRELATED = Kind(
    "T005", "warning", "A page is to lead on to an episode that is not on the lists.",
    '`related = ["tilit"]` in episode.toml',
    "write the last part of an episode's address in related, and run `podcast build`",
)  # fmt: skip
KINDS = (UNNAMED, NOT_REVIEWED, DOUBTS, UNRELATED)

_MOST_DOUBT = 0.1


def check_text(edition: Edition, folder: str, listed: Collection[str]) -> Iterator[Finding]:
    """Check how far the text of an episode can be trusted.

    Args:
        edition: the episode as it is published.
        folder: in which people write about it, by its place in the workspace.
        listed: the last parts of the addresses of all episodes that lists lead to.
    """
    settings, text = f"{folder}/episode.toml", f"{folder}/text.md"
    speakers = dict.fromkeys(paragraph.speaker for paragraph in edition.document.talk)
    if nameless := [speaker for speaker in speakers if is_voice_label(speaker)]:
        names = ", ".join(extract(name) for name in nameless)
        yield UNNAMED.at(text, f"nobody has said whose voices these are: {names}")
    if not edition.episode.reviewed:
        yield NOT_REVIEWED.at(settings, "nobody has held the text against the sound")
    for other in edition.episode.related:
        if other not in listed or other == edition.slug:
            wrong = f"related has {extract(other)}, which is no other episode on the lists"
            yield UNRELATED.at(settings, wrong)
    if edition.honesty and edition.honesty.doubt_share > _MOST_DOUBT:
        share = math.ceil(100 * edition.honesty.doubt_share)
        yield DOUBTS.at(text, f"{share} % of the words are in doubt")
