"""The demo panel as a build leaves it to be reviewed, without a model having heard it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from podcast.building import local_engines
from podcast.conversation import Voices, VoiceSpan
from podcast.document import Paragraph
from podcast.evidence import gather
from podcast.job import find, read_shelf, read_show
from podcast.span import Span
from podcast.transcript import Segment, Transcript, Word
from podcast.workspace import Workspace
from podcast.writeup import write_up
from tests.editions import CAST, TALK, timed
from tests.fakes import Collected, FakeEngines
from tests.shared import DEMO, ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from podcast.document import TimedWord
    from podcast.engines import Engines

SLUG = "tillit"
SLIPS = {
    "medarbetarna.": ("medarbettarna.", 0.45),
    "raseras": ("rasseras", 0.8),
    "vänta.": ("vända.", 0.35),
}
"""Words that the model is made to hear wrong, by how they are said, each with its certainty."""
SURE = 0.97


def demo_workspace(folder: Path) -> Workspace:
    """Give the demo panel, heard and written up: it was heard as it is said, but for `SLIPS`."""
    return heard_workspace(folder, engines())


def heard_workspace(folder: Path, by: Engines) -> Workspace:
    """Give a show with the demo's recording and settings, heard by engines and written up."""
    if not DEMO.is_file():
        pytest.skip(f"the demo's recording {DEMO} is not here; fetch the whole repository")
    there = folder / "episodes" / DEMO.parent.name
    there.mkdir(parents=True)
    shutil.copy(ROOT / "episodes" / "show.toml", folder / "episodes")
    for name in ("episode.toml", DEMO.name):
        shutil.copyfile(DEMO.parent / name, there / name)
    workspace = Workspace.at(folder)
    job = find(read_shelf(workspace, read_show(workspace)), SLUG).ready()
    write_up(job, gather(job, by, Collected()))
    return workspace


def engines() -> Engines:
    """Engines that decode and encode, and hear the demo as it is said."""
    heard = FakeEngines(_transcript(), _voices()).engines()
    ours = local_engines()
    return replace(heard, decode=ours.decode, encode=ours.encode, tag=ours.tag, shrink=ours.shrink)


def _transcript() -> Transcript:
    segments = tuple(
        Segment(
            tuple(_heard(word) for word in timed(Paragraph(text), start, end).words),
            -0.2,
            0.01,
            1.2,
        )
        for start, end, _, text in TALK
    )
    return Transcript("sv", segments)


def _heard(word: TimedWord) -> Word:
    text, certainty = SLIPS.get(word.text, (word.text, SURE))
    return Word(text, word.span, certainty)


def _voices() -> Voices:
    names = [person.name for person in CAST]
    spans = tuple(
        VoiceSpan(Span(start, end), 1 + names.index(name)) for start, end, name, _ in TALK
    )
    return Voices(spans, spans)
