from __future__ import annotations

from podcast.document import Document, Heading, Paragraph, Photo
from podcast.episode import Credits, Episode, Person
from podcast.plain import plain
from podcast.text import parse
from tests.shared import seed


def episode(**more) -> Episode:
    return Episode(title="Tillit", published="2026-05-04", **more)


def test_a_documentation_reads_like_a_printed_one():
    document = Document(
        "Tillit",
        (
            Paragraph("Ingressen."),
            Paragraph("Hej.", "Karin Ek", opens=True),
            Paragraph("Mer.", "Karin Ek"),
            Heading("Om pengar"),
            Photo("p.jpg", "Från vänster till höger: Karin Ek."),
            Paragraph("Tack.", "Per Lind", opens=True),
        ),
    )
    told = episode(
        event="Demodagen 2026",
        place="Karlstad",
        people=(
            Person(name="Karin Ek", role="moderator"),
            Person(name="Per Lind", role="ordförande", organisation="nämnden"),
        ),
        credits=Credits(documentation="panelpodd", photo="Foto Graf"),
    )
    assert plain(document, told, "panel", "sv") == (
        "Tillit\n\nIngressen.\n\n"
        "I panelen: Karin Ek, moderator och Per Lind, ordförande på nämnden\n\n"
        "Karin Ek: Hej.\n\nMer.\n\nOm pengar\n\nFrån vänster till höger: Karin Ek.\n\n"
        "Per Lind: Tack.\n\n"
        "Det här var ett panelsamtal på Demodagen 2026 i Karlstad.\n"
        "Dokumentation: panelpodd\nFoto: © Foto Graf\n"
    )


def test_an_episode_without_people_event_or_credits_has_no_such_lines():
    document = Document("Tillit", (Paragraph("Hej.", "Röst 1", opens=True),))
    assert plain(document, episode(), "podcast", "sv") == "Tillit\n\nRöst 1: Hej.\n"


def test_the_karlstad_documentation_comes_out_turn_by_turn():
    """Its cast, caption and credits are entered as settings; the talk as text.md."""
    paragraphs = [line for line in seed("karlstad-panel.txt").split("\n") if line.strip()]
    cast_line = next(line for line in paragraphs if line.startswith("I panelen: "))
    caption = next(line for line in paragraphs if line.startswith("Från vänster"))
    event, documentation, photo = paragraphs[-3:]
    people = _people(cast_line.removeprefix("I panelen: "))
    told = episode(
        event=event.removeprefix("Det här var ett panelsamtal på ").split(" i ")[0],
        place=event.rstrip(".").rsplit(" i ", 1)[1],
        people=people,
        credits=Credits(
            documentation=documentation.removeprefix("Dokumentation: "),
            photo=photo.removeprefix("Foto: © "),
        ),
    )
    written = [f"# {paragraphs[0]}", *paragraphs[1:-3]]
    written.remove(cast_line)
    written[written.index(caption)] = f"![{caption}](panel.jpg)"
    parsed = parse("\n\n".join(written), [person.name for person in people])
    assert parsed.remarks == ()
    out = plain(parsed.document, told, "panel", "sv")
    assert [line for line in out.split("\n") if line] == paragraphs


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
