from __future__ import annotations

import subprocess

import imageio_ffmpeg  # type: ignore[import-untyped]
import numpy as np
import pytest

from podcast.mp3_frames import mp3_frames
from tests.shared import DEMO
from tests.sounds import tone, write_wav


@pytest.fixture(scope="module")
def mp3(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mp3")
    wav = write_wav(folder / "a.wav", 44_100, tone(2, 44_100), tone(2, 44_100))
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", wav]
    plain = ["-b:a", "96k", "-id3v2_version", "0", folder / "a.mp3"]
    subprocess.run([*command, *plain], check=True)
    return (folder / "a.mp3").read_bytes()


def found(tmp_path, content):
    (tmp_path / "b.mp3").write_bytes(content)
    return mp3_frames(tmp_path / "b.mp3")


def test_the_frames_of_a_bare_mp3_are_all_of_it(tmp_path, mp3):
    frames = found(tmp_path, mp3)
    assert (frames.start, frames.end) == (0, len(mp3))
    assert (frames.bit_rate, frames.sample_rate, frames.channels) == (96_000, 44_100, 2)


ID3 = b"ID3\x03\0\0\0\0\x01\x02" + bytes(130)


@pytest.mark.parametrize("before", [ID3, ID3 + ID3, ID3 + bytes(700)])
@pytest.mark.parametrize("after", [b"", b"TAG" + bytes(125), b"APETAGEX" + bytes(60), bytes(900)])
def test_tags_and_zeros_around_are_not_frames(tmp_path, mp3, before, after):
    frames = found(tmp_path, before + mp3 + after)
    assert (frames.start, frames.end) == (len(before), len(before) + len(mp3))


def test_a_frame_that_is_cut_off_is_left_out(tmp_path, mp3):
    whole = found(tmp_path, mp3)
    cut = found(tmp_path, mp3[:-100])
    assert whole.end - 320 <= cut.end < len(mp3) - 100


@pytest.mark.parametrize("name", ["empty", "noise", "wav", "damaged"])
def test_what_is_no_whole_mp3_is_nothing(tmp_path, mp3, name):
    noise = np.random.default_rng(1).bytes(9000)
    contents = {
        "empty": b"",
        "noise": noise,
        "wav": b"RIFF" + noise,
        "damaged": mp3[:9000] + noise[:50] + mp3[9000:],
    }
    assert found(tmp_path, contents[name]) is None


def test_a_variable_rate_is_told(tmp_path):
    wav = write_wav(tmp_path / "a.wav", 44_100, tone(2, 44_100), np.zeros(88_200, np.int16))
    file = tmp_path / "vbr.mp3"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-i", wav, "-q:a", "3", file]
    subprocess.run(command, check=True)
    frames = mp3_frames(file)
    assert frames
    assert frames.bit_rate == 0


def test_the_recording_of_the_demo_is_an_mp3_of_lower_rate():
    frames = mp3_frames(DEMO)
    assert frames
    assert (frames.sample_rate, frames.channels) == (24_000, 1)
