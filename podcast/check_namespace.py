"""What a feed says in the podcast namespace: known words, files that are there, times that fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast.feed_values import is_language, number, whole
from podcast.finding import Kind, extract
from podcast.podcast_vocabulary import ELEMENTS, ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from podcast.check_items import Item
    from podcast.feed_folder import FeedFolder
    from podcast.feed_reading import Part
    from podcast.finding import Finding

_BUILD = "run `podcast build`"
NO_TRANSCRIPT_TYPE = Kind(
    "F201", "error", "A transcript says not what it is, or something that no app knows.",
    '`<podcast:transcript url="…/tillit.vtt"/>`', _BUILD,
)  # fmt: skip
LOST_TRANSCRIPT = Kind(
    "F202", "error", "A transcript is not in feed/.",
    "`tillit/tillit.srt` was removed", _BUILD,
)  # fmt: skip
TRANSCRIPT_LANGUAGE = Kind(
    "F203", "error", "The language of a transcript has not the form that apps know.",
    '`<podcast:transcript language="svenska">`', _BUILD,
)  # fmt: skip
NO_TRANSCRIPT = Kind(
    "F204", "warning", "An episode has no transcript, so apps show no text to it.",
    "`<item>` without `<podcast:transcript>`", _BUILD,
)  # fmt: skip
OUTSIDE_SOUNDBITE = Kind(
    "F205", "error", "A soundbite begins or ends outside the sound, or has no length.",
    '`<podcast:soundbite startTime="3600" duration="20">` in two minutes of sound', _BUILD,
)  # fmt: skip
BAD_ALTERNATIVE = Kind(
    "F206", "error", "Another version of the sound is not there, or its length is another.",
    "`<podcast:alternateEnclosure>` without `<podcast:source>`", _BUILD,
)  # fmt: skip
UNKNOWN_ELEMENT = Kind(
    "F207", "error", "An element is none of the podcast namespace; apps pass over it.",
    "`<podcast:transcripts>`", f"write it as the namespace does, or {_BUILD}",
)  # fmt: skip
UNKNOWN_ATTRIBUTE = Kind(
    "F208", "error", "An attribute is none that the podcast namespace gives the element.",
    '`<podcast:person image="…">`, which is `img`',
    f"write it as the namespace does, or {_BUILD}",
)  # fmt: skip
LACKING = Kind(
    "F209", "error", "An element of the podcast namespace lacks what it must have.",
    '`<podcast:soundbite startTime="12">` without `duration`', _BUILD,
)  # fmt: skip
UNKNOWN_ROLE = Kind(
    "F210", "warning", "The role of a person, in its group, is none of the podcast taxonomy.",
    '`<podcast:person role="moderator">`', f"write one of the taxonomy, or {_BUILD}",
)  # fmt: skip
LOST_CHAPTERS = Kind(
    "F211", "error", "The file of chapters is not in feed/, or its type is another.",
    "`tillit/tillit.chapters.json` was removed", _BUILD,
)  # fmt: skip
KINDS = (
    NO_TRANSCRIPT_TYPE, LOST_TRANSCRIPT, TRANSCRIPT_LANGUAGE, NO_TRANSCRIPT, OUTSIDE_SOUNDBITE,
    BAD_ALTERNATIVE, UNKNOWN_ELEMENT, UNKNOWN_ATTRIBUTE, LACKING, UNKNOWN_ROLE, LOST_CHAPTERS,
)  # fmt: skip

_PREFIX = "podcast:"
_TRANSCRIPT_TYPES = {
    "text/plain", "text/html", "text/vtt", "text/srt",
    "application/srt", "application/x-subrip", "application/json",
}  # fmt: skip
_CHAPTER_TYPES = {"application/json+chapters", "application/json"}
# Has a code of its own.
_TYPED = {"transcript": "type"}


def check_words(channel: Part) -> Iterator[Finding]:
    """Check that every element of the podcast namespace is one, with what belongs to it."""
    for part in channel.everything():
        if part.name.startswith(_PREFIX):
            yield from _word(part, part.name.removeprefix(_PREFIX))


def check_podcast(items: Iterable[Item], folder: FeedFolder) -> Iterator[Finding]:
    """Check transcripts, chapter files, soundbites and other versions of each episode."""
    for item in items:
        yield from _transcripts(item, folder)
        yield from _chapters(item.part, folder)
        for bite in item.part.all("podcast:soundbite"):
            yield from _soundbite(bite, item.length)
        for other in item.part.all("podcast:alternateEnclosure"):
            yield from _alternative(other, folder)


def _word(part: Part, name: str) -> Iterator[Finding]:
    word = ELEMENTS.get(name)
    if not word:
        yield part.fault(UNKNOWN_ELEMENT, f"there is no <podcast:{name}>")
        return
    attributes = part.attributes
    for attribute in attributes:
        if attribute not in word.required | word.optional:
            wrong = f"<podcast:{name}> has no attribute {extract(attribute)}"
            yield part.fault(UNKNOWN_ATTRIBUTE, wrong)
    for attribute in sorted(word.required - attributes.keys() - {_TYPED.get(name)}):
        yield part.fault(LACKING, f"<podcast:{name}> lacks its {attribute}")
    if word.has_text and not part.text and name != "guid":
        yield part.fault(LACKING, f"<podcast:{name}> is empty")
    if name == "person":
        yield from _role(part)


def _role(part: Part) -> Iterator[Finding]:
    group = (part.get("group") or "cast").lower()
    role = (part.get("role") or "host").lower()
    if (group, role) not in ROLES:
        wrong = f"the taxonomy has no role {extract(role)} in the group {extract(group)}"
        yield part.fault(UNKNOWN_ROLE, wrong)


def _transcripts(item: Item, folder: FeedFolder) -> Iterator[Finding]:
    transcripts = item.part.all("podcast:transcript")
    if not transcripts:
        yield item.part.fault(NO_TRANSCRIPT, f"the episode {extract(item.title)} has no transcript")
    for transcript in transcripts:
        media_type, language = transcript.get("type"), transcript.get("language")
        if media_type not in _TRANSCRIPT_TYPES:
            wrong = f"the type of a transcript is {extract(media_type)}"
            yield transcript.fault(NO_TRANSCRIPT_TYPE, wrong)
        if language and not is_language(language):
            wrong = f"the language of a transcript is {extract(language)}"
            yield transcript.fault(TRANSCRIPT_LANGUAGE, wrong)
        place = folder.place(transcript.get("url"))
        if transcript.get("url") and place is not None and not folder.has(place):
            yield transcript.fault(LOST_TRANSCRIPT, f"there is no file {folder.shown(place)}")


def _chapters(part: Part, folder: FeedFolder) -> Iterator[Finding]:
    for chapters in part.all("podcast:chapters"):
        place = folder.place(chapters.get("url"))
        if chapters.get("url") and place is not None and not folder.has(place):
            yield chapters.fault(LOST_CHAPTERS, f"there is no file {folder.shown(place)}")
        elif "type" in chapters.attributes and chapters.get("type") not in _CHAPTER_TYPES:
            wrong = f"the type of the chapters is {extract(chapters.get('type'))}"
            yield chapters.fault(LOST_CHAPTERS, wrong)


def _soundbite(bite: Part, length: float | None) -> Iterator[Finding]:
    if not {"startTime", "duration"} <= bite.attributes.keys():
        return
    start, duration = number(bite.get("startTime")), number(bite.get("duration"))
    if start is None or not duration:
        yield bite.fault(OUTSIDE_SOUNDBITE, "a soundbite has no length")
    elif length is not None and start + duration > length + 1:
        wrong = f"a soundbite ends at {start + duration:.0f} s and the sound at {length:.0f} s"
        yield bite.fault(OUTSIDE_SOUNDBITE, wrong)


def _alternative(other: Part, folder: FeedFolder) -> Iterator[Finding]:
    sources = [source for source in other.all("podcast:source") if source.get("uri")]
    if not sources:
        yield other.fault(BAD_ALTERNATIVE, "another version of the sound says not where it is")
    for source in sources:
        place = folder.place(source.get("uri"))
        if place is None:
            continue
        if not folder.has(place):
            yield source.fault(BAD_ALTERNATIVE, f"there is no file {folder.shown(place)}")
        elif other.get("length") and whole(other.get("length")) != folder.sizes[place]:
            size = folder.sizes[place]
            wrong = f"its length is {extract(other.get('length'))} and the file has {size} bytes"
            yield other.fault(BAD_ALTERNATIVE, wrong)
