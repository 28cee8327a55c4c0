"""A new draft of the machine's and a text that people have edited since the last one, as one.

A three-way merge by the parts between blank lines. What only the machine changed is taken; what a
person changed stays to the letter; where both changed, the person's stands and the machine's is
handed back. Which parts stand for each other is told by their words, so that a paragraph heard
better, or parted in two, is still that paragraph. By whom a part is said belongs to it: a
paragraph never comes to stand under another name because of what was written above it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from podcast.conversation import is_voice_label
from podcast.part_matches import PartMatches, compare, regions
from podcast.text_parts import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from podcast.text_parts import TextParts

# Tells who begins to speak in a part: empty where nobody new does, None where it is no talk.
Speaker = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Place:
    """A place where a person's words stand and the machine would write something else.

    Attributes:
        yours: the parts as they stand in the text; none where the person took them away.
        ours: what the machine would write there; none where it would take them away.
    """

    yours: tuple[str, ...]
    ours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge.

    Attributes:
        text: the whole new text.
        places: where both had changed something, in order.
        names: pairs of what the earlier draft called a speaker and what the new one does.
    """

    text: str
    places: tuple[Place, ...]
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A part of a text.

    Attributes:
        text: with line ends as ours.
        raw: as it stands in its file.
        gap: the blank lines before it in a person's text; empty in the machine's.
        who: says it; None where it is no talk.
        opens: whether the name stands before it.
    """

    text: str
    raw: str
    gap: str
    who: str | None
    opens: bool

    @property
    def key(self) -> tuple[str | None, str]:
        return self.who, self.text

    @property
    def words(self) -> list[str]:
        return self.text[len(self.who or "") + 1 if self.opens else 0 :].split()


@dataclass(frozen=True, slots=True)
class _Region:
    """The same stretch of three texts."""

    old: tuple[_Said, ...]
    new: tuple[_Said, ...]
    own: tuple[_Said, ...]

    @property
    def is_ours(self) -> bool:
        """Whether only we have changed it."""
        old, new, own = _keys(self.old), _keys(self.new), _keys(self.own)
        return own == old != new

    @property
    def is_beside(self) -> bool:
        """Whether people added headings or pictures where we add talk."""
        return not self.old and all(said.who is None for said in self.own)

    @property
    def is_disputed(self) -> bool:
        """Whether both have changed it, and people's text does not have what we would write."""
        old, new, own = _keys(self.old), _keys(self.new), _keys(self.own)
        both = old not in (new, own) and new != own and not _holds(own, new)
        return both and not self.is_beside


def merge(base: str, theirs: str, mine: str, speaker: Speaker) -> Merged:
    """Merge a new draft into an edited text.

    Args:
        base: the draft that the text was edited from.
        theirs: the machine's new draft.
        mine: the text as people have it, with its own line ends and byte order mark.
        speaker: tells who begins to speak in a part.
    """
    form = split(mine)
    old, new, own = (_read(split(text), speaker) for text in (base, theirs, mine))
    to_new, to_own = _compared(old, new), _compared(old, own)
    names = _new_names(old, new, to_new)
    own = _called(own, names, lambda at: _is_as_drafted(at, own, old, to_own))
    old = _called(old, names, lambda _: True)
    found = [
        _Region(old[slice(*was)], new[slice(*is_now)], own[slice(*stands)])
        for was, is_now, stands in regions(to_new.cuts, to_own.cuts)
    ]
    chosen = [(at, said) for at, region in enumerate(found) for said in _chosen(region, form)]
    written = _under_own_names([said for _, said in chosen])
    texts: dict[int, list[str]] = {}
    for (at, _), said in zip(chosen, written, strict=True):
        texts.setdefault(at, []).append(said.text)
    places = tuple(
        Place(tuple(texts.get(at, ())), tuple(said.text for said in region.new))
        for at, region in enumerate(found)
        if region.is_disputed
    )
    return Merged(_joined(written, form), places, tuple(names.items()))


def renamed(place: Place, names: Iterable[tuple[str, str]]) -> Place:
    """Return the place after its speakers got other names."""
    called = dict(names)
    return Place(
        tuple(_with_name(text, called) for text in place.yours),
        tuple(_with_name(text, called) for text in place.ours),
    )


def standing(places: Iterable[Place], text: str) -> tuple[tuple[int, Place], ...]:
    """Return the places where a person's words still stand, each with its line in the text.

    Where people have changed the words since, or taken them away, they have settled it.
    """
    parts = split(text).parts
    texts = [part.text for part in parts]
    found = []
    for place in places:
        size = len(place.yours)
        starts = (
            at for at in range(len(texts)) if size and tuple(texts[at : at + size]) == place.yours
        )
        if (at := next(starts, None)) is not None:
            found.append((parts[at].line, place))
    return tuple(sorted(found, key=lambda pair: pair[0]))


