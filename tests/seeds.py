"""What others have printed, entered as episodes: text.md and settings, beside the original's lines.

Read where it lies; none of its sentences stands in this project.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podcast.episode import Credits, Episode, Person
from podcast.show import Show
from podcast.text import Parsed, parse
from tests.editions import demo_show, edition_of
from tests.shared import seed

if TYPE_CHECKING:
    from podcast.edition import Edition


@dataclass(frozen=True)
class Seed:
    """A printed text as an episode of ours.

    Attributes:
        lines: of the original, in order, without empty ones.
        parsed: the text.md that says the same.
        episode: the settings that say the rest.
        show: that it belongs to.
        talk: the lines of it in which people talk, as `Name: words`.
    """

    lines: tuple[str, ...]
    parsed: Parsed
    episode: Episode
    show: Show
    talk: tuple[str, ...]

    @property
    def edition(self) -> Edition:
        """The episode as it is published."""
        return edition_of(self.parsed.document.blocks, self.episode)


def karlstad() -> Seed:
    """A panel: its cast, caption and credits are entered as settings, the talk as text.md."""
    lines = _lines("karlstad-panel.txt")
    cast_line = next(line for line in lines if line.startswith("I panelen: "))
    caption = next(line for line in lines if line.startswith("Från vänster"))
    event, documentation, photo = lines[-3:]
    people = _people(cast_line.removeprefix("I panelen: "))
    told = _episode(
        title=lines[0],
        event=event.removeprefix("Det här var ett panelsamtal på ").split(" i ")[0],
        place=event.rstrip(".").rsplit(" i ", 1)[1],
        people=people,
        credits=Credits(
            documentation=documentation.removeprefix("Dokumentation: "),
            photo=photo.removeprefix("Foto: © "),
        ),
    )
    talk = [line for line in lines[2:-3] if line not in {cast_line, caption}]
    written = [
        f"![{caption}](panel.jpg)" if line == caption else line
        for line in lines[1:-3]
        if line != cast_line
    ]
    return Seed(lines, _parsed(lines[0], written, people), told, demo_show(), tuple(talk))


def article() -> Seed:
    """A podcast's article: it has no talk, so one that says what is quoted is put after it."""
    lines = _lines("socialtjanstpodden-avsnitt.txt")
    quotations = [line for line in lines if line.startswith('"')]
    words, said = quotations[0].removeprefix('"').split('", säger ')
    guest, role, to = said.split(", ")
    host, show = to.removeprefix("till ").rstrip(".").split(" i ")
    people = (Person(name=host, role="programledare"), Person(name=guest, role=role))
    written = [
        f"> {words}" if line == quotations[0] else f"> {line}" if line in quotations else line
        for line in lines[1:]
    ]
    talk = [f"{host}: Välkommen!", *(f"{guest}: {line.split(chr(34))[1]}." for line in quotations)]
    told = _episode(title=lines[0], kind="podcast", people=people)
    parsed = _parsed(lines[0], [*written, *talk], people)
    return Seed(lines, parsed, told, demo_show(title=show), tuple(talk))


def interview() -> Seed:
    """Questions and answers; the notice of age and the links around them are what a site adds."""
    lines = [line.replace("\xa0", " ") for line in _lines("lulea-intervju.txt")]
    notice, title, caption, *parts = lines
    links = [line for line in parts if _elsewhere(line)]
    parts = [line for line in parts if not _elsewhere(line)]
    first = next(place for place, part in enumerate(parts) if part.endswith("?"))
    asks, answers = "Luleå kommun", caption.strip()
    talk = [
        f"{asks}: {part}" if part.endswith("?") else f"{answers}: {part[2:]}"
        for part in parts[first:]
    ]
    people = (Person(name=asks, role="intervjuare"), Person(name=answers))
    named = [{"title": _elsewhere(link), "address": "https://forum.example/"} for link in links]
    told = _episode(title=title, kind="interview", people=people, links=named)
    written = [f"![{answers}](bild.jpg)", *parts[:first], *talk]
    original = (notice, title, caption, *parts, *links)
    return Seed(original, _parsed(title, written, people), told, demo_show(), tuple(talk))


def _lines(name: str) -> tuple[str, ...]:
    return tuple(line for line in seed(name).split("\n") if line.strip())


def _episode(**told: object) -> Episode:
    return Episode.model_validate({"published": "2026-05-04", **told})


def _parsed(title: str, written: list[str], people: tuple[Person, ...]) -> Parsed:
    return parse("\n\n".join([f"# {title}", *written]), [person.name for person in people])


def _people(listed: str) -> tuple[Person, ...]:
    """Names are the parts whose words all begin with a capital; the rest is the role."""
    most, last = listed.rsplit(" och ", 1)
    people: list[Person] = []
    for part in (*most.split(", "), *last.split(", ", 1)):
        if all(word[0].isupper() for word in part.split()):
            people.append(Person(name=part))
        else:
            people[-1] = Person(name=people[-1].name, role=part)
    return tuple(people)


def _elsewhere(line: str) -> str:
    """The title of a link to another site; empty where the line is none."""
    found = re.fullmatch(r"(.+?)\s*länk till annan webbplats, öppnas i nytt fönster\.?", line)
    return found[1] if found else ""
