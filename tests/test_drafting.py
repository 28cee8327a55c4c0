from __future__ import annotations

from datetime import date

import pytest

from podcast.episode import Episode
from podcast.errors import SettingsError
from podcast.evidence import Evidence
from podcast.job import Job
from podcast.recording import Recording
from podcast.show import Show
from podcast.span import Span
from podcast.transcript import Segment, Transcript, Word
from podcast.workspace import EpisodeFolder
from podcast.writeup import look, write_up
from tests.fakes import voices

PEOPLE = [
    {"name": "Karin Ek", "role": "moderator", "heard_at": ["0:01"]},
    {"name": "Lena Holm", "heard_at": ["0:20"]},
]
QUESTIONS = ("Lena, vad betyder tillit?", "Tack, Lena. Och varför räcker inte pengarna?")


@pytest.fixture
def evidence() -> Evidence:
    """Two questions, each answered for more than five minutes."""
    heard: list[Word] = []
    stretches = []
    for question in QUESTIONS:
        for voice, text in ((1, question), (2, "ord " * 340 + "slut.")):
            start = len(heard)
            heard += [
                Word(part, Span(start + index, start + index + 0.9), 0.9)
                for index, part in enumerate(text.split())
            ]
            stretches.append((voice, float(start), float(len(heard))))
    recording = Recording(float(len(heard)), 1, 16_000, "mp3", 64_000, 1, "digest")
    transcript = Transcript("sv", (Segment(tuple(heard), -0.2, 0.01, 1.2),))
    return Evidence(recording, transcript, voices(*stretches))


def job(folder, **settings) -> Job:
    episode = Episode.model_validate(
        {"title": "Tillit", "published": date(2026, 5, 4), "people": PEOPLE} | settings
    )
    return Job(Show(title="Podden"), episode, EpisodeFolder(folder))


def headings(folder) -> list[str]:
    lines = (folder / "text.md").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.startswith("## ")]


def test_questions_are_headings_of_the_documentation(tmp_path, evidence):
    written = write_up(job(tmp_path, level="documentation"), evidence)
    assert headings(tmp_path) == ["## Vad betyder tillit?", "## Varför räcker inte pengarna?"]
    assert "headings proposed" not in written.edited_by_rule()
    assert "Tack, Lena." not in (tmp_path / "text.md").read_text(encoding="utf-8")


def test_questions_are_proposed_as_headings_of_the_clean_text(tmp_path, evidence):
    written = write_up(job(tmp_path), evidence)
    assert headings(tmp_path) == []
    assert written.edited_by_rule().endswith(
        "2 headings proposed: 0:00 “Vad betyder tillit?”, 5:47 “Varför räcker inte pengarna?”"
    )


def test_chapters_that_people_set_are_the_headings_at_any_level(tmp_path, evidence):
    chapters = [{"at": "0:00", "title": "Tillit"}, {"at": "5:40", "title": "Pengar"}]
    for level in ("verbatim", "clean", "documentation"):
        written = write_up(job(tmp_path, level=level, chapters=chapters), evidence)
        assert headings(tmp_path) == ["## Tillit", "## Pengar"]
        assert written.headings == ()


def test_chapters_set_later_come_into_the_text(tmp_path, evidence):
    write_up(job(tmp_path), evidence)
    later = job(tmp_path, chapters=[{"at": "5:40", "title": "Pengar"}])
    assert look(later, evidence).outdated
    write_up(later, evidence)
    assert headings(tmp_path) == ["## Pengar"]
    assert not look(later, evidence).outdated


def test_chapters_set_later_come_into_an_edited_text_too(tmp_path, evidence):
    write_up(job(tmp_path), evidence)
    text = tmp_path / "text.md"
    mended = text.read_text(encoding="utf-8").replace("vad betyder tillit?", "vad är tillit?")
    text.write_text(mended, encoding="utf-8")
    write_up(job(tmp_path, chapters=[{"at": "5:40", "title": "Pengar"}]), evidence)
    assert headings(tmp_path) == ["## Pengar"]
    assert "vad är tillit?" in text.read_text(encoding="utf-8")


def test_nothing_is_proposed_where_a_person_has_set_headings(tmp_path, evidence):
    write_up(job(tmp_path), evidence)
    text = tmp_path / "text.md"
    text.write_text(
        text.read_text(encoding="utf-8").replace("# Tillit\n", "# Tillit\n\n## Inledning\n", 1),
        encoding="utf-8",
    )
    assert look(job(tmp_path), evidence).headings == ()


@pytest.fixture
def fillers() -> Evidence:
    """Two people who both say “liksom” between pauses."""
    heard = [
        Word(text, Span(start, start + 0.4), 0.9)
        for start, text in enumerate("Det är, liksom, svårt. Vi är, liksom, åtta.".split())
    ]
    recording = Recording(8.0, 1, 16_000, "mp3", 64_000, 1, "digest")
    transcript = Transcript("sv", (Segment(tuple(heard), -0.2, 0.01, 1.2),))
    return Evidence(recording, transcript, voices((1, 0.0, 4.0), (2, 4.0, 8.0)))


ACCEPTING = (
    {"name": "Karin Ek", "heard_at": ["0:01"]},
    {"name": "Lena Holm", "heard_at": ["0:06"]},
)


def talk(folder) -> list[str]:
    text: str = (folder / "text.md").read_text(encoding="utf-8")
    return text.strip().split("\n\n")[1:]


def test_a_suggestion_is_accepted_for_the_whole_episode(tmp_path, fillers):
    written = write_up(job(tmp_path, people=ACCEPTING, accept=["liksom"]), fillers)
    assert talk(tmp_path) == ["Karin Ek: Det är svårt.", "Lena Holm: Vi är åtta."]
    assert written.suggested == ()


def test_a_suggestion_is_accepted_for_one_person(tmp_path, fillers):
    karin, lena = ACCEPTING
    write_up(job(tmp_path, people=(karin, lena | {"accept": ["liksom"]})), fillers)
    assert talk(tmp_path) == ["Karin Ek: Det är, liksom, svårt.", "Lena Holm: Vi är åtta."]


def test_a_rule_that_there_is_not_is_told_with_the_nearest(tmp_path, fillers):
    with pytest.raises(SettingsError, match="there is no rule “liksm”; did you mean “liksom”"):
        write_up(job(tmp_path, accept=["liksm"]), fillers)


def test_as_heard_nothing_is_accepted(tmp_path, fillers):
    write_up(job(tmp_path, people=ACCEPTING, accept=["liksom"], level="verbatim"), fillers)
    assert talk(tmp_path)[0] == "Karin Ek: Det är, liksom, svårt."
