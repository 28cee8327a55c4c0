"""Recordings with what is known about who speaks in them, as they lie in folders.

A recording is a sound with a reference of the same name beside it: `.rttm` with who speaks when,
or else `.txt`, a script of lines `Name: text` that tells only how many people speak. Each folder
with such recordings, however deep, is a group; everything else is passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bench.diarization_scoring import Spoken
from bench.scoring import script

_SOUND = (".flac", ".m4a", ".mp3", ".mp4", ".ogg", ".opus", ".wav", ".webm")
# A script with fewer is one without names.
_FEWEST_NAMES = 2


@dataclass(frozen=True, slots=True)
class Case:
    """A recording with what is known about it.

    Attributes:
        group: the recordings whose errors are added up.
        sound: the file.
        reference: who speaks when, or None where only the number of people is known.
        people: how many speak.
    """

    group: str
    sound: Path
    reference: tuple[Spoken, ...] | None
    people: int


def cases(folder: Path) -> tuple[Case, ...]:
    """Find all recordings with references in a folder and those inside it, by group."""
    sounds = (file for file in folder.rglob("*") if file.suffix.lower() in _SOUND)
    in_order = sorted(sounds, key=lambda sound: (sound.parent, sound.name))
    found = (_case(_group(folder, sound), sound) for sound in in_order)
    return tuple(case for case in found if case)


def timed(group: str, sound: Path, reference: Path) -> Case:
    """Read a recording whose reference says who speaks when.

    Raises:
        ValueError: when a line of the reference is not RTTM.
    """
    known = rttm(reference)
    return Case(group, sound, known, len({spoken.who for spoken in known}))


def rttm(file: Path) -> tuple[Spoken, ...]:
    """Read the SPEAKER lines of an RTTM file, whatever recording they name.

    Raises:
        ValueError: when such a line lacks a field or has something else in the place of times.
    """
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(_spoken(file, line) for line in lines if line.startswith("SPEAKER"))


def _spoken(file: Path, line: str) -> Spoken:
    try:
        _, _, _, start, duration, _, _, who, *_ = line.split()
        return Spoken(float(start), float(start) + float(duration), who)
    except ValueError:
        raise ValueError(f"{file} has a line that is not RTTM: {line}") from None


def _group(folder: Path, sound: Path) -> str:
    inside = sound.parent.relative_to(folder)
    return inside.as_posix() if inside.parts else folder.resolve().name


def _case(group: str, sound: Path) -> Case | None:
    if (reference := sound.with_suffix(".rttm")).is_file():
        return timed(group, sound, reference)
    names = _names(sound.with_suffix(".txt"))
    return Case(group, sound, None, len(names)) if len(names) >= _FEWEST_NAMES else None


def _names(file: Path) -> set[object]:
    if not file.is_file():
        return set()
    return {said.who for said in script(file.read_text(encoding="utf-8"))} - {""}
