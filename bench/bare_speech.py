"""The peer of `bench.speech`: bare faster-whisper, batched, with its own voice activity detection.

    python -m bench.bare_speech SOUND MODEL_FOLDER THREADS

A process of its own, as somebody would run it for the words alone.
"""

from __future__ import annotations

import sys

from faster_whisper import (  # type: ignore[import-untyped]  # has no stubs
    BatchedInferencePipeline,
    WhisperModel,
)

_BATCH = 8
_BEAM = 5


def main(sound: str, model: str, threads: int) -> None:
    """Hear a file and print how many words it has."""
    whisper = WhisperModel(
        model, device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True
    )
    segments, _ = BatchedInferencePipeline(whisper).transcribe(
        sound, language="sv", batch_size=_BATCH, beam_size=_BEAM, word_timestamps=True
    )
    print(sum(len(segment.words) for segment in segments))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
