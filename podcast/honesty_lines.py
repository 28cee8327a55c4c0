"""How far a text can be trusted, in a line or two for whoever is to correct it."""

from __future__ import annotations

import math
import textwrap
from typing import TYPE_CHECKING

from podcast.span import clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcast.span import Span
    from podcast.trust import Extract, Honesty, PeopleChanges

# So many places are told, with so many letters of each; the JSON has all.
_PLACES = 5
_QUOTED = 40
# So much of the talk without words, of all of it and in seconds, is no laughter any more: nine
# recordings of ours have one part in a hundred, see docs/measured.md.
_MUCH = 0.05
_LONG = 10.0


def honesty_lines(honesty: Honesty) -> tuple[str, ...]:
    """Tell what to look at, and what people and the machine have done; at most a line of each.

    What is in doubt is rounded up and what was listened to is rounded down.
    """
    parts = ("; ".join(_to_look_at(honesty)), "; ".join(_done(honesty)))
    return tuple(line for line in parts if line)


def lost_talk(honesty: Honesty) -> str:
    """Tell that much of the talk has no words; nothing where it is little."""
    seconds = honesty.seconds_without_words
    if seconds < max(_LONG, _MUCH * honesty.talk):
        return ""
    share = math.ceil(100 * seconds / honesty.talk)
    places = _stretches(honesty.without_words)
    return f"{seconds:.0f} s of talk have no words ({share} %); listen at {places}"


def _to_look_at(honesty: Honesty) -> Iterator[str]:
    if honesty.in_doubt:
        share = math.ceil(100 * honesty.doubt_share)
        counted = f"{honesty.in_doubt} of {honesty.from_machine} words in doubt ({share} %)"
        yield f"{counted}: {_extracts(honesty.doubts)}"
    if honesty.without_words:
        seconds = f"{honesty.seconds_without_words:.0f} s of talk without words"
        yield f"{seconds}: {_stretches(honesty.without_words)}"
    if honesty.without_voice:
        yield f"words where nobody sounds: {_extracts(honesty.without_voice)}"


def _done(honesty: Honesty) -> Iterator[str]:
    if honesty.listened:
        yield f"{math.floor(100 * honesty.listened_share)} % listened to by a person"
    if honesty.by_people:
        yield _of_people(honesty.by_people)
    if honesty.phantoms:
        yield f"made up by the speech model and taken out: {_extracts(honesty.phantoms)}"


def _of_people(changes: PeopleChanges) -> str:
    share = math.ceil(100 * changes.share)
    return (
        f"people changed {share} % of the words, added {changes.added}, removed {changes.removed}"
    )


def _extracts(extracts: Sequence[Extract]) -> str:
    told = [
        f"{clock(one.span.start)} “{textwrap.shorten(one.text, _QUOTED, placeholder=' …')}”"
        for one in extracts[:_PLACES]
    ]
    return _with_more(told, len(extracts))


def _stretches(spans: Sequence[Span]) -> str:
    return _with_more([f"{clock(s.start)}–{clock(s.end)}" for s in spans[:_PLACES]], len(spans))


def _with_more(told: Sequence[str], number: int) -> str:
    return ", ".join([*told, f"and {number - len(told)} more"] if number > len(told) else told)
