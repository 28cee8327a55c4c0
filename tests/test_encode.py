from __future__ import annotations

import hashlib
import subprocess
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import av
import imageio_ffmpeg  # type: ignore[import-untyped]
import numpy as np
import pyloudnorm  # type: ignore[import-untyped]  # has no types
import pytest
import scipy.signal  # type: ignore[import-untyped]  # has no types

from podcast import decode
from podcast.document import Chapter
from podcast.edition import Tags
from podcast.encode import SAMPLE_RATE, SMALL_SAMPLE_RATE, Source, encode, measure, shrink, tag
from podcast.errors import WorkspaceError
from tests.sounds import decoded_whole, silence, tone, write_wav
from tests.test_decode import USABLE, odd

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()
CONSTANT = ("-b:a", "128k")
TAGS = Tags("Tillit i socialtjänsten", "Förbundet", "Podden", "2026-05-04", 3)


def source(path: Path, tmp_path: Path) -> Source:
    facts = decode.decode(path, tmp_path / "facts.pcm")
    channels = 2 if facts.channels == 2 else 1
    return Source(
        path, partial(decode.stream, path, SAMPLE_RATE, channels), channels, facts.duration
    )


def talk(seconds: float, rate: int, level: float) -> NDArray[np.int16]:
    """A tone that comes and goes as syllables do."""
    moments = np.arange(round(seconds * rate)) / rate
    swell = 0.55 + 0.45 * np.sin(2 * np.pi * 4 * moments)
    return (tone(seconds, rate, 300, level) * swell).astype(np.int16)


def done(_: float) -> None:
    pass


def noisy(seconds: float, rate: int, level: float, seed: int = 1) -> NDArray[np.int16]:
    """Noise that comes and goes as syllables do: its peaks stand out much more than a tone's."""
    moments = np.arange(round(seconds * rate)) / rate
    swell = 0.05 + 0.95 * np.sin(np.pi * 1.5 * moments) ** 4
    white = np.random.default_rng(seed).normal(size=len(moments))
    voiced = scipy.signal.lfilter(*scipy.signal.butter(1, [150, 2000], "band", fs=rate), white)
    hiss = voiced * 3 * swell * level * 32767
    return np.asarray(np.clip(hiss, -32768, 32767), np.int16)


def by_another_meter(mp3: Path) -> float:
    """The loudness in LUFS, by pyloudnorm."""
    samples, rate = decoded_whole(mp3)
    return float(pyloudnorm.Meter(rate).integrated_loudness(samples))


def true_peak(mp3: Path) -> float:
    """The highest point of the wave in dB, by scipy: four times the samples."""
    samples, _ = decoded_whole(mp3)
    finer = scipy.signal.resample_poly(samples, 4, 1, axis=0)
    return float(20 * np.log10(max(np.abs(finer).max(), 1e-9)))


@pytest.mark.parametrize(
    ("rate", "channels"),
    [
        (8_000, [noisy(4, 8_000, 0.05)]),
        (48_000, [noisy(4, 48_000, 0.003)]),
        (96_000, [noisy(4, 96_000, 0.05)]),
        (44_100, [noisy(4, 44_100, 0.9)]),
        (44_100, [noisy(4, 44_100, 0.05), noisy(4, 44_100, 0.05, seed=2)]),
        (44_100, [noisy(4, 44_100, 2), noisy(4, 44_100, 2, seed=2)]),
        (44_100, [noisy(4, 44_100, 0.1), silence(4, 44_100)]),
        (48_000, [noisy(4, 48_000, 0.1), noisy(4, 48_000, 0.1)]),
        (44_100, [noisy(4, 44_100, 0.1)] * 4),
        (44_100, [talk(4, 44_100, 0.02)]),
    ],
    ids=[
        "telephone", "very quiet", "96 kHz", "loud", "stereo", "clipped stereo", "half silent",
        "the same twice", "four microphones", "tone",
    ],
)  # fmt: skip
def test_whatever_it_was_it_is_published_equally_loud_without_clipping(
    tmp_path: Path, rate: int, channels: list[NDArray[np.int16]]
) -> None:
    sound = write_wav(tmp_path / "a.wav", rate, *channels)
    mp3 = tmp_path / "a.mp3"
    published = encode(source(sound, tmp_path), mp3, TAGS, done)
    samples, _ = decoded_whole(mp3)
    goal = -16 if samples.shape[1] == 2 else -19
    assert by_another_meter(mp3) == pytest.approx(goal, abs=0.5)
    assert true_peak(mp3) <= -0.9  # of the promised -1, what meters differ by
    assert published.after == measure(source(mp3, tmp_path))
    assert published.before == measure(source(sound, tmp_path))


def test_two_channels_that_are_the_same_become_one(tmp_path: Path) -> None:
    left = noisy(3, 44_100, 0.1)
    other = left.copy()
    other[-1] += 1
    for second, channels in ((left, 1), (other, 2)):
        sound = write_wav(tmp_path / "a.wav", 44_100, left, second)
        encode(source(sound, tmp_path), tmp_path / "a.mp3", TAGS, done)
        assert decoded_whole(tmp_path / "a.mp3")[0].shape[1] == channels


def test_a_loud_bang_is_held_back_and_the_talk_is_loud_enough(tmp_path: Path) -> None:
    quiet = noisy(8, 44_100, 0.02)
    quiet[100_000:100_400] = tone(400 / 44_100, 44_100, 1000, 0.9)
    sound, mp3 = write_wav(tmp_path / "a.wav", 44_100, quiet), tmp_path / "a.mp3"
    encode(source(sound, tmp_path), mp3, TAGS, done)
    assert true_peak(mp3) <= -0.9
    assert by_another_meter(mp3) == pytest.approx(-19, abs=0.5)


