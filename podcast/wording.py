"""The words around the talk: what it is called, who takes part, where it was, whose work it is.

One home for what plain text, pages and feed say alike. They are values and not entries of the
pages' catalogue, since plain text and feed have no templates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.show import Language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from podcast.episode import Episode, Person
    from podcast.show import Kind


@dataclass(frozen=True, slots=True)
class _Around:
    """What a language says whatever the kind; `{}` holds the place of a name."""

    language: Language
    conjunction: str
    at: str
    inside: str
    documentation: str
    photo: str
    quotation: str
    says: str
    says_to: str
    links: str
    corrected: str
    reviewed: str
    somebody: str
    automatic: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The words for one kind of talk in one language.

    Attributes:
        what: kind of talk, as a heading would say it.
        cast: what stands above or before those who take part.
        recorded: the closing line; `{}` holds the place of where it was.
        around: what the language says for all kinds.
    """

    what: str
    cast: str
    recorded: str
    around: _Around

    def cast_list(self, people: tuple[Person, ...]) -> str:
        """Present people in one phrase: `A, role, B, role och C, role`."""
        *most, last = [person.presented(self.around.language) for person in people]
        return f"{', '.join(most)} {self.around.conjunction} {last}" if most else last

    def place(self, event: str, place: str) -> str:
        """Say at which event and in which place it was, as far as it is known; else nothing."""
        if not (event or place):
            return ""
        where = self.around.at.format(event) if event else ""
        return self.recorded.format(where + (self.around.inside.format(place) if place else ""))

    def documentation(self, name: str) -> str:
        """Say who wrote it up."""
        return self.around.documentation.format(name)

    def photo(self, name: str) -> str:
        """Say whose a photo is; people write the name with or without ©."""
        return self.around.photo.format(name.removeprefix("©").strip())

    def quotation(self, words: str) -> str:
        """Put marks around what is quoted."""
        return self.around.quotation.format(words)

    def says(self, speaker: str) -> str:
        """Say, after a quotation, who said it."""
        return self.around.says.format(speaker)

    def says_to(self, speaker: str, listener: str, show: str) -> str:
        """Say, after a quotation, who said it to whom in which show."""
        return self.around.says_to.format(speaker, listener, show)

    @property
    def links(self) -> str:
        """What stands above or before links."""
        return self.around.links

    def corrected(self, day: str, what: str) -> str:
        """Say when what was corrected."""
        return self.around.corrected.format(day, what)

    def status(self, day: str, name: str = "") -> str:
        """Say whether a person has checked the text, and when and who; no day where nobody has."""
        if not day:
            return self.around.automatic
        return self.around.reviewed.format(name or self.around.somebody, day)

    def closing(self, episode: Episode) -> Iterator[str]:
        """The lines at the end: where it was, who documented it, whose photos."""
        if place := self.place(episode.event, episode.place):
            yield place
        if episode.credits.documentation:
            yield self.documentation(episode.credits.documentation)
        if episode.credits.photo:
            yield self.photo(episode.credits.photo)


_SWEDISH = _Around(
    language="sv",
    conjunction="och",
    at=" på {}",
    inside=" i {}",
    documentation="Dokumentation: {}",
    photo="Foto: © {}",
    quotation="”{}”",
    says=", säger {}.",
    says_to=", säger {}, till {} i {}.",
    links="Länkar",
    corrected="Rättat {}: {}",
    reviewed="Granskad av {} {}",
    somebody="en människa",
    automatic="Automatisk text, inte granskad",
)
_ENGLISH = _Around(
    language="en",
    conjunction="and",
    at=" at {}",
    inside=" in {}",
    documentation="Documentation: {}",
    photo="Photo: © {}",
    quotation="“{}”",
    says=", says {}.",
    says_to=", says {}, to {} in {}.",
    links="Links",
    corrected="Corrected {}: {}",
    reviewed="Reviewed by {} on {}",
    somebody="a person",
    automatic="Automatic text, not reviewed",
)
_WORDINGS: Mapping[Language, Mapping[Kind, Wording]] = {
    "sv": {
        "panel": Wording("Panelsamtal", "I panelen", "Det här var ett panelsamtal{}.", _SWEDISH),
        "podcast": Wording("Podcast", "I avsnittet", "Samtalet spelades in{}.", _SWEDISH),
        "interview": Wording("Intervju", "I intervjun", "Intervjun gjordes{}.", _SWEDISH),
    },
    "en": {
        "panel": Wording(
            "Panel discussion", "On the panel", "This was a panel discussion{}.", _ENGLISH
        ),
        "podcast": Wording(
            "Podcast", "In this episode", "The conversation was recorded{}.", _ENGLISH
        ),
        "interview": Wording(
            "Interview", "In the interview", "The interview was made{}.", _ENGLISH
        ),
    },
}


def wording(kind: Kind, language: Language) -> Wording:
    """Return the words for a kind of talk in a language."""
    return _WORDINGS[language][kind]
