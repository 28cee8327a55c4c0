from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from podcast.errors import TextError
from podcast.text_file import TextFile
from podcast.workspace import EpisodeFolder

CAST = ("Karin Ek", "Lena Holm")

FIRST = """\
# Tillit

Röst 1: Hej och välkomna till samtalet. Vad betyder tillit?

Röst 2: Att man lyssnar på medarbetarna och släpper kontrollen.

Röst 1: Tack för det. Nu ska vi gå vidare.
"""
SECOND = FIRST.replace("Hej", "God dag").replace("släpper kontrollen", "vågar släppa kontrollen")
THIRD = SECOND.replace("Nu ska", "Då ska").replace("Röst 2", "Lena Holm")


@pytest.fixture
def folder(tmp_path):
    return EpisodeFolder(tmp_path)


def follow(folder, draft):
    TextFile.of(folder).follow(draft, CAST)
    return folder.text.read_bytes().decode()


def edit(folder, *changes):
    text = folder.text.read_bytes().decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    folder.text.write_bytes(text.encode())


MINE = ("släpper kontrollen", "släpper greppet")


def test_an_untouched_text_follows_the_draft(folder):
    assert follow(folder, FIRST) == FIRST
    assert follow(folder, SECOND) == SECOND
    assert not TextFile.of(folder).is_edited


def test_an_edited_text_takes_what_only_the_machine_changed(folder):
    follow(folder, FIRST)
    edit(folder, MINE)
    assert follow(folder, SECOND) == FIRST.replace("Hej", "God dag").replace(*MINE)
    ((line, place),) = TextFile.of(folder).places
    assert line == 5
    assert place.ours == ("Röst 2: Att man lyssnar på medarbetarna och vågar släppa kontrollen.",)


def test_the_same_draft_again_changes_neither_text_nor_memory(folder):
    follow(folder, FIRST)
    edit(folder, MINE)
    follow(folder, SECOND)
    before = folder.text.read_bytes(), folder.draft.read_bytes()
    follow(folder, SECOND)
    assert (folder.text.read_bytes(), folder.draft.read_bytes()) == before


def test_a_place_is_remembered_over_later_runs_until_people_have_settled_it(folder):
    follow(folder, FIRST)
    edit(folder, MINE)
    follow(folder, SECOND)
    follow(folder, THIRD)
    ((_, place),) = TextFile.of(folder).places
    assert place.yours == ("Lena Holm: Att man lyssnar på medarbetarna och släpper greppet.",)
    assert "vågar släppa kontrollen" in place.ours[0]
    edit(folder, ("släpper greppet", "vågar släppa greppet"))
    assert TextFile.of(folder).places == ()


def test_a_place_is_settled_when_the_machine_comes_to_write_the_same(folder):
    follow(folder, FIRST)
    edit(folder, MINE)
    follow(folder, SECOND)
    follow(folder, SECOND.replace("vågar släppa kontrollen", "släpper greppet"))
    assert TextFile.of(folder).places == ()


def test_a_text_whose_draft_is_not_known_is_left_alone(folder):
    folder.text.write_text("Helt egen text.\n", encoding="utf-8")
    assert follow(folder, FIRST) == "Helt egen text.\n"
    assert not TextFile.of(folder).can_follow


def test_a_draft_remembered_by_an_earlier_version_is_known(folder):
    folder.draft.write_text(json.dumps({"made_of": {}, "result": [FIRST]}), encoding="utf-8")
    folder.text.write_bytes(FIRST.replace(*MINE).encode())
    assert "God dag" in follow(folder, SECOND)


def test_a_text_taken_away_is_drafted_anew(folder):
    follow(folder, FIRST)
    folder.text.unlink()
    assert follow(folder, FIRST) == FIRST


def test_line_ends_and_byte_order_mark_of_people_outlive_a_merge(folder):
    follow(folder, FIRST)
    folder.text.write_bytes(
        ("\ufeff" + FIRST.replace(*MINE).replace("\n", "\r\n") + "\r\n").encode()
    )
    text = follow(folder, SECOND)
    assert text.startswith("\ufeff# Tillit\r\n\r\nRöst 1: God dag")
    assert text.endswith("vidare.\r\n\r\n")
    assert "\n" not in text.replace("\r\n", "")


def test_what_is_saved_while_we_merge_is_not_overwritten(folder):
    follow(folder, FIRST)
    edit(folder, MINE)
    file = TextFile.of(folder)
    edit(folder, ("Tack för det.", "Tack, Lena."))
    saved = folder.text.read_bytes().decode()
    file.follow(SECOND, CAST)
    assert folder.text.read_bytes().decode() == saved
    assert follow(folder, SECOND) == saved.replace("Hej", "God dag")


def test_a_text_that_is_not_utf8_is_told_with_its_line(folder):
    folder.text.write_bytes(b"# Tillit\n\nR\xf6st 1: Hej.\n")
    with pytest.raises(TextError, match=r"text\.md:3"):
        TextFile.of(folder)


class Killed(BaseException):
    """The program ends here."""


def killed_at(monkeypatch, moment):
    """Let the program die right before or after one of its renames."""
    counted = itertools.count()
    rename = Path.replace

    def replace(self, target):
        if next(counted) == moment:
            raise Killed
        result = rename(self, target)
        if next(counted) == moment:
            raise Killed
        return result

    monkeypatch.setattr(Path, "replace", replace)


@pytest.mark.parametrize("moment", range(6))
@pytest.mark.parametrize("edited", [False, True])
@pytest.mark.parametrize("later", [SECOND, THIRD, FIRST])
@pytest.mark.parametrize("meanwhile", [False, True])
def test_nothing_is_lost_whenever_it_is_killed(
    folder, monkeypatch, moment, edited, later, meanwhile
):
    """A run is killed; perhaps somebody edits the text; a run with the same or another draft."""
    follow(folder, FIRST)
    if edited:
        edit(folder, MINE)
    with monkeypatch.context() as patch:
        killed_at(patch, moment)
        with pytest.raises(Killed):
            follow(folder, SECOND)
    if meanwhile:
        edit(folder, ("Tack för det.", "Tack, allihop."))
    wanted = later.replace("Tack för det.", "Tack, allihop.") if meanwhile else later
    if edited:
        wanted = wanted.replace("vågar släppa kontrollen", MINE[1]).replace(*MINE)
    if meanwhile and later == THIRD:
        wanted = wanted.replace("Då ska", "Nu ska")
    assert follow(folder, later) == wanted
    assert follow(folder, later) == wanted
    if edited and later != FIRST:
        assert any("vågar släppa" in place.ours[0] for _, place in TextFile.of(folder).places)


def test_two_runs_killed_in_a_row_still_know_an_untouched_text(folder, monkeypatch):
    follow(folder, FIRST)
    for draft in (SECOND, THIRD):
        with monkeypatch.context() as patch:
            killed_at(patch, 1)
            with pytest.raises(Killed):
                follow(folder, draft)
    assert follow(folder, THIRD) == THIRD
