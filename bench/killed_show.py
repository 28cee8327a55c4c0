"""A small show on disk, before and after people have changed it, to be built by the real command.

The demo panel, cut short, and perhaps another recording beside it. The change is what people do
between two builds: a sentence in the text, another title, and one more recording dropped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg  # type: ignore[import-untyped]  # has no stubs

NOW = "2026-11-01T06:00"
"""The moment by which every build acts."""

_EPISODES = Path(__file__).parents[1] / "episodes"
_PANEL = _EPISODES / "2026-05-04-tillit"
_DROP = "2026-05-18 Handen på axeln.wav"
# When the recordings were last changed, in seconds since 1970: long before any build.
_CHANGED = 1_777_000_000


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of the demo panel, in seconds; said again after a silence, where there is one."""

    start: float
    end: float
    silence: float = 0.0

    def write(self, target: Path) -> None:
        """Write it as WAV, 16 kHz and one channel."""
        again = f"asplit[a][b];[a]apad=pad_dur={self.silence}[c];[c][b]concat=n=2:v=0:a=1"
        command = (
            *(imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y"),
            *("-ss", str(self.start), "-to", str(self.end), "-i", str(_PANEL / "tillit.mp3")),
            *("-filter_complex", again if self.silence else "anull"),
            *("-ac", "1", "-ar", "16000", "-bitexact", str(target)),
        )
        subprocess.run(command, check=True)
        os.utime(target, (_CHANGED, _CHANGED))


@dataclass(frozen=True, slots=True)
class Sounds:
    """What is heard in the episodes: the panel, what is dropped later, what else there is."""

    panel: Cut
    dropped: Cut
    others: tuple[Cut, ...] = ()


SHORT = Sounds(Cut(4, 9), Cut(63, 67))
LONG = Sounds(Cut(0, 40), Cut(62, 70), (Cut(56, 70, silence=640),))
"""The third is heard in two blocks; most of it is silence, which costs little."""


def make_show(root: Path, sounds: Sounds) -> Path:
    """Write the show as people have it at first; return its folder."""
    panel = root / "episodes" / _PANEL.name
    panel.mkdir(parents=True)
    shutil.copy(_EPISODES / "show.toml", root / "episodes")
    shutil.copy(_PANEL / "episode.toml", panel)
    sounds.panel.write(panel / "tillit.wav")
    for number, other in enumerate(sounds.others, start=1):
        folder = root / "episodes" / f"2026-05-{10 + number}-fraga-{number}"
        folder.mkdir()
        other.write(folder / "fraga.wav")
        title = f'title = "Fråga {number}"\npublished = 2026-05-{10 + number}\n'
        (folder / "episode.toml").write_text(f'{title}event = "Panelpoddens demodag"\n', "utf-8")
    return root


def change_show(root: Path, sounds: Sounds) -> Path:
    """Change a show that was built once: text, title, and one more recording."""
    panel = root / "episodes" / _PANEL.name
    text, settings = panel / "text.md", panel / "episode.toml"
    edited = text.read_text("utf-8").rstrip("\n")
    text.write_text(f"{edited} Det skrev en människa.\n", "utf-8")
    before = settings.read_text("utf-8")
    settings.write_text(before.replace("Tillit i socialtjänsten", "Tillit i vården"), "utf-8")
    sounds.dropped.write(root / "episodes" / _DROP)
    return root


def copied(show: Path, target: Path) -> Path:
    """Copy a show with the times of its files, by which a build knows what it has heard."""
    shutil.copytree(show, target, copy_function=shutil.copy2)
    return target


def contents(show: Path) -> dict[str, bytes]:
    """All files but the hidden ones that only a build reads, by their place."""
    return {
        name: file.read_bytes()
        for file in sorted(show.rglob("*"))
        if file.is_file() and not _is_private(name := file.relative_to(show).as_posix())
    }


def build(show: Path, output: Path) -> subprocess.Popen[bytes]:
    """Begin to build a show by the real command, in a process group of its own."""
    command = (sys.executable, "-m", "podcast", "build", "--now", NOW, "--workspace", str(show))
    with output.open("wb") as said:
        return subprocess.Popen(
            command, stdout=said, stderr=subprocess.STDOUT, start_new_session=True
        )


def _is_private(place: str) -> bool:
    return place.startswith("episodes/.") or any(
        part.startswith((".new-", ".work")) for part in place.split("/")
    )
