"""Whether captions and transcripts can be read, keep to the sound, and say what the page says."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from podcast.caption_facts import UnreadableCaptions, read_captions
from podcast.finding import Kind, extract
from podcast.same_words import word_counts, words
from podcast.span import clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcast.caption_facts import ReadCue
    from podcast.check_items import Item
    from podcast.feed_folder import FeedFolder
    from podcast.finding import Finding
    from podcast.page_facts import PageFacts

_BUILD = "run `podcast build`"
UNREADABLE = Kind(
    "C001", "error", "Captions or a transcript cannot be read by players.",
    "`00:00:01,000 --> 00:00:02,000` in a file of WebVTT, which has points", _BUILD,
)  # fmt: skip
ENDLESS = Kind(
    "C002", "error", "A cue ends before it begins, so it is never seen.",
    "`00:00:05.000 --> 00:00:04.000`", _BUILD,
)  # fmt: skip
BACKWARDS = Kind(
    "C003", "error", "A cue begins before the one in front of it ends, so they cover each other.",
    "a cue from 3 s to 6 s, then one from 5 s", _BUILD,
)  # fmt: skip
BEYOND = Kind(
    "C004", "error", "A cue begins after the end of the sound.",
    "`01:00:00.000 --> 01:00:02.000` in two minutes of sound", _BUILD,
)  # fmt: skip
OTHER_WORDS = Kind(
    "C005", "error", "Captions or a transcript have other words than the page.",
    "a word mended in the page alone", f"mend text.md instead, and {_BUILD}",
)  # fmt: skip
NO_TEXT = Kind(
    "T001", "error", "A page plays sound and does not have its words (WCAG 1.2.1).",
    "an episode's page with nothing but a player",
    "mend the show's own template, if it has one, and run `podcast build`",
)  # fmt: skip
KINDS = (UNREADABLE, ENDLESS, BACKWARDS, BEYOND, OTHER_WORDS, NO_TEXT)

_SUFFIXES = (".vtt", ".srt", ".json", ".html")
_TIMED = {".vtt", ".srt", ".json"}
_NAMED = re.compile(r"([^:]{1,200}): ")
# The player for other sites, in a folder below the page with the words.
_FRAME = "embed/index.html"
# Of words that differ, a finding names so many.
_TOLD = 3


def check_captions(item: Item, folder: FeedFolder, page: PageFacts | None) -> Iterator[Finding]:
    """Check the captions and transcripts that an episode of the feed names.

    Args:
        item: the episode.
        folder: in which they lie; what is missing there is not told again.
        page: that of the episode, if it can be read.
    """
    for transcript in item.part.all("podcast:transcript"):
        place = folder.place(transcript.get("url"))
        suffix = PurePosixPath(place).suffix if place else ""
        if place and suffix in _SUFFIXES and folder.has(place):
            file = folder.shown(place)
            try:
                cues = read_captions(suffix, folder.read(place))
            except UnreadableCaptions as fault:
                yield UNREADABLE.at(file, f"it cannot be read as captions: {fault}", fault.line)
                continue
            if suffix in _TIMED:
                yield from _times(cues, file)
            yield from _beyond(cues, file, item.length)
            if page and page.talk:
                yield from _words(cues, file, page, named=suffix == ".srt")


def check_has_words(place: str, page: PageFacts, folder: FeedFolder) -> Iterator[Finding]:
    """Check that a page with sound has its words, however the show's own template sets them.

    Args:
        place: of the page in feed/.
        page: what it says.
        folder: in which its captions lie beside it.
    """
    if not page.sounds or word_counts(page.talk or "") or _is_frame(place, page, folder):
        return
    said = Counter[str]()
    for other in folder.beside(place, ".vtt"):
        with contextlib.suppress(UnreadableCaptions):
            for cue in read_captions(".vtt", folder.read(other)):
                said.update(words(cue.text))
    if not said or said - word_counts(page.text):
        yield NO_TEXT.at(folder.shown(place), "the page plays sound and does not have its words")


def _is_frame(place: str, page: PageFacts, folder: FeedFolder) -> bool:
    """Whether it is the player for other sites, which leads to the page with the words."""
    whole = f"{place.removesuffix(_FRAME)}index.html"
    return whole in {folder.place(link.address, place) for link in page.links}


def _times(cues: Sequence[ReadCue], file: str) -> Iterator[Finding]:
    for cue in cues:
        if cue.end <= cue.start:
            wrong = f"the cue at {clock(cue.start)} ends before it begins"
            yield ENDLESS.at(file, wrong, cue.line)
    for before, cue in pairwise(cue for cue in cues if cue.end > cue.start):
        if cue.start < before.end:
            wrong = f"the cue at {clock(cue.start)} begins before the one in front of it ends"
            yield BACKWARDS.at(file, wrong, cue.line)


def _beyond(cues: Sequence[ReadCue], file: str, length: float | None) -> Iterator[Finding]:
    late = [cue for cue in cues if length is not None and cue.start > length]
    for cue in late[:1]:
        wrong = f"a cue begins at {clock(cue.start)} and the sound ends at {clock(length or 0)}"
        yield BEYOND.at(file, wrong, cue.line)


def _words(
    cues: Sequence[ReadCue], file: str, page: PageFacts, *, named: bool
) -> Iterator[Finding]:
    names = {words(name) for name in page.speakers} if named else set()
    said = Counter[str]()
    for cue in cues:
        said.update(words(_without_name(cue.text, names)))
    written = word_counts(page.talk or "")
    if differ := (*(said - written), *(written - said)):
        told = ", ".join(extract(word) for word in sorted(set(differ))[:_TOLD])
        yield OTHER_WORDS.at(file, f"it has other words than the page: {told}")


def _without_name(text: str, names: set[tuple[str, ...]]) -> str:
    found = _NAMED.match(text)
    return text[found.end() :] if found and words(found[1]) in names else text
