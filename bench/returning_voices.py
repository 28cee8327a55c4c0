"""How well a voice is known again in another recording, and how often a stranger is taken for it.

    python -m bench.returning_voices

Five episodes of a Swedish podcast of two, in which four neural voices return under two names; a
news podcast, a telephone call, actors, a panel and an English podcast are strangers. Who is who is
known by ear and by script: `_RETURNING`. Two openings of one meeting have people who return, but
speak for a few seconds only: they are scored by their reference and propose nothing.
"""

from __future__ import annotations

import itertools
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.signal import butter, sosfilt  # type: ignore[import-untyped]  # has no stubs

from bench.machine import describe
from bench.references import rttm
from podcast.conversation import Voices, VoiceSpan
from podcast.decode import decode, samples
from podcast.diarize import diarize
from podcast.engines import SAMPLE_RATE, DiarizeOptions
from podcast.hearing import Hearing
from podcast.listen import listen
from podcast.profile import KeptPrint, Profiles
from podcast.returning import ENOUGH, MARGIN, SCORE, propose, voice_print
from podcast.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from podcast.returning import VoicePrint

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "audio"
DEMO = ROOT / "episodes" / "2026-05-04-tillit" / "tillit.mp3"

# Who speaks, in the order of the first sound of each. Since 22 July other voices have the names.
_RETURNING = {
    "sv-two-voices/2026-07-11.mp3": ("Astrid 1", "Erik 1"),
    "sv-two-voices/2026-07-14.mp3": ("Astrid 1", "Erik 1"),
    "sv-two-voices/2026-07-18.mp3": ("Astrid 1", "Erik 1"),
    "sv-two-voices/2026-07-22.mp3": ("Astrid 2", "Erik 2"),
    "sv-two-voices/2026-08-03.mp3": ("Erik 2", "Astrid 2"),
}
_STRANGERS = {
    "sv-long/news.mp3": 2,
    "sv-dialog/sales.wav": 2,
    "sv-panel3/actors.flac": 3,
    "en-three-voices/podcast.mp3": 3,
    "en-meeting/ES2004a.flac": 3,
    "en-tv/aepyx.flac": 4,
}
_SHORT = ("en-meeting/dev00.flac", "en-meeting/dev01.flac")
_SECONDS = (4, 6, 10, 15, 20)
# What a telephone lets through.
_BAND = (300, 3400)


@dataclass(frozen=True, slots=True)
class Heard:
    """A recording with its voices, and who they are."""

    name: str
    hearing: Hearing
    voices: Voices
    people: tuple[str, ...]

    def prints(self) -> dict[int, VoicePrint]:
        """The prints of the voices with speech enough, by number."""
        found = {voice: voice_print(self.hearing, self.voices, {voice}) for voice in self.numbers}
        return {voice: heard for voice, heard in found.items() if heard}

    @property
    def numbers(self) -> range:
        """The voices, from 1."""
        return range(1, len(self.people) + 1)


def main() -> None:
    """Hear everything, then print scores, excerpts and proposals."""
    print(describe("onnxruntime", "numpy", "scipy"))
    print(f"proposed from score {SCORE}, margin {MARGIN}, {ENOUGH:.0f} s of speech")
    returning = [_heard(SHARED / name, people) for name, people in _RETURNING.items()]
    strangers = [_heard(SHARED / name, _unique(name, count)) for name, count in _STRANGERS.items()]
    strangers.append(_heard(DEMO, _unique("tillit", 4)))
    known = [*returning, *strangers]
    phone = [_heard(SHARED / name, people, _telephone) for name, people in _RETURNING.items()]
    short = [_by_reference(SHARED / name) for name in _SHORT]
    print("\n| across recordings | pairs | least | median | most |\n|---|---|---|---|---|")
    _scores("same voice", known, known, same=True)
    _scores("different people", known, known, same=False)
    _scores("same voice, one by telephone", phone, known, same=True)
    _scores("different people, one by telephone", phone, known, same=False)
    _short_scores(short)
    print("\n| excerpts of | same voice, least | different people, most |\n|---|---|---|")
    for seconds in _SECONDS:
        _excerpts(seconds, known)
    print("\n| remembered | voices that return | proposed rightly | wrongly |\n|---|---|---|---|")
    _proposals("everybody else's recordings", known, known, lambda _: True)
    _proposals("the same, heard by telephone", phone, known, lambda _: True)
    for name in sorted({person for people in _RETURNING.values() for person in people}):
        _proposals(f"only {name}", known, known, name.__eq__)
    _proposals("all but who speaks", known, known, None)


def _unique(name: str, count: int) -> tuple[str, ...]:
    return tuple(f"{name}/{number}" for number in range(1, count + 1))


def _telephone(sound: NDArray[np.int16]) -> NDArray[np.int16]:
    band = butter(4, _BAND, "bandpass", fs=SAMPLE_RATE, output="sos")
    filtered: NDArray[np.int16] = sosfilt(band, sound).clip(-32768, 32767).astype(np.int16)
    return filtered


