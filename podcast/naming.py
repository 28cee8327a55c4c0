"""Which person is which voice, from the moments that people name in episode.toml.

A moment at which somebody speaks stays true whatever the machine calls the voice; its number
does not. Each moment is a vote of its person for the voice that sounds there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcast.conversation import REACH, is_voice_label
from podcast.document import Paragraph
from podcast.span import Span, clock

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from podcast.conversation import Voices, VoiceSpan
    from podcast.document import Document, TimedParagraph
    from podcast.episode import Person


@dataclass(frozen=True, slots=True)
class Naming:
    """Names for voices.

    Attributes:
        names: pairs of voice and name, by voice; a person may have several voices.
        faults: moments that name nobody or contradict each other, a sentence each.
    """

    names: tuple[tuple[int, str], ...] = ()
    faults: tuple[str, ...] = ()

    def name(self, voice: int) -> str | None:
        """The name of the voice, if it has one."""
        return dict(self.names).get(voice)


def name_voices(people: Sequence[Person], voices: Voices) -> Naming:
    """Tie people to voices by the moments at which they are heard."""
    votes: dict[int, Counter[str]] = {}
    faults = []
    for person in people:
        for moment in person.heard_at:
            voice = voice_at(moment, voices)
            if voice is None:
                faults.append(
                    f"heard_at {clock(moment)} of {person.name}: nobody speaks there; "
                    "choose a moment in the middle of a sentence"
                )
            else:
                votes.setdefault(voice, Counter())[person.name] += 1
    names = [(voice, _winner(counted)) for voice, counted in sorted(votes.items())]
    faults += [_tie(votes[voice]) for voice, name in names if name is None]
    return Naming(tuple((voice, name) for voice, name in names if name), tuple(faults))


def told_moments(
    people: Sequence[Person], voices: Voices, naming: Naming
) -> tuple[tuple[float, int], ...]:
    """Return every moment at which people say who speaks, with that person's voice.

    Where another voice sounds at the moment, as where two speak at once, the person's first voice
    is meant; a person without a voice has none.
    """
    first = {name: voice for voice, name in reversed(naming.names)}
    told = []
    for person in people:
        for moment in person.heard_at:
            sounding = voice_at(moment, voices)
            theirs = (sounding, person.name) in naming.names
            voice = sounding if theirs else first.get(person.name)
            told += [(moment, voice)] if voice else []
    return tuple(told)


def resolve(
    document: Document, paragraphs: Sequence[TimedParagraph], voices: Voices, naming: Naming
) -> tuple[Document, tuple[TimedParagraph, ...]]:
    """Put names for the voice labels that an edited text still has.

    Whose label it is the voices say that sound beneath its words: the number in the label is that
    of an earlier result and may mean somebody else by now.
    """
    beneath = voices_of_labels(paragraphs, voices)
    names = {label: naming.name(voice) or label for label, voice in beneath.items()}

    def named(paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, speaker=names.get(paragraph.speaker, paragraph.speaker))

    blocks = (named(block) if isinstance(block, Paragraph) else block for block in document.blocks)
    return (
        replace(document, blocks=tuple(blocks)),
        tuple(replace(timed, paragraph=named(timed.paragraph)) for timed in paragraphs),
    )


def voices_of_labels(paragraphs: Sequence[TimedParagraph], voices: Voices) -> dict[str, int]:
    """Return the voice that sounds most beneath the words of each voice label of a text."""
    beneath: dict[str, Counter[int]] = {}
    for timed in paragraphs:
        if is_voice_label(timed.paragraph.speaker):
            heard = (voice_at(word.span.middle, voices) for word in timed.words)
            counted = beneath.setdefault(timed.paragraph.speaker, Counter())
            counted.update(voice for voice in heard if voice)
    return {label: counted.most_common(1)[0][0] for label, counted in beneath.items() if counted}


def voice_at(moment: float, voices: Voices) -> int | None:
    """The voice that sounds at the moment, or nearest to it within reach; None if nobody."""
    after = bisect_right(voices.exclusive, moment, key=lambda heard: heard.span.start)
    near = min(
        voices.exclusive[max(0, after - 1) : after + 1],
        key=lambda heard: (heard.span.distance(moment), heard),
        default=None,
    )
    return near.voice if near and near.span.distance(moment) <= REACH else None


def telling_moment(voices: Voices, voice: int) -> float | None:
    """A whole second well inside the longest stretch in which only this voice sounds.

    None for a voice that has no such second.
    """
    stretches = telling_stretches(voices, voice)
    return float(int(stretches[0].middle)) if stretches else None


def telling_stretches(voices: Voices, voice: int, most: int = 1) -> tuple[Span, ...]:
    """The longest stretches in which only this voice sounds, with a whole second at the middle."""
    own = (heard for heard in voices.exclusive if heard.voice == voice)
    best: list[Span] = []
    for heard in sorted(own, key=lambda heard: -heard.span.duration):
        if len(best) == most and best[-1].duration >= heard.span.duration:
            break
        alone = (stretch for stretch in _alone(heard, voices) if int(stretch.middle) in stretch)
        best = sorted([*best, *alone], key=lambda stretch: -stretch.duration)[:most]
    return tuple(best)


def _alone(heard: VoiceSpan, voices: Voices) -> list[Span]:
    """What is left of a stretch without those of other voices."""
    left, start = [], heard.span.start
    for other in voices.spans:
        if other.voice != heard.voice and other.span.overlap(heard.span):
            if other.span.start > start:
                left.append(Span(start, other.span.start))
            start = max(start, other.span.end)
    return [*left, Span(start, heard.span.end)] if start < heard.span.end else left


def _winner(votes: Counter[str]) -> str | None:
    (first, most), *others = votes.most_common()
    return None if others and others[0][1] == most else first


def _tie(votes: Iterable[str]) -> str:
    return (
        f"heard_at of {' and '.join(sorted(votes))}: their moments have the same voice; "
        "listen again and remove the wrong moment, or say how many people speak with `speakers`"
    )
