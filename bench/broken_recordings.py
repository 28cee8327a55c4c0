"""Recordings broken as disks and copies break them: `python -m bench.broken_recordings`.

A short sound in every form that people drop is cut at each hundredth of its length, its bits are
turned, parts of it are wiped, swapped or written twice, and its head is another form's. Each file
is heard as a build hears it, in a process of its own. It has to be played or refused in a sentence:
no other error, no crash, none that takes longer than half a minute or a gigabyte.

With `--share 20` only every twentieth file is tried.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import imageio_ffmpeg  # type: ignore[import-untyped]  # it has no types

from bench.machine import describe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PATIENCE = 30.0
"""Seconds that a file of a few seconds may take."""
MEMORY = 1_000_000_000
"""Bytes that the process may take."""

# Four seconds of a tone that slides, comes and goes, as ffmpeg makes it.
_SOUND = "aevalsrc=0.3*sin(2*PI*(180+90*sin(3*t))*t)*gt(sin(5*t)\\,-0.3):d=4:s=44100"
_FORMS: dict[str, tuple[str, ...]] = {
    "wav": (),
    "mp3": ("-b:a", "64k"),
    "flac": (),
    "ogg": ("-c:a", "libvorbis"),
    "opus": ("-c:a", "libopus", "-b:a", "32k"),
    "m4a": ("-c:a", "aac"),
    "aiff": (),
    "wma": ("-c:a", "wmav2"),
    "webm": ("-c:a", "libopus"),
    "mkv": ("-c:a", "aac"),
    "mp4": ("-f", "lavfi", "-i", "testsrc=d=4:s=64x48:r=5", "-c:a", "aac", "-c:v", "mpeg4"),
    "caf": (),
}
_HEAD = 64  # bytes in which a form says what it is


@dataclass(frozen=True, slots=True)
class Broken:
    """A broken recording.

    Attributes:
        name: what was done to which form; also a file name.
        content: its bytes.
    """

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a broken recording.

    Attributes:
        name: of the recording.
        outcome: `played`, `refused`, or what went wrong.
        peak: the most memory that the process had taken by then, in bytes.
    """

    name: str
    outcome: str
    peak: int

    @property
    def is_well(self) -> bool:
        """Whether a producer could live with it."""
        return self.outcome in {"played", "refused"} and self.peak <= MEMORY


def main() -> int:
    """Try all of them; the exit status is 1 when one did what none may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=int, default=1, metavar="N", help="every Nth file only")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="where what went wrong is kept")
    asked = parser.parse_args()
    print(describe("av"))
    with tempfile.TemporaryDirectory() as folder:
        verdicts = tried(list(broken(sound_forms()))[:: asked.share], Path(folder), asked.keep)
    for verdict in verdicts:
        if not verdict.is_well:
            print(f"{verdict.name}: {verdict.outcome}, {verdict.peak / 1e6:.0f} MB")
    outcomes = Counter(verdict.outcome for verdict in verdicts)
    counted = ", ".join(f"{count} {outcome}" for outcome, count in outcomes.most_common())
    peak = max(verdict.peak for verdict in verdicts)
    print(f"{len(verdicts)} files: {counted}; at most {peak / 1e6:.0f} MB")
    return 0 if all(verdict.is_well for verdict in verdicts) else 1


def sound_forms() -> dict[str, bytes]:
    """Make the sound in every form, whole, by its extension."""
    forms = {}
    with tempfile.TemporaryDirectory() as folder:
        for form, options in _FORMS.items():
            target = Path(folder) / f"sound.{form}"
            subprocess.run(
                [
                    imageio_ffmpeg.get_ffmpeg_exe(),
                    "-v",
                    "error",
                    "-f",
                    "lavfi",
                    "-i",
                    _SOUND,
                    *options,
                    target,
                ],
                check=True,
            )
            forms[form] = target.read_bytes()
    return forms


def broken(forms: dict[str, bytes]) -> Iterator[Broken]:
    """Break each form in every way; the same ones each time."""
    heads = {form: content[:_HEAD] for form, content in forms.items()}
    for form, whole in forms.items():
        chance = random.Random(form)  # noqa: S311 - nobody is to be kept from guessing
        for way, content in _ways(whole, chance):
            yield Broken(f"{way}.{form}", content)
        for other, head in heads.items():
            if other != form:
                yield Broken(f"head-of-{other}.{form}", head + whole[_HEAD:])


def _ways(whole: bytes, chance: random.Random) -> Iterator[tuple[str, bytes]]:
    size = len(whole)
    for percent in range(1, 100):
        yield f"cut-at-{percent:02}", whole[: size * percent // 100]
    for number in range(20):
        yield f"bits-{number:02}", _turned(whole, chance, 1 + 4 ** (number % 5))
    for number in range(10):
        start, length = chance.randrange(size), chance.randrange(size // 4)
        yield f"wiped-{number}", whole[:start] + bytes(length) + whole[start + length :]
        yield f"lost-{number}", whole[:start] + whole[start + length :]
        yield f"twice-{number}", whole[: start + length] + whole[start:]
    for place in range(0, 2 * _HEAD, 4):
        yield f"huge-{place:03}", whole[:place] + b"\xff\xff\xff\x7f" + whole[place + 4 :]
    yield "backwards", whole[::-1]


def _turned(whole: bytes, chance: random.Random, count: int) -> bytes:
    content = bytearray(whole)
    for _ in range(count):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def tried(recordings: Sequence[Broken], folder: Path, keep: Path | None = None) -> list[Verdict]:
    """Hear each of them in a process of its own that is ended when it takes too long."""
    verdicts: list[Verdict] = []
    while len(verdicts) < len(recordings):
        with _Hearer(folder) as hearer:
            for recording in recordings[len(verdicts) :]:
                verdicts.append(hearer.hear(recording))
                if not verdicts[-1].is_well:
                    _keep(recording, keep)
                    break
    return verdicts


def _keep(recording: Broken, keep: Path | None) -> None:
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / recording.name).write_bytes(recording.content)


class _Hearer:
    """The process that hears."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "bench.broken_recordings_worker",
            ],  # may crash: alone in its process
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def __enter__(self) -> _Hearer:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def hear(self, recording: Broken) -> Verdict:
        file = self._folder / recording.name
        file.write_bytes(recording.content)
        assert self._process.stdin  # noqa: S101 - opened as a pipe
        assert self._process.stdout  # noqa: S101 - opened as a pipe
        too_long = threading.Timer(PATIENCE, self._process.kill)
        too_long.start()
        self._process.stdin.write(f"{file}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        took_too_long = not too_long.is_alive()
        too_long.cancel()
        file.unlink()
        if not answer:
            return Verdict(recording.name, "took too long" if took_too_long else "crashed", 0)
        return Verdict(recording.name, *json.loads(answer))


if __name__ == "__main__":
    sys.exit(main())
