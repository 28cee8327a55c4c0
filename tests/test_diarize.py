"""Who speaks when: the way from frames to spans, and the whole on real sound."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pyannote.core import (  # type: ignore[import-untyped]  # has no stubs
    Annotation,
    Segment,
    Timeline,
)
from pyannote.metrics.diarization import DiarizationErrorRate

from podcast import decode
from podcast import diarize as steps
from podcast.conversation import Voices, VoiceSpan
from podcast.diarize import diarize
from podcast.engines import SAMPLE_RATE, DiarizeOptions
from podcast.hearing import Hearing
from podcast.listen import listen, pieces
from podcast.naming import voice_at
from podcast.voice_activity import Activity, combine, single_voice, window_firsts
from podcast.voice_models import WINDOW_FRAMES
from podcast.voice_spans import as_voices, without_silence
from tests.shared import DATA, DEMO, audio
from tests.sounds import decoded, write_wav

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

NOBODY, A, B, AB = 0, 1, 2, 4


def _one_window(local: NDArray[np.uint8]) -> Activity:
    return combine(np.array([0]), local[np.newaxis])


def test_overlap_goes_to_those_whose_stretches_the_local_voices_share() -> None:
    local = np.full(WINDOW_FRAMES, A, np.uint8)
    local[300:] = B
    local[250:300] = AB
    owner = np.full(WINDOW_FRAMES, -1)
    owner[:250], owner[300:] = 2, 0
    scores = steps._scores(_one_window(local), owner, people=3)
    sounding = steps._sounding(scores, _one_window(local).speakers, WINDOW_FRAMES)
    assert sounding[260:290].tolist() == [[True, False, True]] * 30


def test_a_sound_too_short_to_be_embedded_goes_to_the_local_voice_it_has() -> None:
    local = np.full(WINDOW_FRAMES, A, np.uint8)
    local[300:] = B
    local[100:115] = B
    owner = np.where(np.arange(WINDOW_FRAMES) < 300, 0, 1)
    owner[100:115] = -1
    scores = steps._scores(_one_window(local), owner, people=2)
    assert (scores[100:115].argmax(axis=1) == 1).all()


def test_where_nothing_tells_who_it_is_the_nearest_is_guessed() -> None:
    local = np.full(WINDOW_FRAMES, A, np.uint8)
    local[500:520] = B
    owner = np.full(WINDOW_FRAMES, -1)
    owner[:200], owner[400:500] = 0, 1
    scores = steps._scores(_one_window(local), owner, people=2)
    assert (scores[500:520].argmax(axis=1) == 1).all()


def _spans_of(spans: tuple[VoiceSpan, ...], voice: int) -> list[tuple[float, float]]:
    return [(heard.span.start, heard.span.end) for heard in spans if heard.voice == voice]


def _seconds(spans: tuple[VoiceSpan, ...], times: NDArray[np.float64]) -> NDArray[np.int64]:
    """How many voices sound at each time."""
    count = np.zeros(len(times), np.int64)
    for heard in spans:
        count += (times >= heard.span.start) & (times < heard.span.end)
    return count


def _hold_together(voices: Voices, duration: float) -> None:
    """What must hold for any voices."""
    times = np.arange(0, duration, 0.005) + 0.0001
    everything, alone = _seconds(voices.spans, times), _seconds(voices.exclusive, times)
    assert alone.max(initial=0) <= 1, "exclusive means one voice at a time"
    assert ((everything > 0) == (alone > 0)).all(), "whenever somebody sounds, somebody is heard"
    firsts = {voice: _spans_of(voices.spans, voice)[0][0] for voice in voices.numbers}
    assert voices.numbers == tuple(range(1, len(firsts) + 1))
    assert list(firsts.values()) == sorted(firsts.values()), "numbered by first sound"
    assert list(voices.spans) == sorted(voices.spans)
    assert list(voices.exclusive) == sorted(voices.exclusive)
    for voice in voices.numbers:
        spans = _spans_of(voices.spans, voice)
        assert all(end < start for (_s, end), (start, _e) in itertools.pairwise(spans))
        for start, end in _spans_of(voices.exclusive, voice):
            assert any(first <= start and end <= last for first, last in spans)
    assert all(0 <= heard.span.start < heard.span.end <= duration for heard in voices.spans)


def test_true_silence_is_cut_out_of_a_voice_but_quiet_consonants_are_not() -> None:
    sounding = np.zeros((400, 1), np.bool_)
    sounding[50:350] = True
    loudness = np.full(400, -25, np.int8)
    loudness[40:70] = -80
    loudness[150:190] = -80
    loudness[250:260] = -80
    audible = without_silence(sounding, loudness)[:, 0]
    assert not audible[:64].any()
    assert audible[64:150].all(), "a tenth of a second before it begins stays"
    assert not audible[150:190].any()
    assert audible[190:350].all(), "0.17 s are a consonant"
    assert without_silence(sounding, loudness - 10)[:, 0].tolist() == audible.tolist()


def test_nothing_is_cut_where_the_room_is_never_silent() -> None:
    sounding = np.ones((400, 2), np.bool_)
    loudness = np.where(np.arange(400) % 100 < 60, -30, -60).astype(np.int8)
    assert without_silence(sounding, loudness).all()
    assert without_silence(sounding, loudness[:0]).all(), "nor where it was not measured"


@given(
    scores=arrays(np.float32, (120, 3), elements=st.sampled_from([0, 0.001, 1, 2, 1000])),
    speakers=st.lists(st.tuples(st.integers(0, 2), st.integers(1, 40)), min_size=1, max_size=12),
)
def test_any_scores_give_voices_that_hold_together(
    scores: NDArray[np.float32], speakers: list[tuple[int, int]]
) -> None:
    counts = np.concatenate([np.full(length, count) for count, length in speakers])
    counts = np.resize(counts, len(scores))
    sounding = steps._sounding(scores, counts, len(scores))
    duration = len(scores) * 0.016875 + 0.05
    _hold_together(as_voices(sounding, scores, duration), duration)


def _annotation(spans: tuple[VoiceSpan, ...]) -> Annotation:
    heard = Annotation()
    for track, spoken in enumerate(spans):
        heard[Segment(spoken.span.start, spoken.span.end), track] = spoken.voice
    return heard


def _reference() -> Annotation:
    known = Annotation()
    lines = (DATA / "tillit.rttm").read_text().splitlines()
    for track, line in enumerate(lines):
        fields = line.split()
        start = float(fields[3])
        known[Segment(start, start + float(fields[4])), track] = fields[7]
    return known


def _hear(samples: NDArray[np.int16], options: DiarizeOptions | None = None) -> Voices:
    return diarize(listen(samples, lambda _share: None), options or DiarizeOptions())


@pytest.fixture(scope="module")
def panel() -> NDArray[np.int16]:
    return decoded(DEMO)


@pytest.fixture(scope="module")
def panel_hearing(panel: NDArray[np.int16]) -> Hearing:
    return listen(panel, lambda _share: None)


@pytest.fixture(scope="module")
def panel_voices(panel_hearing: Hearing) -> Voices:
    return diarize(panel_hearing, DiarizeOptions())


@pytest.mark.model
def test_the_four_people_of_the_panel_are_told_apart(
    panel: NDArray[np.int16], panel_voices: Voices
) -> None:
    duration = len(panel) / SAMPLE_RATE
    assert panel_voices.numbers == (1, 2, 3, 4)
    _hold_together(panel_voices, duration)
    whole = Timeline([Segment(0, duration)])
    heard = _annotation(panel_voices.spans)
    assert DiarizationErrorRate()(_reference(), heard, uem=whole) <= 0.11
    lenient = DiarizationErrorRate(collar=0.5, skip_overlap=True)
    assert lenient(_reference(), heard, uem=whole) <= 0.02


@st.composite
def hearings(draw: st.DrawFn) -> Hearing:
    """Anything that the models may have heard in up to a minute."""
    random = np.random.default_rng(draw(st.integers(0, 10_000)))
    samples = draw(st.integers(SAMPLE_RATE, 60 * SAMPLE_RATE))
    firsts = window_firsts(samples)
    frames = int(firsts[-1]) + WINDOW_FRAMES
    lengths = random.integers(5, 250, frames)
    spoken = np.repeat(random.integers(0, 7, frames), lengths)[:frames].astype(np.uint8)
    local = np.stack([spoken[first : first + WINDOW_FRAMES] for first in firsts])
    starts, sizes = pieces(single_voice(combine(firsts, local)), samples)
    points = random.standard_normal((len(starts), 192)) + random.standard_normal(192)
    prints = (points / np.linalg.norm(points, axis=1, keepdims=True)).astype(np.float16)
    loudness = np.repeat(random.integers(-90, -20, frames), 30)[:frames].astype(np.int8)
    return Hearing(samples, firsts, local, starts, sizes, prints, loudness)


@given(
    hearing=hearings(),
    known=st.lists(st.lists(st.floats(0, 70), max_size=3).map(tuple), max_size=4).map(tuple),
    bounds=st.tuples(st.integers(1, 4), st.integers(0, 4)),
)
def test_whatever_was_heard_and_is_known_the_voices_hold_together(
    hearing: Hearing, known: tuple[tuple[float, ...], ...], bounds: tuple[int, int]
) -> None:
    options = DiarizeOptions(bounds[0], sum(bounds), known)
    voices = diarize(hearing, options)
    _hold_together(voices, hearing.samples / SAMPLE_RATE)
    assert voices == diarize(hearing, options)
    assert len(voices.numbers) <= max(options.most, len(known))


def _at(voices: Voices, moment: float) -> int:
    voice = voice_at(moment, voices)
    assert voice is not None
    return voice


# Who speaks when in the demo panel: Karin Ek asks, Lena Holm and Per Lind answer. In seconds.
KARIN, LENA, PER = (3.0, 56.0), (31.0,), (70.0,)


@pytest.mark.model
def test_what_is_heard_anyway_changes_nothing_when_people_say_it(
    panel_hearing: Hearing, panel_voices: Voices
) -> None:
    assert diarize(panel_hearing, DiarizeOptions(known=(KARIN, LENA, PER))) == panel_voices


@pytest.mark.model
def test_two_moments_of_one_person_join_her_voices(
    panel_hearing: Hearing, panel_voices: Voices
) -> None:
    joined = diarize(panel_hearing, DiarizeOptions(known=((*LENA, *PER),)))
    assert len(joined.numbers) == 3
    assert _at(joined, LENA[0]) == _at(joined, PER[0])
    both = sum(panel_voices.seconds(_at(panel_voices, at)) for at in (*LENA, *PER))
    assert joined.seconds(_at(joined, LENA[0])) == pytest.approx(both, abs=2)


@pytest.mark.model
def test_moments_of_different_people_part_a_voice_that_held_both(
    panel_hearing: Hearing, panel_voices: Voices
) -> None:
    one = diarize(panel_hearing, DiarizeOptions(most=1))
    assert one.numbers == (1,)
    parted = diarize(panel_hearing, DiarizeOptions(most=1, known=(KARIN, LENA, PER)))
    assert len({_at(parted, person[0]) for person in (KARIN, LENA, PER)}) == 3
    for person in (KARIN, LENA, PER):
        expected = panel_voices.seconds(_at(panel_voices, person[0]))
        assert parted.seconds(_at(parted, person[0])) >= 0.9 * expected


@pytest.mark.model
def test_two_people_within_one_stretch_change_where_it_is_quietest(
    panel_hearing: Hearing, panel_voices: Voices
) -> None:
    """Even where no change was heard: what people say is never contradicted."""
    longest = max(panel_voices.exclusive, key=lambda heard: heard.span.duration).span
    early, late = longest.start + 1, longest.end - 1
    voices = diarize(panel_hearing, DiarizeOptions(known=((early,), (late,))))
    assert _at(voices, early) != _at(voices, late)
    _hold_together(voices, panel_hearing.samples / SAMPLE_RATE)


def _clipped(panel: NDArray[np.int16]) -> NDArray[np.int16]:
    return (panel.astype(np.int32) * 20).clip(-32768, 32767).astype(np.int16)


@pytest.mark.model
@pytest.mark.parametrize(
    ("rate", "channels", "recorded"),
    [
        (16_000, 1, lambda panel: panel // 100),
        (16_000, 1, _clipped),
        (8_000, 1, lambda panel: panel[::2]),
        (16_000, 8, lambda panel: panel),
    ],
    ids=["very quiet", "clipped", "8 kHz", "8 channels"],
)
def test_the_panel_is_told_apart_however_badly_it_was_recorded(
    panel: NDArray[np.int16],
    tmp_path: Path,
    rate: int,
    channels: int,
    recorded: Callable[[NDArray[np.int16]], NDArray[np.int16]],
) -> None:
    file = write_wav(tmp_path / "panel.wav", rate, *[recorded(panel)] * channels)
    facts = decode.decode(file, tmp_path / "samples")
    voices = _hear(decode.samples(tmp_path / "samples"))
    assert len(voices.numbers) == 4
    lenient = DiarizationErrorRate(collar=0.5, skip_overlap=True)
    whole = Timeline([Segment(0, facts.duration)])
    assert lenient(_reference(), _annotation(voices.spans), uem=whole) <= 0.05


@pytest.mark.model
@pytest.mark.parametrize(("fewest", "most"), [(1, 2), (3, 3)])
def test_the_cast_bounds_the_number_of_voices(
    panel: NDArray[np.int16], fewest: int, most: int
) -> None:
    voices = _hear(panel[: 60 * SAMPLE_RATE], DiarizeOptions(fewest, most))
    assert fewest <= len(voices.numbers) <= most


@pytest.mark.model
def test_one_who_speaks_alone_is_one_voice_however_quiet(panel: NDArray[np.int16]) -> None:
    alone = panel[: 22 * SAMPLE_RATE]
    whisper = (alone / 100).round().astype(np.int16)
    for samples in (alone, whisper):
        voices = _hear(samples)
        assert voices.numbers == (1,)
        assert voices.seconds(1) == pytest.approx(17.6, abs=2.5)


@pytest.mark.model
@pytest.mark.parametrize("samples", [0, 1, 399, 400, 8000, 30 * SAMPLE_RATE])
def test_nobody_is_heard_in_silence_of_any_length(samples: int) -> None:
    assert _hear(np.zeros(samples, np.int16)) == Voices((), ())


@pytest.mark.model
def test_a_word_of_under_half_a_second_is_one_voice(panel: NDArray[np.int16]) -> None:
    word = panel[int(1.0 * SAMPLE_RATE) : int(1.4 * SAMPLE_RATE)]
    voices = _hear(word)
    assert len(voices.numbers) <= 1
    _hold_together(voices, 0.4)


@pytest.mark.model
@pytest.mark.parametrize(
    "file", ["sv-two-voices/2026-07-11.mp3", "sv-dialog/sales.wav", "sv-panel3/actors.flac"]
)
def test_the_people_of_other_recordings_are_counted(file: str) -> None:
    expected = 3 if file.startswith("sv-panel3") else 2
    assert len(_hear(decoded(audio(file))).numbers) == expected
