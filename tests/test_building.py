from __future__ import annotations

import io
import json
import os
import shutil
from datetime import UTC, datetime

import pytest
from filelock import FileLock
from PIL import Image

from podcast.building import build
from podcast.cache import Store
from podcast.episode import SpeakerBounds
from podcast.errors import PodcastError, WorkspaceError
from podcast.job import read_shelf, read_show
from podcast.span import Span
from tests.fakes import Collected, FakeEngines, add_episode, new_show, panel, voices
from tests.shared import DEMO

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture
def workspace(tmp_path):
    return new_show(tmp_path)


def built(workspace, engines=None, now=NOW, only=(), **more):
    report = Collected()
    engines = engines or panel()
    result = build(workspace, engines.engines(), report, now, frozenset(only), **more)
    return result, report


def site(workspace):
    return {
        file.relative_to(workspace.feed).as_posix(): file.read_bytes()
        for file in sorted(workspace.feed.rglob("*"))
        if file.is_file()
    }


def test_a_recording_becomes_a_text_a_page_and_a_feed(workspace):
    add_episode(workspace, "2026-05-04-tillit")
    result, _ = built(workspace)
    assert result.is_whole
    assert set(site(workspace)) >= {
        "feed.xml",
        "index.html",
        "404.html",
        "tillit/index.html",
        "tillit/tillit.mp3",
        "tillit/tillit.vtt",
        "tillit/tillit.srt",
        "tillit/tillit.json",
        "tillit/tillit.transcript.html",
        "tillit/tillit.words.json",
        "tillit/tillit.txt",
    }
    text = (workspace.episodes / "2026-05-04-tillit" / "text.md").read_text(encoding="utf-8")
    assert "Röst 1: Vad betyder tillit?\n\nRöst 2: Att man lyssnar." in text


def test_a_second_build_hears_nothing_and_changes_nothing(workspace):
    add_episode(workspace, "tillit")
    built(workspace)
    before, engines = site(workspace), panel()
    result, report = built(workspace, engines)
    assert engines.asked == []
    assert report.steps == []
    assert (result.published.written, result.published.removed) == (0, 0)
    assert site(workspace) == before


def test_what_an_episode_is_lies_beside_its_page_for_other_programs(workspace):
    settings = 'heard = ["0:00-0:01"]\n[[people]]\nname = "Karin Ek"\nheard_at = ["0:00"]\n'
    add_episode(workspace, "tillit", settings)
    build(workspace, panel().engines(), Collected(), NOW)
    page = workspace.feed / "tillit"
    episode = json.loads((page / "episode.json").read_bytes())
    assert [person["name"] for person in episode["people"]] == ["Karin Ek"]
    assert (episode["honesty"]["listened"], episode["honesty"]["talk"]) == (1, 2.8)
    beside = {file.name for file in page.iterdir()}
    assert {form["address"].rpartition("/")[2] for form in episode["transcripts"]} <= beside


def test_feed_can_be_deleted_and_comes_back_byte_for_byte(workspace):
    add_episode(workspace, "tillit")
    add_episode(workspace, "samverkan")
    built(workspace)
    before, engines = site(workspace), panel()
    shutil.rmtree(workspace.feed)
    built(workspace, engines)
    assert site(workspace) == before
    assert set(engines.asked) == {"encode", "tag"}


def test_an_edited_text_is_never_overwritten_and_the_page_shows_it(workspace):
    text = add_episode(workspace, "tillit") / "text.md"
    built(workspace)
    edited = text.read_text(encoding="utf-8").replace("Att man lyssnar", "Att vi lyssnar")
    text.write_text(edited, encoding="utf-8")
    _, report = built(workspace, now=NOW)
    assert text.read_text(encoding="utf-8") == edited
    assert b"Att vi lyssnar" in site(workspace)["tillit/index.html"]
    assert b"Att vi lyssnar" in site(workspace)["tillit/tillit.vtt"]
    assert not any("left out" in warning for warning in report.warnings)


