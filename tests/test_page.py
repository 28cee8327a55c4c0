"""The pages: every part of a documentation in its place, and nothing else gets through."""

from __future__ import annotations

import gzip
import json
import re
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any, get_args

import lxml.html  # type: ignore[import-untyped]  # it has no types
import pytest

from podcast.catalogue import catalogue
from podcast.document import Heading, Paragraph, Photo, Quote
from podcast.edition import PublishedSound
from podcast.edits import Kind
from podcast.episode import Credits, Person
from podcast.former import Moved, Withdrawn
from podcast.page import Pages
from podcast.reading import read
from podcast.span import Span
from podcast.templates import assets
from podcast.text import parse
from podcast.trust import Honesty, RuleChange
from tests.editions import SURE, demo_edition, demo_episode, demo_show, edition_of, long_edition
from tests.seeds import Seed, article, interview, karlstad

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from podcast.edition import Edition

HOSTILE = "</script><script>alert(1)</script> \"'><img src=x onerror=alert(2)> {{ 7 * 7 }} & ]]>"


def said(text: str, speaker: str = "Karin Ek", *, opens: bool = True) -> Paragraph:
    return Paragraph(text, speaker, opens)


def page(edition: Edition, **show: object) -> str:
    return Pages(demo_show(**show)).episode(edition)


def tree(text: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(text)


def text_of(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def linked_data(text: str) -> dict[str, Any]:
    first, *_ = tree(text).xpath("//script[@type='application/ld+json']")
    data: dict[str, Any] = json.loads(first.text)
    return data


def front(*editions: Edition, **show: object) -> str:
    return Pages(demo_show(**show)).front(editions)["index.html"]


def test_the_page_of_a_withdrawn_episode_has_title_and_date_and_is_not_indexed() -> None:
    day = datetime(2026, 5, 3, 22, 0, tzinfo=UTC)
    whole = tree(Pages(demo_show()).withdrawn(Withdrawn("tillit", HOSTILE, day)))
    main = whole.xpath("//main")[0]
    assert "4 maj 2026" in text_of(main)
    assert whole.xpath("//h1")[0].text_content() == HOSTILE
    assert whole.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not whole.xpath("//audio | //script | //img")
    unnamed = Pages(demo_show(language="en")).withdrawn(Withdrawn("tillit", "", day))
    assert "<h1>Withdrawn episode</h1>" in unnamed


def test_an_earlier_address_leads_on_without_script_and_is_not_indexed() -> None:
    whole = tree(Pages(demo_show()).moved(Moved("tillit", "mod", HOSTILE)))
    assert whole.xpath("//link[@rel='canonical']/@href") == ["https://panelpodden.example/mod/"]
    assert whole.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=../mod/"]
    assert whole.xpath("//main//a[@href='../mod/']")[0].text_content() == HOSTILE
    assert whole.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert not whole.xpath("//script | //img")


def test_a_page_that_no_list_leads_to_is_not_indexed() -> None:
    assert 'content="noindex"' in page(demo_edition(status="unlisted"))
    assert "noindex" not in page(demo_edition())


def test_a_panel_has_its_title_date_place_lead_and_closing_lines() -> None:
    credits_ = Credits(documentation="Per Lind", photo="Lena Holm")
    whole = tree(page(demo_edition(credits=credits_)))
    main = text_of(whole.xpath("//main")[0])
    assert "Panelsamtal · 4 maj 2026" in main
    assert "Tillit i socialtjänsten" in main
    assert "Panelpoddens demodag, Karlstad" in main
    assert "Fyra personer i en panel talar om vad tillit betyder" in main
    (closing,) = whole.xpath("//footer[starts-with(@class, 'closing')]")
    assert text_of(closing) == (
        "Det här var ett panelsamtal på Panelpoddens demodag i Karlstad. "
        "Dokumentation: Per Lind Foto: © Lena Holm"
    )


@pytest.mark.parametrize(
    ("event", "place", "line"),
    [
        ("Panelpoddens demodag", "", "Det här var ett panelsamtal på Panelpoddens demodag."),
        ("", "Karlstad", "Det här var ett panelsamtal i Karlstad."),
    ],
)
def test_the_closing_line_says_what_is_known(event: str, place: str, line: str) -> None:
    assert line in page(demo_edition(event=event, place=place))


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("podcast", "Samtalet spelades in på Panelpoddens demodag i Karlstad."),
        ("interview", "Intervjun gjordes på Panelpoddens demodag i Karlstad."),
    ],
)
def test_the_closing_line_calls_each_kind_what_it_is(kind: str, line: str) -> None:
    assert line in page(demo_edition(kind=kind))


