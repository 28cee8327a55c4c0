from __future__ import annotations

import csv
import io
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podcast.conversation import Conversation, Turn
from podcast.episode import Person
from podcast.name_phrases import PHRASES
from podcast.names_said import known_name, strangers_name
from podcast.span import Span
from podcast.spoken import tokens
from podcast.transcript import Word
from podcast.who_is_who import ENOUGH, MARGIN, Likeness, Proposal, who_is_who
from tests.fakes import words
from tests.shared import DATA, audio

PANEL = ("Karin Ek", "Lena Holm", "Johan Strand", "Per Lind")


@dataclass(frozen=True)
class Talk:
    """A conversation whose voices are numbered as they come, and who they are in truth."""

    conversation: Conversation
    voices: dict[str, int]

    def named(self, *cast: str, language: str = "sv", **more) -> dict[str, Proposal]:
        """The proposals by whom the voice really is."""
        people = [Person(name=name) for name in cast]
        found = who_is_who(self.conversation, people, language, {}, **more)
        of = {number: name for name, number in self.voices.items()}
        return {of[proposal.voice]: proposal for proposal in found}

    def names(self, *cast: str, **more) -> dict[str, str]:
        return {who: proposal.name for who, proposal in self.named(*cast, **more).items()}


def talk(*turns: tuple[str, str]) -> Talk:
    """Turns of words evenly spaced."""
    voices: dict[str, int] = {}
    spoken, moment = [], 0.0
    for who, text in turns:
        said = words(text, moment)
        moment = said[-1].span.end
        spoken.append(Turn(voices.setdefault(who, len(voices) + 1), said))
    return Talk(Conversation(tuple(spoken)), voices)


def script(name: str) -> Talk:
    lines = audio(name).read_text(encoding="utf-8").splitlines()
    parts = [line.partition(": ") for line in lines if ": " in line]
    return talk(*((who, text) for who, _, text in parts))


def demo() -> Talk:
    table = io.StringIO((DATA / "tillit.verbatim.tsv").read_text(encoding="utf-8"))
    voices: dict[str, int] = {}
    turns: list[Turn] = []
    asides: list[Turn] = []
    for row in csv.DictReader(table, delimiter="\t"):
        start, end, texts = float(row["start"]), float(row["end"]), row["text"].split()
        step = (end - start) / len(texts)
        spans = (Span(start + i * step, start + (i + 1) * step) for i in range(len(texts)))
        said = tuple(Word(text, span, 0.9) for text, span in zip(texts, spans, strict=True))
        number = voices.setdefault(row["speaker"], len(voices) + 1)
        (turns if row["kind"] == "turn" else asides).append(Turn(number, said))
    return Talk(Conversation(tuple(turns), tuple(asides)), voices)


@pytest.mark.parametrize("cast", [PANEL, ()])
def test_all_four_of_the_demo_are_right_and_each_with_its_words(cast: tuple[str, ...]):
    found = demo().named(*cast)
    assert {who: proposal.name for who, proposal in found.items()} == {name: name for name in PANEL}
    assert {who: proposal.reasons[0].quote for who, proposal in found.items()} == {
        "Karin Ek": "Jag heter Karin Ek",
        "Lena Holm": "Lena, vi börjar med dig",
        "Johan Strand": "Johan, vad gör ni konkret?",
        "Per Lind": "Per, hur ser du på det som politiker?",
    }
    assert found["Per Lind"].reasons[0].moment == pytest.approx(54.8, abs=0.5)


def test_roles_are_found_in_the_talk():
    assert {who: proposal.role for who, proposal in demo().named().items()} == {
        "Karin Ek": "moderator",
        "Lena Holm": "verksamhetschef för socialpsykiatrin",
        "Johan Strand": "enhetschef för barn och unga",
        "Per Lind": "ordförande i socialnämnden",
    }


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("sv-two-voices/2026-07-11.txt", {"Erik"}),
        ("sv-two-voices/2026-07-14.txt", set()),
        ("sv-two-voices/2026-07-18.txt", {"Erik"}),
        ("sv-two-voices/2026-07-22.txt", set()),
        ("sv-two-voices/2026-08-03.txt", {"Astrid"}),
        ("sv-long/news.txt", {"Lisa", "Pelle"}),
        ("sv-dialog/sales.txt", {"Mattias"}),
        ("sv-panel3/actors.txt", set()),
    ],
)
def test_each_name_that_a_recording_says_is_found_without_any_cast(name: str, said: set[str]):
    assert script(name).names() == {who: who for who in said}


