"""Material that lies beside the checkout and is never copied into it; tests skip without it."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"
ROOT = Path(__file__).parents[1]
DEMO = ROOT / "episodes" / "2026-05-04-tillit" / "tillit.mp3"
DATA = Path(__file__).parent / "data"


def seed(name: str) -> str:
    """A golden text."""
    return _found(SHARED / "seeds" / name).read_text(encoding="utf-8")


def odd_names() -> list[str]:
    """The recordings that people drop by mistake; one that is not there, where none are."""
    names = sorted(file.name for file in (SHARED / "audio" / "odd").glob("*"))
    return names or ["recording that is not here"]


def audio(name: str) -> Path:
    """A recording for tests."""
    return _found(SHARED / "audio" / name)


def _found(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"{path.name} lies in ../shared, which is not here")
    return path