@pytest.mark.parametrize("edited", ["", "Röst 1: Vad betyder tillit?\n", "\n\nBara en rad.\n"])
def test_a_text_without_a_heading_or_without_talk_gets_the_title_of_its_episode(workspace, edited):
    (add_episode(workspace, "tillit") / "text.md").write_text(edited, encoding="utf-8")
    result, _ = built(workspace)
    assert result.is_whole
    assert b"<h1>Avsnitt tillit</h1>" in site(workspace)["tillit/index.html"]


def test_a_text_that_is_not_utf8_is_told_with_its_line(workspace):
    text = add_episode(workspace, "tillit") / "text.md"
    text.write_bytes("# Tillit\n\nRöst 1: Hej på er.\n".encode("latin-1"))
    result, _ = built(workspace)
    assert "text.md:3: the text is not UTF-8" in str(result.outcome.failures[0].fault)


def test_a_name_given_later_reaches_an_edited_text_and_leaves_what_people_wrote(workspace):
    folder = add_episode(workspace, "tillit")
    built(workspace)
    text = folder / "text.md"
    edited = text.read_text(encoding="utf-8").replace("Att man lyssnar", "Att vi lyssnar")
    text.write_text(edited, encoding="utf-8")
    settings = folder / "episode.toml"
    person = '[[people]]\nname = "Lena Holm"\nheard_at = ["0:02"]\n'
    settings.write_text(settings.read_text(encoding="utf-8") + person, encoding="utf-8")
    _, report = built(workspace)
    assert text.read_text(encoding="utf-8") == edited.replace("Röst 2:", "Lena Holm:")
    assert b"<v Lena Holm>Att vi lyssnar" in site(workspace)["tillit/tillit.vtt"]
    assert not any("text.md" in warning for warning in report.warnings)


def test_an_untouched_text_is_written_anew_with_the_names(workspace):
    folder = add_episode(workspace, "tillit")
    built(workspace)
    with (folder / "episode.toml").open("a", encoding="utf-8") as settings:
        settings.write('[[people]]\nname = "Lena Holm"\nheard_at = ["0:02"]\n')
    built(workspace)
    assert "Lena Holm: Att man" in (folder / "text.md").read_text(encoding="utf-8")


def built_until(workspace, monkeypatch, place):
    """Build, and be killed where something is called."""

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(place, killed)
        with pytest.raises(KeyboardInterrupt):
            built(workspace)


def test_a_killed_draft_is_still_known_as_ours(workspace, monkeypatch):
    folder = add_episode(workspace, "tillit")
    built(workspace)
    with (folder / "episode.toml").open("a", encoding="utf-8") as settings:
        settings.write('[[people]]\nname = "Lena Holm"\nheard_at = ["0:02"]\n')

    built_until(workspace, monkeypatch, "podcast.text_file.writing")
    built(workspace)
    assert "Lena Holm: Att man" in (folder / "text.md").read_text(encoding="utf-8")


def test_the_cast_bounds_the_number_of_voices(workspace):
    people = '[[people]]\nname = "A B"\n[[people]]\nname = "C D"\n[[people]]\nname = "E F"\n'
    add_episode(workspace, "tillit", people)
    add_episode(workspace, "samverkan", 'speakers = "2..5"\n')
    engines = panel()
    built(workspace, engines)
    assert {"diarize 1..3", "diarize 2..5"} <= set(engines.asked)


def test_moments_that_people_name_are_respected_without_hearing_anything_again(workspace):
    folder = add_episode(workspace, "tillit")
    built(workspace)
    with (folder / "episode.toml").open("a", encoding="utf-8") as settings:
        settings.write('[[people]]\nname = "Karin Ek"\nheard_at = ["0:01"]\n')
    engines = panel()
    _, report = built(workspace, engines)
    assert engines.asked == ["diarize 1..20 knowing 1"]
    assert "heard_at was empty, is 0:01" in " ".join(report.steps)


