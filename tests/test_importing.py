"""A podcast that exists is taken over: feeds in three shapes, a folder, the web."""

from __future__ import annotations

import json
import multiprocessing
import time
from datetime import UTC, datetime
from pathlib import Path

import feedparser  # type: ignore[import-untyped]  # it has no types
import pytest
from lxml import etree  # type: ignore[import-untyped]  # it has no types
from PIL import Image
from typer.testing import CliRunner

from podcast.cli import app
from podcast.errors import PodcastError
from podcast.fetch import Web
from podcast.importing import Wish, import_feed
from podcast.job import read_shelf, read_show
from podcast.ledger import Ledger
from podcast.workspace import Workspace
from tests.builds import files_of, run
from tests.fakes import Collected
from tests.shared import DATA
from tests.sounds import tone, write_wav
from tests.test_foreign_feed import rss
from tests.web import site

FEEDS = DATA / "feeds"
NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path / "show")


@pytest.fixture
def sounds(tmp_path):
    folder = tmp_path / "sounds"
    folder.mkdir()
    return folder


def sound(path, hertz=440.0):
    """A recording that can be played, whatever it is called."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_wav(path, 8000, tone(0.2, 8000, hertz))


def take(workspace, source, sounds=None, now=NOW, web=Web(allow_private=True), *, dry_run=False):  # noqa: B008 - a frozen value
    return import_feed(workspace, Wish(str(source), sounds, web, dry_run), Collected(), now)


def episodes(workspace):
    """Each episode's settings by slug."""
    shelf = read_shelf(workspace, read_show(workspace))
    return {shelved.name: shelved.ready().episode for shelved in shelf}


def ledger(workspace):
    return Ledger.read(workspace.ledger, read_show(workspace).address)


