"""The two voice models that come with the package, and the sound as they want it.

Segmentation hears ten seconds and tells when which of up to three local voices sounds; the
embedding model turns a stretch of one voice into 192 values that are alike for the same person.
Where the weights come from stands in `podcast/models/README.md`.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime  # type: ignore[import-untyped]  # has no stubs

from podcast.engines import SAMPLE_RATE
from podcast.errors import ModelError
from podcast.voice_features import features

if TYPE_CHECKING:
    from numpy.typing import NDArray

WINDOW = 10 * SAMPLE_RATE
"""Samples that segmentation hears at once."""
WINDOW_FRAMES = 589
"""Frames that it answers with."""
POWERSET = np.array(
    [[0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [1, 0, 1], [0, 1, 1]], dtype=np.bool_
)
"""Which of the three local voices sound in each of the seven classes of segmentation."""

PRINT_VALUES = 192
"""Values of a voice print."""

_DIGESTS = {
    "segmentation.onnx": "c810faab730df393dc7ffd6529f681dc88e867a79a1c07b89792f538909826ba",
    "campplus.onnx": "c4b7d895dbf5e52920c4745bdc9beca7d4428ab78a497fe7fa21e66e63a78119",
}


@dataclass(frozen=True, slots=True)
class VoiceModels:
    """Both models, the second perhaps still being loaded; use `load`."""

    segmentation: onnxruntime.InferenceSession
    embedding: Future[onnxruntime.InferenceSession]

    def local_voices(self, windows: NDArray[np.float32]) -> NDArray[np.uint8]:
        """Tell which of the local voices sound in each frame.

        Args:
            windows: (windows, WINDOW) samples from -1 to 1.

        Returns:
            (windows, WINDOW_FRAMES) rows of POWERSET, the likeliest in each frame.
        """
        (log_probabilities,) = self.segmentation.run(None, {"samples": windows[:, np.newaxis]})
        likeliest: NDArray[np.uint8] = log_probabilities.argmax(axis=-1).astype(np.uint8)
        return likeliest

    def embed(self, pieces: NDArray[np.float32]) -> NDArray[np.float32]:
        """Turn pieces of equal length into points on the unit sphere.

        Args:
            pieces: (pieces, samples) from -1 to 1; at least `voice_features.LENGTH` samples, and at
                most two seconds, over which the model pools its context.

        Returns:
            (pieces, PRINT_VALUES), each of length 1.
        """
        heard = features(pieces)
        centred = heard - heard.mean(axis=1, keepdims=True)
        (raw,) = self.embedding.result().run(None, {"features": centred})
        points: NDArray[np.float32] = raw / np.linalg.norm(raw, axis=1, keepdims=True)
        return points


def load() -> VoiceModels:
    """Load both models from the package, each checked against its SHA-256.

    That of voice prints, which takes a second, is loaded while segmentation hears. Either hears a
    batch on one thread, so that a result does not depend on how many there are; it may be called
    from several threads at once.

    Raises:
        ModelError: when a file is missing or damaged.
    """
    embedding = _content("campplus.onnx")
    loader = ThreadPoolExecutor(1)
    loading = loader.submit(_session, embedding)
    loader.shutdown(wait=False)
    return VoiceModels(_session(_content("segmentation.onnx")), loading)


def _content(name: str) -> bytes:
    try:
        content = (resources.files("podcast") / "models" / name).read_bytes()
    except OSError as fault:
        raise ModelError(
            f"podcast/models/{name}: the voice model is missing ({fault.strerror}); "
            "install panelpodd again."
        ) from fault
    if hashlib.sha256(content).hexdigest() != _DIGESTS[name]:
        raise ModelError(
            f"podcast/models/{name}: the voice model is damaged (its SHA-256 is not the expected "
            "one); install panelpodd again."
        )
    return content


def _session(content: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
