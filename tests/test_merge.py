from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.merge import Place, merge, renamed, standing
from podcast.text import begins_to_speak, parse
from podcast.text_parts import split

CAST = ("Karin Ek", "Lena Holm", "Per Lind")


def speaker(part):
    return begins_to_speak(part, CAST)


def merged(base, theirs, mine):
    return merge(base, theirs, mine, speaker)


BASE = """\
# Tillit

Röst 1: Hej och välkomna till samtalet. Vad betyder tillit för dig?

Röst 2: Att man lyssnar på medarbetarna och släpper kontrollen.

Det är inte alltid lätt men det är nödvändigt.

Röst 1: Tack för det. Nu ska vi gå vidare.
"""


def test_what_only_the_machine_changed_is_taken_and_what_a_person_changed_stays():
    theirs = BASE.replace("släpper kontrollen", "vågar släppa kontrollen")
    mine = BASE.replace("Tack för det.", "Tack, Lena.")
    result = merged(BASE, theirs, mine)
    assert result.text == theirs.replace("Tack för det.", "Tack, Lena.")
    assert result.places == ()


def test_neighbouring_paragraphs_do_not_get_in_each_others_way():
    theirs = BASE.replace("lyssnar på medarbetarna", "lyssnar till medarbetarna")
    mine = BASE.replace("inte alltid lätt", "sällan lätt")
    result = merged(BASE, theirs, mine)
    assert "lyssnar till medarbetarna" in result.text
    assert "sällan lätt" in result.text
    assert result.places == ()


def test_where_both_changed_the_person_wins_and_the_machines_is_handed_back():
    theirs = BASE.replace("släpper kontrollen", "vågar släppa kontrollen")
    mine = BASE.replace("släpper kontrollen", "släpper greppet")
    result = merged(BASE, theirs, mine)
    assert result.text == mine
    assert result.places == (
        Place(
            ("Röst 2: Att man lyssnar på medarbetarna och släpper greppet.",),
            ("Röst 2: Att man lyssnar på medarbetarna och vågar släppa kontrollen.",),
        ),
    )
    assert [line for line, _ in standing(result.places, result.text)] == [5]


def test_a_name_that_is_known_now_reaches_edited_paragraphs_and_is_no_change():
    theirs = BASE.replace("Röst 2", "Lena Holm").replace("Nu ska vi", "Då ska vi")
    mine = BASE.replace("släpper kontrollen", "släpper greppet")
    result = merged(BASE, theirs, mine)
    assert result.text == theirs.replace("släpper kontrollen", "släpper greppet")
    assert result.places == ()


def test_voices_that_change_numbers_do_not_change_who_said_an_edited_paragraph():
    theirs = (
        BASE.replace("Röst 1", "Röst X").replace("Röst 2", "Röst 1").replace("Röst X", "Röst 2")
    )
    mine = BASE.replace("släpper kontrollen", "släpper greppet")
    result = merged(BASE, theirs, mine)
    assert result.text == theirs.replace("släpper kontrollen", "släpper greppet")
    assert result.places == ()


def test_a_name_that_was_wrong_is_mended_in_edited_paragraphs_but_not_where_a_person_wrote_it():
    base = BASE.replace("Röst 2", "Lena Holm")
    theirs = BASE.replace("Röst 2", "Per Lind")
    mine = base.replace("släpper kontrollen", "släpper greppet").replace(
        "Röst 1: Tack", "Lena Holm: Tack"
    )
    text = merged(base, theirs, mine).text
    assert "Per Lind: Att man lyssnar på medarbetarna och släpper greppet." in text
    assert "Lena Holm: Tack för det." in text


def test_a_machine_that_takes_two_people_for_one_does_not_rename_an_edited_paragraph():
    base = BASE.replace("Röst 1", "Karin Ek").replace("Röst 2", "Lena Holm")
    mine = base.replace("släpper kontrollen", "släpper greppet")
    result = merged(base, base.replace("Lena Holm", "Karin Ek"), mine)
    assert "Lena Holm: Att man lyssnar på medarbetarna och släpper greppet." in result.text
    assert len(result.places) == 1


