"""What podcast apps and links hold on to stays through whole builds, until a change is meant."""

from __future__ import annotations

import json
import shutil

import pytest

from podcast.errors import LedgerError
from tests.builds import files_of, run, setting
from tests.fakes import add_episode, new_show

TITLE = "Avsnitt tillit"


@pytest.fixture
def workspace(tmp_path):
    return new_show(tmp_path)


@pytest.fixture
def folder(workspace):
    """An episode that has been published."""
    folder = add_episode(workspace, "tillit")
    run(workspace)
    return folder


def entries(workspace):
    ledger = json.loads(workspace.ledger.read_bytes())
    return {entry["slug"]: entry for entry in ledger["entries"]}


def test_the_ledger_has_guid_date_address_and_digest_of_what_is_published(workspace, folder):
    again = run(workspace)
    item = again.items[TITLE]
    entry = entries(workspace)["tillit"]
    assert entry["guid"] == item.guid
    assert entry["published"] == "2026-05-04T00:00:00+02:00"
    assert f"https://podden.example/{entry['enclosure']}" == item.sound
    (edition,) = again.result.outcome.editions
    assert entry["sound"] == edition.sound.digest
    assert folder.is_dir()


def test_a_renamed_folder_is_refused_until_it_is_meant_and_the_old_address_leads_on(
    workspace, folder
):
    before = run(workspace)
    folder.rename(workspace.episodes / "mod")
    refused = run(workspace)
    assert 'slug = "tillit"' in refused.faults
    assert "download it again" in refused.faults
    assert refused.files == before.files, "until then, listeners notice nothing"
    meant = run(workspace, accept=True)
    assert meant.result.is_whole
    old, new = before.items[TITLE], meant.items[TITLE]
    assert (new.guid, new.date) == (old.guid, old.date)
    assert new.link == "https://podden.example/mod/"
    page = meant.page("tillit")
    assert meant.below("tillit") == {"tillit/index.html"}
    assert '<link rel="canonical" href="https://podden.example/mod/">' in page
    assert 'content="0; url=../mod/"' in page
    assert 'name="robots" content="noindex"' in page
    assert run(workspace).result.is_whole, "what was meant is not asked again"


def test_a_changed_slug_is_refused_until_it_is_meant(workspace, folder):
    before = run(workspace)
    setting(folder, 'slug = "mod"')
    refused = run(workspace)
    assert "“tillit”" in refused.faults
    assert refused.items == before.items
    meant = run(workspace, accept=True)
    assert meant.items[TITLE].guid == before.items[TITLE].guid
    assert "mod/mod.vtt" in meant.files


def test_an_episode_may_move_back_and_its_sound_gets_an_address_that_was_never_used(
    workspace, folder
):
    setting(folder, 'slug = "mod"')
    run(workspace, accept=True)
    setting(folder, 'slug = "tillit"')
    back = run(workspace, accept=True)
    assert back.items[TITLE].link == "https://podden.example/tillit/"
    assert back.items[TITLE].sound == "https://podden.example/tillit/tillit-2.mp3"
    assert "url=../tillit/" in back.page("mod")


def test_a_changed_title_changes_neither_guid_nor_date_nor_address(workspace, folder):
    before = run(workspace)
    setting(folder, 'title = "Något helt annat"')
    after = run(workspace)
    assert after.result.is_whole
    assert after.items["Något helt annat"] == before.items[TITLE]


def test_another_sound_gets_another_address_and_keeps_its_guid(workspace, folder):
    before = run(workspace).items[TITLE]
    (folder / "sound.mp3").write_bytes(b"another recording")
    build = run(workspace)
    after = build.items[TITLE]
    assert (after.guid, after.date, after.link) == (before.guid, before.date, before.link)
    assert before.sound == "https://podden.example/tillit/tillit.mp3"
    assert after.sound == "https://podden.example/tillit/tillit-2.mp3"
    assert any("tillit/tillit-2.mp3" in sentence for sentence in build.report.told)
    assert "tillit/tillit.mp3" not in build.files
    assert 'src="tillit-2.mp3"' in build.page("tillit")
    assert "tillit/tillit.vtt" in build.files, "captions stay where they were"
    again = run(workspace)
    assert again.files == build.files
    assert again.report.told == again.report.steps == []


def test_a_recording_replaced_in_a_renamed_folder_is_still_the_same_episode(workspace, folder):
    before = run(workspace).items[TITLE]
    folder = folder.rename(workspace.episodes / "mod")
    (folder / "sound.mp3").write_bytes(b"another recording")
    assert "--accept-change" in run(workspace).faults
    assert run(workspace, accept=True).items[TITLE].guid == before.guid


