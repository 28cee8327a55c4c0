"""How well voices are told apart, against references, beside a peer in the same run.

    python -m bench.voices
    python -m bench.voices ../recordings --peer senko --json rows.json

Without a folder: the demo panel and the groups of ../shared/audio. What counts as a recording and
as a group says `bench.references`; the measures are defined in `bench.diarization_scoring`. For
each recording, group and in total: strict and lenient DER, seconds missed, falsely heard and
confused (strict), voices found and true, median boundary error, and speed.

Protocol: every system is a process of its own, loaded once and warmed up by ten seconds of sound;
all hear the same 16 kHz samples, one system after the other for each recording. Speed is without
decoding and loading; how long it took until a system was ready is told apart, and so is its peak
memory over the whole run, libraries and models included. Totals weigh by the reference's speech.
A busy machine slows systems unequally, so how busy others kept it is printed beside the speeds.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import wave
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench import senko_peer
from bench.diarization_scoring import Score, score
from bench.machine import Usage, describe
from bench.references import cases, timed
from bench.systems import ROOT, UnmeasurableError, running
from bench.voices_report import HEADING, group_row, ratios, row, total, verdict
from podcast.decode import decode, samples
from podcast.engines import SAMPLE_RATE
from podcast.errors import PodcastError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.references import Case
    from bench.systems import System

SHARED = ROOT.parent / "shared" / "audio"
DEMO = ROOT / "episodes" / "2026-05-04-tillit" / "tillit.mp3"
DEMO_REFERENCE = ROOT / "tests" / "data" / "tillit.rttm"
OURS = "panelpodd"
# Seconds of the first recording that every system hears before anything is measured.
WARM_UP = 10


@dataclass(frozen=True, slots=True)
class Row:
    """What one system has come to in one recording."""

    system: str
    group: str
    recording: str
    score: Score


def main() -> None:
    """Measure every recording and print it as it comes, then groups, ratios and verdict."""
    arguments = _arguments()
    try:
        found = _cases(arguments.audio)
        _protocol(arguments)
        before = Usage.now()
        with ExitStack() as stack:
            systems = _systems(stack, arguments, found[0])
            rows = [row for case in found for row in _measured(case, systems, arguments.bounds)]
            _memory(systems)
        busy = before.by_others(Usage.now())
    except (PodcastError, UnmeasurableError, ValueError) as error:
        sys.exit(str(error))
    print(f"other programs used {busy:.0%} of the processors meanwhile")
    _summary(rows)
    if arguments.json:
        lines = [asdict(row) for row in rows]
        arguments.json.write_text(json.dumps(lines, indent=1), encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("audio", nargs="?", type=Path, help="sound with references, in groups")
    parser.add_argument(
        "--bounds",
        choices=("default", "cast", "exact"),
        default="default",
        help="what we are told of the number of voices: nothing, at most so many, exactly so many",
    )
    parser.add_argument("--threads", type=int, default=2, help="of each model")
    parser.add_argument("--peer", choices=("senko",), help="measure it in the same run")
    parser.add_argument("--json", type=Path, help="write each recording's score to this file")
    return parser.parse_args()


def _cases(folder: Path | None) -> tuple[Case, ...]:
    if folder is None:
        return (timed("demo", DEMO, DEMO_REFERENCE), *cases(SHARED))
    if found := cases(folder):
        return found
    raise ValueError(f"{folder} has no sound with an .rttm or a script of the same name beside it")


def _protocol(arguments: argparse.Namespace) -> None:
    print(describe("onnxruntime", "kaldi-native-fbank", "numpy", "scipy", "pyannote.metrics"))
    print("strict: collar 0, overlap scored; lenient: collar 0.25 s each side, overlap skipped")
    print(
        "boundary: median distance from a true change of speaker to the nearest heard, at most 2 s"
    )
    print(f"bounds: {arguments.bounds}; threads: {arguments.threads}; speed without loading")


def _systems(stack: ExitStack, arguments: argparse.Namespace, first: Case) -> tuple[System, ...]:
    """Start ours and, where one is wanted and can be had, the peer."""
    with _wav(first.sound, WARM_UP) as (wav, _):
        threads = str(arguments.threads)
        command = [sys.executable, "-m", "bench.panelpodd_worker", threads]
        systems = [stack.enter_context(running(OURS, command, os.environ, wav))]
        if arguments.peer:
            try:
                command = [str(senko_peer.python()), "-m", "bench.senko_worker", threads]
                peer = running(senko_peer.NAME, command, senko_peer.environment(), wav)
                systems.append(stack.enter_context(peer))
            except UnmeasurableError as reason:
                print(f"{reason}; only {OURS} is measured")
    print(f"\n{HEADING}", flush=True)
    return tuple(systems)


def _measured(case: Case, systems: tuple[System, ...], bounds: str) -> Iterator[Row]:
    """Let every system hear a recording, one after the other; print and yield what they say."""
    fewest = case.people if bounds == "exact" else 1
    most = 20 if bounds == "default" else case.people
    with _wav(case.sound) as (wav, seconds):
        for system in systems:
            heard = system.hear(wav, fewest, most)
            result = score(case.reference, heard.turns, case.people, seconds, heard.spent)
            if heard.failure:
                print(f"{system.name} failed, so all is missed: {heard.failure}")
                result = replace(result, seconds=0.0, spent=0.0)
            name = f"{case.group}/{case.sound.stem}"
            print(row(name, system.name, result), flush=True)
            yield Row(system.name, case.group, case.sound.name, result)


@contextmanager
def _wav(sound: Path, most: float | None = None) -> Iterator[tuple[Path, float]]:
    """Give a recording, or its first seconds, as 16 kHz mono WAV, and how long all of it is."""
    with tempfile.TemporaryDirectory() as folder:
        pcm, wav = Path(folder) / "samples", Path(folder) / "sound.wav"
        recording = decode(sound, pcm)
        with wave.open(str(wav), "wb") as file:
            file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
            file.writeframes(samples(pcm)[: most and int(most * SAMPLE_RATE)].data)
        yield wav, recording.duration


def _memory(systems: tuple[System, ...]) -> None:
    print()
    for system in systems:
        peak = f"{system.peak / 1e6:.0f} MB" if system.peak else "not told here"
        print(f"{system.name}: ready after {system.ready:.1f} s, peak memory {peak}")


def _summary(rows: list[Row]) -> None:
    """Print the groups of each system and, where there is a peer, how we compare."""
    systems = {row.system: _groups(rows, row.system) for row in rows}
    print(f"\n{HEADING}")
    for name in systems[OURS]:
        for system, groups in systems.items():
            print(group_row(name, system, groups[name]))
    for system, groups in systems.items():
        print(group_row("total", system, total(groups)))
    for peer in systems.keys() - {OURS}:
        print(f"\n{OURS} / {peer}")
        print("\n".join(ratios(systems[OURS], systems[peer])))
        print(f"\n{OURS} against {peer}: {verdict(systems[OURS], systems[peer])}")


def _groups(rows: list[Row], system: str) -> dict[str, Score]:
    groups: dict[str, Score] = {}
    for one in rows:
        if one.system == system:
            groups[one.group] = groups.get(one.group, Score()) + one.score
    return groups


if __name__ == "__main__":
    main()
