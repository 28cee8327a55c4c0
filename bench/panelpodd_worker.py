"""Our own diarizer as a system that is measured; the one place where the benches call it.

The product loads its models for each recording; here they are loaded once, as the peer's are, so
that speed is the speed of hearing. How long loading takes shows in the time until ready.
"""

from __future__ import annotations

import sys
from functools import cache

from scipy.io import wavfile  # type: ignore[import-untyped]  # has no stubs

from bench.worker import serve
from podcast import voice_models
from podcast.diarize import diarize
from podcast.engines import DiarizeOptions
from podcast.listen import listen


def main(threads: int) -> None:
    """Answer the bench."""
    voice_models.load = cache(voice_models.load)

    def hear(wav: str, fewest: int, most: int) -> list[tuple[float, float, str]]:
        _, samples = wavfile.read(wav, mmap=True)
        voices = diarize(listen(samples, lambda _: None, threads), DiarizeOptions(fewest, most))
        return [(heard.span.start, heard.span.end, str(heard.voice)) for heard in voices.spans]

    serve(hear)


if __name__ == "__main__":
    main(int(sys.argv[1]))
