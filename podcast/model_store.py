"""Where speech models lie: in the user's cache folder, one folder each.

A note beside a model has the sizes and the SHA-256 of its files. A folder appears whole or not at
all, however many programs start at once.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from podcast.digest import sha256
from podcast.engines import SpeechModel
from podcast.errors import ModelError
from podcast.machine import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOTE = "panelpodd.json"


def models_folder() -> Path:
    """Return where models are kept on this machine."""
    return cache_folder() / "panelpodd" / "models"


def noted(name: str) -> SpeechModel | None:
    """Return the model when its note is there and all sizes agree with it."""
    folder = models_folder() / name
    note = read_note(folder)
    if "model.bin" not in note or any(
        not (folder / file).is_file() or (folder / file).stat().st_size != size
        for file, (size, _) in note.items()
    ):
        return None
    return SpeechModel(name, folder, note["model.bin"][1], sum(size for size, _ in note.values()))


def read_note(folder: Path) -> dict[str, tuple[int, str]]:
    """Return size and SHA-256 of each file by its name; nothing where there is no note."""
    try:
        note = json.loads((folder / _NOTE).read_text(encoding="utf-8"))
        return {name: (size, digest) for name, (size, digest) in note["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}  # a note that cannot be read is no note: the model is fetched or joined again


@contextmanager
def appearing(name: str) -> Iterator[Path]:
    """Give an empty folder that becomes the model's, with its note, when the block ends well.

    Raises:
        ModelError: when the cache folder cannot be written.
    """
    place = models_folder()
    try:
        place.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".new-{name}-", dir=place))
    except OSError as fault:
        raise _unwritable(place, fault) from fault
    try:
        yield folder
        _write_note(folder)
        _take_place(folder, place / name)
    except OSError as fault:
        raise _unwritable(place, fault) from fault
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write_note(folder: Path) -> None:
    files = sorted(file for file in folder.iterdir() if file.is_file())
    for file in files:
        with file.open("rb+") as written:
            os.fsync(written.fileno())
    note = {"files": {file.name: [file.stat().st_size, sha256(file)] for file in files}}
    (folder / _NOTE).write_text(json.dumps(note, indent=1), encoding="utf-8")


def _take_place(folder: Path, target: Path) -> None:
    """Rename into place; where another program was quicker, its model is as good as ours."""
    if target.exists() and noted(target.name) is None:
        spoilt = folder.with_name(f"{folder.name}-spoilt")
        target.rename(spoilt)
        shutil.rmtree(spoilt, ignore_errors=True)
    try:
        folder.chmod(0o755)
        folder.rename(target)
    except OSError:
        if noted(target.name) is None:
            raise


def _unwritable(place: Path, fault: OSError) -> ModelError:
    return ModelError(
        f"{place}: speech models cannot be kept there ({fault.strerror}); "
        "check its space and permissions, or set XDG_CACHE_HOME to another folder."
    )
