"""How long it takes to find the moments of an edited text again.

    python -m bench.anchoring [--words 10000] [--edits 1000] [--rounds 9]

Prints the median and the slowest of several rounds for an hour of talk (10 000 words) that has
been edited at random, with and without paragraphs moved, and the share of the words left that
stand within 0.2 s of where they were heard. The talk is made up, so no recording is needed.
"""

from __future__ import annotations

import argparse
import statistics
import time

from bench.machine import Usage, describe
from podcast.anchor import anchor
from tests.edited_talk import EditedTalk, talk

KEPT = 0.2  # seconds


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--words", type=int, default=10_000)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=9)
    arguments = parser.parse_args()
    print(describe("rapidfuzz"))
    print(f"protocol: {arguments.words} words, {arguments.rounds} rounds, seconds\n")
    print(f"{'text':22}{'median':>8}{'slowest':>9}{'kept':>10}")
    began = Usage.now()
    for name, edits, moves in (
        ("as drafted", 0, False),
        ("edited", arguments.edits, False),
        ("edited and moved", arguments.edits, True),
    ):
        rounds = [
            _measure(_edited(seed, arguments.words, edits, moves=moves))
            for seed in range(arguments.rounds)
        ]
        seconds = [one for one, _ in rounds]
        kept = statistics.mean(share for _, share in rounds)
        print(f"{name:22}{statistics.median(seconds):>8.2f}{max(seconds):>9.2f}{kept:>10.3%}")
    print(f"\nother programs used {began.by_others(Usage.now()):.0%} of the processors")


def _edited(seed: int, words: int, edits: int, *, moves: bool) -> EditedTalk:
    text = talk(seed, words)
    text.moves = moves
    for _ in range(edits):
        text.edit()
    return text


def _measure(text: EditedTalk) -> tuple[float, float]:
    """Seconds for one alignment, and the share of the words left that kept their moments."""
    document, conversation = text.document, text.conversation
    began = time.perf_counter()
    timed = [word for paragraph in anchor(document, conversation) for word in paragraph.words]
    seconds = time.perf_counter() - began
    left = [
        abs(word.span.start - text.heard[piece.heard].span.start) <= KEPT
        for piece, word in zip(text.pieces, timed, strict=True)
        if piece.heard is not None
    ]
    return seconds, statistics.mean(left)


if __name__ == "__main__":
    main()
