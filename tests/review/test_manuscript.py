from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from podcast.review import changes, manuscript
from podcast.review.desk import ConflictError
from podcast.review.manuscript import Manuscript
from podcast.text_file import replace_text
from podcast.workspace import EpisodeFolder

if TYPE_CHECKING:
    from pathlib import Path

CAST = ("Karin Ek", "Lena Holm")
TEXT = """\
# Tillit

Karin Ek: Vad betyder tillit?

Lena Holm: Att man lyssnar.

Det är svårt.
""".replace("\n", "\r\n")
KARIN, LENA, HARD = 1, 2, 3


@pytest.fixture
def folder(tmp_path: Path) -> EpisodeFolder:
    (tmp_path / "text.md").write_bytes(TEXT.encode())
    return EpisodeFolder(tmp_path)


def on_disk(folder: EpisodeFolder) -> str:
    return folder.text.read_bytes().decode()


def typed(at: int, words: str):
    return lambda script: changes.reworded(script, at, words)


def save(folder: EpisodeFolder, text: str) -> None:
    """As another editor does."""
    folder.text.write_bytes(text.encode())


def test_what_is_changed_is_on_disk_at_once_and_all_else_to_the_letter(folder):
    made = Manuscript(folder, CAST)
    made.change("words", made.journal().version, typed(LENA, "Att man hör."))
    assert on_disk(folder) == TEXT.replace("lyssnar", "hör")


def test_undo_and_redo_work_after_everything_was_started_anew(folder):
    first = Manuscript(folder, CAST).journal()
    now = Manuscript(folder, CAST).change("words", first.version, typed(LENA, "Ja."))
    now = Manuscript(folder, CAST).change("words", now.version, typed(KARIN, "Va?"))
    both = on_disk(folder)
    now = Manuscript(folder, CAST).undo(now.version)
    now = Manuscript(folder, CAST).undo(now.version)
    assert on_disk(folder) == TEXT
    now = Manuscript(folder, CAST).redo(now.version)
    Manuscript(folder, CAST).redo(now.version)
    assert on_disk(folder) == both


def test_what_was_changed_elsewhere_stays_beside_what_is_changed_here(folder):
    made = Manuscript(folder, CAST)
    seen = made.journal()
    save(folder, TEXT.replace("Det är svårt.", "Det är nödvändigt.\r\n\r\nOch svårt."))
    now = made.change("words", seen.version, typed(KARIN, "Vad är tillit?"))
    expected = TEXT.replace("betyder", "är").replace("svårt.", "nödvändigt.\r\n\r\nOch svårt.")
    assert on_disk(folder) == expected == now.text
    assert now.disputed == ()
    assert [step.what for step in now.steps] == ["elsewhere", "words"]


def test_a_true_conflict_keeps_both_versions_and_people_choose(folder):
    made = Manuscript(folder, CAST)
    seen = made.journal()
    save(folder, TEXT.replace("Att man lyssnar.", "Att man aldrig lyssnar."))
    now = made.change("words", seen.version, typed(LENA, "Att man hör."))
    assert on_disk(folder) == TEXT.replace("lyssnar", "hör")
    (place,) = now.disputed
    assert place.yours == ("Lena Holm: Att man hör.",)
    assert place.ours == ("Lena Holm: Att man aldrig lyssnar.",)
    now = made.settle(place, take_other=True)
    assert on_disk(folder) == TEXT.replace("man lyssnar", "man aldrig lyssnar")
    assert now.disputed == ()


def test_what_somebody_changed_and_we_took_away_is_told(folder):
    made = Manuscript(folder, CAST)
    seen = made.journal()
    save(folder, TEXT.replace("Det är svårt.", "Det är nödvändigt."))
    now = made.change("words", seen.version, typed(HARD, ""))
    assert "Det är" not in on_disk(folder)
    (place,) = now.disputed
    assert place.ours == ("Det är nödvändigt.",)
    assert made.settle(place, take_other=False).disputed == ()


def test_what_was_not_seen_yet_is_not_undone(folder):
    made = Manuscript(folder, CAST)
    seen = made.change("words", made.journal().version, typed(LENA, "Ja."))
    save(folder, TEXT.replace("svårt", "lätt"))
    now = made.undo(seen.version)
    assert on_disk(folder) == TEXT.replace("svårt", "lätt")
    made.undo(now.version)
    assert on_disk(folder) == TEXT.replace("Att man lyssnar.", "Ja.")


def test_a_version_that_nobody_remembers_is_refused(folder):
    with pytest.raises(ConflictError):
        Manuscript(folder, CAST).change("words", "unknown", typed(LENA, "Ja."))
    assert on_disk(folder) == TEXT


def test_a_damaged_journal_costs_the_undoing_and_no_words(folder):
    made = Manuscript(folder, CAST)
    made.change("words", made.journal().version, typed(LENA, "Ja."))
    folder.journal.write_text("{", encoding="utf-8")
    now = made.journal()
    assert now.text == on_disk(folder) == TEXT.replace("Att man lyssnar.", "Ja.")
    assert not now.can_undo


def test_a_text_saved_in_the_moment_of_writing_is_merged_too(folder, monkeypatch):
    made = Manuscript(folder, CAST)
    seen = made.journal()
    saved: list[str] = []

    def beaten(*arguments):
        if not saved:
            saved.append("once")
            save(folder, TEXT.replace("svårt", "lätt"))
        return replace_text(*arguments)

    monkeypatch.setattr(manuscript, "replace_text", beaten)
    made.change("words", seen.version, typed(LENA, "Ja."))
    assert on_disk(folder) == TEXT.replace("svårt", "lätt").replace("Att man lyssnar.", "Ja.")


def test_two_windows_at_once_lose_nothing(folder):
    seen = Manuscript(folder, CAST).journal().version

    def write(at: int, words: str) -> None:
        Manuscript(folder, CAST).change("words", seen, typed(at, words))

    threads = [
        threading.Thread(target=write, args=pair)
        for pair in ((KARIN, "Va?"), (LENA, "Ja."), (HARD, "Nej."))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert on_disk(folder) == "# Tillit\r\n\r\nKarin Ek: Va?\r\n\r\nLena Holm: Ja.\r\n\r\nNej.\r\n"
