from __future__ import annotations

import hashlib
import subprocess
from functools import partial
from typing import TYPE_CHECKING

import imageio_ffmpeg  # type: ignore[import-untyped]
import numpy as np
import pytest

from podcast import decode
from podcast.edition import Tags
from podcast.encode import SAMPLE_RATE, Source, encode, measure
from podcast.errors import WorkspaceError
from tests.sounds import silence, tone, write_wav
from tests.test_decode import USABLE, odd

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

TAGS = Tags("Tillit i socialtjänsten", "Förbundet", "Podden", "2026-05-04", 3)


def source(path: Path, tmp_path: Path) -> Source:
    facts = decode.decode(path, tmp_path / "facts.pcm")
    channels = 2 if facts.channels == 2 else 1
    return Source(partial(decode.stream, path, SAMPLE_RATE, channels), channels, facts.duration)


def talk(seconds: float, rate: int, level: float) -> NDArray[np.int16]:
    """A tone that comes and goes as syllables do."""
    moments = np.arange(round(seconds * rate)) / rate
    swell = 0.55 + 0.45 * np.sin(2 * np.pi * 4 * moments)
    return (tone(seconds, rate, 300, level) * swell).astype(np.int16)


def done(_: float) -> None:
    pass


@pytest.mark.parametrize(("channels", "wanted"), [(1, -19), (2, -16), (4, -19)])
@pytest.mark.parametrize("level", [0.02, 0.3])
def test_quiet_and_loud_talk_is_published_equally_loud(
    tmp_path: Path, channels: int, wanted: float, level: float
) -> None:
    sound = write_wav(tmp_path / "a.wav", 48_000, *[talk(6, 48_000, level)] * channels)
    mp3 = tmp_path / "a.mp3"
    encode(source(sound, tmp_path), mp3, TAGS, done)
    after = measure(source(mp3, tmp_path))
    assert after.loudness == pytest.approx(wanted, abs=0.5)
    assert after.peak <= -1


def test_a_loud_bang_keeps_its_peak_below_one_decibel(tmp_path: Path) -> None:
    quiet = talk(6, 44_100, 0.02)
    quiet[100_000:100_400] = tone(400 / 44_100, 44_100, 1000, 0.9)
    mp3 = tmp_path / "a.mp3"
    encode(source(write_wav(tmp_path / "a.wav", 44_100, quiet), tmp_path), mp3, TAGS, done)
    assert measure(source(mp3, tmp_path)).peak <= -1


def test_silence_stays_silent(tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "a.wav", 16_000, silence(3, 16_000))
    mp3 = tmp_path / "a.mp3"
    encode(source(sound, tmp_path), mp3, TAGS, done)
    assert measure(source(mp3, tmp_path)).loudness == -70


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 96_000])
def test_the_published_sound_is_as_long_as_the_recording(tmp_path: Path, rate: int) -> None:
    sound = write_wav(tmp_path / "a.wav", rate, talk(7.3, rate, 0.3))
    published = encode(source(sound, tmp_path), tmp_path / "a.mp3", TAGS, done)
    facts = decode.decode(tmp_path / "a.mp3", tmp_path / "b.pcm")
    assert published.duration == pytest.approx(7.3, abs=0.01)
    assert facts.duration == pytest.approx(7.3, abs=0.03)
    assert (facts.codec, facts.sample_rate, facts.channels) == ("mp3", 44_100, 1)
    assert facts.warnings == ()


def test_the_facts_are_those_of_the_file(tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "a.wav", 16_000, talk(2, 16_000, 0.3))
    mp3 = tmp_path / "tillit.mp3"
    published = encode(source(sound, tmp_path), mp3, TAGS, done)
    assert (published.file, published.media_type) == ("tillit.mp3", "audio/mpeg")
    assert published.size == mp3.stat().st_size
    assert published.digest == hashlib.sha256(mp3.read_bytes()).hexdigest()


def test_encoding_twice_gives_the_same_bytes_and_names_no_encoder(tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "a.wav", 44_100, talk(3, 44_100, 0.2), talk(3, 44_100, 0.1))
    for name in ("one.mp3", "two.mp3"):
        encode(source(sound, tmp_path), tmp_path / name, TAGS, done)
    content = (tmp_path / "one.mp3").read_bytes()
    assert content == (tmp_path / "two.mp3").read_bytes()
    assert b"TSSE" not in content
    assert b"TENC" not in content
    assert b"Info" in content[:2000]


def test_our_tags_are_written_and_those_of_the_recording_are_gone(tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "a.wav", 16_000, talk(2, 16_000, 0.3))
    tagged = tmp_path / "tagged.mp3"
    secret = ("-metadata", "title=secret", "-metadata", "comment=recorded at home")
    subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", str(sound), *secret, tagged],
        check=True,
    )
    assert b"secret" in tagged.read_bytes()
    encode(source(tagged, tmp_path), tmp_path / "b.mp3", TAGS, done)
    content = (tmp_path / "b.mp3").read_bytes()
    assert content.startswith(b"ID3\x03")
    for tag in ("Tillit i socialtjänsten", "Förbundet", "Podden"):
        assert tag.encode("utf-16-le") in content or tag.encode() in content
    assert b"swe" in content
    assert b"secret" not in content
    assert b"home" not in content


def test_a_title_can_hold_anything(tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "a.wav", 16_000, talk(1, 16_000, 0.3))
    mp3 = tmp_path / "a.mp3"
    odd_title = Tags('-i /dev/null; "=\\ %s\n\x00 [metadata] #ö')
    encode(source(sound, tmp_path), mp3, odd_title, done)
    assert '-i /dev/null; "=\\ %s  [metadata] #ö'.encode("utf-16-le") in mp3.read_bytes()


def test_the_progress_rises_to_the_end(tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "a.wav", 16_000, talk(5, 16_000, 0.3))
    shares: list[float] = []
    encode(source(sound, tmp_path), tmp_path / "a.mp3", TAGS, shares.append)
    assert shares == sorted(shares)
    assert 0 < shares[0] < 0.4
    assert shares[-1] == pytest.approx(1)


def test_a_folder_that_is_not_there_is_told_in_one_sentence(tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "a.wav", 16_000, talk(5, 16_000, 0.3))
    target = tmp_path / "gone" / "a.mp3"
    with pytest.raises(WorkspaceError, match=r"a\.mp3: the sound cannot be written"):
        encode(source(sound, tmp_path), target, TAGS, done)


@pytest.mark.parametrize(
    "name", ["8_Channel_ID.m4a", "two_speakers_de.3gp", "stereo_diarization.wav"]
)
def test_an_odd_file_that_can_be_played_is_published(name: str, tmp_path: Path) -> None:
    from_file = source(odd(name), tmp_path)
    published = encode(from_file, tmp_path / "a.mp3", TAGS, done)
    assert published.duration == pytest.approx(USABLE[name], abs=0.02)
    assert decode.decode(tmp_path / "a.mp3", tmp_path / "b.pcm").duration == pytest.approx(
        published.duration, abs=0.03
    )