def test_a_turn_put_above_a_persons_paragraph_does_not_give_it_to_another():
    theirs = BASE.replace(
        "Det är inte alltid", "Röst 3: Jag vill säga något här.\n\nRöst 2: Det är inte alltid"
    )
    mine = BASE.replace("nödvändigt", "helt nödvändigt")
    result = merged(BASE, theirs, mine)
    assert (
        "Röst 3: Jag vill säga något här.\n\nRöst 2: Det är inte alltid lätt men det är helt"
        in (result.text)
    )


def test_a_paragraph_that_the_machine_parts_in_two_is_not_there_twice():
    theirs = BASE.replace("samtalet. Vad", "samtalet.\n\nVad")
    mine = BASE.replace("Hej och välkomna", "Hjärtligt välkomna")
    result = merged(BASE, theirs, mine)
    assert result.text == mine
    assert result.places[0].ours == (
        "Röst 1: Hej och välkomna till samtalet.",
        "Vad betyder tillit för dig?",
    )


def test_headings_of_people_and_new_turns_of_the_machine_both_stay():
    theirs = BASE.replace("Röst 1: Tack", "Röst 3: Mycket klokt sagt.\n\nRöst 1: Tack")
    mine = BASE.replace("Röst 1: Tack", "## Vidare\n\nRöst 1: Tack")
    result = merged(BASE, theirs, mine)
    assert "Röst 3: Mycket klokt sagt.\n\n## Vidare\n\nRöst 1: Tack" in result.text
    assert merged(BASE, theirs, result.text).text == result.text


def test_what_a_person_took_away_stays_away():
    mine = BASE.replace("Det är inte alltid lätt men det är nödvändigt.\n\n", "")
    theirs = BASE.replace("det är nödvändigt", "det är så nödvändigt")
    result = merged(BASE, theirs, mine)
    assert result.text == mine
    assert result.places == (Place((), ("Det är inte alltid lätt men det är så nödvändigt.",)),)
    assert standing(result.places, result.text) == ()


def test_spacing_line_ends_mark_and_unknown_markup_stay_to_the_letter():
    mine = "\ufeff\r\n" + BASE.replace("\n", "\r\n").replace(
        "kontrollen.\r\n\r\n", "kontrollen.\r\n\r\n\r\n \r\n| a | b |\r\n|---|---|\r\n\r\n"
    )
    theirs = BASE.replace("Nu ska vi", "Då ska vi").replace("Röst 2: Att", "Röst 2: Just att")
    assert merged(BASE, theirs, mine).text == mine.replace("Nu ska", "Då ska").replace(
        "Röst 2: Att", "Röst 2: Just att"
    )


def test_blank_lines_of_a_person_outlive_the_paragraph_above_them():
    mine = BASE.replace("nödvändigt.\n\n", "nödvändigt.\n\n\n\n")
    theirs = BASE.replace("Det är inte alltid lätt men det är nödvändigt.\n\n", "")
    assert merged(BASE, theirs, mine).text == theirs.replace(
        "kontrollen.\n\n", "kontrollen.\n\n\n\n"
    )


def test_a_settled_place_is_no_longer_standing():
    place = Place(("Röst 2: Ja.",), ("Röst 2: Jag.",))
    assert standing([place], "Röst 1: Hej.\n\nRöst 2: Ja.\n") == ((3, place),)
    assert standing([place], "Röst 1: Hej.\n\nRöst 2: Jag.\n") == ()
    assert renamed(place, [("Röst 2", "Lena Holm")]).yours == ("Lena Holm: Ja.",)


words = st.sampled_from(
    "tillit chef lyssna kontroll samtal medarbetare ansvar och att det är vi ja nej".split()
)
paragraph = st.lists(words, min_size=1, max_size=12).map(" ".join)
names = st.sampled_from(["", "", "Röst 1: ", "Röst 2: ", "Karin Ek: "])
part = st.tuples(names, paragraph).map("".join)
drafts = st.lists(part, min_size=1, max_size=8)


def written(parts):
    return "\n\n".join(parts) + "\n"


@st.composite
def edited(draw, added=part):
    """A draft, and the same after somebody worked on it."""
    base = draw(drafts)
    parts = []
    for one in base:
        what = draw(st.sampled_from(["keep", "keep", "keep", "change", "drop", "add", "words"]))
        if what == "add":
            parts.append(draw(added))
        if what in ("keep", "add"):
            parts.append(one)
        elif what == "change":
            parts.append(draw(added))
        elif what == "words":
            parts.append(f"{one} {draw(words)}")
    return base, parts