def _heard(
    file: Path,
    people: tuple[str, ...],
    through: Callable[[NDArray[np.int16]], NDArray[np.int16]] = np.asarray,
) -> Heard:
    hearing = _listen(file, through)
    voices = diarize(hearing, DiarizeOptions(len(people), len(people)))
    return Heard(file.stem, hearing, voices, people)


def _by_reference(file: Path) -> Heard:
    spoken = rttm(file.with_suffix(".rttm"))
    people = tuple(sorted({one.who for one in spoken}))
    spans = tuple(VoiceSpan(Span(one.start, one.end), people.index(one.who) + 1) for one in spoken)
    return Heard(file.stem, _listen(file, np.asarray), Voices(spans, spans), people)


def _listen(file: Path, through: Callable[[NDArray[np.int16]], NDArray[np.int16]]) -> Hearing:
    with tempfile.TemporaryDirectory() as folder:
        pcm = Path(folder) / "sound.pcm"
        decode(file, pcm)
        return listen(through(samples(pcm)), lambda _: None)


def _scores(what: str, new: Sequence[Heard], known: Sequence[Heard], *, same: bool) -> None:
    """Print the cosines of the voices of each recording with those of all others."""
    found = [
        float(one.values @ other.values)
        for recording, another in itertools.product(new, known)
        if recording.name != another.name
        for voice, one in recording.prints().items()
        for number, other in another.prints().items()
        if (recording.people[voice - 1] == another.people[number - 1]) == same
    ]
    print(
        f"| {what} | {len(found)} | {min(found):.2f} | {np.median(found):.2f} | {max(found):.2f} |"
    )


def _short_scores(short: Sequence[Heard]) -> None:
    """Print how alike people are who speak for some seconds in each of two recordings."""
    one, other = (
        {
            person: voice_print(heard.hearing, heard.voices, {number}, enough=3)
            for number, person in enumerate(heard.people, start=1)
        }
        for heard in short
    )
    for (person, left), (another, right) in itertools.product(one.items(), other.items()):
        if left and right:
            seconds = f"{left.seconds:.0f} and {right.seconds:.0f} s"
            kind = "same" if person == another else "different"
            score = float(left.values @ right.values)
            print(f"| meeting, {kind}, {seconds} | 1 | {score:.2f} | {score:.2f} | {score:.2f} |")


def _excerpts(seconds: int, known: Sequence[Heard]) -> None:
    """Print how a voice of so many seconds compares with whole voices of other recordings."""
    same: list[float] = []
    different: list[float] = []
    for recording, another in itertools.permutations(known, 2):
        whole = another.prints()
        for voice, excerpt in _cut(recording, seconds):
            for number, other in whole.items():
                is_same = recording.people[voice - 1] == another.people[number - 1]
                (same if is_same else different).append(float(excerpt.values @ other.values))
    print(f"| {seconds} s | {min(same):.2f} | {max(different):.2f} |")


def _cut(recording: Heard, seconds: int) -> Iterator[tuple[int, VoicePrint]]:
    """Give prints of stretches of each voice that follow each other and last so long."""
    for voice in recording.numbers:
        gathered: list[VoiceSpan] = []
        for heard in recording.voices.exclusive:
            if heard.voice == voice:
                gathered.append(heard)
                part = Voices((), tuple(gathered))
                if found := voice_print(recording.hearing, part, {voice}, seconds):
                    yield voice, found
                    gathered = []


def _proposals(
    what: str,
    new: Sequence[Heard],
    known: Sequence[Heard],
    remembered: Callable[[str], bool] | None,
) -> None:
    """Print what would be proposed in each recording by what the others taught."""
    returned = right = wrong = 0
    for recording in new:
        wanted = remembered or _none_of(recording.people)
        profiles = _profiles((other for other in known if other.name != recording.name), wanted)
        returned += sum(profiles.of(person) is not None for person in recording.people)
        for proposal in propose(recording.prints(), profiles, ()):
            is_right = recording.people[proposal.voice - 1] == proposal.name
            right, wrong = right + is_right, wrong + (not is_right)
    print(f"| {what} | {returned} | {right} | {wrong} |")


def _none_of(people: tuple[str, ...]) -> Callable[[str], bool]:
    return lambda person: person not in people


def _profiles(known: Iterator[Heard], wanted: Callable[[str], bool]) -> Profiles:
    profiles = Profiles()
    for recording in known:
        for voice, heard in recording.prints().items():
            if wanted(person := recording.people[voice - 1]):
                values = tuple(heard.values.tolist())
                kept = KeptPrint(recording.name, recording.name, "", heard.seconds, values)
                profiles = profiles.with_print(person, kept)
    return profiles


if __name__ == "__main__":
    main()
