"""By what the same content is known, whatever its name."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def sha256(file: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal; it is read in pieces.

    Raises:
        OSError: when it cannot be read.
    """
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
