"""What holds whatever is said, with the rules as they are, in talk made of their own words."""

from __future__ import annotations

import itertools
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.background import Background
from podcast.conversation import Conversation, Turn
from podcast.editing import find_edits
from podcast.edits import Written, accepted, apply, turns
from podcast.glossary import terms
from podcast.job import read_rules
from podcast.rules import folded
from podcast.show import Level
from podcast.span import Span
from podcast.transcript import Word

LEVELS = get_args(Level)
LANGUAGES = ("sv", "en")
NAMES = ("Karin Ek", "Lena Holm", "Per Lind")
BACKGROUND = Background(
    leading=frozenset({1}),
    names=NAMES,
    named=tuple(enumerate(NAMES, start=1)),
    glossary=terms(["Tillitsdelegationen", "es ko är => SKR"]),
    cast=(*NAMES, "Pär-Åke Hahn"),
)
# Beside the words of the rules: what stands between them, and what the rules must not mistake.
ALWAYS = """
ko- kommun kommunen – ”och och” 5 3 12.5 12,5% % 1500 10 000 08 2015 personer Eva Lena, Karin Ek.
Pär, Lindh Carin Eck? Pär-Åke. Han
(skratt) [Skratt från publiken] *applause* [ohörbart] Tillitsdelegatonen es ko är
""".split()


# Where many rules meet.
DENSE = {
    "sv": """eh öh, hm. om om, i en vi vi, är det, det den som nån asså sej dom alltså alltså,
        liksom typ va? då. ja, nu, inte. väl, nej, mm precis.""".split(),
    "en": """uh um, we we, to to, the that, is you know, i mean, like, so well, right? not. maybe,
        no, gonna yeah exactly. in a in""".split(),
}


def chunks(language):
    """What the rules of a language look for, words that they keep, and what stands between."""
    rules = read_rules(language)
    phrases = [phrase for rule in rules.leave_out for phrase in rule.phrases]
    lines = [line for rule in rules.procedural for line in sorted(rule.lines)[::20]]
    looked_for = [" ".join(phrase).replace("NAME", "Lena") for phrase in (*phrases, *lines)]
    looked_for += [spoken for rule in rules.respell for spoken in rule.spellings]
    repeated = {word for rule in rules.repeat for word in rule.words}
    words = sorted(repeated | rules.keep | rules.comma_before)
    return st.one_of(
        [st.sampled_from(part) for part in (ALWAYS, DENSE[language], looked_for, words)]
    )


@st.composite
def conversations(draw, language):
    """Turns of such words, some with marks and capitals, said again, or put in as asides."""
    said = st.tuples(
        st.integers(1, 3),
        chunks(language),
        st.sampled_from(("", "", "", ",", ".", "?")),
        st.sampled_from((0.0, 0.0, 0.3, 1.0)),
        st.booleans(),
        st.sampled_from((1, 1, 1, 2, 3)),
        st.sampled_from((0.9, 0.9, 0.2)),
    )
    placed, start = [], 0.0
    for voice, chunk, mark, pause, is_capital, times, certainty in draw(
        st.lists(said, max_size=30)
    ):
        text = f"{chunk[:1].upper() if is_capital else chunk[:1]}{chunk[1:]}{mark}"
        start += pause
        for part in text.split() * times:
            placed.append((voice, Word(part, Span(start, start + 0.3), certainty)))
            start += 0.3
    asides = draw(st.sets(st.integers(0, 60), max_size=3)) if placed else set()
    chosen = {place % len(placed) for place in asides}
    rest = [pair for place, pair in enumerate(placed) if place not in chosen]
    runs = itertools.groupby(rest, key=lambda pair: pair[0])
    return Conversation(
        tuple(Turn(voice, tuple(word for _, word in run)) for voice, run in runs),
        tuple(Turn(placed[place][0], (placed[place][1],)) for place in sorted(chosen)),
    )


def found(conversation, language):
    return find_edits(conversation, read_rules(language), BACKGROUND)


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_each_word_heard_is_in_the_text_or_in_an_edit(language, data):
    conversation = data.draw(conversations(language))
    edits = found(conversation, language)
    for level in LEVELS:
        made = accepted(edits, level)
        kept = {said.at for said in apply(conversation, made)}
        gone = {place for edit in made if not edit.text for place in edit.at}
        joined = {place for edit in made if edit.text for place in edit.at[1:]}
        assert kept | gone | joined == set(range(len(conversation.words)))
        assert not kept & (gone | joined)


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_taking_back_all_edits_gives_the_words_as_heard(language, data):
    conversation = data.draw(conversations(language))
    assert accepted(found(conversation, language), "verbatim") == ()
    assert apply(conversation, ()) == tuple(
        Written(place, word, voice) for place, (word, voice) in enumerate(conversation.words)
    )


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_taking_back_one_edit_brings_its_words_back_and_no_others(language, data):
    conversation = data.draw(conversations(language))
    edits = accepted(found(conversation, language), "documentation")
    if not edits:
        return
    back = data.draw(st.sampled_from(edits))
    rest = tuple(edit for edit in edits if edit != back)
    before = {said.at for said in apply(conversation, edits)}
    after = {said.at for said in apply(conversation, rest)}
    left_out = {place for edit in rest if not edit.text for place in edit.at}
    assert after - before == set(back.at[1:] if back.text else back.at) - left_out
    assert before <= after


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_no_level_leaves_out_a_negation_or_a_hedge(language, data):
    conversation = data.draw(conversations(language))
    keep = read_rules(language).keep
    heard = [folded(word.text) for word, _ in conversation.words]
    edits = found(conversation, language)
    for level in LEVELS:
        made = accepted(edits, level)
        written = {said.at: folded(said.word.text) for said in apply(conversation, made)}
        spelled = {place for edit in made if edit.text for place in edit.at}
        for place, word in enumerate(heard):
            if word in keep:
                assert place in written
                assert place in spelled or written[place] == word


@pytest.mark.parametrize("language", LANGUAGES)
@given(data=st.data())
def test_the_rules_find_nothing_in_what_they_have_written(language, data):
    conversation = data.draw(conversations(language))
    level = data.draw(st.sampled_from(("clean", "documentation")))
    once = apply(conversation, accepted(found(conversation, language), level))
    again = Conversation(
        tuple(Turn(part[0].voice, tuple(said.word for said in part)) for part in turns(once))
    )
    assert accepted(found(again, language), level) == ()
