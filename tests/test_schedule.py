"""Who gets an episode when: drafts, dates to come, unlisted and withdrawn ones, by one clock."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from podcast.job import read_show
from podcast.status import survey
from tests.builds import run, setting
from tests.fakes import add_episode, new_show, panel


@pytest.fixture
def workspace(tmp_path):
    return new_show(tmp_path)


def utc(written):
    return datetime.fromisoformat(written).replace(tzinfo=UTC)


def stages(workspace, now):
    rows = survey(workspace, read_show(workspace), panel().choose, now)
    return {row.name: row.stage for row in rows}


@pytest.mark.parametrize(
    ("published", "before", "after"),
    [
        ("2026-05-04", "2026-05-03T21:59", "2026-05-03T22:00"),
        ("2026-01-04T06:00:00", "2026-01-04T04:59", "2026-01-04T05:00"),
        ("2026-03-29T02:30:00", "2026-03-29T01:29", "2026-03-29T01:30"),
        ("2026-10-25T02:30:00", "2026-10-25T00:29", "2026-10-25T00:30"),
        ("2026-10-25T02:30:00+01:00", "2026-10-25T01:29", "2026-10-25T01:30"),
    ],
)
def test_an_episode_comes_out_on_the_minute_where_the_show_is(workspace, published, before, after):
    folder = add_episode(workspace, "tillit")
    setting(folder, f"published = {published}")
    early = run(workspace, utc(before))
    assert early.items == {}
    assert early.below("tillit") == set()
    assert early.result.outcome.waiting == ("tillit",)
    assert stages(workspace, utc(before)) == {"tillit": "scheduled"}
    assert (folder / "text.md").exists(), "it can be corrected meanwhile"
    late = run(workspace, utc(after))
    assert late.result.is_whole
    assert len(late.items) == 1
    assert b'href="tillit/"' in late.files["index.html"]
    assert stages(workspace, utc(after)) == {"tillit": "published"}
    assert run(workspace, utc(after)).result.is_whole, "the date in the ledger is the same moment"


def test_an_unlisted_episode_has_a_page_that_nothing_leads_to(workspace):
    add_episode(workspace, "tillit")
    add_episode(workspace, "internt", 'status = "unlisted"\n')
    build = run(workspace)
    assert set(build.items) == {"Avsnitt tillit"}
    assert {"internt/internt.mp3", "internt/internt.vtt", "internt/internt.txt"} <= set(build.files)
    assert '<meta name="robots" content="noindex">' in build.page("internt")
    assert "noindex" not in build.page("tillit")
    leading = {
        name
        for name, content in build.files.items()
        if b"internt" in content and not name.startswith(("internt/", "."))
    }
    assert leading == set()


def test_an_episode_may_be_unlisted_and_listed_again_with_its_guid(workspace):
    folder = add_episode(workspace, "tillit")
    first = run(workspace).items
    setting(folder, 'status = "unlisted"')
    unlisted = run(workspace)
    assert unlisted.result.is_whole
    assert unlisted.items == {}
    setting(folder, 'status = "published"')
    assert run(workspace).items == first


def test_a_withdrawn_episode_leaves_a_page_that_says_so_and_nothing_else(workspace):
    folder = add_episode(workspace, "tillit")
    run(workspace)
    (workspace.feed / "tillit" / "left-by-hand.pdf").touch()
    setting(folder, 'status = "withdrawn"')
    for file in folder.iterdir():
        if file.name != "episode.toml":
            file.unlink()
    build = run(workspace)
    assert build.result.is_whole
    assert build.items == {}
    assert build.below("tillit") == {"tillit/index.html"}
    page = build.page("tillit")
    assert "<h1>Avsnitt tillit</h1>" in page
    assert "4 maj 2026" in page
    assert "Utgivaren har dragit tillbaka avsnittet." in page
    assert '<meta name="robots" content="noindex">' in page
    assert "tillit/" not in build.files["index.html"].decode()
    assert stages(workspace, utc("2026-06-01")) == {"tillit": "withdrawn"}
    assert run(workspace).report.told == []


def test_what_is_withdrawn_goes_even_when_the_list_of_what_we_wrote_is_lost(workspace):
    folder = add_episode(workspace, "tillit")
    run(workspace)
    (workspace.feed / ".panelpodd.json").unlink()
    setting(folder, 'status = "withdrawn"')
    assert run(workspace).below("tillit") == {"tillit/index.html"}


def test_a_withdrawn_episode_may_get_another_title_on_its_page(workspace):
    folder = add_episode(workspace, "tillit")
    run(workspace)
    setting(folder, 'status = "withdrawn"')
    setting(folder, 'title = "Tillbakadraget"')
    build = run(workspace)
    assert "<h1>Tillbakadraget</h1>" in build.page("tillit")
    assert not any(b"Avsnitt tillit" in content for content in build.files.values())


def test_the_page_of_a_withdrawn_episode_is_english_in_an_english_show(workspace):
    folder = add_episode(workspace, "tillit")
    with workspace.show.open("a", encoding="utf-8") as show:
        show.write('language = "en"\n')
    run(workspace)
    setting(folder, 'status = "withdrawn"')
    page = run(workspace).page("tillit")
    assert "The publisher has withdrawn this episode." in page
    assert "4 May 2026" in page


def test_what_was_never_published_cannot_be_withdrawn(workspace):
    add_episode(workspace, "tillit", 'status = "withdrawn"\n')
    build = run(workspace)
    assert build.below("tillit") == set()
    assert build.report.warnings == ["tillit: it was never published, so nothing is withdrawn"]


def test_a_withdrawn_episode_comes_back_only_when_it_is_meant(workspace):
    folder = add_episode(workspace, "tillit")
    before = run(workspace)
    setting(folder, 'status = "withdrawn"')
    run(workspace)
    setting(folder, 'status = "published"')
    refused = run(workspace)
    assert "it was withdrawn" in refused.faults
    assert refused.items == {}
    assert refused.below("tillit") == {"tillit/index.html"}
    back = run(workspace, accept=True)
    assert back.items == before.items
    assert back.files == before.files


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('status = "draft"', "as a draft it would vanish"),
        ("published = 2026-07-01", "it would vanish from the feed until then"),
    ],
)
def test_what_listeners_have_is_taken_back_only_when_it_is_meant(workspace, line, sentence):
    folder = add_episode(workspace, "tillit")
    before = run(workspace)
    setting(folder, line)
    refused = run(workspace)
    assert sentence in refused.faults
    assert refused.files == before.files
    taken = run(workspace, accept=True)
    assert taken.result.is_whole
    assert taken.items == {}
    assert taken.below("tillit") == set()
    assert run(workspace).report.told == [], "it is not told again"
    setting(folder, 'status = "published"')
    setting(folder, "published = 2026-05-20")
    again = run(workspace)
    assert again.result.is_whole
    (item,) = again.items.values()
    assert item.guid == before.items["Avsnitt tillit"].guid


def test_a_clock_that_is_wrong_does_not_empty_the_feed(workspace):
    add_episode(workspace, "tillit")
    before = run(workspace)
    wrong = run(workspace, utc("1970-01-01"))
    assert "which is still to come by this clock (1970-01-01T00:00+00:00)" in wrong.faults
    assert wrong.files == before.files


def test_what_a_clock_published_too_early_stays_when_it_is_right_again(workspace):
    add_episode(workspace, "tillit")
    setting(add_episode(workspace, "i-oktober"), "published = 2026-10-25T02:30:00")
    assert run(workspace).items.keys() == {"Avsnitt tillit"}
    early = run(workspace, utc("2100-01-01"))
    assert early.items.keys() == {"Avsnitt tillit", "Avsnitt i-oktober"}
    right = run(workspace)
    assert "i-oktober: listeners have it since 2026-10-25T02:30:00+02:00" in right.faults
    assert right.files == early.files
    assert run(workspace, utc("2026-10-25T00:30")).files == early.files


def test_status_tells_every_stage(workspace):
    for name, line in {
        "utkast": 'status = "draft"',
        "kommande": "published = 2026-07-01T06:00:00",
        "olistat": 'status = "unlisted"',
        "ute": 'status = "published"',
        "borta": 'status = "published"',
    }.items():
        setting(add_episode(workspace, name), line)
    run(workspace)
    setting(workspace.episodes / "borta", 'status = "withdrawn"')
    add_episode(workspace, "nytt")
    setting(add_episode(workspace, "trasigt"), "number = 0")
    now = utc("2026-06-01")
    assert stages(workspace, now) == {
        "utkast": "draft",
        "kommande": "scheduled",
        "olistat": "unlisted",
        "ute": "published",
        "borta": "withdrawn",
        "nytt": "to build",
        "trasigt": "broken",
    }
    rows = {row.name: row for row in survey(workspace, read_show(workspace), panel().choose, now)}
    assert rows["kommande"].reasons[0] == (
        "scheduled: published on 2026-07-01 06:00, Europe/Stockholm"
    )
