from __future__ import annotations

import csv
import io

import pytest

import podcast.settings as settings_form
from podcast import text
from podcast.compose import compose
from podcast.conversation import Conversation, Turn
from podcast.editing import find_edits
from podcast.edits import accepted
from podcast.episode import Episode
from podcast.job import read_rules
from podcast.span import Span
from podcast.transcript import Word
from tests.fakes import words
from tests.said import written
from tests.shared import DATA, DEMO

SWEDISH = read_rules("sv")


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("Tack. Eh, för mig handlar det om", "Tack. För mig handlar det om"),
        ("mätt för mycket och, eh, lyssnat för lite.", "mätt för mycket och lyssnat för lite."),
        ("Ja, öh, det är så.", "Ja, det är så."),
        ("Det var fint, eh.", "Det var fint."),
        ("Det var fint eh, men dyrt.", "Det var fint, men dyrt."),
        ("Eh, öh, ehm, vi börjar.", "Vi börjar."),
        ("Ni bor på en ö eller hur?", "Ni bor på en ö eller hur?"),
        ("Han sa ”eh, nej” och gick.", "Han sa ”eh, nej” och gick."),
        ("Banan är 5 hm lång.", "Banan är 5 hm lång."),
        ("Vad tror du? | Hmm.", "Vad tror du? | Hmm."),
        ("Så tror jag. | Hmm.", "Så tror jag."),
    ],
)
def test_hesitations_go_and_what_they_leave_is_mended(spoken, expected):
    assert written(spoken) == expected


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("Det handlar om, om att lyssna.", "Det handlar om att lyssna."),
        ("Han bor i en i en kommun.", "Han bor i en kommun."),
        ("Om, om, om vi lyssnar.", "Om vi lyssnar."),
        ("Det handlar om, eh, om att lyssna.", "Det handlar om att lyssna."),
        ("Det är ko- kommunen.", "Det är kommunen."),
        ("Det vill vi se, det vill vi se i alla län.", "Det vill vi se i alla län."),
    ],
)
def test_stutters_and_broken_words_go(spoken, expected):
    assert written(spoken) == expected


@pytest.mark.parametrize(
    "spoken",
    [
        "Nej nej, så är det.",
        "Ja ja, det stämmer.",
        "Det är mycket mycket svårt.",
        "Det är väldigt väldigt svårt.",
        "Ring ett ett två nu.",
        "Det var två tre två tre stycken.",
        "Jag såg Eva Eva var glad.",
        "Och det, det måste få kosta.",
        "De som som barn var placerade.",
        "Det viktiga är är tid.",
        "Så så är det.",
        "I dag är vi, vi är åtta.",
        "Den tid vi lever i i dag.",
        "Det blir mer och mer och mer pengar.",
        "Vi måste lyssna, vi måste lyssna.",
        "Jag tror, jag tror att det går.",
        "Det är inte, det är inte lätt.",
        "Barn- och ungdomsvård, in- och utskrivning.",
        "Han sa ”om, om att” och gick.",
    ],
)
def test_what_may_be_meant_is_said_twice_in_the_clean_text_too(spoken):
    assert written(spoken) == spoken


def test_what_is_said_over_and_over_is_no_restart():
    assert written("Det är mycket mycket mycket mycket svårt.", "documentation") == (
        "Det är mycket mycket mycket mycket svårt."
    )


def test_what_comes_again_after_a_pause_is_said_on_purpose():
    said = (*words("Vi ska"), *words("ska lyssna om", 1.5), *words("om ni vill.", 3.4))
    edits = find_edits(Conversation((Turn(1, said),)), SWEDISH)
    assert [edit.rule for edit in edits] == []


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("Nån sa nåt, asså.", "Någon sa något, alltså."),
        ("Eh, såna ”såna” är det.", "Sådana ”såna” är det."),
        ("Ge mej det!", "Ge mig det!"),
    ],
)
def test_spoken_forms_are_spelled_as_written_ones(spoken, expected):
    assert written(spoken) == expected


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("Men, alltså, vi måste visa det.", "Men vi måste visa det."),
        ("Vi måste alltså visa det.", "Vi måste alltså visa det."),
        ("Det är, liksom, svårt.", "Det är svårt."),
        ("Det är liksom Eva.", "Det är liksom Eva."),
        ("Han var typ arg.", "Han var arg."),
        ("Det är en typ av boende.", "Det är en typ av boende."),
        ("Hon har typ 2 och typ tio andra.", "Hon har typ 2 och typ tio andra."),
        ("Det är bra, va? Vi går.", "Det är bra. Vi går."),
        ("Det är bra, eller hur? | Ja.", "Det är bra, eller hur? | Ja."),
        ("Det är svårt, du vet, vi har provat.", "Det är svårt, vi har provat."),
        ("Vi måste, så att säga, göra det.", "Vi måste göra det."),
        ("Vi är på något sätt alla här.", "Vi är alla här."),
        ("Går det på något sätt?", "Går det på något sätt?"),
        ("Jag menar, vi vet det. Jag menar att det går.", "Vi vet det. Jag menar att det går."),
        ("Det är, vad heter det, tillit.", "Det är tillit."),
        ("Ja, vi vill. Men så vi gör det.", "Vi vill. Vi gör det."),
        ("Vill ni? | Ja, vi vill.", "Vill ni? | Ja, vi vill."),
        ("Nu måste vi gå. Så är det.", "Nu måste vi gå. Så är det."),
        ("Dom är här med dom.", "De är här med dem."),
        ("Det kom en dom i dag.", "Det kom en dom i dag."),
        ("Dom måste vi nå. Dom måste få veta.", "Dom måste vi nå. De måste få veta."),
        ("Och det, det måste få kosta.", "Och det måste få kosta."),
        ("I dag är vi, vi är åtta.", "I dag är vi åtta."),
    ],
)
def test_suggestions_are_taken_at_the_level_documentation_alone(spoken, expected):
    assert written(spoken) == spoken
    assert written(spoken, "documentation") == expected


