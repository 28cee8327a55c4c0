"""What an episode is, for other programs: `episode.json` beside its page; docs/json.md tells it.

Nothing stands here that the page, the feed or the sound does not show as well. Words that people
or rules took out of the text are counted and never quoted, since some were taken out for a reason.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from podcast.document import Chapter
    from podcast.edition import Edition
    from podcast.episode import Person
    from podcast.show import Show
    from podcast.span import Span
    from podcast.trust import Honesty, PeopleChanges

SCHEMA = 1
"""A new number where what a field means has changed, or one is gone."""

EPISODE_FILE = "episode.json"

# The forms of the text beside the page, by suffix.
_TEXTS = {
    "text/vtt": ".vtt",
    "application/x-subrip": ".srt",
    "application/json": ".json",
    "text/html": ".transcript.html",
    "text/plain": ".txt",
}


def episode_json(show: Show, edition: Edition) -> str:
    """Write what an episode is: the same bytes for the same values."""
    episode = edition.episode
    content = {
        "schema": SCHEMA,
        "title": edition.document.title,
        "guid": edition.guid,
        "address": edition.address(show),
        "show": {"title": show.title, "address": show.address},
        "published": edition.published.isoformat(),
        "language": show.language,
        "kind": episode.kind or show.kind,
        "number": episode.number,
        "season": episode.season,
        "lead": list(edition.lead),
        "event": episode.event,
        "place": episode.place,
        "people": [_person(person) for person in episode.people],
        "credits": {
            "documentation": episode.credits.documentation,
            "photo": episode.credits.photo,
        },
        "links": [{"title": link.title, "address": link.address} for link in episode.links],
        "corrections": [
            {"date": fault.date.isoformat(), "what": fault.what} for fault in episode.corrections
        ],
        "chapters": [_chapter(chapter) for chapter in edition.chapters],
        "sound": _sound(show, edition),
        "transcripts": [
            {"type": kind, "address": f"{edition.address(show)}{edition.slug}{suffix}"}
            for kind, suffix in _TEXTS.items()
        ],
        "reviewed": episode.reviewed.isoformat() if episode.reviewed else None,
        "reviewed_by": episode.reviewed_by,
        "honesty": _honesty(edition.honesty) if edition.honesty else None,
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _person(person: Person) -> dict[str, str]:
    return {"name": person.name, "role": person.role, "organisation": person.organisation}


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return {"start": _seconds(chapter.start), "title": chapter.title, "link": chapter.link}


def _sound(show: Show, edition: Edition) -> dict[str, Any]:
    sound = edition.sound
    return {
        "address": edition.sound_address(show),
        "type": sound.media_type,
        "size": sound.size,
        "duration": _seconds(sound.duration),
        "sha256": sound.digest,
    }


def _honesty(honesty: Honesty) -> dict[str, Any]:
    return {
        "words": honesty.words,
        "from_machine": honesty.from_machine,
        "in_doubt": honesty.in_doubt,
        "doubts": _stretches(place.span for place in honesty.doubts),
        "without_words": _stretches(honesty.without_words),
        "without_voice": _stretches(place.span for place in honesty.without_voice),
        "phantoms": len(honesty.phantoms),
        "by_rule": [
            {"rule": rule, "kind": kind, "number": number} for rule, kind, number in honesty.rules
        ],
        "by_people": _by_people(honesty.by_people),
        "talk": _seconds(honesty.talk),
        "listened": _seconds(honesty.listened),
    }


def _by_people(changes: PeopleChanges) -> dict[str, int]:
    return {
        "drafted": changes.drafted,
        "changed": changes.changed,
        "removed": changes.removed,
        "added": changes.added,
    }


def _stretches(spans: Iterable[Span]) -> list[dict[str, float]]:
    return [{"start": _seconds(span.start), "end": _seconds(span.end)} for span in spans]


def _seconds(exact: float) -> float:
    """To milliseconds; always with a point, so that a stored edition gives the same bytes."""
    return round(float(exact), 3)
