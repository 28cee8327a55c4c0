"""A journal of nothing, for benches that hear everything each time."""

from __future__ import annotations


class Unkept:
    """Has nothing of words or of voices, and keeps nothing."""

    def get(self, part: object) -> None:
        """Nothing was heard before."""

    def put(self, part: object, heard: object) -> None:
        """Nothing is kept."""
