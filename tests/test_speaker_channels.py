"""Who speaks when, where each channel is one person's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pyannote.core import Segment, Timeline  # type: ignore[import-untyped]  # has no stubs
from pyannote.metrics.diarization import DiarizationErrorRate

from podcast import decode
from podcast.conversation import Voices, VoiceSpan
from podcast.engines import SAMPLE_RATE
from podcast.hearing import Hearing
from podcast.listen import listen
from podcast.span import Span
from podcast.speaker_channels import told_apart, voices_by_channel
from podcast.voice_activity import moment
from podcast.voice_models import PRINT_VALUES, WINDOW, WINDOW_FRAMES
from tests.channels import RATE, Room, Turn, in_turn
from tests.shared import audio
from tests.sounds import decoded, write_wav
from tests.test_diarize import _annotation, _hold_together

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def spoken(turns: list[Turn], frames: int) -> NDArray[np.bool_]:
    """The frames in which somebody speaks."""
    middles = moment(np.arange(frames)) + 135 / SAMPLE_RATE
    marks = [(start <= middles) & (middles < end) for _, start, end in turns]
    spoken: NDArray[np.bool_] = np.any(marks, axis=0)
    return spoken


@pytest.fixture
def heard(tmp_path: Path):
    """Record people, decode the file and tell them apart."""

    def hear(room: Room, turns: list[Turn]) -> Voices:
        sound = write_wav(tmp_path / "a.wav", RATE, *room.record(turns))
        facts = decode.decode(sound, tmp_path / "a.pcm")
        levels = decode.levels(tmp_path / "a.pcm")
        return told_apart(levels, spoken(turns, len(levels)), facts.duration)

    return hear


def _is_as_spoken(voices: Voices, turns: list[Turn]) -> None:
    """People are numbered as they come, and heard when they speak, to a tenth of a second."""
    numbers = {
        person: number for number, person in enumerate(dict.fromkeys(t[0] for t in turns), 1)
    }
    expected = sorted((start, end, numbers[person]) for person, start, end in turns)
    found = [(heard.span.start, heard.span.end, heard.voice) for heard in voices.spans]
    assert len(found) == len(expected), found
    assert np.allclose(found, expected, atol=0.1), found


@pytest.mark.parametrize("bleed", [-6, -10, -20, -90])
def test_two_who_take_turns_are_told_apart_by_their_microphones(heard, bleed: float) -> None:
    turns = in_turn(2)
    _is_as_spoken(heard(Room([0, 0], bleed), turns), turns)


@pytest.mark.parametrize("gain", [-25, -15, 6])
def test_a_microphone_turned_down_is_not_drowned_by_the_other(heard, gain: float) -> None:
    turns = in_turn(2)
    _is_as_spoken(heard(Room([0, gain]), turns), turns)


@pytest.mark.parametrize("gain", [-12, 0, 12])
def test_who_speaks_softly_keeps_their_words(heard, gain: float) -> None:
    turns = in_turn(2)
    _is_as_spoken(heard(Room([0, gain], voices=[-20, -32]), turns), turns)


def test_who_speaks_seldom_keeps_a_short_answer(heard) -> None:
    turns = [(0, start, start + 4.0) for start in np.arange(0, 60, 5.0)]
    turns.insert(6, (1, 29.3, 29.8))
    _is_as_spoken(heard(Room([0, 0], bleed=-15), turns), turns)


def test_two_who_speak_at_once_are_both_heard(heard) -> None:
    turns = [*in_turn(2), (0, 20.0, 23.0), (1, 21.0, 24.0), (0, 25.0, 27.0), (1, 28.0, 30.0)]
    voices = heard(Room([0, 0], bleed=-15), turns)
    _is_as_spoken(voices, turns)
    _hold_together(voices, 30.5)


@pytest.mark.parametrize("noise", [-120, -75, -50])
@pytest.mark.parametrize("bleed", [-90, -15])
def test_a_microphone_that_nobody_uses_gives_no_voice(heard, noise: float, bleed: float) -> None:
    turns = in_turn(2)
    _is_as_spoken(heard(Room([0, 0, 0], bleed, noise=noise), turns), turns)


def test_eight_people_with_microphones_of_all_strengths_are_eight_voices(heard) -> None:
    turns = in_turn(8, rounds=3)
    _is_as_spoken(heard(Room([0, 3, -6, 0, 5, -10, 2, -3], bleed=-15), turns), turns)


def test_the_same_sound_in_all_channels_is_one_voice(heard) -> None:
    voices = heard(Room([0, 0, 0], bleed=0), in_turn(2))
    assert voices.numbers == (1,)
    assert voices.seconds(1) == pytest.approx(16, abs=0.5)


def test_where_nobody_speaks_there_is_no_voice() -> None:
    levels = np.full((500, 2), -30, np.int8)
    assert told_apart(levels, np.zeros(500, np.bool_), 9.0) == Voices((), ())
    assert told_apart(levels[:0], np.zeros(0, np.bool_), 0.0) == Voices((), ())


@given(
    blocks=arrays(np.int8, (12, 3), elements=st.integers(-127, 0)),
    repeat=st.integers(1, 30),
    spoken=arrays(np.bool_, 12),
    rest=st.floats(0, 0.05),
)
def test_any_levels_give_voices_that_hold_together(
    blocks: NDArray[np.int8], repeat: int, spoken: NDArray[np.bool_], rest: float
) -> None:
    levels, speech = blocks.repeat(repeat, axis=0), spoken.repeat(repeat)
    duration = len(levels) * 0.016875 + rest
    _hold_together(told_apart(levels, speech, duration), duration)


def _by_channel(sound: Path, pcm: Path) -> Voices:
    decode.decode(sound, pcm)
    hearing = listen(decode.samples(pcm), lambda _share: None)
    return voices_by_channel(replace(hearing, levels=decode.levels(pcm)))


@pytest.mark.parametrize("measured", [0, 100, 10_000])
def test_sound_that_was_not_measured_to_the_end_has_voices_all_the_same(measured: int) -> None:
    local = np.ones((1, WINDOW_FRAMES), np.uint8)
    levels = np.tile(np.array([[-20, -60]], np.int8), (measured, 1))
    nothing = np.empty(0, np.int64)
    prints = np.empty((0, PRINT_VALUES), np.float16)
    quiet = np.empty(0, np.int8)
    hearing = Hearing(WINDOW, np.array([0]), local, nothing, nothing, prints, quiet, levels)
    assert voices_by_channel(hearing).numbers == (1,)


@pytest.mark.model
def test_each_channel_that_says_its_name_is_a_voice(tmp_path: Path) -> None:
    voices = _by_channel(audio("odd/8_Channel_ID.m4a"), tmp_path / "a.pcm")
    assert [heard.voice for heard in voices.exclusive] == list(range(1, 9))
    _hold_together(voices, 8.1)


@pytest.mark.model
def test_two_who_begin_together_are_two_voices(tmp_path: Path) -> None:
    """The second channel is silent from 2.8 s on; the first one speaks until the end."""
    voices = _by_channel(audio("odd/stereo_diarization.wav"), tmp_path / "a.pcm")
    assert voices.numbers == (1, 2)
    assert {heard.voice for heard in voices.spans if heard.span.end > 2.9} == {1}
    _hold_together(voices, 5.0)


@pytest.mark.model
def test_real_voices_that_bleed_into_each_others_microphones_are_told_apart(tmp_path: Path) -> None:
    """A conversation with exact times, as three microphones of different strength hear it."""
    turns = _turns(audio("sv-panel3/actors.rttm"))
    sound = decoded(audio("sv-panel3/actors.flac")).astype(np.float64)
    channels = [np.full(len(sound), 0.0) for _ in range(3)]
    for person, start, end in turns:
        part = slice(round(start * RATE), round(end * RATE))
        for microphone, gain in enumerate((0.8, 0.2, 0.5)):
            channels[microphone][part] += sound[part] * gain * (1 if microphone == person else 0.25)
    tracks = [channel.astype(np.int16) for channel in channels]
    voices = _by_channel(write_wav(tmp_path / "a.wav", RATE, *tracks), tmp_path / "a.pcm")
    assert voices.numbers == (1, 2, 3)
    known = _annotation(tuple(VoiceSpan(Span(start, end), who) for who, start, end in turns))
    whole = Timeline([Segment(0, len(sound) / RATE)])
    errors = DiarizationErrorRate()(known, _annotation(voices.spans), uem=whole, detailed=True)
    assert errors["confusion"] < 0.01 * errors["total"]


def _turns(rttm: Path) -> list[Turn]:
    """Who speaks when, numbered as they come."""
    lines = [line.split() for line in rttm.read_text(encoding="utf-8").splitlines()]
    people = list(dict.fromkeys(line[7] for line in lines))
    return [
        (people.index(line[7]), float(line[3]), float(line[3]) + float(line[4])) for line in lines
    ]
