"""What the room “Texten” answers, asked for over HTTP."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.review.demo import SLUG, demo_workspace, engines
from tests.review.reviewing import reviewing
from tests.review.writing import copied

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from podcast.workspace import Workspace
    from tests.review.reviewing import Reviewing

API = f"/{SLUG}/api/text"


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return demo_workspace(tmp_path_factory.mktemp("show"))


@pytest.fixture
def review(heard: Workspace, tmp_path: Path) -> Iterator[Reviewing]:
    with reviewing(copied(heard, tmp_path / "show"), engines()) as found:
        yield found


def told(review: Reviewing, what: str) -> dict[str, Any]:
    answer = review.ask(f"{API}/{what}")
    assert answer.status == 200, answer.body
    value: dict[str, Any] = json.loads(answer.body)
    return value


def asked(review: Reviewing, what: str, **wish: object) -> tuple[int, dict[str, Any]]:
    answer = review.ask(f"{API}/{what}", "POST", json.dumps(wish).encode())
    return answer.status, json.loads(answer.body)


def text(review: Reviewing) -> str:
    return review.workspace.folders()[0].text.read_text("utf-8")


def passage(shown: dict[str, Any], words: str) -> int:
    """The number of the passage that has these words."""
    return next(at for at, one in enumerate(shown["passages"]) if words in one["words"])


def test_a_text_that_nobody_has_drafted_yet_is_written_when_the_room_is_opened(review: Reviewing):
    before = text(review)
    review.workspace.folders()[0].text.unlink()
    assert review.ask(f"/{SLUG}/text").status == 200
    assert text(review) == before


def test_a_change_tells_only_what_is_another(review: Reviewing):
    shown = told(review, "script")
    at = passage(shown, "en blankett")
    status, new = asked(
        review,
        "change",
        version=shown["version"],
        wish={"what": "words", "at": at, "words": "Ta bort två blanketter."},
    )
    assert status == 200
    assert (new["start"], new["removed"]) == (at, 1)
    assert [one["words"] for one in new["passages"]] == ["Ta bort två blanketter."]
    assert new["can_undo"]
    assert not new["elsewhere"]
    assert "Lena Holm: Ta bort två blanketter." in text(review)


def test_every_word_has_its_moment_and_what_the_model_was_unsure_of_is_in_doubt(review: Reviewing):
    shown, marks = told(review, "script"), told(review, "marks")
    assert marks["version"] == shown["version"]
    for one, starts in zip(shown["passages"], marks["starts"], strict=True):
        assert len(starts) == (len(one["words"].split()) if one["speaker"] else 0)
    doubted = [
        one["words"].split()[word]
        for one, doubts in zip(shown["passages"], marks["doubts"], strict=True)
        for word in doubts
    ]
    assert doubted == ["medarbettarna.", "vända."]


def test_what_is_dropped_by_rule_is_told_with_its_reason_and_taken_back(review: Reviewing):
    settings = review.workspace.folders()[0].settings
    settings.write_text('level = "documentation"\n' + settings.read_text("utf-8"), encoding="utf-8")
    marks = told(review, "marks")
    assert "alltså" not in text(review)
    (edit,) = (one for one in marks["edits"] if one["heard"] == "alltså,")
    assert edit["kind"] == "filler"
    assert "sats" in edit["reason"]
    wish = {"what": "take back", "edit": edit["id"]}
    asked(review, "change", version=marks["version"], wish=wish)
    assert "Men, alltså, vi måste" in text(review)
    assert edit["id"] not in [one["id"] for one in told(review, "marks")["edits"]]


def test_a_reviewed_text_is_not_drafted_anew(review: Reviewing):
    settings = review.workspace.folders()[0].settings
    level = 'level = "documentation"\nreviewed = 2026-05-06\n'
    settings.write_text(level + settings.read_text("utf-8"), encoding="utf-8")
    before = text(review)
    told(review, "marks")
    assert text(review) == before


@pytest.mark.parametrize(
    "wish",
    [
        {"what": "words", "at": 99, "words": "Ja."},
        {"what": "take back", "edit": "unknown 1-2"},
    ],
)
def test_what_is_not_there_is_refused_and_nothing_changes(review: Reviewing, wish: dict[str, Any]):
    before = text(review)
    status, said = asked(review, "change", version=told(review, "script")["version"], wish=wish)
    assert status == 409
    assert "ladda om sidan" in said["error"][0]["text"]
    assert text(review) == before


def test_an_unknown_version_is_refused(review: Reviewing):
    wish = {"what": "words", "at": 1, "words": "Ja."}
    assert asked(review, "change", version="unknown", wish=wish)[0] == 409


@pytest.mark.parametrize(
    "wish",
    [
        {"what": "burn", "at": 1},
        {"what": "words", "at": -1, "words": "Ja."},
        {"what": "give", "at": 4, "speaker": "Nobody\n\nKnown: at all"},
        {"what": "give", "at": 4, "speaker": "Okänd Person"},
    ],
)
def test_what_makes_no_sense_is_refused(review: Reviewing, wish: dict[str, Any]):
    before = text(review)
    version = told(review, "script")["version"]
    assert asked(review, "change", version=version, wish=wish)[0] in {409, 422}
    assert text(review) == before