def test_a_credit_written_with_its_sign_has_it_once() -> None:
    photo = Photo("p.jpg", "Panelen.", "© Lena Holm")
    assert "Foto: © Lena Holm<" in page(edition_of((said("Ett."), photo)))


def test_the_kind_comes_from_the_show_when_the_episode_has_none() -> None:
    assert "Intervju" in page(demo_edition(kind=None), kind="interview")


def test_the_cast_stands_with_name_role_and_organisation() -> None:
    people = (Person(name="Lena Holm", role="chef", organisation="Demodagen"),)
    cast = tree(page(demo_edition(people=people))).xpath("//section[@class='cast']//li")
    assert [text_of(item) for item in cast] == [
        "LHLena Holm, chef på Demodagen 23 % av taltiden Visa bara Lena Holm"
    ]


def test_every_turn_has_its_speaker_its_words_and_a_time_that_links_into_the_sound() -> None:
    edition = demo_edition()
    turns = tree(page(edition)).xpath("//section[starts-with(@class, 'turn')]")
    assert [turn.get("id") for turn in turns] == [f"t{n}" for n in range(1, 15)]
    assert [turn.findtext(".//h3") for turn in turns] == [
        paragraph.speaker for paragraph in edition.document.talk
    ]
    assert [text_of(turn.find("div")) for turn in turns] == [
        paragraph.text for paragraph in edition.document.talk
    ]
    assert turns[1].xpath(".//a/@href") == ["tillit.mp3#t=22.905"]
    assert text_of(turns[1].xpath(".//a")[0]) == "Spela från 0:22"


def test_a_paragraph_without_name_goes_on_in_the_same_turn() -> None:
    blocks = (said("Ett."), said("Två.", opens=False), said("Tre.", "Lena Holm"))
    turns = tree(page(edition_of(blocks))).xpath("//section[starts-with(@class, 'turn')]")
    assert [[p.text for p in turn.findall("div/p")] for turn in turns] == [
        ["Ett.", "Två."],
        ["Tre."],
    ]


def test_a_turn_that_goes_on_after_a_heading_says_whose_it_is() -> None:
    edition = edition_of((said("Ett."), Heading("Mer"), said("Två.", opens=False)))
    document = tree(page(edition))
    assert [text_of(name) for name in document.xpath("//h3")] == ["Karin Ek", "Karin Ek (forts.)"]
    assert document.xpath("//h2[@class='topic']/text()") == ["Mer"]