def shared_parts(one: str, other: str) -> int:
    """Count the parts that two texts have in common, to the letter."""
    counted = Counter(part.text for part in split(one).parts)
    return (counted & Counter(part.text for part in split(other).parts)).total()


def _read(text: TextParts, speaker: Speaker) -> tuple[_Said, ...]:
    said, who = [], ""
    for part in text.parts:
        begins = speaker(part.text)
        who = begins or who
        speaks = None if begins is None else who
        said.append(_Said(part.text, part.raw, part.gap, speaks, bool(begins)))
    return tuple(said)


def _compared(one: Sequence[_Said], other: Sequence[_Said]) -> PartMatches:
    return compare([said.words for said in one], [said.words for said in other])


def _new_names(old: Sequence[_Said], new: Sequence[_Said], matched: PartMatches) -> dict[str, str]:
    """What the new draft calls the speakers of the old one, where that is only another name.

    A label goes to whom most of its words belong now; its number means nothing any more. A name
    goes only to a name that nobody else had, and only when the new draft does not have it: a
    machine that takes two people for one must not give the words of either to the other.
    """
    words: dict[str, Counter[str]] = {}
    for (one, other), count in matched.shared.items():
        was, is_now = old[one].who, new[other].who
        if was and is_now:
            words.setdefault(was, Counter())[is_now] += count
    names = {was: counted.most_common(1)[0][0] for was, counted in words.items()}
    there = {said.who for said in new}
    taken = Counter(names.values())
    return {
        was: is_now
        for was, is_now in names.items()
        if was != is_now
        and (
            is_voice_label(was)
            or (was not in there and not is_voice_label(is_now) and taken[is_now] == 1)
        )
    }


def _is_as_drafted(
    at: int, own: Sequence[_Said], old: Sequence[_Said], matched: PartMatches
) -> bool:
    """Tell whether a name was there before: a label always was ours, a name may be a person's."""
    who = own[at].who
    if who and is_voice_label(who):
        return True
    shares = {one: count for (one, other), count in matched.shared.items() if other == at}
    return bool(shares) and old[max(shares, key=lambda one: shares[one])].who == who


def _called(
    parts: Sequence[_Said], names: Mapping[str, str], may: Callable[[int], bool]
) -> tuple[_Said, ...]:
    """The parts under the new names, those that go on with a turn too."""
    called: list[_Said] = []
    before, now = "", ""
    for at, said in enumerate(parts):
        if said.opens and said.who:
            before, now = said.who, names.get(said.who, said.who) if may(at) else said.who
            text, raw = (now + part[len(before) :] for part in (said.text, said.raw))
            called.append(replace(said, text=text, raw=raw, who=now))
        else:
            called.append(replace(said, who=now) if said.who and said.who == before else said)
    return tuple(called)


def _with_name(text: str, names: Mapping[str, str]) -> str:
    name, colon, rest = text.partition(":")
    return f"{names.get(name, name)}{colon}{rest}"


def _keys(parts: Iterable[_Said]) -> list[tuple[str | None, str]]:
    return [said.key for said in parts]


def _holds(
    parts: Sequence[tuple[str | None, str]], others: Sequence[tuple[str | None, str]]
) -> bool:
    """Tell whether all the others stand among the parts, in order."""
    rest = iter(parts)
    return bool(others) and all(other in rest for other in others)


def _chosen(region: _Region, form: TextParts) -> Iterator[_Said]:
    ours = [replace(said, raw=said.text.replace("\n", form.line_end)) for said in region.new]
    if not region.is_ours:
        is_beside = region.is_beside and not _holds(_keys(region.own), _keys(region.new))
        yield from (*(ours if is_beside else ()), *region.own)
        return
    for step, said in enumerate(region.own[: len(ours)]):
        yield replace(ours[step], gap=said.gap)
    yield from ours[len(region.own) :]
    # What is taken away leaves its blank lines.
    for said in region.own[len(ours) :]:
        yield replace(said, text="", raw="", who=None, opens=False)


def _under_own_names(parts: Sequence[_Said]) -> list[_Said]:
    """Write the name before a part that would otherwise go on with somebody else's turn."""
    written, speaking = [], ""
    for said in parts:
        goes_on = not said.who or said.opens or said.who == speaking
        written.append(said if goes_on else _with_own_name(said))
        speaking = said.who or speaking
    return written


def _with_own_name(said: _Said) -> _Said:
    """The part as a turn; a backslash that kept it from reading as something else goes."""
    text, raw = (f"{said.who}: {part.removeprefix(chr(92))}" for part in (said.text, said.raw))
    return replace(said, text=text, raw=raw, opens=True)


def _joined(parts: Sequence[_Said], form: TextParts) -> str:
    """The whole text: spaced as people did, and by a blank line where they did nothing else."""
    usual = 2 * form.line_end
    text, gap, between = form.lead, "", ""
    for said in parts:
        gap += said.gap if said.gap != usual else ""
        if said.raw:
            text += (gap or between) + said.raw
            gap, between = "", usual
    return text + gap + form.tail
