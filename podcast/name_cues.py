"""What in a conversation tells who somebody is: each cue with the words it rests on.

“Jag heter …” tells of the speaker, “Lena, vi börjar med dig” of who speaks next, “Tack, Lena” of
who spoke before. Whoever is named so is not the one who says it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from podcast.name_phrases import PHRASES, NamePhrases
from podcast.name_sounds import sounded
from podcast.names_said import Said, is_shared, known_name, same_person, strangers_name
from podcast.spoken import Token, behind, phrases, quote, sentence, text, tokens, until

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from podcast.conversation import Conversation

# How much each cue says, in votes: an address is one and a half, so that one is enough to propose
# and two that contradict each other are not.
OWN_NAME = 4.0
MAYBE_OWN_NAME = 2.0
ADDRESS = 1.5
UNSURE_ADDRESS = 0.75
THANKS = 1.5
LEADS = 2.0
NOT_SELF = 1.0
"""Said against the speaker being whom she names: people do not speak of themselves by name."""

_NEAR_END = 40  # words from an address to the end of the turn
_NEAR_START = 12  # words from the start of the turn to thanks
_GREETING = 15  # words into what a voice says first
_LONGEST_LIST = 80  # words of a presentation
_LONGEST_ROLE = 10
_LONGEST_QUOTE = 8  # words before a name that stands last


@dataclass(frozen=True, slots=True)
class Cue:
    """A vote that a voice is a person.

    Attributes:
        voice: its number.
        name: the person.
        votes: how much it says.
        quote: the words that it rests on.
        moment: when they are said, in seconds.
    """

    voice: int
    name: str
    votes: float
    quote: str
    moment: float


@dataclass(frozen=True, slots=True)
class Lead:
    """A sign that a voice leads the talk.

    Attributes:
        voice: its number.
        presents: whether it presents others; else it welcomes.
        quote: the words.
        moment: when they are said, in seconds.
    """

    voice: int
    presents: bool
    quote: str
    moment: float


@dataclass(slots=True)
class Cues:
    """Everything that a conversation tells of who is who.

    Attributes:
        votes: for names.
        leads: for who leads the talk.
        roles: of people, as said.
        not_self: pairs of voice and a name that it said of somebody else.
        strangers: names that are in no cast, in the order in which they come.
    """

    votes: list[Cue] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    not_self: set[tuple[int, str]] = field(default_factory=set)
    strangers: list[str] = field(default_factory=list)


def cues(conversation: Conversation, people: Collection[str], language: str) -> Cues:
    """Gather what the talk says of who is who.

    Args:
        conversation: with voices by number; 0 is nobody.
        people: names we know of.
        language: of the talk.
    """
    turns = [turn for turn in conversation.turns if turn.voice]
    read = [_Turn(turn.voice, tuple(tokens(turn.words))) for turn in turns]
    found = _Reader(PHRASES[language], tuple(people), [turn for turn in read if turn.said])
    found.read()
    return found.cues


@dataclass(frozen=True, slots=True)
class _Turn:
    voice: int
    said: tuple[Token, ...]


@dataclass(slots=True)
class _Reader:
    phrases: NamePhrases
    people: tuple[str, ...]
    turns: list[_Turn]
    cues: Cues = field(default_factory=Cues)
    taken: set[tuple[int, int]] = field(default_factory=set)

    def read(self) -> None:
        """Names that are given first, for all strangers have to be known where they are used."""
        heard: set[int] = set()
        for at, turn in enumerate(self.turns):
            self._own_names(at, turn, is_first=turn.voice not in heard)
            self._presentations(at, turn)
            heard.add(turn.voice)
        for at, turn in enumerate(self.turns):
            self._names_used(at, turn)

    # Names that are given.

    def _own_names(self, at: int, turn: _Turn, *, is_first: bool) -> None:
        said = turn.said
        for start, after in phrases(said, self.phrases.own_name):
            if name := self._name(said, after):
                self._own_name(at, turn, start, name, OWN_NAME)
        for start, after in phrases(said, self.phrases.may_be_own_name):
            if (name := self._name(said, after)) and self._is_personal(name):
                self._own_name(at, turn, start, name, MAYBE_OWN_NAME)
        for start, after in phrases(said, self.phrases.greets_with_name):
            name = self._name(said, after) if is_first and start < _GREETING else None
            if name and self._is_personal(name) and self._has_origin(said, name):
                self._own_name(at, turn, start, name, MAYBE_OWN_NAME)

    def _own_name(self, at: int, turn: _Turn, start: int, heard: Said, votes: float) -> None:
        if (at, heard.first) in self.taken:
            return
        name = self._person(heard)
        self._take(at, heard)
        self._vote(turn.voice, name, votes, turn.said[start : heard.last + 1])
        if role := self._own_role(turn.said, heard.last + 1):
            self.cues.roles.setdefault(name, role)

    def _own_role(self, said: Sequence[Token], at: int) -> str:
        """What stands behind one's own name: “och jag är moderator”, or “, moderator”."""
        at = behind(said, at, self.phrases.to_role)
        if at < len(said) and said[at].folded in self.phrases.articles:
            at += 1
        role = until(said, at, lambda token: token.closed)
        is_one = any(token.folded.endswith(self.phrases.role_ends) for token in role[:3])
        lower = all(token.bare[0].islower() for token in role[:1])
        return text(role) if role and is_one and lower and len(role) <= _LONGEST_ROLE else ""

    def _presentations(self, at: int, turn: _Turn) -> None:
        """People with their roles: “med mig har jag Lena Holm, verksamhetschef, …”."""
        for start, after in phrases(turn.said, self.phrases.presents):
            listed = self._listed(turn.said, after)
            if not listed or listed[0].first > after or (at, after) in self.taken:
                continue
            quoted = turn.said[start : listed[0].last + 1]
            self._leads(turn, quoted, presents=True)
            ends = [*(one.first for one in listed[1:]), _sentence_end(turn.said, after) + 1]
            for heard, end in zip(listed, ends, strict=True):
                self._take(at, heard)
                name = self._person(heard)
                self.cues.not_self.add((turn.voice, name))
                if role := self._role(turn.said[heard.last + 1 : end]):
                    self.cues.roles.setdefault(name, role)
        for start, after in phrases(turn.said, self.phrases.welcomes):
            quoted = turn.said[start : max(after, _sentence_end(turn.said, start) + 1)]
            self._leads(turn, quoted, presents=False)

    def _leads(self, turn: _Turn, words: Sequence[Token], *, presents: bool) -> None:
        self.cues.leads.append(Lead(turn.voice, presents, quote(words), words[0].start))

    def _listed(self, said: Sequence[Token], start: int) -> list[Said]:
        """The names of a list: each at its beginning, behind a comma or “och”."""
        listed: list[Said] = []
        at, end = start, _sentence_end(said, start)
        while at <= end:
            known = known_name(said, at, self._all_people())
            heard = known or (self._stranger(said, at) if self._may_list(said, at, start) else None)
            if heard:
                listed.append(heard)
            at = heard.last + 1 if heard else at + 1
        return listed

    def _may_list(self, said: Sequence[Token], at: int, start: int) -> bool:
        """Whether a stranger may stand here: two names, or one that ends its part of the list.

        The speech model may miss the comma before a common given name.
        """
        heard = self._stranger(said, at)
        if not heard:
            return False
        is_given = self._is_given(said[at].folded)
        before, after = said[at - 1], said[heard.last + 1 : heard.last + 2]
        if at == start or before.closed or before.folded in self.phrases.joins:
            alone = said[heard.last].closed or any(t.folded in self.phrases.joins for t in after)
            return heard.last > heard.first or at == start or (alone and is_given)
        return heard.last > heard.first and is_given

    def _role(self, words: Sequence[Token]) -> str:
        while words and words[-1].folded in self.phrases.joins:
            words = words[:-1]
        while words and words[0].folded in self.phrases.joins:
            words = words[1:]
        if not words or len(words) > _LONGEST_ROLE or not words[0].bare[0].islower():
            return ""
        return text(words)

    # Names that are used.

    def _names_used(self, at: int, turn: _Turn) -> None:
        """Count a name once for each time that somebody is spoken to or thanked by it."""
        index = 0
        while index < len(turn.said):
            known = known_name(turn.said, index, self._all_people())
            heard = known or self._called_stranger(turn.said, index)
            if heard and not any((at, i) in self.taken for i in range(heard.first, heard.last + 1)):
                name = self._person(heard)
                self.cues.not_self.add((turn.voice, name))
                self._spoken_to(at, turn, heard, name)
            index = heard.last + 1 if heard else index + 1

    def _called_stranger(self, said: Sequence[Token], at: int) -> Said | None:
        """A stranger by a common given name, where somebody is spoken to."""
        heard = self._stranger(said, at)
        if heard and self._is_given(said[at].folded) and self._calls(said, heard):
            return heard
        return None

    def _spoken_to(self, at: int, turn: _Turn, heard: Said, name: str) -> None:
        before = self.turns[at - 1].voice if at else 0
        after = self.turns[at + 1].voice if at + 1 < len(self.turns) else 0
        said = turn.said
        thanks = self._thanked(said, heard)
        if thanks is not None:
            if heard.first <= _NEAR_START and before:
                self._vote(before, name, THANKS, said[thanks : heard.last + 1])
        elif self._calls(said, heard) and after and len(said) - heard.last <= _NEAR_END:
            sure = self._asks(said, heard) or before in {0, after}
            start, end = _around(said, heard)
            self._vote(after, name, ADDRESS if sure else UNSURE_ADDRESS, said[start:end])

    def _thanked(self, said: Sequence[Token], heard: Said) -> int | None:
        starts = (s for s, end in phrases(said, self.phrases.thanks) if end == heard.first)
        return min(starts, default=None)

    def _calls(self, said: Sequence[Token], heard: Said) -> bool:
        """Whether somebody is spoken to by this name: set off by commas, or “Per hur ser du”."""
        begin = heard.first
        while begin and not said[begin].opens and said[begin - 1].folded in self.phrases.hails:
            begin -= 1
        follows = said[heard.last + 1 : heard.last + 7]
        closed, ends = said[heard.last].closed, said[heard.last].ends
        if said[begin].opens:
            return closed or self._says_you(sentence(said, heard.last + 1)[:6])
        if ends or heard.last + 1 == len(said):
            return said[heard.first - 1].closed
        hailed = begin < heard.first or said[heard.first - 1].closed
        return closed and hailed and follows[0].folded in self.phrases.clause_starts

    def _asks(self, said: Sequence[Token], heard: Said) -> bool:
        """Whether an answer is wanted: a question follows, or “du” is said to the name."""
        rest = said[heard.first :]
        return any(token.text.endswith("?") for token in rest) or self._says_you(
            sentence(said, heard.first)
        )

    def _says_you(self, words: Sequence[Token]) -> bool:
        return any(token.folded in self.phrases.you for token in words)

    # Whose names they are.

    def _name(self, said: Sequence[Token], at: int) -> Said | None:
        if at >= len(said):
            return None
        return known_name(said, at, self._all_people()) or self._stranger(said, at)

    def _stranger(self, said: Sequence[Token], at: int) -> Said | None:
        heard = strangers_name(said, at)
        return heard if heard and not is_shared(heard.name, self._all_people()) else None

    def _all_people(self) -> tuple[str, ...]:
        return (*self.people, *self.cues.strangers)

    def _person(self, heard: Said) -> str:
        """The person that a name means; a stranger is one from now on."""
        people = self._all_people()
        name = heard.name if heard.name in people else same_person(heard.name, people)
        if name is None:
            self.cues.strangers.append(heard.name)
        return name or heard.name

    def _is_personal(self, heard: Said) -> bool:
        """Whether it is a person's name, as far as one can tell without knowing her."""
        first, *more = heard.name.split()
        known = heard.name in self._all_people()
        return known or bool(more) or self._is_given(first)

    def _is_given(self, word: str) -> bool:
        return sounded(word) in self.phrases.given_names

    def _has_origin(self, said: Sequence[Token], heard: Said) -> bool:
        following = said[heard.last + 1 : heard.last + 2]
        return any(token.folded in self.phrases.origin for token in following)

    def _take(self, at: int, heard: Said) -> None:
        self.taken |= {(at, index) for index in range(heard.first, heard.last + 1)}

    def _vote(self, voice: int, name: str, votes: float, words: Sequence[Token]) -> None:
        self.cues.votes.append(Cue(voice, name, votes, quote(words), words[0].start))


def _sentence_end(said: Sequence[Token], at: int) -> int:
    """The last token of a sentence, or of as much of it as a list may have."""
    return at + min(len(sentence(said, at)), _LONGEST_LIST) - 1


def _around(said: Sequence[Token], heard: Said) -> tuple[int, int]:
    """What to quote of a sentence in which somebody is spoken to: from the name, or up to it."""
    follows = () if said[heard.last].ends else sentence(said, heard.last + 1)
    if follows:
        return heard.first, heard.last + 1 + len(follows)
    start = heard.first
    while start and not said[start].opens and heard.last - start + 1 < _LONGEST_QUOTE:
        start -= 1
    return start, heard.last + 1
