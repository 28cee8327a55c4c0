from __future__ import annotations

from datetime import date

import pytest

from podcast.document import Document, Heading, Paragraph, Photo, Quote
from podcast.episode import Credits, Episode, Person
from podcast.plain import plain
from tests.editions import demo_episode, demo_show
from tests.kinds import KINDS, folder, plain_of, text_of
from tests.seeds import article, interview, karlstad

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
    printed = karlstad()
    assert printed.parsed.remarks == ()
    out = plain(printed.parsed.document, printed.episode, SHOW)
    assert tuple(line for line in out.split("\n") if line) == printed.lines


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_of_each_kind_reads_as_is_its_custom(kind):
    assert text_of(kind).remarks == ()
    assert plain_of(kind) == (folder(kind) / "expected.txt").read_text("utf-8")


def test_an_article_comes_out_with_its_quotations_and_who_said_them():
    printed = article()
    edition = printed.edition
    out = plain(edition.document, printed.episode, printed.show, edition.quotes)
    lines = [line.strip() for line in out.split("\n") if line]
    host, guest = (person.name for person in printed.episode.people)
    original = [line.strip() for line in printed.lines]
    quotation = next(place for place, line in enumerate(original) if line.startswith('"'))
    assert printed.parsed.remarks == ()
    assert host != guest
    assert [quote.speaker for quote in edition.quotes] == [guest] * 3
    assert lines[quotation].replace("”", '"') == original.pop(quotation)
    assert lines[:quotation] + lines[quotation + 1 : len(original) + 1] == original
    assert lines[len(original) + 1].startswith("I avsnittet: ")
    assert lines[len(original) + 2 :] == list(printed.talk)


def test_questions_and_answers_come_out_without_names():
    """What the web site puts around the seed, its notice of age, is left out."""
    printed = interview()
    notice, *original = (line.strip() for line in printed.lines)
    asks, answers = (person.name for person in printed.episode.people)
    out = plain(printed.parsed.document, printed.episode, printed.show)
    lines = [line.strip() for line in out.split("\n") if line]
    lines.remove(f"I intervjun: {asks}, intervjuare och {answers}")
    links = [f"{link.title}: {link.address}" for link in printed.episode.links]
    assert printed.parsed.remarks == ()
    assert [said.speaker for said in printed.parsed.document.talk] == [asks, answers] * 3
    assert notice.startswith("Denna nyhet")
    assert lines == [*original[:-2], "Länkar:", *links]
    assert [
        link.title in line for link, line in zip(printed.episode.links, original[-2:], strict=True)
    ]


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
