"""The demo panel as values, as a real build would give them, and a small site made of it."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any

from podcast.artwork import cover, smaller
from podcast.artworks import SMALL_ARTWORK_FILE
from podcast.document import Block, Document, Heading, Paragraph, TimedParagraph, TimedWord
from podcast.edition import Edition, PublishedSound, listed
from podcast.episode import Credits, Episode, Person
from podcast.feed import feed_pages
from podcast.quoting import quoted
from podcast.show import Show
from podcast.site_files import files_beside, papers_beside, site_files
from podcast.span import Span
from podcast.templates import assets
from podcast.trust import Extract, Honesty, PeopleChanges, RuleChange
from tests.shared import DEMO

if TYPE_CHECKING:
    from pathlib import Path

PODCAST_GUID = "917393e3-1b1e-5cef-ace4-edaa54e1f810"

CAST = (
    Person(name="Karin Ek", role="moderator"),
    Person(name="Lena Holm", role="verksamhetschef socialpsykiatrin"),
    Person(name="Johan Strand", role="enhetschef barn och unga"),
    Person(name="Per Lind", role="ordförande i socialnämnden"),
)

# When each turn begins, and what is said: the write-up of the demo panel.
TALK = (
    (
        0.3,
        22.456,
        "Karin Ek",
        (
            "Hej och välkomna till det här panelsamtalet om tillit i socialtjänsten. Jag heter "
            "Karin Ek och jag är moderator. Med mig har jag Lena Holm, verksamhetschef för "
            "socialpsykiatrin, Johan Strand, enhetschef för barn och unga, och Per Lind, "
            "ordförande i socialnämnden. Lena, vi börjar med dig. Vad betyder tillit för dig som "
            "chef?"
        ),
    ),
    (
        22.905,
        41.838,
        "Lena Holm",
        (
            "Tack. För mig handlar tillit om att lyssna på medarbetarna. De som möter människor "
            "varje dag vet liksom vad som behövs. Då måste vi som chefer våga släppa på "
            "kontrollen. Det är inte alltid lätt, men det är nödvändigt."
        ),
    ),
    (
        42.088,
        54.283,
        "Johan Strand",
        (
            "Ja, precis. Jag håller med. Men, alltså, vi måste också kunna visa resultat. Annars "
            "blir det svårt att få pengar till det förebyggande arbetet. Och det, det måste få "
            "kosta."
        ),
    ),
    (
        54.783,
        57.081,
        "Karin Ek",
        "Per, hur ser du på det som politiker?",
    ),
    (
        57.481,
        72.837,
        "Per Lind",
        (
            "Jag tror att vi har mätt för mycket och lyssnat för lite. Under många år har vi "
            "styrt med siffror. Nu behöver vi styra med samtal. Det tar lång tid att bygga upp "
            "tillit, men den kan raseras på några sekunder."
        ),
    ),
    (
        72.987,
        77.305,
        "Lena Holm",
        "Ja, det stämmer. En enda dålig erfarenhet räcker.",
    ),
    (
        77.805,
        79.568,
        "Karin Ek",
        "Johan, vad gör ni konkret?",
    ),
    (
        79.918,
        92.086,
        "Johan Strand",
        (
            "Vi har en grupp som arbetar på kvällar och helger. De finns där ungdomarna finns. Vi "
            "började med två personer, och i dag är vi, vi är åtta. Det har gjort stor skillnad "
            "för många familjer."
        ),
    ),
    (
        92.286,
        98.192,
        "Per Lind",
        "Och det är ju billigare än att vänta. Att vänta kostar både pengar och människoliv.",
    ),
    (
        98.692,
        104.71,
        "Karin Ek",
        "Får jag ställa en sista fråga till er alla? Vad är det viktigaste vi kan göra i morgon?",
    ),
    (
        105.11,
        106.83,
        "Johan Strand",
        "Fråga ungdomarna själva.",
    ),
    (
        107.13,
        108.466,
        "Lena Holm",
        "Ta bort en blankett.",
    ),
    (
        108.766,
        110.46,
        "Per Lind",
        "Komma ut från kontoret.",
    ),
    (
        111.06,
        113.494,
        "Karin Ek",
        "Tack till panelen, och tack till er som lyssnade.",
    ),
)


# Something of everything that a page may tell of how far its text can be trusted.
SURE = Honesty(
    words=240,
    from_machine=240,
    in_doubt=9,
    without_words=(Span(10, 14), Span(62.5, 70)),
    without_voice=(Extract(Span(80, 81), "Tack."),),
    phantoms=(Extract(Span(3, 4), "Undertexter av"),),
    by_rule=(
        RuleChange("hesitations", "hesitation", Span(1, 2), "Eh,"),
        RuleChange("spellings", "spelling", Span(3, 4), "sån", "sådan"),
        RuleChange("hesitations", "hesitation", Span(5, 6), "öh"),
    ),
    by_people=PeopleChanges(240, changed=4, removed=3, added=12),
    talk=100,
)


def demo_show(**changes: object) -> Show:
    """Return the settings of the demo show, with some changed."""
    values = {
        "title": "Panelpodden",
        "description": "Samtal om socialt arbete, från scen till text.",
        "address": "https://panelpodden.example/",
        "author": "Panelpodden",
    }
    return Show.model_validate(values | changes)


def demo_episode(**changes: object) -> Episode:
    """Return what people said about the demo panel, with some changed."""
    values = {
        "title": "Tillit i socialtjänsten",
        "published": date(2026, 5, 4),
        "description": "Fyra personer i en panel talar om vad tillit betyder när man leder "
        "socialt arbete: att våga släppa på kontrollen, att visa resultat och att finnas där "
        "människor finns.",
        "kind": "panel",
        "event": "Panelpoddens demodag",
        "place": "Karlstad",
        "people": CAST,
        "credits": Credits(documentation="panelpodd"),
    }
    return Episode.model_validate(values | changes)


def timed(paragraph: Paragraph, start: float, end: float) -> TimedParagraph:
    """Spread the words of a paragraph evenly over its time."""
    words = paragraph.text.split()
    moments = [start + (end - start) * place / len(words) for place in range(len(words) + 1)]
    spans = (Span(*pair) for pair in pairwise(moments))
    return TimedParagraph(
        paragraph,
        tuple(TimedWord(word, span, heard=True) for word, span in zip(words, spans, strict=True)),
    )


def edition_of(
    blocks: tuple[Block, ...], episode: Episode | None = None, slug: str = "tillit"
) -> Edition:
    """Return an edition of any document, its talk spoken ten seconds a paragraph."""
    episode = episode or demo_episode()
    document = Document(episode.title, blocks)
    times = tuple(timed(said, 10.0 * at, 10.0 * at + 9) for at, said in enumerate(document.talk))
    return Edition(
        slug=slug,
        guid=f"guid-{slug}",
        published=datetime(2026, 5, 3, 22, 0, tzinfo=UTC),
        episode=episode,
        document=document,
        paragraphs=times,
        sound=PublishedSound(f"{slug}.mp3", "audio/mpeg", 916_653, 114.6, "0" * 64),
        quotes=quoted(document, times),
    )


def demo_edition(**changes: object) -> Edition:
    """Return the demo panel as an edition, with some of what people said about it changed."""
    episode = demo_episode(**changes)
    said = tuple(Paragraph(text, speaker, opens=True) for _, _, speaker, text in TALK)
    times = tuple(
        timed(paragraph, start, end)
        for paragraph, (start, end, _, _) in zip(said, TALK, strict=True)
    )
    return Edition(
        slug="tillit",
        guid="0c5d1d7e-6f0c-5b43-9d4b-6a3c2f7f6a01",
        published=episode.published_at(demo_show()),
        episode=episode,
        document=Document(episode.title, said),
        paragraphs=times,
        sound=PublishedSound("tillit.mp3", "audio/mpeg", 916_653, 114.6, "0" * 64),
    )


def long_edition(turns: int, slug: str = "lang", words: tuple[int, int] = (10, 50)) -> Edition:
    """Return a long talk, its turns of so few words to so many, with a heading now and then.

    Its words are drawn from the demo's, every sixth a compound of two, so that it is no easier
    to compress than what public bodies write: 2.3 bytes a word in an hour of talk.
    """
    draw = Random(slug)  # noqa: S311  # no secret
    known = sorted({word for _, _, _, text in TALK for word in text.split()})
    blocks: list[Block] = []
    for number in range(turns):
        if number % 40 == 0:
            blocks.append(Heading(f"Del {number // 40 + 1}"))
        said = draw.choices(known, k=draw.randint(*words))
        said[::6] = [word.strip(".,?") + draw.choice(known).lower() for word in said[::6]]
        blocks.append(Paragraph(" ".join(said), CAST[number % 4].name, opens=True))
    return edition_of(tuple(blocks), demo_episode(title="Ett långt samtal"), slug)


def write_site(folder: Path, show: Show, *editions: Edition, **more: Any) -> None:
    """Write pages, feed, pictures and sound as they lie in feed/, for a browser to open."""
    for edition in editions:
        for name, text in files_beside(show, edition):
            _write(folder / name, text.encode())
        for name, content in papers_beside(show, edition, {}):
            _write(folder / name, content)
    for name, content in site_files(show, editions, **more):
        _write(folder / name, content)
    for name, content in feed_pages(show, listed(editions), PODCAST_GUID).items():
        _write(folder / name, content)
    letters = assets()["assets/source-serif-4.woff2"]
    _write(folder / SMALL_ARTWORK_FILE, smaller(cover(show.title, show.author, letters)))
    for edition in editions:
        shutil.copyfile(DEMO, folder / edition.slug / edition.sound.file)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
