"""Scripts of recordings: who says which word, in the order in which words are written down.

Read from what lies beside a recording: `.stm` (NIST), `.verbatim.tsv` (columns start, end, speaker,
kind, text) or `.txt` (lines `Name: text`). Where lines have times and people speak at once, whole
sentences stand in the order in which they begin, because that is how a speech model writes them;
when a sentence begins inside a line is told by its letters.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.scoring import Said, script, words
from podcast.transcript import ends_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

SUFFIXES = (".stm", ".verbatim.tsv", ".txt")
SOUND = frozenset({".mp3", ".wav", ".flac", ".m4a", ".ogg", ".opus"})
_STM_FIELDS = 6


@dataclass(frozen=True, slots=True)
class Line:
    """What somebody says from one moment to another."""

    start: float
    end: float
    who: str
    text: str


def scripted(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield the recordings of a folder that have scripts beside them, with these."""
    for sound in sorted(folder.iterdir()):
        if sound.suffix in SOUND and (script := script_beside(sound)):
            yield sound, script


def script_beside(sound: Path) -> Path | None:
    """Return the script of a recording, the one with the most in it; None where there is none."""
    candidates = (sound.with_name(sound.stem + suffix) for suffix in SUFFIXES)
    return next((file for file in candidates if file.is_file()), None)


def read_script(file: Path) -> list[Said]:
    """Read a script of any of the three kinds."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".stm":
        return in_order(_stm(text))
    if file.suffix == ".tsv":
        rows = csv.DictReader(text.splitlines(), delimiter="\t")
        return in_order(
            Line(float(row["start"]), float(row["end"]), row["speaker"], row["text"])
            for row in rows
        )
    return script(text)


def in_order(lines: Iterable[Line]) -> list[Said]:
    """Put the sentences of all lines in the order in which they begin."""
    sentences = (begun for line in lines for begun in _sentences(line))
    return [
        Said(word, who)
        for _, who, sentence in sorted(sentences, key=lambda begun: begun[0])
        for word in words(sentence)
    ]


def _stm(text: str) -> Iterator[Line]:
    for line in text.splitlines():
        fields = line.split(None, _STM_FIELDS - 1)
        if len(fields) == _STM_FIELDS and not line.startswith(";;"):
            _, _, who, start, end, spoken = fields
            yield Line(float(start), float(end), who, spoken)


def _sentences(line: Line) -> Iterator[tuple[float, str, str]]:
    """Yield when each sentence of a line begins, who says it, and its text."""
    pace = (line.end - line.start) / max(1, len(line.text))
    begins, at = 0, 0
    for part in line.text.split():
        at = line.text.index(part, at) + len(part)
        if ends_sentence(part) or not line.text[at:].strip():
            yield line.start + begins * pace, line.who, line.text[begins:at]
            begins = at


def cast(reference: Sequence[Said]) -> tuple[str, ...]:
    """Return the people whom a script names in full, whose names a build would know of."""
    names = dict.fromkeys(str(said.who) for said in reference)
    return tuple(name for name in names if " " in name)
