"""How far a text can be trusted: counted from what was heard, what was edited, what stands."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from podcast.anchor import anchor
from podcast.conversation import Conversation, Turn, Voices, VoiceSpan
from podcast.document import Document, Paragraph
from podcast.edits import Edit
from podcast.honesty import Draft, honesty
from podcast.honesty_lines import honesty_lines, lost_talk
from podcast.span import Span
from podcast.text_words import DOUBT
from podcast.transcript import Segment, Word
from podcast.trust import Extract, Honesty, PeopleChanges
from tests.edited_talk import talk

SURE, UNSURE = 0.95, DOUBT - 0.1
TALK = "Vi talar om tillit i dag och lyssnar på varandra".split()


def word(text: str, start: float, certainty: float = SURE) -> Word:
    return Word(text, Span(start, start + 0.4), certainty)


def heard(*doubtful: int) -> tuple[Word, ...]:
    """Ten words, half a second apart; those at the places named in doubt."""
    return tuple(
        word(text, place / 2, UNSURE if place in doubtful else SURE)
        for place, text in enumerate(TALK)
    )


def voices(*stretches: tuple[float, float]) -> Voices:
    spans = tuple(VoiceSpan(Span(*stretch), 1) for stretch in stretches)
    return Voices(spans, spans)


def draft(words: tuple[Word, ...], made: tuple[Edit, ...] = (), **changes: object) -> Draft:
    conversation = Conversation((Turn(1, words),))
    begun_with = tuple(said.text for said in words)
    known = Draft((), voices((0, 5)), conversation, made, begun_with)
    return replace(known, **changes)  # type: ignore[arg-type]  # fields of a draft


def judged(known: Draft, text: str | None = None, listened: tuple[Span, ...] = ()) -> Honesty:
    """What is told of a text; of the words as heard where none is given."""
    paragraphs = (text or " ".join(known.begun_with)).split("\n")
    document = Document("", tuple(Paragraph(part, "Karin Ek", opens=True) for part in paragraphs))
    return honesty(known, anchor(document, known.conversation), listened)


def test_words_of_low_certainty_are_in_doubt() -> None:
    found = judged(draft(heard(3, 8)))
    assert (found.words, found.from_machine, found.in_doubt) == (10, 10, 2)
    assert found.doubt_share == pytest.approx(0.2)
    assert found.doubts == (
        Extract(Span(1.5, 1.9), "tillit"),
        Extract(Span(4, 4.4), "på"),
    )


def test_a_word_exactly_at_the_threshold_is_not_in_doubt() -> None:
    words = (word("Tillit", 0, DOUBT), word("nu", 1, DOUBT - 0.001))
    assert judged(draft(words)).in_doubt == 1


def test_a_word_that_a_person_changed_is_no_longer_in_doubt() -> None:
    found = judged(draft(heard(3, 8)), " ".join(TALK).replace("tillit", "tilltro"))
    assert (found.in_doubt, found.from_machine) == (1, 9)
    assert found.by_people == PeopleChanges(drafted=10, changed=1)


def test_a_capital_or_a_comma_does_not_make_a_word_a_persons() -> None:
    found = judged(draft(heard(3)), " ".join(TALK).replace("tillit", "Tillit,"))
    assert found.in_doubt == 1
    assert not found.by_people


def test_words_added_and_removed_are_people_s_and_are_counted() -> None:
    text = " ".join(TALK).replace("i dag", "").replace("lyssnar", "lyssnar här i salen")
    found = judged(draft(heard(4, 5)), text)
    assert found.in_doubt == 0
    assert found.by_people == PeopleChanges(drafted=10, removed=2, added=3)


def test_doubt_stays_with_a_paragraph_that_was_moved() -> None:
    lines = ("Vi talar om tillit i socialtjänsten.", "Alla lyssnar på varandra hela dagen.")
    words = tuple(
        word(text, place / 2, UNSURE if text == "tillit" else SURE)
        for place, text in enumerate(" ".join(lines).split())
    )
    moved = judged(draft(words), "\n".join(reversed(lines)))
    assert moved.in_doubt == 1
    assert moved.doubts[0].span.start == 1.5
    assert not moved.by_people


def test_what_a_person_has_listened_to_is_not_in_doubt() -> None:
    found = judged(draft(heard(3, 8)), listened=(Span(0, 2),))
    assert found.in_doubt == 1
    assert found.listened_share == pytest.approx(0.4)


def test_stretches_that_overlap_are_listened_to_once_and_silence_does_not_count() -> None:
    known = draft(heard(), voices=voices((0, 2), (10, 12)))
    found = judged(known, listened=(Span(1, 9), Span(0, 3), Span(11, 60)))
    assert (found.talk, found.listened) == (4, 3)


def test_the_worst_places_come_first_and_are_five_at_most() -> None:
    words = tuple(word(f"ord{n}", n * 3, 0.1 if n == 7 else UNSURE) for n in range(9))
    found = judged(draft(words))
    assert found.in_doubt == 9
    assert len(found.doubts) == 5
    assert found.doubts[0] == Extract(Span(21, 21.4), "ord7")


def test_doubtful_words_close_together_are_one_place() -> None:
    assert [place.text for place in judged(draft(heard(2, 4, 9))).doubts] == [
        "om tillit i",
        "varandra",
    ]


def test_a_voice_for_long_without_words_is_told() -> None:
    known = draft(heard(), voices=voices((0, 5), (8, 9.4), (20, 21.6), (30, 31), (31.3, 32)))
    assert judged(known).without_words == (Span(20, 21.6), Span(30, 32))


def test_words_that_a_person_added_fill_talk_without_words() -> None:
    words = (word("Först", 0), word("sist.", 10))
    known = draft(words, voices=voices((0, 11)))
    assert judged(known).without_words == (Span(0.4, 10),)
    assert judged(known, "Först kommer annat sist.").without_words == ()


def test_a_person_who_has_listened_knows_that_nothing_was_said_there() -> None:
    known = draft(heard(), voices=voices((0, 5), (20, 23)))
    assert judged(known, listened=(Span(19, 24),)).without_words == ()


def test_words_where_nobody_sounds_are_told_while_they_stand() -> None:
    words = (*heard(), word("Tack", 60), word("för", 60.5))
    known = draft(words)
    assert judged(known).without_voice == (Extract(Span(60, 60.9), "Tack för"),)
    assert judged(known, " ".join(TALK)).without_voice == ()


def test_without_any_voice_all_words_are_without_one() -> None:
    found = judged(draft(heard(), voices=Voices((), ())))
    assert " ".join(place.text for place in found.without_voice) == " ".join(TALK)
    assert found.listened_share == 0


def test_phantoms_are_told_with_their_moments() -> None:
    credit = Segment((word("Undertexter", 40), word("av", 40.5)), -0.5, 0.6, 1.1)
    found = judged(draft(heard(), removed=(credit,)))
    assert found.phantoms == (Extract(Span(40, 40.9), "Undertexter av"),)


def test_what_the_rules_did_is_told_by_rule_with_the_words() -> None:
    made = (
        Edit((4, 5), "openers", "opener"),
        Edit((6,), "spellings", "spelling", text="samt"),
    )
    text = "Vi talar om tillit samt lyssnar på varandra"
    found = judged(draft(heard(6), made, begun_with=tuple(text.split())), text)
    assert [(c.rule, c.heard, c.written) for c in found.by_rule] == [
        ("openers", "i dag", ""),
        ("spellings", "och", "samt"),
    ]
    assert found.by_rule[0].span == Span(2, 2.9)
    assert found.rules == (("openers", "opener", 1), ("spellings", "spelling", 1))
    assert found.in_doubt == 1  # what is spelled anew was heard all the same
    assert not found.by_people


def test_a_word_that_a_rule_spells_as_several_is_still_the_machine_s() -> None:
    text = "Vi talar om tillit i dag och 12,5 procent på varandra"
    made = (Edit((7,), "numbers", "spelling", text="12,5 procent"),)
    found = judged(draft(heard(7), made, begun_with=tuple(text.split())), text)
    assert (found.words, found.from_machine, found.in_doubt) == (11, 11, 2)
    assert not found.by_people


def test_people_s_changes_are_those_in_the_draft_that_they_began_with() -> None:
    other = tuple("Vi talar om tilliten i dag och lyssnar på varandra".split())
    found = judged(draft(heard(), begun_with=other), " ".join(other))
    assert not found.by_people
    assert found.from_machine == 9


def test_an_hour_that_people_have_worked_on_takes_under_half_a_second_of_work() -> None:
    """Of the processor, so that a busy machine does not fail it."""
    edited = talk(1, 10_000)
    for _ in range(1000):
        edited.edit()
    known = draft(edited.heard, voices=voices(*((n * 6.0, n * 6 + 5.5) for n in range(600))))
    timed = anchor(edited.document, known.conversation)
    times = []
    for _ in range(3):
        began = time.process_time()
        honesty(known, timed, (Span(0, 600), Span(900, 1200)))
        times.append(time.process_time() - began)
    assert min(times) < 0.5


def test_lines_tell_what_to_look_at_and_what_was_done() -> None:
    told = Honesty(
        words=240,
        from_machine=230,
        in_doubt=12,
        doubts=(Extract(Span(31, 32), "tjänsten"),),
        without_words=(Span(10, 14),),
        phantoms=(Extract(Span(3, 4), "Undertexter av"),),
        by_people=PeopleChanges(240, changed=9, removed=3, added=2),
        talk=100,
        listened=38.9,
    )
    assert honesty_lines(told) == (
        "12 of 230 words in doubt (6 %): 0:31 “tjänsten”; 4 s of talk without words: 0:10–0:14",
        (
            "38 % listened to by a person; "
            "people changed 4 % of the words, added 2, removed 3; "
            "made up by the speech model and taken out: 0:03 “Undertexter av”"
        ),
    )


def test_of_many_places_the_first_are_told_and_how_many_more_there_are() -> None:
    gaps = tuple(Span(10 * n, 10 * n + 2) for n in range(7))
    (line,) = honesty_lines(Honesty(10, 10, 0, without_words=gaps))
    assert line.endswith("0:40–0:42, and 2 more")


def test_where_there_is_nothing_to_tell_there_is_no_line() -> None:
    assert honesty_lines(Honesty(words=10, from_machine=10, in_doubt=0)) == ()
    assert judged(draft(heard())) == Honesty(
        words=10, from_machine=10, in_doubt=0, by_people=PeopleChanges(drafted=10), talk=5
    )


def test_much_talk_without_words_is_told_with_its_places():
    lost = Honesty(10, 10, 0, without_words=(Span(0, 30), Span(60, 75.2)), talk=300)
    assert lost_talk(lost) == "45 s of talk have no words (16 %); listen at 0:00–0:30, 1:00–1:15"


@pytest.mark.parametrize(
    ("seconds", "talk"), [pytest.param(9, 60, id="seconds"), pytest.param(60, 1300, id="a share")]
)
def test_laughter_is_not(seconds, talk):
    assert lost_talk(Honesty(10, 10, 0, without_words=(Span(0, seconds),), talk=talk)) == ""
