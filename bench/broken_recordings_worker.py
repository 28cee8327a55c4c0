"""The inside of `bench.broken_recordings`: hears each file whose path it is given, on a line.

Answers each with a line of JSON: what became of it, and the most memory taken so far, in bytes.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from bench.worker import peak_memory
from podcast.decode import decode, stream
from podcast.errors import PodcastError
from podcast.recordings import is_heard


def main() -> None:
    """Answer until the bench hangs up."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what libraries print must not stand among the answers
    for line in sys.stdin:
        answers.write(json.dumps([_outcome(Path(line.rstrip("\n"))), peak_memory()]) + "\n")
        answers.flush()


def _outcome(file: Path) -> str:
    try:
        _hear(file)
    except PodcastError as refusal:
        return "refused" if file.name in str(refusal) else f"refused without its name: {refusal}"
    except Exception as error:  # noqa: BLE001 - whatever else is raised is what is looked for
        return f"{type(error).__name__}: {error}"
    return "played"


def _hear(file: Path) -> None:
    """As a build does: once for the models, and once more for listeners."""
    is_heard(file)
    with tempfile.TemporaryDirectory() as folder:
        recording = decode(file, Path(folder) / "pcm")
    for _ in stream(file, 44_100, min(recording.channels, 2)):
        pass


if __name__ == "__main__":
    main()
