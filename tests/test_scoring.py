"""How the bench reads scripts and scores who said what."""

from __future__ import annotations

from bench.alignments import most_overlap, sentence_majority
from bench.scoring import Said, Score, score
from bench.scripts import Line, in_order, read_script, script_beside
from tests.fakes import transcript, voices


def said(text: str, who: str) -> list[Said]:
    return [Said(word, who) for word in text.split()]


def test_voices_may_be_called_anything_as_long_as_each_is_one_person():
    reference = [*said("hej på er", "Karin"), *said("tack så mycket", "Lena")]
    heard = [*said("hej på er", "2"), *said("tack så mycket", "1")]
    assert score(reference, heard) == Score(words=6, matched=6, beside=6)


def test_a_word_under_the_wrong_person_counts_beside_a_change_and_away_from_it():
    reference = [*said("vi börjar nu med det här", "Karin"), *said("tack så mycket", "Lena")]
    late = [*said("vi börjar nu med det här tack", "1"), *said("så mycket", "2")]
    early = [*said("vi", "2"), *said("börjar nu med det här", "1"), *said("tack så mycket", "2")]
    assert (score(reference, late).misplaced, score(reference, late).misplaced_beside) == (1, 1)
    assert (score(reference, early).misplaced, score(reference, early).misplaced_beside) == (1, 0)
    assert score(reference, late).beside == 6


def test_words_misheard_are_under_nobody():
    reference = [*said("ja visst", "Karin"), *said("nej då", "Lena")]
    heard = [*said("ja vist", "1"), *said("nej så", "2")]
    scored = score(reference, heard)
    assert (scored.errors, scored.matched, scored.misplaced) == (2, 2, 0)


def test_the_scores_of_several_recordings_add_up():
    one = score(said("hej på er", "Karin"), said("hej på dig", "1"))
    assert one + one == Score(words=6, errors=2, person_errors=2, matched=4)
    assert (one + one).wer == one.wer


def test_sentences_stand_in_the_order_in_which_they_begin():
    lines = [
        Line(0, 10, "Karin", "Det här tar tid. Och det här tar mer."),
        Line(2, 3, "Lena", "Mm."),
    ]
    assert [one.who for one in in_order(lines)] == ["Karin"] * 4 + ["Lena"] + ["Karin"] * 5


def test_a_line_keeps_all_its_words_whatever_its_marks():
    lines = [
        Line(1, 2, "Karin", "… ja – jo! nej"),
        Line(0, 1, "Lena", "”Hej.” Hej"),
        Line(2, 3, "", ""),
    ]
    assert [one.word for one in in_order(lines)] == ["hej", "hej", "ja", "jo", "nej"]


def test_scripts_of_all_kinds_are_read(tmp_path):
    (tmp_path / "a.stm").write_text(";; remark\na 1 Karin 0.0 1.0 Hej på er.\na 1 Lena 1 2 Tack.\n")
    (tmp_path / "b.verbatim.tsv").write_text(
        "start\tend\tspeaker\tkind\ttext\n0\t1\tKarin\tturn\tHej på er.\n1\t2\tLena\tturn\tTack.\n"
    )
    (tmp_path / "c.txt").write_text("Karin: Hej på er.\n\nLena: Tack.\n")
    expected = [*said("hej på er", "Karin"), *said("tack", "Lena")]
    for name in "abc":
        script = script_beside(tmp_path / f"{name}.mp3")
        assert script is not None
        assert read_script(script) == expected
    assert script_beside(tmp_path / "d.mp3") is None


def test_most_overlap_gives_each_word_to_who_sounds_beneath_it_or_nearest():
    heard = transcript((0, "Hej på er"), (3, "Tack"))
    assert most_overlap(heard, voices((1, 0, 0.7), (2, 0.7, 1.2), (1, 2, 2.8), (2, 4, 5))) == [
        1,
        1,
        2,
        1,
    ]


def test_sentence_majority_gives_a_sentence_to_whom_most_of_it_has():
    heard = transcript((0, "Vad tror du? Jag vet inte."))
    late = voices((1, 0, 1.7), (2, 1.7, 2.4))
    assert most_overlap(heard, late) == [1, 1, 1, 1, 2, 2]
    assert sentence_majority(heard, late) == [1, 1, 1, 2, 2, 2]