def everything(workspace):
    return {
        path.relative_to(workspace.root).as_posix(): path.read_bytes()
        for path in sorted(workspace.root.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def feed_file(tmp_path, content):
    file = tmp_path / "feed.xml"
    file.write_bytes(content)
    return file


def test_a_feed_of_a_great_host_becomes_a_show_with_its_sound_from_a_folder(workspace, sounds):
    sound(sounds / "Att våga fråga & lyssna.mp3")
    sound(sounds / "2026-05-01 Trailer.mp3", 880)
    done = take(workspace, FEEDS / "itunes.xml", sounds)
    assert done.made == ("2026-05-01-trailer", "2026-05-04-att-vaga-fraga-lyssna")
    assert done.silent == ()
    show = read_show(workspace)
    assert (show.title, show.language, show.kind) == ("Samtal om tillit", "sv", "podcast")
    assert (show.category, show.subcategory) == ("Society & Culture", "Documentary")
    assert (show.owner, show.email) == ("Karin Ek", "karin.ek@kommun.example")
    assert "# Whether the talk is unfit for children." in workspace.show.read_text("utf-8")
    talk = episodes(workspace)["att-vaga-fraga-lyssna"]
    assert (talk.season, talk.number, talk.title) == (2, 3, "Att våga fråga & lyssna")
    assert [person.name for person in talk.people] == ["Lena Holm"]
    assert [entry.guid for entry in ledger(workspace).entries] == [
        "5f1a1", "https://host.example/?p=12&x=å%20 /é",
    ]  # fmt: skip
    assert ledger(workspace).entries[0].enclosure == (
        "https://sound.host.example/e/5f1/a1/media.mp3"
    )
    told = "\n".join(done.notes)
    assert "<acast:showId> is not understood" in told
    assert "the category “Government” is left out" in told
    kept = json.loads(
        (workspace.episodes / "2026-05-04-att-vaga-fraga-lyssna" / "imported.json").read_text(
            "utf-8"
        )
    )
    assert "<acast:episodeId" in kept["result"]
    assert "<acast:settings" in workspace.imported.read_text("utf-8")
    assert "<item" not in json.loads(workspace.imported.read_text("utf-8"))["result"]
    items = run(workspace).items
    assert items["Att våga fråga & lyssna"].guid == "5f1a1"
    assert items["Trailer"].date == "Fri, 01 May 2026 06:00:00 -0500"


def test_a_feed_of_a_press_brings_chapters_contributors_and_its_own_guid(workspace, sounds):
    sound(sounds / "p001.mp3")
    sound(sounds / "p002.mp3", 880)
    Image.new("RGB", (1400, 1400)).save(sounds / "p002.png")
    Image.new("RGB", (1400, 1400)).save(sounds / "omslag.png")
    done = take(workspace, FEEDS / "podlove.xml", sounds)
    assert done.silent == ()
    show, found = read_show(workspace), episodes(workspace)
    assert (show.license, show.hub, show.order) == ("cc-by-4.0", "https://hub.example/", "serial")
    assert [(way.text, way.link) for way in show.funding] == [
        ("Stöd panelen", "https://panelen.example/stod")
    ]
    assert show.artwork == "omslag.png"
    talk = found["p002-tillit-pa-riktigt"]
    assert [(mark.at, mark.title) for mark in talk.chapters] == [
        (0.0, "Inledning"), (90.5, "Vad betyder tillit?"),
    ]  # fmt: skip
    assert [person.name for person in talk.people] == ["Karin Ek", "Per Lind"]
    assert talk.artwork == "omslag.png"
    assert ledger(workspace).podcast_guid == "9b024349-ccf0-5f69-a609-6b82873eab3c"
    build = run(workspace)
    assert b"9b024349-ccf0-5f69-a609-6b82873eab3c" in build.files["feed.xml"]
    assert build.items["P001 Första samtalet"].guid == "https://panelen.example/podcast/p001/"


def test_a_feed_with_transcripts_is_written_up_from_them(workspace, sounds):
    sound(sounds / "1" / "tillit.mp3")
    sound(sounds / "2" / "bonus.mp3", 880)
    for name in ("1/tillit.srt", "1/tillit.json", "1/kapitel.json", "2/bonus.srt"):
        (sounds / name).write_bytes((FEEDS / "namespace" / name).read_bytes())
    done = take(workspace, FEEDS / "namespace.xml", sounds)
    assert done.silent == ()
    show = read_show(workspace)
    assert (show.explicit, [season.name for season in show.seasons]) == (True, ["Våren 2026"])
    assert [(person.name, person.role) for person in show.people] == [("Karin Ek", "programledare")]
    talk = episodes(workspace)["tillit"]
    assert [(one.name, one.role, one.heard_at) for one in talk.people] == [
        ("Karin Ek", "programledare", (2.0,)),
        ("Lena Holm", "", (6.0,)),
        ("Johan Strand", "klippare", ()),
        ("Per Lind", "", (9.0,)),
    ]
    assert (talk.explicit, talk.place, talk.geo) == (False, "Karlstad", "59.3793,13.5036")
    assert [mark.title for mark in talk.chapters] == ["Inledning", "Att lyssna"]
    build = run(workspace)
    assert not [step for step in build.report.steps if "hearing" in step or "voices" in step]
    text = (workspace.episodes / "2026-05-04-tillit" / "text.md").read_text("utf-8")
    assert "Karin Ek: Välkomna till samtalet. Vad är tillit?" in text
    assert "Lena Holm: Man lyssnar färdigt." in text
    assert "Per Lind: Och svarar sedan." in text
    bonus = (workspace.episodes / "2026-05-05-bonus-efter-samtalet" / "text.md").read_text("utf-8")
    assert "Karin Ek: Då fortsätter vi. Vad säger du?" in bonus
    assert run(workspace).report.steps == []


def with_transcript(workspace, sounds):
    sound(sounds / "2" / "bonus.mp3")
    (sounds / "2" / "bonus.srt").write_bytes((FEEDS / "namespace" / "2" / "bonus.srt").read_bytes())
    take(workspace, FEEDS / "namespace.xml", sounds)
    return workspace.episodes / "2026-05-05-bonus-efter-samtalet"


@pytest.mark.parametrize(
    ("setting", "heard"),
    [
        (
            "show",
            {"hearing the words with small", "listening for voices", "telling the voices apart"},
        ),
        ("speakers", {"listening for voices", "telling the voices apart"}),
        ("transcript", {"hearing the words with small"}),
    ],
)
def test_what_was_imported_is_heard_anew_only_if_people_want_it(workspace, sounds, setting, heard):
    folder = with_transcript(workspace, sounds)
    run(workspace)
    if setting == "show":
        settings = workspace.show.read_text("utf-8")
        workspace.show.write_text('model = "small"\n' + settings, "utf-8")
    elif setting == "speakers":
        file = folder / "episode.toml"
        file.write_text("speakers = 2\n" + file.read_text("utf-8"), "utf-8")
    else:
        (folder / "transcript.json").unlink()
    steps = run(workspace).report.steps
    done = {step.split(": ")[1].split(" (")[0] for step in steps if folder.name[11:] in step}
    assert heard <= done
    assert not [step for step in run(workspace).report.steps if "hearing" in step]


def test_another_recording_makes_imported_words_stale(workspace, sounds):
    folder = with_transcript(workspace, sounds)
    run(workspace)
    (recording,) = folder.glob("*.mp3")
    sound(recording, 990)
    assert any("hearing the words" in step for step in run(workspace).report.steps)


def test_an_imported_text_waits_for_its_recording_and_then_belongs_to_it(workspace, sounds):
    (sounds / "bonus.srt").write_bytes((FEEDS / "namespace" / "2" / "bonus.srt").read_bytes())
    done = take(workspace, FEEDS / "namespace.xml", sounds)
    name = "2026-05-05-bonus-efter-samtalet"
    assert name in done.silent
    folder = workspace.episodes / name
    assert "no recording is in it" in run(workspace).faults
    recording = sound(folder / "bonus.mp3")
    build = run(workspace)
    assert build.items["Bonus: efter samtalet"].guid == "buzz-2"
    assert "Då fortsätter vi." in (folder / "text.md").read_text("utf-8")
    sound(recording, 990)
    assert any("hearing the words" in step for step in run(workspace).report.steps)


def test_a_second_import_changes_nothing_and_says_so(workspace, sounds):
    sound(sounds / "p001.mp3")
    take(workspace, FEEDS / "podlove.xml", sounds)
    before = everything(workspace)
    again = take(workspace, FEEDS / "podlove.xml", sounds)
    assert (again.made, again.completed, again.known, again.new_show) == ((), (), 2, False)
    assert everything(workspace) == before
    assert not [note for note in again.notes if note.startswith(str(workspace.show))]
    run(workspace)
    built = everything(workspace)
    take(workspace, FEEDS / "podlove.xml", sounds)
    assert everything(workspace) == built


def test_new_items_are_added_and_peoples_files_stay(workspace, sounds, tmp_path):
    sound(sounds / "p001.mp3")
    sound(sounds / "p002.mp3", 880)
    whole = (FEEDS / "podlove.xml").read_bytes()
    start, end = (
        whole.index(b"    <item>\n      <title>P002"),
        whole.index(b"    <item>\n      <title>P001"),
    )
    file = feed_file(tmp_path, whole[:start] + whole[end:])
    assert take(workspace, file, sounds).made == ("2026-04-05-p001-forsta-samtalet",)
    settings = workspace.episodes / "2026-04-05-p001-forsta-samtalet" / "episode.toml"
    settings.write_text(settings.read_text("utf-8") + "\n# mitt\n", "utf-8")
    workspace.show.write_text('title = "Min egen titel"\n', "utf-8")
    file.write_bytes(whole)
    done = take(workspace, file, sounds)
    assert done.made == ("2026-05-05-p002-tillit-pa-riktigt",)
    assert done.known == 1
    assert settings.read_text("utf-8").endswith("# mitt\n")
    assert workspace.show.read_text("utf-8") == 'title = "Min egen titel"\n'
    assert any(
        "title is “Min egen titel” and the feed has “Panelen”" in note for note in done.notes
    )


def test_sound_that_was_missing_is_got_by_a_later_import(workspace, sounds):
    first = take(workspace, FEEDS / "podlove.xml")
    assert len(first.silent) == 2
    assert any("put a recording into its folder" in note for note in first.notes)
    sound(sounds / "p001.mp3")
    second = take(workspace, FEEDS / "podlove.xml", sounds)
    assert second.completed == ("2026-04-05-p001-forsta-samtalet",)
    assert list(run(workspace).items) == ["P001 Första samtalet"]


def test_a_rehearsal_writes_nothing(workspace, sounds):
    done = take(workspace, FEEDS / "podlove.xml", sounds, dry_run=True)
    assert done.made == ("2026-04-05-p001-forsta-samtalet", "2026-05-05-p002-tillit-pa-riktigt")
    assert not workspace.root.exists()


FIELDS = ("title", "description", "itunes_episode", "itunes_season", "itunes_explicit", "published",
          "id", "itunes_episodetype", "link", "itunes_duration")  # fmt: skip


def values(content):
    """The feed as an independent reader has it, item by item, with what that reader passes over."""
    entries = feedparser.parse(content).entries
    items = etree.fromstring(content).findall(".//item")
    spaces = ("https://podcastindex.org/namespace/1.0", "http://podlove.org/simple-chapters")
    more = [
        [
            (element.tag, dict(element.attrib), (element.text or "").strip())
            for element in item.iter()
            if any(str(element.tag).startswith(f"{{{space}}}") for space in spaces)
        ]
        for item in items
    ]
    return [
        ({name: entry.get(name) for name in FIELDS}, extra)
        for entry, extra in zip(entries, more, strict=True)
    ]


def our_show(root):
    """A show of our own, with what a feed can say."""
    (root / "episodes").mkdir(parents=True)
    (root / "episodes" / "show.toml").write_text(
        'title = "Panelpodden"\ndescription = "Om A < B & C."\naddress = "https://podd.example/"\n'
        'author = "Kommunen"\nemail = "podd@kommun.example"\nkind = "podcast"\nfeed_items = 2\n'
        'license = "CC-BY-4.0"\ncategory = "Society & Culture"\nsubcategory = "Documentary"\n'
        '[[people]]\nname = "Karin Ek"\n[[seasons]]\nnumber = 1\nname = "Våren"\n'
        '[[funding]]\ntext = "Stöd"\nlink = "https://kommun.example/"\n',
        encoding="utf-8",
    )
    workspace = Workspace.at(root)
    more = (
        'description = "Ett <b>samtal</b> om A & B."\nseason = 1\nnumber = 1\nplace = "Karlstad"\n'
        'geo = "59.3793,13.5036"\n[[people]]\nname = "Karin Ek"\nrole = "moderator"\n'
        'heard_at = ["0:01"]\n[[people]]\nname = "Lena Holm"\nheard_at = ["0:02"]\n'
        'link = "https://kommun.example/lena"\n'
        '[[people]]\nname = "Johan Strand"\nrole = "ljudtekniker"\n'
        '[[chapters]]\nat = "0:00"\ntitle = "Början"\n[[chapters]]\nat = "0:01"\ntitle = "Sedan"\n'
        '[[links]]\ntitle = "Mer & annat"\naddress = "https://kommun.example/?a=1&b=2"\n'
        '[[links]]\ntitle = "Skriv"\naddress = "mailto:podd@kommun.example"\n'
    )
    for number, (name, settings) in enumerate(
        [
            ("tillit", more),
            ("trailer", 'episode_type = "trailer"\nexplicit = true\n'),
            ("gamla", ""),
        ]
    ):
        folder = workspace.episodes / f"2026-05-0{number + 1}-{name}"
        sound(folder / "inspelning.wav", 300.0 + 100 * number)
        (folder / "episode.toml").write_text(
            f'title = "Avsnitt: {name}"\npublished = 2026-05-0{number + 1}T06:00:00\n{settings}',
            "utf-8",
        )
    return workspace


def test_our_own_feed_comes_back_as_it_was(tmp_path):
    ours = our_show(tmp_path / "ours")
    assert run(ours).result.is_whole
    mirror = tmp_path / "mirror"
    for name, content in files_of(ours).items():
        if name.endswith(".mp3"):
            sound(mirror / name, float(200 + len(name)))
        else:
            (mirror / name).parent.mkdir(parents=True, exist_ok=True)
            (mirror / name).write_bytes(content)
    back = Workspace(tmp_path / "back")
    done = take(back, mirror / "feed.xml", mirror)
    assert done.silent == ()
    assert len(done.made) == 3
    settings = back.show.read_text("utf-8")
    back.show.write_text("feed_items = 2\n" + settings, "utf-8")
    steps = run(back).report.steps
    assert not [step for step in steps if "hearing" in step or "voices" in step]
    for page in ("feed.xml", "feed-2.xml"):
        assert values(files_of(back)[page]) == values(files_of(ours)[page])
    assert ledger(back).podcast_guid == ledger(ours).podcast_guid
    there, here = read_show(ours), read_show(back)
    same = "title description language address author email category subcategory seasons funding"
    assert [getattr(here, name) for name in same.split()] == [
        getattr(there, name) for name in same.split()
    ]
    assert [entry.enclosure for entry in ledger(back).entries] == [
        entry.enclosure for entry in ledger(ours).entries
    ]


def test_sound_texts_and_pictures_are_fetched_from_the_web(workspace, tmp_path):
    mp3 = sound(tmp_path / "a.mp3").read_bytes()
    Image.new("RGB", (1400, 1400)).save(tmp_path / "bild.jpg")
    with site() as web:
        web.put("/sound/1.mp3?token=1", mp3)
        web.put("/bild", (tmp_path / "bild.jpg").read_bytes())
        web.put("/tillit.json", (FEEDS / "namespace" / "1" / "tillit.json").read_bytes())
        content = rss(
            '<enclosure url="/sound/1.mp3?token=1" type="audio/mpeg"/><itunes:image href="/bild"/>'
            "<pubDate>Mon, 04 May 2026 06:00:00 +0200</pubDate>"
            '<podcast:transcript url="/tillit.json" type="application/json"/>'
            '<podcast:chapters url="/missing.json" type="application/json+chapters"/>'
        )
        feed = web.put("/feed", content)
        done = take(workspace, feed)
        assert done.made == ("2026-05-04-tillit",)
        assert any("chapters cannot be had" in note and "404" in note for note in done.notes)
        asked = list(web.asked)
        take(workspace, feed)
        assert web.asked[len(asked) :] == ["/feed"]
    folder = workspace.episodes / "2026-05-04-tillit"
    assert (folder / "tillit.mp3").read_bytes() == mp3
    assert (folder / "omslag.jpg").exists()
    assert (folder / "transcript.json").exists()
    assert not workspace.importing.exists()


def test_a_feed_that_is_a_file_never_makes_us_use_the_network(workspace, tmp_path):
    with site() as web:
        content = rss(
            f'<enclosure url="{web.put("/1.mp3", b"x")}"/><itunes:image href="{web.address}/b"/>'
        )
        done = take(workspace, feed_file(tmp_path, content))
        assert web.asked == []
    assert len(done.silent) == 1


def test_our_own_network_is_not_asked_for_a_feed(workspace):
    with site() as web:
        web.put("/feed", rss())
        with pytest.raises(PodcastError, match="--allow-private"):
            take(workspace, f"{web.address}/feed", web=Web())
        assert web.asked == []
    assert not workspace.episodes.exists()


def test_what_is_no_sound_is_told_and_the_rest_goes_on(workspace):
    with site() as web:
        web.put("/login", b"<html>Logga in</html>")
        web.put("/feed", rss('<enclosure url="/login" type="audio/mpeg"/>'))
        done = take(workspace, f"{web.address}/feed")
    assert len(done.silent) == 1
    assert any("no sound that can be played" in note for note in done.notes)
    (folder,) = [path for path in workspace.episodes.iterdir() if path.is_dir()]
    assert {path.name for path in folder.iterdir()} == {"episode.toml", "imported.json"}


HOSTILE = [
    "../../etc/passwd", "CON", "aux", "a/b\\c", "..", ".", "%2e%2e%2f", "a" * 300, "\U0001f600",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "]]&gt;", "“\\n\\t\\\\”", "&#x85;&#x202e;", "",
    "ni hao 你好", "index", "feed", "\"; rm -rf /; '''",
]  # fmt: skip


def test_hostile_titles_and_guids_stay_inside_and_are_kept(workspace, tmp_path):
    items = "".join(
        f"<item><guid>{title}#{number}</guid><title>{title}</title><description>{title}</description>"
        f'<enclosure url="https://a.example/{number}.mp3"/><itunes:season>1</itunes:season>'
        f"<pubDate>Mon, 04 May 2026 06:00:00 GMT</pubDate></item>"
        for number, title in enumerate(HOSTILE)
    )
    content = rss().decode().partition("<item>")[0] + items + "</channel></rss>"
    done = take(workspace, feed_file(tmp_path, content.encode()))
    assert len(done.made) == len(HOSTILE)
    found = episodes(workspace)
    assert len(found) == len(HOSTILE)
    assert len(ledger(workspace).entries) == len(HOSTILE)
    folders = [path for path in workspace.episodes.iterdir() if path.is_dir()]
    assert all(path.name.startswith("2026-05-04-") and len(path.name) < 90 for path in folders)
    assert {path.name for path in tmp_path.iterdir()} == {"feed.xml", "show"}
    assert {entry.guid.rpartition("#")[2] for entry in ledger(workspace).entries} == {
        str(number) for number in range(len(HOSTILE))
    }
    before = everything(workspace)
    take(workspace, tmp_path / "feed.xml")
    assert everything(workspace) == before


def test_of_two_items_with_one_guid_the_first_wins_and_the_other_is_told(workspace, tmp_path):
    twin = "<item><guid>1</guid><title>Tvilling</title></item></channel>"
    done = take(workspace, feed_file(tmp_path, rss().replace(b"</channel>", twin.encode())))
    assert len(done.made) == 1
    assert any("“Tvilling” has the guid of “Tillit”" in note for note in done.notes)


def test_an_item_without_sound_or_date_is_a_draft_that_keeps_its_guid(workspace, tmp_path):
    done = take(workspace, feed_file(tmp_path, rss("<description>Snart</description>")))
    assert any("it has no sound in the feed; it is a draft" in note for note in done.notes)
    assert episodes(workspace)["tillit"].status == "draft"
    (entry,) = ledger(workspace).entries
    assert (entry.guid, entry.state) == ("1", "held")


def test_what_is_to_come_is_not_published_yet_and_keeps_its_guid(workspace, sounds, tmp_path):
    sound(sounds / "1.mp3")
    content = rss(
        '<enclosure url="https://a.example/1.mp3"/><pubDate>1 Jul 2026 06:00:00 +0200</pubDate>'
    )
    take(workspace, feed_file(tmp_path, content), sounds)
    assert run(workspace).items == {}
    late = run(workspace, datetime(2026, 7, 2, tzinfo=UTC))
    assert late.items["Tillit"].guid == "1"


def test_two_items_may_have_the_same_sound_and_the_ledger_stays_sound(workspace, tmp_path):
    same = '<enclosure url="https://a.example/1.mp3"/>'
    twin = f"<item><guid>2</guid><title>Två</title>{same}</item></channel>"
    take(workspace, feed_file(tmp_path, rss(same).replace(b"</channel>", twin.encode())))
    assert len(ledger(workspace).entries) == 2


def test_files_of_one_name_are_told_apart_by_their_folders_or_not_guessed(
    workspace, sounds, tmp_path
):
    first = '<enclosure url="https://a.example/x1/media.mp3"/>'
    twin = (
        '<item><guid>2</guid><title>Två</title><enclosure url="https://a.example/x2/media.mp3"/>'
        "</item></channel>"
    )
    file = feed_file(tmp_path, rss(first).replace(b"</channel>", twin.encode()))
    sound(sounds / "media.mp3")
    assert len(take(workspace, file, sounds, dry_run=True).silent) == 2
    sound(sounds / "x2" / "media.mp3", 880)
    done = take(workspace, file, sounds)
    assert len(done.silent) == 1


def test_a_folder_that_was_lost_is_made_again_under_its_guid(workspace, tmp_path):
    content = rss(
        '<enclosure url="https://a.example/1.mp3"/><pubDate>4 May 2026 06:00 GMT</pubDate>'
    )
    take(workspace, feed_file(tmp_path, content))
    folder = workspace.episodes / "2026-05-04-tillit"
    folder.rename(tmp_path / "away")
    assert take(workspace, tmp_path / "feed.xml").made == ("2026-05-04-tillit",)
    assert [entry.guid for entry in ledger(workspace).entries] == ["1"]


def _import(root, sounds):
    take(Workspace(Path(root)), FEEDS / "namespace.xml", Path(sounds))


def test_an_import_that_is_killed_goes_on(tmp_path, sounds):
    """Killed again and again at other moments; in the end all is as if nothing had happened."""
    sound(sounds / "1" / "tillit.mp3")
    sound(sounds / "2" / "bonus.mp3", 880)
    (sounds / "2" / "bonus.srt").write_bytes((FEEDS / "namespace" / "2" / "bonus.srt").read_bytes())
    began = time.perf_counter()
    _import(tmp_path / "calm", sounds)
    needed = time.perf_counter() - began
    killed = tmp_path / "killed"
    spawn = multiprocessing.get_context("fork")
    for share in (0.2, 0.5, 0.7, 0.8, 0.9):
        process = spawn.Process(target=_import, args=(killed, sounds))
        process.start()
        time.sleep(share * needed)
        process.kill()
        process.join()
    _import(killed, sounds)
    assert everything(Workspace(killed)) == everything(Workspace(tmp_path / "calm"))


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("nowhere.xml", "there is no such file"),
        ("file:///etc/hostname", "only http and https"),
        ("ftp://podd.example/feed", "only http and https"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence_and_leaves_nothing(workspace, source, words):
    with pytest.raises(PodcastError, match=words):
        take(workspace, source)
    assert not workspace.root.exists()


def test_the_command_tells_what_it_did(workspace, sounds):
    sound(sounds / "p001.mp3")
    sound(sounds / "p002.mp3", 880)
    line = [
        "import",
        str(FEEDS / "podlove.xml"),
        "--sound",
        str(sounds),
        "--workspace",
        str(workspace.root),
    ]
    rehearsed = CliRunner().invoke(app, [*line, "--dry-run"])
    assert "2 episodes would be imported" in rehearsed.output
    first = CliRunner().invoke(app, line)
    assert first.exit_code == 0
    assert "2 episodes imported; 0 were here already." in first.output
    assert "<fh:complete> is not understood" in first.output
    second = CliRunner().invoke(app, line)
    assert "Nothing to import: the show has the feed's 2 episodes already." in second.output


def test_an_import_without_sound_says_so_by_its_status(workspace):
    line = ["import", str(FEEDS / "podlove.xml"), "--workspace", str(workspace.root)]
    done = CliRunner().invoke(app, line)
    assert done.exit_code == 1
    assert "has no recording; put one into its folder" in done.output
