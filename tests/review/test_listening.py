from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from podcast.episode import Episode
from podcast.review.desk import Desk, Desks
from podcast.review.listening import note_played, played, with_heard
from podcast.settings import parse
from podcast.span import Span
from tests.review.demo import SLUG, demo_workspace
from tests.review.reviewing import Reviewing, reviewing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS = 'title = "Tillit"  # kort\npublished = 2026-05-04\n'


def heard(text: str, path: Path) -> tuple[Span, ...]:
    return parse(text.encode(), Episode, path).heard


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reviewing]:
    with reviewing(demo_workspace(tmp_path_factory.mktemp("show"))) as found:
        yield found


@pytest.fixture
def desk(review: Reviewing) -> Desk:
    return Desks(review.workspace).at(SLUG)


def test_what_is_approved_is_written_as_people_write_it(tmp_path: Path):
    text = with_heard(SETTINGS, (), [Span(22.905, 41.84), Span(3723, 3724)])
    assert 'heard = ["0:22.9-0:41.9", "1:02:03-1:02:04"]' in text
    assert heard(text, tmp_path) == (Span(22.9, 41.9), Span(3723, 3724))
    assert text.startswith(SETTINGS.splitlines()[0])


def test_a_breath_between_two_turns_that_are_approved_is_heard_too(tmp_path: Path):
    text = with_heard(SETTINGS, (), [Span(0, 5), Span(5.8, 9), Span(11, 12)])
    assert heard(text, tmp_path) == (Span(0, 9), Span(11, 12))


def test_stretches_that_are_not_touched_stay_with_their_comments(tmp_path: Path):
    before = SETTINGS + 'heard = [\n  "0:00-0:10",  # med Lena\n]\n'
    text = with_heard(before, heard(before, tmp_path), [Span(20, 30)])
    assert "# med Lena" in text
    assert heard(text, tmp_path) == (Span(0, 10), Span(20, 30))


def test_stretches_that_meet_become_one(tmp_path: Path):
    before = SETTINGS + 'heard = ["0:00-0:10", "0:20-0:30"]\n'
    text = with_heard(before, heard(before, tmp_path), [Span(8, 21)])
    assert heard(text, tmp_path) == (Span(0, 30),)
    assert with_heard(text, heard(text, tmp_path), [Span(3, 4)]) == text


def test_what_was_played_is_kept_joined_and_within_the_recording(desk: Desk):
    note_played(desk, [Span(0, 5), Span(5, 10), Span(100, 999)])
    note_played(desk, [Span(9, 12)])
    assert played(desk) == (Span(0, 12), Span(100, desk.evidence.recording.duration))


def test_what_was_played_of_another_recording_does_not_count(desk: Desk):
    note_played(desk, [Span(0, 5)])
    file = desk.job.folder.played
    kept = json.loads(file.read_text(encoding="utf-8"))
    kept["made_of"]["recording"] = "0" * 64
    file.write_text(json.dumps(kept), encoding="utf-8")
    assert played(desk) == ()


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("heard/played", '{"spans": [{"start": -1, "end": 2}]}'),
        ("heard/played", '{"spans": [{"start": 0, "end": 1e999}]}'),
        ("heard/played", '{"spans": [], "more": 1}'),
        ("heard/finish", '{"by": 7}'),
        ("doubt/right", '{"start": 1}'),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(review: Reviewing, path: str, body: str):
    answer = review.ask(f"/{SLUG}/api/{path}", "POST", body.encode())
    assert answer.status == 422
    assert json.loads(answer.body)["error"]


def test_only_a_turn_of_the_text_can_be_approved(review: Reviewing):
    body = json.dumps({"start": 23, "end": 24}).encode()
    assert review.ask(f"/{SLUG}/api/heard/approve", "POST", body).status == 409


def test_a_sentence_that_is_no_longer_there_is_not_written_anew(review: Reviewing):
    queue = json.loads(review.ask(f"/{SLUG}/api/doubt/queue").body)
    wish = {
        "start": 0,
        "end": 1,
        "version": queue["version"],
        "paragraph": 0,
        "at": 0,
        "before": "Något annat.",
        "after": "Nytt.",
    }
    body = json.dumps(wish).encode()
    assert review.ask(f"/{SLUG}/api/doubt/reword", "POST", body).status == 409
    far = json.dumps(wish | {"paragraph": 99}).encode()
    assert review.ask(f"/{SLUG}/api/doubt/reword", "POST", far).status == 409


def test_the_queue_tells_what_is_played_and_why(review: Reviewing):
    queue = json.loads(review.ask(f"/{SLUG}/api/doubt/queue").body)
    first = queue["places"][0]
    assert first["why"] == ["unsure", "rare"]
    assert [word["text"] for word in first["words"] if word["doubted"]] == ["medarbettarna."]
    assert first["play"]["start"] == pytest.approx(first["span"]["start"] - 1)
    assert queue["left"] == len(queue["places"])
    assert queue["seconds"] > queue["left"]
