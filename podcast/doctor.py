"""Is this machine ready: what `podcast doctor` looks at, each with a sentence."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import imageio_ffmpeg  # type: ignore[import-untyped]

from podcast import speech_models, voice_models
from podcast.errors import ModelError
from podcast.machine import memory, physical_cores

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_GB = 1_000_000_000
# An hour of sound needs 0.12 GB while it is heard, and its MP3 0.06 GB; a model up to 3 GB.
_LEAST_DISK = 2 * _GB
# The offline model with a block of sound stays below 2 GB.
_LEAST_MEMORY = 3 * _GB
_LEAST_PYTHON = (3, 11)


@dataclass(frozen=True, slots=True)
class Check:
    """What was looked at.

    Attributes:
        name: a word or two.
        ok: whether a build can do its work.
        sentence: what was found and, if it is not well, what to do.
    """

    name: str
    ok: bool
    sentence: str


def examine(workspace: Path, wanted: str = "auto", language: str = "sv") -> tuple[Check, ...]:
    """Look at everything that a build needs.

    Args:
        workspace: the folder whose disk is written to.
        wanted: the speech model of show.toml.
        language: of the show.
    """
    return (
        _python(),
        _cores(),
        _memory(),
        _disk(workspace),
        _ffmpeg(),
        *_speech(wanted, language),
        _voices(),
    )


def _python() -> Check:
    here = ".".join(map(str, sys.version_info[:3]))
    return Check("Python", sys.version_info >= _LEAST_PYTHON, f"{here}; 3.11 or later is needed.")


def _cores() -> Check:
    cores = physical_cores()
    said = f"{cores} physical core{'s' if cores > 1 else ''}, all used for speech."
    return Check("Processor", ok=True, sentence=said)


def _memory() -> Check:
    size = memory()
    if not size:
        return Check("Memory", ok=True, sentence="this system does not tell how much there is.")
    said = f"{size / _GB:.1f} GB"
    if size < _LEAST_MEMORY:
        return Check("Memory", ok=False, sentence=f"{said}; 3 GB are needed, close other programs.")
    return Check("Memory", ok=True, sentence=f"{said}.")


def _disk(workspace: Path) -> Check:
    free = shutil.disk_usage(workspace).free
    said = f"{free / _GB:.1f} GB free for {workspace}"
    if free < _LEAST_DISK:
        return Check("Disk", ok=False, sentence=f"{said}; make room, 2 GB are needed.")
    return Check("Disk", ok=True, sentence=f"{said}.")


def _ffmpeg() -> Check:
    try:
        program = imageio_ffmpeg.get_ffmpeg_exe()
        said = subprocess.run(  # noqa: S603 — our own ffmpeg, no shell
            (program, "-hide_banner", "-encoders"),
            capture_output=True,
            text=True,
            check=True,
            timeout=30,
        )
    except (RuntimeError, OSError, subprocess.SubprocessError):
        remedy = "run `pip install --force-reinstall imageio-ffmpeg`."
        return Check("ffmpeg", ok=False, sentence=f"it does not run here; {remedy}")
    if "libmp3lame" not in said.stdout:
        return Check("ffmpeg", ok=False, sentence=f"{program} cannot write MP3; use another.")
    return Check("ffmpeg", ok=True, sentence="runs, and can write MP3.")


def _speech(wanted: str, language: str) -> Iterator[Check]:
    try:
        chosen = speech_models.choose(wanted, language)
        here = speech_models.installed()
    except ModelError as fault:
        yield Check("Speech model", ok=False, sentence=str(fault))
        return
    for model in here if chosen in here else (chosen, *here):
        used = "used" if model == chosen else "not used"
        if wrong := speech_models.damaged(model):
            remedy = f"delete {model.folder} and run `podcast models pull {model.name}`."
            files = ", ".join(wrong)
            yield Check(
                "Speech model", ok=False, sentence=f"{model.name}: {files} damaged; {remedy}"
            )
        else:
            yield Check("Speech model", ok=True, sentence=f"{model.name} is whole, and {used}.")


def _voices() -> Check:
    try:
        voice_models.load()
    except ModelError as fault:
        return Check("Voice models", ok=False, sentence=str(fault))
    return Check("Voice models", ok=True, sentence="both are whole.")