@given(edited())
def test_what_people_left_alone_becomes_the_machines(texts):
    base, theirs = texts
    result = merged(written(base), written(theirs), written(base))
    assert split(result.text).parts == split(written(theirs)).parts
    assert result.places == ()


@given(edited())
def test_what_the_machine_left_alone_stays_the_persons(texts):
    base, mine = texts
    result = merged(written(base), written(base), written(mine))
    assert result.text == written(mine)
    assert result.places == ()


@st.composite
def both(draw):
    base, theirs = draw(edited())
    own = []
    for one in base:
        what = draw(st.sampled_from(["keep", "keep", "change", "drop", "add"]))
        gap = draw(st.sampled_from(["\n\n", "\n\n", "\n \n\t\n", "\r\n\r\n"]))
        if what == "add":
            more = draw(st.sampled_from(["## Rubrik", "> Citat", "* en\n* två", "Nytt här."]))
            own += [more, "\n\n"]
        if what == "change":
            own += [f"{one} ändrat av mig", gap]
        elif what != "drop":
            own += [one, gap]
    return written(base), written(theirs), "".join(own)


@given(both())
def test_no_persons_character_is_lost(texts):
    base, theirs, mine = texts
    result = merged(base, theirs, mine)
    drafted = {part.text for part in split(base).parts}
    stands = [bare(part.text) for part in split(result.text).parts]
    for own in split(mine).parts:
        if own.text not in drafted:
            assert bare(own.text) in stands


@given(both())
def test_nothing_of_either_is_lost_without_being_handed_back(texts):
    base, theirs, mine = texts
    result = merged(base, theirs, mine)
    handed = [bare(text) for place in result.places for text in place.ours]
    stands = [bare(part.text) for part in split(result.text).parts]
    drafted = {bare(part.text) for part in split(base).parts}
    for ours in split(theirs).parts:
        assert bare(ours.text) in stands or bare(ours.text) in handed or bare(ours.text) in drafted


@given(both())
def test_merging_the_same_draft_again_changes_nothing(texts):
    base, theirs, mine = texts
    result = merged(base, theirs, mine)
    again = merged(theirs, theirs, result.text)
    assert again.text == result.text
    assert again.places == ()


def test_a_merge_that_was_not_written_down_can_be_done_again():
    theirs = BASE.replace("lyssnar på", "lyssnar till").replace(
        "Röst 1: Tack", "Nytt.\n\nRöst 1: Tack"
    )
    mine = BASE.replace("släpper kontrollen", "släpper greppet").replace("Nu ska vi", "Vi ska")
    result = merged(BASE, theirs, mine)
    assert merged(BASE, theirs, result.text) == result


@given(both())
def test_a_paragraph_of_a_person_stays_under_its_name(texts):
    base, theirs, mine = texts
    result = merged(base, theirs, mine)
    names = dict(result.names)
    before = said_by(mine)
    after = said_by(result.text)
    drafted = {text for text, _ in said_by(base)}
    for text, who in before:
        if text not in drafted:
            assert (text, who) in after or (text, names.get(who, who)) in after


def said_by(text):
    return [(one.text, one.speaker) for one in parse(text, CAST).document.talk]


def bare(text):
    """A part without the name before it."""
    who = speaker(text)
    return text[len(who) + 1 :].strip() if who else text.removeprefix("\\")


def test_an_edited_substitution_does_not_care_about_the_runs_between():
    first = BASE.replace("släpper kontrollen", "vågar släppa kontroll")
    second = first.replace("Nu ska vi", "Då ska vi").replace("Hej", "God dag")
    mine = BASE.replace("släpper kontrollen", "släpper greppet").replace(
        "Tack för", "Tack snälla för"
    )
    through = merged(first, second, merged(BASE, first, mine).text)
    assert through.text == merged(BASE, second, mine).text


@pytest.mark.parametrize("mine", ["", "\n", "\ufeff", "Bara detta.\n"])
def test_a_text_that_was_emptied_or_replaced_stays(mine):
    assert merged(BASE, BASE.replace("Hej", "God dag"), mine).text == mine