def test_a_renamed_folder_is_known_by_its_recording_when_our_files_in_it_are_gone(
    workspace, folder
):
    folder = folder.rename(workspace.episodes / "mod")
    for file in folder.glob("*.json"):
        file.unlink()
    assert 'slug = "tillit"' in run(workspace).faults


def test_feed_can_be_deleted_whatever_happened_and_comes_back_byte_for_byte(workspace, folder):
    for name in ("flyttat", "borta", "olistat"):
        add_episode(workspace, name)
    run(workspace)
    (folder / "sound.mp3").write_bytes(b"another recording")
    setting(workspace.episodes / "flyttat", 'slug = "hemma"')
    setting(workspace.episodes / "borta", 'status = "withdrawn"')
    setting(workspace.episodes / "olistat", 'status = "unlisted"')
    before = run(workspace, accept=True)
    assert {"flyttat/index.html", "borta/index.html", "olistat/index.html"} <= set(before.files)
    shutil.rmtree(workspace.feed)
    after = run(workspace)
    assert after.files == before.files
    assert after.result.is_whole


def test_a_changed_date_says_what_apps_would_do(workspace, folder):
    before = run(workspace)
    setting(folder, "published = 2026-05-05")
    refused = run(workspace)
    assert "podcast apps would sort it anew" in refused.faults
    assert refused.items == before.items
    assert "05 May 2026" in run(workspace, accept=True).items[TITLE].date


def test_all_that_would_break_is_told_before_any_of_it_is_meant(workspace, folder):
    setting(folder, "published = 2026-05-05")
    setting(folder, 'slug = "mod"')
    faults = run(workspace).faults
    assert "“tillit”" in faults
    assert "2026-05-05" in faults


def test_the_time_zone_of_the_show_moves_dates_so_it_is_refused_too(workspace, folder):
    assert folder.is_dir()
    with workspace.show.open("a", encoding="utf-8") as show:
        show.write('timezone = "Europe/Helsinki"\n')
    assert "2026-05-04T00:00:00+03:00" in run(workspace).faults


def test_another_address_of_the_show_is_refused_until_it_is_meant(workspace, folder):
    before = run(workspace)
    settings = workspace.show.read_text(encoding="utf-8")
    workspace.show.write_text(settings.replace("podden.", "nya."), encoding="utf-8")
    setting(folder, "published = 2026-05-05")
    with pytest.raises(LedgerError, match="every link dies") as refused:
        run(workspace)
    assert "sort it anew" in str(refused.value), "all of it, since all of it would be meant"
    setting(folder, "published = 2026-05-04")
    after = run(workspace, accept=True)
    assert after.items[TITLE].guid == before.items[TITLE].guid
    assert after.items[TITLE].link == "https://nya.example/tillit/"
    assert after.result.outcome.ledger.podcast_guid == before.result.outcome.ledger.podcast_guid
    assert run(workspace).result.is_whole


def test_a_show_that_gets_its_first_address_is_not_asked(workspace):
    named = workspace.show.read_text(encoding="utf-8")
    workspace.show.write_text('title = "Podden"\n', encoding="utf-8")
    add_episode(workspace, "tillit")
    before = run(workspace)
    workspace.show.write_text(named, encoding="utf-8")
    after = run(workspace)
    assert after.result.is_whole
    assert after.items[TITLE].guid == before.items[TITLE].guid
    assert after.result.outcome.ledger.podcast_guid != before.result.outcome.ledger.podcast_guid


def test_a_folder_that_is_gone_stops_the_build_until_it_is_meant(workspace, folder):
    add_episode(workspace, "mod")
    before = run(workspace)
    shutil.rmtree(folder)
    with pytest.raises(LedgerError, match="listeners have “tillit” and its folder is gone"):
        run(workspace)
    assert files_of(workspace) == before.files
    after = run(workspace, accept=True)
    assert set(after.items) == {"Avsnitt mod"}
    assert after.below("tillit") == {"tillit/index.html"}
    assert TITLE in after.page("tillit")
    assert "dragit tillbaka" in after.page("tillit")
    assert run(workspace).files == after.files


def test_a_copied_folder_is_another_episode(workspace, folder):
    before = run(workspace).items[TITLE]
    shutil.copytree(folder, workspace.episodes / "kopia")
    setting(workspace.episodes / "kopia", 'title = "Kopian"')
    items = run(workspace).items
    assert items[TITLE] == before
    assert items["Kopian"].guid != before.guid