def test_headings_step_down_one_level_at_a_time() -> None:
    edition = edition_of((Heading("Först"), said("Ett."), Heading("Sedan"), said("Två.")))
    levels = [int(h.tag[1]) for h in tree(page(edition)).xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_photo_between_two_turns_stands_between_them_with_caption_and_credit() -> None:
    photo = Photo("på scen.jpg", "Från vänster: Karin Ek.", "Lena Holm")
    edition = edition_of((said("Ett."), photo, said("Två.", "Lena Holm")))
    (figure,) = tree(page(edition)).xpath("//section[contains(@class, 'talk')]/figure")
    assert text_of(figure) == "Från vänster: Karin Ek. Foto: © Lena Holm"
    assert figure.find("img").get("src") == "p%C3%A5%20scen.jpg"
    assert figure.find("img").get("alt") == "Från vänster: Karin Ek."


def test_a_quote_inside_a_turn_stays_inside_it() -> None:
    edition = edition_of((said("Ett."), Quote("Lyssna!"), said("Två.", opens=False)))
    assert len(read(edition).parts) == 1
    assert tree(page(edition)).xpath("//section[@id='t1']//blockquote/p/text()") == ["”Lyssna!”"]


def test_a_person_has_the_same_colour_in_the_cast_and_at_every_turn() -> None:
    document = tree(page(demo_edition()))
    badges = document.xpath("//span[starts-with(@class, 'badge')]")
    marks = {badge.getnext().findtext("b"): badge.get("class").split()[-1] for badge in badges}
    for turn in document.xpath("//section[starts-with(@class, 'turn')]"):
        assert turn.get("class").split()[-1] == marks[turn.findtext(".//h3")]


def test_the_lead_of_the_text_wins_over_the_description() -> None:
    written = edition_of((Paragraph("Texten har en egen ingress."), said("Ett.")))
    lead = tree(page(written)).xpath("//div[@class='lead']/p/text()")
    assert lead == ["Texten har en egen ingress."]


def test_the_status_is_honest() -> None:
    assert "Automatisk text, inte granskad" in page(demo_edition())
    reviewed = page(demo_edition(reviewed=date(2026, 5, 6)))
    assert "Granskad av en människa 6 maj 2026" in reviewed
    assert "Automatisk text" not in reviewed


def status_of(edition: Edition, **show: object) -> str:
    (status,) = tree(page(edition, **show)).xpath("//p[starts-with(@class, 'status')]")
    return text_of(status)


def test_the_status_says_how_much_is_in_doubt_and_missing() -> None:
    told = replace(demo_edition(), honesty=SURE)
    assert status_of(told) == (
        "Automatisk text, inte granskad. 4 % av orden är osäkra; 12 s tal utan ord."
    )
    assert status_of(told, language="en") == (
        "Automatic text, not reviewed. 4% of the words are in doubt; 12 secs of talk without words."
    )


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"listened": 38.9}, "Automatisk text, 38 % avlyssnad av en människa"),
        ({"listened": 0.9}, "Automatisk text, inte granskad"),
        ({"in_doubt": 1}, "Automatisk text, inte granskad. 1 % av orden är osäkra."),
        (
            {"in_doubt": 1, "from_machine": 100},
            "Automatisk text, inte granskad. 1 % av de automatiska orden är osäkra.",
        ),
        (
            {"without_words": (Span(1, 3),)},
            "Automatisk text, inte granskad. 2 s tal utan ord.",
        ),
    ],
)
def test_the_status_rounds_doubt_up_and_listening_down(
    changes: dict[str, Any], status: str
) -> None:
    told = replace(Honesty(words=240, from_machine=240, in_doubt=0, talk=100), **changes)
    assert status_of(replace(demo_edition(), honesty=told)) == status


def test_a_reviewed_text_says_when_and_nothing_of_doubt() -> None:
    told = Honesty(words=240, from_machine=236, in_doubt=0, talk=100, listened=100)
    reviewed = replace(demo_edition(reviewed=date(2026, 5, 11)), honesty=told)
    assert status_of(reviewed) == "Granskad av en människa 11 maj 2026"
    by_name = demo_edition(reviewed=date(2026, 5, 11), reviewed_by="Karin Ek")
    assert status_of(by_name) == "Granskad av Karin Ek 11 maj 2026"


def test_how_the_text_was_made_is_told_in_plain_words_below() -> None:
    document = tree(page(replace(demo_edition(), honesty=SURE)))
    (account,) = document.xpath("//details[@class='account']")
    assert account.get("open") is None
    assert account.findtext("summary") == "Så har texten gjorts"
    assert [text_of(fact) for fact in account.findall("ul/li")] == [
        "Programmet är osäkert på 9 av de 240 ord som det har hört. Också andra ord kan vara fel.",
        "Röster hörs, men texten har inga ord: Spela från 0:10 Spela från 1:02",
        "Texten har ord, men ingen röst hörs: Spela från 1:20",
        (
            "Så har programmet gjort tal till skrift: tvekljud strukna, som ”eh” (2); "
            "talspråk skrivet som i skrift, som ”sån” till ”sådan” (1)."
        ),
        "Fraser som talmodellen hittade på, och som är strukna: 1.",
        "Människor har ändrat 4 ord, lagt till 12 och strukit 3.",
    ]
    assert account.xpath(".//a/@href")[1] == "tillit.mp3#t=62.5"