def test_voices_are_listened_to_again_when_what_was_heard_is_gone(workspace):
    folder = add_episode(workspace, "tillit")
    built(workspace)
    (folder / "hearing.npz").unlink()
    assert built(workspace, still := panel()) is not None
    assert still.asked == [], "the voices stay true"
    with (folder / "episode.toml").open("a", encoding="utf-8") as settings:
        settings.write("speakers = 3\n")
    engines = panel()
    built(workspace, engines)
    assert engines.asked == ["decode", "listen", "diarize 3..3"]


def test_more_speakers_are_told_apart_anew_without_hearing_the_words_again(workspace):
    folder = add_episode(workspace, "tillit")
    built(workspace)
    with (folder / "episode.toml").open("a", encoding="utf-8") as settings:
        settings.write("speakers = 3\n")
    engines = panel()
    _, report = built(workspace, engines)
    assert engines.asked == ["diarize 3..3"]
    assert "fewest was 1, is 3" in report.steps[-1]


def test_a_number_of_speakers_given_to_the_command_is_written_down_and_hears_nothing_anew(
    workspace,
):
    folder = add_episode(workspace, "tillit", '\n[[people]]\nname = "Lena Holm"\n')
    built(workspace)
    before = (folder / "episode.toml").read_text(encoding="utf-8")
    engines = panel()
    _, report = built(workspace, engines, speakers=SpeakerBounds(fewest=2, most=5))
    assert engines.asked == ["diarize 2..5"]
    assert report.told == [f'tillit: speakers = "2..5" stands in {folder / "episode.toml"}']
    after = (folder / "episode.toml").read_text(encoding="utf-8")
    assert after == before.replace("\n\n[[", '\nspeakers = "2..5"\n\n[[')
    built(workspace, engines, speakers=SpeakerBounds(fewest=3, most=3))
    assert engines.asked == ["diarize 2..5", "diarize 3..3"]
    after = (folder / "episode.toml").read_text(encoding="utf-8")
    assert after == before.replace("\n\n[[", "\nspeakers = 3\n\n[[")


def test_the_file_keeps_its_line_ends_and_byte_order_mark_and_permissions(workspace):
    file = add_episode(workspace, "tillit") / "episode.toml"
    file.write_bytes('\ufefftitle = "Å"\r\npublished = 2026-05-04\r\n'.encode())
    file.chmod(0o664)
    built(workspace, speakers=SpeakerBounds(fewest=3, most=3))
    assert file.read_bytes().decode() == (
        '\ufefftitle = "Å"\r\npublished = 2026-05-04\r\nspeakers = 3\r\n'
    )
    assert file.stat().st_mode & 0o777 == 0o664


def speakers_of(workspace):
    jobs = [shelved.ready() for shelved in read_shelf(workspace, read_show(workspace))]
    bounds = {job.slug: job.episode.speakers for job in jobs}
    return {slug: found and found.most for slug, found in bounds.items()}


def test_a_number_of_speakers_is_for_the_episodes_named(workspace):
    for name in ("ett", "tva", "tre"):
        add_episode(workspace, name)
    built(workspace, only=["ett", "tre"], speakers=SpeakerBounds(fewest=3, most=3))
    assert speakers_of(workspace) == {"ett": 3, "tva": None, "tre": 3}


def test_without_a_name_a_number_of_speakers_is_for_what_was_just_dropped(workspace):
    for name in ("ett", "tva"):
        add_episode(workspace, name)
    shutil.copyfile(DEMO, dropped := workspace.episodes / "2026-05-11 Nytt.mp3")
    os.utime(dropped, (1_770_000_000, 1_770_000_000))
    built(workspace, speakers=SpeakerBounds(fewest=3, most=3))
    assert speakers_of(workspace) == {"ett": None, "tva": None, "nytt": 3}