def test_with_the_cast_one_name_said_is_all_it_takes_and_the_other_is_not_guessed():
    assert script("sv-two-voices/2026-07-11.txt").names("Astrid", "Erik") == {"Erik": "Erik"}


@pytest.mark.parametrize(
    "heard",
    ["Jag heter Lena Holme.", "Mitt namn är Lenaholm!", "Hej, jag heter Lenna Holm och så."],
)
def test_a_name_of_the_cast_is_known_when_it_is_misspelt(heard: str):
    assert talk(("lena", heard)).names("Lena Holm", "Per Lind") == {"lena": "Lena Holm"}


@pytest.mark.parametrize("heard", ["Pär", "Peer"])
def test_a_name_is_known_by_its_sound_however_it_is_spelt(heard: str):
    found = talk(("a", f"–{heard}, hur ser du på det?"), ("b", "Det är viktigt."))
    assert found.names(*PANEL) == {"b": "Per Lind"}


def test_names_that_only_spelling_tells_apart_are_nobodys():
    found = talk(("a", "Pär, hur ser du på det?"), ("b", "Det är viktigt."))
    assert not found.names("Per Lind", "Pär Holm")
    assert found.names("Per Lind", "Johan Holm") == {"b": "Per Lind"}


def test_a_stranger_with_a_common_name_is_told_by_its_sound():
    found = talk(("a", "Pär, hur ser du på det?"), ("b", "Det är viktigt."))
    assert found.names() == {"b": "Pär"}


def test_a_first_name_that_two_share_is_nobodys():
    found = talk(("a", "Vad säger du, Anna?"), ("b", "Ja, det stämmer."))
    assert not found.names("Anna Ek", "Anna Lind", "Per Lind")
    assert found.names("Anna Ek", "Per Lind") == {"b": "Anna Ek"}


def test_a_small_word_is_not_taken_for_a_name():
    said = tokens(words("Per år kostar det mer per person. Stranden är lång."))
    assert known_name(said, 4, PANEL) is None
    assert known_name(said, 7, PANEL) is None
    found = talk(("a", "Per år kostar det mer."), ("b", "Ja, det gör det."))
    assert not found.names(*PANEL)


def test_a_strangers_name_may_have_small_words_within():
    said = tokens(words("Jag heter Anna-Karin af Klercker, och KTH har bjudit in."))
    found = strangers_name(said, 2)
    assert found
    assert found.name == "Anna-Karin af Klercker"
    assert strangers_name(said, 6) is None


def test_thanks_are_for_who_spoke_before():
    found = talk(
        ("mod", "Vad behövs?"),
        ("lena", "Det behövs mod."),
        ("mod", "Tack, Lena. Vad säger politiken?"),
        ("per", "Att det kostar."),
    )
    assert found.names(*PANEL) == {"lena": "Lena Holm"}


def test_who_thanks_the_moderator_tells_who_that_is():
    found = talk(("mod", "Vad behövs?"), ("lena", "Tack, Karin. Det behövs mod."))
    assert found.names(*PANEL) == {"mod": "Karin Ek"}


def test_who_leads_the_talk_is_the_moderator_of_the_cast():
    said = talk(
        ("mod", "Välkomna till samtalet. Med mig har jag Lena Holm och Per Lind."),
        ("lena", "Det behövs mod."),
    ).conversation
    cast = [Person(name="Karin Ek", role="moderator"), Person(name="Lena Holm")]
    (found,) = who_is_who(said, cast, "sv", {})
    assert (found.voice, found.name, found.role) == (1, "Karin Ek", "moderator")
    assert found.reasons[0].quote == "Med mig har jag Lena Holm"


def test_who_is_not_the_one_that_presents_is_no_moderator():
    found = talk(
        ("mod", "Med mig har jag Lena Holm. Vad behövs?"),
        ("per", "Tack, Lena. Det behövs mod."),
        ("lena", "Jag heter Lena Holm."),
    ).named()
    assert [(who, one.name, one.role) for who, one in found.items()] == [("lena", "Lena Holm", "")]


def test_a_person_of_whom_others_speak_is_not_the_one_who_speaks():
    found = talk(("a", "Som Lena sade i går behövs det mod."), ("b", "Ja, så är det."))
    assert not found.names(*PANEL)


def test_a_place_is_not_a_person():
    found = talk(
        ("a", "Vi har kontor i Karlstad, Göteborg. Och Socialstyrelsen, det är en myndighet."),
        ("b", "Det stämmer. Stockholm, där är vi också."),
        ("a", "Det här är Sveriges Radio. Jag är Svensk."),
    )
    assert not found.names()


