"""Chapters that a sound file has in itself: ID3 CHAP and what other containers have for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.container import InputContainer


def chapters_inside(container: InputContainer) -> Iterator[tuple[float, str]]:
    """Yield the moment of each chapter in seconds, and its title, empty where it has none."""
    for chapter in container.chapters():
        if chapter["time_base"] is not None:
            start = float(chapter["start"] * chapter["time_base"])
            yield start, chapter["metadata"].get("title", "")
