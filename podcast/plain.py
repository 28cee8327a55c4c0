"""The documentation as plain text, in the manner of what is printed of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from podcast.dates import LOCALES, written_date
from podcast.document import Document, Heading, Paragraph, Photo, Quote
from podcast.harmless import seen
from podcast.manner import Manner, manners
from podcast.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from podcast.document import Block, Quoted
    from podcast.episode import Episode, Person
    from podcast.show import Show
    from podcast.wording import Wording

# Stands before what is answered, as in Swedish papers; people may have written it themselves.
_DASH = "– "
_DASHES = ("–", "—")


def plain(document: Document, episode: Episode, show: Show, quotes: Sequence[Quoted] = ()) -> str:
    """Write title, opening, cast, talk, captions, corrections, event, credits and links.

    A blank line stands between.

    Args:
        document: the documentation.
        episode: who takes part, where it was, whose work it is.
        show: its language, its name, and the kind where the episode has none.
        quotes: those of the document that are found in the talk.
    """
    return seen("\n\n".join(_Plain(document, episode, show, quotes).parts())) + "\n"


class _Plain:
    """The parts of a text, in order."""

    def __init__(
        self, document: Document, episode: Episode, show: Show, quotes: Sequence[Quoted]
    ) -> None:
        self._document, self._episode, self._show = document, episode, show
        self._kind = episode.kind or show.kind
        self._words: Wording = wording(self._kind, show.language)
        self._said = {quote.words: quote.speaker for quote in quotes}
        self._introduced: set[str] = set()
        self._manners = iter(manners(document.talk, episode.people, self._kind))

    def parts(self) -> Iterator[str]:
        opening = self._document.opening
        yield self._document.title or self._episode.title
        yield from map(self._part, opening)
        if people := self._episode.people:
            yield f"{self._words.cast}: {self._words.cast_list(people)}"
        yield from map(self._part, self._document.blocks[len(opening) :])
        for correction in self._episode.corrections:
            day = written_date(correction.date, LOCALES[self._show.language])
            yield self._words.corrected(day, correction.what)
        if closing := "\n".join(self._words.closing(self._episode)):
            yield closing
        if links := self._episode.links:
            lines = (f"{link.title}: {link.address}" for link in links)
            yield "\n".join((f"{self._words.links}:", *lines))

    def _part(self, block: Block) -> str:
        match block:
            case Heading(text):
                return text
            case Quote():
                return self._quotation(block)
            case Photo():
                return self._caption(block)
            case Paragraph(text, ""):
                return text
            case Paragraph():
                return self._talk(block, next(self._manners))

    def _talk(self, said: Paragraph, manner: Manner) -> str:
        if manner is Manner.ANSWER and not said.text.startswith(_DASHES):
            return f"{_DASH}{said.text}"
        named = manner is Manner.NAMED and said.opens
        return f"{said.speaker}: {said.text}" if named else said.text

    def _caption(self, photo: Photo) -> str:
        """The caption, with the credit unless it stands at the end for all of them."""
        credit = self._words.photo(photo.credit) if photo.credit else ""
        if credit == self._words.photo(self._episode.credits.photo):
            return photo.caption
        return " ".join(filter(None, [photo.caption, credit]))

    def _quotation(self, quote: Quote) -> str:
        """The words with who said them: as people wrote it, else as the talk tells."""
        if quote.attribution:
            return quote.text
        speaker = self._said.get(quote.words)
        if not speaker:
            return self._words.quotation(quote.words)
        return self._words.quotation(quote.words.removesuffix(".")) + self._says(speaker)

    def _says(self, speaker: str) -> str:
        """Who said it: in full the first time, to whom in the first quotation of a podcast."""
        is_first, is_new = not self._introduced, speaker not in self._introduced
        self._introduced.add(speaker)
        person = self._person(speaker)
        name = person.presented(self._show.language) if person and is_new else speaker
        host = next((host.name for host in self._episode.people if host.leads), speaker)
        if self._kind == "podcast" and is_first and host != speaker:
            return self._words.says_to(name, host, self._show.title)
        return self._words.says(name)

    def _person(self, name: str) -> Person | None:
        return next((person for person in self._episode.people if person.name == name), None)
