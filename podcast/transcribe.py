"""The words of a recording, by faster-whisper on the CPU.

Recordings are heard in blocks (`sound_blocks`), one after another: what is heard in one depends on
no other. Everything is heard in batches, and what looks wrong then is heard again (`rehearing`),
slower, with the fallbacks that batches lack; of both, several are under way at a time.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property, partial
from itertools import chain
from math import ceil
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from faster_whisper import BatchedInferencePipeline  # type: ignore[import-untyped]
from faster_whisper.vad import get_vad_model  # type: ignore[import-untyped]

from podcast.engines import SAMPLE_RATE
from podcast.heard_segments import in_time, moved, segment_of, shifted
from podcast.machine import give_back_memory
from podcast.phantoms import COMPRESSION, without_phantoms
from podcast.rehearing import reheard
from podcast.sound_blocks import blocks
from podcast.sound_marks import HARDLY_HEARD
from podcast.span import Span
from podcast.transcript import Segment, Transcript
from podcast.whisper import Whisper
from podcast.windows import batches, montage, stretches
from podcast.word_times import voiced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from typing import Self

    from faster_whisper.transcribe import Segment as Heard  # type: ignore[import-untyped]
    from numpy.typing import NDArray

    from podcast.engines import Journal, Progress, Samples, TranscribeOptions
    from podcast.windows import Montage

    _Number = TypeVar("_Number", np.int16, np.float32)

# Two batches on a thread each are through sooner than two threads on one, since much of the work
# cannot be shared out; more at a time would need more memory. What is shorter than so many seconds
# is one batch, and has all threads for it.
_AT_A_TIME = 2
_ONE_BATCH = 90
# silero's window in samples, and its probabilities at which a voice begins and ends.
_VAD_WINDOW = 512
_VAD_BEGIN = 0.5
_VAD_END = 0.35
# Whisper's own: how freely words are drawn by lot, where the most likely ones fail by these.
_TEMPERATURES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_NO_LOTS = (0.0,)
# A loop goes on for as long as it may, so hearing it again took longest of all. Nobody says 30
# letters a second (`suspicion`), and a token has two at least; each stretch has marks of time, too.
_TOKENS_PER_SECOND = 15
_TOKENS_OF_TIME = 20
_MOST_TOKENS = 440


def transcribe(
    samples: Samples,
    options: TranscribeOptions,
    model_folder: Path,
    journal: Journal,
    progress: Progress,
    threads: int = 2,
) -> Transcript:
    """Write down what is said.

    Args:
        samples: 16 kHz, one channel; may be a memmap of any length.
        options: language, beam and words to expect.
        model_folder: CTranslate2 weights with tokenizer; the network is never used.
        journal: blocks found in it are not heard again.
        progress: called with the share of the sound that is heard, 0 to 1.
        threads: physical cores at most.

    Returns:
        Words with times in order; none for an empty or silent recording.
    """
    seconds = len(samples) / SAMPLE_RATE
    segments: list[Segment] = []
    with _Listener(options, model_folder, threads, is_short=seconds < _ONE_BATCH) as listener:
        for block in blocks(samples):
            heard = journal.get(block)
            if heard is None:
                tell = partial(_tell, progress, block.start, seconds)
                heard = listener.hear(_part(samples, block), block.start, tell)
                journal.put(block, heard)
            segments += heard
            progress(block.end / seconds)
    kept, removed = without_phantoms(segments, lambda span: _voiced_seconds(samples, span))
    return Transcript(options.language, kept, removed)


def activity(sound: NDArray[np.float32]) -> tuple[Span, ...]:
    """Return where silero hears a voice, in seconds of the sound given.

    Args:
        sound: 16 kHz from -1 to 1, shape (samples,).
    """
    padded = np.pad(sound, (0, _VAD_WINDOW - len(sound) % _VAD_WINDOW))
    step = _VAD_WINDOW / SAMPLE_RATE
    spans: list[Span] = []
    begun: int | None = None
    for window, probability in enumerate(get_vad_model()(padded).ravel()):
        if begun is None and probability >= _VAD_BEGIN:
            begun = window
        elif begun is not None and probability < _VAD_END:
            spans.append(Span(begun * step, window * step))
            begun = None
    if begun is not None:
        spans.append(Span(begun * step, len(sound) / SAMPLE_RATE))
    return tuple(spans)


class _Listener:
    """The model with its options, loaded for the first block, and the threads that hear with it."""

    def __init__(
        self, options: TranscribeOptions, model_folder: Path, threads: int, *, is_short: bool
    ) -> None:
        self._folder = model_folder
        self._at_a_time = 1 if is_short else _AT_A_TIME
        self._workers = max(1, min(self._at_a_time, threads))
        self._threads = threads // self._workers
        self._pool = ThreadPoolExecutor(self._workers)
        self._drawing = Lock()  # what draws lots holds the weights once more
        self._language = options.language
        self._beam = options.beam_size
        self._hotwords = ", ".join(options.hotwords) or None

    def __enter__(self) -> Self:
        """Take the threads on."""
        return self

    def __exit__(self, *_: object) -> None:
        """Let them go; what they have not begun is not heard any more."""
        self._pool.shutdown(cancel_futures=True)

    @cached_property
    def _loading(self) -> Future[Whisper]:
        return self._pool.submit(Whisper, self._folder, self._threads, self._workers)

    @property
    def _model(self) -> Whisper:
        return self._loading.result()

    def hear(
        self, sound: NDArray[np.float32], offset: float, progress: Progress
    ) -> tuple[Segment, ...]:
        """Hear a block that begins at `offset` seconds; times are those of the recording.

        Progress is told in seconds of the block.
        """
        _ = self._loading  # begins now, since it takes as long as the next line
        voices = activity(sound)
        if not voices:
            return ()
        whole = Span(0, len(sound) / SAMPLE_RATE)
        talk = montage(voices, whole)
        first = in_time(list(self._batched(sound, talk, progress)), voices)

        def again(spans: Sequence[Span], *, lots: bool) -> Iterator[list[Segment]]:
            return self._pool.map(partial(self._again, sound, voices, lots=lots), spans)

        segments = reheard(first, voices, whole, again)
        return tuple(shifted(segment, offset) for segment in segments if segment.words)

    def _batched(
        self,
        sound: NDArray[np.float32],
        talk: Montage,
        progress: Progress,
    ) -> Iterator[Segment]:
        spoken = np.concatenate([_within(sound, part) for part in talk.parts])
        seconds, end = len(sound) / SAMPLE_RATE, talk.windows[-1].end
        parts = batches(talk.windows, self._at_a_time)
        for segment in chain.from_iterable(self._pool.map(partial(self._batch, spoken), parts)):
            progress(min(segment.end, end) / end * seconds)
            yield moved(segment_of(segment), talk.original)

    def _batch(self, spoken: NDArray[np.float32], windows: Sequence[Span]) -> list[Heard]:
        heard, _ = BatchedInferencePipeline(self._model).transcribe(
            spoken,
            language=self._language,
            beam_size=self._beam,
            batch_size=len(windows),
            word_timestamps=True,
            hotwords=self._hotwords,
            clip_timestamps=[{"start": window.start, "end": window.end} for window in windows],
        )
        found = list(heard)
        give_back_memory()
        return found

    def _again(
        self, sound: NDArray[np.float32], voices: Sequence[Span], span: Span, *, lots: bool
    ) -> list[Segment]:
        """Hear a stretch once more, in sequence, if wanted with fallback to higher temperatures.

        Each stretch of talk by itself, so that none is lost in the music or silence before it.
        Without hotwords: on small models they are at times what made the first hearing stop.
        """
        edges = [edge for talk in stretches(voices, span) for edge in (talk.start, talk.end)]
        if not edges:
            return []
        part = _within(sound, span)
        clips = [edge - span.start for edge in edges]
        heard = self._in_sequence(self._model, part, clips, _NO_LOTS)
        if lots and any(_fails(segment) for segment in heard):
            with self._drawing:
                heard = self._in_sequence(self._model.with_new_lots(), part, clips, _TEMPERATURES)
        give_back_memory()
        return [shifted(segment_of(segment), span.start) for segment in heard]

    def _in_sequence(
        self,
        model: Whisper,
        part: NDArray[np.float32],
        clips: list[float],
        temperatures: tuple[float, ...],
    ) -> list[Heard]:
        longest = max(end - start for start, end in zip(clips[::2], clips[1::2], strict=True))
        heard, _ = model.transcribe(
            part,
            language=self._language,
            beam_size=self._beam,
            condition_on_previous_text=False,
            word_timestamps=True,
            clip_timestamps=clips,
            temperature=temperatures,
            max_new_tokens=min(_MOST_TOKENS, _TOKENS_OF_TIME + ceil(_TOKENS_PER_SECOND * longest)),
        )
        return list(heard)


def _fails(heard: Heard) -> bool:
    """Tell whether Whisper itself would have it heard at the next higher temperature."""
    return bool(heard.compression_ratio > COMPRESSION or heard.avg_logprob < HARDLY_HEARD)


def _tell(progress: Progress, begun: float, of: float, heard: float) -> None:
    """Tell the share of the whole that is heard with so many seconds of a block that began then."""
    progress((begun + heard) / of)


def _part(samples: NDArray[np.int16], span: Span) -> NDArray[np.float32]:
    return _within(samples, span).astype(np.float32) / np.float32(32768)


def _within(sound: NDArray[_Number], span: Span) -> NDArray[_Number]:
    return sound[round(span.start * SAMPLE_RATE) : round(span.end * SAMPLE_RATE)]


def _voiced_seconds(samples: NDArray[np.int16], span: Span) -> float:
    around = Span(max(0, span.start - 1), span.end + 1)
    return voiced(span.shifted(-around.start), activity(_part(samples, around)))