def test_a_number_of_speakers_that_may_mean_any_episode_is_asked_about(workspace):
    folders = [add_episode(workspace, name) for name in ("ett", "tva")]
    before = [(folder / "episode.toml").read_bytes() for folder in folders]
    with pytest.raises(WorkspaceError, match="name the episode that is meant"):
        built(workspace, speakers=SpeakerBounds(fewest=3, most=3))
    assert [(folder / "episode.toml").read_bytes() for folder in folders] == before


def test_another_best_model_does_not_hear_a_back_catalogue_anew(workspace):
    add_episode(workspace, "tillit")
    built(workspace)
    engines = panel()
    engines.model = "large"
    built(workspace, engines)
    assert engines.asked == []


def heard_by_an_earlier_version(folder):
    file = folder / "transcript.json"
    kept = json.loads(file.read_text(encoding="utf-8"))
    kept["made_of"]["version"] = 0
    file.write_text(json.dumps(kept), encoding="utf-8")


def test_a_new_way_of_hearing_does_not_hear_a_back_catalogue_anew(workspace):
    folder = add_episode(workspace, "tillit")
    built(workspace)
    heard_by_an_earlier_version(folder)
    engines = panel()
    built(workspace, engines)
    assert engines.asked == []


def test_where_people_chose_the_model_a_new_way_of_hearing_hears_anew(workspace):
    folder = add_episode(workspace, "tillit")
    with workspace.show.open("a", encoding="utf-8") as show:
        show.write('model = "small"\n')
    built(workspace)
    heard_by_an_earlier_version(folder)
    _, report = built(workspace)
    assert any("version was 0, is" in step for step in report.steps)


def test_a_model_that_people_chose_hears_the_words_anew_and_says_why(workspace):
    add_episode(workspace, "tillit")
    built(workspace)
    with workspace.show.open("a", encoding="utf-8") as show:
        show.write('model = "large"\n')
    _, report = built(workspace)
    assert any("model was small, is large" in step for step in report.steps)


def test_a_build_tells_that_much_of_the_talk_has_no_words(workspace):
    add_episode(workspace, "tillit")
    engines = FakeEngines(panel().heard, voices((1, 0, 1.2), (2, 1.2, 62.8)))
    _, report = built(workspace, engines)
    assert any("60 s of talk have no words" in note for note in report.warnings)


def test_a_damaged_result_is_made_again(workspace):
    folder = add_episode(workspace, "tillit")
    built(workspace)
    (folder / "transcript.json").write_text("{", encoding="utf-8")
    _, report = built(workspace)
    assert any("transcript.json was damaged" in step for step in report.steps)


def test_one_bad_episode_does_not_stop_the_others(workspace):
    add_episode(workspace, "tillit")
    add_episode(workspace, "trasig", sound=b"broken")
    add_episode(workspace, "felstavad", 'titel = "Fel"\n')
    result, _ = built(workspace)
    assert [edition.slug for edition in result.outcome.editions] == ["tillit"]
    assert {failure.episode for failure in result.outcome.failures} == {"trasig", "felstavad"}
    assert not result.is_whole


def test_a_published_episode_that_breaks_stays_in_the_feed(workspace):
    folder = add_episode(workspace, "tillit")
    built(workspace)
    (folder / "episode.toml").write_text("title =\n", encoding="utf-8")
    add_episode(workspace, "samverkan")
    result, _ = built(workspace)
    assert {edition.slug for edition in result.outcome.editions} == {"tillit", "samverkan"}
    assert not result.is_whole


def test_silence_is_told_and_leaves_nothing_behind(workspace):
    folder = add_episode(workspace, "tyst")
    engines = panel()
    engines.heard = type(engines.heard)("sv", ())
    result, _ = built(workspace, engines)
    assert "nobody speaks" in str(result.outcome.failures[0].fault)
    assert not (folder / ".work").exists()
    assert not (folder / "text.md").exists()