def test_a_broken_copy_does_not_publish_the_original_twice(workspace, folder):
    shutil.copytree(folder, workspace.episodes / "kopia")
    (workspace.episodes / "kopia" / "episode.toml").write_text("title =\n", encoding="utf-8")
    assert [edition.slug for edition in run(workspace).result.outcome.editions] == ["tillit"]


def test_episodes_that_swapped_folders_are_not_taken_for_each_other(workspace, folder):
    other = add_episode(workspace, "mod")
    before = run(workspace)
    spare = folder.rename(workspace.episodes / "spare")
    other.rename(workspace.episodes / "tillit")
    spare.rename(workspace.episodes / "mod")
    refused = run(workspace)
    assert refused.faults.count("was published with another episode") == 2
    assert refused.items == before.items
    assert run(workspace, accept=True).items == before.items, "this cannot be meant"


def test_an_earlier_folder_does_not_take_the_address_of_one_that_is_published(workspace):
    add_episode(workspace, "2026-06-01-tillit")
    before = run(workspace)
    add_episode(workspace, "2026-01-01-tillit")
    after = run(workspace)
    assert "was published with another episode" in after.faults
    assert after.items == before.items


@pytest.mark.parametrize("how", ["withdrawn", "moved", "gone"])
def test_an_address_that_was_published_is_never_another_episodes(workspace, folder, how):
    if how == "withdrawn":
        setting(folder, 'status = "withdrawn"')
        run(workspace)
        folder.rename(workspace.root / "kept")
    elif how == "moved":
        setting(folder, 'slug = "mod"')
        folder.rename(workspace.episodes / "mod")
    else:
        shutil.rmtree(folder)
    run(workspace, accept=True)
    add_episode(workspace, "tillit", sound=b"another episode")
    setting(workspace.episodes / "tillit", 'title = "Ny"')
    for accept in (False, True):
        refused = run(workspace, accept=accept)
        assert 'such as slug = "tillit-2"' in refused.faults
        assert "Ny" not in refused.items
    setting(workspace.episodes / "tillit", 'slug = "tillit-2"')
    assert run(workspace).items["Ny"].link == "https://podden.example/tillit-2/"


def test_the_ledger_is_written_before_the_feed(workspace):
    add_episode(workspace, "tillit")
    workspace.feed_file.mkdir(parents=True)
    (workspace.feed_file / "in-the-way").touch()
    workspace.ledger.write_text(
        '{"podcast_guid": "917393e3-1b1e-5cef-ace4-edaa54e1f810"}', encoding="utf-8"
    )
    with pytest.raises(Exception, match="cannot be written"):
        run(workspace)
    assert set(entries(workspace)) == {"tillit"}


def test_a_ledger_that_is_lost_while_the_feed_is_there_is_not_begun_anew(workspace, folder):
    assert folder.is_dir()
    workspace.ledger.unlink()
    with pytest.raises(LedgerError, match=r"ledger\.json: the ledger .* is gone"):
        run(workspace)


def test_an_old_ledger_is_completed_by_a_build_and_nothing_moves(workspace, folder):
    before = run(workspace)
    ledger = json.loads(workspace.ledger.read_bytes())
    known = ("slug", "guid", "published", "recording", "sound")
    old = [{name: entry[name] for name in known} for entry in ledger["entries"]]
    workspace.ledger.write_text(
        json.dumps({"podcast_guid": ledger["podcast_guid"], "entries": old}), encoding="utf-8"
    )
    after = run(workspace)
    assert folder.is_dir()
    assert after.result.is_whole
    assert after.files == before.files
    assert json.loads(workspace.ledger.read_bytes()) == ledger


def test_folders_in_any_script_get_ascii_addresses(workspace):
    for name in ("2026-05-04 Tillit på riktigt", "信任", "الثقة", "🎙️"):
        add_episode(workspace, name)
    build = run(workspace)
    assert build.result.is_whole
    links = {item.link for item in build.items.values()}
    assert len(links) == 4
    assert all(link.isascii() and link == link.lower() for link in links)
    assert "https://podden.example/2026-05-04-tillit-pa-riktigt/" in links


def test_folders_that_differ_in_case_alone_do_not_share_an_address(workspace):
    add_episode(workspace, "Tillit")
    add_episode(workspace, "tillit")
    build = run(workspace)
    assert len(build.items) == 1
    assert "belongs to Tillit" in build.faults