def test_contradicting_words_propose_nobody():
    found = talk(
        ("mod", "Lena, vad säger du?"),
        ("a", "Mycket."),
        ("mod", "Lena, hur ser du på det?"),
        ("b", "Inte alls."),
    )
    assert not found.names(*PANEL)


def test_somebody_new_is_proposed_beside_the_cast_with_the_role_found():
    found = talk(
        ("a", "Jag heter Karin Ek."), ("b", "Och jag heter Maj Sten och arbetar som kurator.")
    ).named(*PANEL)
    assert (found["b"].name, found["b"].role) == ("Maj Sten", "kurator")


def test_english_is_understood_too():
    found = talk(
        ("host", "Welcome to the show. I'm Ann Hill, and with me today is Tom Reed, a researcher."),
        ("guest", "Thanks, Ann. It is a pleasure."),
        ("host", "Tom, what did you find?"),
        ("guest", "A lot."),
    ).named(language="en")
    assert {who: (one.name, one.role) for who, one in found.items()} == {
        "host": ("Ann Hill", "moderator"),
        "guest": ("Tom Reed", "a researcher"),
    }
    assert [reason.quote for reason in found["host"].reasons] == ["I'm Ann Hill", "Thanks, Ann"]


def test_a_returning_voice_is_one_more_vote():
    said = talk(("a", "Vad behövs?"), ("b", "Det behövs mod."))
    likeness = Likeness(2, "Lena Holm", 0.93, None)
    found = said.named("Karin Ek", alike=[likeness])["b"]
    assert (found.name, found.reasons[0].likeness) == ("Lena Holm", likeness)


def test_words_win_over_a_likeness_that_they_contradict():
    said = talk(("a", "Lena, vad behövs?"), ("b", "Jag heter Per Lind."))
    assert said.names(*PANEL, alike=[Likeness(2, "Lena Holm", 0.9, 0.7)]) in ({}, {"b": "Per Lind"})


def test_phrases_are_written_as_they_compare():
    for phrases in PHRASES.values():
        for name in ("own_name", "may_be_own_name", "greets_with_name", "presents", "thanks"):
            for phrase in getattr(phrases, name):
                assert phrase == " ".join(phrase.casefold().split())
                assert not set(phrase) & set(".,:;?!’")


SENTENCES = st.sampled_from(
    [
        "Jag heter Karin Ek.",
        "Jag heter Lena Holm och jag är chef.",
        "Med mig har jag Lena Holm, chef, och Per Lind.",
        "Lena, vi börjar med dig.",
        "Tack, Per.",
        "Per hur ser du på det?",
        "Vad säger du, Johan?",
        "Välkomna till",
        "med mig har jag",
        "och Erik – det var kul.",
        "Ja.",
        "– … –",
        "Det är",
        "jag är af Klercker",
        "(skratt)",
    ]
)
TURNS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.one_of(SENTENCES, st.text("aÅ.,– ?Bb", min_size=1))),
    max_size=12,
).map(lambda turns: [(who, text) for who, text in turns if text.strip()])
PEOPLE = st.lists(st.sampled_from(PANEL), max_size=4, unique=True)


@given(TURNS, PEOPLE, st.dictionaries(st.integers(1, 4), st.sampled_from(PANEL), max_size=2))
def test_whatever_is_said_no_name_comes_twice_and_what_is_named_stays(
    turns: list[tuple[str, str]], cast: list[str], named: dict[int, str]
):
    said = talk(*turns).conversation
    people = [Person(name=name) for name in cast]
    found = who_is_who(said, people, "sv", named)
    names = [one.name for one in found]
    assert len(set(names)) == len(names)
    assert len({one.voice for one in found}) == len(found)
    assert not set(names) & set(named.values())
    assert not {one.voice for one in found} & {0, *named}
    for one in found:
        assert one.reasons
        assert sum(reason.votes for reason in one.reasons) >= ENOUGH
        assert one.margin >= MARGIN


@given(st.integers(0, 13), st.sampled_from(["Ja, så är det.", "Och det kostar, – eller?"]))
def test_talk_that_names_nobody_changes_nothing(at: int, more: str):
    before = demo()
    turns = list(before.conversation.turns)
    index = min(at, len(turns) - 1)
    own = turns[index]
    extra = words(more, own.span.start)
    turns[index] = Turn(own.voice, (*extra, *own.words))
    after = Talk(Conversation(tuple(turns)), before.voices)
    assert after.names(*PANEL) == {name: name for name in PANEL}