def master(path: Path, *channels: NDArray[np.int16], options: tuple[str, ...] = ()) -> Path:
    """An MP3 as a producer delivers it, tags, picture and all."""
    wav = write_wav(path.with_suffix(".wav"), 44_100, *channels)
    told = ("-metadata", "title=secret", "-write_id3v1", "1")
    command = [FFMPEG, "-y", "-loglevel", "error", "-i", wav, *told, *(options or CONSTANT), path]
    subprocess.run(command, check=True)
    return path


def frames(mp3: Path) -> bytes:
    """The sound as it lies in the file, by PyAV."""
    with av.open(str(mp3)) as container:
        return b"".join(bytes(packet) for packet in container.demux(audio=0))


def levelled(loudness: float = -19.5) -> NDArray[np.int16]:
    sound = noisy(8, 44_100, 0.05).astype(np.float64)
    found = pyloudnorm.Meter(44_100).integrated_loudness(sound / 32768)
    return np.asarray(sound * 10 ** ((loudness - found) / 20)).astype(np.int16)


def test_a_master_that_is_fit_is_only_tagged(tmp_path: Path) -> None:
    mild = (*CONSTANT, "-af", "alimiter=limit=0.5:level=0")
    file = master(tmp_path / "master.mp3", levelled(), options=mild)
    published = encode(source(file, tmp_path), tmp_path / "a.mp3", TAGS, done)
    content = (tmp_path / "a.mp3").read_bytes()
    assert frames(tmp_path / "a.mp3") == frames(file)
    assert b"Info" in content
    assert b"secret" not in content
    assert "Podden".encode("utf-16-le") in content or b"Podden" in content
    assert published.before == published.after
    assert published.duration == pytest.approx(8, abs=0.06)


@pytest.mark.parametrize(
    ("options", "loudness"),
    [
        (("-b:a", "128k"), -25),
        (("-b:a", "128k"), -12),
        (("-q:a", "4"), -19.5),
        (("-b:a", "48k"), -19.5),
        (("-b:a", "96k", "-ar", "24000"), -19.5),
    ],
    ids=["quiet", "loud", "variable rate", "few bits", "24 kHz"],
)
def test_a_master_that_is_not_fit_is_encoded(
    tmp_path: Path, options: tuple[str, ...], loudness: float
) -> None:
    limited = (*options, "-af", "alimiter=limit=0.5:level=0")
    file = master(tmp_path / "master.mp3", levelled(loudness), options=limited)
    encode(source(file, tmp_path), tmp_path / "a.mp3", TAGS, done)
    assert frames(tmp_path / "a.mp3") != frames(file)
    assert by_another_meter(tmp_path / "a.mp3") == pytest.approx(-19, abs=0.5)


@pytest.mark.parametrize("options", [("-q:a", "4"), ("-b:a", "96k", "-ar", "24000")])
def test_a_master_that_is_to_be_kept_is_kept_to_the_byte(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    file = master(tmp_path / "master.mp3", levelled(-30), options=options)
    encode(source(file, tmp_path), tmp_path / "a.mp3", TAGS, done, keep=True)
    assert frames(tmp_path / "a.mp3") == frames(file)


def test_a_kept_master_that_is_no_mp3_keeps_its_loudness(tmp_path: Path) -> None:
    sound = write_wav(tmp_path / "a.wav", 44_100, levelled(-30))
    published = encode(source(sound, tmp_path), tmp_path / "a.mp3", TAGS, done, keep=True)
    assert by_another_meter(tmp_path / "a.mp3") == pytest.approx(-30, abs=0.4)
    assert published.after
    assert published.after.loudness == pytest.approx(-30, abs=0.4)


def test_other_tags_leave_the_frames_and_come_out_as_if_they_had_always_been(
    tmp_path: Path,
) -> None:
    sound = source(write_wav(tmp_path / "a.wav", 44_100, noisy(2, 44_100, 0.1)), tmp_path)
    other = replace(TAGS, title="Annat", chapters=(Chapter(0.5, "Början"),))
    first = encode(sound, tmp_path / "a.mp3", TAGS, done)
    second = tag(first, tmp_path / "a.mp3", tmp_path / "b.mp3", other)
    fresh = encode(sound, tmp_path / "c.mp3", other, done)
    assert replace(second, file="c.mp3") == fresh
    assert (second.frames, second.digest == first.digest) == (first.frames, False)


def test_the_small_version_is_opus_in_one_channel(tmp_path: Path) -> None:
    whole = write_wav(tmp_path / "a.wav", 44_100, noisy(20, 44_100, 0.1))
    blocks = partial(decode.stream, whole, SMALL_SAMPLE_RATE, 1)
    sound = Source(whole, blocks, 1, 20.0, SMALL_SAMPLE_RATE)
    small = shrink(sound, tmp_path / "a.opus", done)
    again = shrink(sound, tmp_path / "b.opus", done)
    facts = decode.decode(tmp_path / "a.opus", tmp_path / "b.pcm")
    assert (facts.codec, facts.channels) == ("opus", 1)
    assert facts.duration == pytest.approx(20, abs=0.03)
    assert small.duration == pytest.approx(20, abs=0.001)
    assert small.media_type == "audio/ogg"
    assert small.size < 20 * 45_000 / 8
    assert small.digest == again.digest


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
    for shown in ("Tillit i socialtjänsten", "Förbundet", "Podden"):
        assert shown.encode("utf-16-le") in content or shown.encode() in content
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