def test_drafts_and_coming_episodes_are_written_up_but_not_published(workspace):
    draft = add_episode(workspace, "utkast", 'status = "draft"\n')
    coming = add_episode(workspace, "kommande")
    result, _ = built(workspace, now=datetime(2026, 5, 1, tzinfo=UTC))
    assert result.outcome.editions == ()
    assert set(result.outcome.waiting) == {"utkast", "kommande"}
    assert (draft / "text.md").exists()
    assert (coming / "text.md").exists()
    assert "utkast" not in site(workspace)["feed.xml"].decode()


def test_an_episode_taken_back_leaves_feed_and_pages(workspace):
    folder = add_episode(workspace, "tillit")
    built(workspace)
    with (folder / "episode.toml").open("a", encoding="utf-8") as settings:
        settings.write('status = "draft"\n')
    built(workspace, accept_change=True)
    assert not [name for name in site(workspace) if name.startswith("tillit/")]


def test_what_others_put_into_feed_stays(workspace):
    add_episode(workspace, "tillit")
    workspace.feed.mkdir()
    (workspace.feed / "CNAME").write_text("podden.example", encoding="utf-8")
    built(workspace)
    shutil.rmtree(workspace.episodes / "tillit")
    built(workspace, accept_change=True)
    assert "CNAME" in site(workspace)


def test_only_the_episode_named_is_built_and_the_others_stay_published(workspace):
    add_episode(workspace, "tillit")
    built(workspace)
    add_episode(workspace, "samverkan")
    add_episode(workspace, "ekonomi")
    result, report = built(workspace, only=["samverkan"])
    assert {edition.slug for edition in result.outcome.editions} == {"tillit", "samverkan"}
    assert not any("ekonomi" in step for step in report.steps)


def test_a_name_that_no_episode_has_is_told_with_the_nearest(workspace):
    add_episode(workspace, "tillit")
    with pytest.raises(WorkspaceError, match="did you mean “tillit”"):
        built(workspace, only=["tilit"])


def test_a_changed_date_is_refused_until_it_is_meant(workspace):
    folder = add_episode(workspace, "tillit")
    built(workspace)
    settings = folder / "episode.toml"
    changed = settings.read_text(encoding="utf-8").replace("2026-05-04", "2026-05-05")
    settings.write_text(changed, encoding="utf-8")
    result, _ = built(workspace)
    assert "--accept-change" in str(result.outcome.failures[0].fault)
    assert b"Mon, 04 May 2026" in site(workspace)["feed.xml"]
    result, _ = built(workspace, accept_change=True)
    assert result.is_whole


def test_a_renamed_folder_is_recognised_and_refused_until_it_is_meant(workspace):
    folder = add_episode(workspace, "tillit")
    built(workspace)
    folder.rename(workspace.episodes / "mod")
    result, _ = built(workspace)
    assert 'slug = "tillit"' in str(result.outcome.failures[0].fault)
    with (workspace.episodes / "mod" / "episode.toml").open("a", encoding="utf-8") as settings:
        settings.write('slug = "tillit"\n')
    result, _ = built(workspace)
    assert result.is_whole


def test_the_guid_stays_when_title_and_sound_change(workspace):
    folder = add_episode(workspace, "tillit")
    first, _ = built(workspace)
    settings = folder / "episode.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("Avsnitt", "Nytt"), encoding="utf-8"
    )
    (folder / "sound.mp3").write_bytes(b"another sound")
    second, _ = built(workspace)
    assert first.outcome.editions[0].guid == second.outcome.editions[0].guid
    assert first.outcome.editions[0].sound != second.outcome.editions[0].sound


def test_a_damaged_ledger_is_not_guessed_at(workspace):
    add_episode(workspace, "tillit")
    built(workspace)
    workspace.ledger.write_text("{", encoding="utf-8")
    with pytest.raises(Exception, match="bring it back"):
        built(workspace)


