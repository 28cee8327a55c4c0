"""What each part of telling voices apart is worth, and what other clusterings make of the same.

    python -m bench.voice_ablations [FOLDER]

Hears every recording with a reference (by default those of `bench.voices`) whole, in excerpts of 60
and 30 s that overlap by half, and each person of it alone; tells the voices with each variant of
`bench.voice_variants`; and prints strict and lenient DER, weighed by the reference's speech, and by
how many voices too many or too few there are in all. Another table has the recordings altered.
Whatever does not change between variants is heard once. Prints Markdown, for `docs/measured.md`.
"""

from __future__ import annotations

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from bench.diarization_scoring import Errors, Score, Spoken, score
from bench.machine import describe
from bench.references import cases, timed
from bench.voice_sounds import Sound, alone, altered, excerpts, whole
from bench.voice_variants import ABLATIONS, BOUNDS, HEARINGS, OTHERS, Remembering, models
from bench.voices import DEMO, DEMO_REFERENCE, SHARED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bench.references import Case
    from podcast.conversation import Voices

    # By set of sounds and name of variant.
    Scores = Mapping[tuple[str, str], Score]

_NOTHING = "–"
_WHOLE = "whole"
_ALONE = "one person alone"
_EXCERPTS = {"60 s": 60.0, "30 s": 30.0}
_ALL = (*ABLATIONS, *HEARINGS, *OTHERS, *BOUNDS)
# Of altered sound nothing is heard but what ours hears: the rest would take too long.
_HEARD_ALIKE = (*ABLATIONS, *OTHERS, *BOUNDS)


@dataclass(frozen=True, slots=True)
class Task:
    """A sound to be heard by some variants.

    Attributes:
        group: the sounds whose errors are added up.
        variants: their names; variants themselves do not travel between processes.
    """

    group: str
    sound: Sound
    variants: tuple[str, ...]


def main() -> None:
    """Hear everything in two processes, and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("audio", nargs="?", type=Path, help="sound with references")
    begun = time.monotonic()
    found = _cases(parser.parse_args().audio)
    if not found:
        sys.exit("there is no sound with an .rttm of the same name beside it")
    tasks = sorted(
        (task for case in found for task in _tasks(case)), key=lambda task: -task.sound.seconds
    )
    print(describe("onnxruntime", "numpy", "scipy", "pyannote.metrics"))
    scores = dict(_scores(tasks))
    _print_variants(scores, tasks)
    _print_altered(scores, tasks)
    print(f"\nIt took {time.monotonic() - begun:.0f} s.")


def _cases(folder: Path | None) -> tuple[Case, ...]:
    demo = () if folder else (timed("demo", DEMO, DEMO_REFERENCE),)
    return tuple(case for case in (*demo, *cases(folder or SHARED)) if case.reference)


def _tasks(case: Case) -> Iterator[Task]:
    sound = whole(case)
    everything = tuple(variant.name for variant in _ALL)
    yield Task(_WHOLE, sound, everything)
    for name, seconds in _EXCERPTS.items():
        yield from (Task(name, excerpt, everything) for excerpt in excerpts(sound, seconds))
    yield from (Task(_ALONE, person, everything) for person in alone(sound))
    alike = tuple(variant.name for variant in _HEARD_ALIKE)
    yield from (Task(name, other, alike) for name, other in altered(sound))


def _scores(tasks: list[Task]) -> Iterator[tuple[tuple[str, str], Score]]:
    """Yield what each variant has come to in each group."""
    total: dict[tuple[str, str], Score] = {}
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for task, results in zip(tasks, pool.map(_heard, tasks), strict=True):
            for name, result in zip(task.variants, results, strict=True):
                key = task.group, name
                total[key] = total.get(key, Score()) + result
    yield from total.items()


def _heard(task: Task) -> list[Score]:
    """Score each variant; those that say the same are scored once."""
    remembering = Remembering(models())
    known: dict[Voices, Score] = {}
    results = []
    for variant in (one for one in _ALL if one.name in task.variants):
        voices = variant.voices(task.sound, remembering)
        if voices not in known:
            known[voices] = _score(task.sound, voices)
        results.append(known[voices])
    return results


def _score(sound: Sound, voices: Voices) -> Score:
    heard = [Spoken(one.span.start, one.span.end, str(one.voice)) for one in voices.spans]
    return score(sound.reference, heard, sound.people, sound.seconds, 0)


def _print_variants(scores: Scores, tasks: list[Task]) -> None:
    groups = (_WHOLE, *_EXCERPTS)
    print("\n".join(_described(group, tasks) for group in (*groups, _ALONE)))
    heading = " | ".join(f"{group}: strict | lenient | off" for group in groups)
    print(f"\n| | {heading} | {_ALONE}: off |\n|---|{'---|' * 10}")
    for variant in _ALL:
        rates = " | ".join(_rates(scores.get((group, variant.name))) for group in groups)
        print(f"| {variant.name} | {rates} | {_off(scores.get((_ALONE, variant.name)))} |")


def _print_altered(scores: Scores, tasks: list[Task]) -> None:
    known = (_WHOLE, *_EXCERPTS, _ALONE)
    groups = sorted({task.group for task in tasks if task.group not in known})
    heading = " | ".join(f"{group}: strict | off" for group in groups)
    print(f"\n| | {heading} |\n|---|{'---|' * 2 * len(groups)}")
    for variant in _HEARD_ALIKE:
        found = (scores[group, variant.name] for group in groups)
        print(
            f"| {variant.name} | {' | '.join(f'{_strict(one)} | {_off(one)}' for one in found)} |"
        )


def _described(group: str, tasks: list[Task]) -> str:
    sounds = [task.sound for task in tasks if task.group == group]
    minutes = sum(sound.seconds for sound in sounds) / 60
    people = sum(sound.people for sound in sounds)
    return f"{group}: {len(sounds)} sounds, {minutes:.0f} minutes, {people} voices"


def _rates(one: Score | None) -> str:
    return f"{_strict(one)} | {_percent(one.lenient if one else Errors())} | {_off(one)}"


def _strict(one: Score | None) -> str:
    return _percent(one.strict if one else Errors())


def _percent(errors: Errors) -> str:
    return _NOTHING if errors.rate is None else f"{100 * errors.rate:.1f} %"


def _off(one: Score | None) -> str:
    return _NOTHING if one is None else str(one.miscounted)


if __name__ == "__main__":
    main()
