"""A show as a real build leaves it, with sound that can be played, to be damaged by tests."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PIL import Image

from podcast import encode
from podcast.building import build
from podcast.checking import check, kept_editions
from podcast.decode import stream
from podcast.edition import PublishedSound, Tags
from podcast.encode import SAMPLE_RATE, Source
from podcast.job import read_show
from podcast.loudness import Level
from podcast.sound_looking import Look
from podcast.workspace import Workspace
from tests.fakes import Collected, FakeEngines, transcript, voices
from tests.sounds import tone, write_wav

if TYPE_CHECKING:
    from podcast.checking import Checked

NOW = datetime(2026, 6, 1, tzinfo=UTC)
SECONDS = 6.0

_SHOW = """
title = "Panelpodden"
description = "Samtal om socialt arbete, från scen till text."
address = "https://panelpodden.example/"
author = "Panelpodden"
email = "podd@panelpodden.example"
license = "CC-BY-4.0"
feed_items = 2
seasons = [{ number = 2, name = "Våren & hösten" }]
"""
_EPISODE = """
title = "{title}"
published = {day}
description = "Karin Ek och Lena Holm talar om tillit & åäö."
number = {number}
season = 2
place = "Karlstad"
reviewed = 2026-05-05
{more}
[[chapters]]
at = "0:00"
title = "Början & <slutet>"
[[chapters]]
at = "0:02"
title = "Ålder"
[[people]]
name = "Karin Ek"
role = "moderator"
heard_at = ["0:00"]
[[people]]
name = "Lena Holm"
role = "verksamhetschef"
heard_at = ["0:03"]
[[links]]
title = "Rapporten & bilagan"
address = "https://kommun.example/å?a=1&b=2"
"""
_TEXT = """# {title}

Karin Ek: Vad betyder tillit?

> Att man lyssnar.

![Karin Ek och Lena Holm vid ett bord](panel.jpg)

Lena Holm: Att man lyssnar.
"""


@cache
def _mp3() -> bytes:
    """Six seconds of a tone, once encoded by the real encoder."""
    with TemporaryDirectory() as folder:
        wav = write_wav(Path(folder) / "a.wav", SAMPLE_RATE, tone(SECONDS, SAMPLE_RATE))
        target = Path(folder) / "a.mp3"
        source = Source(wav, partial(stream, wav, SAMPLE_RATE, 1), 1, SECONDS)
        encode.encode(source, target, Tags("x"), lambda _: None)
        return target.read_bytes()


@dataclass
class SoundEngines(FakeEngines):
    """The fakes, but for the sound, which is a real one with real tags."""

    published: list[PublishedSound] = field(default_factory=list)

    def decode(self, file, pcm):
        return replace(super().decode(file, pcm), duration=SECONDS)

    def encode(self, file, recording, target, options, progress) -> PublishedSound:  # noqa: ARG002 - as asked for
        bare = target.with_name(f"{target.name}.bare")
        bare.write_bytes(_mp3())
        level = Level(-19.0, -15.9)
        facts = PublishedSound("", "audio/mpeg", 0, SECONDS, "", before=level, after=level)
        try:
            return encode.tag(facts, bare, target, options.tags)
        finally:
            bare.unlink()

    def tag(self, published, source, target, tags) -> PublishedSound:
        return encode.tag(published, source, target, tags)


def speaking() -> SoundEngines:
    """Two people: one asks, the other answers."""
    heard = transcript((0, "Vad betyder tillit?"), (2.5, "Att man lyssnar."))
    return SoundEngines(heard, voices((1, 0, 1.2), (2, 2.5, 4)))


def add(workspace: Workspace, slug: str, title: str, number: int, more: str = "") -> None:
    """Put an episode on the shelf, with settings, text and a photo."""
    folder = workspace.episodes / f"2026-05-{number:02}-{slug}"
    folder.mkdir()
    (folder / "sound.mp3").write_bytes(slug.encode())
    settings = _EPISODE.format(title=title, day=f"2026-05-{number:02}", number=number, more=more)
    (folder / "episode.toml").write_text(settings, encoding="utf-8")
    (folder / "text.md").write_text(_TEXT.format(title=title), encoding="utf-8")
    Image.new("RGB", (60, 40), "teal").save(folder / "panel.jpg")


def new_workspace(folder: Path) -> Workspace:
    (folder / "episodes").mkdir(parents=True)
    (folder / "episodes" / "show.toml").write_text(_SHOW, encoding="utf-8")
    return Workspace.at(folder)


def good_show(folder: Path) -> Workspace:
    """Three episodes in two documents of a feed; beside them one unlisted, withdrawn, scheduled."""
    workspace = new_workspace(folder)
    titles = ("Tillit", "<script>alert('å')</script>", "]]> & ”så” 🎙️ الثقة")
    for number, title in enumerate(titles, start=1):
        add(workspace, f"avsnitt-{number}", title, number)
    add(workspace, "olistat", "Olistat", 4, 'status = "unlisted"')
    add(workspace, "borta", "Borta", 5)
    build(workspace, speaking().engines(), Collected(), NOW)
    withdrawn = workspace.episodes / "2026-05-05-borta" / "episode.toml"
    withdrawn.write_text(
        withdrawn.read_text("utf-8").replace("reviewed", 'status = "withdrawn"\nreviewed'), "utf-8"
    )
    add(workspace, "sedan", "Sedan", 6)
    later = workspace.episodes / "2026-05-06-sedan" / "episode.toml"
    later.write_text(later.read_text("utf-8").replace("2026-05-06", "2027-05-06"), "utf-8")
    result = build(workspace, speaking().engines(), Collected(), NOW)
    assert result.is_whole
    assert len(result.outcome.editions) == 4
    return workspace


def checked(workspace: Workspace, look: Look = Look.HEAD, now: datetime = NOW) -> Checked:
    show = read_show(workspace)
    return check(workspace, show, kept_editions(workspace, show), now, look)


def codes(workspace: Workspace, look: Look = Look.HEAD) -> list[str]:
    """The codes found, each as often as it was."""
    return [finding.kind.code for finding in checked(workspace, look).findings]