def test_two_episodes_with_one_address_are_told_apart(workspace):
    add_episode(workspace, "2026-05-04-tillit")
    add_episode(workspace, "2026-06-01-tillit")
    result, _ = built(workspace)
    assert len(result.outcome.editions) == 1
    assert "belongs to 2026-05-04-tillit" in str(result.outcome.failures[0].fault)


def test_a_photo_of_the_text_is_published_without_its_place(workspace):
    folder = add_episode(workspace, "tillit")
    photo = Image.new("RGB", (3000, 1000), "gray")
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    photo.save(folder / "panel.jpg", exif=exif)
    (folder / "text.md").write_text(
        "# T\n\nKarin Ek: Vad betyder tillit?\n\n![Panelen](panel.jpg)\n", encoding="utf-8"
    )
    built(workspace)
    with Image.open(workspace.feed / "tillit" / "panel.jpg") as published:
        assert published.size == (2000, 667)
        assert not published.getexif()


def test_a_photo_that_is_not_there_is_told(workspace):
    folder = add_episode(workspace, "tillit")
    (folder / "text.md").write_text(
        "# T\n\nKarin Ek: Ja.\n\n![P](../show.toml)\n", encoding="utf-8"
    )
    result, _ = built(workspace)
    assert "no file “../show.toml”" in str(result.outcome.failures[0].fault)


def test_a_second_build_at_the_same_time_is_kept_out(workspace):
    with FileLock(workspace.lock), pytest.raises(WorkspaceError, match="another `podcast build`"):
        built(workspace)


def test_what_a_killed_build_was_writing_is_taken_away(workspace):
    add_episode(workspace, "tillit")
    built(workspace)
    left = (workspace.feed / "tillit" / ".new-a.mp3", workspace.episodes / "tillit" / ".new-b.json")
    (begun := workspace.feed / "vila").mkdir()
    for file in (*left, begun / ".new-c.mp3"):
        file.write_bytes(b"half")
    built(workspace)
    assert not any(file.exists() for file in left)
    assert not begun.exists()


@pytest.mark.parametrize(
    ("before", "after"),
    [("published = ", 'status = "draft"\npublished = '), ("title", 'slug = "mod"\ntitle')],
)
def test_what_a_killed_build_had_put_into_feed_does_not_stay_unless_it_is_published(
    workspace, monkeypatch, before, after
):
    folder = add_episode(workspace, "tillit")

    built_until(workspace, monkeypatch, "podcast.ledger.write")
    assert "tillit/tillit.mp3" in site(workspace)
    settings = folder / "episode.toml"
    settings.write_text(settings.read_text("utf-8").replace(before, after), encoding="utf-8")
    built(workspace)
    assert not [name for name in site(workspace) if name.startswith(("tillit/", ".panelpodd-b"))]


@pytest.mark.parametrize("slug", ["../episodes/tillit", "..", "", "assets", "/"])
def test_a_list_of_what_was_begun_that_somebody_changed_takes_nothing_away(workspace, slug):
    folder = add_episode(workspace, "tillit")
    built(workspace)
    kept = (folder / "notes.pdf", workspace.feed / "assets" / "theirs.css")
    for file in kept:
        file.touch()
    Store(workspace.feed / ".panelpodd-begun.json", tuple[str, ...]).write((slug,), {})
    built(workspace)
    assert all(file.exists() for file in kept)


def interrupted_and_resumed(workspace, engines, meanwhile=lambda: None):
    """Kill a build after its first block; return what the next build finds of that block."""
    found = []

    def killed(samples, options, model_folder, journal, progress):  # noqa: ARG001 - as asked for
        journal.put(Span(0, 600), engines.heard.segments)
        raise KeyboardInterrupt

    def resumed(samples, options, model_folder, journal, progress):  # noqa: ARG001 - as asked for
        found.append(journal.get(Span(0, 600)))
        return engines.heard

    engines.transcribe = killed
    with pytest.raises(KeyboardInterrupt):
        built(workspace, engines)
    meanwhile()
    engines.transcribe = resumed
    built(workspace, engines)
    return found


