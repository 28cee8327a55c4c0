from __future__ import annotations

from podcast.review.passages import Script
from podcast.review.replacing import Place, find, replaced

TEXT = """\
# Om liksom

Karin Ek:
Liksom det här, liksom
du vet. LIKSOM? Liksomliksom.

![liksom](bild.jpg)

Liksom Holm: Jag håller med.

Liksom.
"""
SCRIPT = Script.of(TEXT, ["Karin Ek", "Liksom Holm"])


def test_whole_words_are_found_in_any_case_wherever_they_stand():
    found = find(SCRIPT, "liksom")
    assert found[0] == Place(0, 3, 9)
    assert [SCRIPT.passages[one.at].words[one.start : one.end] for one in found] == [
        *("liksom", "Liksom", "liksom", "LIKSOM"),
        "Liksom",
    ]


def test_words_are_replaced_in_their_case_and_names_and_pictures_stay():
    assert replaced(SCRIPT, "liksom", "typ").text == TEXT.replace(
        "# Om liksom", "# Om typ"
    ).replace("Liksom det här, liksom\n", "Typ det här, typ\n").replace("LIKSOM?", "TYP?").replace(
        "\n\nLiksom.", "\n\nTyp."
    )


def test_a_name_keeps_the_case_in_which_it_is_sought():
    script = Script.of("Karin Ek: I skr och SKR.\n", ["Karin Ek"])
    assert replaced(script, "SKR", "Sveriges Kommuner").passages[0].words == (
        "I Sveriges Kommuner och Sveriges Kommuner."
    )


def test_words_may_stand_on_two_lines():
    assert (
        "Karin Ek:\nLiksom det här, så är det. LIKSOM?"
        in replaced(SCRIPT, "liksom  du vet", "så är det").text
    )


def test_words_replaced_by_nothing_go_with_their_space_and_what_is_left_empty_goes():
    new = replaced(SCRIPT, "liksom", "")
    assert [one.words for one in new.passages if one.is_talk] == [
        "det här,\ndu vet.? Liksomliksom.",
        "Jag håller med.",
        ".",
    ]
    assert replaced(SCRIPT, "håller med", "").passages[3].words == "Jag."
    assert len(replaced(Script.of("Karin Ek: Ja\n\nHej\n", ["Karin Ek"]), "ja", "").passages) == 1


def test_nothing_sought_changes_nothing():
    assert replaced(SCRIPT, " ", "x") is SCRIPT
    assert replaced(SCRIPT, "finns inte", "x").text == TEXT
