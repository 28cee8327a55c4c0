"""Timed paragraphs for tests of what is written from them: by hand, at random, and edited."""

from __future__ import annotations

from hypothesis import strategies as st

from podcast.anchor import anchor
from podcast.document import Paragraph, TimedParagraph, TimedWord
from podcast.span import Span
from tests.edited_talk import NAMES, talk

SPEAKERS = (*NAMES, "Anna-Karin Elisabeth af Klercker Wachtmeister")
WORDS = st.text(st.characters(whitelist_categories=["L", "P"]), min_size=1, max_size=14)
ODD_WORDS = st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1, max_size=60)


def said(speaker: str, text: str, start: float = 0.0, pace: float = 0.4, *, opens: bool = True):
    """A paragraph whose words follow each other without a pause."""
    timed = tuple(
        TimedWord(word, Span(start + index * pace, start + (index + 1) * pace), heard=True)
        for index, word in enumerate(text.split())
    )
    return TimedParagraph(Paragraph(text, speaker, opens=opens), timed)


def words_of(paragraphs):
    """Each word with its speaker, in the order of the text."""
    return [(timed.paragraph.speaker, word.text) for timed in paragraphs for word in timed.words]


def _paragraph(draw, speaker, words):
    text = " ".join(word.text for word in words)
    opens = draw(st.booleans())
    return TimedParagraph(Paragraph(text, speaker, opens=opens), tuple(words))


@st.composite
def talks(draw, words=WORDS, shortest=0.0):
    """One speaks after the other, with pauses; each word lasts so long at least."""
    moment, paragraphs = 0.0, []
    for speaker in draw(st.lists(st.sampled_from(SPEAKERS), max_size=4)):
        moment += draw(st.floats(0.01, 2))
        timed = []
        for text, gap, length in draw(
            st.lists(
                st.tuples(words, st.floats(0, 1.5), st.floats(shortest, 1)), min_size=1, max_size=20
            )
        ):
            moment += gap
            timed.append(TimedWord(text, Span(moment, moment + length), heard=True))
            moment += length
        paragraphs.append(_paragraph(draw, speaker, timed))
    return paragraphs


@st.composite
def crosstalks(draw, words=ODD_WORDS):
    """Anyone speaks at any time: at once, backwards, for no time at all or without end."""
    paragraphs = []
    for speaker in draw(st.lists(st.sampled_from(SPEAKERS), max_size=5)):
        moment = draw(st.floats(0, 40))
        timed = []
        for text, step, length in draw(
            st.lists(
                st.tuples(
                    words,
                    st.sampled_from([0.0, 0.0, 0.2, 0.5, 3.0, -5.0, 4000.0]),
                    st.sampled_from([0.0, 0.0004, 0.3, 0.7, 60.0]),
                ),
                min_size=1,
                max_size=12,
            )
        ):
            moment = max(0.0, moment + step)
            timed.append(TimedWord(text, Span(moment, moment + length), heard=True))
        paragraphs.append(_paragraph(draw, speaker, timed))
    return paragraphs


@st.composite
def edited_talks(draw):
    """Talk whose text a person has worked on: moved, added, dropped, split, joined."""
    text = talk(draw(st.integers(0, 10_000)), 120)
    for _ in range(draw(st.integers(0, 20))):
        text.edit()
    return list(anchor(text.document, text.conversation))


ANY_TALK = st.one_of(talks(), crosstalks(), edited_talks())
