"""Who speaks when: the way from frames to spans, and the whole on real sound."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pyannote.core import (  # type: ignore[import-untyped]  # has no stubs
    Annotation,
    Segment,
    Timeline,
)
from pyannote.metrics.diarization import DiarizationErrorRate

from podcast import diarize as steps
from podcast.conversation import Voices, VoiceSpan
from podcast.diarize import diarize
from podcast.engines import SAMPLE_RATE, DiarizeOptions
from podcast.listen import listen
from podcast.voice_activity import Activity, combine
from podcast.voice_models import WINDOW_FRAMES
from podcast.voice_spans import as_voices
from tests.shared import DATA, DEMO, audio
from tests.sounds import decoded

if TYPE_CHECKING:
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


@given(
    scores=arrays(np.float32, (120, 3), elements=st.sampled_from([0, 0.001, 1, 2, 1000])),
    speakers=st.lists(st.tuples(st.integers(0, 2), st.integers(1, 40)), min_size=1, max_size=12),
)
@settings(deadline=None)
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
def panel_voices(panel: NDArray[np.int16]) -> Voices:
    return _hear(panel)


@pytest.mark.model
def test_the_four_people_of_the_panel_are_told_apart(
    panel: NDArray[np.int16], panel_voices: Voices
) -> None:
    duration = len(panel) / SAMPLE_RATE
    assert panel_voices.numbers == (1, 2, 3, 4)
    _hold_together(panel_voices, duration)
    whole = Timeline([Segment(0, duration)])
    heard = _annotation(panel_voices.spans)
    assert DiarizationErrorRate()(_reference(), heard, uem=whole) <= 0.14
    lenient = DiarizationErrorRate(collar=0.5, skip_overlap=True)
    assert lenient(_reference(), heard, uem=whole) <= 0.03


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
