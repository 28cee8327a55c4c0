"""What the name that people gave a file says: whether it may be sound, its date, its title."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SOUND = frozenset(
    "3g2 3gp aac ac3 aif aiff amr au avi caf dss flac flv m2ts m4a m4b m4v mka mkv mov mp2 mp3 mp4 "
    "mpeg mpg mts oga ogg ogv opus ra ts wav webm wma wmv wv".split()
)
"""Extensions of sound and film: such a file that cannot be used is worth a word."""

NEVER_SOUND = frozenset(
    "avif bak bin bmp crdownload css csv doc docx download gif heic htm html ico ini jpeg jpg js "
    "json lock log m3u m3u8 md npz odt part partial pdf png pls ppt pptx psd py rtf rttm srt svg "
    "tif tiff tmp toml txt url vtt webp xls xlsx xml yaml yml zip".split()
)
"""Extensions of what lies beside recordings, and of what a browser has not finished fetching."""

_MONTHS = (
    "januari februari mars april maj juni juli augusti september oktober november december",
    "january february march april may june july august september october november december",
)
_MONTH = {name: number for names in _MONTHS for number, name in enumerate(names.split(), start=1)}

# A moment on the clock is taken for one only with seconds or after a T: 2030 may be an agenda.
_CLOCK = r"(?:[T_ -]*\d\d(?P<colon>[.:_-]?)\d\d(?P=colon)\d\d(?!\d)|T\d{4}(?!\d))?"
_FIGURES = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sep>[-_. ]?)(?P<month>\d\d)(?P=sep)(?P<day>\d\d)"
    rf"(?:(?!\d)|(?=T)){_CLOCK}"
)
_WORDS = re.compile(
    rf"(?<!\d)(?P<day>\d\d?)[ _-](?P<month>{'|'.join(_MONTH)})[ _-](?P<year>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_LONGEST_TITLE = 200


def may_be_sound(path: Path) -> bool:
    """Tell whether a file is worth opening: anything but hidden files and known other kinds."""
    return not path.name.startswith(".") and _extension(path) not in NEVER_SOUND


def is_sound(path: Path) -> bool:
    """Tell whether a file should be sound or film by its extension."""
    return _extension(path) in SOUND


def dated(name: str) -> tuple[date | None, str]:
    """Split a name into the first calendar date in it, if there is one, and the rest."""
    for pattern in (_FIGURES, _WORDS):
        for match in pattern.finditer(name):
            if day := _calendar_date(match):
                return day, f"{name[: match.start()]} {name[match.end() :]}"
    return None, name


def title(name: str) -> str:
    """Return a name, without extension and date, as a heading; empty where nothing is left.

    Underscores stand for spaces, and so do hyphens where nothing else does.
    """
    plain = unicodedata.normalize("NFC", name)
    plain = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in plain)
    plain = plain.strip(" _-–,.;:")
    if " " not in plain:
        plain = plain.replace("_", " ")
    if " " not in plain and plain.count("-") > 1:
        plain = plain.replace("-", " ")
    plain = " ".join(plain.split())[:_LONGEST_TITLE].rstrip()
    return plain[:1].upper() + plain[1:]


def _extension(path: Path) -> str:
    return path.suffix[1:].lower()


def _calendar_date(match: re.Match[str]) -> date | None:
    month = match["month"].lower()
    try:
        return date(int(match["year"]), _MONTH.get(month) or int(month), int(match["day"]))
    except ValueError:
        return None
