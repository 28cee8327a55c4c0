from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from podcast.errors import LedgerError
from podcast.former import Moved, Withdrawn
from podcast.ledger import Entry, Ledger, podcast_guid
from podcast.show import PREVIEW_ADDRESS

ADDRESS = "https://podden.example/"
DAY = datetime(2026, 5, 4, tzinfo=UTC)
TILLIT = Entry(
    "tillit", "guid-1", DAY, "recording", "sound", "Tillit", "tillit/tillit.mp3", audio="audio"
)
LEDGER = Ledger("6f2d0c5e-3c3f-5d0e-9e7c-0d8f0a4b1c2d", (TILLIT,), ADDRESS)

# As ledgers were before they knew of titles, enclosures and addresses.
OLD: dict[str, Any] = {
    "podcast_guid": "a4dec872-1df0-5ff4-ba72-26019a47435b",
    "entries": [
        {
            "slug": "tillit",
            "guid": "6b4be3dd-2f31-5f74-ab93-89c08dc179b7",
            "published": "2026-05-04T00:00:00+02:00",
            "recording": "8d96",
            "sound": "46a4",
        }
    ],
}


def read_back(folder, content):
    file = folder / "ledger.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return Ledger.read(file, ADDRESS)


def test_a_ledger_is_read_as_it_was_written(tmp_path):
    LEDGER.write(tmp_path / "ledger.json")
    assert Ledger.read(tmp_path / "ledger.json", ADDRESS) == LEDGER


def test_a_new_show_has_the_guid_of_its_feeds_address(tmp_path):
    ledger = Ledger.read(tmp_path / "ledger.json", "https://mp3s.nashownotes.com/pc20rss.xml")
    assert ledger.entries == ()
    # The example of the podcast namespace's specification.
    assert podcast_guid("https://mp3s.nashownotes.com/pc20rss.xml") == (
        "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    )


def test_an_old_ledger_is_read_and_completed(tmp_path):
    ledger = read_back(tmp_path, OLD)
    (entry,) = ledger.entries
    assert ledger.address == ADDRESS
    assert (entry.guid, entry.enclosure) == (OLD["entries"][0]["guid"], "tillit/tillit.mp3")
    assert entry.state == "published"
    assert entry.sound_file("tillit", recording="8d96", audio="new") == "tillit.mp3"
    assert entry.sound_file("tillit", recording="another", audio="new") == "tillit-2.mp3"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "<<<<<<< HEAD\n{}",
        {"podcast_guid": "a"} | {"entries": [{"slug": "tillit"}]},
        OLD | {"entries": [*OLD["entries"], *OLD["entries"]]},
        OLD | {"entries": [OLD["entries"][0] | {"published": "2026-05-04T00:00:00"}]},
        OLD | {"entries": [OLD["entries"][0] | {"state": "forgotten"}]},
        OLD
        | {
            "entries": [
                *OLD["entries"],
                OLD["entries"][0] | {"slug": "mod", "guid": "b", "earlier_slugs": ["tillit"]},
            ]
        },
    ],
)
def test_a_damaged_ledger_is_never_guessed_at(tmp_path, content):
    with pytest.raises(LedgerError, match="bring it back from a backup"):
        read_back(tmp_path, content)


def test_a_ledger_that_cannot_be_read_is_no_new_show(tmp_path):
    (tmp_path / "ledger.json").mkdir()
    with pytest.raises(LedgerError, match="damaged"):
        Ledger.read(tmp_path / "ledger.json", ADDRESS)


def test_a_show_keeps_its_guid_at_another_address():
    moved = LEDGER.at("https://annan.example/")
    assert (moved.podcast_guid, moved.address) == (LEDGER.podcast_guid, "https://annan.example/")


def test_a_show_that_only_its_own_machine_has_seen_gets_its_guid_with_its_first_address():
    unseen = Ledger(podcast_guid(f"{PREVIEW_ADDRESS}feed.xml"), (TILLIT,), PREVIEW_ADDRESS)
    assert unseen.at(PREVIEW_ADDRESS) == unseen
    shown = unseen.at(ADDRESS)
    assert shown.podcast_guid == podcast_guid(f"{ADDRESS}feed.xml")
    assert shown.entries == unseen.entries


def test_episodes_of_shows_without_an_address_have_guids_of_their_own():
    unseen = Ledger(podcast_guid(f"{PREVIEW_ADDRESS}feed.xml"), (), PREVIEW_ADDRESS)
    assert unseen.new_guid("tillit", "one") != unseen.new_guid("tillit", "another")
    assert unseen.new_guid("tillit", "one") == unseen.new_guid("tillit", "one")


def test_the_same_sound_keeps_its_address_whatever_its_tags():
    assert TILLIT.sound_file("tillit", "recording", "audio") == "tillit.mp3"


def test_another_sound_never_gets_an_address_that_was_used():
    ledger = LEDGER
    files = []
    for audio in ("audio", "b", "c", "audio"):
        (entry,) = ledger.entries
        file = entry.sound_file("tillit", "recording", audio)
        files.append(file)
        ledger = ledger.with_entry(
            replace(TILLIT, audio=audio, enclosure=f"tillit/{file}", earlier_enclosures=())
        )
    assert files == ["tillit.mp3", "tillit-2.mp3", "tillit-3.mp3", "tillit-4.mp3"]
    (entry,) = ledger.entries
    assert set(entry.earlier_enclosures) == {f"tillit/{file}" for file in files[:-1]}


def test_addresses_that_an_episode_had_are_kept_and_lead_to_the_one_it_has():
    ledger = LEDGER
    for slug in ("mod", "tillit", "samtal"):
        now = replace(TILLIT, slug=slug, enclosure=f"{slug}/{slug}.mp3")
        ledger = ledger.with_entry(now)
    assert set(ledger.moved) == {
        Moved("mod", "samtal", "Tillit"),
        Moved("tillit", "samtal", "Tillit"),
    }
    assert {slug for slug in ("mod", "tillit", "samtal", "annat") if ledger.holder(slug)} == {
        "mod",
        "tillit",
        "samtal",
    }
    assert ledger.free("mod") == "mod-2"


def test_what_is_withdrawn_or_held_back_leaves_nothing_at_its_addresses():
    moved = LEDGER.with_entry(replace(TILLIT, slug="mod"))
    (entry,) = moved.entries
    withdrawn = moved.with_entry(replace(entry, state="withdrawn"))
    assert withdrawn.withdrawn == (Withdrawn("mod", "Tillit", DAY),)
    assert withdrawn.moved == (Moved("tillit", "mod", "Tillit"),)
    assert set(withdrawn.silent) == {"mod", "tillit"}
    held = moved.with_entry(replace(entry, state="held"))
    assert (held.withdrawn, held.moved) == ((), ())
    assert set(held.silent) == {"mod", "tillit"}
    assert moved.silent == ("tillit",)


def test_an_edition_of_before_does_not_forget_how_the_sound_was():
    (entry,) = LEDGER.with_entry(replace(TILLIT, audio="")).entries
    assert entry.audio == "audio"
