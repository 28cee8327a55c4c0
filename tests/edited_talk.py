"""Random talk, and a person who works on it, for tests and benches of what survives edits."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from podcast.conversation import Conversation, Turn
from podcast.document import Document, Paragraph
from podcast.span import Span
from podcast.transcript import Word

NAMES = ("Karin Ek", "Lena Holm", "Johan Strand", "Per Lind")
_COMMON = (
    "och att det i är som en vi på för av med till har inte de den om ett men man så kan där "
    "från vid också när ska alla mycket bara eller"
).split()
_SYLLABLES = "ti li va ker sam ord mö te ra lös ning be hov kom mun an svar stöd in sats".split()


@dataclass(slots=True)
class Piece:
    """A word of the text with what it was: its number among the words heard, or None."""

    text: str
    heard: int | None


@dataclass
class EditedTalk:
    """A text that is being worked on: paragraphs of pieces, each with its speaker."""

    chance: random.Random
    heard: tuple[Word, ...]
    speakers: list[str] = field(default_factory=list)
    paragraphs: list[list[Piece]] = field(default_factory=list)
    moves: bool = True

    @property
    def document(self) -> Document:
        texts = (" ".join(piece.text for piece in pieces) for pieces in self.paragraphs)
        turns = zip(texts, self.speakers, strict=True)
        return Document("", tuple(Paragraph(text, name, opens=True) for text, name in turns))

    @property
    def conversation(self) -> Conversation:
        return Conversation((Turn(1, self.heard),))

    @property
    def pieces(self) -> list[Piece]:
        return [piece for pieces in self.paragraphs for piece in pieces]

    def edit(self) -> None:
        """Do one of the things that people do to a text."""
        ways = [self.change, self.change, self.slip, self.drop, self.insert, self.split, self.join]
        self.chance.choice([*ways, self.move] if self.moves else ways)()

    def change(self) -> None:
        pieces, at = self._somewhere()
        pieces[at] = Piece(word(self.chance), None)

    def slip(self) -> None:
        """Mend case, or a letter of a long word; it is still the word that was heard."""
        pieces, at = self._somewhere()
        text = pieces[at].text
        pieces[at] = Piece(
            text[:2] + text[3:] if len(text) > 6 else text.capitalize(), pieces[at].heard
        )

    def drop(self) -> None:
        pieces, at = self._somewhere()
        if len(pieces) > 12:
            del pieces[at : at + self.chance.randint(1, 4)]

    def insert(self) -> None:
        pieces, at = self._somewhere()
        pieces[at:at] = [Piece(word(self.chance), None) for _ in range(self.chance.randint(1, 3))]

    def move(self) -> None:
        """Put a paragraph elsewhere."""
        at = self.chance.randrange(len(self.paragraphs))
        speaker, pieces = self.speakers.pop(at), self.paragraphs.pop(at)
        place = self.chance.randrange(len(self.paragraphs) + 1)
        self.speakers.insert(place, speaker)
        self.paragraphs.insert(place, pieces)

    def split(self) -> None:
        """Give the rest of a turn, from a sentence on, to somebody else."""
        at = self.chance.randrange(len(self.paragraphs))
        pieces = self.paragraphs[at]
        ends = [place + 1 for place, piece in enumerate(pieces) if piece.text.endswith(".")]
        if places := [place for place in ends if 12 <= place <= len(pieces) - 12]:
            place = self.chance.choice(places)
            self.paragraphs[at : at + 1] = [pieces[:place], pieces[place:]]
            self.speakers.insert(at, self.chance.choice(NAMES))

    def join(self) -> None:
        if len(self.paragraphs) > 3:
            at = self.chance.randrange(len(self.paragraphs) - 1)
            self.paragraphs[at : at + 2] = [self.paragraphs[at] + self.paragraphs[at + 1]]
            del self.speakers[at + 1]

    def _somewhere(self) -> tuple[list[Piece], int]:
        pieces = self.chance.choice(self.paragraphs)
        return pieces, self.chance.randrange(len(pieces))


def word(chance: random.Random) -> str:
    """Every second word is one of the common ones, as in Swedish talk."""
    if chance.random() < 0.5:
        return chance.choice(_COMMON)
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))


def talk(seed: int, count: int) -> EditedTalk:
    """Talk of about so many words: sentences of 5 to 15, paragraphs of two to six of them."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    heard: list[Word] = []
    text = EditedTalk(chance, ())
    moment = 0.0
    while len(heard) < count:
        paragraph: list[Piece] = []
        for _ in range(chance.randint(2, 6)):
            sentence = [word(chance) for _ in range(chance.randint(5, 15))]
            sentence[0] = sentence[0].capitalize()
            sentence[-1] += "."
            for one in sentence:
                length = chance.uniform(0.25, 0.5)
                paragraph.append(Piece(one, len(heard)))
                heard.append(Word(one, Span(moment, moment + length), 0.9))
                moment += length + chance.choice([0.0, 0.0, 0.0, 0.3])
        text.paragraphs.append(paragraph)
        text.speakers.append(chance.choice(NAMES))
    text.heard = tuple(heard)
    return text
