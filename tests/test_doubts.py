from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from podcast.conversation import Conversation, Opinion, Turn, Voices, VoiceSpan
from podcast.document import Paragraph, TimedParagraph, TimedWord
from podcast.doubts import ALL, RUN_UP, Doubt, doubts
from podcast.edits import Edit
from podcast.glossary import GLOSSARY
from podcast.span import Span
from podcast.text_words import TextWords
from podcast.transcript import Word
from podcast.word_chances import EVEN, Grounds, misheard_chance
from podcast.word_rarity import COMMON

if TYPE_CHECKING:
    from collections.abc import Sequence

# A word a second, each sounding for half of it.
WRITTEN = {"vi", "talar", "om", "tillit", "i", "dag"}


def said(text: str, *certainties: float, start: float = 0.0) -> tuple[Word, ...]:
    words = text.split()
    sure = [*certainties, *[0.99] * (len(words) - len(certainties))]
    return tuple(
        Word(word, Span(start + at, start + at + 0.5), certainty)
        for at, (word, certainty) in enumerate(zip(words, sure, strict=True))
    )


def grounds(*turns: Sequence[Word], text: Sequence[str] = (), **known: object) -> Grounds:
    """What is known of a text, each turn another voice's; as it was heard where it is not given."""
    conversation = Conversation(
        tuple(Turn(1 + at % 2, tuple(words)) for at, words in enumerate(turns))
    )
    written = text or [turn.text for turn in conversation.turns]
    paragraphs = tuple(
        TimedParagraph(
            Paragraph(words, "Karin Ek", opens=True),
            tuple(
                TimedWord(word, heard.span, heard=True)
                for word, heard in zip(words.split(), turn.words, strict=True)
            ),
        )
        for words, turn in zip(written, conversation.turns, strict=True)
    )
    spans = tuple(VoiceSpan(turn.span, turn.voice) for turn in conversation.turns)
    found = Grounds(
        words=TextWords.of(conversation, (), paragraphs),
        paragraphs=paragraphs,
        conversation=conversation,
        voices=Voices(spans, spans),
        rarity=lambda word: COMMON * (word.strip(".,?").casefold() not in WRITTEN),
    )
    return replace(found, **known)  # type: ignore[arg-type]  # as the tests name them


def words_of(grounds: Grounds, doubt: Doubt) -> str:
    words = grounds.paragraphs[doubt.paragraph].words
    return " ".join(word.text for word in words[doubt.first : doubt.stop])


def test_a_sure_text_has_no_doubts():
    assert doubts(grounds(said("Vi talar om tillit."))) == ()


def test_words_in_doubt_beside_each_other_are_one_place():
    found = grounds(said("Vi talar om tillit i dag.", 0.99, 0.4, 0.5, 0.99, 0.6))
    places = doubts(found)
    assert sorted(words_of(found, place) for place in places) == ["i", "talar om"]
    longer = next(place for place in places if place.first == 1)
    assert longer.span == Span(1, 2.5)
    assert longer.seconds == RUN_UP + 1.5
    assert [word.at for word in longer.words] == [1, 2]


def test_what_nobody_writes_comes_before_what_the_model_was_unsure_of():
    found = grounds(said("Vi baktaler om tillit.", 0.99, 0.9, 0.99, 0.5))
    first, second = doubts(found)
    assert (words_of(found, first), first.why) == ("baktaler", ("rare",))
    assert (words_of(found, second), second.why) == ("tillit.", ("unsure",))
    assert first.expected == pytest.approx(misheard_chance(0.9, COMMON))
    assert first.worth > second.worth


def test_a_word_near_a_name_says_which():
    found = grounds(said("Vi talar Karim i dag."), terms=("Karin Ek",))
    (place,) = doubts(found)
    assert place.words[0].chance.hint == "Karin"
    assert "term" in place.why
    assert doubts(replace(found, terms=("Lena Holm",)))[0].words[0].chance.hint == ""


def test_a_term_that_a_rule_suggests_is_a_place_even_where_the_word_is_common():
    edit = Edit((3,), GLOSSARY, "spelling", suggested=True, text="Tilliten")
    (place,) = doubts(grounds(said("Vi talar om tillit i dag."), suggested=(edit,)))
    assert (place.why, place.words[0].chance.hint) == (("term",), "Tilliten")


def test_what_people_have_listened_to_or_written_is_settled():
    heard = said("Vi baktaler om tillitt.")
    assert len(doubts(grounds(heard))) == 2
    assert len(doubts(grounds(heard), [Span(1, 2)])) == 1
    assert doubts(grounds(heard, text=["Vi talar om tillit."])) == ()


def test_talk_without_words_is_a_place_between_those_around_it():
    found = grounds(said("Vi talar om tillit."), said("I dag.", start=9), unheard=(Span(4, 8),))
    (place,) = doubts(found)
    assert (place.paragraph, place.first, place.stop) == (0, 4, 4)
    assert (place.why, place.span, place.words) == (("unheard",), Span(4, 8), ())
    assert place.expected == pytest.approx(6)
    assert doubts(found, [Span(0, 20)]) == ()


def test_what_was_taken_out_counts_as_far_as_somebody_sounds_there():
    found = grounds(said("Vi talar om tillit."), removed=(Span(2.5, 4.5),))
    (place,) = doubts(found)
    assert place.why == ("phantom",)
    assert place.expected == pytest.approx(1.5)


def test_words_where_nobody_sounds_may_be_wrong():
    (place,) = doubts(grounds(said("Vi talar om tillit."), unvoiced=(Span(0, 1),)))
    assert place.why == ("unvoiced",)
    assert place.expected == pytest.approx(EVEN, abs=0.05)


def test_words_that_we_would_write_otherwise_are_a_place():
    yours, ours = "Karin Ek: Vi talar om dag.", "Karin Ek: Vi talar om tillit."
    found = grounds(
        said("Vi talar om tillit."), text=["Vi talar om dag."], disputed=((yours, ours),)
    )
    (place,) = doubts(found)
    assert (words_of(found, place), place.why) == ("dag.", ("disputed",))


def test_a_short_stretch_that_sounds_as_much_like_somebody_else_is_a_place():
    found = grounds(said("Vi talar om tillit."), said("Dag.", start=4), said("I dag.", start=5))
    spans = found.voices.spans
    alike = tuple(Opinion(one.span, (0.5, 0.5)) for one in spans)
    (place,) = doubts(replace(found, voices=Voices(spans, spans, alike)))
    assert (words_of(found, place), place.why) == ("Dag.", ("voice",))
    apart = tuple(Opinion(one.span, (0.9, 0.1) if one.voice == 1 else (0.1, 0.9)) for one in spans)
    assert doubts(replace(found, voices=Voices(spans, spans, apart))) == ()


@pytest.mark.parametrize("left_out", sorted(ALL))
def test_each_signal_can_be_left_out(left_out: str):
    found = grounds(
        said("Vi baktaler om tillit i dag.", 0.99, 0.99, 0.5),
        unheard=(Span(10, 12),),
        removed=(Span(5, 6),),
        unvoiced=(Span(0, 0.9),),
    )
    places = doubts(found, signals=ALL - {left_out})
    assert left_out not in {why for place in places for why in place.why}
    assert places
