"""The speech model: faster-whisper's, that needs less memory and draws the same lots each time."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Self

import ctranslate2  # type: ignore[import-untyped]  # has no stubs
import numpy as np
from faster_whisper import WhisperModel  # type: ignore[import-untyped]  # has no stubs

if TYPE_CHECKING:
    from pathlib import Path

    from faster_whisper.tokenizer import Tokenizer  # type: ignore[import-untyped]
    from numpy.typing import NDArray

_DEVICE = {"device": "cpu", "compute_type": "int8"}
_ONE_WINDOW = 2  # dimensions


class Whisper(WhisperModel):  # type: ignore[misc]  # has no stubs
    """A model that encodes the windows of a batch, and finds the times of words, one by one.

    That is no slower, and what it works on is held for one window at a time: with the small model
    72 MB of attention while it encodes, and while it finds times 0.2 MB for each token, of which
    every window of a batch has as many as the longest.
    """

    def __init__(self, folder: Path, threads: int, at_a_time: int) -> None:
        """Load the weights; the network is never used.

        Args:
            folder: CTranslate2 weights with tokenizer.
            threads: for each of those who hear with it.
            at_a_time: how many may hear with it at a time, each in a thread of its own.
        """
        super().__init__(
            str(folder),
            **_DEVICE,
            cpu_threads=threads,
            num_workers=at_a_time,
            local_files_only=True,
        )
        self._folder = folder
        self._threads = threads

    def with_new_lots(self) -> Self:
        """Return the model with lots that nobody has drawn from, so that all draw the same.

        CTranslate2 takes the seed when a thread draws first, and never again; so this one has a
        thread of its own, and the weights once more.
        """
        ctranslate2.set_random_seed(0)
        model = copy(self)
        model.model = ctranslate2.models.Whisper(
            str(self._folder), **_DEVICE, intra_threads=self._threads
        )
        return model

    def encode(self, features: NDArray[np.float32]) -> ctranslate2.StorageView:
        """Encode windows of log-mel features, shape ([windows,] mels, frames)."""
        if features.ndim == _ONE_WINDOW:
            return super().encode(features)
        encoded = [np.array(super(Whisper, self).encode(window)) for window in features]
        return ctranslate2.StorageView.from_array(np.concatenate(encoded))

    def find_alignment(
        self,
        tokenizer: Tokenizer,
        text_tokens: list[list[int]],
        encoder_output: ctranslate2.StorageView,
        num_frames: int | list[int],
        median_filter_width: int = 7,
    ) -> list[list[dict[str, object]]]:
        """Find when the words of windows are said; these are encoded: (windows, moments, values).

        One window heard in sequence has its length as a number of its own.
        """
        lengths = [num_frames] if isinstance(num_frames, int) else num_frames
        found: list[list[dict[str, object]]] = []
        for text, encoded, frames in zip(
            text_tokens, np.array(encoder_output), lengths, strict=True
        ):
            window = ctranslate2.StorageView.from_array(encoded[np.newaxis])
            found += super().find_alignment(tokenizer, [text], window, frames, median_filter_width)
        return found
