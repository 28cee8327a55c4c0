from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from podcast.editing import find_edits
from podcast.edits import accepted, apply
from podcast.episode import Episode
from podcast.errors import SettingsError
from podcast.job import Job, read_rules, rules_of
from podcast.show import Show
from podcast.workspace import EpisodeFolder
from tests.said import conversation_of

if TYPE_CHECKING:
    from pathlib import Path

RULE = """
[[leave_out]]
id = "ju men"
kind = "filler"
automatic = true
phrases = ["Så där"]
reason = "What our host says before every answer."
"""


def job(folder: Path, own: str | None = None) -> Job:
    episode = Episode(title="Tillit", published=date(2026, 5, 4))
    if own is not None:
        (folder / "rules.toml").write_text(own, encoding="utf-8")
    return Job(Show(title="Podden"), episode, EpisodeFolder(folder / "2026-05-04-tillit"))


def clean(job: Job, spoken: str) -> str:
    conversation = conversation_of(spoken)
    edits = accepted(find_edits(conversation, rules_of(job)), "clean")
    return " ".join(said.word.text for said in apply(conversation, edits))


def test_a_show_without_rules_of_its_own_has_ours(tmp_path):
    assert rules_of(job(tmp_path)) is read_rules("sv")
    assert rules_of(job(tmp_path, "")) == read_rules("sv")


def test_a_rule_of_the_shows_own_is_asked_too(tmp_path):
    spoken = "Så där det är, eh, svårt."
    assert clean(job(tmp_path), spoken) == "Så där det är svårt."
    assert clean(job(tmp_path, RULE), spoken) == "Det är svårt."


def test_rules_of_ours_are_switched_off_by_name(tmp_path):
    spoken = "Det är, eh, svårt om, om du vet."
    assert clean(job(tmp_path, 'off = ["hesitations"]'), spoken) == "Det är, eh, svårt om du vet."


def test_a_suggestion_becomes_automatic_and_the_other_way_round(tmp_path):
    own = 'automatic = ["så att säga"]\nsuggested = ["hesitations"]'
    assert clean(job(tmp_path, own), "Det är, eh, så att säga svårt.") == "Det är, eh, svårt."


def test_words_that_a_show_keeps_are_left_out_by_no_rule(tmp_path):
    own = 'keep = "liksom så"\nautomatic = ["liksom", "så att säga"]'
    assert clean(job(tmp_path, own), "Det är, liksom, så att säga svårt.") == (
        "Det är, liksom, så att säga svårt."
    )


def test_our_rule_may_be_put_in_place_of(tmp_path):
    own = 'off = ["hesitations"]\n' + RULE.replace("ju men", "hesitations")
    assert clean(job(tmp_path, own), "Eh, så där är det.") == "Eh, är det."


def test_spellings_of_several_words(tmp_path):
    own = """
[[respell]]
id = "our words"
automatic = true
reason = "The authority's name, as it writes it itself."
spellings = { "I V O" = "IVO", "Sos" = "Socialstyrelsen" }
"""
    assert clean(job(tmp_path, own), "Både i v o, och Sos säger.") == (
        "Både IVO, och Socialstyrelsen säger."
    )


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ('\noff = ["hesitation"]', "line 2: “hesitation” is no rule of ours; did you mean “hesita"),
        ('suggested = ["xyzzy"]', "line 1: “xyzzy” is no rule of ours; we have laughter, appl"),
        (RULE.replace("ju men", "alltså"), "line 3: there is a rule “alltså” already; call yours"),
        (RULE.replace("ju men", "glossary"), "line 3: there is a rule “glossary” already"),
        (RULE + RULE, "line 10: there is a rule “ju men” already; call yours something else"),
        (
            RULE.replace("Så där", "kanske"),
            "line 2: “ju men” leaves out kanske, which must be kept",
        ),
        ('keep = "där"' + RULE, "line 2: “ju men” leaves out där, which must be kept."),
        (RULE.replace("phrases", "phrase"), "line 6: “phrase” is not a setting of leave_out"),
        ('of = ["x"]', "line 1: “of” is not a setting; did you mean “off”?"),
        (RULE + 'after = "STRAT"\n', "STRAT is no place"),
    ],
)
def test_a_slip_is_told_with_file_and_line(tmp_path, own, told):
    with pytest.raises(SettingsError) as refused:
        rules_of(job(tmp_path, own))
    assert refused.value.faults[0].startswith(told) or told in refused.value.faults[0]
    assert str(refused.value).startswith(str(tmp_path / "rules.toml"))