@pytest.mark.parametrize("honesty", [None, Honesty(words=240, from_machine=240, in_doubt=0)])
def test_where_there_is_nothing_to_tell_the_page_does_not_tell_it(honesty: Honesty | None) -> None:
    text = page(replace(demo_edition(), honesty=honesty))
    assert 'class="account"' not in text
    assert status_of(replace(demo_edition(), honesty=honesty)) == "Automatisk text, inte granskad"


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_kind_of_change_has_readable_words(kind: Kind) -> None:
    change = RuleChange("a rule", kind, Span(1, 2), "sån")
    (account,) = tree(
        page(replace(demo_edition(), honesty=Honesty(9, 9, 0, by_rule=(change,))))
    ).xpath("//details[@class='account']")
    assert ("talspråk" in text_of(account)) == (kind == "spelling")


def test_the_date_is_the_one_of_the_shows_time_zone() -> None:
    late = demo_edition(published=datetime(2026, 5, 3, 23, 30, tzinfo=UTC))
    assert tree(page(late)).xpath("//time/@datetime") == ["2026-05-04"]
    assert "3 maj 2026" in page(late, timezone="Atlantic/Azores")


def test_the_files_beside_the_page_are_offered() -> None:
    files = tree(page(demo_edition())).xpath("//section[@class='files']//a")
    assert [(link.get("href"), text_of(link)) for link in files] == [
        ("tillit.mp3", "Ljudet MP3, 2 min, 0,9 MB"),
        ("tillit.pdf", "Texten PDF"),
        ("tillit.docx", "Texten DOCX"),
        ("tillit.txt", "Texten TXT"),
        ("tillit.vtt", "Undertexter VTT"),
        ("tillit.srt", "Undertexter SRT"),
    ]


def test_the_small_sound_is_offered_where_there_is_one() -> None:
    small = PublishedSound("tillit.small.opus", "audio/ogg", 310_000, 114.6, "0" * 64)
    written = page(replace(demo_edition(), small=small))
    files = tree(written).xpath("//section[@class='files']//a")
    assert (files[1].get("href"), text_of(files[1])) == (
        "tillit.small.opus",
        "Liten ljudfil Opus, 0,3 MB",
    )


def ways_on(edition: Edition, *others: Edition, **show: object) -> list[tuple[str, str]]:
    settings = demo_show(**show)
    pages = Pages(settings, catalogue=catalogue(settings, [edition, *others]))
    links = tree(pages.episode(edition)).xpath("//div[starts-with(@class, 'onward')]//li")
    return [(link.xpath(".//a/@href")[0], text_of(link)) for link in links]


def test_the_page_leads_on_to_other_sites_and_says_that_a_window_opens() -> None:
    links = [
        {"title": "Rapporten", "address": "https://kommun.example/tillit"},
        {"title": "Skriv till oss", "address": "mailto:podd@kommun.example"},
    ]
    edition = demo_edition(links=links)
    assert ways_on(edition) == [
        (
            "https://kommun.example/tillit",
            "Rapporten (länk till annan webbplats, öppnas i nytt fönster)",
        ),
        ("mailto:podd@kommun.example", "Skriv till oss"),
    ]
    (link,) = tree(page(edition)).xpath("//a[@target]")
    assert (link.get("target"), link.get("rel")) == ("_blank", "noopener")
    assert link.find("span").get("class") == "quiet"
    (link,) = tree(page(edition, link_notice="shown")).xpath("//a[@target]")
    assert link.find("span").get("class") != "quiet"


def test_the_page_leads_on_to_related_episodes() -> None:
    other = edition_of((said("Ett."),), demo_episode(title="Förra <b>"), "forra")
    assert ways_on(demo_edition(), other) == [("../forra/", "Förra <b> 4 maj 2026")]
    alone = edition_of((said("Ett."),), demo_episode(event="", people=()), "annat")
    assert ways_on(demo_edition(), alone) == []


def test_what_was_corrected_stands_with_its_date_before_the_talk() -> None:
    faults = [{"date": date(2026, 5, 12), "what": f"{HOSTILE} är chef."}]
    (told,) = tree(page(demo_edition(corrections=faults))).xpath("//p[@class='corrected']")
    assert told.text_content() == f"Rättat 12 maj 2026: {HOSTILE} är chef."


@pytest.mark.parametrize(
    ("months", "start", "age"),
    [(1, "2026-06-04", "en månad"), (6, "2026-11-04", "6 månader"), (12, "2027-05-04", "ett år"),
     (36, "2029-05-04", "3 år")],
)  # fmt: skip
def test_the_page_knows_from_when_on_it_is_old(months: int, start: str, age: str) -> None:
    (notice,) = tree(page(demo_edition(), age_notice=months)).xpath("//p[@id='age']")
    assert notice.get("data-from") == start
    assert notice.get("hidden") is not None
    assert notice.text_content().startswith(f"Samtalet är äldre än {age}. Det som sägs ")


