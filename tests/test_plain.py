from __future__ import annotations

from datetime import date

import pytest

from podcast.document import Document, Heading, Paragraph, Photo, Quote
from podcast.episode import Credits, Episode, Person
from podcast.plain import plain
from podcast.text import parse
from tests.editions import demo_episode, demo_show, edition_of
from tests.kinds import KINDS, folder, plain_of, text_of
from tests.shared import seed

SHOW = demo_show()


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
    assert plain(document, told, SHOW) == (
        "Tillit\n\nIngressen.\n\n"
        "I panelen: Karin Ek, moderator och Per Lind, ordförande på nämnden\n\n"
        "Karin Ek: Hej.\n\nMer.\n\nOm pengar\n\nFrån vänster till höger: Karin Ek.\n\n"
        "Per Lind: Tack.\n\n"
        "Det här var ett panelsamtal på Demodagen 2026 i Karlstad.\n"
        "Dokumentation: panelpodd\nFoto: © Foto Graf\n"
    )


def test_an_episode_without_people_event_or_credits_has_no_such_lines():
    document = Document("Tillit", (Paragraph("Hej.", "Röst 1", opens=True),))
    assert plain(document, episode(), SHOW) == "Tillit\n\nRöst 1: Hej.\n"


def test_corrections_stand_after_the_talk_and_links_at_the_end():
    told = demo_episode(
        corrections=[{"date": date(2026, 5, 12), "what": "Lena Holm är chef."}],
        links=[{"title": "Rapporten", "address": "https://kommun.example/tillit"}],
    )
    written = plain(Document("Tillit", (Paragraph("Ett.", "Karin Ek", opens=True),)), told, SHOW)
    assert written.partition("Karin Ek: Ett.\n\n")[2] == (
        "Rättat 12 maj 2026: Lena Holm är chef.\n\n"
        "Det här var ett panelsamtal på Panelpoddens demodag i Karlstad.\n"
        "Dokumentation: panelpodd\n\n"
        "Länkar:\nRapporten: https://kommun.example/tillit\n"
    )


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
    out = plain(parsed.document, told, SHOW)
    assert [line for line in out.split("\n") if line] == paragraphs


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_of_each_kind_reads_as_is_its_custom(kind):
    assert text_of(kind).remarks == ()
    assert plain_of(kind) == (folder(kind) / "expected.txt").read_text("utf-8")


def test_an_article_comes_out_with_its_quotations_and_who_said_them():
    """The seed has no talk; one that says what is quoted is put after it."""
    paragraphs = [
        line for line in seed("socialtjanstpodden-avsnitt.txt").split("\n") if line.strip()
    ]
    quotations = [line for line in paragraphs if line.startswith('"')]
    words, said = quotations[0].removeprefix('"').split('", säger ')
    guest, role, to = said.split(", ")
    host, show = to.removeprefix("till ").rstrip(".").split(" i ")
    assert len(quotations) == 3
    article = [
        f"> {words}" if line == quotations[0] else f"> {line}" if line in quotations else line
        for line in paragraphs[1:]
    ]
    talk = [f"{guest}: {line.split(chr(34))[1]}." for line in quotations]
    written = [f"# {paragraphs[0]}", *article, f"{host}: Välkommen!", *talk]
    people = (Person(name=host, role="programledare"), Person(name=guest, role=role))
    parsed = parse("\n\n".join(written), [host, guest])
    assert parsed.remarks == ()
    told = episode(kind="podcast", people=people)
    made = edition_of(parsed.document.blocks, told)
    out = plain(parsed.document, told, demo_show(title=show), made.quotes)
    lines = [line for line in out.split("\n") if line]
    assert [quote.speaker for quote in made.quotes] == [guest] * 3
    assert lines[0] == paragraphs[0]
    assert lines[1:3] == [line.strip() for line in paragraphs[1:3]]
    assert lines[3].replace("”", '"') == quotations[0]
    assert lines[4 : len(paragraphs)] == paragraphs[4:]
    assert lines[len(paragraphs)].startswith("I avsnittet: ")
    assert lines[len(paragraphs) + 1 :] == [f"{host}: Välkommen!", *talk]


def test_questions_and_answers_come_out_without_names():
    """What the web site puts around the seed, its notice of age and the last link, is left out."""
    notice, _, rest = seed("lulea-intervju.txt").replace("\xa0", " ").partition("\n\n")
    title, caption, *parts = rest.strip().split("\n\n")
    *parts, link = parts
    first = next(place for place, part in enumerate(parts) if part.endswith("?"))
    opening, talk = parts[:first], parts[first:]
    asks, answers = "Luleå kommun", caption.strip()
    written = [f"# {title}", f"![{answers}](bild.jpg)", *opening]
    written += [
        f"{asks}: {part}" if part.endswith("?") else f"{answers}: {part[2:]}" for part in talk
    ]
    people = (Person(name=asks, role="intervjuare"), Person(name=answers))
    parsed = parse("\n\n".join(written), [asks, answers])
    assert parsed.remarks == ()
    assert [paragraph.speaker for paragraph in parsed.document.talk] == [asks, answers] * 3
    out = (
        plain(parsed.document, episode(kind="interview", people=people), SHOW).strip().split("\n\n")
    )
    out.remove(f"I intervjun: {asks}, intervjuare och {answers}")
    assert out == [title, caption.strip(), *opening, *talk]
    assert notice.startswith("Denna nyhet")
    assert "öppnas i nytt fönster" in link


def test_a_question_needs_somebody_who_asks():
    document = Document("T", (Paragraph("Hej.", "Röst 1", opens=True),))
    assert "Röst 1: Hej." in plain(document, episode(kind="interview"), SHOW)


def test_a_dash_that_people_wrote_before_an_answer_is_not_doubled():
    people = (Person(name="Karin Ek", role="intervjuare"), Person(name="Per Lind"))
    talk = (
        Paragraph("Varför?", "Karin Ek", opens=True),
        Paragraph("– Därför.", "Per Lind", opens=True),
    )
    told = episode(kind="interview", people=people)
    assert plain(Document("T", talk), told, SHOW).endswith("Varför?\n\n– Därför.\n")


def test_a_photo_of_somebody_else_says_whose_it_is():
    document = Document(
        "T", (Photo("a.jpg", "En.", "Per Lind"), Photo("b.jpg", "Två.", "© Karin Ek"))
    )
    told = episode(credits=Credits(photo="Karin Ek"))
    assert plain(document, told, SHOW) == "T\n\nEn. Foto: © Per Lind\n\nTvå.\n\nFoto: © Karin Ek\n"


def test_words_that_nobody_says_are_only_put_in_marks():
    assert (
        plain(Document("T", (Quote("Ingen sa så."),)), episode(), SHOW) == "T\n\n”Ingen sa så.”\n"
    )


def test_signs_that_are_not_seen_do_not_reach_the_text():
    talk = (Paragraph("Röd\x1b[31m \u202etext\u2069 5\xa0%\n👩\u200d👧", "Karin Ek", opens=True),)
    assert (
        plain(Document("T", talk), episode(), SHOW)
        == "T\n\nKarin Ek: Röd[31m text 5\xa0%\n👩\u200d👧\n"
    )


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
