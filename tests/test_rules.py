from __future__ import annotations

from pathlib import Path

import pytest

import podcast.settings as settings_form
from podcast.errors import SettingsError
from podcast.job import read_rules
from podcast.rulebook import Rules

LEAST = """
keep = "inte"
numbers = ""
no_comma_after = ""
comma_before = ""
begins_clause = ""
headings = { questions = "vad", skip = "" }
figures = { decimal = ",", group = " ", percent = "procent", in_words = { 2 = "två" } }
[inaudible]
id = "inaudible"
automatic = false
written = "[ohörbart TIME]"
reason = "A person must listen."
[backchannels]
id = "backchannels"
automatic = true
reason = "They show that one listens."
"""
RULE = """
[[leave_out]]
id = "alltså"
kind = "filler"
automatic = false
phrases = ["alltså"]
reason = "It only takes the word."
"""
CIRCLE = """
[[respell]]
id = "x"
automatic = true
reason = "It goes round."
spellings = { "nån" = "någon", "någon" = "nån" }
"""


def read(content):
    return settings_form.parse(content, Rules, Path("sv.toml"))


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_rule_has_a_name_and_a_reason_and_says_whether_it_asks(language):
    rules = read_rules(language)
    reasons = [rules.backchannels.reason, *(rule.reason for rule in rules.asked)]
    assert all(len(reason.split()) >= 5 for reason in reasons)
    assert {rule.automatic for rule in rules.asked} == {True, False}


def test_automatic_are_only_rules_that_cannot_change_the_meaning():
    assert {rule.id for rule in read_rules("sv").asked if rule.automatic} == {
        "laughter",
        "applause",
        "music",
        "inaudible marks",
        "percent",
        "decimals",
        "thousands",
        "small numbers",
        "hesitations",
        "broken words",
        "repeated words",
        "repeated phrases",
        "written forms",
    }


def test_what_a_person_can_be_held_to_is_kept():
    hedges = "inte aldrig ju väl nog kanske bara faktiskt egentligen tror"
    assert read_rules("sv").keep.issuperset(hedges.split())


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        (RULE.replace("alltså", "inte"), "inte leaves out inte, which must be kept"),
        (RULE + RULE, "two rules are called alltså"),
        (RULE + 'after = "STRAT"\n', "STRAT is no place; choose among COMMA, NAME"),
        (RULE.replace("phrases", "phrase"), "“phrase” is not a setting of leave_out"),
        (RULE.replace('reason = "It only takes the word."', ""), "“reason” is missing"),
        (RULE.replace("filler", "fill"), "“kind” cannot be “fill”; did you mean “filler”?"),
        (CIRCLE, "x both writes någon and writes it anew"),
    ],
)
def test_a_slip_is_told_in_one_sentence(slip, told):
    with pytest.raises(SettingsError) as refused:
        read(LEAST + slip)
    assert told in str(refused.value)
    assert len(refused.value.faults) == 1, refused.value.faults


def test_a_linguist_adds_a_rule_by_writing_it():
    assert read(LEAST + RULE).ids == ("glossary", "backchannels", "inaudible", "alltså")
