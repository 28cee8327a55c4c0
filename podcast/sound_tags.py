"""What a sound file says about itself: ID3v2.3 with a picture and chapters (CHAP and CTOC).

ffmpeg writes the tag before a moment of silence; the tag alone is taken and put before the frames
of the sound. So they stay as they are to the byte, with what the encoder noted of its delay, and
a new title costs a copy and no encoding.
"""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from podcast.ffmpeg import made
from podcast.mp3_frames import id3_size

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from podcast.edition import Tags
    from podcast.mp3_frames import Mp3Frames

PICTURE_WIDTH = 1400
"""Pixels of the picture inside the file; the feed links to the whole one."""

_ISO_639_2 = {"sv": "swe", "en": "eng"}
# What would end a line of ffmpeg's metadata, or is nothing that a player could show.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_MEANT = re.compile(r"([=;#\\])")
_GRAIN = 1 << 20


def write_tagged(source: Path, frames: Mp3Frames, target: Path, tag: bytes) -> str:
    """Write the frames of an MP3 behind a tag; return the SHA-256 of the frames.

    Raises:
        OSError: when a file cannot be read or written.
    """
    digest = hashlib.sha256()
    with source.open("rb") as sound, target.open("wb") as out:
        out.write(tag)
        sound.seek(frames.start)
        left = frames.end - frames.start
        while grain := sound.read(min(left, _GRAIN)):
            left -= len(grain)
            digest.update(grain)
            out.write(grain)
    return digest.hexdigest()


def id3(tags: Tags, duration: float) -> bytes:
    """Return the tag.

    Args:
        tags: what it says; the picture is made smaller where it is wider than `PICTURE_WIDTH`.
        duration: of the sound in seconds, where the last chapter ends.

    Raises:
        WorkspaceError: when the picture cannot be read.
    """
    picture = _picture(tags.picture) if tags.picture else ()
    told = "\n".join(_metadata(tags, duration)).encode()
    mp3 = made(
        told,
        *("-f", "lavfi", "-t", "0.1", "-i", "anullsrc=r=44100:cl=mono"),
        *("-f", "ffmetadata", "-i", "pipe:0", *picture, "-map", "0:a"),
        *("-map_metadata", "1", "-map_chapters", "1", "-c:a", "libmp3lame"),
        *("-bitexact", "-fflags", "+bitexact", "-id3v2_version", "3", "-f", "mp3"),
        making=str(tags.picture or tags.title),
    )
    return mp3[: id3_size(mp3[:10])]


def _picture(file: Path) -> tuple[str, ...]:
    return (
        *("-f", "jpeg_pipe", "-i", f"file:{file}", "-map", "2:v"),
        *("-vf", f"scale='min({PICTURE_WIDTH},iw)':-1:flags=lanczos,format=yuvj444p"),
        *("-c:v", "mjpeg", "-q:v", "3", "-threads:v", "1", "-disposition:v", "attached_pic"),
        *("-metadata:s:v", "comment=Cover (front)"),
    )


def _metadata(tags: Tags, duration: float) -> Iterator[str]:
    """Write it as ffmpeg reads metadata (https://ffmpeg.org/ffmpeg-formats.html#Metadata-2)."""
    written = {
        "title": tags.title,
        "artist": tags.artist,
        "album": tags.album,
        "date": tags.date,
        "track": str(tags.track or ""),
        "language": _ISO_639_2.get(tags.language, tags.language),
        "genre": "Podcast",
    }
    yield ";FFMETADATA1"
    yield from (f"{name}={_plain(text)}" for name, text in written.items() if text)
    chapters = [chapter for chapter in tags.chapters if chapter.start < duration]
    starts = [round(chapter.start * 1000) for chapter in chapters]
    ends = pairwise([*starts, round(duration * 1000)])
    for chapter, (start, end) in zip(chapters, ends, strict=True):
        yield f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={start}\nEND={end}\ntitle={_plain(chapter.title)}"


def _plain(text: str) -> str:
    # ffmpeg takes a backslash at the end of a line for one that joins it with the next.
    return _MEANT.sub(r"\\\1", _CONTROLS.sub(" ", text).rstrip("\\ "))
