"""Captions and texts are made again where they would differ or are not whole, and only there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PIL import Image

from podcast.document import Paragraph, Photo
from podcast.texts import publish_texts
from podcast.workspace import Workspace
from tests.editions import demo_edition, demo_show, edition_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from podcast.edition import Edition


def published(folder: Path, *editions: Edition, **show: object) -> dict[str, bool]:
    return publish_texts(Workspace(folder), demo_show(**show), editions)


def other() -> Edition:
    return replace(demo_edition(title="Ett annat samtal"), slug="annat", guid="annat")


def test_what_has_not_changed_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = published(tmp_path, demo_edition())
    assert set(first.values()) == {True}
    monkeypatch.setattr("podcast.texts.files_beside", None)  # asked for, it would fail
    assert published(tmp_path, demo_edition()) == dict.fromkeys(first, False)


def test_another_text_or_show_is_made_again_and_the_other_episode_is_not(tmp_path: Path) -> None:
    published(tmp_path, demo_edition(), other())
    again = published(tmp_path, demo_edition(title="Ny rubrik"), other())
    assert again["tillit/tillit.txt"]
    assert not again["annat/annat.txt"]
    assert published(tmp_path, other(), language="en")["annat/episode.json"]


def test_a_file_that_somebody_changed_or_took_away_is_made_again(tmp_path: Path) -> None:
    published(tmp_path, demo_edition())
    captions = tmp_path / "feed" / "tillit" / "tillit.vtt"
    whole = captions.read_bytes()
    captions.write_bytes(whole.replace(b"Tack", b"Tuck"))
    assert published(tmp_path, demo_edition())["tillit/tillit.vtt"]
    assert captions.read_bytes() == whole
    captions.unlink()
    assert published(tmp_path, demo_edition())["tillit/tillit.vtt"]
    assert captions.read_bytes() == whole


def test_another_photo_under_the_same_name_is_printed(tmp_path: Path) -> None:
    shown = edition_of(
        (Paragraph("Ett.", "Karin Ek", opens=True), Photo("bild.png", "Karin Ek vid ett bord."))
    )
    file = tmp_path / "feed" / "tillit" / "bild.png"
    file.parent.mkdir(parents=True)
    Image.new("RGBA", (40, 30), (0, 128, 128, 120)).save(file)
    published(tmp_path, shown)
    assert published(tmp_path, shown) == dict.fromkeys(published(tmp_path, shown), False)
    Image.new("RGB", (40, 30), "navy").save(file)
    again = published(tmp_path, shown)
    assert {name for name, is_new in again.items() if is_new} == {
        "tillit/tillit.docx",
        "tillit/tillit.pdf",
    }


def test_a_damaged_list_only_costs_time(tmp_path: Path) -> None:
    first = published(tmp_path, demo_edition())
    (tmp_path / "feed" / ".panelpodd-texts.json").write_text("{", encoding="utf-8")
    assert published(tmp_path, demo_edition()) == dict.fromkeys(first, False)
