"""The tags, read back by ffmpeg (as ffprobe does), by tinytag and by the letter of ID3v2.3."""

from __future__ import annotations

import io
import re
import struct
import subprocess

import av
import imageio_ffmpeg  # type: ignore[import-untyped]
import pytest
from PIL import Image
from tinytag import TinyTag

from podcast.document import Chapter
from podcast.edition import Tags
from podcast.errors import WorkspaceError
from podcast.mp3_frames import mp3_frames
from podcast.sound_tags import PICTURE_WIDTH, id3, write_tagged
from tests.sounds import tone, write_wav

CHAPTERS = (
    Chapter(0.0, "Inledning; om = och # och \\ och\\"),
    Chapter(1.25, "Vad betyder tillit? 🎙", "https://kommun.example/"),
    Chapter(2.5, "Frågor\nfrån [CHAPTER] publiken"),
    Chapter(99.0, "Efter slutet"),
)


@pytest.fixture
def tagged(tmp_path):
    Image.new("RGB", (3000, 3000), "teal").save(tmp_path / "artwork 100%d.jpg")
    wav = write_wav(tmp_path / "a.wav", 44_100, tone(4, 44_100))
    bare = tmp_path / "bare.mp3"
    ffmpeg = imageio_ffmpeg.get_ffmpeg_exe()
    subprocess.run([ffmpeg, "-loglevel", "error", "-i", wav, "-b:a", "96k", bare], check=True)
    tags = Tags(
        "Tillit i socialtjänsten", "Förbundet", "Podden", "2026-05-04", 3,
        picture=tmp_path / "artwork 100%d.jpg", chapters=CHAPTERS,
    )  # fmt: skip
    frames = mp3_frames(bare)
    assert frames
    write_tagged(bare, frames, tmp_path / "tagged.mp3", id3(tags, 4.0))
    return tmp_path / "tagged.mp3"


def test_ffmpeg_reads_tags_chapters_and_picture(tagged):
    with av.open(str(tagged)) as container:
        shown = container.metadata
        chapters = [
            (chapter["start"], chapter["end"], chapter["metadata"]["title"])
            for chapter in container.chapters()
        ]
        picture = container.streams.video[0]
        assert (picture.width, picture.height) == (PICTURE_WIDTH, PICTURE_WIDTH)
    assert shown["title"] == "Tillit i socialtjänsten"
    assert (shown["artist"], shown["album"], shown["track"]) == ("Förbundet", "Podden", "3")
    assert chapters == [
        (0, 1250, "Inledning; om = och # och \\ och"),
        (1250, 2500, "Vad betyder tillit? 🎙"),
        (2500, 4000, "Frågor från [CHAPTER] publiken"),
    ]


def test_another_reader_reads_tags_and_picture(tagged):
    found = TinyTag.get(tagged, image=True)
    assert (found.title, found.artist, found.album) == (
        "Tillit i socialtjänsten", "Förbundet", "Podden",
    )  # fmt: skip
    assert (str(found.track), found.year, found.genre) == ("3", "2026", "Podcast")
    cover = found.images.front_cover
    assert cover
    assert cover.mime_type == "image/jpeg"
    assert Image.open(io.BytesIO(cover.data)).size == (PICTURE_WIDTH, PICTURE_WIDTH)


def id3_frames(content: bytes) -> list[tuple[bytes, bytes]]:
    """Name and content of each frame (ID3v2.3, 3.3)."""
    assert content[:5] == b"ID3\x03\0"
    end = 10 + sum(byte << shift for byte, shift in zip(content[6:10], (21, 14, 7, 0), strict=True))
    place, frames = 10, []
    while place + 10 <= end and content[place]:
        name, size = content[place : place + 4], struct.unpack_from(">I", content, place + 4)[0]
        frames.append((name, content[place + 10 : place + 10 + size]))
        place += 10 + size
    return frames


def test_the_table_of_contents_lists_every_chapter_in_order(tagged):
    frames = id3_frames(tagged.read_bytes())
    (contents,) = [content for name, content in frames if name == b"CTOC"]
    chapters = [content for name, content in frames if name == b"CHAP"]
    name, rest = contents.split(b"\0", 1)
    assert (name, rest[0], rest[1]) == (b"toc", 3, 3)  # at the top, in order; three entries
    listed = rest[2:].split(b"\0")[:3]
    assert listed == [chapter.split(b"\0", 1)[0] for chapter in chapters]
    starts = [struct.unpack(">I", chapter.split(b"\0", 1)[1][:4])[0] for chapter in chapters]
    assert starts == [0, 1250, 2500]


def test_the_tag_is_the_same_each_time_and_names_no_program():
    tags = Tags("Tillit", chapters=CHAPTERS)
    assert id3(tags, 4.0) == id3(tags, 4.0)
    assert not re.search(rb"TSSE|TENC|Lavf|Lavc", id3(tags, 4.0))


def test_a_picture_that_is_gone_is_told_by_name(tmp_path):
    with pytest.raises(WorkspaceError, match=r"gone\.jpg"):
        id3(Tags("Tillit", picture=tmp_path / "gone.jpg"), 4.0)