def test_english_has_rules_of_its_own():
    spoken = "Um, we we want to go, you know, to to the pa- park. It is, uh, not far."
    assert written(spoken, language="en") == (
        "We want to go, you know, to the park. It is not far."
    )
    assert written(spoken, "documentation", "en") == "We want to go to the park. It is not far."


def test_a_backchannel_is_left_out_but_a_negation_inside_anothers_turn_is_not():
    said = Turn(1, (*words("Vi måste lyssna."), *words("Det är svårt.", 2)))
    for aside, expected in [("Mm.", ["1"]), ("Nej.", ["1", "2", "1"])]:
        conversation = Conversation((said,), (Turn(2, words(aside, 1.3)),))
        for level in ("clean", "documentation"):
            edits = accepted(find_edits(conversation, SWEDISH), level)
            talk = compose("", "", conversation, edits, str).talk
            assert [paragraph.speaker for paragraph in talk] == expected


def demo_as_spoken():
    """The demo panel as it was spoken, the words of each utterance evenly over its time."""
    table = io.StringIO((DATA / "tillit.verbatim.tsv").read_text(encoding="utf-8"))
    cast: dict[str, int] = {}
    said: list[Turn] = []
    asides: list[Turn] = []
    for row in csv.DictReader(table, delimiter="\t"):
        voice = cast.setdefault(row["speaker"], len(cast) + 1)
        spoken = row["text"].split()
        start = float(row["start"])
        step = (float(row["end"]) - start) / len(spoken)
        spread = tuple(
            Word(part, Span(start + index * step, start + (index + 1) * step), 1.0)
            for index, part in enumerate(spoken)
        )
        (asides if row["kind"] == "backchannel" else said).append(Turn(voice, spread))
    return Conversation(tuple(said), tuple(asides)), {voice: name for name, voice in cast.items()}


def test_the_demo_as_spoken_becomes_the_documentation_to_the_letter():
    conversation, names = demo_as_spoken()
    settings_file = DEMO.parent / "episode.toml"
    episode = settings_form.parse(settings_file.read_bytes(), Episode, settings_file)
    cast = tuple(person.name for person in episode.people)
    edits = accepted(find_edits(conversation, SWEDISH), "clean")
    drafted = text.compose(compose(episode.title, "", conversation, edits, names.__getitem__), cast)
    golden = (DATA / "tillit.documentation.md").read_text(encoding="utf-8")
    _, *expected = text.parse(golden, cast).document.blocks  # first the people of the panel
    assert text.parse(drafted, cast).document.blocks == tuple(expected)
    assert drafted.split("\n\n") == [
        part for part in golden.split("\n\n") if "I panelen:" not in part
    ]


def test_the_demo_says_which_rule_took_what():
    conversation, _ = demo_as_spoken()
    edits = find_edits(conversation, SWEDISH)
    heard = [word.text for word, _ in conversation.words]
    told = [(edit.rule, " ".join(heard[place] for place in edit.at)) for edit in edits]
    assert told == [
        ("hesitations", "Eh,"),
        ("repeated words", "om,"),
        ("backchannels", "Mm."),
        ("openers", "Ja,"),
        ("alltså", "alltså,"),
        ("doubled words", "det,"),
        ("hesitations", "eh,"),
        ("openers", "Ja,"),
        ("backchannels", "Precis."),
        ("restarts", "vi är"),
    ]


@pytest.mark.parametrize(
    ("spoken", "expected"),
    [
        ("It was, like, hard. She was like a queen.", "It was hard. She was like a queen."),
        ("You know, we tried. You know what they say.", "We tried. You know what they say."),
        ("I mean, we tried. What I mean is that.", "We tried. What I mean is that."),
        ("It's, so to speak, a start, right? Yes.", "It's a start. Yes."),
        ("Well, it goes on and on and on.", "It goes on and on and on."),
        ("We are kinda, um, sort of gonna try.", "We are kind of, sort of going to try."),
        ("I dunno, maybe not.", "I don't know, maybe not."),
        ("I think, I think it's not not true.", "I think, I think it's not not true."),
        ("Can you? | Yeah, we can.", "Can you? | Yeah, we can."),
    ],
)
def test_english_reads_as_written_english_and_keeps_what_people_can_be_held_to(spoken, expected):
    assert written(spoken, "documentation", "en") == expected
