"""Whether published sound is as loud as apps expect, tagged, and the same as was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast.check_chapters import same_chapters, told_chapters
from podcast.finding import Kind, extract
from podcast.loudness import HIGHEST_PEAK, Level, goal
from podcast.same_words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from podcast.check_items import Item
    from podcast.feed_folder import FeedFolder
    from podcast.finding import Finding
    from podcast.sound_facts import SoundHead

_BUILD = "remove it and run `podcast build`"
UNREADABLE = Kind(
    "S001", "error", "The sound cannot be played.", "an empty `tillit.mp3`", _BUILD,
)  # fmt: skip
OTHER_LOUDNESS = Kind(
    "S002", "warning", "The sound is louder or softer than apps expect: -16 LUFS, -19 in mono.",
    "-24 LUFS in mono", f"{_BUILD}; a master that is kept must be levelled by its producer",
)  # fmt: skip
PEAK = Kind(
    "S003", "warning", "The true peak is over -1 dB, which distorts in many players.",
    "a true peak of +0.4 dB", f"{_BUILD}; a master that is kept must be limited by its producer",
)  # fmt: skip
VARIABLE_RATE = Kind(
    "S004", "warning", "The rate of the MP3 varies, so that some players jump to wrong moments.",
    "an MP3 made with `-q:a 2`", _BUILD,
)  # fmt: skip
OTHER_TITLE = Kind(
    "S005", "warning", "The title in the sound's tags is missing or another than in the feed.",
    "an MP3 without tags", _BUILD,
)  # fmt: skip
OTHER_CHAPTERS = Kind(
    "S006", "warning", "The chapters in the sound's tags are others than in the feed.",
    "a chapter at 30 s in the MP3 and at 31 s in the feed", _BUILD,
)  # fmt: skip
OTHER_BYTES = Kind(
    "S007", "error", "The sound is not the file that was published, though it has its address.",
    "`tillit.mp3` replaced by hand in feed/",
    "put a new recording into the episode's folder instead, and run `podcast build`",
)  # fmt: skip
KINDS = (
    UNREADABLE, OTHER_LOUDNESS, PEAK, VARIABLE_RATE, OTHER_TITLE, OTHER_CHAPTERS, OTHER_BYTES,
)  # fmt: skip

# By so many LU a master may miss the goal that podcast/encode.py leaves as it is.
_MISS = 1.0


def check_sound(item: Item, folder: FeedFolder, digest: str) -> Iterator[Finding]:
    """Check what is known of the sound of an episode.

    Args:
        item: the episode; without facts there is nothing to check.
        folder: in which the sound lies.
        digest: of the file that was published; empty where it is not known.
    """
    facts = item.facts
    if not facts or not folder.has(item.sound):
        return
    file = folder.shown(item.sound)
    if facts.fault:
        yield UNREADABLE.at(file, f"the sound cannot be played ({facts.fault})")
        return
    if facts.digest and digest and facts.digest != digest:
        yield OTHER_BYTES.at(file, "the sound is not the file that was published")
    if facts.level and not facts.level.is_silent:
        yield from _level(facts.level, facts.head, file)
    if facts.head:
        yield from _tags(item, facts.head, file)


def _level(level: Level, head: SoundHead | None, file: str) -> Iterator[Finding]:
    if level.peak > HIGHEST_PEAK:
        yield PEAK.at(file, f"the true peak is {level.peak:+.1f} dB")
    if head and abs(level.loudness - goal(head.channels)) > _MISS:
        wanted = goal(head.channels)
        wrong = f"the sound has {level.loudness:.1f} LUFS and apps expect {wanted:.0f}"
        yield OTHER_LOUDNESS.at(file, wrong)


def _tags(item: Item, head: SoundHead, file: str) -> Iterator[Finding]:
    if not head.is_constant:
        yield VARIABLE_RATE.at(file, "the rate varies")
    # Tags leave out signs that steer their own form.
    if item.title and words(head.title) != words(item.title):
        wrong = f"the title in its tags is {extract(head.title)}, in the feed {extract(item.title)}"
        yield OTHER_TITLE.at(file, wrong)
    if not same_chapters(head.chapters, told_chapters(item)):
        yield OTHER_CHAPTERS.at(file, "the chapters in its tags are others than in the feed")