def test_a_killed_build_goes_on_from_the_blocks_that_it_had_heard(workspace):
    folder, engines = add_episode(workspace, "tillit"), panel()
    assert interrupted_and_resumed(workspace, engines) == [engines.heard.segments]
    assert not (folder / ".work").exists()


def test_blocks_heard_in_another_way_are_not_used(workspace):
    add_episode(workspace, "tillit")

    def change():
        with workspace.show.open("a", encoding="utf-8") as show:
            show.write("beam_size = 1\n")

    assert interrupted_and_resumed(workspace, panel(), change) == [None]


def test_a_photo_by_a_path_is_refused_even_when_it_leads_back(workspace):
    folder = add_episode(workspace, "tillit")
    Image.new("RGB", (20, 10)).save(folder / "panel.jpg")
    (folder / "text.md").write_text(
        "# T\n\nKarin Ek: Ja.\n\n![P](../tillit/panel.jpg)\n", encoding="utf-8"
    )
    result, _ = built(workspace)
    assert "no file “../tillit/panel.jpg”" in str(result.outcome.failures[0].fault)


def test_a_text_that_a_person_has_checked_is_left_as_it_is(workspace):
    folder = add_episode(workspace, "tillit")
    built(workspace)
    text = folder / "text.md"
    before = text.read_bytes()
    with (folder / "episode.toml").open("a", encoding="utf-8") as settings:
        settings.write(
            'reviewed = 2026-05-11\n[[people]]\nname = "Lena Holm"\nheard_at = ["0:02"]\n'
        )
    _, report = built(workspace)
    assert text.read_bytes() == before
    assert any("reviewed = 2026-05-11" in warning for warning in report.warnings)
    assert b"<v Lena Holm>Att man" in site(workspace)["tillit/tillit.vtt"]


def test_where_people_and_machine_changed_the_same_it_is_told_until_it_is_settled(workspace):
    folder = add_episode(workspace, "tillit")
    built(workspace)
    text = folder / "text.md"
    drafted = text.read_text(encoding="utf-8")
    text.write_text(drafted.replace("Att man lyssnar", "Att vi lyssnar"), encoding="utf-8")
    with (folder / "episode.toml").open("a", encoding="utf-8") as settings:
        settings.write('level = "verbatim"\n')
    _, report = built(workspace)
    assert "Röst 2: Att vi lyssnar." in text.read_text(encoding="utf-8")
    (warning,) = [warning for warning in report.warnings if "people's words stand" in warning]
    assert "text.md:5: here, people's words" in warning
    assert warning in built(workspace)[1].warnings
    text.write_text(drafted.replace("Att man", "Eh, att vi"), encoding="utf-8")
    assert not any("people's words" in warning for warning in built(workspace)[1].warnings)


def chaptered(folder, title):
    settings = folder / "episode.toml"
    before = settings.read_text(encoding="utf-8").split("[[chapters]]")[0]
    settings.write_text(f'{before}[[chapters]]\nat = "0:01"\ntitle = "{title}"\n', encoding="utf-8")


def test_a_changed_chapter_is_tagged_and_nothing_is_encoded_again(workspace):
    folder = add_episode(workspace, "tillit")
    chaptered(folder, "Början")
    built(workspace)
    first, engines = workspace.sound("tillit").read_bytes(), panel()
    chaptered(folder, "Inledning")
    result, report = built(workspace, engines)
    assert engines.asked == ["tag"]
    assert report.steps == [
        "tillit: tagging the sound (chapters was 0:01 Början, is 0:01 Inledning)"
    ]
    assert workspace.sound("tillit").read_bytes() != first
    assert result.outcome.editions[0].sound.size == workspace.sound("tillit").stat().st_size
    engines = panel()
    built(workspace, engines)
    assert engines.asked == []


