"""Who the voices are that nobody has named, as far as the conversation itself tells.

Every cue is a vote for a voice to be a person. The assignment with the most votes is looked for,
and of it only what is clear: the pairs without which the votes would fall far behind. It is a
question put to people, never an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from podcast.name_cues import LEADS, NOT_SELF, Cues, cues
from podcast.name_phrases import PHRASES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from podcast.conversation import Conversation
    from podcast.episode import Person

ENOUGH = 1.5
"""Votes that a proposal needs: as many as one clear address."""
MARGIN = 1.0
"""By how many votes the best assignment must be ahead of the best one without the proposal."""
RETURNS = 3.0
"""Votes of a likeness of 1 to somebody remembered, when it is clear enough to be proposed."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A voice that sounds like somebody remembered from other episodes.

    Attributes:
        voice: its number.
        name: the person.
        score: cosine of the two prints.
        second: of the next person; None where nobody else is remembered.
    """

    voice: int
    name: str
    score: float
    second: float | None


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for a proposal.

    Attributes:
        votes: how much.
        quote: the words; empty where it is the sound of the voice.
        moment: when they are said, in seconds.
        likeness: the sound, where it is that.
    """

    votes: float
    quote: str = ""
    moment: float = 0.0
    likeness: Likeness | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name for a voice, for a person to accept.

    Attributes:
        voice: its number.
        name: as in the cast, or as heard.
        role: found in the talk; empty where none was.
        reasons: at least one, the weightiest first.
        margin: votes ahead of the best assignment without it.
    """

    voice: int
    name: str
    role: str
    reasons: tuple[Reason, ...]
    margin: float


def who_is_who(
    conversation: Conversation,
    cast: Sequence[Person],
    language: str,
    named: Mapping[int, str],
    alike: Sequence[Likeness] = (),
) -> tuple[Proposal, ...]:
    """Propose names for voices, each voice and each name once, by voice.

    Args:
        conversation: with voices by number; 0 is nobody.
        cast: people who take part, with their roles.
        language: of the talk.
        named: voices that have a name already; neither they nor their people are proposed.
        alike: voices that sound like somebody remembered.
    """
    people = [person.name for person in cast]
    known = tuple(dict.fromkeys([*people, *named.values(), *(one.name for one in alike)]))
    heard = cues(conversation, known, language)
    taken = set(named.values())
    names = [name for name in (*known, *heard.strangers) if name not in taken]
    voices = sorted({turn.voice for turn in conversation.turns} - {0, *named})
    reasons = _reasons(heard, cast, alike)
    votes = _votes(reasons, heard, voices, names)
    roles = heard.roles | {person.name: person.role for person in cast if person.role}
    leads = {lead.voice: PHRASES[language].lead for lead in heard.leads if lead.presents}
    return tuple(
        Proposal(
            voice=voice,
            name=name,
            role=roles.get(name) or leads.get(voice, ""),
            reasons=_weightiest(reasons[voice, name]),
            margin=margin,
        )
        for voice, name, margin in _clear(votes, voices, names)
    )


_Pair = tuple[int, str]


def _reasons(
    heard: Cues, cast: Sequence[Person], alike: Sequence[Likeness]
) -> dict[_Pair, list[Reason]]:
    reasons: dict[_Pair, list[Reason]] = {}
    for cue in heard.votes:
        reason = Reason(cue.votes, cue.quote, cue.moment)
        reasons.setdefault((cue.voice, cue.name), []).append(reason)
    for likeness in alike:
        reason = Reason(RETURNS * likeness.score, likeness=likeness)
        reasons.setdefault((likeness.voice, likeness.name), []).append(reason)
    for person in cast:
        if person.leads and (lead := _leads(heard)):
            reasons.setdefault((lead[0], person.name), []).append(lead[1])
    return reasons


def _leads(heard: Cues) -> tuple[int, Reason] | None:
    """The one voice that presents others, else the one that welcomes, with its words."""
    signs = [lead for lead in heard.leads if lead.presents] or heard.leads
    if len({lead.voice for lead in signs}) != 1:
        return None
    return signs[0].voice, Reason(LEADS, signs[0].quote, signs[0].moment)


def _votes(
    reasons: Mapping[_Pair, Sequence[Reason]],
    heard: Cues,
    voices: Sequence[int],
    names: Sequence[str],
) -> NDArray[np.float64]:
    """Votes of each voice (row) for each name (column)."""
    votes = np.zeros((len(voices), len(names)))
    for row, voice in enumerate(voices):
        for column, name in enumerate(names):
            votes[row, column] = sum(reason.votes for reason in reasons.get((voice, name), ()))
            votes[row, column] -= NOT_SELF * ((voice, name) in heard.not_self)
    return votes


def _clear(
    votes: NDArray[np.float64], voices: Sequence[int], names: Sequence[str]
) -> list[tuple[int, str, float]]:
    """The pairs of the best assignment that are worth a question, with their margins."""
    if not votes.size:
        return []
    best, rows, columns = _assigned(votes)
    clear = []
    for row, column in zip(rows, columns, strict=True):
        without = votes.copy()
        without[row, column] = -np.inf
        margin = best - _assigned(np.maximum(without, -1e6))[0]
        if votes[row, column] >= ENOUGH and margin >= MARGIN:
            clear.append((voices[row], names[column], float(margin)))
    return clear


def _assigned(
    votes: NDArray[np.float64],
) -> tuple[float, NDArray[np.int64], NDArray[np.int64]]:
    """The assignment with the most votes, in which a voice may also stay without a name."""
    # Takes half a second to load, which most commands need not wait for.
    from scipy.optimize import (  # type: ignore[import-untyped] # noqa: PLC0415
        linear_sum_assignment,
    )

    nobody = np.zeros((len(votes), len(votes)))
    padded = np.hstack([votes, nobody])
    rows, columns = linear_sum_assignment(padded, maximize=True)
    real = columns < votes.shape[1]
    return float(padded[rows, columns].sum()), rows[real], columns[real]


def _weightiest(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(reasons, key=lambda reason: (-reason.votes, reason.moment)))
