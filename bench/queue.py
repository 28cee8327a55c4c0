"""How many of the wrong words the queue of doubts leads to, for how much listening.

    python -m bench.queue [FOLDER ...] [--keep FOLDER] [--model NAME]

Takes every recording with its words beside it (`.stm`, `.verbatim.tsv` or `.txt`), by default those
of ../shared: Swedish ones, to which the chances of `podcast.word_chances` were fitted but for the
demo panel, and English ones, which nothing was chosen by. The text is what was heard, to the
letter, without a glossary; people whom a script names in full are the cast, whom a build and the
queue know of. A word is wrong when the script does not have it there, and missing when only the
script has it; a place of the queue finds what is wrong or missing within it.

Prints the share of all wrong and missing words that the places of the queue find, the best first,
until so much of the recording has been listened to: the places alone, and with the run-up that is
played before each. Then the same for the queue as a whole, and with one signal left out. *Perfect*
is the same queue put in order by somebody who knows all faults: what no ranking of places betters.
Last, the words one by one, those first that are most likely to be wrong: the share of the wrong
ones that are among so many of all words.
With `--keep` recordings are heard once and kept in a folder.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.machine import describe
from bench.scoring import Faults, faults, words
from bench.scripts import cast, read_script, scripted
from bench.unkept import Unkept
from podcast.align import align
from podcast.building import local_engines
from podcast.cache import Store
from podcast.conversation import Voices
from podcast.decode import samples
from podcast.document import Paragraph, TimedParagraph, TimedWord
from podcast.doubts import ALL, Doubt, doubts
from podcast.engines import DiarizeOptions, TranscribeOptions
from podcast.honesty import Draft, honesty
from podcast.speech_models import choose
from podcast.text_words import TextWords
from podcast.transcript import Transcript
from podcast.word_chances import Grounds, chances
from podcast.word_rarity import rarity_among

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from podcast.show import Language
    from podcast.word_chances import Why

SHARED = Path(__file__).parents[2] / "shared"
GROUPS = {
    "Swedish": (
        "audio/sv-two-voices",
        "audio/sv-dialog",
        "audio/sv-long",
        "audio/sv-panel3",
        "demo",
    ),
    "English": ("audio/en-phone", "audio/en-meeting", "audio/en-three-voices"),
}
SHARES = (0.1, 0.2, 0.3)
"""Of the recording, listened to."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording as it was heard, with what is wrong in that.

    Attributes:
        name: of the file.
        seconds: from its beginning to its last word.
        grounds: what is known of its text.
        faults: what is wrong in it, by the places of words.
    """

    name: str
    seconds: float
    grounds: Grounds
    faults: Faults

    def queue(self, signals: Collection[Why]) -> tuple[Doubt, ...]:
        """The queue, without some of what it goes by."""
        return doubts(self.grounds, signals=signals)

    def perfect(self) -> tuple[Doubt, ...]:
        """The queue as somebody would order it who knows the faults."""
        queue = self.queue(ALL)
        return tuple(sorted(queue, key=lambda one: -len(self.found((one,))) / one.seconds))

    def found(self, places: Sequence[Doubt]) -> set[tuple[int, int]]:
        """The faults within places: each as a word's number, and which of several before it."""
        found: set[tuple[int, int]] = set()
        for place in places:
            begin = self.grounds.begins[place.paragraph]
            inside = range(begin + place.first, begin + place.stop)
            found |= {(word, 0) for word in inside if word in self.faults.wrong}
            for before in range(inside.start, inside.stop + 1):
                found |= {(before, 1 + n) for n in range(self.faults.missing.get(before, 0))}
        return found

    def doubted(self, share: float) -> int:
        """How many wrong words are among this share of all, taken by how likely they are wrong."""
        known = chances(self.grounds, ALL)
        ranked = sorted(known, key=lambda place: -known[place].wrong)
        first = ranked[: round(share * len(self.grounds.words.words))]
        return len(self.faults.wrong.intersection(first))

    def share(self, queue: Sequence[Doubt], cost: Callable[[Doubt], float], most: float) -> float:
        """Share of the faults that are found until so many seconds have been listened to."""
        taken: list[Doubt] = []
        left = most
        for place in queue:
            left -= cost(place)
            if left < 0:
                break
            taken.append(place)
        return len(self.found(taken)) / max(1, self.faults.number)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--keep", type=Path, help="where what was heard once is kept")
    parser.add_argument("--model", default="auto")
    arguments = parser.parse_args()
    groups = {"given": arguments.folders} if arguments.folders else shared()
    print(describe("faster-whisper", "ctranslate2", "wordfreq"))
    with tempfile.TemporaryDirectory() as folder:
        keep = arguments.keep or Path(folder)
        for group, folders in groups.items():
            print(f"\n{group}\n")
            _report(list(recordings(folders, arguments.model, keep)))


def shared() -> dict[str, list[Path]]:
    """Return the folders of ../shared by language."""
    return {group: [SHARED / name for name in names] for group, names in GROUPS.items()}


def recordings(folders: Iterable[Path], wanted: str, keep: Path) -> Iterator[Recording]:
    """Hear the recordings of folders, or take what is kept of that; yield them as heard."""
    for folder in folders:
        for sound, script in scripted(folder):
            yield _recording(sound, script, wanted, keep)


