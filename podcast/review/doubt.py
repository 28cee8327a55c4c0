"""The room “Tvivel”: the places that are worth a second listen, the best first.

That a place is right is said as `heard` in episode.toml: whoever says so has listened to that
stretch against the text, which is what the setting means. It is people's word, so it stands in
their file; it settles the place here, in the figures of honesty and after any new draft alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from pydantic import Field

from podcast.doubts import RUN_UP, Doubt, doubts
from podcast.review.changes import reworded
from podcast.review.desk import ConflictError, Desk
from podcast.review.listening import Stretch, with_heard
from podcast.review.manuscript import Manuscript
from podcast.span import Span
from podcast.text_words import TextWords
from podcast.transcript import ends_sentence
from podcast.word_chances import Grounds, Why
from podcast.word_rarity import rarity_among
from podcast.writeup import how_sure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.routing import BaseRoute

    from podcast.document import TimedParagraph
    from podcast.review.answers import House
    from podcast.review.passages import Script

MOST = 200
"""Places that a page is given at once."""

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A word of a sentence that is asked about.

    Attributes:
        text: as written.
        doubted: whether the place is about it.
        hint: the term or name that it may be, or empty.
    """

    text: str
    doubted: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A place with the sentence that it stands in.

    Attributes:
        span: of the place.
        play: what is played: a little more on either side.
        speaker: who says it, as the text has it.
        paragraph: its number among those of the talk.
        start: sign of the paragraph at which the sentence begins.
        sentence: to the letter.
        words: of the sentence.
        gap: the number of the word before which words may be missing; None where none are.
        why: what speaks against the place.
    """

    span: Span
    play: Span
    speaker: str
    paragraph: int
    start: int
    sentence: str
    words: tuple[AskedWord, ...]
    gap: int | None
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """What is left to listen to.

    Attributes:
        version: of the text.
        left: how many places there are.
        expected: how many wrong words may be expected in them.
        seconds: how long it takes to listen to them.
        places: the first of them.
    """

    version: str
    left: int
    expected: float
    seconds: float
    places: tuple[Asked, ...]


class Reworded(Stretch):
    """A place that was wrong, with the sentence as it should be."""

    version: str = Field(max_length=64)
    paragraph: int = Field(ge=0)
    at: int = Field(ge=0)
    before: str = Field(max_length=100_000)
    after: str = Field(max_length=100_000)


def routes(house: House) -> list[BaseRoute]:
    """The page, the queue, and the two answers to a place."""
    return [
        house.page("doubt", queue),
        house.telling("doubt/queue", queue),
        house.changing("doubt/right", Stretch, partial(_settle, house)),
        house.changing("doubt/reword", Reworded, partial(_reword, house)),
    ]


def queue(desk: Desk) -> Queue:
    """Return what is left to listen to in an episode.

    Raises:
        PodcastError: when it has not been heard, or has no text yet.
    """
    found = doubts(grounds(desk), desk.job.episode.listened)
    return Queue(
        version=_manuscript(desk).journal().version,
        left=len(found),
        expected=sum(doubt.expected for doubt in found),
        seconds=sum(doubt.seconds for doubt in found),
        places=tuple(_asked(doubt, desk.written.paragraphs) for doubt in found[:MOST]),
    )


def grounds(desk: Desk) -> Grounds:
    """Return what is known of the text of an episode."""
    written, job, evidence = desk.written, desk.job, desk.evidence
    sure = how_sure(job, evidence, written)
    terms = (*job.cast, *(term.written for term in job.glossary))
    return Grounds(
        words=TextWords.of(written.conversation, written.made, written.paragraphs),
        paragraphs=written.paragraphs,
        conversation=written.conversation,
        voices=evidence.voices.without(job.cuts),
        rarity=rarity_among(terms, job.show.language),
        terms=terms,
        suggested=written.suggested,
        disputed=tuple(
            (yours, " ".join(place.ours)) for _, place in written.places for yours in place.yours
        ),
        unvoiced=tuple(one.span for one in sure.without_voice),
        unheard=sure.without_words,
        removed=tuple(one.span for one in sure.phantoms),
    )


def _settle(house: House, desk: Desk, wish: Stretch) -> Queue:
    before = desk.job.episode.heard
    house.amendments.make(desk, lambda text: with_heard(text, before, (wish.span,)))
    return queue(house.desks.at(desk.job.slug))


def _reword(house: House, desk: Desk, wish: Reworded) -> Queue:
    """Write a sentence anew; whoever does so has listened to the place."""

    def edit(script: Script) -> Script:
        talk = [at for at, one in enumerate(script.passages) if one.is_talk]
        if wish.paragraph >= len(talk):
            raise ConflictError("the text is another by now; look at it anew")
        at = talk[wish.paragraph]
        words = script.passages[at].words
        end = wish.at + len(wish.before)
        if words[wish.at : end] != wish.before:
            raise ConflictError("the text is another by now; look at it anew")
        return reworded(script, at, words[: wish.at] + wish.after.strip() + words[end:])

    _manuscript(desk).change("words", wish.version, edit)
    return _settle(house, desk, wish)


def _manuscript(desk: Desk) -> Manuscript:
    return Manuscript(desk.job.folder, desk.job.cast)


def _asked(doubt: Doubt, paragraphs: Sequence[TimedParagraph]) -> Asked:
    said = paragraphs[doubt.paragraph].paragraph
    words = list(_WORD.finditer(said.text))
    first, stop = _sentence([word[0] for word in words], doubt)
    start, end = words[first].start(), words[stop - 1].end()
    hints = {word.at: word.chance.hint for word in doubt.words}
    return Asked(
        span=doubt.span,
        play=Span(max(0.0, doubt.span.start - RUN_UP), doubt.span.end + RUN_UP / 2),
        speaker=said.speaker,
        paragraph=doubt.paragraph,
        start=start,
        sentence=said.text[start:end],
        words=tuple(
            AskedWord(words[at][0], at in hints, hints.get(at, "")) for at in range(first, stop)
        ),
        gap=None if doubt.words else doubt.first - first,
        why=doubt.why,
    )


def _sentence(words: Sequence[str], doubt: Doubt) -> tuple[int, int]:
    """The words from the beginning of the sentence of a place to the end of it.

    Where words may be missing between two sentences, both are shown.
    """
    ends = [at + 1 for at, word in enumerate(words) if ends_sentence(word)]
    inside = (
        range(doubt.first, doubt.stop) if doubt.words else range(doubt.first - 1, doubt.first + 1)
    )
    first = max((end for end in ends if end <= max(0, inside.start)), default=0)
    stop = min((end for end in ends if end >= inside.stop), default=len(words))
    return first, stop
