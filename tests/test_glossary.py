from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from podcast.building import build
from podcast.errors import SettingsError
from podcast.glossary import Term, terms
from podcast.settings import parse
from podcast.show import Show
from tests.fakes import Collected, FakeEngines, add_episode, new_show, panel

if TYPE_CHECKING:
    from podcast.engines import TranscribeOptions
    from podcast.workspace import Workspace


def test_an_entry_is_a_term_or_a_respelling():
    assert terms(["SKR", " es ko är =>  SKR ", " "]) == (Term("SKR"), Term("SKR", "es ko är"))


@pytest.mark.parametrize("entry", ["=> SKR", "es ko är =>", "a => b => c"])
def test_half_a_respelling_is_refused_with_its_line(entry, tmp_path):
    file = tmp_path / "show.toml"
    with pytest.raises(SettingsError, match=r"line 2: .*write a respelling as “heard => written”"):
        parse(f'title = "Podden"\nglossary = ["{entry}"]', Show, file)


@dataclass
class Expecting(FakeEngines):
    """Engines that remember which words they were told to expect."""

    expected: list[tuple[str, ...]] = field(default_factory=list)

    def transcribe(self, samples, options: TranscribeOptions, model_folder, journal, progress):
        self.expected.append(options.hotwords)
        return super().transcribe(samples, options, model_folder, journal, progress)


def built(workspace: Workspace, glossary: str) -> tuple[tuple[str, ...], ...]:
    """Build with a glossary; return what the speech model was told to expect, each time."""
    settings = workspace.show.read_text(encoding="utf-8").split("glossary")[0]
    workspace.show.write_text(f"{settings}glossary = {glossary}\n", encoding="utf-8")
    known = panel()
    engines = Expecting(known.heard, known.who)
    build(workspace, engines.engines(), Collected(), datetime(2026, 6, 1, tzinfo=UTC))
    return tuple(engines.expected)


def test_the_speech_model_is_told_of_the_glossary_then_of_the_cast_and_of_forty_terms(tmp_path):
    workspace = new_show(tmp_path)
    people = '[[people]]\nname = "Lena Holm"\norganisation = "Karlstads kommun"\n'
    add_episode(workspace, "tillit", people)
    (few,) = built(workspace, '["SKR", "IVO"]')
    assert few == ("SKR", "IVO", "Lena Holm", "Karlstads kommun")
    many = [f"Term{number}" for number in range(60)]
    (told,) = built(workspace, str(many).replace("'", '"'))
    assert told == tuple(many[:40])


def test_respellings_mend_the_text_and_make_no_word_be_heard_anew(tmp_path):
    workspace = new_show(tmp_path)
    folder = add_episode(workspace, "tillit")
    assert built(workspace, '["SKR"]') == (("SKR",),)
    assert built(workspace, '["SKR", "man lyssnar => vi lyssnar"]') == ()
    assert "Att vi lyssnar." in (folder / "text.md").read_text(encoding="utf-8")
    assert built(workspace, '["SKR", "IVO", "ivå => IVO", "man => vi"]') == (("SKR", "IVO", "vi"),)