def test_a_show_may_say_nothing_of_age() -> None:
    document = tree(page(demo_edition(), age_notice=0))
    assert not document.xpath("//*[@id='age'] | //script[contains(@src, 'age')]")


def test_other_machines_learn_what_the_page_is() -> None:
    document = tree(page(demo_edition(number=3)))
    assert document.xpath("//link[@rel='canonical']/@href") == [
        "https://panelpodden.example/tillit/"
    ]
    assert document.xpath("//link[@type='application/rss+xml']/@href") == ["../feed.xml"]
    assert document.xpath("//meta[@property='og:audio']/@content") == [
        "https://panelpodden.example/tillit/tillit.mp3"
    ]
    data = linked_data(page(demo_edition(number=3)))
    assert data["@type"] == "PodcastEpisode"
    assert data["episodeNumber"] == 3
    assert data["duration"] == "PT115S"
    assert data["contributor"][0]["name"] == "Karin Ek"
    assert data["partOfSeries"]["webFeed"] == "https://panelpodden.example/feed.xml"


def test_hostile_words_come_out_as_words() -> None:
    blocks = (
        Paragraph(HOSTILE),
        said(HOSTILE, HOSTILE),
        Heading(HOSTILE),
        Quote(HOSTILE),
        Photo(HOSTILE, HOSTILE, HOSTILE),
    )
    episode = demo_episode(
        title=HOSTILE, event=HOSTILE, place=HOSTILE, people=(Person(name=HOSTILE, role=HOSTILE),)
    )
    written = page(edition_of(blocks, episode), title=HOSTILE, author=HOSTILE, copyright=HOSTILE)
    document = tree(written)
    assert [s.get("type") or s.get("src") for s in document.xpath("//script")] == [
        "application/ld+json",
        "application/ld+json",
        "../assets/age.js",
        "module",
    ]
    assert not document.xpath("//*[@onerror]")
    assert "49" not in document.findtext(".//h1")
    assert document.findtext(".//h1") == HOSTILE
    assert linked_data(written)["name"] == HOSTILE


def test_words_in_another_language_say_so() -> None:
    written = "Med [trust]{lang=en}.\n\nKarin Ek: Hon sa [<b>trust</b>]{lang=en-GB} och gick."
    spans = tree(page(edition_of(parse(written).document.blocks))).xpath("//span[@lang]")
    assert [(span.get("lang"), span.text) for span in spans] == [
        ("en", "trust"),
        ("en-GB", "<b>trust</b>"),
    ]
    assert text_of(spans[1].getparent()) == "Hon sa <b>trust</b> och gick."


def test_a_photo_address_cannot_run_script_or_reach_another_site() -> None:
    for file in ("javascript:alert(1)", "https://elsewhere.example/a.png"):
        (source,) = tree(page(edition_of((said("Ett."), Photo(file, "Bild"))))).xpath("//img/@src")
        assert ":" not in source


def test_control_characters_and_turned_writing_are_left_out() -> None:
    edition = edition_of((said("Ett\x00 två\x0b \u202eert\u2066."), said("Två \ud800.")))
    written = page(edition)
    assert "<p>Ett två ert.</p>" in written
    written.encode()


def test_nothing_on_a_page_is_fetched_from_anywhere_else() -> None:
    document = tree(page(demo_edition()))
    fetched = document.xpath("//@src | //link[@rel='stylesheet' or @rel='preload']/@href")
    assert fetched
    assert not [address for address in fetched if "//" in address]
    policy = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy


def test_the_front_page_has_the_newest_first_with_date_lead_people_and_length() -> None:
    old = edition_of((said("Ett."),), demo_episode(title="Förra"), "forra")
    listed = tree(front(old, demo_edition()))
    entries = listed.xpath("//article")
    assert [entry.xpath(".//h3/a/@href")[0] for entry in entries] == ["tillit/", "forra/"]
    first = text_of(entries[0])
    assert first.startswith("4 maj 2026 · 2 min Tillit i socialtjänsten Fyra personer")
    assert first.endswith("Medverkande: Karin Ek, Lena Holm, Johan Strand och Per Lind")
    assert listed.xpath("//p[@class='feed']/a/text()") == ["https://panelpodden.example/feed.xml"]


