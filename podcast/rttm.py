"""Voices as RTTM, the form in which diarization is exchanged and scored (NIST RT-09)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from podcast.conversation import Voices

_SPACES = re.compile(r"\s+")


def rttm(voices: Voices, recording: str, label: Callable[[int], str]) -> str:
    """Write every stretch that sounds as a SPEAKER line; spaces in names become underscores."""
    return "".join(
        f"SPEAKER {_joined(recording)} 1 {heard.span.start:.3f} {heard.span.duration:.3f} "
        f"<NA> <NA> {_joined(label(heard.voice))} <NA> <NA>\n"
        for heard in sorted(voices.spans)
    )


def _joined(text: str) -> str:
    return _SPACES.sub("_", text)
