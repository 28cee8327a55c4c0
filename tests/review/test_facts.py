"""What an episode is: its settings, photos and quotations, its preview and its build."""

from __future__ import annotations

import io
import json
import shutil
import time
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from podcast.episode import Episode
from podcast.review.gate import LONGEST_BODY, LONGEST_PICTURE
from podcast.settings import parse
from podcast.workspace import Workspace
from tests.builds import files_of, run
from tests.fakes import add_episode, new_show, panel
from tests.review.reviewing import Answer, Reviewing, refusal, reviewing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from podcast.workspace import EpisodeFolder

MORE = """\
place = "Karlstad" # where it was

# Who takes part
[[people]]
name = "Karin Ek"
heard_at = ["0:01"]
"""


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A show with an episode that has been built."""
    workspace = new_show(tmp_path_factory.mktemp("built"))
    add_episode(workspace, "ett", MORE)
    run(workspace)
    return workspace


@pytest.fixture
def review(show: Workspace, tmp_path: Path) -> Iterator[Reviewing]:
    """The review page of a copy of it."""
    shutil.copytree(show.root, tmp_path, dirs_exist_ok=True)
    with reviewing(Workspace.at(tmp_path), panel().engines()) as found:
        yield found


def folder(review: Reviewing) -> EpisodeFolder:
    return review.workspace.folders()[0]


def change(review: Reviewing, what: str, **wish: object) -> Answer:
    return review.ask(f"/ett/api/{what}", "POST", json.dumps(wish).encode())


def put(review: Reviewing, setting: str, value: str, was: str = "") -> Answer:
    return change(review, "facts/setting", setting=setting, value=value, was=was)


def settings(review: Reviewing) -> str:
    return folder(review).settings.read_text(encoding="utf-8")


def episode(review: Reviewing) -> Episode:
    return parse(folder(review).settings.read_bytes(), Episode, folder(review).settings)


def text(review: Reviewing) -> str:
    return folder(review).text.read_text(encoding="utf-8")


def version(review: Reviewing) -> str:
    page = review.ask("/ett/facts").body.decode()
    return page.split('name="version" value="')[1].split('"')[0]


def test_a_setting_changes_in_its_place_and_the_text_follows(review: Reviewing):
    before = settings(review)
    assert put(review, "title", "Mod i vardagen", "Avsnitt ett").status == 200
    assert settings(review) == before.replace("Avsnitt ett", "Mod i vardagen")
    assert text(review).startswith("# Mod i vardagen\n")


@pytest.mark.parametrize(
    ("setting", "value", "line"),
    [
        ("description", "Om mod.", 'description = "Om mod."'),
        ("published", "2026-05-05", "published = 2026-05-05"),
        ("published", "2026-05-05 06:30", "published = 2026-05-05T06:30:00"),
        ("status", "draft", 'status = "draft"'),
        ("kind", "interview", 'kind = "interview"'),
        ("number", "7", "number = 7"),
        ("photo", "Lena Holm", 'photo = "Lena Holm"'),
    ],
)
def test_each_kind_of_setting_is_written_as_people_write_it(
    review: Reviewing, setting: str, value: str, line: str
):
    was = "2026-05-04" if setting == "published" else ""
    assert put(review, setting, value, was).status == 200
    assert line in settings(review).splitlines()


def test_an_empty_field_takes_the_setting_out(review: Reviewing):
    assert put(review, "place", " ", "Karlstad").status == 200
    assert "place" not in settings(review)
    assert put(review, "place", "", "").status == 200


@pytest.mark.parametrize(
    ("setting", "value", "was", "said"),
    [
        ("title", "", "Avsnitt ett", "”title” är tomt; skriv något där."),
        ("published", "i morgon", "2026-05-04", "skriv ett datum som 2026-05-04"),
        ("published", "2026-02-31", "2026-05-04", "skriv ett datum som 2026-05-04"),
        ("kind", "pannel", "", "menade du ”panel”?"),
        ("number", "0", "", "det minsta är 1"),
    ],
)
def test_a_fault_is_told_without_its_line_and_nothing_is_written(
    review: Reviewing, setting: str, value: str, was: str, said: str
):
    before = settings(review)
    sentence = refusal(put(review, setting, value, was))
    assert said in sentence
    assert "rad" not in sentence
    assert settings(review) == before


def test_what_somebody_else_writes_meanwhile_stays(review: Reviewing):
    folder(review).settings.write_text(
        settings(review).replace('"Karlstad"', '"Luleå"'), encoding="utf-8"
    )
    assert put(review, "event", "Demodagen").status == 200
    assert (episode(review).place, episode(review).event) == ("Luleå", "Demodagen")
    sentence = refusal(put(review, "place", "Skövde", "Karlstad"), 409)
    assert "någon har skrivit ”Luleå” där under tiden" in sentence
    assert episode(review).place == "Luleå"
    assert put(review, "place", "Skövde", "Luleå").status == 200


def test_people_come_change_and_go(review: Reviewing):
    add = {"name": "Per Lind", "role": "ordförande", "organisation": "socialnämnden"}
    assert change(review, "facts/person-in", **add).status == 200
    assert "är redan med" in refusal(change(review, "facts/person-in", name="Per Lind"))
    assert (
        change(review, "facts/person", person="Per Lind", setting="role", value="", was="x").status
        == 409
    )
    wish = {"person": "Karin Ek", "setting": "name", "value": "Karin Strand", "was": "Karin Ek"}
    assert change(review, "facts/person", **wish).status == 200
    assert "Karin Strand: Vad betyder tillit?" in text(review)
    assert change(review, "facts/person-out", person="Per Lind").status == 200
    assert [one.name for one in episode(review).people] == ["Karin Strand"]
    assert "# Who takes part" in settings(review)
    assert "finns inte kvar" in refusal(change(review, "facts/person-out", person="Per Lind"), 409)


def test_chapters_come_change_and_go(review: Reviewing):
    assert change(review, "facts/chapter-in", at="0:01", title="Svaret").status == 200
    wish = {"chapter": "Svaret", "setting": "title", "value": "Ett svar", "was": "Svaret"}
    assert change(review, "facts/chapter", **wish).status == 200
    assert [(one.at, one.title) for one in episode(review).chapters] == [(1.0, "Ett svar")]
    assert "## Ett svar" in text(review)
    assert "skriv en tidpunkt" in refusal(change(review, "facts/chapter-in", at="strax", title="X"))
    assert change(review, "facts/chapter-out", title="Ett svar").status == 200
    assert "chapters" not in settings(review)


def test_the_last_change_is_undone(review: Reviewing):
    before = settings(review)
    put(review, "event", "Demodagen")
    put(review, "place", "", "Karlstad")
    assert change(review, "facts/undo").status == 200
    assert change(review, "facts/undo").status == 200
    assert settings(review) == before
    assert change(review, "facts/undo").status == 409


def picture(kind: str = "JPEG", color: str = "teal", **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), color).save(out, kind, **options)
    return out.getvalue()


def send(review: Reviewing, name: str, content: bytes, kind: str = "image/jpeg") -> Answer:
    return review.ask(f"/ett/api/photos/{name}", "POST", content, Content_Type=kind)


def test_a_picture_is_taken_in_without_what_it_says_of_its_place(review: Reviewing):
    exif = Image.Exif()
    exif[0x010E] = "hemma hos oss"
    answer = send(review, "Min%20bild%20(1).JPG", picture(exif=exif))
    assert json.loads(answer.body) == {"told": ["min-bild-1.jpg"]}
    kept = (folder(review).path / "min-bild-1.jpg").read_bytes()
    assert b"hemma" not in kept
    assert Image.open(io.BytesIO(kept)).size == (40, 30)


def test_two_pictures_of_one_name_are_two_and_the_same_picture_is_one(review: Reviewing):
    assert json.loads(send(review, "a.jpg", picture()).body)["told"] == ["a.jpg"]
    assert json.loads(send(review, "a.jpg", picture()).body)["told"] == ["a.jpg"]
    assert json.loads(send(review, "a.png", picture("PNG"), "image/png").body)["told"] == ["a.png"]
    assert json.loads(send(review, "a.jpg", picture(color="red")).body)["told"] == ["a-2.jpg"]


@pytest.mark.parametrize(
    "name", ["..%2F..%2Fshow.jpg", "%2e%2e%2fepisode.toml", "..%5c..%5cshow.jpg", "CON.jpg", "%00"]
)
def test_no_name_of_a_picture_leads_out_of_the_folder(review: Reviewing, name: str):
    def others() -> set[str]:
        here = review.workspace.root
        return {str(file.relative_to(here)) for file in here.rglob("*") if file.suffix != ".jpg"}

    before = others()
    answer = send(review, name, picture())
    assert answer.status in {200, 404}
    assert others() == before
    assert not (review.workspace.root / "show.jpg").exists()
    assert not (review.workspace.episodes / "show.jpg").exists()


def test_what_is_no_picture_or_too_much_is_refused(review: Reviewing):
    before = sorted(file.name for file in folder(review).path.iterdir())
    assert "spara den som JPEG" in refusal(send(review, "a.jpg", b"<script>"))
    assert "spara den som JPEG" in refusal(send(review, "a.jpg", picture("GIF")))
    assert "spara den som JPEG" in refusal(send(review, "a.jpg", picture()[:200]))
    assert send(review, "a.jpg", picture(), "text/html").status == 415
    told = {"Content_Type": "image/jpeg", "Content_Length": str(LONGEST_PICTURE + 1)}
    assert review.ask("/ett/api/photos/a.jpg", "POST", b"x", **told).status == 413
    assert sorted(file.name for file in folder(review).path.iterdir()) == before


def test_a_picture_may_be_larger_than_a_text(review: Reviewing):
    answer = send(review, "a.jpg", picture() + bytes(LONGEST_BODY))
    assert answer.status == 200


def test_a_photo_is_put_into_the_text_described_and_taken_out(review: Reviewing):
    before = text(review)
    send(review, "panel.jpg", picture())
    spot = review.ask("/ett/facts").body.decode().split('name="before"><option value="')[1][0]
    wish = {"file": "panel.jpg", "caption": "Panelen [1]", "credit": "© Lena Holm"}
    assert (
        change(review, "facts/photo-in", **wish, before=int(spot), version=version(review)).status
        == 200
    )
    assert text(review) == before.replace(
        "Karin Ek: Vad", '![Panelen [1\\]](panel.jpg "© Lena Holm")\n\nKarin Ek: Vad'
    )
    assert review.ask("/ett/preview/ett/panel.jpg").headers["Content-Type"] == "image/jpeg"
    wish = {"file": "panel.jpg", "caption": "Två personer på en scen"}
    assert change(review, "facts/photo", **wish, version=version(review)).status == 200
    assert "![Två personer på en scen](panel.jpg)" in text(review)
    out = change(review, "facts/photo-out", file="panel.jpg", version=version(review))
    assert out.status == 200
    assert text(review) == before


def test_a_photo_that_is_not_there_is_not_put_in(review: Reviewing):
    before = text(review)
    (folder(review).path / "ut.jpg").symlink_to(review.workspace.show)
    assert "ut.jpg" not in review.ask("/ett/facts").body.decode()
    for file in ("ingen.jpg", "../show.toml", "/etc/passwd", "ut.jpg"):
        wish = {"file": file, "caption": "Bild", "before": 1, "version": version(review)}
        assert change(review, "facts/photo-in", **wish).status in {409, 422}
    assert text(review) == before


def test_a_quotation_stands_below_what_is_said_and_goes_again(review: Reviewing):
    before = text(review)
    wish = {"words": "att  man lyssnar", "version": version(review)}
    assert change(review, "facts/quote-in", **wish).status == 200
    assert text(review).rstrip().endswith("Att man lyssnar.\n\n> att man lyssnar")
    wish = {"words": "Det har ingen sagt alls", "version": version(review)}
    assert "ingen säger det" in refusal(change(review, "facts/quote-in", **wish))
    wish = {"words": "att man lyssnar", "version": version(review)}
    assert change(review, "facts/quote-out", **wish).status == 200
    assert text(review) == before


def test_the_preview_is_the_page_of_a_draft_and_writes_nothing(review: Reviewing):
    put(review, "status", "draft")
    put(review, "title", "Inte klart", "Avsnitt ett")
    before = files_of(review.workspace)
    first = review.ask("/ett/preview/")
    assert first.headers["Location"] == "/ett/preview/ett/"
    page = review.ask("/ett/preview/ett/").body.decode()
    assert "<h1>Inte klart</h1>" in page
    assert "Vad betyder tillit?" in page
    for address in ("assets/style.css", "index.html", "sok/", "ett/ett.vtt", "ett/ett.txt"):
        assert review.ask(f"/ett/preview/{address}").status == 200
    heard = review.ask("/ett/preview/ett/ett.mp3", Range="bytes=0-3")
    assert (heard.status, len(heard.body)) == (206, 4)
    assert review.ask("/ett/preview/ett/episode.toml").status == 404
    assert files_of(review.workspace) == before


def test_the_preview_shows_the_text_as_it_is_saved_elsewhere(review: Reviewing):
    assert "Vad betyder tillit?" in review.ask("/ett/preview/ett/").body.decode()
    folder(review).text.write_text(text(review).replace("tillit?", "mod?"), encoding="utf-8")
    assert "Vad betyder mod?" in review.ask("/ett/preview/ett/").body.decode()


def built(review: Reviewing) -> dict[str, Any]:
    """Press “Bygg” and wait until it is done."""
    assert change(review, "build").status == 200
    deadline = time.monotonic() + 60
    while True:
        progress = json.loads(review.ask("/ett/api/work").body)
        if not progress["running"]:
            return dict(progress)
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_build_is_that_of_the_command(review: Reviewing):
    put(review, "title", "Mod", "Avsnitt ett")
    done = built(review)
    assert done["outcome"] == "published"
    assert done["changed"] > 0
    reviewed = files_of(review.workspace)
    assert "<h1>Mod</h1>" in reviewed["ett/index.html"].decode()
    assert run(review.workspace).files == reviewed


def test_a_draft_is_built_and_kept_back(review: Reviewing):
    add_episode(review.workspace, "tva", 'status = "draft"\n')
    answer = review.ask("/tva/api/build", "POST", b"{}")
    assert answer.status == 200
    while json.loads(review.ask("/tva/api/work").body)["running"]:
        time.sleep(0.05)
    assert json.loads(review.ask("/tva/api/work").body)["outcome"] == "waiting"
    assert review.ask("/tva/roster").status == 200


def test_what_a_build_refuses_is_told(review: Reviewing):
    put(review, "published", "2026-05-03", "2026-05-04")
    done = built(review)
    assert done["outcome"] == "failed"
    assert "--accept-change" in " ".join(note["text"] for note in done["notes"])


def test_the_page_of_an_episode_that_was_never_built_can_be_filled_in(review: Reviewing):
    add_episode(review.workspace, "tva")
    page = review.ask("/tva/facts")
    assert page.status == 200
    assert "Avsnittet är inte byggt än" in page.body.decode()
    answer = review.ask("/tva/api/facts/setting", "POST", b'{"setting": "event", "value": "Dagen"}')
    assert answer.status == 200


def test_cuts_are_set_shown_and_taken_back_in_their_place(review: Reviewing):
    setting = "cuts = [\n  '0:00.5-0:00.6', # Någon hostar.\n]\n"
    folder(review).settings.write_text(setting + settings(review), encoding="utf-8")
    assert change(review, "facts/cut-in", start=" 0:00.7", end="0:00.9 ").status == 200
    assert [span.start for span in episode(review).cuts] == [0.5, 0.7]
    assert "# Någon hostar." in settings(review)
    page = review.ask("/ett/facts").body.decode()
    assert "<b>0:00.7–0:00.9</b>" in page
    assert change(review, "facts/cut-out", cut="0:00.5-0:00.6").status == 200
    assert [span.start for span in episode(review).cuts] == [0.7]
    assert "finns inte kvar" in refusal(change(review, "facts/cut-out", cut="0:00.5-0:00.6"), 409)


@pytest.mark.parametrize(("start", "end"), [("0:09", "0:03"), ("i början", "0:03"), ("", "")])
def test_a_cut_that_is_none_is_refused(review: Reviewing, start: str, end: str):
    before = settings(review)
    assert "en sträcka" in refusal(change(review, "facts/cut-in", start=start, end=end))
    assert settings(review) == before


def test_words_that_stand_in_the_text_and_are_cut_are_shown(review: Reviewing):
    text_file = folder(review).text
    text_file.write_text(text(review).replace("tillit?", "tillit?!"), encoding="utf-8")
    assert change(review, "facts/cut-in", start="0:00", end="0:01.2").status == 200
    page = review.ask("/ett/facts").body.decode()
    assert "I texten står fortfarande ”Vad betyder tillit?!”" in page
