"""What other programs learn of an episode, and what they do not."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import TypeAdapter

from podcast.document import Chapter
from podcast.edition import Edition
from podcast.episode import Person
from podcast.episode_json import episode_json
from tests.editions import SURE, demo_edition, demo_show
from tests.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

SHOW = demo_show()


def told(edition: Edition) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(episode_json(SHOW, edition))
    return found


def demo() -> Edition:
    chapters = (Chapter(22.9054, "Att lyssna"),)
    told = {
        "number": 3,
        "links": [{"title": "Rapporten", "address": "https://kommun.example/tillit"}],
        "corrections": [{"date": date(2026, 5, 12), "what": "Lena Holm är chef."}],
    }
    return replace(demo_edition(**told), chapters=chapters, honesty=SURE)


def test_an_episode_tells_what_it_is_and_where_everything_lies() -> None:
    episode = told(demo())
    assert episode["schema"] == 1
    assert episode["title"] == "Tillit i socialtjänsten"
    assert episode["guid"] == "0c5d1d7e-6f0c-5b43-9d4b-6a3c2f7f6a01"
    assert episode["published"] == "2026-05-04T00:00:00+02:00"
    assert (episode["language"], episode["kind"], episode["number"]) == ("sv", "panel", 3)
    assert episode["people"][1] == {
        "name": "Lena Holm",
        "role": "verksamhetschef socialpsykiatrin",
        "organisation": "",
    }
    assert episode["chapters"] == [{"start": 22.905, "title": "Att lyssna", "link": ""}]
    assert episode["sound"] == {
        "address": "https://panelpodden.example/tillit/tillit.mp3",
        "type": "audio/mpeg",
        "size": 916_653,
        "duration": 114.6,
        "sha256": demo().sound.digest,
    }
    assert {"type": "text/vtt", "address": "https://panelpodden.example/tillit/tillit.vtt"} in (
        episode["transcripts"]
    )


def test_it_tells_where_it_leads_on_to_and_what_was_corrected() -> None:
    found = told(demo())
    assert found["links"] == [{"title": "Rapporten", "address": "https://kommun.example/tillit"}]
    assert found["corrections"] == [{"date": "2026-05-12", "what": "Lena Holm är chef."}]


def test_it_tells_how_far_the_text_can_be_trusted() -> None:
    honesty = told(demo())["honesty"]
    assert (honesty["words"], honesty["in_doubt"], honesty["phantoms"]) == (240, 9, 1)
    assert honesty["without_words"][0] == {"start": 10, "end": 14}
    assert honesty["by_rule"][0] == {"rule": "hesitations", "kind": "hesitation", "number": 2}
    assert honesty["by_people"] == {"drafted": 240, "changed": 4, "removed": 3, "added": 12}


@pytest.mark.parametrize(("reviewed", "written"), [(None, None), (date(2026, 5, 11), "2026-05-11")])
def test_it_tells_when_a_person_had_checked_the_text(
    reviewed: date | None, written: str | None
) -> None:
    assert told(demo_edition(reviewed=reviewed))["reviewed"] == written


def test_an_edition_of_before_the_counting_has_no_honesty() -> None:
    assert told(demo_edition())["honesty"] is None


def test_nothing_private_and_no_word_that_was_taken_out_is_told() -> None:
    person = Person(name="Karin Ek", heard_at=("0:05",), remember=True)
    text = episode_json(SHOW, replace(demo_edition(people=(person,)), honesty=SURE))
    assert "Karin Ek" in text
    taken_out = ["Undertexter", "Eh,", "öh", "sån", "sådan"]
    assert [word for word in ("heard_at", "remember", *taken_out) if word in text] == []


def test_an_edition_that_was_stored_gives_the_same_bytes() -> None:
    kind = TypeAdapter(Edition)
    again = kind.validate_json(kind.dump_json(demo()))
    assert episode_json(SHOW, again) == episode_json(SHOW, demo())


def test_every_field_is_documented() -> None:
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")
    section = page.split("## `feed/<slug>/episode.json`")[1]
    assert [name for name in names(told(demo())) if f"`{name}`" not in section] == []


def names(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from names(inner)
    if isinstance(value, list):
        for entry in value:
            yield from names(entry)
