"""How likely a word is to be wrong, by how sure the model was of it and how rarely it is written.

    python -m bench.word_chances [--keep FOLDER] [--model NAME]

Fits a logistic curve to the words of the Swedish recordings of ../shared/audio, as `bench.queue`
hears them, and prints its three figures, which `podcast.word_chances` has. Then prints for each
recording, with the curve fitted to all others of these: how many words are wrong, how many the
curve expects, and the share of them among the fifth of all words that it puts first; *ours* is that
share with the figures as the package has them. Nothing is fitted to the demo panel, or to English.

Last, the share of words that are wrong by how rarely they are written.
With `--keep` recordings are heard once and kept in a folder, the same as those of `bench.queue`.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]
from scipy.special import expit  # type: ignore[import-untyped]

from bench.machine import describe
from bench.queue import recordings, shared
from podcast.word_chances import misheard_chance, sureness_of
from podcast.word_rarity import COMMON

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from bench.queue import Recording

    Floats = NDArray[np.float64]

_FIFTH = 0.2


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a recording.

    Attributes:
        name: of the recording.
        certainty: of the model, shape (words,).
        rarity: how much rarer than one in a million each is, in powers of ten, shape (words,).
        is_wrong: 1 where a word is, else 0, shape (words,).
        is_fitted: whether curves may be fitted to them.
    """

    name: str
    certainty: Floats
    rarity: Floats
    is_wrong: Floats
    is_fitted: bool

    @property
    def signs(self) -> Floats:
        """What the curve goes by, shape (words, 3)."""
        sureness = np.array([sureness_of(certainty) for certainty in self.certainty])
        return np.stack([np.ones_like(sureness), -sureness, self.rarity], axis=1)

    @property
    def ours(self) -> Floats:
        """The chances that the package gives them."""
        return np.array(list(map(misheard_chance, self.certainty, self.rarity)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--keep", type=Path, help="where what was heard once is kept")
    parser.add_argument("--model", default="auto")
    arguments = parser.parse_args()
    print(describe("faster-whisper", "ctranslate2", "wordfreq"))
    with tempfile.TemporaryDirectory() as kept:
        keep = arguments.keep or Path(kept)
        found = [
            words_of(heard, folder)
            for folders in shared().values()
            for folder in folders
            for heard in recordings((folder,), arguments.model, keep)
        ]
    even, sureness, rarity = fitted([one for one in found if one.is_fitted])
    print(f"\neven odds {even:.2f}, sureness {sureness:.2f}, rarity {rarity:.2f}\n")
    print(
        f"{'recording':16}{'words':>7}{'wrong':>7}{'expected':>10}{'in the fifth':>14}{'ours':>7}"
    )
    for one in found:
        _print_left_out(one, [other for other in found if other.is_fitted and other is not one])
    _print_rarities(found)


def words_of(heard: Recording, folder: Path) -> Words:
    """Return the words of a recording and which of them are wrong."""
    grounds = heard.grounds
    return Words(
        name=heard.name,
        certainty=np.array(
            [word.word.certainty for _, word in sorted(grounds.words.machine.items())]
        ),
        rarity=np.array([grounds.rarity(word.text) for word in grounds.words.words]),
        is_wrong=np.isin(np.arange(len(grounds.words.words)), list(heard.faults.wrong)).astype(
            float
        ),
        is_fitted=folder.name.startswith("sv-"),
    )


def fitted(recordings: Sequence[Words]) -> Floats:
    """Return the figures that make what is wrong in some recordings most likely."""
    signs = np.concatenate([one.signs for one in recordings])
    is_wrong = np.concatenate([one.is_wrong for one in recordings])

    def unlikely(figures: Floats) -> float:
        odds = signs @ figures
        return float(np.sum(np.logaddexp(0, odds) - is_wrong * odds))

    found: Floats = minimize(unlikely, np.zeros(signs.shape[1])).x
    return found


def _print_left_out(one: Words, others: Sequence[Words]) -> None:
    chances = expit(one.signs @ fitted(others))
    print(
        f"{one.name:16}{len(one.is_wrong):>7}{one.is_wrong.sum():>7.0f}{chances.sum():>10.0f}"
        f"{_in_the_fifth(one, chances):>14.0%}{_in_the_fifth(one, one.ours):>7.0%}"
    )


def _in_the_fifth(one: Words, chances: Floats) -> float:
    first = np.argsort(-chances, kind="stable")[: round(_FIFTH * len(chances))]
    return float(one.is_wrong[first].sum() / max(1, one.is_wrong.sum()))


def _print_rarities(found: Sequence[Words]) -> None:
    print(f"\n{'rarer than one in':20}{'words':>7}{'wrong':>7}")
    rarity = np.concatenate([one.rarity for one in found if one.is_fitted])
    is_wrong = np.concatenate([one.is_wrong for one in found if one.is_fitted])
    for name, some in (
        ("a million: no", rarity == 0),
        ("a million", (rarity > 0) & (rarity < 1)),
        ("ten millions", (rarity >= 1) & (rarity < COMMON)),
        ("nobody writes it", rarity == COMMON),
    ):
        print(f"{name:20}{some.sum():>7}{is_wrong[some].mean():>7.0%}")


if __name__ == "__main__":
    main()