def _recording(sound: Path, script: Path, wanted: str, keep: Path) -> Recording:
    language: Language = "en" if sound.parent.name.startswith("en-") else "sv"
    reference = read_script(script)
    people = cast(reference)
    transcript, voices = _heard(sound, language, people, wanted, keep)
    grounds = _grounds(transcript, voices, language, people)
    said = [words(word.text) for word in grounds.words.words]
    spoken = [said.word for said in reference]
    seconds = transcript.words[-1].span.end
    return Recording(sound.stem, seconds, grounds, faults(said, spoken))


def _heard(
    sound: Path, language: Language, people: tuple[str, ...], wanted: str, keep: Path
) -> tuple[Transcript, Voices]:
    model, engines = choose(wanted, language), local_engines()
    made_of = {"model": model.digest, "size": sound.stat().st_size, "cast": people}
    words_store = Store(keep / f"{sound.stem}.transcript.json", Transcript)
    voices_store = Store(keep / f"{sound.stem}.voices.json", Voices)
    (transcript, why), (voices, also) = words_store.read(made_of), voices_store.read(made_of)
    if transcript and voices and not (why or also):
        return transcript, voices
    options = TranscribeOptions(model.name, model.digest, language, hotwords=people)
    with tempfile.TemporaryDirectory() as folder:
        pcm = Path(folder) / "sound.pcm"
        engines.decode(sound, pcm)
        heard = samples(pcm)
        transcript = engines.transcribe(heard, options, model.folder, Unkept(), _ignore)
        voices = engines.diarize(engines.listen(heard, Unkept(), _ignore), DiarizeOptions())
    words_store.write(transcript, made_of)
    voices_store.write(voices, made_of)
    return transcript, voices


def _grounds(
    transcript: Transcript, voices: Voices, language: Language, people: tuple[str, ...]
) -> Grounds:
    """What is known of a text that is what was heard, to the letter."""
    conversation = align(transcript, voices)
    text = tuple(
        TimedParagraph(
            Paragraph(turn.text, str(turn.voice), opens=True),
            tuple(TimedWord(word.text, word.span, heard=True) for word in turn.words),
        )
        for turn in conversation.turns
    )
    begun_with = tuple(word.text for word, _ in conversation.words)
    sure = honesty(Draft(transcript.removed, voices, conversation, (), begun_with), text)
    return Grounds(
        words=TextWords.of(conversation, (), text),
        paragraphs=text,
        conversation=conversation,
        voices=voices,
        rarity=rarity_among(people, language),
        terms=people,
        unvoiced=tuple(one.span for one in sure.without_voice),
        unheard=sure.without_words,
        removed=tuple(one.span for one in sure.phantoms),
    )


def _report(recordings: Sequence[Recording]) -> None:
    shares = "".join(f"{share:>7.0%}" for share in SHARES)
    print(f"{'recording':24}{'faults':>7}{shares}  run-up{shares}   queue: finds    of time")
    for one in recordings:
        _row(one.name, [one], ALL)
    if len(recordings) > 1:
        _row("all", recordings, ALL)
    for signal in sorted(ALL):
        _row(f"without {signal}", recordings, ALL - {signal})
    _row("only unsure", recordings, {"unsure"})
    _print("perfect", recordings, [one.perfect() for one in recordings])
    print(f"\n{'word by word':24}{'wrong':>7}{shares}")
    for one in recordings:
        _word_by_word(one.name, [one])
    if len(recordings) > 1:
        _word_by_word("all", recordings)


def _word_by_word(name: str, recordings: Sequence[Recording]) -> None:
    wrong = sum(len(one.faults.wrong) for one in recordings)
    found = [sum(one.doubted(share) for one in recordings) / max(1, wrong) for share in SHARES]
    print(f"{name:24}{wrong:>7}{''.join(f'{share:>7.0%}' for share in found)}", flush=True)


def _row(name: str, recordings: Sequence[Recording], signals: Collection[Why]) -> None:
    _print(name, recordings, [one.queue(signals) for one in recordings])


def _print(name: str, recordings: Sequence[Recording], queues: Sequence[Sequence[Doubt]]) -> None:
    number = sum(one.faults.number for one in recordings)

    def found(cost: Callable[[Doubt], float], share: float) -> float:
        pairs = zip(recordings, queues, strict=True)
        return sum(
            one.share(queue, cost, share * one.seconds) * one.faults.number for one, queue in pairs
        ) / max(1, number)

    alone = "".join(f"{found(_alone, share):>7.0%}" for share in SHARES)
    with_run_up = "".join(f"{found(_with_run_up, share):>7.0%}" for share in SHARES)
    everything = found(_alone, float("inf"))
    seconds = sum(place.span.duration for queue in queues for place in queue)
    of_time = seconds / sum(one.seconds for one in recordings)
    print(
        f"{name:24}{number:>7}{alone}        {with_run_up}{everything:>16.0%}{of_time:>11.0%}",
        flush=True,
    )


def _alone(place: Doubt) -> float:
    return place.span.duration


def _with_run_up(place: Doubt) -> float:
    return place.seconds


def _ignore(_: float) -> None:
    pass


if __name__ == "__main__":
    main()
