from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from podcast.merge import Place
from podcast.review import journal as journals
from podcast.review.journal import Journal, Step, version_of

TEXTS = st.text("ab\n", max_size=8)


@given(TEXTS, TEXTS)
@settings(max_examples=100, deadline=None)
def test_a_step_is_done_and_undone_to_the_letter(before: str, after: str):
    step = Step.between("words", before, after)
    assert step.done(before) == after
    assert step.undone(after) == before


def test_a_step_is_only_what_differs():
    step = Step.between("words", "Att man lyssnar.", "Att man aldrig lyssnar.")
    assert (step.start, step.before, step.after) == (8, "", "aldrig ")


@given(TEXTS, st.lists(st.one_of(TEXTS, st.sampled_from(["undo", "redo"])), max_size=12))
@settings(max_examples=100, deadline=None)
def test_any_sequence_of_changes_undone_and_redone_is_as_texts_on_a_pile(
    first: str, acts: list[str]
):
    journal, pile, at = Journal(first), [first], 0
    for act in acts:
        if act == "undo":
            journal, at = journal.undone(), max(0, at - 1)
        elif act == "redo":
            journal, at = journal.redone(), min(len(pile) - 1, at + 1)
        elif act != pile[at]:
            journal, pile, at = journal.stepped("words", act), [*pile[: at + 1], act], at + 1
        assert journal.text == pile[at]
        assert journal.can_undo == (at > 0)
        assert journal.can_redo == (at < len(pile) - 1)
    for text in pile:
        assert journal.text_of(version_of(text)) == text
    assert journal.text_of(version_of("unknown")) is None


def test_only_so_many_steps_are_remembered_the_last_in_any_case(monkeypatch):
    monkeypatch.setattr(journals, "MOST_STEPS", 3)
    monkeypatch.setattr(journals, "MOST_SIGNS", 10)
    journal = Journal("")
    for text in ("a", "ab", "abc", "abcd"):
        journal = journal.stepped("words", text)
    assert [step.after for step in journal.steps] == ["b", "c", "d"]
    journal = journal.stepped("words", "e" * 20)
    assert len(journal.steps) == 1
    assert journal.undone().text == "abcd"


def test_a_place_is_disputed_until_its_words_change_or_somebody_decides():
    place = Place(("Karin Ek: Ja.",), ("Karin Ek: Jo.",))
    journal = Journal("Karin Ek: Ja.\n").stepped("words", "Karin Ek: Ja.\n\nMer.\n", [place])
    assert journal.disputed == (place,)
    assert journal.stepped("words", "Karin Ek: Nja.\n").disputed == ()
    assert journal.settled(place).disputed == ()
    assert journal.undone().disputed == (place,)


def test_a_place_without_words_of_ours_is_disputed_until_somebody_decides():
    place = Place((), ("Karin Ek: Jo.",))
    journal = Journal("").stepped("words", "Annat.\n", [place])
    assert journal.disputed == (place,)