def test_a_show_without_episodes_says_so() -> None:
    assert "Här finns inga avsnitt ännu." in front()


def test_the_page_for_lost_readers_links_from_the_root_of_the_site() -> None:
    missing = tree(Pages(demo_show(address="https://kommun.example/podd/")).missing())
    assert missing.xpath("//link[@rel='stylesheet']/@href") == [
        "/podd/assets/style.css",
        "/podd/assets/site.css",
    ]
    assert "/podd/" in missing.xpath("//main//a/@href")


def test_an_english_show_speaks_english() -> None:
    written = page(demo_edition(reviewed=date(2026, 5, 6)), language="en")
    document = tree(written)
    assert document.get("lang") == "en"
    main = text_of(document.xpath("//main")[0])
    assert "Panel discussion · 4 May 2026" in main
    assert "Reviewed by a person on 6 May 2026" in main
    assert "This was a panel discussion at Panelpoddens demodag in Karlstad." in main
    assert "0.9 MB" in main


def test_the_same_values_give_the_same_page() -> None:
    assert page(demo_edition()) == page(demo_edition())
    assert front(demo_edition()) == front(demo_edition())


def test_hundreds_of_turns_are_written_at_once() -> None:
    pages, edition = Pages(demo_show()), long_edition(600)
    pages.episode(edition)
    began = time.process_time()
    pages.episode(edition)
    assert time.process_time() - began < 0.5


def test_the_page_of_an_hour_is_small() -> None:
    edition = long_edition(140, words=(10, 110))
    words = sum(len(paragraph.words) for paragraph in edition.paragraphs)
    assert words > 8000
    files = assets()
    written = page(edition)
    looks = re.findall(r'rel="stylesheet" href="../(.+?)"', written)
    scripts, first = scripts_of(written), scripts_of(written, on_opening=True)
    assert {"assets/style.css", "assets/player.css"} <= set(looks)
    assert "assets/player.js" in first
    assert "assets/talk.js" in scripts - first

    def weight(names: Iterable[str]) -> int:
        return sum(len(gzip.compress(files[name])) for name in names)

    assert weight(scripts) <= 12_000
    assert len(gzip.compress(written.encode())) + weight({*looks, *first}) <= 35_000


def scripts_of(written: str, *, on_opening: bool = False) -> set[str]:
    """The scripts of a page with those that they import: all, or those fetched at once."""
    files, found = assets(), set()
    waiting = re.findall(r'<script[^>]* src="../(.+?)"', written)
    imports = r'^import .+ from "./(.+?)";$' if on_opening else r'import[ (](?:.+ from )?"./(.+?)"'
    while waiting:
        found.add(name := waiting.pop())
        imported = re.findall(imports, files[name].decode(), re.MULTILINE)
        waiting += {f"assets/{other}" for other in imported} - found
    return found


@pytest.mark.parametrize("printed", [karlstad, article, interview], ids=lambda made: made.__name__)
def test_what_others_have_printed_comes_out_with_all_its_parts(printed: Callable[[], Seed]) -> None:
    """Names stand apart from words, quotation marks and the notice of age are ours."""
    seed = printed()
    main = _as_read(text_of(tree(Pages(seed.show).episode(seed.edition)).xpath("//main")[0]))
    names = [person.name for person in seed.episode.people]
    for line in seed.lines:
        name, _, words = line.strip().partition(": ")
        for part in (name, words) if name in names else _parts(line):
            assert _as_read(part) in main


def _parts(line: str) -> list[str]:
    """What the page has of a line: the cast one by one, words without dash or who says them."""
    if line.startswith("Denna nyhet"):
        return ["Samtalet är äldre än"]
    if line.startswith('"'):
        return [line[1:].partition('"')[0]]
    if line.startswith("I panelen: "):
        return re.split(r", | och ", line.removeprefix("I panelen: "))
    return re.split("länk till", line.removeprefix("– "))[:1]


def _as_read(text: str) -> str:
    return " ".join(re.sub("[”“]", '"', text).split())