def test_tags_of_a_sound_that_is_gone_are_written_with_it(workspace):
    folder = add_episode(workspace, "tillit")
    built(workspace)
    workspace.sound("tillit").unlink()
    chaptered(folder, "Inledning")
    engines = panel()
    built(workspace, engines)
    assert engines.asked == ["encode", "tag"]


def test_a_master_that_is_to_be_kept_is_encoded_no_more(workspace):
    folder = add_episode(workspace, "tillit")
    built(workspace)
    with (folder / "episode.toml").open("a", encoding="utf-8") as settings:
        settings.write('sound = "keep"\n')
    engines = panel()
    _, report = built(workspace, engines)
    assert engines.asked == ["encode", "tag"]
    assert report.steps == ["tillit: writing the sound (sound was loudness, is keep)"]


def test_a_small_sound_comes_and_goes_with_its_setting(workspace):
    add_episode(workspace, "tillit")
    built(workspace)
    plain = workspace.show.read_text(encoding="utf-8")
    workspace.show.write_text(f"small_sound = true\n{plain}", encoding="utf-8")
    engines = panel()
    result, _ = built(workspace, engines)
    assert engines.asked == ["shrink"]
    assert result.outcome.editions[0].small.file == "tillit.opus"
    assert site(workspace)["tillit/tillit.opus"] == b"small"
    engines = panel()
    built(workspace, engines)
    assert engines.asked == []
    workspace.show.write_text(plain, encoding="utf-8")
    built(workspace)
    assert "tillit/tillit.opus" not in site(workspace)


def test_a_show_has_a_picture_from_the_first_day(workspace):
    built(workspace)
    first = site(workspace)["artwork.jpg"]
    assert Image.open(io.BytesIO(first)).size == (3000, 3000)
    assert b"/artwork.jpg" in site(workspace)["feed.xml"]
    Image.new("RGB", (1500, 1500), "navy").save(workspace.episodes / "omslag.png")
    plain = workspace.show.read_text(encoding="utf-8")
    workspace.show.write_text(f'artwork = "omslag.png"\n{plain}', encoding="utf-8")
    built(workspace)
    assert Image.open(io.BytesIO(site(workspace)["artwork.jpg"])).size == (1500, 1500)
    workspace.show.write_text(plain, encoding="utf-8")
    built(workspace)
    assert site(workspace)["artwork.jpg"] == first


def test_an_episode_may_have_a_picture_of_its_own(workspace):
    folder = add_episode(workspace, "tillit", 'artwork = "panel.png"\n')
    Image.new("RGB", (1500, 1500), "navy").save(folder / "panel.png")
    built(workspace)
    assert b"/tillit/artwork.jpg" in site(workspace)["feed.xml"]
    assert b"/tillit/artwork.jpg" in site(workspace)["tillit/index.html"]
    assert "tillit/artwork.jpg" in site(workspace)
    settings = folder / "episode.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('artwork = "panel.png"\n', ""),
        encoding="utf-8",
    )
    built(workspace)
    assert "tillit/artwork.jpg" not in site(workspace)


def test_a_picture_that_is_too_small_stops_the_build_before_anything_is_heard(workspace):
    add_episode(workspace, "tillit")
    Image.new("RGB", (600, 600)).save(workspace.episodes / "omslag.png")
    plain = workspace.show.read_text(encoding="utf-8")
    workspace.show.write_text(f'artwork = "omslag.png"\n{plain}', encoding="utf-8")
    engines = panel()
    with pytest.raises(PodcastError, match=r"omslag\.png: the artwork has 600 × 600 pixels"):
        built(workspace, engines)
    assert engines.asked == []
